//! The kinds of secrets, their owners, and what protects them. Shared by the store, which holds sealed secrets, and
//! the vault, which seals them.

use serde::{Deserialize, Serialize};

use crate::credential::CredentialId;
use crate::token_request::ClientSecretKind;

/// The kind of a secret. An owner has at most one secret of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum SecretKind {
    /// A private key as PKCS#8 PEM text. While it replaces an older key pair, that pair is stored with it.
    PrivateKey,
    /// An API client's secret.
    ClientSecret,
    /// A Business Manager user's access key.
    AccessKey,
    /// The passphrase of the person's own key file.
    KeyPassphrase,
    /// The practice server's data.
    PracticeServer,
    /// The key of the weekly backup, derived from its passphrase.
    BackupKey,
}

impl From<ClientSecretKind> for SecretKind {
    fn from(kind: ClientSecretKind) -> Self {
        match kind {
            ClientSecretKind::ClientSecret => Self::ClientSecret,
            ClientSecretKind::AccessKey => Self::AccessKey,
        }
    }
}

/// The owner of a secret. A sealed secret can be opened only for its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "owner", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum SecretOwner {
    /// A credential.
    Credential {
        /// Credential ID.
        id: CredentialId,
    },
    /// The practice server.
    Practice,
    /// The weekly backup.
    Backup,
}

/// What protects the stored secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Protection {
    /// A key in the system keychain.
    Keychain,
    /// A passphrase that the person is asked for.
    Passphrase,
    /// Secrets are in memory only and are lost when the program ends.
    SessionOnly,
}
