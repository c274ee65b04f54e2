//! Why a secret cannot be stored or read.

use std::error::Error;
use std::fmt;

use serde::Serialize;

use crate::secret::{Protection, SecretKind, SecretOwner};
use crate::store::StoreError;

/// Why the system keychain did not return or store the sealing key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeychainError {
    /// This system has no keychain, or none is running.
    Unavailable {
        /// The system's message.
        detail: String,
    },
    /// The keychain is locked, and was not unlocked when it asked.
    Locked,
    /// The person or the system refused access.
    Denied,
    /// The keychain failed in another way.
    Failed {
        /// The system's message.
        detail: String,
    },
}

/// Why a secret cannot be stored or read. Everything else keeps working, and nothing that is sealed is overwritten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum VaultError {
    /// Nothing protects secrets yet, and the keychain cannot. The person has to choose a protection.
    NeedsChoice {
        /// Why the keychain cannot be used.
        keychain: KeychainError,
    },
    /// The person, or their absence, locked the vault.
    Locked {
        /// What protects the sealed secrets; `None` if nothing is sealed.
        protection: Option<Protection>,
    },
    /// The vault needs its passphrase.
    NeedsPassphrase,
    /// The passphrase is wrong.
    WrongPassphrase,
    /// The new passphrase is too short.
    PassphraseTooShort {
        /// The fewest characters that it may have.
        fewest: u32,
    },
    /// The file says that deriving the key takes more work than this program ever asks for. It was altered or damaged.
    PassphraseCostsAltered,
    /// Another window has changed meanwhile what this one was about to change or open. Nothing was changed here, and
    /// trying again works with what is stored now.
    ChangedElsewhere,
    /// Secrets are sealed with a key in the keychain, but the keychain did not return it.
    Keychain {
        /// Why the keychain did not return it.
        keychain: KeychainError,
    },
    /// Secrets are sealed with a key that the keychain does not have, or no longer has. Either the keychain was
    /// reset, or the data folder comes from another computer or account.
    KeyMissing,
    /// The key in the keychain is not the one that the secrets are sealed with.
    KeyIsAnother,
    /// Secrets are sealed, but how is unknown: that part of a damaged file could not be read.
    HowSealedLost,
    /// A sealed secret cannot be opened: it was altered or belongs to another owner.
    SecretDamaged {
        /// Its owner.
        owner: SecretOwner,
        /// Its kind.
        kind: SecretKind,
    },
    /// The cryptography library failed.
    SealingFailed,
    /// The store failed.
    Store {
        /// The store's error.
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
            Self::Locked { .. } => "the vault is locked",
            Self::NeedsPassphrase => "secrets are sealed with a passphrase that was not given",
            Self::WrongPassphrase => "the passphrase is wrong",
            Self::PassphraseTooShort { .. } => "the passphrase is too short",
            Self::PassphraseCostsAltered => "how the key is derived from the passphrase was altered",
            Self::ChangedElsewhere => "another window has changed what is stored",
            Self::Keychain { .. } => "the keychain did not give the sealing key",
            Self::KeyMissing => "the sealing key is not in the keychain",
            Self::KeyIsAnother => "the key in the keychain is not the one that the secrets are sealed with",
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
