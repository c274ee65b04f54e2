//! Installing on Debian and Ubuntu, with apt-get, as root or through sudo.

use super::need::Need;
use super::probe::{NODE_WANTED, Probe, go_suffices, node_suffices};
use crate::error::TaskError;
use crate::system::System;
use crate::version::Version;
use crate::{process, say};

/// Installs the missing packages that this system offers, and names the rest.
pub(super) fn install(missing: &[&Need]) -> Result<(), TaskError> {
    let root = process::read("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    if !root && !process::on_path("sudo") {
        let packages: Vec<&str> = missing.iter().filter_map(|need| need.on(System::Debian)).collect();
        let install = System::Debian.install_command();
        return Err(TaskError::new(
            "Packages are missing, and only root may install them; there is no sudo here",
            format!("Run as root: {install} {}\nThen run the same command again.", packages.join(" ")),
        ));
    }
    say::doing("Asking the package servers what there is (apt-get update)");
    process::succeed(
        apt_get(root).arg("update"),
        "Check the network connection and /etc/apt/sources.list, then run the same command again.",
    )?;
    let (mut packages, mut by_hand) = (Vec::new(), Ok(()));
    for need in missing {
        match offered(need) {
            Ok(package) => packages.push(package),
            Err(failure) => by_hand = by_hand.and(Err(failure)),
        }
    }
    if !packages.is_empty() {
        say::doing(&format!("Installing with apt-get: {}", packages.join(" ")));
        process::succeed(
            apt_get(root).args(["install", "-y", "--no-install-recommends"]).args(&packages),
            "Read apt-get's message above. If another program holds its lock, wait for that to end.",
        )?;
    }
    by_hand
}

fn apt_get(root: bool) -> std::process::Command {
    let mut command = process::command(if root { "env" } else { "sudo" });
    if !root {
        // sudo drops the environment, so `env` sets it again.
        command.arg("env");
    }
    // Another apt-get may be running; on a fresh machine that is often the automatic update.
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]);
    command
}

/// The first of a need's packages that this system offers, in a version that suffices.
fn offered(need: &Need) -> Result<&'static str, TaskError> {
    let found = need.debian.iter().find_map(|package| candidate(package).map(|version| (*package, version)));
    match (need.probe, found) {
        (Probe::Node, Some((_, version))) if !node_suffices(&version) => Err(TaskError::new(
            format!("This system's package nodejs is {version}, and Vite needs Node.js {NODE_WANTED}"),
            "Install Node.js 22 from https://nodejs.org/en/download (or with nvm, fnm, volta, or the packages of \
             https://github.com/nodesource/distributions), so that `node --version` says so.\n\
             Then run the same command again.",
        )),
        (Probe::Go, Some((_, version))) if !go_suffices(&version) => Err(TaskError::new(
            format!("This system's package golang-go is {version}, and Hydra needs Go 1.24 or newer"),
            "Install Go from https://go.dev/dl, so that `go version` says so.\nThen run the same command again.",
        )),
        (_, Some((package, _))) => Ok(package),
        (_, None) => Err(TaskError::new(
            format!("This system offers no package for {}", need.what),
            format!(
                "It is called {} on current Debian and Ubuntu; look for it under another name, or use a newer \
                 system.",
                need.debian.join(" or ")
            ),
        )),
    }
}

/// The version that apt-get would install, if there is one.
fn candidate(package: &str) -> Option<Version> {
    let policy = process::read("apt-cache", &["policy", package])?;
    candidate_of(&policy)
}

fn candidate_of(policy: &str) -> Option<Version> {
    let line = policy.lines().find_map(|line| line.trim().strip_prefix("Candidate:"))?;
    Version::read(line)
}

#[cfg(test)]
mod tests {
    use super::candidate_of;

    #[test]
    fn the_candidate_is_read_from_what_apt_cache_prints() {
        let policy = "nodejs:\n  Installed: (none)\n  Candidate: 18.20.4+dfsg-1~deb12u1\n  Version table:\n";
        assert_eq!(candidate_of(policy).unwrap().to_string(), "18.20.4");
        assert!(candidate_of("nodejs:\n  Installed: (none)\n  Candidate: (none)\n").is_none());
        assert!(candidate_of("").is_none());
    }
}
