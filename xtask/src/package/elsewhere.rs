//! Packages on Windows and macOS. Tauri's bundler makes them with tools of its own, which it downloads; what they are is in
//! `tauri.windows.conf.json` and `tauri.macos.conf.json`. It signs with what the environment holds.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{files, size};
use crate::error::TaskError;
use crate::prerequisites::{self, Purpose};
use crate::system::System;
use crate::{build, npm, process, say, workspace};

/// The packages of a system: their names for the bundler, and how the names of their files end.
const fn bundles(system: System) -> (&'static str, &'static [&'static str]) {
    match system {
        System::Mac => ("dmg", &["dmg"]),
        _ => ("nsis,msi", &["exe", "msi"]),
    }
}

/// Makes the packages of this system, in a folder.
pub(super) fn package(folder: &Path) -> Result<ExitCode, TaskError> {
    let (names, ends) = bundles(System::here());
    prerequisites::ensure(&[Purpose::Build])?;
    npm::install(&npm::packaging())?;
    build::release()?;
    say::doing("Making the packages");
    let mut tauri = process::npm(workspace::root());
    tauri
        .args(["exec", "--offline", "--prefix"])
        .arg(npm::packaging())
        .args(["--", "tauri", "bundle", "--bundles", names])
        .env("CARGO_TARGET_DIR", workspace::target());
    process::succeed(&mut tauri, "Read the bundler's message above.")?;

    files::empty_folder(folder)?;
    let made = workspace::target().join("release/bundle");
    let is_package = |file: &PathBuf| {
        file.extension().is_some_and(|is| ends.iter().any(|end| is.eq_ignore_ascii_case(end)))
    };
    for file in files::below(&made)?.iter().filter(|file| is_package(file)) {
        let file = files::move_into(&made.join(file), folder)?;
        let bytes = file.metadata().map_or(0, |metadata| metadata.len());
        say::note(&format!("Done: {} ({})", file.display(), size::megabytes(bytes)));
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_system_has_the_packages_that_people_expect_there() {
        assert_eq!(bundles(System::Windows), ("nsis,msi", &["exe", "msi"][..]));
        assert_eq!(bundles(System::Mac), ("dmg", &["dmg"][..]));
    }
}
