//! A clean root: a small Debian in `target/roots/`, of the kind and from the mirror of this machine, with nothing in it
//! but what a package of ours says that it depends on. If a dependency is not declared, the program does not start there.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::TaskError;
use crate::system::System;
use crate::{process, say, workspace};

/// Where the root is. The tests know the place as well.
pub(crate) fn folder() -> PathBuf {
    workspace::target().join("roots/packages")
}

/// What the root was made with. It is written when the root is complete.
fn stamp() -> PathBuf {
    workspace::target().join("roots/packages.made-with")
}

/// Whether there is one to be used.
pub(crate) fn is_there() -> bool {
    stamp().is_file()
}

/// Why no clean root can be made on this machine.
pub(crate) fn impossible() -> Option<&'static str> {
    if System::here() != System::Debian {
        return Some("a clean root is made on Debian and Ubuntu only");
    }
    if process::read("id", &["-u"]).is_none_or(|id| id.trim() != "0") {
        return Some("only root can install packages in a clean root");
    }
    mirror().is_none().then_some("apt has no mirror of the release that this machine runs")
}

/// Begins to make the root with these packages in it, unless it is there. It is made while other things are done: most of
/// the time goes into waiting for the mirror and the disk.
pub(crate) fn begin(packages: &[&str]) -> Result<(), TaskError> {
    let (mirror, suite) = mirror().unwrap_or_default();
    let packages = packages.join(",");
    let made_with = format!("{mirror} {suite} {packages}");
    if fs::read_to_string(stamp()).is_ok_and(|with| with == made_with) {
        say::note(&format!("The clean root is there: {}", folder().display()));
        return Ok(());
    }
    say::doing(&format!("Making a clean root of {suite} in {}, beside what follows", folder().display()));
    for path in [stamp(), folder()] {
        let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        if let Err(error) = removed
            && path.exists()
        {
            return Err(failed("removed", &error));
        }
    }
    fs::create_dir_all(folder()).map_err(|error| failed("made", &error))?;
    // The stamp is the last, so that a root whose making was interrupted is made again.
    let mut make = process::command("sh");
    make.args(["-c", "stamp=$1 with=$2; shift 2; \"$@\" && printf %s \"$with\" > \"$stamp\"", "sh"]);
    make.arg(stamp()).arg(&made_with);
    make.args(["mmdebstrap", "--quiet", "--mode=root", "--variant=apt", &format!("--include={packages}")]);
    // Nobody reads manuals in there, and what a power cut destroys is made again.
    make.args([
        "--dpkgopt=path-exclude=/usr/share/doc/*",
        "--dpkgopt=path-include=/usr/share/doc/countersign/*",
    ]);
    make.args(["--dpkgopt=force-unsafe-io", "--aptopt=Acquire::Check-Valid-Until \"false\""]);
    make.arg(&suite).arg(folder()).arg(&mirror);
    let child = make.stdin(Stdio::null()).spawn().map_err(|error| failed("made", &error))?;
    *making() = Some(child);
    Ok(())
}

/// Waits until the root is complete.
pub(crate) fn finish() -> Result<(), TaskError> {
    if let Some(mut child) = making().take() {
        child.wait().map_err(|error| failed("made", &error))?;
    }
    if is_there() {
        return Ok(());
    }
    Err(TaskError::new(
        format!("There is no clean root in {}", folder().display()),
        "Read mmdebstrap's message above. Without a network connection it cannot fetch anything.",
    ))
}

/// The process that makes the root.
fn making() -> MutexGuard<'static, Option<Child>> {
    static MAKING: Mutex<Option<Child>> = Mutex::new(None);
    MAKING.lock().unwrap_or_else(PoisonError::into_inner)
}

fn failed(what: &str, error: &std::io::Error) -> TaskError {
    TaskError::new(
        format!("The clean root in {} cannot be {what}: {error}", folder().display()),
        "Check the permissions and the free space of the folder, then run the same command again.",
    )
}

/// The mirror that apt has this machine's release from, and the release's name.
fn mirror() -> Option<(String, String)> {
    let release = fs::read_to_string("/etc/os-release").ok()?;
    let codename = release.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME="))?.trim_matches('"');
    let targets = process::read(
        "apt-get",
        &["indextargets", "--format", "$(SITE) $(RELEASE) $(COMPONENT)", "Created-By: Packages"],
    )?;
    mirror_of(&targets, codename).map(|mirror| (mirror.to_string(), codename.to_string()))
}

fn mirror_of<'a>(targets: &'a str, codename: &str) -> Option<&'a str> {
    targets.lines().find_map(|line| match line.split_whitespace().collect::<Vec<_>>()[..] {
        [site, release, "main"] if release == codename => Some(site),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::mirror_of;

    #[test]
    fn the_mirror_is_that_of_the_release_itself() {
        let targets = "http://a.example/node nodistro main\nhttp://b.example/debian bookworm-updates main\n\
                       http://b.example/debian bookworm main\n";
        assert_eq!(mirror_of(targets, "bookworm"), Some("http://b.example/debian"));
        assert_eq!(mirror_of(targets, "trixie"), None);
    }
}
