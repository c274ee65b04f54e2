//! A change of what is sealed, in one transaction that also shows how the vault stands in it. So nothing is sealed with
//! a key that another window has replaced, and nothing that another window has stored is overwritten unseen.

use rusqlite::Transaction;

use super::code::{to_code, to_json};
use super::credential_keys::{CredentialKeys, update_keys};
use super::secrets::{SealedSecret, all_sealed, forget, put, sealed_owners, sealed_version};
use super::tables::TABLES;
use super::vault_row::{VaultRow, insert_vault, unused_keys, vault_row, write_unused_keys};
use super::{Store, StoreError, credentials};
use crate::credential::{CredentialId, Draft, Group, KeyHome};
use crate::secret::{SecretKind, SecretOwner};

/// The transaction of a change. Everything that its methods read is still so when the change is stored.
pub(crate) struct SealedChange<'t> {
    store: &'t Store,
    transaction: &'t Transaction<'t>,
}

impl Store {
    /// Makes the whole change or none of it: an error of `change` rolls it back. `change` must not use the store
    /// except through its argument.
    pub(crate) fn change_sealed<T, E: From<StoreError>>(
        &self,
        change: impl FnOnce(&SealedChange<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.write_or_refuse(|transaction| change(&SealedChange { store: self, transaction }))
    }
}

impl SealedChange<'_> {
    pub(crate) fn vault_row(&self) -> Result<Option<VaultRow>, StoreError> {
        self.run(|transaction| vault_row(transaction))
    }

    pub(crate) fn all_sealed(&self) -> Result<Vec<SealedSecret>, StoreError> {
        self.run(|transaction| all_sealed(transaction))
    }

    pub(crate) fn sealed_owners(&self) -> Result<Vec<(SecretOwner, SecretKind)>, StoreError> {
        self.run(|transaction| sealed_owners(transaction))
    }

    /// The version of a secret ([`SealedSecret::version`]), if there is one.
    pub(crate) fn sealed_version(
        &self,
        owner: SecretOwner,
        kind: SecretKind,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.run(|transaction| sealed_version(transaction, owner, kind))
    }

    pub(crate) fn put(&self, secret: &SealedSecret) -> Result<(), StoreError> {
        self.run(|transaction| put(transaction, secret))
    }

    pub(crate) fn forget(&self, owner: SecretOwner, kind: SecretKind) -> Result<(), StoreError> {
        self.run(|transaction| forget(transaction, owner, kind))
    }

    pub(crate) fn put_seal_numbers(&self, seal_numbers: &[u8]) -> Result<(), StoreError> {
        self.run(|transaction| {
            transaction.prepare_cached("UPDATE vault SET seal_numbers = ?1")?.execute([seal_numbers])?;
            Ok(())
        })
    }

    pub(crate) fn put_keys(&self, of: CredentialId, keys: &CredentialKeys) -> Result<(), StoreError> {
        self.run(|transaction| update_keys(transaction, of, keys))
    }

    /// Adds a credential at the end of the list.
    pub(crate) fn add_credential(
        &self,
        name: &str,
        group: Group,
        draft: &Draft,
    ) -> Result<CredentialId, StoreError> {
        self.run(|transaction| credentials::add(transaction, name, group, draft))
    }

    /// Copies the credential, without its secrets, to the place directly after it.
    pub(crate) fn copy_credential(&self, of: CredentialId, name: &str) -> Result<CredentialId, StoreError> {
        self.run(|transaction| credentials::copy(transaction, of, name))
    }

    /// Deletes the vault and every sealed secret, and sets the vault that follows, if one does.
    pub(crate) fn replace_vault(&self, by: Option<&VaultRow>) -> Result<(), StoreError> {
        self.run(|transaction| {
            transaction.execute("DELETE FROM secret", [])?;
            transaction.execute("DELETE FROM vault", [])?;
            by.map_or(Ok(()), |vault| insert_vault(transaction, vault))
        })
    }

    pub(crate) fn unused_keys(&self) -> Result<Vec<String>, StoreError> {
        self.run(|transaction| unused_keys(transaction))
    }

    pub(crate) fn put_unused_keys(&self, names: Vec<String>) -> Result<(), StoreError> {
        self.run(|transaction| write_unused_keys(transaction, names))
    }

    /// Notes that the sealed private keys are gone.
    pub(crate) fn private_keys_are_nowhere(&self) -> Result<(), StoreError> {
        let (nowhere, private_key) = (to_json(&KeyHome::Nowhere)?, to_code(&SecretKind::PrivateKey)?);
        self.run(|transaction| {
            let lost = "UPDATE credential SET key_home = ?1 WHERE id IN (SELECT credential FROM secret WHERE kind = ?2)";
            transaction.execute(lost, [nowhere, private_key])?;
            Ok(())
        })
    }

    /// Deletes everything that is stored, except the list of unused keys.
    pub(crate) fn delete_everything(&self) -> Result<(), StoreError> {
        self.run(|transaction| {
            let unused = unused_keys(transaction)?;
            for table in TABLES.iter().rev() {
                transaction.execute(&format!("DELETE FROM {}", table.name), [])?;
            }
            write_unused_keys(transaction, unused)
        })
    }

    pub(super) fn run<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        work(self.transaction).map_err(|error| self.store.note(self.transaction, error))
    }
}
