//! `cargo xtask bindings`: writes the page's TypeScript types from the Rust types.

use std::fs;
use std::process::ExitCode;

use crate::error::TaskError;
use crate::prerequisites::{self, Purpose};
use crate::totals::Totals;
use crate::{npm, process, say, workspace};

/// The test that compares the committed bindings with the Rust types, or writes them if it is told to.
const TEST: &str = "bindings_are_those_of_the_rust_types";

/// What it writes.
const FILES: [&str; 2] = ["ui/src/backend/bindings/types.ts", "ui/src/backend/bindings/commands.ts"];

fn read(file: &str) -> Option<String> {
    fs::read_to_string(workspace::root().join(file)).ok()
}

/// Compiles the tests and runs the one that writes the bindings: two calls, so that the message can say which failed.
pub(crate) fn bindings() -> Result<ExitCode, TaskError> {
    prerequisites::ensure(&[Purpose::Build])?;
    // Tauri compiles the page into the program and its tests. Any page will do here: the types do not depend on it, and
    // the commands that show the page build it again.
    if !npm::page_is_there() {
        npm::install(&npm::ui())?;
        npm::build_page()?;
    }
    say::doing("Compiling the Rust types");
    process::succeed(
        process::cargo().args(["test", "--workspace", "--lib", "--no-run"]),
        "Read the first error above; it names the file and the line.",
    )?;
    say::doing("Writing the TypeScript types that follow from the Rust types");
    let before = FILES.map(read);
    let mut command = process::cargo();
    command.args(["test", "--workspace", "--lib", TEST]).env("COUNTERSIGN_WRITE_BINDINGS", "1");
    let (success, output) = process::watch(&mut command)?;
    written(success, Totals::of(&output))?;
    for (file, before) in FILES.iter().zip(before) {
        say::note(&format!("{file}: {}", if read(file) == before { "as it was" } else { "changed" }));
    }
    Ok(ExitCode::SUCCESS)
}

/// Checks that the test exists and passed.
fn written(success: bool, totals: Totals) -> Result<(), TaskError> {
    if !success {
        Err(TaskError::new(
            "The bindings were not written",
            "Read what the test says above. Most often ui/src/backend/bindings cannot be written.",
        ))
    } else if totals.passed == 0 {
        Err(TaskError::new(
            format!("No test is called {TEST}, so nothing was written"),
            "If the test was renamed, update its name in xtask/src/bindings.rs.",
        ))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_that_was_not_found_wrote_nothing() {
        assert!(written(true, Totals { passed: 1, failed: 0 }).is_ok());
        assert!(written(true, Totals::default()).is_err_and(|failure| failure.what.contains(TEST)));
        assert!(written(false, Totals { passed: 0, failed: 1 }).is_err());
    }
}
