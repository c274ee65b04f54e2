//! The page's side of the build: npm packages as in the lock file, and the page itself. Each is done only if something
//! changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::error::TaskError;
use crate::{process, say, workspace};

/// The page's folder.
pub(crate) fn ui() -> PathBuf {
    workspace::root().join("ui")
}

/// The folder of Tauri's command line, which makes packages.
pub(crate) fn packaging() -> PathBuf {
    workspace::root().join("packaging")
}

/// The folder of the servers that the tests start.
pub(crate) fn test_servers() -> PathBuf {
    workspace::root().join("tests/servers")
}

/// The folder of what the tests run exports with.
pub(crate) fn test_exports() -> PathBuf {
    workspace::root().join("tests/exports")
}

/// Installs the packages of a folder as in its lock file. `npm ci` never changes the lock file.
pub(crate) fn install(folder: &Path) -> Result<(), TaskError> {
    let name = folder.strip_prefix(workspace::root()).unwrap_or(folder).display().to_string();
    let lock = fs::read_to_string(folder.join("package-lock.json")).map_err(|error| {
        TaskError::new(
            format!("{name}/package-lock.json cannot be read: {error}"),
            "Restore the file from the repository: git checkout -- package-lock.json in that folder.",
        )
    })?;
    // A copy of the lock file that was installed. `npm ci` empties node_modules, and so removes the copy.
    let stamp = folder.join("node_modules/.countersign-installed-lock.json");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        say::note(&format!("npm packages of {name} are installed"));
        return Ok(());
    }
    say::doing(&format!("Installing the npm packages of {name}, as its lock file says"));
    process::succeed(
        process::npm(folder).args(["ci", "--no-audit", "--no-fund"]),
        "Read npm's message above. Without a network connection the packages cannot be fetched.",
    )?;
    // Without the stamp the packages are installed again next time: slower, not wrong.
    let _ = fs::write(stamp, lock);
    Ok(())
}

/// Whether there is a built page, up to date or not.
pub(crate) fn page_is_there() -> bool {
    built_page().is_file()
}

fn built_page() -> PathBuf {
    ui().join("dist/index.html")
}

/// Builds the page, unless it is newer than everything that it is built from.
pub(crate) fn build_page() -> Result<(), TaskError> {
    let folder = ui();
    let built = modified(&built_page());
    // The third-party notices in the page name the crates of the program.
    let of_crates = ["Cargo.lock", "Cargo.toml", "src-tauri/core/Cargo.toml"];
    let newest_of_crates = of_crates.iter().filter_map(|file| modified(&workspace::root().join(file))).max();
    // The build leaves them beside the page, for packages.
    let has_notices = folder.join("third-party-notices.txt").is_file();
    if let (Some(built), Some(newest)) = (built, newest_input(&folder).max(newest_of_crates))
        && built >= newest
        && has_notices
    {
        say::note("The page is built, and nothing that it is built from changed since");
        return Ok(());
    }
    say::doing("Building the page (ui/) with Vite");
    process::succeed(
        process::npm(&folder).args(["run", "--silent", "build"]),
        "Read the message above; it names the file in ui/ that cannot be built.",
    )
}

/// The newest change among the files that the page is built from.
fn newest_input(folder: &Path) -> Option<SystemTime> {
    // The build itself makes these from other files.
    const MADE: [&str; 5] = ["node_modules", "dist", "paraglide", ".svelte-kit", "third-party-notices.txt"];
    let mut newest = None;
    for entry in fs::read_dir(folder).ok()?.flatten() {
        if MADE.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        let path = entry.path();
        // The time of a folder changes when a file in it is removed.
        newest = newest.max(modified(&path));
        if path.is_dir() {
            newest = newest.max(newest_input(&path));
        }
    }
    newest
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}
