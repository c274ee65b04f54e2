//! Chooses, changes and resets what protects the secrets. A change seals all secrets again in one step of the store:
//! before it all are sealed the old way, after it all are sealed the new way.

use std::sync::Arc;

use secrecy::SecretString;

use super::change::Sealer;
use super::keychain_keys::{new_vault, replace_vault};
use super::passphrase::{acceptable, derive_key, make_costs};
use super::sealing::{SealingKey, UnsealError, place_of};
use super::state::Deleted;
use super::{Protection, SecretKind, SecretOwner, SessionSecrets, Vault, VaultError, lock};
use crate::credential::{CredentialId, KeyHome};
use crate::store::{CredentialKeys, SealedChange, SealedSecret, StoreError, VaultRow};

/// A credential, and the version of its sealed private key that this window knows; `None` if it knows none.
type KeyVersion = (CredentialId, Option<Vec<u8>>);

/// A secret, and the version of its sealed form.
struct OpenSecret {
    owner: SecretOwner,
    kind: SecretKind,
    secret: SecretString,
    version: Option<Vec<u8>>,
}

impl Vault {
    /// Protects all secrets with a new key in the system keychain.
    ///
    /// # Errors
    ///
    /// If the keychain does not store the key, or the sealed secrets cannot be opened. Nothing was changed then.
    pub fn protect_with_keychain(&self) -> Result<(), VaultError> {
        let _working = lock(&self.work);
        self.key_of_sealed()?;
        let (row, key) = self.make_key_in_keychain().map_err(|error| match error {
            VaultError::NeedsChoice { keychain } => VaultError::Keychain { keychain },
            other => other,
        })?;
        self.seal_with_new_key(&row, key)
    }

    /// Protects all secrets with a key that is derived from this passphrase (Argon2id). The passphrase itself is not
    /// stored.
    ///
    /// # Errors
    ///
    /// If the passphrase is too short, or the sealed secrets cannot be opened. Nothing was changed then.
    pub fn protect_with_passphrase(&self, passphrase: &SecretString) -> Result<(), VaultError> {
        let passphrase = acceptable(passphrase)?;
        let _working = lock(&self.work);
        self.key_of_sealed()?;
        let costs = make_costs()?;
        let bytes = derive_key(&passphrase, &costs)?;
        let (row, key) = new_vault(Protection::Passphrase, Some(costs), &bytes)?;
        self.seal_with_new_key(&row, key)
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
        let keys = self.keys_of_session(KeyHome::Nowhere)?;
        self.store.change_sealed(|change| {
            change.private_keys_are_nowhere()?;
            replace_vault(change, before.as_ref(), None)?;
            Ok::<_, VaultError>(keys.iter().try_for_each(|(of, keys)| change.put_keys(*of, keys))?)
        })?;
        let mut inside = lock(&self.inside);
        (inside.key, inside.error, inside.locked) = (None, None, false);
        inside.seen.clear();
        if let Some(session) = &mut inside.session {
            session.keys.clear();
        }
        drop(inside);
        self.discard_unused_keys();
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
        self.store.change_sealed(|change| {
            replace_vault(change, change.vault_row()?.as_ref(), None)?;
            Ok::<_, VaultError>(change.delete_everything()?)
        })?;
        *lock(&self.inside) = super::Inside::default();
        // The key is removed first, so that nothing left of the rest can be opened.
        let key = self.discard_unused_keys().pop();
        Ok(Deleted { key, traces: self.store.wipe_deleted().err() })
    }

    /// Creates the first vault, with its key in the keychain.
    pub(super) fn begin_in_keychain(&self) -> Result<(), VaultError> {
        let begun = self.make_key_in_keychain().and_then(|(row, key)| self.seal_with_new_key(&row, key));
        begun.inspect_err(|error| lock(&self.inside).error = Some(error.clone()))
    }

    /// The key that opens what is sealed; `None` if nothing is.
    fn key_of_sealed(&self) -> Result<Option<Arc<SealingKey>>, VaultError> {
        if self.store.has_sealed()? { self.key().map(Some) } else { Ok(None) }
    }

    /// Seals all secrets with a new key, and then discards the key that is not used any more: the previous one or, if
    /// the change failed, the new one.
    fn seal_with_new_key(&self, row: &VaultRow, key: SealingKey) -> Result<(), VaultError> {
        let sealed = self.again_if_changed(|| self.seal_all(row, &key)).map(|seen| {
            self.opened(key);
            lock(&self.inside).session = None;
            seen.into_iter().for_each(|(of, version)| self.mark_seen(of, version));
        });
        self.discard_unused_keys();
        sealed
    }

    /// Seals all secrets with this key. Returns the new versions of the private keys that this window knows.
    fn seal_all(&self, row: &VaultRow, key: &SealingKey) -> Result<Vec<KeyVersion>, VaultError> {
        let before = self.store.vault_row()?;
        let old = self.key_of_sealed()?;
        let keys = self.keys_of_session(KeyHome::Vault)?;
        self.store.change_sealed(|change| {
            let secrets = self.all_open(change, old.as_deref())?;
            replace_vault(change, before.as_ref(), Some(row))?;
            keys.iter().try_for_each(|(of, keys)| change.put_keys(*of, keys))?;
            let mut sealer = Sealer::of_new_vault(change, key);
            let mut seen = Vec::new();
            for OpenSecret { owner, kind, secret, version: before } in secrets {
                let version = sealer.put(owner, kind, &secret)?;
                if let (SecretOwner::Credential { id: of }, SecretKind::PrivateKey) = (owner, kind) {
                    let known = before.is_none() || lock(&self.inside).seen.get(&of) == before.as_ref();
                    seen.push((of, known.then_some(version)));
                }
            }
            sealer.finish()?;
            Ok(seen)
        })
    }

    /// All secrets, from the store and from memory, opened.
    fn all_open(
        &self,
        change: &SealedChange<'_>,
        key: Option<&SealingKey>,
    ) -> Result<Vec<OpenSecret>, VaultError> {
        let sealed = change.all_sealed()?;
        let mut secrets = Vec::new();
        if !sealed.is_empty() {
            let row = change.vault_row()?.ok_or(VaultError::HowSealedLost)?;
            let key = key.filter(|key| key.is_of(&row.id)).ok_or(VaultError::ChangedElsewhere)?;
            let numbers =
                key.open_numbers(&row.seal_numbers).map_err(|UnsealError| VaultError::KeyIsAnother)?;
            for found in sealed {
                let version = Some(found.version().to_owned());
                let SealedSecret { owner, kind, sealed } = found;
                let secret = key.open(owner, kind, numbers.of(&place_of(owner, kind)), &sealed);
                let secret = secret.map_err(|UnsealError| VaultError::SecretDamaged { owner, kind })?;
                secrets.push(OpenSecret { owner, kind, secret, version });
            }
        }
        if let Some(session) = &lock(&self.inside).session {
            secrets.retain(|sealed| !session.secrets.contains_key(&(sealed.owner, sealed.kind)));
            secrets.extend(session.secrets.iter().map(|((owner, kind), secret)| OpenSecret {
                owner: *owner,
                kind: *kind,
                secret: secret.clone(),
                version: None,
            }));
        }
        Ok(secrets)
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
}
