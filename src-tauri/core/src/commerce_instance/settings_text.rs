//! The JSON in Business Manager's fields "Open Commerce API Settings" and "WebDAV Client Permissions", and what is
//! wrong with a text that Business Manager would not save.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use super::ocapi::OcapiSettings;
use super::webdav::WebdavPermissions;

/// The longest text of such a field, in bytes.
const LONGEST_SETTINGS: usize = 256 * 1024;

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

/// Checks a text for the field "Open Commerce API Settings".
///
/// # Errors
/// If Business Manager would not save it.
pub fn check_ocapi_settings(text: &str) -> Result<(), SettingsProblem> {
    read::<OcapiSettings>(text).map(|_| ())
}

/// Checks a text for the field "WebDAV Client Permissions".
///
/// # Errors
/// If Business Manager would not save it.
pub fn check_webdav_permissions(text: &str) -> Result<(), SettingsProblem> {
    read::<WebdavPermissions>(text).map(|_| ())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_business_manager_would_not_save_is_said_with_its_place() {
        for (text, expected) in [
            ("{\"_v\":\"24.5\",\n\"clients\":[}", SettingsProblem::NotJson { line: 2, column: 12 }),
            ("{\"clients\":[]", SettingsProblem::NotJson { line: 1, column: 13 }),
            (r#"{"clients":{}}"#, SettingsProblem::OtherShape { line: 1, column: 11 }),
            (r#"{"clients":[{"resources":[]}]}"#, SettingsProblem::OtherShape { line: 1, column: 28 }),
        ] {
            assert_eq!(check_ocapi_settings(text), Err(expected), "{text}");
        }
        let long = " ".repeat(LONGEST_SETTINGS + 1);
        assert_eq!(check_webdav_permissions(&long), Err(SettingsProblem::TooLong { limit: 262_144 }));
        for text in ["", " \n", "{}", r#"{"clients":[]}"#, r#"{"_v":"24.5","clients":[],"more":1}"#] {
            assert_eq!(
                (check_ocapi_settings(text), check_webdav_permissions(text)),
                (Ok(()), Ok(())),
                "{text}"
            );
        }
    }
}
