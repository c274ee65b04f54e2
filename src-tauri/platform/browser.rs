//! The person's web browser, and the system's program for a type of file.

use std::path::Path;

/// Opens an address in the browser. The error is the system's words.
pub(crate) fn open(url: &'static str) -> Result<(), String> {
    open::that_detached(url).map_err(|error| error.to_string())
}

/// Opens a file with the system's program for its type, or a folder in its file manager. The error is the system's words.
pub(crate) fn open_file(path: &Path) -> Result<(), String> {
    open::that_detached(path).map_err(|error| error.to_string())
}
