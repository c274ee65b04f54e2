//! Small values as text in a column, in the same form as the page gets them, so that each has one name everywhere.
//! Also reads text that contains a damaged byte.

use rusqlite::Row;
use rusqlite::types::ValueRef;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;

/// The text of a column. A damaged byte becomes `\u{FFFD}`, so that it does not hide the rest. Neither SQLite nor its
/// checks notice such a byte.
pub(super) fn text(row: &Row<'_>, column: &str) -> rusqlite::Result<String> {
    match row.get_ref(column)? {
        ValueRef::Text(bytes) => Ok(String::from_utf8_lossy(bytes).into_owned()),
        _ => row.get(column),
    }
}

/// The text of a column that may be NULL.
pub(super) fn text_if_any(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<String>> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        _ => text(row, column).map(Some),
    }
}

/// Writes a value as JSON text.
pub(super) fn to_json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Other { detail: error.to_string() })
}

/// Reads a value from JSON text.
pub(super) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Unreadable { detail: error.to_string() })
}

/// The bare name of a variant without data.
pub(super) fn to_code<T: Serialize>(variant: &T) -> Result<String, StoreError> {
    Ok(to_json(variant)?.trim_matches('"').to_owned())
}

/// The variant with this bare name.
pub(super) fn from_code<T: DeserializeOwned>(name: &str) -> Result<T, StoreError> {
    from_json(&format!("\"{name}\""))
}
