//! Client authentication at the token endpoint (RFC 6749 section 2.3). Each method is a small function that changes
//! the request, in whichever part the method uses. A request has exactly one [`ClientAuth`], so it never uses two
//! methods at once.
//!
//! To add a method, add a file beside `private_key_jwt.rs`, a variant of [`UnsignedAuth`] (what can be shown) and a
//! variant of [`ClientAuth`] (what can be sent).

mod private_key_jwt;

pub use crate::jwt::JWT_BEARER;

use super::assertion::{Assertion, SignedAssertion, SigningError};
use super::parts::RequestParts;
use crate::key::PrivateKey;

/// Client authentication before signing. It contains nothing secret, so it can be shown.
#[derive(Clone, Debug, PartialEq)]
pub enum UnsignedAuth {
    /// `private_key_jwt`: a JWT signed with the client's private key (RFC 7523 section 2.2).
    PrivateKeyJwt(Assertion),
}

impl UnsignedAuth {
    /// Writes everything that is known before signing into a preview.
    pub(super) fn preview(&self, parts: &mut RequestParts<Option<String>>) {
        match self {
            Self::PrivateKeyJwt(_) => private_key_jwt::write(None, parts),
        }
    }

    /// Signs what has to be signed.
    pub(super) fn sign(self, key: &PrivateKey) -> Result<ClientAuth, SigningError> {
        match self {
            Self::PrivateKeyJwt(assertion) => assertion.sign(key).map(ClientAuth::PrivateKeyJwt),
        }
    }

    /// The assertion that will be signed, if this method has one.
    #[must_use]
    pub fn assertion(&self) -> Option<&Assertion> {
        match self {
            Self::PrivateKeyJwt(assertion) => Some(assertion),
        }
    }
}

/// Client authentication that is ready to be sent.
#[derive(Clone, Debug, PartialEq)]
pub enum ClientAuth {
    /// `private_key_jwt`, signed.
    PrivateKeyJwt(SignedAssertion),
}

impl ClientAuth {
    /// Writes the client authentication into a request.
    pub(super) fn write(&self, parts: &mut RequestParts<String>) {
        match self {
            Self::PrivateKeyJwt(signed) => private_key_jwt::write(signed.compact().to_owned(), parts),
        }
    }

    /// The assertion that was signed, if this method has one.
    pub(super) fn into_assertion(self) -> Option<Assertion> {
        match self {
            Self::PrivateKeyJwt(signed) => Some(signed.into_assertion()),
        }
    }
}
