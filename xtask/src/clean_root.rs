//! A clean root: a small Debian in `target/roots/`, of the kind and from the mirror of this machine, with nothing in it
//! but what a package of ours says that it depends on. If a dependency is not declared, the program does not start there.

use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::debian_root::{self, Making, NoRoot, Recipe, Source};
use crate::dependencies::Checked;
use crate::error::TaskError;
use crate::system::System;
use crate::workspace;

/// mmdebstrap's options: nobody reads manuals in there.
const OPTIONS: [&str; 3] = [
    "--variant=apt",
    "--dpkgopt=path-exclude=/usr/share/doc/*",
    "--dpkgopt=path-include=/usr/share/doc/countersign/*",
];
/// What the tests mount (`tests/src/clean_root.rs`): a root with what they change kept in memory.
const MOUNTS: &str = "mount -t tmpfs tmpfs /mnt; cd /mnt; mkdir lower changed work root; \
                      mount -t overlay overlay -o lowerdir=lower,upperdir=changed,workdir=work root";

/// How far the root is in this run.
enum State {
    NotBegun,
    Made(Making),
    There,
}

fn state() -> MutexGuard<'static, State> {
    static STATE: Mutex<State> = Mutex::new(State::NotBegun);
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where the root is. The tests know the place as well.
fn folder() -> PathBuf {
    workspace::target().join("roots/packages")
}

/// Whether there is one to be used in this run.
pub(crate) fn is_there() -> bool {
    matches!(*state(), State::There)
}

/// Begins to make the root with these packages in it, unless it is there. It is made while other things are done: most of
/// the time goes into waiting for the mirror and the disk.
pub(crate) fn begin(packages: &[&str]) -> Result<Checked, TaskError> {
    if System::here() != System::Debian {
        return Ok(Checked::LeftOut("a clean root is made on Debian and Ubuntu only".into()));
    }
    if let Some(why) = debian_root::refused() {
        return Ok(Checked::LeftOut(why.into()));
    }
    if !debian_root::can_mount(MOUNTS) {
        return Ok(Checked::LeftOut("this machine cannot lay one folder over another (overlay)".into()));
    }
    let Some(codename) = codename() else {
        return Ok(Checked::LeftOut("/etc/os-release has no code name of a release".into()));
    };
    let sources = debian_root::sources();
    let Some(mirror) = mirror_of(&sources, &codename) else {
        let why = format!("apt has no source of the release that this machine runs, which is {codename}");
        return Ok(Checked::LeftOut(why));
    };
    let recipe = Recipe { folder: folder(), suite: &codename, mirror, packages, options: &OPTIONS };
    *state() = debian_root::begin(&recipe)?.map_or(State::There, State::Made);
    Ok(Checked::Passed)
}

/// Waits until the root is whole.
pub(crate) fn finish() -> Result<Checked, TaskError> {
    let begun = std::mem::replace(&mut *state(), State::NotBegun);
    if let State::Made(making) = begun {
        match making.finish() {
            Ok(()) => {}
            Err(NoRoot::Unreachable) => {
                return Ok(Checked::LeftOut("the mirror of Debian packages cannot be reached".into()));
            }
            Err(NoRoot::Failed(failure)) => return Err(failure),
        }
    } else if let State::NotBegun = begun {
        return Ok(Checked::LeftOut("it was not begun; the summary says why".into()));
    }
    *state() = State::There;
    Ok(Checked::Passed)
}

/// Ends what is still being made, when nobody waits for it any more.
pub(crate) fn give_up() {
    let mut state = state();
    if let State::Made(_) = *state {
        *state = State::NotBegun;
    }
}

/// The code name of the release that this machine runs.
fn codename() -> Option<String> {
    let release = fs::read_to_string("/etc/os-release").ok()?;
    let name = release.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME="))?.trim_matches('"');
    Some(name.to_string()).filter(|name| !name.is_empty())
}

/// The source of that release: the system's own before one of others, who name theirs after it. Without fetched lists, apt
/// may know it as `stable` only; mmdebstrap says if that is another.
fn mirror_of<'a>(sources: &'a [Source], codename: &str) -> Option<&'a str> {
    const ALIASES: [&str; 4] = ["stable", "oldstable", "testing", "unstable"];
    let is_own = |source: &&Source| match source.origin.as_deref() {
        Some(origin) => ["Debian", "Ubuntu"].contains(&origin),
        None => ["/debian", "/ubuntu"].iter().any(|end| source.address.trim_end_matches('/').ends_with(end)),
    };
    let is_of_release =
        |source: &&Source| source.codename.as_deref() == Some(codename) || source.release == codename;
    let may_be_of_release =
        |source: &&Source| source.codename.is_none() && ALIASES.contains(&source.release.as_str());
    let own = || sources.iter().filter(is_own);
    let found = own()
        .find(is_of_release)
        .or_else(|| own().find(may_be_of_release))
        .or_else(|| sources.iter().find(is_of_release));
    found.map(|source| source.address.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(address: &str, release: &str, codename: Option<&str>) -> Source {
        let codename = codename.map(str::to_string);
        Source { address: address.into(), release: release.into(), codename, origin: None }
    }

    #[test]
    fn the_mirror_is_that_of_the_release_itself() {
        let sources = [
            source("http://a.example/node", "nodistro", None),
            source("http://b.example/debian", "bookworm-updates", None),
            source("http://c.example/debian", "bookworm", None),
        ];
        assert_eq!(mirror_of(&sources, "bookworm"), Some("http://c.example/debian"));
        assert_eq!(mirror_of(&sources, "trixie"), None);
    }

    #[test]
    fn sources_of_others_are_not_taken_for_the_system_s_own() {
        let others = source("http://others.example/php", "bookworm", Some("bookworm"));
        let browser = source("http://browser.example/deb", "stable", None);
        let own = source("http://a.example/debian/", "bookworm", None);
        let elsewhere = source("http://a.example/mint", "virginia", None);
        assert_eq!(mirror_of(&[browser, others, own], "bookworm"), Some("http://a.example/debian/"));
        assert_eq!(mirror_of(&[elsewhere], "virginia"), Some("http://a.example/mint"));
    }

    #[test]
    fn a_mirror_of_stable_is_one_with_and_without_fetched_lists() {
        let fetched = [source("http://a.example/debian", "stable", Some("bookworm"))];
        assert_eq!(mirror_of(&fetched, "bookworm"), Some("http://a.example/debian"));
        assert_eq!(mirror_of(&fetched, "trixie"), None, "stable is known to be another");
        let of_others = [source("http://browser.example/deb", "stable", None)];
        assert_eq!(mirror_of(&of_others, "bookworm"), None);
        let unfetched = [source("http://a.example/debian", "stable", None)];
        assert_eq!(mirror_of(&unfetched, "trixie"), Some("http://a.example/debian"));
    }
}
