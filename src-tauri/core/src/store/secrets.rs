//! Sealed secrets, as the vault passes them in. Nothing here can open one.

use rusqlite::{Connection, ErrorCode, OptionalExtension as _, Transaction, params};

use super::code::{from_code, to_code};
use super::{Store, StoreError};
use crate::credential::CredentialId;
use crate::secret::{SecretKind, SecretOwner};

/// A sealed secret.
pub(crate) struct SealedSecret {
    pub(crate) owner: SecretOwner,
    pub(crate) kind: SecretKind,
    pub(crate) sealed: Vec<u8>,
}

impl SealedSecret {
    /// What distinguishes this sealing of the secret from every other.
    pub(crate) fn version(&self) -> &[u8] {
        version(&self.sealed)
    }
}

/// What distinguishes one sealing of a secret from every other: its beginning, in which the nonce is.
pub(crate) fn version(sealed: &[u8]) -> &[u8] {
    const BYTES: usize = 13;
    sealed.get(..BYTES).unwrap_or(sealed)
}

/// A sealed secret, with the vault as it was at the moment of reading.
pub(crate) struct SecretInVault {
    pub(crate) sealed: Vec<u8>,
    /// The vault's ID and seal numbers; `None` if how it is sealed was lost.
    pub(crate) vault: Option<(Vec<u8>, Vec<u8>)>,
}

impl Store {
    pub(crate) fn sealed(
        &self,
        owner: SecretOwner,
        kind: SecretKind,
    ) -> Result<Option<SecretInVault>, StoreError> {
        let kind = to_code(&kind)?;
        self.read(|connection| {
            // In one statement, so that no other window can change the vault in between.
            let sql = "SELECT sealed, vault.id, vault.seal_numbers FROM secret LEFT JOIN vault \
                       WHERE ifnull(credential, 0) = ?1 AND kind = ?2";
            let mut sealed = connection.prepare_cached(sql)?;
            let found = sealed.query_row(params![number(owner), kind], |row| {
                let vault = row.get::<_, Option<Vec<u8>>>(1)?.zip(row.get(2)?);
                Ok(SecretInVault { sealed: row.get(0)?, vault })
            });
            Ok(found.optional()?)
        })
    }

    pub(crate) fn sealed_kinds(&self, owner: SecretOwner) -> Result<Vec<SecretKind>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT kind FROM secret WHERE ifnull(credential, 0) = ?1 ORDER BY id";
            let mut kinds = connection.prepare_cached(sql)?;
            let kinds = kinds.query_map([number(owner)], |row| row.get::<_, String>(0))?;
            let kinds = kinds.map(|kind| from_code(&kind?)).collect::<Result<Vec<SecretKind>, _>>()?;
            let is_backup = |kind: &SecretKind| *kind == SecretKind::BackupKey;
            Ok(kinds.into_iter().filter(|kind| is_backup(kind) == (owner == SecretOwner::Backup)).collect())
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

    pub(crate) fn forget_sealed(&self, owner: SecretOwner, kind: SecretKind) -> Result<(), StoreError> {
        self.write(|transaction| forget(transaction, owner, kind))
    }

    /// Whether there is such a secret.
    pub(crate) fn is_sealed(&self, owner: SecretOwner, kind: SecretKind) -> Result<bool, StoreError> {
        Ok(self.sealed_kinds(owner)?.contains(&kind))
    }
}

/// The owner as a number. Those that are no credentials share the number that no credential has; their kinds differ.
fn number(owner: SecretOwner) -> i64 {
    match owner {
        SecretOwner::Credential { id } => id.0,
        SecretOwner::Practice | SecretOwner::Backup => 0,
    }
}

pub(super) fn all_sealed(connection: &Connection) -> Result<Vec<SealedSecret>, StoreError> {
    let mut all = connection.prepare("SELECT credential, kind, sealed FROM secret ORDER BY id")?;
    let all = all.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)))?;
    all.map(|row| {
        let (credential, kind, sealed) = row?;
        let kind = from_code(&kind)?;
        Ok(SealedSecret { owner: owner(credential, kind), kind, sealed })
    })
    .collect()
}

/// Whose secrets there are, and their kinds.
pub(super) fn sealed_owners(connection: &Connection) -> Result<Vec<(SecretOwner, SecretKind)>, StoreError> {
    let mut all = connection.prepare_cached("SELECT credential, kind FROM secret")?;
    let all = all.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    all.map(|row| {
        row.map_err(StoreError::from).and_then(|(credential, kind)| {
            let kind = from_code(&kind)?;
            Ok((owner(credential, kind), kind))
        })
    })
    .collect()
}

fn owner(credential: Option<i64>, kind: SecretKind) -> SecretOwner {
    match (credential, kind) {
        (Some(id), _) => SecretOwner::Credential { id: CredentialId(id) },
        (None, SecretKind::BackupKey) => SecretOwner::Backup,
        (None, _) => SecretOwner::Practice,
    }
}

pub(super) fn sealed_version(
    connection: &Connection,
    owner: SecretOwner,
    kind: SecretKind,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT sealed FROM secret WHERE ifnull(credential, 0) = ?1 AND kind = ?2";
    let mut sealed = connection.prepare_cached(sql)?;
    let sealed = sealed.query_row(params![number(owner), to_code(&kind)?], |row| row.get::<_, Vec<u8>>(0));
    Ok(sealed.optional()?.map(|sealed| version(&sealed).to_owned()))
}

pub(super) fn put(transaction: &Transaction<'_>, secret: &SealedSecret) -> Result<(), StoreError> {
    forget(transaction, secret.owner, secret.kind)?;
    let credential = match secret.owner {
        SecretOwner::Credential { id } => Some(id.0),
        SecretOwner::Practice | SecretOwner::Backup => None,
    };
    let sql = "INSERT INTO secret (credential, kind, sealed) VALUES (?1, ?2, ?3)";
    let kind = to_code(&secret.kind)?;
    match transaction.prepare_cached(sql)?.execute(params![credential, kind, secret.sealed]) {
        // Its owner was deleted, perhaps by another window.
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            Err(StoreError::NotFound)
        }
        other => Ok(other.map(drop)?),
    }
}

pub(super) fn forget(
    transaction: &Transaction<'_>,
    owner: SecretOwner,
    kind: SecretKind,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM secret WHERE ifnull(credential, 0) = ?1 AND kind = ?2";
    transaction.prepare_cached(sql)?.execute(params![number(owner), to_code(&kind)?])?;
    Ok(())
}
