//! Chooses, changes and resets what protects the secrets. A change seals all secrets again in one step of the store:
//! before it all are sealed the old way, after it all are sealed the new way.

use secrecy::{ExposeSecret as _, SecretString};

use super::passphrase::{derive_key, make_costs};
use super::sealing::{KeyBytes, SealingKey, UnsealError, make_vault_id};
use super::state::{Deleted, KeyLeft};
use super::{Protection, SecretKind, SecretOwner, SessionSecrets, Vault, VaultError, key_name, lock};
use crate::credential::{CredentialId, KeyHome};
use crate::store::{CredentialKeys, PassphraseCosts, SealedSecret, StoreError, VaultRow};

type OpenSecret = (SecretOwner, SecretKind, SecretString);

impl Vault {
    /// Protects all secrets with a new key in the system keychain.
    ///
    /// # Errors
    ///
    /// If the keychain does not store the key, or the sealed secrets cannot be opened. Nothing was changed then.
    pub fn protect_with_keychain(&self) -> Result<(), VaultError> {
        let _working = lock(&self.work);
        let secrets = self.all_open()?;
        let (row, key) = self.make_key_in_keychain().map_err(|error| match error {
            VaultError::NeedsChoice { keychain } => VaultError::Keychain { keychain },
            other => other,
        })?;
        self.seal_with_new_key(&row, key, &secrets)
    }

    /// Protects all secrets with a key that is derived from this passphrase (Argon2id). The passphrase itself is not
    /// stored.
    ///
    /// # Errors
    ///
    /// If the passphrase is empty, or the sealed secrets cannot be opened. Nothing was changed then.
    pub fn protect_with_passphrase(&self, passphrase: &SecretString) -> Result<(), VaultError> {
        // Exposed only to see whether it is empty.
        if passphrase.expose_secret().is_empty() {
            return Err(VaultError::EmptyPassphrase);
        }
        let _working = lock(&self.work);
        let secrets = self.all_open()?;
        let costs = make_costs()?;
        let bytes = derive_key(passphrase, &costs)?;
        let (row, key) = new_vault(Protection::Passphrase, Some(costs), &bytes)?;
        self.seal_with_new_key(&row, key, &secrets)
    }

    /// From now on, stores secrets in memory only. Sealed secrets stay sealed, whether they can be opened or not:
    /// this may be chosen while the keychain is locked, and is no decision to give them up.
    pub fn store_for_session_only(&self) {
        let _working = lock(&self.work);
        let mut inside = lock(&self.inside);
        inside.session.get_or_insert_default();
        inside.locked = false;
    }

    /// Deletes the sealed secrets that can no longer be opened, and how they were sealed. The next secret creates a
    /// new vault. Requires the person's confirmation. If the secrets can be opened after all, nothing is deleted.
    ///
    /// # Errors
    ///
    /// If the store cannot be read or written.
    pub fn forget_sealed(&self) -> Result<(), VaultError> {
        let _working = lock(&self.work);
        let before = self.store.vault_row()?;
        if self.can_open() {
            return Ok(());
        }
        self.store.forget_all_sealed(&self.keys_of_session(KeyHome::Nowhere)?)?;
        self.remove_key_of(before.as_ref());
        let mut inside = lock(&self.inside);
        (inside.key, inside.error, inside.locked) = (None, None, false);
        if let Some(session) = &mut inside.session {
            session.keys.clear();
        }
        Ok(())
    }

    /// Deletes everything: the contents of the store, damaged files that were moved aside, and the sealing key.
    ///
    /// # Errors
    ///
    /// If the store cannot be read or written. Nothing was deleted then. Leftovers that could not be removed
    /// afterwards are not an error: see [`Deleted`].
    pub fn delete_everything(&self) -> Result<Deleted, VaultError> {
        let _working = lock(&self.work);
        let before = self.store.vault_row()?;
        self.store.delete_everything()?;
        *lock(&self.inside) = super::Inside::default();
        // The key is removed first, so that nothing left of the rest can be opened.
        let key = before.filter(|row| row.protection == Protection::Keychain).and_then(|row| {
            let name = key_name(&row);
            self.home.remove(&name).err().map(|keychain| KeyLeft { name, keychain })
        });
        Ok(Deleted { key, traces: self.store.wipe_deleted().err() })
    }

    /// Creates the first vault, with its key in the keychain.
    pub(super) fn begin_in_keychain(&self) -> Result<(), VaultError> {
        let begun = self.make_key_in_keychain().and_then(|(row, key)| self.seal_with_new_key(&row, key, &[]));
        begun.inspect_err(|error| lock(&self.inside).error = Some(error.clone()))
    }

    /// A new key that is already stored in the keychain.
    fn make_key_in_keychain(&self) -> Result<(VaultRow, SealingKey), VaultError> {
        let bytes = KeyBytes::make()?;
        let (row, key) = new_vault(Protection::Keychain, None, &bytes)?;
        let name = key_name(&row);
        let refused = |keychain| VaultError::NeedsChoice { keychain };
        self.home.write(&name, &bytes).map_err(refused)?;
        // The key is read back, because a keychain that loses keys must not be the only place of one.
        let read_back = self.home.read(&name).map_err(refused).and_then(|read| {
            let read = SealingKey::new(&row.id, &read.ok_or(VaultError::KeyMissing)?)?;
            if read.fits(&row.key_check) { Ok(()) } else { Err(VaultError::KeyIsAnother) }
        });
        read_back.inspect_err(|_| self.remove_key_of(Some(&row)))?;
        Ok((row, key))
    }

    /// All secrets, from the store and from memory, opened.
    fn all_open(&self) -> Result<Vec<OpenSecret>, VaultError> {
        let sealed = self.store.all_sealed()?;
        let mut secrets = Vec::new();
        if !sealed.is_empty() {
            let key = self.key()?;
            for SealedSecret { owner, kind, sealed } in sealed {
                let secret = key.open(owner, kind, &sealed);
                let secret = secret.map_err(|UnsealError| VaultError::SecretDamaged { owner, kind })?;
                secrets.push((owner, kind, secret));
            }
        }
        if let Some(session) = &lock(&self.inside).session {
            secrets.retain(|(owner, kind, _)| !session.secrets.contains_key(&(*owner, *kind)));
            let of_session = session.secrets.iter();
            secrets.extend(of_session.map(|((owner, kind), secret)| (*owner, *kind, secret.clone())));
        }
        Ok(secrets)
    }

    /// Seals exactly these secrets with a new key, and discards the previous key. If that fails, the new key is
    /// discarded.
    fn seal_with_new_key(
        &self,
        row: &VaultRow,
        key: SealingKey,
        secrets: &[OpenSecret],
    ) -> Result<(), VaultError> {
        let replaced = self.replace_vault(row, &key, secrets);
        let before = replaced.inspect_err(|_| self.remove_key_of(Some(row)))?;
        self.opened(key);
        lock(&self.inside).session = None;
        self.remove_key_of(before.as_ref());
        Ok(())
    }

    /// Seals exactly these secrets with this key. Returns how the previous vault was sealed.
    fn replace_vault(
        &self,
        row: &VaultRow,
        key: &SealingKey,
        secrets: &[OpenSecret],
    ) -> Result<Option<VaultRow>, VaultError> {
        let before = self.store.vault_row()?;
        let sealed = secrets.iter().map(|(owner, kind, secret)| {
            Ok(SealedSecret { owner: *owner, kind: *kind, sealed: key.seal(*owner, *kind, secret)? })
        });
        let sealed = sealed.collect::<Result<Vec<_>, VaultError>>()?;
        self.store.replace_vault(row, &sealed, &self.keys_of_session(KeyHome::Vault)?)?;
        Ok(before)
    }

    /// The credentials whose private keys are in memory for this session only. Changing the protection seals these
    /// keys; it overwrites a sealed key of the same credential.
    #[must_use]
    pub fn with_key_in_memory(&self) -> Vec<CredentialId> {
        lock(&self.inside).session.as_ref().map(SessionSecrets::with_key).unwrap_or_default()
    }

    /// What belongs to the private keys in memory, to be stored with their new home.
    fn keys_of_session(&self, home: KeyHome) -> Result<Vec<(CredentialId, CredentialKeys)>, StoreError> {
        let inside = lock(&self.inside);
        let Some(session) = &inside.session else { return Ok(Vec::new()) };
        let mut all = Vec::new();
        for id in session.with_key() {
            let keys = match session.keys.get(&id) {
                Some(keys) => keys.clone(),
                None => self.store.keys(id)?,
            };
            all.push((id, CredentialKeys { home: home.clone(), ..keys }));
        }
        Ok(all)
    }

    /// Removes a key that seals nothing any more. If the keychain does not remove it, it still opens nothing.
    fn remove_key_of(&self, row: Option<&VaultRow>) {
        if let Some(row) = row.filter(|row| row.protection == Protection::Keychain) {
            let _ = self.home.remove(&key_name(row));
        }
    }
}

fn new_vault(
    protection: Protection,
    passphrase: Option<PassphraseCosts>,
    bytes: &KeyBytes,
) -> Result<(VaultRow, SealingKey), VaultError> {
    let id = make_vault_id()?;
    let key = SealingKey::new(&id, bytes)?;
    let key_check = key.key_check()?;
    Ok((VaultRow { id, protection, key_check, passphrase }, key))
}
