//! Small values as text in a column: as the page gets them, so that each has one name everywhere.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreTrouble;

/// A value as JSON text.
pub(super) fn to_json<T: Serialize>(value: &T) -> Result<String, StoreTrouble> {
    serde_json::to_string(value).map_err(|error| StoreTrouble::Other { detail: error.to_string() })
}

/// JSON text as a value.
pub(super) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, StoreTrouble> {
    serde_json::from_str(text).map_err(|error| StoreTrouble::Unreadable { detail: error.to_string() })
}

/// A variant without data as its bare name.
pub(super) fn to_code<T: Serialize>(variant: &T) -> Result<String, StoreTrouble> {
    Ok(to_json(variant)?.trim_matches('"').to_owned())
}

/// A bare name as a variant without data.
pub(super) fn from_code<T: DeserializeOwned>(name: &str) -> Result<T, StoreTrouble> {
    from_json(&format!("\"{name}\""))
}
