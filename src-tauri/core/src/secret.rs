//! What kinds of secrets there are, who owns them, and what protects them: known to the store, which has them sealed, and
//! to the vault, which seals.

use serde::{Deserialize, Serialize};

use crate::credential::CredentialId;

/// What kind of secret. An owner has at most one of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum SecretKind {
    /// A private key as PKCS#8 PEM text, with the pair it shall replace if there is one.
    PrivateKey,
    /// An API client's secret.
    ClientSecret,
    /// A Business Manager user's access key.
    AccessKey,
    /// The passphrase of the person's own key file.
    KeyPassphrase,
    /// What the practice server keeps.
    PracticeServer,
}

/// The owner of a secret. A sealed secret opens for its owner alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "owner", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum SecretOwner {
    /// A credential.
    Credential {
        /// Its ID.
        id: CredentialId,
    },
    /// The practice server.
    Practice,
}

/// What protects the secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Protection {
    /// A key in the system keychain.
    Keychain,
    /// A passphrase that is asked for.
    Passphrase,
    /// They are in memory only and gone when the program ends.
    SessionOnly,
}
