//! A clean root: a small Debian in `target/roots/`, of the kind and from the mirror of this machine, with nothing in it
//! but what a package of ours says that it depends on. If a dependency is not declared, the program does not start there.

use std::fs;
use std::path::PathBuf;

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

/// Makes the root for these dependencies of a `.deb`, unless it is there.
pub(crate) fn ensure(dependencies: &[&str]) -> Result<(), TaskError> {
    let (mirror, suite) = mirror().unwrap_or_default();
    let packages = dependencies.iter().map(|words| first_name(words)).collect::<Vec<_>>().join(",");
    let made_with = format!("{mirror} {suite} {packages}");
    if fs::read_to_string(stamp()).is_ok_and(|with| with == made_with) {
        say::note(&format!("The clean root is there: {}", folder().display()));
        return Ok(());
    }
    say::doing(&format!("Making a clean root of {suite} in {}", folder().display()));
    for path in [stamp(), folder()] {
        let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        if let Err(error) = removed
            && path.exists()
        {
            return Err(failed("removed", &error));
        }
    }
    fs::create_dir_all(folder()).map_err(|error| failed("made", &error))?;
    let mut make = process::command("mmdebstrap");
    make.args(["--quiet", "--mode=root", "--variant=apt", &format!("--include={packages}")]);
    // Nobody reads manuals in there, and a root that is lost in a power cut is made again.
    make.args([
        "--dpkgopt=path-exclude=/usr/share/doc/*",
        "--dpkgopt=path-include=/usr/share/doc/countersign/*",
    ]);
    make.args(["--dpkgopt=force-unsafe-io", "--aptopt=Acquire::Check-Valid-Until \"false\""]);
    make.arg(&suite).arg(folder()).arg(&mirror);
    process::succeed(
        &mut make,
        "Read mmdebstrap's message above. Without a network connection it cannot fetch anything.",
    )?;
    fs::write(stamp(), made_with).map_err(|error| failed("written", &error))
}

fn failed(what: &str, error: &std::io::Error) -> TaskError {
    TaskError::new(
        format!("The clean root in {} cannot be {what}: {error}", folder().display()),
        "Check the permissions and the free space of the folder, then run the same command again.",
    )
}

/// The name of the first package of a dependency: `libc6 (>= 2.36)`, `zenity | kdialog`.
fn first_name(words: &str) -> &str {
    words.split_whitespace().next().unwrap_or_default()
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
    use super::*;

    #[test]
    fn the_mirror_is_that_of_the_release_itself() {
        let targets = "http://a.example/node nodistro main\nhttp://b.example/debian bookworm-updates main\n\
                       http://b.example/debian bookworm main\n";
        assert_eq!(mirror_of(targets, "bookworm"), Some("http://b.example/debian"));
        assert_eq!(mirror_of(targets, "trixie"), None);
    }

    #[test]
    fn a_dependency_is_installed_by_its_first_name() {
        assert_eq!(first_name("libc6 (>= 2.36)"), "libc6");
        assert_eq!(first_name("zenity | kdialog"), "zenity");
    }
}
