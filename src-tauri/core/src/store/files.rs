//! The file of the store and the files beside it: their names, private to their owner, and renamed and removed so that
//! it lasts.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::error::StoreError;
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
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => sync_names_beside(path),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            take_back(path).map_err(|error| StoreError::from_io(&error))
        }
        Err(error) => Err(StoreError::from_io(&error)),
    }
}

#[cfg(unix)]
fn take_back(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    for path in with_companions(path) {
        let Ok(metadata) = path.metadata() else { continue };
        if metadata.permissions().mode() & 0o077 != 0 {
            fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn take_back(_path: &Path) -> io::Result<()> {
    // The data folder is in the person's profile, which only they can open.
    Ok(())
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
