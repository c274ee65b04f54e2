//! The state of the vault: how it is protected, and why it may not open.

use serde::Serialize;

use super::error::{KeychainError, VaultError};
use crate::secret::Protection;
use crate::store::StoreError;

/// Whether a secret will still be there at the next start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum StoredAs {
    /// Sealed in the store.
    Sealed,
    /// In memory only, until the program ends.
    SessionOnly,
}

/// The state of the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum VaultState {
    /// There is no secret yet, and no protection was chosen. The first secret creates a key in the keychain, if there
    /// is one.
    Unused,
    /// Secrets are sealed, and their key was not needed yet.
    Closed {
        /// What protects them: the keychain or a passphrase.
        protection: Protection,
    },
    /// Secrets can be stored and read.
    Open {
        /// What protects them: the keychain or a passphrase.
        protection: Protection,
    },
    /// It is locked: nothing opens until the person unlocks it.
    Locked {
        /// What protects the sealed secrets; `None` if nothing is sealed.
        protection: Option<Protection>,
    },
    /// The person chose to store secrets in memory only.
    SessionOnly {
        /// Why secrets that were sealed earlier cannot be opened, if there are any. They stay sealed.
        sealed: Option<VaultError>,
    },
    /// Secrets can be neither stored nor read.
    Unavailable {
        /// The reason.
        error: VaultError,
    },
}

/// What is left after everything was deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Deleted {
    /// The sealing key, if it is still in the keychain. It opens nothing any more.
    pub key: Option<KeyLeft>,
    /// Why the file keeps its size, or why older damaged files are still there.
    pub traces: Option<StoreError>,
}

/// A sealing key that the keychain did not remove.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct KeyLeft {
    /// Name of the key in the keychain.
    pub name: String,
    /// Why it was not removed.
    pub keychain: KeychainError,
}
