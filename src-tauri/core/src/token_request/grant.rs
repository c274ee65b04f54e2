//! Which grant a request asks for: what it begins with.

use crate::commerce_instance::GRANT_TYPE;

/// The grant type of a JWT for a user (RFC 7523 section 2.1).
const JWT_BEARER_GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// A grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grant {
    /// The client acts for itself (RFC 6749 section 4.4).
    ClientCredentials,
    /// The client acts for the user whom its JWT names (RFC 7523 section 2.1).
    JwtBearer,
    /// The client acts for a Business Manager user.
    BusinessManager,
}

impl Grant {
    /// The value of `grant_type`.
    pub(super) fn grant_type(self) -> &'static str {
        match self {
            Self::ClientCredentials => "client_credentials",
            Self::JwtBearer => JWT_BEARER_GRANT,
            Self::BusinessManager => GRANT_TYPE,
        }
    }
}
