//! Checks what is pasted into the two fields of Business Manager that decide about APIs.

use super::ocapi::OcapiSettings;
use super::settings_text::SettingsProblem;
use super::webdav::WebdavPermissions;

/// Checks a text for the field "Open Commerce API Settings".
///
/// # Errors
/// If Business Manager would not save it.
pub fn check_ocapi_settings(text: &str) -> Result<(), SettingsProblem> {
    OcapiSettings::read(text).map(drop)
}

/// Checks a text for the field "WebDAV Client Permissions".
///
/// # Errors
/// If Business Manager would not save it.
pub fn check_webdav_permissions(text: &str) -> Result<(), SettingsProblem> {
    WebdavPermissions::read(text).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commerce_instance::settings_text::LONGEST_SETTINGS;

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
