//! What the vault holds, how it is protected, and why it may not open.

use serde::Serialize;

use super::error::{KeychainError, VaultError};
use crate::secret::Protection;
use crate::store::StoreError;

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
