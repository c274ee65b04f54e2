//! How a client authenticates at the token endpoint (RFC 6749 section 2.3): each method is a small function that changes
//! a request, wherever it puts its proof. A request has exactly one of them, so that it never carries two methods at
//! once.
//!
//! A new method is a file of its own beside `private_key_jwt.rs`, a variant of [`UnsignedAuth`], which is what can be
//! shown, and of [`ClientAuth`], which is what can be sent.

mod private_key_jwt;

pub use crate::jwt::JWT_BEARER;

use super::assertion::{Assertion, SignedAssertion, SigningError};
use super::parts::RequestParts;
use crate::key::PrivateKey;

/// How the client authenticates, with whatever must not be shown still missing.
#[derive(Clone, Debug, PartialEq)]
pub enum UnsignedAuth {
    /// `private_key_jwt`: a JWT signed with the client's private key (RFC 7523 section 2.2).
    PrivateKeyJwt(Assertion),
}

impl UnsignedAuth {
    /// Writes into a preview everything that is known before signing.
    pub(super) fn preview(&self, parts: &mut RequestParts<Option<String>>) {
        match self {
            Self::PrivateKeyJwt(_) => private_key_jwt::write(None, parts),
        }
    }

    /// Signs what is to be signed.
    pub(super) fn sign(self, key: &PrivateKey) -> Result<ClientAuth, SigningError> {
        match self {
            Self::PrivateKeyJwt(assertion) => assertion.sign(key).map(ClientAuth::PrivateKeyJwt),
        }
    }

    /// What would be signed, if anything would.
    #[must_use]
    pub fn assertion(&self) -> Option<&Assertion> {
        match self {
            Self::PrivateKeyJwt(assertion) => Some(assertion),
        }
    }
}

/// How the client authenticates, ready to be sent.
#[derive(Clone, Debug, PartialEq)]
pub enum ClientAuth {
    /// `private_key_jwt`, signed.
    PrivateKeyJwt(SignedAssertion),
}

impl ClientAuth {
    /// Writes the proof into a request.
    pub(super) fn write(&self, parts: &mut RequestParts<String>) {
        match self {
            Self::PrivateKeyJwt(signed) => private_key_jwt::write(signed.compact().to_owned(), parts),
        }
    }

    /// What was signed, if anything was.
    pub(super) fn into_assertion(self) -> Option<Assertion> {
        match self {
            Self::PrivateKeyJwt(signed) => Some(signed.into_assertion()),
        }
    }
}
