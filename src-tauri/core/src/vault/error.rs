//! Why a secret cannot be stored or read.

use std::error::Error;
use std::fmt;

use serde::Serialize;

use crate::secret::{SecretKind, SecretOwner};
use crate::store::StoreError;

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
        /// Why the keychain cannot.
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
        /// Its owner.
        owner: SecretOwner,
        /// Its kind.
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

impl fmt::Display for KeychainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable { detail } => write!(f, "no system keychain is available: {detail}"),
            Self::Locked => f.write_str("the system keychain is locked"),
            Self::Denied => f.write_str("access to the system keychain was denied"),
            Self::Failed { detail } => write!(f, "the system keychain failed: {detail}"),
        }
    }
}

impl Error for KeychainError {}

impl fmt::Display for VaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NeedsChoice { .. } => "nothing protects secrets yet, and the keychain cannot",
            Self::NeedsPassphrase => "secrets are sealed with a passphrase that was not given",
            Self::WrongPassphrase => "the passphrase is wrong",
            Self::EmptyPassphrase => "the passphrase is empty",
            Self::Keychain { .. } => "the keychain did not give the sealing key",
            Self::KeyMissing => "the sealing key is not in the keychain",
            Self::KeyIsAnother => "the key in the keychain is not the one that sealed",
            Self::HowSealedLost => "how secrets are sealed could not be read",
            Self::SecretDamaged { .. } => "a sealed secret does not open",
            Self::SealingFailed => "the cryptography library could not seal",
            Self::Store { .. } => "the store failed",
        })
    }
}

impl Error for VaultError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::NeedsChoice { keychain } | Self::Keychain { keychain } => Some(keychain),
            Self::Store { error } => Some(error),
            _ => None,
        }
    }
}
