//! What every export for a POSIX shell needs.

/// In single quotes, where a POSIX shell expands nothing. A single quote in the text closes them, stands escaped, and opens
/// them again.
pub(super) fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
