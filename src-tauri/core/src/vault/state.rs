//! What the vault holds, how it is protected, and why it may be shut.

use serde::{Deserialize, Serialize};

use crate::credential::CredentialId;
use crate::store::StoreError;

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

/// Whose secret it is. A sealed secret opens for its owner alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "owner", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum SecretOwner {
    /// A credential.
    Credential {
        /// Which.
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

/// Whether a secret is still there at the next start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum StoredAs {
    /// Sealed in the store.
    Sealed,
    /// In memory only.
    SessionOnly,
}

/// Why the system keychain did not give or take the sealing key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeychainError {
    /// This system has none, or none is running.
    Unavailable {
        /// The system's words.
        detail: String,
    },
    /// It is locked, and was not unlocked when it asked.
    Locked,
    /// The person or the system said no.
    Denied,
    /// Anything else.
    Failed {
        /// The system's words.
        detail: String,
    },
}

/// Why a secret cannot be kept or read. Everything but secrets goes on working, and nothing sealed is overwritten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum VaultError {
    /// Nothing protects secrets yet, and the keychain cannot: the person has to choose.
    NeedsChoice {
        /// What is with the keychain.
        keychain: KeychainError,
    },
    /// The passphrase was not given yet.
    NeedsPassphrase,
    /// The passphrase is another.
    WrongPassphrase,
    /// The passphrase is empty.
    EmptyPassphrase,
    /// Secrets are sealed with a key in the keychain, which did not give it.
    Keychain {
        /// Why.
        keychain: KeychainError,
    },
    /// Secrets are sealed with a key that the keychain does not have (any more): it was reset, or the data folder comes
    /// from another computer or account.
    KeyMissing,
    /// The key in the keychain is not the one that secrets are sealed with.
    KeyIsAnother,
    /// Secrets are sealed, and how is not known any more: that part of a damaged file could not be read.
    HowSealedLost,
    /// A sealed secret does not open: it was altered or belongs to another owner.
    SecretDamaged {
        /// Whose.
        owner: SecretOwner,
        /// Which.
        kind: SecretKind,
    },
    /// The cryptography library gave up.
    SealingFailed,
    /// The store gave up.
    Store {
        /// Why.
        error: StoreError,
    },
}

/// How the vault stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum VaultState {
    /// There is no secret yet, and nothing was chosen. The first secret goes to the keychain if there is one.
    Unused,
    /// Secrets are sealed; the key was not asked for yet.
    Closed {
        /// What protects them: the keychain or a passphrase.
        protection: Protection,
    },
    /// Secrets can be kept and read.
    Open {
        /// What protects them: the keychain or a passphrase.
        protection: Protection,
    },
    /// The person chose to keep secrets for this session only.
    SessionOnly {
        /// Secrets from before are sealed and stay so, for this reason.
        sealed: Option<VaultError>,
    },
    /// Secrets can neither be kept nor read.
    Unavailable {
        /// Why.
        error: VaultError,
    },
}

/// What is left after everything was deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Deleted {
    /// The sealing key is still in the keychain. It opens nothing any more.
    pub key: Option<KeyLeft>,
    /// The file keeps its size, or damaged files from before are still there, for this reason.
    pub traces: Option<StoreError>,
}

/// A sealing key that the keychain did not let go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct KeyLeft {
    /// Its name in the keychain.
    pub name: String,
    /// Why.
    pub keychain: KeychainError,
}
