//! Which grant a request asks for: what it begins with.

/// The grant type of the Business Manager grant, which only B2C Commerce instances know.
const BUSINESS_MANAGER_GRANT: &str = "urn:demandware:params:oauth:grant-type:client-id:dwsid:dwsecuretoken";

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
            Self::BusinessManager => BUSINESS_MANAGER_GRANT,
        }
    }
}
