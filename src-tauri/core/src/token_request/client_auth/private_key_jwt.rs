//! `private_key_jwt`: the client authenticates with a JWT signed with its private key (RFC 7523 section 2.2).

use crate::jwt::JWT_BEARER;
use crate::token_request::parts::RequestParts;

/// Writes both form fields. In a preview the client assertion is not known yet, which `V` can express.
pub(super) fn write<V: From<String>>(client_assertion: V, parts: &mut RequestParts<V>) {
    parts.add_field("client_assertion_type", JWT_BEARER.to_owned().into());
    parts.add_field("client_assertion", client_assertion);
}
