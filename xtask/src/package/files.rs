//! Writing and copying files, with a sentence if the disk refuses.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::error::TaskError;

pub(super) fn failed(what: &str, path: &Path, error: &io::Error) -> TaskError {
    TaskError::new(
        format!("{} cannot be {what}: {error}", path.display()),
        "Check the permissions and the free space of the folder, then run the same command again.",
    )
}

pub(super) fn read(path: &Path) -> Result<String, TaskError> {
    fs::read_to_string(path).map_err(|error| failed("read", path, &error))
}

/// Writes a file, in a folder that need not exist.
pub(super) fn write(path: &Path, text: &str) -> Result<(), TaskError> {
    make_parent(path)?;
    fs::write(path, text).map_err(|error| failed("written", path, &error))
}

/// Copies a file, into a folder that need not exist.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), TaskError> {
    make_parent(to)?;
    fs::copy(from, to).map(drop).map_err(|error| failed("copied", from, &error))
}

/// Moves a file into a folder, over one of the same name.
pub(super) fn move_into(file: &Path, folder: &Path) -> Result<PathBuf, TaskError> {
    let to = folder.join(file.file_name().unwrap_or_default());
    fs::rename(file, &to).map_err(|error| failed("moved", file, &error))?;
    Ok(to)
}

/// A folder with nothing in it, but for the bills of materials that `cargo xtask sbom` writes beside packages.
pub(super) fn empty_folder(folder: &Path) -> Result<(), TaskError> {
    fs::create_dir_all(folder).map_err(|error| failed("made", folder, &error))?;
    let empty = || -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            } else if !entry.file_name().to_string_lossy().ends_with(".cdx.json") {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    };
    empty().map_err(|error| failed("emptied", folder, &error))
}

/// All files below a folder, relative to it, in the order of their names.
pub(super) fn below(folder: &Path) -> Result<Vec<PathBuf>, TaskError> {
    let mut found = Vec::new();
    collect(folder, Path::new(""), &mut found).map_err(|error| failed("read", folder, &error))?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, under: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder.join(under))? {
        let entry = entry?;
        let path = under.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            collect(folder, &path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

fn make_parent(path: &Path) -> Result<(), TaskError> {
    let Some(parent) = path.parent() else { return Ok(()) };
    fs::create_dir_all(parent).map_err(|error| failed("made", parent, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_emptied_of_packages_and_keeps_the_bills_of_materials() {
        let folder = std::env::temp_dir().join(format!("countersign-xtask-emptied-{}", std::process::id()));
        for file in ["countersign_0.1.0_amd64.deb", "work/release/countersign", "countersign-page.cdx.json"] {
            write(&folder.join(file), "").unwrap();
        }
        empty_folder(&folder).unwrap();
        assert_eq!(below(&folder).unwrap(), [PathBuf::from("countersign-page.cdx.json")]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
