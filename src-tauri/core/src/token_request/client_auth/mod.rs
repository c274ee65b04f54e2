//! Client authentication at the token endpoint (RFC 6749 section 2.3). Each method is a small function that changes
//! the request, in whichever part the method uses. A request has exactly one [`ClientAuth`], so it never uses two
//! methods at once.
//!
//! To add a method, add a file beside `private_key_jwt.rs`, a variant of [`UnsignedAuth`] (what can be shown) and a
//! variant of [`ClientAuth`] (what can be sent).

mod client_secret;
mod jwt_bearer;
mod private_key_jwt;

pub(crate) use client_secret::changes_when_encoded;

use std::error::Error;
use std::fmt::{self, Display, Formatter};

use secrecy::{ExposeSecret as _, SecretString};

pub use crate::jwt::JWT_BEARER;

use super::assertion::{Assertion, SignedAssertion};
use super::form::{AuthMethod, SecretPlacement};
use super::parts::{RequestParts, ValuePreview};
use super::proofs::Proofs;

/// Client authentication before it is proven. It contains nothing secret, so it can be shown.
#[derive(Clone, Debug, PartialEq)]
pub enum UnsignedAuth {
    /// `private_key_jwt`: a JWT signed with the client's private key (RFC 7523 section 2.2).
    PrivateKeyJwt(Assertion),
    /// None but the JWT of the JWT bearer grant itself (RFC 7523 section 2.1).
    JwtBearer(Assertion),
    /// `client_secret_basic` or `client_secret_post`: the client secret (RFC 6749 section 2.3.1).
    ClientSecret {
        /// Client ID.
        client_id: String,
        /// Where the secret is in the request.
        placement: SecretPlacement,
    },
    /// The client secret, with a Business Manager user and their access key.
    BusinessManagerUser {
        /// Client ID.
        client_id: String,
        /// The user's login.
        user: String,
    },
    /// None: the client ID alone, which an experiment sends to see whether the server knows it.
    Nothing {
        /// Client ID.
        client_id: String,
        /// How the request authenticates otherwise.
        instead_of: AuthMethod,
    },
}

/// Why a client cannot prove who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofError {
    /// There is no private key.
    KeyMissing,
    /// The key cannot be used with the algorithm in the assertion's header.
    SigningFailed,
    /// There is no client secret.
    ClientSecretMissing,
    /// There is no access key.
    AccessKeyMissing,
}

impl Display for ProofError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::KeyMissing => "there is no private key",
            Self::SigningFailed => "the key cannot sign with this algorithm",
            Self::ClientSecretMissing => "there is no client secret",
            Self::AccessKeyMissing => "there is no access key",
        })
    }
}

impl Error for ProofError {}

impl UnsignedAuth {
    /// Writes everything that may be shown before sending into a preview.
    pub(super) fn preview(&self, parts: &mut RequestParts<ValuePreview>) {
        match self {
            Self::PrivateKeyJwt(_) => private_key_jwt::write(ValuePreview::AfterSigning, parts),
            Self::JwtBearer(_) => jwt_bearer::write(ValuePreview::AfterSigning, parts),
            Self::ClientSecret { client_id, placement } => {
                client_secret::write(client_id, None, *placement, parts);
            }
            Self::BusinessManagerUser { client_id, user } => {
                client_secret::write_with_user(client_id, user, None, parts);
            }
            Self::Nothing { client_id, .. } => parts.add_field("client_id", client_id.clone().into()),
        }
    }

    /// Signs what has to be signed, or adds the secrets.
    pub(super) fn prove(self, proofs: &Proofs<'_>) -> Result<ClientAuth, ProofError> {
        let signed = |assertion: Assertion| {
            let key = proofs.key_pair.private_key().ok_or(ProofError::KeyMissing)?;
            assertion.sign(key).map_err(|_| ProofError::SigningFailed)
        };
        let client_secret = || proofs.secrets.client_secret.clone().ok_or(ProofError::ClientSecretMissing);
        let access_key = || proofs.secrets.access_key.clone().ok_or(ProofError::AccessKeyMissing);
        Ok(match self {
            Self::PrivateKeyJwt(assertion) => ClientAuth::PrivateKeyJwt(signed(assertion)?),
            Self::JwtBearer(assertion) => ClientAuth::JwtBearer(signed(assertion)?),
            Self::ClientSecret { client_id, placement } => {
                ClientAuth::ClientSecret { client_id, secret: client_secret()?, placement }
            }
            Self::BusinessManagerUser { client_id, user } => ClientAuth::BusinessManagerUser {
                client_id,
                user,
                access_key: access_key()?,
                secret: client_secret()?,
            },
            Self::Nothing { client_id, instead_of } => ClientAuth::Nothing { client_id, instead_of },
        })
    }

    /// The assertion that will be signed, if this method has one.
    #[must_use]
    pub fn assertion(&self) -> Option<&Assertion> {
        match self {
            Self::PrivateKeyJwt(assertion) | Self::JwtBearer(assertion) => Some(assertion),
            Self::ClientSecret { .. } | Self::BusinessManagerUser { .. } | Self::Nothing { .. } => None,
        }
    }
}

/// How a request authenticates its client, without what proves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthUsed {
    /// With a signed JWT.
    SignedJwt,
    /// With the client secret.
    ClientSecret {
        /// Where it is.
        placement: SecretPlacement,
        /// Client ID or secret contain a character that form-encoding changes.
        encoding_matters: bool,
    },
    /// With the client secret, a user and an access key.
    BusinessManagerUser,
    /// Not at all.
    Nothing {
        /// How the request that it stands for authenticates.
        instead_of: AuthMethod,
    },
}

impl AuthUsed {
    /// The method.
    #[must_use]
    pub fn method(self) -> AuthMethod {
        match self {
            Self::SignedJwt => AuthMethod::SignedJwt,
            Self::ClientSecret { .. } => AuthMethod::ClientSecret,
            Self::BusinessManagerUser => AuthMethod::BusinessManagerUser,
            Self::Nothing { instead_of } => instead_of,
        }
    }
}

/// Client authentication that is ready to be sent.
#[derive(Clone, Debug)]
pub enum ClientAuth {
    /// `private_key_jwt`, signed.
    PrivateKeyJwt(SignedAssertion),
    /// The JWT of the JWT bearer grant, signed.
    JwtBearer(SignedAssertion),
    /// `client_secret_basic` or `client_secret_post`.
    ClientSecret {
        /// Client ID.
        client_id: String,
        /// The client secret.
        secret: SecretString,
        /// Where the secret is in the request.
        placement: SecretPlacement,
    },
    /// The client secret, with a Business Manager user and their access key.
    BusinessManagerUser {
        /// Client ID.
        client_id: String,
        /// The user's login.
        user: String,
        /// The user's access key.
        access_key: SecretString,
        /// The client secret.
        secret: SecretString,
    },
    /// None: the client ID alone.
    Nothing {
        /// Client ID.
        client_id: String,
        /// How the request authenticates otherwise.
        instead_of: AuthMethod,
    },
}

impl ClientAuth {
    /// Writes the client authentication into a request. This is where secrets are exposed: the request is sent with
    /// them.
    pub(super) fn write(&self, parts: &mut RequestParts<String>) {
        match self {
            Self::PrivateKeyJwt(signed) => private_key_jwt::write(signed.compact().to_owned(), parts),
            Self::JwtBearer(signed) => jwt_bearer::write(signed.compact().to_owned(), parts),
            Self::ClientSecret { client_id, secret, placement } => {
                // Exposed to be sent.
                client_secret::write(client_id, Some(secret.expose_secret()), *placement, parts);
            }
            Self::BusinessManagerUser { client_id, user, access_key, secret } => {
                // Exposed to be sent.
                let secrets = [access_key.expose_secret(), secret.expose_secret()];
                client_secret::write_with_user(client_id, user, Some(secrets), parts);
            }
            Self::Nothing { client_id, .. } => parts.add_field("client_id", client_id.clone()),
        }
    }

    /// How it authenticates, without what proves it.
    pub(super) fn used(&self) -> AuthUsed {
        match self {
            Self::PrivateKeyJwt(_) | Self::JwtBearer(_) => AuthUsed::SignedJwt,
            Self::ClientSecret { client_id, secret, placement } => AuthUsed::ClientSecret {
                placement: *placement,
                // Exposed only to see whether encoding changes it.
                encoding_matters: [client_id, secret.expose_secret()].into_iter().any(changes_when_encoded),
            },
            Self::BusinessManagerUser { .. } => AuthUsed::BusinessManagerUser,
            Self::Nothing { instead_of, .. } => AuthUsed::Nothing { instead_of: *instead_of },
        }
    }

    /// The assertion that was signed, if this method has one.
    pub(super) fn into_assertion(self) -> Option<Assertion> {
        match self {
            Self::PrivateKeyJwt(signed) | Self::JwtBearer(signed) => Some(signed.into_assertion()),
            Self::ClientSecret { .. } | Self::BusinessManagerUser { .. } | Self::Nothing { .. } => None,
        }
    }
}
