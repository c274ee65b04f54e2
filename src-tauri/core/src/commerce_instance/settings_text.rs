//! Reads the JSON in Business Manager's fields "Open Commerce API Settings" and "WebDAV Client Permissions", and says what
//! is wrong with a text that Business Manager would not save.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::error::Category;

/// The longest text of such a field, in bytes.
pub(super) const LONGEST_SETTINGS: usize = 256 * 1024;

/// Why Business Manager would not save a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum SettingsProblem {
    /// It is not JSON.
    NotJson {
        /// The line in which reading ended, counted from 1.
        line: u32,
        /// The column in which reading ended, counted from 1.
        column: u32,
    },
    /// It is JSON, and not these settings: a member is missing or has another type.
    OtherShape {
        /// The line in which reading ended, counted from 1.
        line: u32,
        /// The column in which reading ended, counted from 1.
        column: u32,
    },
    /// It is too long.
    TooLong {
        /// Most bytes.
        limit: u32,
    },
}

/// Reads such a text. An empty one sets nothing.
pub(super) fn read<T: DeserializeOwned + Default>(text: &str) -> Result<T, SettingsProblem> {
    if text.len() > LONGEST_SETTINGS {
        return Err(SettingsProblem::TooLong { limit: u32::try_from(LONGEST_SETTINGS).unwrap_or(u32::MAX) });
    }
    if text.trim().is_empty() {
        return Ok(T::default());
    }
    serde_json::from_str(text).map_err(|error| {
        let as_u32 = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (line, column) = (as_u32(error.line()), as_u32(error.column()));
        match error.classify() {
            Category::Data => SettingsProblem::OtherShape { line, column },
            Category::Io | Category::Syntax | Category::Eof => SettingsProblem::NotJson { line, column },
        }
    })
}
