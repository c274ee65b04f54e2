//! The core's test programs that run under Wine: all but those that are left out as a whole.

use std::path::Path;

use super::left_out;
use crate::error::TaskError;
use crate::workspace;

/// Their names, sorted.
pub(super) fn programs() -> Result<Vec<String>, TaskError> {
    let folder = workspace::root().join("src-tauri/core/tests");
    let entries = folder.read_dir().map_err(|error| {
        TaskError::new(
            format!("{} cannot be read: {error}", folder.display()),
            "Restore the folder from the repository.",
        )
    })?;
    let mut names: Vec<String> = entries.flatten().filter_map(|entry| program(&entry.path())).collect();
    names.retain(|name| !left_out::programs().any(|left_out| left_out == name));
    names.sort();
    Ok(names)
}

/// A test program is a file, or a folder with a `main.rs`.
fn program(path: &Path) -> Option<String> {
    let is_program = path.extension().is_some_and(|end| end == "rs") || path.join("main.rs").is_file();
    is_program.then(|| path.file_stem()?.to_str().map(str::to_owned))?
}
