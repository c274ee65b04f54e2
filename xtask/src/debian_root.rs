//! Roots of Debian's kind: folders with a small system in them, made by mmdebstrap. `clean_root.rs` has one for the tests
//! of packages, `systems/root.rs` one with the compilers for other systems. A root is made beside its place and moved
//! there when it is whole, so that a folder in that place is never half a root.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use crate::error::TaskError;
use crate::{process, say};

/// What a root was made with, in the root.
const STAMP: &str = "countersign-root";
/// Whatever has its mounts and its processes for itself: both end when the first process ends.
const ALONE: [&str; 8] =
    ["unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child", "--mount-proc"];
/// How apt says that a mirror is out of reach.
const OUT_OF_REACH: [&str; 5] = [
    "Could not resolve",
    "Temporary failure resolving",
    "Could not connect",
    "Unable to connect",
    "Connection timed out",
];

/// What a root is to be.
#[derive(Debug)]
pub(crate) struct Recipe<'a> {
    /// Where it will be.
    pub(crate) folder: PathBuf,
    pub(crate) suite: &'a str,
    pub(crate) mirror: &'a str,
    pub(crate) packages: &'a [&'a str],
    /// More options of mmdebstrap.
    pub(crate) options: &'a [&'a str],
}

impl Recipe<'_> {
    /// The mirror is not in it: each has the same packages.
    fn stamp(&self) -> String {
        format!("{} {} {}", self.suite, self.packages.join(","), self.options.join(" "))
    }

    fn is_there(&self) -> bool {
        fs::read_to_string(self.folder.join(STAMP)).is_ok_and(|with| with == self.stamp())
    }

    /// A path beside the root's, whose name begins with the root's.
    fn beside(&self, end: &str) -> PathBuf {
        let name = self.folder.file_name().unwrap_or_default().to_string_lossy();
        self.folder.with_file_name(format!("{name}.{end}"))
    }
}

/// Why no root can be made and used on this machine by whoever runs this.
pub(crate) fn refused() -> Option<&'static str> {
    if process::read("id", &["-u"]).is_none_or(|id| id.trim() != "0") {
        return Some("only root can make a Debian root and install in it");
    }
    let refused =
        "not even root may mount something or make a device here (a container may with --privileged)";
    let needed = "mount -t tmpfs tmpfs /mnt; mknod /mnt/null c 1 3; echo > /mnt/null";
    (!can_mount(needed)).then_some(refused)
}

/// Whether a script succeeds that mounts something. What it mounted is gone when it ends.
pub(crate) fn can_mount(script: &str) -> bool {
    process::read(ALONE[0], &[&ALONE[1..], &["sh", "-ec", script]].concat()).is_some()
}

/// A root that is being made.
#[derive(Debug)]
pub(crate) struct Making {
    child: Child,
    unfinished: PathBuf,
    folder: PathBuf,
    stamp: String,
    log: PathBuf,
    /// Held until the root is in its place.
    _lock: File,
}

/// Why there is no root.
#[derive(Debug)]
pub(crate) enum NoRoot {
    /// The mirror cannot be reached.
    Unreachable,
    Failed(TaskError),
}

/// Begins to make a root; `None` if it is there.
pub(crate) fn begin(recipe: &Recipe) -> Result<Option<Making>, TaskError> {
    let Recipe { folder, suite, mirror, packages, options } = recipe;
    if recipe.is_there() {
        say::note(&format!("The Debian root is there: {}", folder.display()));
        return Ok(None);
    }
    let failed = |what: &str, path: &Path, error: &std::io::Error| failed(what, path, error);
    let parent = folder.parent().unwrap_or(folder);
    fs::create_dir_all(parent).map_err(|error| failed("made", parent, &error))?;
    let lock_file = recipe.beside("lock");
    let lock = File::create(&lock_file).map_err(|error| failed("written", &lock_file, &error))?;
    if lock.try_lock().is_err() {
        say::note(&format!("Another run makes {}; waiting for it", folder.display()));
        lock.lock().map_err(|error| failed("locked", &lock_file, &error))?;
        if recipe.is_there() {
            return Ok(None);
        }
    }
    say::doing(&format!("Making a root of Debian's kind ({suite}) in {} from {mirror}", folder.display()));
    let unfinished = recipe.beside(&format!("new-{}", std::process::id()));
    // What runs that were interrupted left, and a root that was made with something else.
    if folder.exists() {
        let old = recipe.beside("new-old");
        fs::rename(folder, &old).map_err(|error| failed("moved", folder, &error))?;
    }
    let new = recipe.beside("new-").to_string_lossy().into_owned();
    for entry in fs::read_dir(parent).map_err(|error| failed("read", parent, &error))?.flatten() {
        if entry.path().to_string_lossy().starts_with(&new) {
            fs::remove_dir_all(entry.path()).map_err(|error| failed("removed", &entry.path(), &error))?;
        }
    }
    let log = recipe.beside("log");
    let written = File::create(&log).map_err(|error| failed("written", &log, &error))?;
    let also = written.try_clone().map_err(|error| failed("written", &log, &error))?;
    // If this program is killed, mmdebstrap and everything that it started end, too.
    let mut make = process::command("setpriv");
    make.args(["--pdeathsig", "KILL"]).args(ALONE).args(["mmdebstrap", "--mode=root"]);
    // What a power cut destroys is made again. Mirrors that stand still are fine for this.
    make.args(["--dpkgopt=force-unsafe-io", "--aptopt=Acquire::Check-Valid-Until \"false\""]);
    make.args(*options).arg(format!("--include={}", packages.join(",")));
    make.arg(suite).arg(&unfinished).arg(mirror);
    make.env("LC_ALL", "C").stdin(Stdio::null()).stdout(written).stderr(also);
    let child = make.spawn().map_err(|error| failed("made", folder, &error))?;
    Ok(Some(Making { child, unfinished, folder: folder.clone(), stamp: recipe.stamp(), log, _lock: lock }))
}

impl Making {
    /// Waits until the root is whole, and moves it to its place.
    pub(crate) fn finish(mut self) -> Result<(), NoRoot> {
        let failed = |what, path: &Path, error| NoRoot::Failed(failed(what, path, &error));
        let status = self.child.wait().map_err(|error| failed("made", &self.folder, error))?;
        if !status.success() {
            let said = fs::read_to_string(&self.log).unwrap_or_default();
            return Err(why(&said, &self.folder));
        }
        let stamp = self.unfinished.join(STAMP);
        fs::write(&stamp, &self.stamp).map_err(|error| failed("written", &stamp, error))?;
        fs::rename(&self.unfinished, &self.folder).map_err(|error| failed("made", &self.folder, error))
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        // After `finish` both are over and do nothing.
        let _ = self.child.kill().and_then(|()| self.child.wait());
        let _ = fs::remove_dir_all(&self.unfinished);
    }
}

/// What mmdebstrap's last words mean.
fn why(said: &str, folder: &Path) -> NoRoot {
    if OUT_OF_REACH.iter().any(|words| said.contains(words)) {
        return NoRoot::Unreachable;
    }
    let lines: Vec<&str> = said.lines().collect();
    let last = lines[lines.len().saturating_sub(20)..].join("\n");
    NoRoot::Failed(TaskError::new(
        format!("mmdebstrap could not make {}. It ended with:\n{last}", folder.display()),
        "Its last lines say why. Check the space on the disk, then run the same command again.",
    ))
}

fn failed(what: &str, path: &Path, error: &std::io::Error) -> TaskError {
    TaskError::new(
        format!("{} cannot be {what}: {error}", path.display()),
        "Check the permissions and the free space of the folder, then run the same command again.",
    )
}

/// Something that apt fetches lists of packages from.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) address: String,
    /// As apt's sources name it: a code name, or a word such as `stable`.
    pub(crate) release: String,
    /// Once apt has fetched its lists: the code name, and who made it.
    pub(crate) codename: Option<String>,
    pub(crate) origin: Option<String>,
}

/// apt's sources with the component `main`, also where no list was fetched yet.
pub(crate) fn sources() -> Vec<Source> {
    let ask = |more: &[&str]| {
        let words = ["indextargets", "--format", "$(REPO_URI) $(RELEASE) $(COMPONENT) $(CODENAME) $(ORIGIN)"];
        let text = process::read("apt-get", &[&words, more, &["Created-By: Packages"]].concat());
        sources_in(&text.unwrap_or_default())
    };
    let mut all = ask(&[]);
    all.extend(ask(&["--no-release-info"]));
    all
}

fn sources_in(targets: &str) -> Vec<Source> {
    // What apt doesn't know, it leaves as it was asked for.
    let known = |text: &str| (!text.starts_with("$(")).then(|| text.to_string());
    let source = |line: &str| {
        let mut words = line.splitn(5, ' ');
        let (address, release, component) = (words.next()?, words.next()?, words.next()?);
        let (codename, origin) = (words.next()?, words.next()?);
        (component == "main").then(|| Source {
            address: address.into(),
            release: release.into(),
            codename: known(codename),
            origin: known(origin),
        })
    };
    targets.lines().filter_map(source).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_read_with_and_without_fetched_lists() {
        let targets = "http://a.example/debian/ stable main bookworm Debian\n\
                       http://b.example/node nodistro main nodistro . Node Source\n\
                       http://a.example/debian/ stable contrib bookworm Debian\n\
                       http://c.example/debian/ bookworm main $(CODENAME) $(ORIGIN)\n";
        let sources = sources_in(targets);
        let told: Vec<_> = sources
            .iter()
            .map(|source| (&*source.release, source.codename.as_deref(), source.origin.as_deref()))
            .collect();
        assert_eq!(
            told,
            [
                ("stable", Some("bookworm"), Some("Debian")),
                ("nodistro", Some("nodistro"), Some(". Node Source")),
                ("bookworm", None, None),
            ]
        );
    }

    #[test]
    fn a_mirror_out_of_reach_is_told_from_everything_else() {
        let folder = Path::new("/roots/one");
        let said = "E: Failed to fetch http://a.example/  Temporary failure resolving 'a.example'\n";
        assert!(matches!(why(said, folder), NoRoot::Unreachable));
        let NoRoot::Failed(failure) = why("E: no space left\n", folder) else { panic!("it is a failure") };
        assert!(failure.what.contains("/roots/one") && failure.what.contains("no space left"));
    }

    #[test]
    fn a_root_counts_only_if_it_was_made_with_the_same() {
        let parent = std::env::temp_dir().join(format!("countersign-xtask-root-{}", std::process::id()));
        let recipe = |packages| Recipe {
            folder: parent.join("root"),
            suite: "sid",
            mirror: "http://a.example",
            packages,
            options: &[],
        };
        fs::create_dir_all(parent.join("root/etc")).unwrap();
        assert!(!recipe(&["gcc"]).is_there(), "half a root");
        fs::write(parent.join("root").join(STAMP), recipe(&["gcc"]).stamp()).unwrap();
        assert!(recipe(&["gcc"]).is_there());
        assert!(!recipe(&["gcc", "git"]).is_there());
        fs::remove_dir_all(&parent).unwrap();
    }
}
