//! Checks of what others wrote and we ship: every crate in Cargo.lock with cargo-deny (`deny.toml` has its rules and
//! exceptions), and every npm package with npm's own audit.

mod advisories;
pub(crate) mod cargo_deny;
mod npm_audit;
#[cfg(test)]
mod stated;

use std::process::Command;

pub(crate) use advisories::check as check_advisories;
pub(crate) use npm_audit::check as check_npm_packages;

use crate::error::TaskError;

/// A check that passed, or that cannot be done on this machine.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Checked {
    Passed,
    /// Why it cannot be done here.
    LeftOut(String),
}

/// The command that checks where crates come from, which of them are banned, and that no crypto crate is there twice.
/// It sees all packages of the workspace.
pub(crate) fn bans_and_sources() -> Result<Command, TaskError> {
    cargo_deny::command(&[
        "--workspace",
        "check",
        "--deny",
        "warnings",
        "--hide-inclusion-graph",
        "bans",
        "sources",
    ])
}

/// The command that checks the licences of what is in the program.
pub(crate) fn licences() -> Result<Command, TaskError> {
    cargo_deny::command(&["check", "--deny", "warnings", "--hide-inclusion-graph", "licenses"])
}
