//! The system keychain, which holds the key that seals secrets: Secret Service on Linux, Keychain Services on macOS,
//! Credential Manager on Windows.

use countersign_core::vault::{KeyBytes, KeychainError, SealingKeyHome};

#[cfg(target_os = "linux")]
mod secret_service;
#[cfg(any(windows, target_os = "macos"))]
mod with_keyring;

#[cfg(target_os = "linux")]
use secret_service::{read, remove, write};
#[cfg(any(windows, target_os = "macos"))]
use with_keyring::{read, remove, write};

/// The entry's service, as the system's keychain program shows it.
const SERVICE: &str = "Countersign";

/// The keychain of the person who runs this program.
pub(crate) struct SystemKeychain;

impl SealingKeyHome for SystemKeychain {
    fn read(&self, name: &str) -> Result<Option<KeyBytes>, KeychainError> {
        read(SERVICE, name)
    }

    fn write(&self, name: &str, key: &KeyBytes) -> Result<(), KeychainError> {
        write(SERVICE, name, key)
    }

    fn remove(&self, name: &str) -> Result<(), KeychainError> {
        remove(SERVICE, name)
    }
}
