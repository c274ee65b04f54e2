//! JSON Web Tokens (RFC 7519, compact serialisation): decode them without verifying them, read their times, and
//! shorten them wherever they occur in a text. Signing is in `token_request/`.

mod decode;
mod numeric_date;
mod redact;

/// The value of `client_assertion_type` for a JWT (RFC 7523 section 2.2).
pub const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

pub use decode::{Unverified, decode_unverified, pretty};
pub use redact::{shorten_token, shorten_tokens};

pub(crate) use numeric_date::{seconds_from_issue_to_end, whole_number};
