//! Locking the vault: its sealing key is wiped, and nothing opens until the person unlocks it. Secrets that are in
//! memory only stay until the person gives them up, because nothing could bring them back.

use super::{Protection, Vault, VaultError, lock};
use crate::credential::CredentialId;

impl Vault {
    /// Wipes the sealing key from memory. From now on every secret is refused with [`VaultError::Locked`].
    pub fn lock(&self) {
        let mut inside = lock(&self.inside);
        (inside.key, inside.locked) = (None, true);
    }

    /// Waits for what is under way, which may still have the key, and locks again after it.
    pub fn finish_locking(&self) {
        let _working = lock(&self.work);
        self.lock();
    }

    /// Unlocks a vault that no passphrase protects. Reads its key from the keychain again, which may ask the person.
    ///
    /// # Errors
    ///
    /// [`VaultError::NeedsPassphrase`], or if the store or the keychain cannot be read. The vault stays locked then.
    pub fn unlock_without_passphrase(&self) -> Result<(), VaultError> {
        let _working = lock(&self.work);
        match self.store.vault_row()? {
            Some(row) => drop(self.opened(self.key_in_keychain(&row)?)),
            // Nothing is sealed yet.
            None => lock(&self.inside).locked = false,
        }
        Ok(())
    }

    /// Whether secrets may be used: the vault is not locked.
    ///
    /// # Errors
    ///
    /// [`VaultError::Locked`], or if the store cannot be read.
    pub fn ensure_unlocked(&self) -> Result<(), VaultError> {
        if lock(&self.inside).locked { Err(self.locked_error()?) } else { Ok(()) }
    }

    /// Wipes the private keys of these credentials that are in memory only. The caller knows that they are in files, or
    /// that the person agreed to lose them.
    pub fn give_up_keys_in_memory(&self, of: &[CredentialId]) {
        let _working = lock(&self.work);
        of.iter().for_each(|id| self.forget_in_session(*id));
    }

    /// Whether the sealing key can be had now, even while the vault is locked. It stays locked.
    pub(super) fn can_open(&self) -> bool {
        if !lock(&self.inside).locked {
            return self.key().is_ok();
        }
        let row = self.store.vault_row().ok().flatten();
        row.is_some_and(|row| self.key_in_keychain(&row).is_ok())
    }

    fn locked_error(&self) -> Result<VaultError, VaultError> {
        let protection: Option<Protection> = self.store.vault_row()?.map(|row| row.protection);
        Ok(VaultError::Locked { protection })
    }
}
