//! What a client can prove itself with: its key pair and its secrets. A request uses one of them.

use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

use crate::key_pair::KeyPair;

/// The kind of a client's secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ClientSecretKind {
    /// The client secret, which Account Manager calls the password of an API client.
    ClientSecret,
    /// The access key, or the password, of a Business Manager user.
    AccessKey,
}

impl ClientSecretKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::ClientSecret, Self::AccessKey];
}

/// The secrets of a client, as typed.
#[derive(Clone, Debug, Default)]
pub struct ClientSecrets {
    /// The client secret.
    pub client_secret: Option<SecretString>,
    /// The access key.
    pub access_key: Option<SecretString>,
}

impl ClientSecrets {
    /// The secret of this kind.
    #[must_use]
    pub fn get(&self, kind: ClientSecretKind) -> Option<&SecretString> {
        match kind {
            ClientSecretKind::ClientSecret => self.client_secret.as_ref(),
            ClientSecretKind::AccessKey => self.access_key.as_ref(),
        }
    }

    /// Sets the secret of this kind. An empty one counts as none.
    pub fn set(&mut self, kind: ClientSecretKind, secret: Option<SecretString>) {
        // Exposed only to see whether there is anything.
        let secret = secret.filter(|secret| !secret.expose_secret().is_empty());
        match kind {
            ClientSecretKind::ClientSecret => self.client_secret = secret,
            ClientSecretKind::AccessKey => self.access_key = secret,
        }
    }
}

/// Everything that a client can prove itself with.
#[derive(Clone, Copy, Debug)]
pub struct Proofs<'a> {
    /// The private key that signs an assertion, and its certificate.
    pub key_pair: &'a KeyPair,
    /// The secrets.
    pub secrets: &'a ClientSecrets,
}

static NO_SECRETS: ClientSecrets = ClientSecrets { client_secret: None, access_key: None };

impl<'a> From<&'a KeyPair> for Proofs<'a> {
    /// A key pair, and no secrets.
    fn from(key_pair: &'a KeyPair) -> Self {
        Self { key_pair, secrets: &NO_SECRETS }
    }
}
