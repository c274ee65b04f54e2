//! `cargo xtask build`: the release program.

use std::process::ExitCode;

use crate::error::TaskError;
use crate::prerequisites::{self, Purpose};
use crate::{npm, process, say, workspace};

/// Builds the release program.
pub(crate) fn build() -> Result<ExitCode, TaskError> {
    prerequisites::ensure(&[Purpose::Build])?;
    release()?;
    say::note(&format!("Done: {}", workspace::program("release").display()));
    Ok(ExitCode::SUCCESS)
}

/// The page and the release program.
pub(crate) fn release() -> Result<(), TaskError> {
    npm::install(&npm::ui())?;
    npm::build_page()?;
    say::doing("Building the release program (the first time takes some minutes)");
    let mut cargo = process::cargo();
    cargo.args(["build", "--release", "--locked", "--package", "countersign"]);
    // Of the commands that Tauri brings, the program has only those that our capability allows. This is how Tauri's own
    // command line tells that to Tauri's build scripts.
    cargo.env("REMOVE_UNUSED_COMMANDS", workspace::root());
    process::succeed(&mut cargo, "Read the first error above; it names the file and the line.")
}
