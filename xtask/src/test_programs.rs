//! The test programs of a package: cargo makes one of each file in its folder `tests`, and of each folder in it that has a
//! `main.rs`.

use std::path::Path;

use crate::error::TaskError;
use crate::workspace;

/// Where the core's are.
pub(crate) const CORE: &str = "src-tauri/core/tests";
/// Where those of the whole program are.
pub(crate) const PROGRAM: &str = "tests/tests";

/// Their names, sorted.
pub(crate) fn names(folder: &str) -> Result<Vec<String>, TaskError> {
    let folder = workspace::root().join(folder);
    let entries = folder.read_dir().map_err(|error| {
        TaskError::new(
            format!("{} cannot be read: {error}", folder.display()),
            "Restore the folder from the repository.",
        )
    })?;
    let mut names: Vec<String> = entries.flatten().filter_map(|entry| name(&entry.path())).collect();
    names.sort();
    Ok(names)
}

fn name(path: &Path) -> Option<String> {
    let is_program = path.extension().is_some_and(|end| end == "rs") || path.join("main.rs").is_file();
    is_program.then(|| path.file_stem()?.to_str().map(str::to_owned))?
}
