//! `cargo xtask run`: builds what is needed and opens the window.

use std::process::ExitCode;

use crate::error::TaskError;
use crate::prerequisites::{self, Purpose};
use crate::{npm, process, say, workspace};

/// Opens the window; `arguments` and the environment go to the program.
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode, TaskError> {
    prerequisites::ensure(&[Purpose::Build, Purpose::Use])?;
    npm::install(&npm::ui())?;
    npm::build_page()?;
    say::doing("Building the program (the first time takes some minutes)");
    process::succeed(
        process::cargo().args(["build", "--locked", "--package", "countersign"]),
        "Read the first error above; it names the file and the line.",
    )?;
    let program = workspace::program("debug");
    say::doing(&format!("Opening the window: {}", program.display()));
    let mut command = process::command(&program.to_string_lossy());
    // The program works where its user is, not where the repository is.
    if let Ok(folder) = std::env::current_dir() {
        command.current_dir(folder);
    }
    let status = command.args(arguments).status().map_err(|error| {
        TaskError::new(
            format!("{} could not be started: {error}", program.display()),
            "Build it again: remove the file and run cargo xtask run.",
        )
    })?;
    if status.success() {
        Ok(ExitCode::SUCCESS)
    } else {
        Err(TaskError::new(
            format!("The program ended with {status}"),
            if std::env::consts::OS == "linux" && !has_display() {
                "There is no display: DISPLAY and WAYLAND_DISPLAY are not set. Run it in a desktop session."
            } else {
                "Read its message above."
            },
        ))
    }
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
