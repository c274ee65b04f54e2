//! The keychains of macOS and Windows, through `keyring-core`.

use std::sync::Arc;

use countersign_core::vault::{KeyBytes, KeychainError};
use keyring_core::Error;
use keyring_core::api::CredentialStoreApi;
use zeroize::Zeroizing;

#[cfg(target_os = "macos")]
use apple_native_keyring_store::keychain::Store;
#[cfg(windows)]
use windows_native_keyring_store::Store;

/// The key in the entry of this service and name, if there is one.
pub(super) fn read(service: &str, name: &str) -> Result<Option<KeyBytes>, KeychainError> {
    match entry(service, name)?.get_secret().map(Zeroizing::new) {
        Ok(bytes) => match KeyBytes::from_slice(&bytes) {
            Some(key) => Ok(Some(key)),
            None => Err(KeychainError::Failed { detail: format!("{} bytes", bytes.len()) }),
        },
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(keychain_error(&error)),
    }
}

/// Writes the entry of this service and name, or replaces it.
pub(super) fn write(service: &str, name: &str, key: &KeyBytes) -> Result<(), KeychainError> {
    entry(service, name)?.set_secret(key.as_slice()).map_err(|error| keychain_error(&error))
}

/// Removes the entry of this service and name, if there is one.
pub(super) fn remove(service: &str, name: &str) -> Result<(), KeychainError> {
    match entry(service, name)?.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(error) => Err(keychain_error(&error)),
    }
}

/// Looks for the keychain each time, to find one that was started or unlocked meanwhile.
fn entry(service: &str, name: &str) -> Result<keyring_core::Entry, KeychainError> {
    let store: Arc<Store> =
        Store::new().map_err(|error| KeychainError::Unavailable { detail: words_of(&error) })?;
    store.build(service, name, None).map_err(|error| keychain_error(&error))
}

fn keychain_error(error: &Error) -> KeychainError {
    let detail = words_of(error);
    let inner: &(dyn std::error::Error + 'static) = match error {
        Error::PlatformFailure(inner) | Error::NoStorageAccess(inner) => &**inner,
        _ => return KeychainError::Failed { detail },
    };
    system_error(inner, detail)
}

#[cfg(target_os = "macos")]
fn system_error(inner: &(dyn std::error::Error + 'static), detail: String) -> KeychainError {
    // Names and values as in Security/SecBase.h.
    const ERR_SEC_USER_CANCELED: i32 = -128;
    const ERR_SEC_AUTH_FAILED: i32 = -25293;
    const ERR_SEC_INTERACTION_NOT_ALLOWED: i32 = -25308;
    const ERR_SEC_NOT_AVAILABLE: i32 = -25291;
    const ERR_SEC_NO_SUCH_KEYCHAIN: i32 = -25294;
    const ERR_SEC_NO_DEFAULT_KEYCHAIN: i32 = -25307;
    match inner.downcast_ref::<security_framework::base::Error>().map(|error| error.code()) {
        Some(ERR_SEC_USER_CANCELED | ERR_SEC_AUTH_FAILED) => KeychainError::Denied,
        Some(ERR_SEC_INTERACTION_NOT_ALLOWED) => KeychainError::Locked,
        Some(ERR_SEC_NOT_AVAILABLE | ERR_SEC_NO_SUCH_KEYCHAIN | ERR_SEC_NO_DEFAULT_KEYCHAIN) => {
            KeychainError::Unavailable { detail }
        }
        _ => KeychainError::Failed { detail },
    }
}

#[cfg(windows)]
fn system_error(_inner: &(dyn std::error::Error + 'static), detail: String) -> KeychainError {
    // Credential Manager is open as long as the person is logged in. It is never locked, and never asks.
    KeychainError::Unavailable { detail }
}

/// The words of an error, without the bytes that some errors carry.
fn words_of(error: &Error) -> String {
    match error {
        Error::BadEncoding(_) | Error::BadDataFormat(..) => "the entry is not what was written".to_owned(),
        Error::Ambiguous(entries) => format!("{} entries of the same name", entries.len()),
        other => other.to_string(),
    }
}
