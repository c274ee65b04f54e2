//! The ways a client proves itself to the token endpoint. A request has exactly one of them, so that it never
//! carries two methods at once (RFC 6749 section 2.3).

use crate::assertion::{Assertion, SignedAssertion};
use crate::http::NameValue;

/// The value of `client_assertion_type` (RFC 7523 section 2.2).
pub const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// How the client proves itself.
#[derive(Clone, Debug, PartialEq)]
pub enum ClientAuth {
    /// `private_key_jwt`: a JWT signed with the client's private key (RFC 7523 section 2.2).
    PrivateKeyJwt(SignedAssertion),
}

impl ClientAuth {
    /// The form fields it adds to a request.
    #[must_use]
    pub fn fields(&self) -> Vec<NameValue> {
        match self {
            Self::PrivateKeyJwt(assertion) => private_key_jwt_fields(assertion.compact()),
        }
    }

    /// What was signed, if anything was.
    #[must_use]
    pub fn assertion(&self) -> Option<&Assertion> {
        match self {
            Self::PrivateKeyJwt(assertion) => Some(assertion.assertion()),
        }
    }
}

/// The fields of `private_key_jwt` around a client assertion; empty text stands for one not signed yet.
#[must_use]
pub fn private_key_jwt_fields(client_assertion: &str) -> Vec<NameValue> {
    vec![
        NameValue::new("client_assertion_type", JWT_BEARER),
        NameValue::new("client_assertion", client_assertion),
    ]
}
