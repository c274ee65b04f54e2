//! A copy of the file with its log, which SQLite may write into. It is in a folder that only its owner can open, and is
//! removed when it is dropped.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::files::{JOURNAL, LOG, beside, has_content};
use super::private;
use super::wal::PAGE_BYTES;

/// Name of the folder, in the data folder.
const FOLDER: &str = "countersign-copy";
/// Name of the copy in it.
const NAME: &str = "copy.sqlite";

/// The copy.
pub(super) struct PrivateCopy {
    folder: PathBuf,
}

impl PrivateCopy {
    /// Copies the file with its log or journal. Needs as much space as they have.
    pub(super) fn of(path: &Path) -> Result<Self, StoreError> {
        let copy = Self { folder: path.with_file_name(FOLDER) };
        copy.fill(path).map_err(|error| StoreError::from_io(&error))?;
        Ok(copy)
    }

    fn fill(&self, original: &Path) -> io::Result<()> {
        self.remove()?;
        private::new_folder().create(&self.folder)?;
        for ending in ["", LOG, JOURNAL] {
            let from = beside(original, ending);
            if from.exists() {
                fs::copy(from, beside(&self.file(), ending))?;
            }
        }
        if !has_content(&self.file()) {
            // SQLite deletes the log of an empty file unread.
            fs::write(self.file(), [0; PAGE_BYTES])?;
        }
        Ok(())
    }

    pub(super) fn file(&self) -> PathBuf {
        self.folder.join(NAME)
    }

    fn remove(&self) -> io::Result<()> {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

impl Drop for PrivateCopy {
    fn drop(&mut self) {
        // If it stays, the next copy replaces it.
        drop(self.remove());
    }
}
