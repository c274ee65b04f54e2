//! The file of the store and the files beside it: their names, private to their owner, and renamed and removed so that
//! it lasts.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::private;
use crate::folder::sync_folder;

/// Name of the file in the data folder.
pub(super) const FILE: &str = "countersign.sqlite";
/// Ending of SQLite's log, with the newest changes.
pub(super) const LOG: &str = "-wal";
/// Ending of the log's index. SQLite makes it again whenever it is missing.
const LOG_INDEX: &str = "-shm";
/// Ending of the pages from before a change, while SQLite makes it without a log.
pub(super) const JOURNAL: &str = "-journal";
/// Ending of the note that damage was noticed while the file was open.
pub(super) const DAMAGE_NOTE: &str = "-damage";
/// Endings of all files that can be beside the file.
pub(super) const BESIDE: [&str; 4] = [LOG, LOG_INDEX, JOURNAL, DAMAGE_NOTE];

/// The file with this ending beside the file.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// The files that can be beside the file, and at last the file itself.
pub(super) fn with_companions(path: &Path) -> [PathBuf; 5] {
    let [log, index, journal, note] = BESIDE;
    [log, index, journal, note, ""].map(|ending| beside(path, ending))
}

/// Whether the file exists and is not empty.
pub(super) fn has_content(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.len() > 0)
}

/// Creates the file with its permissions in one step. SQLite gives the files beside it the same permissions. If the
/// file exists, for example from a restored backup, access is taken away from others.
pub(super) fn make_private_file(path: &Path) -> Result<(), StoreError> {
    match private::new_file().open(path) {
        Ok(_) => sync_names_beside(path),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let all = with_companions(path);
            all.iter()
                .try_for_each(|path| private::take_back(path))
                .map_err(|error| StoreError::from_io(&error))
        }
        Err(error) => Err(StoreError::from_io(&error)),
    }
}

/// Renames a file within its folder. The new name lasts when this returns.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), StoreError> {
    fs::rename(from, to).map_err(|error| StoreError::from_io(&error))?;
    sync_names_beside(to)
}

/// Removes the file and those beside it, if they exist.
pub(super) fn remove_all(path: &Path) -> Result<(), StoreError> {
    with_companions(path).iter().try_for_each(|path| remove(path))?;
    sync_names_beside(path)
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(StoreError::from_io(&error)),
        _ => Ok(()),
    }
}

fn sync_names_beside(path: &Path) -> Result<(), StoreError> {
    let folder = path.parent().unwrap_or(path);
    sync_folder(folder).map_err(|error| StoreError::from_io(&error))
}
