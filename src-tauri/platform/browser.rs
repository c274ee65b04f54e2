//! The person's web browser.

/// Opens an address in it. The error is the system's words.
pub(crate) fn open(url: &'static str) -> Result<(), String> {
    open::that_detached(url).map_err(|error| error.to_string())
}
