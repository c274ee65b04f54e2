//! The Business Manager grant: an API client and a Business Manager user together get a token from the instance.
//!
//! `user.rs` is the user, `access_key.rs` makes the user's key, `request.rs` what was sent, `judge.rs` the decision and the words for a refusal.

mod access_key;
mod judge;
mod request;
mod user;

pub use access_key::make_access_key;
pub use judge::GrantTrouble;
pub use user::BusinessManagerUser;

pub(crate) use judge::GrantJudge;
pub(crate) use request::GrantRequest;

/// The `grant_type`, which only instances know.
pub(crate) const GRANT_TYPE: &str = "urn:demandware:params:oauth:grant-type:client-id:dwsid:dwsecuretoken";
/// Lifetime of its tokens, in seconds.
pub(crate) const GRANT_LIFETIME: i64 = 15 * 60;
