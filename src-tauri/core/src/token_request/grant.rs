//! Which grant a request asks for: what it begins with.

use crate::commerce_instance::GRANT_TYPE;

/// A grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grant {
    /// The client acts for itself (RFC 6749 section 4.4).
    ClientCredentials,
    /// The client acts for a Business Manager user.
    BusinessManager,
}

impl Grant {
    /// The value of `grant_type`.
    pub(super) fn grant_type(self) -> &'static str {
        match self {
            Self::ClientCredentials => "client_credentials",
            Self::BusinessManager => GRANT_TYPE,
        }
    }
}
