//! What every export for a POSIX shell needs.

/// Puts a text in single quotes, in which a POSIX shell expands nothing. A single quote in the text is placed outside of
/// them.
pub(super) fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
