//! JSON Web Tokens (RFC 7519, compact serialisation): decode them without verifying them, read their times, and
//! shorten them. Signing is in `token_request/`; `redaction/` finds them in texts.

mod decode;
mod numeric_date;
mod shorten;

/// The value of `client_assertion_type` for a JWT (RFC 7523 section 2.2).
pub const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

pub use decode::{Unverified, decode_unverified, pretty};
pub use shorten::shorten_token;

pub(crate) use decode::{decode_part, is_object};
pub(crate) use numeric_date::{seconds_from_issue_to_end, whole_number};
