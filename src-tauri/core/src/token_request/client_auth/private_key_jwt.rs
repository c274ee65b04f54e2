//! `private_key_jwt`: the client proves that it has the private key by a signed JWT (RFC 7523 section 2.2).

use crate::jwt::JWT_BEARER;
use crate::token_request::parts::RequestParts;

/// Writes both form fields. The client assertion is a value of the request's kind: not known yet in a preview.
pub(super) fn write<V: From<String>>(client_assertion: V, parts: &mut RequestParts<V>) {
    parts.add_field("client_assertion_type", JWT_BEARER.to_owned().into());
    parts.add_field("client_assertion", client_assertion);
}
