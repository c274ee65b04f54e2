//! Reads the files that a person wants to import, and the key files that these name: within bounds, and never outside the
//! folder that they chose.

use std::fs;
use std::path::{Component, Path, PathBuf};

use countersign_core::interchange::import::{
    DEEPEST_FOLDER, FollowedKey, ImportFile, ImportLimit, ImportProblem, KeyFileProblem, KeyFiles,
    MOST_BYTES, MOST_ENTRIES, MOST_FILE_BYTES, MOST_FILES,
};
use countersign_core::key_file::FileError;
use zeroize::Zeroizing;

use super::files::file_error;
use super::key_sources::{self, open, read_up_to, real_path};

/// Folders that hold what others wrote, or what was made from it.
const SKIPPED_FOLDERS: [&str; 12] = [
    "node_modules",
    ".git",
    ".hg",
    ".svn",
    "target",
    "dist",
    "build",
    ".venv",
    "venv",
    "vendor",
    "bower_components",
    ".cache",
];
/// Files in a folder that are large and never of use.
const SKIPPED_FILES: [&str; 3] = ["package-lock.json", "npm-shrinkwrap.json", "composer.lock"];
/// How the names of files end that are looked into in a folder.
const ENDINGS: [&str; 8] = [".json", ".bru", ".yaml", ".yml", ".env", ".sh", ".curl", ".envrc"];
/// How many folders above a file are searched for `.git`.
const ABOVE: usize = 40;

/// The files of an import, where they are, and the bounds that were reached.
#[derive(Default)]
pub(crate) struct FoundFiles {
    pub(crate) files: Vec<ImportFile>,
    pub(crate) reached: Vec<ImportLimit>,
    /// Where each file is; `None` for pasted text.
    places: Vec<Option<Place>>,
}

/// Where a file is.
struct Place {
    path: PathBuf,
    /// The folder that the person chose, if they chose one.
    root: Option<PathBuf>,
}

/// Reads files and folders.
pub(crate) fn read(chosen: &[PathBuf]) -> FoundFiles {
    let mut walk = Walk { found: FoundFiles::default(), bytes: MOST_BYTES, entries: MOST_ENTRIES };
    let chosen: Vec<PathBuf> = chosen.iter().map(|path| real_path(path)).collect();
    let base = common_folder(&chosen);
    for path in &chosen {
        let name = shown_name(path, &base);
        if path.is_dir() {
            // A single folder is where its names begin.
            let name = if chosen.len() == 1 { String::new() } else { name };
            walk.folder(path, path, &name, 0);
        } else {
            walk.file(path, None, name, true);
        }
    }
    walk.found
}

/// Text that was pasted.
pub(crate) fn pasted(text: &str) -> FoundFiles {
    FoundFiles { files: vec![ImportFile::pasted(text)], reached: Vec::new(), places: vec![None] }
}

struct Walk {
    found: FoundFiles,
    bytes: usize,
    entries: usize,
}

impl Walk {
    fn reach(&mut self, limit: ImportLimit) {
        if !self.found.reached.contains(&limit) {
            self.found.reached.push(limit);
        }
    }

    fn folder(&mut self, folder: &Path, root: &Path, name: &str, depth: usize) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        let mut all = Vec::new();
        for entry in entries.flatten() {
            if self.entries == 0 {
                self.reach(ImportLimit::Folders);
                break;
            }
            self.entries -= 1;
            all.push(entry);
        }
        all.sort_by_key(fs::DirEntry::file_name);
        for entry in all {
            let Ok(kind) = entry.file_type() else { continue };
            let own = entry.file_name().to_string_lossy().into_owned();
            let path = entry.path();
            let inner = if name.is_empty() { own.clone() } else { format!("{name}/{own}") };
            if kind.is_dir() {
                if SKIPPED_FOLDERS.contains(&own.as_str()) {
                    continue;
                }
                if depth >= DEEPEST_FOLDER {
                    self.reach(ImportLimit::Folders);
                    continue;
                }
                self.folder(&path, root, &inner, depth + 1);
            } else if is_of_interest(&own) {
                if kind.is_symlink() && !leads_inside(&path, root) {
                    self.add(inner, Err(ImportProblem::LinkOutside), false, false, None);
                } else if !kind.is_symlink() || path.is_file() {
                    self.file(&path, Some(root), inner, false);
                }
            }
        }
    }

    fn file(&mut self, path: &Path, root: Option<&Path>, name: String, chosen: bool) {
        if self.found.files.len() >= MOST_FILES {
            return self.reach(ImportLimit::Files);
        }
        if self.bytes == 0 {
            return self.reach(ImportLimit::Bytes);
        }
        let content = read_file(path);
        self.bytes = self.bytes.saturating_sub(content.as_ref().map_or(0, |bytes| bytes.len()));
        let place = Place { path: path.to_owned(), root: root.map(Path::to_owned) };
        self.add(name, content, chosen, is_in_git(path), Some(place));
    }

    fn add(
        &mut self,
        name: String,
        content: Result<Zeroizing<Vec<u8>>, ImportProblem>,
        chosen: bool,
        in_git: bool,
        place: Option<Place>,
    ) {
        self.found.files.push(ImportFile { name, content, chosen, in_git });
        self.found.places.push(place);
    }
}

/// Whether a file in a folder may be one of those that are imported, by its name.
fn is_of_interest(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let fits = name.starts_with(".env") || ENDINGS.iter().any(|ending| name.ends_with(ending));
    fits && !SKIPPED_FILES.contains(&name.as_str())
}

/// Whether a link leads to something in this folder.
fn leads_inside(link: &Path, root: &Path) -> bool {
    match (link.canonicalize(), root.canonicalize()) {
        (Ok(target), Ok(root)) => target.starts_with(root),
        _ => false,
    }
}

/// Reads a file that should be imported.
fn read_file(path: &Path) -> Result<Zeroizing<Vec<u8>>, ImportProblem> {
    let unreadable = |reason| ImportProblem::Unreadable { reason };
    let too_large =
        || ImportProblem::FileTooLarge { limit: u32::try_from(MOST_FILE_BYTES).unwrap_or(u32::MAX) };
    let (file, length) = open(path).map_err(unreadable)?;
    let expected = usize::try_from(length).unwrap_or(usize::MAX);
    if expected > MOST_FILE_BYTES {
        return Err(too_large());
    }
    let bytes =
        read_up_to(file, expected, MOST_FILE_BYTES + 1).map_err(|error| unreadable(file_error(&error)))?;
    if bytes.len() > MOST_FILE_BYTES { Err(too_large()) } else { Ok(bytes) }
}

/// Whether a file is in a Git work tree: a folder above it has `.git`, which a work tree of its own has as a file.
fn is_in_git(path: &Path) -> bool {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    path.ancestors().skip(1).take(ABOVE).any(|folder| folder.join(".git").symlink_metadata().is_ok())
}

/// The folder that all of these are in.
fn common_folder(chosen: &[PathBuf]) -> PathBuf {
    let mut parents = chosen.iter().filter_map(|path| path.parent());
    let Some(first) = parents.next() else { return PathBuf::new() };
    parents.fold(first.to_owned(), |common, parent| {
        let shared = common.components().zip(parent.components()).take_while(|(one, other)| one == other);
        shared.map(|(one, _)| one).collect()
    })
}

/// The name of a file within a folder, with `/`.
fn shown_name(path: &Path, base: &Path) -> String {
    let within = path.strip_prefix(base).unwrap_or(path);
    let parts: Vec<_> = within
        .components()
        .filter(|part| matches!(part, Component::Normal(_)))
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

impl KeyFiles for FoundFiles {
    fn follow(&self, beside: usize, path: &str) -> Result<FollowedKey, KeyFileProblem> {
        let place = self.places.get(beside).and_then(Option::as_ref).ok_or(KeyFileProblem::NoFolder)?;
        let folder = place.path.parent().ok_or(KeyFileProblem::NoFolder)?;
        let allowed = place.root.as_deref().unwrap_or(folder);
        // A file that was written on Windows has backslashes.
        let named = if cfg!(unix) { path.trim().replace('\\', "/") } else { path.trim().to_owned() };
        // Looked at as text first: the system may already contact another computer to find out about a path.
        let joined = lexical(&folder.join(&named)).ok_or(KeyFileProblem::OutsideFolder)?;
        let inside = lexical(allowed).is_some_and(|allowed| joined.starts_with(allowed));
        if !inside {
            return Err(KeyFileProblem::OutsideFolder);
        }
        let cannot_read = |reason: FileError| KeyFileProblem::CannotRead { reason };
        let target = joined.canonicalize().map_err(|error| cannot_read(file_error(&error)))?;
        let allowed = allowed.canonicalize().map_err(|error| cannot_read(file_error(&error)))?;
        if !target.starts_with(allowed) {
            return Err(KeyFileProblem::OutsideFolder);
        }
        let in_git = is_in_git(&joined);
        let source =
            key_sources::read(std::slice::from_ref(&target)).pop().ok_or(KeyFileProblem::NoKeyInside)?;
        Ok(FollowedKey { source, shown: path.trim().to_owned(), in_git })
    }
}

/// A path without `.` and `..`; `None` if it leads above the root, or has characters that no path has.
fn lexical(path: &Path) -> Option<PathBuf> {
    if path.to_string_lossy().contains('\0') {
        return None;
    }
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path).ok()?.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                if !plain.pop() {
                    return None;
                }
            }
            other => plain.push(other),
        }
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(found: &FoundFiles) -> Vec<&str> {
        found.files.iter().map(|file| file.name.as_str()).collect()
    }

    fn write(folder: &Path, name: &str, content: &str) -> PathBuf {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    #[test]
    fn a_folder_is_looked_into_without_what_others_wrote() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "dw.json",
            ".env",
            "sub/.env.staging",
            "node_modules/x/dw.json",
            "code.js",
            "a/b/c/d/e/f/dw.json",
        ] {
            write(folder.path(), name, "{}");
        }
        let found = read(&[folder.path().to_owned()]);
        assert_eq!(names(&found), [".env", "dw.json", "sub/.env.staging"]);
        assert_eq!(found.reached, [ImportLimit::Folders]);
        assert!(found.files.iter().all(|file| !file.chosen));
    }

    #[test]
    fn files_of_several_folders_have_the_names_that_tell_them_apart() {
        let folder = tempfile::tempdir().unwrap();
        let one = write(folder.path(), "one/dw.json", "{}");
        let two = write(folder.path(), "two/dw.json", "{}");
        assert_eq!(names(&read(&[one.clone(), two])), ["one/dw.json", "two/dw.json"]);
        assert_eq!(names(&read(&[one])), ["dw.json"]);
    }

    #[test]
    fn a_work_tree_of_git_is_known_from_the_folders_above() {
        let folder = tempfile::tempdir().unwrap();
        let file = write(folder.path(), "a/b/dw.json", "{}");
        assert!(!read(std::slice::from_ref(&file)).files[0].in_git);
        fs::create_dir(folder.path().join(".git")).unwrap();
        assert!(read(&[file]).files[0].in_git);
    }

    #[test]
    fn a_key_file_is_followed_within_the_folder_and_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("project");
        let file = write(&project, "dw.json", "{}");
        write(&project, "keys/key.pem", "inside");
        write(folder.path(), "outside.pem", "outside");
        let found = read(&[file]);
        let content = |path: &str| found.follow(0, path).map(|key| key.source.content.unwrap().to_vec());
        assert_eq!(content("./keys/key.pem").unwrap(), b"inside");
        assert_eq!(content("keys/../keys/key.pem").unwrap(), b"inside");
        let absolute = project.join("keys/key.pem");
        assert_eq!(content(absolute.to_str().unwrap()).unwrap(), b"inside");
        for path in
            ["../outside.pem", "/etc/passwd", "keys/../../outside.pem", "\0", "//server/share/key.pem"]
        {
            assert_eq!(content(path).unwrap_err(), KeyFileProblem::OutsideFolder, "{path:?}");
        }
        let gone = KeyFileProblem::CannotRead { reason: FileError::NotFound };
        for path in ["gone.pem", "~/key.pem", "%USERPROFILE%\\key.pem"] {
            assert_eq!(content(path).unwrap_err(), gone, "{path}");
        }
        assert_eq!(pasted("x").follow(0, "keys/key.pem").map(drop).unwrap_err(), KeyFileProblem::NoFolder);
    }

    #[test]
    #[cfg(unix)]
    fn links_are_not_followed_out_of_the_folder_and_pipes_are_not_waited_for() {
        use std::os::unix::fs::symlink;

        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("project");
        let file = write(&project, "dw.json", "{}");
        let outside = write(folder.path(), "outside.json", "{}");
        symlink(&outside, project.join("link.json")).unwrap();
        symlink(folder.path(), project.join("up")).unwrap();
        symlink(&project, project.join("loop")).unwrap();
        symlink(&file, project.join("same.json")).unwrap();
        symlink(&outside, project.join("key.pem")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(project.join(".env")).status().unwrap().success());
        let found = read(std::slice::from_ref(&project));
        assert_eq!(names(&found), [".env", "dw.json", "link.json", "same.json"]);
        let problem = |at: usize| found.files[at].content.clone().unwrap_err();
        assert!(matches!(problem(0), ImportProblem::Unreadable { reason: FileError::NotAFile { .. } }));
        assert_eq!(problem(2), ImportProblem::LinkOutside);
        assert_eq!(found.follow(1, "key.pem").map(drop).unwrap_err(), KeyFileProblem::OutsideFolder);
    }

    #[test]
    fn a_file_larger_than_any_of_these_is_named_and_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large.json");
        fs::File::create(&path).unwrap().set_len(1 << 40).unwrap();
        let found = read(&[path]);
        assert!(matches!(found.files[0].content, Err(ImportProblem::FileTooLarge { .. })));
    }
}
