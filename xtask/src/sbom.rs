//! `cargo xtask sbom`: what a release is made of, as software bills of materials in CycloneDX 1.5: one of the crates in
//! the program, by cargo-cyclonedx, and one of the npm packages in the page, by cyclonedx-npm.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::error::TaskError;
use crate::prerequisites::{self, Purpose};
use crate::{npm, package, process, say, workspace};

/// The version that is installed where there is none.
const CARGO_CYCLONEDX: &str = "0.5.9";
/// npm fetches it for this one call.
const CYCLONEDX_NPM: &str = "@cyclonedx/cyclonedx-npm@6.0.1";
/// The name that cargo-cyclonedx is given for its files. It writes one beside each manifest of the workspace.
const WRITTEN: &str = "countersign-sbom";

/// Writes both into `target/packages/`, beside the packages.
pub(crate) fn sbom() -> Result<ExitCode, TaskError> {
    prerequisites::ensure(&[Purpose::Build])?;
    let folder = package::folder();
    fs::create_dir_all(&folder).map_err(|error| not_written(&folder, &error))?;
    let name = |part: &str| folder.join(format!("countersign-{}-{part}.cdx.json", env!("CARGO_PKG_VERSION")));
    for (part, text) in [("crates", crates()?), ("page", page()?)] {
        let file = name(part);
        fs::write(&file, text).map_err(|error| not_written(&file, &error))?;
        say::note(&format!("Done: {}", file.display()));
    }
    Ok(ExitCode::SUCCESS)
}

/// The crates that are compiled into the program, on every system that it is for.
fn crates() -> Result<String, TaskError> {
    let tool = cargo_cyclonedx()?;
    say::doing("Listing the crates in the program (cargo-cyclonedx)");
    let outcome = process::succeed(
        process::command(&tool.to_string_lossy()).args([
            "cyclonedx",
            "--quiet",
            "--format",
            "json",
            "--spec-version",
            "1.5",
            "--target",
            "all",
            "--no-build-deps",
            "--override-filename",
            WRITTEN,
        ]),
        "Read the message above.",
    );
    let text = fs::read_to_string(workspace::root().join(format!("{WRITTEN}.json")));
    // Also after a failure: they would look like sources.
    for folder in workspace::members() {
        let _ = fs::remove_file(folder.join(format!("{WRITTEN}.json")));
    }
    outcome?;
    let text = text.map_err(|error| {
        TaskError::new(
            format!("cargo-cyclonedx wrote no list of the crates: {error}"),
            "Run it by hand: cargo cyclonedx --format json",
        )
    })?;
    Ok(without_checkout(&text, workspace::root()))
}

/// The text without the folder of this checkout, which says something about a machine and nothing about the program.
fn without_checkout(text: &str, root: &Path) -> String {
    let folder = root.to_string_lossy().replace('\\', "/");
    text.replace(&format!("file://{folder}"), "file://")
}

/// The npm packages in the page. (npm's own `npm sbom` leaves out Svelte, whose runtime is in it.)
fn page() -> Result<String, TaskError> {
    say::doing("Listing the npm packages in the page (cyclonedx-npm)");
    let mut command = process::npm(&npm::ui());
    command.args(["exec", "--yes", "--package", CYCLONEDX_NPM, "--", "cyclonedx-npm"]);
    command.args([
        "--omit",
        "dev",
        "--package-lock-only",
        "--spec-version",
        "1.5",
        "--output-format",
        "JSON",
    ]);
    let (success, text) = process::quietly(&mut command)?;
    if success {
        return Ok(text);
    }
    Err(TaskError::new(format!("{} failed", process::shown(&command)), "Run it in ui/ to see why."))
}

/// cargo-cyclonedx: from the PATH, or from Cargo's target folder, where it is installed once.
fn cargo_cyclonedx() -> Result<PathBuf, TaskError> {
    const NAME: &str = "cargo-cyclonedx";
    if process::on_path(NAME) {
        return Ok(PathBuf::from(NAME));
    }
    let folder = workspace::target().join("tools").join(format!("{NAME}-{CARGO_CYCLONEDX}"));
    let program = folder.join("bin").join(format!("{NAME}{}", env::consts::EXE_SUFFIX));
    if !program.is_file() {
        say::doing("Installing cargo-cyclonedx into the target folder (takes some minutes)");
        process::succeed(
            process::cargo()
                .args(["install", "--locked", "--version", CARGO_CYCLONEDX, NAME, "--root"])
                .arg(&folder),
            "Read the message above. Any cargo-cyclonedx 0.5 on the PATH will do.",
        )?;
    }
    Ok(program)
}

fn not_written(file: &Path, error: &std::io::Error) -> TaskError {
    TaskError::new(format!("{} could not be written: {error}", file.display()), "Check its folder.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_the_checkout_is_not_told() {
        let text =
            r#"{"bom-ref": "path+file:///home/somebody/countersign/src-tauri/core#countersign-core@0.1.0"}"#;
        assert_eq!(
            without_checkout(text, Path::new("/home/somebody/countersign")),
            r#"{"bom-ref": "path+file:///src-tauri/core#countersign-core@0.1.0"}"#
        );
    }
}
