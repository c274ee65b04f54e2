//! An instance of B2C Commerce as values and pure functions, as its documentation describes it: what Business Manager
//! is set to, and how the instance judges a request that has a token, or wants one for a user. The instance that
//! plays along for practice is served by `practice/`.
//!
//! `grant/` gives a token to an API client with a Business Manager user. `ocapi/`, `scapi.rs` and `webdav/` judge
//! requests to the three APIs. `bearer.rs` is the token that all three read, `settings_text.rs` how Business Manager
//! reads what was pasted into its fields, and `settings_check.rs` what it would not save.

mod bearer;
mod grant;
mod ocapi;
mod pattern;
mod scapi;
mod settings_check;
mod settings_text;
mod webdav;

pub use grant::{BusinessManagerUser, GrantTrouble, make_access_key};
pub use ocapi::OcapiTrouble;
pub use settings_check::{check_ocapi_settings, check_webdav_permissions};
pub use settings_text::SettingsProblem;

pub(crate) use bearer::{Authorization, TokenFacts};
pub(crate) use grant::{GRANT_LIFETIME, GRANT_TYPE, GrantJudge, GrantRequest};
pub(crate) use ocapi::{OcapiJudge, OcapiRequest, OcapiSettings};
pub(crate) use scapi::ScapiRequest;
pub(crate) use webdav::{WebdavAnswer, WebdavPermissions, WebdavRequest};

/// Realm and instance, as in scopes.
pub(crate) const TENANT: &str = "zzte_053";
/// The organization, as in paths of SCAPI.
pub(crate) const ORGANIZATION: &str = "f_ecom_zzte_053";
