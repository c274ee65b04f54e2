//! The small file in the data folder with what is remembered of the window.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use countersign_core::key_file::FileError;

use super::files::{self, Existing, Readers};

const FILE: &str = "window.json";
/// What the program writes has a few hundred bytes.
const MOST_BYTES: u64 = 16 * 1024;

/// The file's text; `None` if it cannot be read.
pub(crate) fn read(data_folder: &Path) -> Option<String> {
    let path = data_folder.join(FILE);
    // Opening a pipe would wait.
    if !path.metadata().ok()?.is_file() {
        return None;
    }
    let mut text = String::new();
    File::open(path).ok()?.take(MOST_BYTES).read_to_string(&mut text).ok()?;
    Some(text)
}

/// Replaces the file, in one step.
///
/// # Errors
///
/// If the disk does not take it.
pub(crate) fn write(data_folder: &Path, text: &str) -> Result<(), FileError> {
    files::write(&data_folder.join(FILE), text.as_bytes(), Readers::Owner, Existing::Replace).map(drop)
}
