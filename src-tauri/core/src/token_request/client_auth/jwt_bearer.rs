//! The JWT bearer grant (RFC 7523 section 2.1): the JWT is what the token is granted for, and client authentication is
//! optional.

use crate::token_request::parts::RequestParts;

/// Writes the form field. In a preview the JWT is not known yet, which `V` can express.
pub(super) fn write<V: From<String>>(assertion: V, parts: &mut RequestParts<V>) {
    parts.add_field("assertion", assertion);
}
