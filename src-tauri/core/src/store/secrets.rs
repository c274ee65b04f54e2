//! Sealed secrets, and how they are sealed, as the vault passes them in. Nothing here can open one.

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, params};

use super::code::{from_code, from_json, to_code, to_json};
use super::credentials::copy;
use super::{Store, StoreError};
use crate::certificate::Certificate;
use crate::credential::{CredentialId, KeyHome};
use crate::key_pair::Origin;
use crate::secret::{Protection, SecretKind, SecretOwner};

/// How the secrets of a vault are sealed.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct VaultRow {
    /// Identifies the vault: names its sealing key in the keychain, and is part of what sealed secrets are bound to.
    pub(crate) id: Vec<u8>,
    /// What protects the sealing key: the keychain or a passphrase.
    pub(crate) protection: Protection,
    /// Can be opened only with the right sealing key.
    pub(crate) key_check: Vec<u8>,
    /// How the key is derived, if it is derived from a passphrase.
    pub(crate) passphrase: Option<PassphraseCosts>,
}

/// Parameters for deriving a sealing key (Argon2id, RFC 9106).
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct PassphraseCosts {
    pub(crate) salt: Vec<u8>,
    /// Memory in KiB.
    pub(crate) memory_kib: u32,
    pub(crate) passes: u32,
    pub(crate) lanes: u32,
}

/// A sealed secret.
pub(crate) struct SealedSecret {
    pub(crate) owner: SecretOwner,
    pub(crate) kind: SecretKind,
    pub(crate) sealed: Vec<u8>,
}

/// What is stored together with a credential's sealed private key.
#[derive(Clone, Default)]
pub(crate) struct CredentialKeys {
    pub(crate) home: KeyHome,
    /// Origin of the private key.
    pub(crate) key_origin: Option<Origin>,
    /// The certificate and its origin.
    pub(crate) certificate: Option<(Certificate, Origin)>,
}

/// What storing a key pair does to the private key that is already sealed.
pub(crate) enum PrivateKeyChange {
    Put(SealedSecret),
    Forget,
    Leave,
}

impl Store {
    pub(crate) fn vault_row(&self) -> Result<Option<VaultRow>, StoreError> {
        let sql = "SELECT id, protection, key_check, salt, memory_kib, passes, lanes FROM vault";
        self.read(|connection| {
            connection.query_row(sql, [], |row| Ok(vault_row(row))).optional()?.transpose()
        })
    }

    pub(crate) fn sealed(&self, owner: SecretOwner, kind: SecretKind) -> Result<Option<Vec<u8>>, StoreError> {
        let kind = to_code(&kind)?;
        self.read(|connection| {
            let sql = "SELECT sealed FROM secret WHERE ifnull(credential, 0) = ?1 AND kind = ?2";
            let mut sealed = connection.prepare_cached(sql)?;
            Ok(sealed.query_row(params![number(owner), kind], |row| row.get(0)).optional()?)
        })
    }

    pub(crate) fn all_sealed(&self) -> Result<Vec<SealedSecret>, StoreError> {
        self.read(all_sealed)
    }

    pub(crate) fn sealed_kinds(&self, owner: SecretOwner) -> Result<Vec<SecretKind>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT kind FROM secret WHERE ifnull(credential, 0) = ?1 ORDER BY id";
            let mut kinds = connection.prepare_cached(sql)?;
            let kinds = kinds.query_map([number(owner)], |row| row.get::<_, String>(0))?;
            kinds.map(|kind| from_code(&kind?)).collect()
        })
    }

    /// The credentials that have sealed secrets, in the person's order.
    ///
    /// # Errors
    ///
    /// If the store cannot be read.
    pub fn credentials_with_secrets(&self) -> Result<Vec<CredentialId>, StoreError> {
        let sql = "SELECT id FROM credential WHERE deleted_at IS NULL AND id IN (SELECT credential FROM secret) \
                   ORDER BY position, id";
        self.read(|connection| {
            let mut ids = connection.prepare_cached(sql)?;
            let ids = ids.query_map([], |row| row.get(0).map(CredentialId))?;
            Ok(ids.collect::<Result<_, _>>()?)
        })
    }

    pub(crate) fn has_sealed(&self) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM secret)";
        self.read(|connection| Ok(connection.query_row(sql, [], |row| row.get(0))?))
    }

    /// Replaces the vault, all its sealed secrets and the data stored with private keys, in one step.
    pub(crate) fn replace_vault(
        &self,
        vault: &VaultRow,
        sealed: &[SealedSecret],
        keys: &[(CredentialId, CredentialKeys)],
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM secret", [])?;
            transaction.execute("DELETE FROM vault", [])?;
            insert_vault(transaction, vault)?;
            keys.iter().try_for_each(|(of, keys)| update_keys(transaction, *of, keys))?;
            sealed.iter().try_for_each(|secret| put(transaction, secret))
        })
    }

    /// Deletes every sealed secret and how they were sealed. Private keys among them are then nowhere. Stores `keys`
    /// in the same step.
    pub(crate) fn forget_all_sealed(
        &self,
        keys: &[(CredentialId, CredentialKeys)],
    ) -> Result<(), StoreError> {
        let (nowhere, private_key) = (to_json(&KeyHome::Nowhere)?, to_code(&SecretKind::PrivateKey)?);
        self.write(|transaction| {
            let lost = "UPDATE credential SET key_home = ?1 WHERE id IN (SELECT credential FROM secret WHERE kind = ?2)";
            transaction.execute(lost, [nowhere, private_key])?;
            transaction.execute("DELETE FROM secret", [])?;
            transaction.execute("DELETE FROM vault", [])?;
            keys.iter().try_for_each(|(of, keys)| update_keys(transaction, *of, keys))
        })
    }

    pub(crate) fn put_sealed(&self, secret: &SealedSecret) -> Result<(), StoreError> {
        self.write(|transaction| put(transaction, secret))
    }

    /// Stores the certificate and the sealed private key in one step.
    pub(crate) fn put_keys(
        &self,
        of: CredentialId,
        keys: &CredentialKeys,
        private_key: &PrivateKeyChange,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            update_keys(transaction, of, keys)?;
            match private_key {
                PrivateKeyChange::Put(secret) => put(transaction, secret),
                PrivateKeyChange::Forget => {
                    forget(transaction, SecretOwner::Credential { id: of }, SecretKind::PrivateKey)
                }
                PrivateKeyChange::Leave => Ok(()),
            }
        })
    }

    pub(crate) fn keys(&self, of: CredentialId) -> Result<CredentialKeys, StoreError> {
        let sql =
            "SELECT key_home, key_origin, certificate, certificate_origin FROM credential WHERE id = ?1";
        self.read(|connection| connection.prepare_cached(sql)?.query_row([of.0], |row| Ok(keys(row)))?)
    }

    pub(crate) fn forget_sealed(&self, owner: SecretOwner, kind: SecretKind) -> Result<(), StoreError> {
        self.write(|transaction| forget(transaction, owner, kind))
    }

    /// Copies the credential to the place directly after it. `seal` makes the copy's secrets, sealed for their new
    /// owner.
    pub(crate) fn copy_credential<E>(
        &self,
        of: CredentialId,
        name: &str,
        seal: impl FnOnce(CredentialId) -> Result<Vec<SealedSecret>, E>,
    ) -> Result<CredentialId, E>
    where
        E: From<StoreError>,
    {
        let mut refused = None;
        let copied = self.write(|transaction| {
            let new = copy(transaction, of, name)?;
            match seal(new) {
                Ok(sealed) => sealed.iter().try_for_each(|secret| put(transaction, secret))?,
                Err(error) => {
                    refused = Some(error);
                    // Any error rolls the copy back; the caller gets the error of `seal`.
                    return Err(StoreError::NotFound);
                }
            }
            Ok(new)
        });
        match refused {
            Some(error) => Err(error),
            None => Ok(copied?),
        }
    }
}

/// The owner as a number. The practice server has the number that no credential has.
fn number(owner: SecretOwner) -> i64 {
    match owner {
        SecretOwner::Credential { id } => id.0,
        SecretOwner::Practice => 0,
    }
}

fn all_sealed(connection: &Connection) -> Result<Vec<SealedSecret>, StoreError> {
    let mut all = connection.prepare("SELECT credential, kind, sealed FROM secret ORDER BY id")?;
    let all = all.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)))?;
    all.map(|row| {
        let (credential, kind, sealed) = row?;
        let owner = match credential {
            Some(id) => SecretOwner::Credential { id: CredentialId(id) },
            None => SecretOwner::Practice,
        };
        Ok(SealedSecret { owner, kind: from_code(&kind)?, sealed })
    })
    .collect()
}

fn put(transaction: &Transaction<'_>, secret: &SealedSecret) -> Result<(), StoreError> {
    forget(transaction, secret.owner, secret.kind)?;
    let credential = match secret.owner {
        SecretOwner::Credential { id } => Some(id.0),
        SecretOwner::Practice => None,
    };
    let sql = "INSERT INTO secret (credential, kind, sealed) VALUES (?1, ?2, ?3)";
    transaction.prepare_cached(sql)?.execute(params![credential, to_code(&secret.kind)?, secret.sealed])?;
    Ok(())
}

fn forget(transaction: &Transaction<'_>, owner: SecretOwner, kind: SecretKind) -> Result<(), StoreError> {
    let sql = "DELETE FROM secret WHERE ifnull(credential, 0) = ?1 AND kind = ?2";
    transaction.prepare_cached(sql)?.execute(params![number(owner), to_code(&kind)?])?;
    Ok(())
}

fn update_keys(
    transaction: &Transaction<'_>,
    of: CredentialId,
    keys: &CredentialKeys,
) -> Result<(), StoreError> {
    let origin = |origin: Option<&Origin>| origin.map(to_json).transpose();
    let (certificate, certificate_origin) = keys.certificate.as_ref().map(|(c, o)| (c, o)).unzip();
    let validity = certificate.map(Certificate::validity).map(|(from, until)| (from.0, until.0));
    let (not_before, not_after) = validity.unzip();
    let home = to_json(&keys.home)?;
    let origins = (origin(keys.key_origin.as_ref())?, origin(certificate_origin)?);
    let changed = transaction.execute(
        "UPDATE credential SET key_home = ?2, key_origin = ?3, certificate = ?4, certificate_origin = ?5, \
         certificate_not_before = ?6, certificate_not_after = ?7 WHERE id = ?1",
        params![of.0, home, origins.0, certificate.map(Certificate::der), origins.1, not_before, not_after],
    )?;
    if changed == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

fn insert_vault(transaction: &Transaction<'_>, vault: &VaultRow) -> Result<(), StoreError> {
    let passphrase = vault.passphrase.as_ref();
    transaction.execute(
        "INSERT INTO vault (one, id, protection, key_check, salt, memory_kib, passes, lanes) \
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            vault.id,
            to_code(&vault.protection)?,
            vault.key_check,
            passphrase.map(|costs| &costs.salt),
            passphrase.map(|costs| costs.memory_kib),
            passphrase.map(|costs| costs.passes),
            passphrase.map(|costs| costs.lanes),
        ],
    )?;
    Ok(())
}

fn vault_row(row: &Row<'_>) -> Result<VaultRow, StoreError> {
    let salt: Option<Vec<u8>> = row.get("salt")?;
    let passphrase = match salt {
        Some(salt) => Some(PassphraseCosts {
            salt,
            memory_kib: row.get("memory_kib")?,
            passes: row.get("passes")?,
            lanes: row.get("lanes")?,
        }),
        None => None,
    };
    Ok(VaultRow {
        id: row.get("id")?,
        protection: from_code(&row.get::<_, String>("protection")?)?,
        key_check: row.get("key_check")?,
        passphrase,
    })
}

fn keys(row: &Row<'_>) -> Result<CredentialKeys, StoreError> {
    let origin = |column: &str| -> Result<Option<Origin>, StoreError> {
        row.get::<_, Option<String>>(column)?.map(|json| from_json(&json)).transpose()
    };
    let der: Option<Vec<u8>> = row.get("certificate")?;
    let certificate = der.map(|der| Certificate::from_der(&der)).transpose();
    let certificate =
        certificate.map_err(|_| StoreError::Unreadable { detail: "the stored certificate".to_owned() })?;
    Ok(CredentialKeys {
        home: from_json(&row.get::<_, String>("key_home")?)?,
        key_origin: origin("key_origin")?,
        certificate: certificate.zip(origin("certificate_origin")?),
    })
}
