//! `cargo xtask bench`: the speed targets. `tests/src/bin/bench/` measures them and writes the table in
//! `docs/performance.md`; this file only builds and starts it.

use std::process::ExitCode;

use crate::error::TaskError;
use crate::prerequisites::{self, Purpose};
use crate::{build, npm, process, say, workspace};

/// Measures; `arguments` go to the measuring program.
pub(crate) fn bench(arguments: &[String]) -> Result<ExitCode, TaskError> {
    prerequisites::ensure(&[Purpose::Build, Purpose::Test, Purpose::Shell, Purpose::Window])?;
    npm::install(&npm::test_servers())?;
    npm::install(&npm::test_exports())?;
    build::release()?;
    say::doing("Building the empty window to compare with, and the measuring program");
    let remedy = "Read the first error above; it names the file and the line.";
    process::succeed(
        process::cargo().args(["build", "--release", "--locked", "--package", "countersign-empty-window"]),
        remedy,
    )?;
    process::succeed(
        process::cargo().args([
            "build",
            "--release",
            "--locked",
            "--package",
            "countersign-tests",
            "--bin",
            "bench",
        ]),
        remedy,
    )?;
    say::doing("Measuring side by side (takes some minutes; keep the machine quiet)");
    let folder = workspace::target().join("release");
    let mut measure = process::command(&folder.join("bench").to_string_lossy());
    measure
        .args(arguments)
        .env("COUNTERSIGN_PROGRAM", workspace::program("release"))
        .env("COUNTERSIGN_EMPTY_WINDOW", folder.join("countersign-empty-window"));
    process::succeed(&mut measure, "The last line above names the targets that are not met.")?;
    Ok(ExitCode::SUCCESS)
}
