//! Small values as text in a column: as the page gets them, so that each has one name everywhere. And text in which a
//! byte was damaged.

use rusqlite::Row;
use rusqlite::types::ValueRef;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;

/// The text of a column. A damaged byte must not hide the rest of it: it becomes `\u{FFFD}`. Neither SQLite nor its checks
/// notice one.
pub(super) fn text(row: &Row<'_>, column: &str) -> rusqlite::Result<String> {
    match row.get_ref(column)? {
        ValueRef::Text(bytes) => Ok(String::from_utf8_lossy(bytes).into_owned()),
        _ => row.get(column),
    }
}

/// The same of a column that may be empty.
pub(super) fn text_if_any(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<String>> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        _ => text(row, column).map(Some),
    }
}

/// A value as JSON text.
pub(super) fn to_json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Other { detail: error.to_string() })
}

/// JSON text as a value.
pub(super) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Unreadable { detail: error.to_string() })
}

/// A variant without data as its bare name.
pub(super) fn to_code<T: Serialize>(variant: &T) -> Result<String, StoreError> {
    Ok(to_json(variant)?.trim_matches('"').to_owned())
}

/// A bare name as a variant without data.
pub(super) fn from_code<T: DeserializeOwned>(name: &str) -> Result<T, StoreError> {
    from_json(&format!("\"{name}\""))
}
