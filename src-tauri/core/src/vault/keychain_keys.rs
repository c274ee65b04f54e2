//! Makes sealing keys in the keychain, and removes those that seal nothing any more. The store lists a key before it is
//! written to the keychain, and when another replaces it. Only an acknowledged change of that list decides that a key is
//! unused: after an error of the disk, the vault that was to be replaced or its successor may be found at the next start.

use super::sealing::{KeyBytes, SealingKey, make_vault_id};
use super::state::KeyLeft;
use super::{Protection, Vault, VaultError, key_name};
use crate::store::{PassphraseCosts, SealedChange, VaultRow};
use crate::vault::seal_numbers::SealNumbers;

impl Vault {
    /// A new key that is already stored in the keychain.
    pub(super) fn make_key_in_keychain(&self) -> Result<(VaultRow, SealingKey), VaultError> {
        let bytes = KeyBytes::make()?;
        let (row, key) = new_vault(Protection::Keychain, None, &bytes)?;
        let name = key_name(&row);
        self.store.note_unused_key(&name)?;
        let refused = |keychain| VaultError::NeedsChoice { keychain };
        let written = self.home.write(&name, &bytes).map_err(refused).and_then(|()| {
            // The key is read back, because a keychain that loses keys must not be the only place of one.
            let read = self.home.read(&name).map_err(refused)?.ok_or(VaultError::KeyMissing)?;
            match SealingKey::new(&row.id, &read)?.open_numbers(&row.seal_numbers) {
                Ok(_) => Ok(()),
                Err(_) => Err(VaultError::KeyIsAnother),
            }
        });
        written.inspect_err(|_| drop(self.discard_unused_keys()))?;
        Ok((row, key))
    }

    /// Removes the unused keys from the keychain. Returns those that the keychain did not remove; they are tried again
    /// later.
    pub(super) fn discard_unused_keys(&self) -> Vec<KeyLeft> {
        if self.store.unused_keys().is_ok_and(|names| names.is_empty()) {
            return Vec::new();
        }
        let unused = self.store.take_unused_keys().unwrap_or_default();
        let left = unused.into_iter().filter_map(|name| {
            let keychain = self.home.remove(&name).err()?;
            // If the list cannot be written now, the key stays in the keychain. It opens nothing.
            let _ = self.store.note_unused_key(&name);
            Some(KeyLeft { name, keychain })
        });
        left.collect()
    }
}

/// A vault that is protected in this way, and its key.
pub(super) fn new_vault(
    protection: Protection,
    passphrase: Option<PassphraseCosts>,
    bytes: &KeyBytes,
) -> Result<(VaultRow, SealingKey), VaultError> {
    let id = make_vault_id()?;
    let key = SealingKey::new(&id, bytes)?;
    let seal_numbers = key.seal_numbers(&SealNumbers::default())?;
    Ok((VaultRow { id, protection, seal_numbers, passphrase }, key))
}

/// Replaces the vault and deletes its secrets. The key of the deleted vault is unused from then on, and that of the new
/// one is used.
///
/// # Errors
///
/// [`VaultError::ChangedElsewhere`] if the vault is not `before`, or another window has removed the new key meanwhile.
pub(super) fn replace_vault(
    change: &SealedChange<'_>,
    before: Option<&VaultRow>,
    by: Option<&VaultRow>,
) -> Result<(), VaultError> {
    let now = change.vault_row()?;
    if now.as_ref().map(|row| &row.id) != before.map(|row| &row.id) {
        return Err(VaultError::ChangedElsewhere);
    }
    let in_keychain = |row: &&VaultRow| row.protection == Protection::Keychain;
    let used = by.filter(in_keychain).map(key_name);
    let mut unused = change.unused_keys()?;
    if used.as_ref().is_some_and(|name| !unused.contains(name)) {
        return Err(VaultError::ChangedElsewhere);
    }
    unused.retain(|name| Some(name) != used.as_ref());
    unused.extend(now.as_ref().filter(in_keychain).map(key_name));
    change.put_unused_keys(unused)?;
    Ok(change.replace_vault(by)?)
}
