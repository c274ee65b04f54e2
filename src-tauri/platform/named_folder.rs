//! Making a folder whose name comes from what a person typed, and which was not there before; and saving files together
//! in one.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use countersign_core::folder::sync_folder;
use countersign_core::key_file::FileError;
use secrecy::{ExposeSecret as _, SecretSlice};

use super::files::{self, Existing, KeyReaders, Readers, file_error};

/// The longest name, in characters. Most file systems take 255 bytes.
const LONGEST: usize = 60;

/// Names that Windows keeps for devices, whatever follows their first dot.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "COM", "LPT"];

/// Makes a new folder for what is secret, with this name or a numbered one. Only its owner can read it, where the file
/// system knows owners.
///
/// # Errors
///
/// The name, and why the folder could not be made.
pub(crate) fn make_folder(parent: &Path, name: &str) -> Result<PathBuf, (String, FileError)> {
    let name = folder_name(name);
    let numbered = (2..).map(|number: u32| format!("{name}-{number}"));
    for candidate in std::iter::once(name.clone()).chain(numbered) {
        let path = parent.join(&candidate);
        match make(&path).and_then(|()| sync_folder(parent)) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err((candidate, file_error(&error))),
        }
    }
    Err((name, file_error(&io::ErrorKind::AlreadyExists.into())))
}

/// A file to be saved: its path, with `/` between folders, and its contents.
pub(crate) type FileToSave = (&'static str, SecretSlice<u8>);

/// Saves these files in a new folder of [`make_folder`]. Returns the folder, and who can read the files.
///
/// # Errors
///
/// What could not be written, and why.
pub(crate) fn save_together(
    parent: &Path,
    name: &str,
    files: &[FileToSave],
) -> Result<(PathBuf, KeyReaders), (String, FileError)> {
    let folder = make_folder(parent, name)?;
    let mut readers = KeyReaders::Owner;
    for (name, contents) in files {
        let failed = |error| ((*name).to_owned(), error);
        let path: PathBuf =
            std::iter::once(folder.as_os_str()).chain(name.split('/').map(OsStr::new)).collect();
        let place = path.parent().unwrap_or(&folder);
        fs::create_dir_all(place).map_err(|error| failed(file_error(&error)))?;
        // Exposed to be saved, because the person asked for it.
        let written = files::write(&path, contents.expose_secret(), Readers::Owner, Existing::Keep);
        readers = readers.or(written.map_err(failed)?);
    }
    Ok((folder, readers))
}

#[cfg(unix)]
fn make(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().mode(0o700).create(path)
}

#[cfg(windows)]
use super::owner_only::create_folder as make;

/// The text as a name that every file system takes.
fn folder_name(text: &str) -> String {
    let forbidden = |c: char| c.is_control() || r#"/\:*?"<>|"#.contains(c);
    let safe: String = text.chars().map(|c| if forbidden(c) { '-' } else { c }).take(LONGEST).collect();
    // Windows drops these at the end, and a dot in front hides a folder elsewhere.
    let name = safe.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let stem = name.split('.').next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit());
    if name.is_empty() || DEVICES.iter().any(|device| device.eq_ignore_ascii_case(stem)) {
        return format!("key {name}").trim_end().to_owned();
    }
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_folder_on_every_system() {
        for (typed, name) in [
            ("Staging", "Staging"),
            ("EU/US: \"live\"", "EU-US- -live-"),
            ("../../etc", "-..-etc"),
            (" . ", "key"),
            ("con", "key con"),
            ("LPT1.old", "key LPT1.old"),
            ("Conrad", "Conrad"),
            ("Zoë\u{7}", "Zoë-"),
        ] {
            assert_eq!(folder_name(typed), name, "{typed:?}");
        }
        assert_eq!(folder_name(&"ü".repeat(300)).chars().count(), LONGEST);
    }

    #[test]
    fn a_folder_that_exists_is_left_alone() {
        let parent = tempfile::tempdir().unwrap();
        let names = [(); 3].map(|()| make_folder(parent.path(), "Staging").unwrap());
        let names = names.map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
        assert_eq!(names, ["Staging", "Staging-2", "Staging-3"]);
        let (name, error) = make_folder(&parent.path().join("gone"), "Staging").unwrap_err();
        assert_eq!((name.as_str(), error), ("Staging", FileError::NotFound));
    }
}
