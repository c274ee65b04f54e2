//! `cargo xtask bindings`: the page's TypeScript types, written anew from the Rust types.

use std::process::ExitCode;

use crate::failure::Failure;
use crate::prerequisites::{self, Purpose};
use crate::{process, say};

/// Runs the test that compares the types, told to write them instead.
pub(crate) fn bindings() -> Result<ExitCode, Failure> {
    prerequisites::ensure(&[Purpose::Build])?;
    say::doing("Writing the TypeScript types that follow from the Rust types");
    process::succeed(
        process::cargo()
            .args(["test", "--workspace", "--lib", "bindings"])
            .env("COUNTERSIGN_WRITE_BINDINGS", "1"),
        "Read the message above: either a type does not compile, or ui/src/backend/bindings is not writable.",
    )?;
    Ok(ExitCode::SUCCESS)
}
