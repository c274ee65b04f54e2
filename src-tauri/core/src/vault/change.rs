//! Seals and stores in one change of the store, which checks that the key in memory is still this vault's key, and that
//! nothing is overwritten that this window has not seen: another window may have changed both.

use secrecy::SecretString;

use super::seal_numbers::SealNumbers;
use super::sealing::{SealingKey, place_of};
use super::{SecretKind, SecretOwner, Vault, VaultError, lock};
use crate::credential::CredentialId;
use crate::store::{SealedChange, SealedSecret, version};

/// Seals secrets within a change.
pub(super) struct Sealer<'a> {
    pub(super) change: &'a SealedChange<'a>,
    key: &'a SealingKey,
    numbers: SealNumbers,
}

impl<'a> Sealer<'a> {
    /// Seals with a key whose vault has no secrets yet.
    pub(super) fn of_new_vault(change: &'a SealedChange<'a>, key: &'a SealingKey) -> Self {
        Self { change, key, numbers: SealNumbers::default() }
    }

    /// Seals with the key of the vault as it is stored now.
    fn of_vault(change: &'a SealedChange<'a>, key: &'a SealingKey) -> Result<Self, VaultError> {
        let row = change.vault_row()?.filter(|row| key.is_of(&row.id)).ok_or(VaultError::ChangedElsewhere)?;
        let numbers = key.open_numbers(&row.seal_numbers).map_err(|_| VaultError::KeyIsAnother)?;
        Ok(Self { change, key, numbers })
    }

    /// Stores a secret in place of the previous one. Returns its version.
    pub(super) fn put(
        &mut self,
        owner: SecretOwner,
        kind: SecretKind,
        secret: &SecretString,
    ) -> Result<Vec<u8>, VaultError> {
        let number = self.numbers.next(&place_of(owner, kind));
        let secret = SealedSecret { owner, kind, sealed: self.key.seal(owner, kind, number, secret)? };
        self.change.put(&secret)?;
        Ok(secret.version().to_owned())
    }

    /// Stores the numbers of the secrets that there are now.
    pub(super) fn finish(mut self) -> Result<(), VaultError> {
        let names: Vec<_> =
            self.change.sealed_owners()?.into_iter().map(|(owner, kind)| place_of(owner, kind)).collect();
        self.numbers.keep_only(&names);
        Ok(self.change.put_seal_numbers(&self.key.seal_numbers(&self.numbers)?)?)
    }
}

impl Vault {
    /// Seals with this vault's key, or with a new one in the keychain if there is no vault yet.
    pub(super) fn seal<T>(
        &self,
        work: impl Fn(&mut Sealer<'_>) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        self.again_if_changed(|| {
            let key = self.key_for_sealing()?;
            self.store.change_sealed(|change| {
                let mut sealer = Sealer::of_vault(change, &key)?;
                let done = work(&mut sealer)?;
                sealer.finish()?;
                Ok(done)
            })
        })
    }

    /// Does it once more if another window has changed meanwhile what this one has in memory.
    pub(super) fn again_if_changed<T>(
        &self,
        work: impl Fn() -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        match work() {
            Err(VaultError::ChangedElsewhere) => work(),
            done => done,
        }
    }

    /// Whether this window has opened or stored the sealed private key that a credential has now, if it has one.
    ///
    /// # Errors
    ///
    /// If the store cannot be read.
    pub fn has_seen_sealed_key(&self, of: CredentialId) -> Result<bool, VaultError> {
        let stored = self.store.sealed(SecretOwner::Credential { id: of }, SecretKind::PrivateKey)?;
        let seen = lock(&self.inside).seen.get(&of).cloned();
        Ok(stored.is_none_or(|stored| seen.is_some_and(|seen| seen == version(&stored.sealed))))
    }

    /// Refuses to overwrite or delete a sealed private key that this window has never had: another window stored it.
    pub(super) fn refuse_unseen_key(
        &self,
        change: &SealedChange<'_>,
        of: CredentialId,
    ) -> Result<(), VaultError> {
        let stored = change.sealed_version(SecretOwner::Credential { id: of }, SecretKind::PrivateKey)?;
        let seen = lock(&self.inside).seen.get(&of).cloned();
        if stored.is_some() && stored != seen { Err(VaultError::ChangedElsewhere) } else { Ok(()) }
    }

    /// Remembers the version of the sealed private key that this window has opened or stored; `None` if it knows none.
    pub(super) fn mark_seen(&self, of: CredentialId, version: Option<Vec<u8>>) {
        let mut inside = lock(&self.inside);
        match version {
            Some(version) => inside.seen.insert(of, version),
            None => inside.seen.remove(&of),
        };
    }
}
