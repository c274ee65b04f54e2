//! How the secrets of a vault are sealed, and the sealing keys that the keychain may still hold.

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, params};

use super::code::{from_code, to_code};
use super::documents::{delete_document, read_document, write_document};
use super::{Store, StoreError};
use crate::secret::Protection;

/// The document that lists sealing keys that may be in the keychain although nothing is sealed with them.
const UNUSED_KEYS: &str = "unused_sealing_keys";

/// How the secrets of a vault are sealed.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct VaultRow {
    /// Identifies the vault: names its sealing key in the keychain, and is part of what sealed secrets are bound to.
    pub(crate) id: Vec<u8>,
    /// What protects the sealing key: the keychain or a passphrase.
    pub(crate) protection: Protection,
    /// The seal number of each secret, sealed. Can be opened only with the right sealing key.
    pub(crate) seal_numbers: Vec<u8>,
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

impl Store {
    pub(crate) fn vault_row(&self) -> Result<Option<VaultRow>, StoreError> {
        self.read(vault_row)
    }

    /// The sealing keys that may be in the keychain although nothing is sealed with them.
    pub(crate) fn unused_keys(&self) -> Result<Vec<String>, StoreError> {
        self.read(unused_keys)
    }

    /// Adds a key that is about to be written to the keychain, so that it is found there whatever happens next.
    pub(crate) fn note_unused_key(&self, name: &str) -> Result<(), StoreError> {
        self.write(|transaction| {
            let mut names = unused_keys(transaction)?;
            names.push(name.to_owned());
            write_unused_keys(transaction, names)
        })
    }

    /// Takes all keys from the list. It is a change of its own: once it is acknowledged, an earlier change with an
    /// unknown outcome has either been stored or never will be.
    pub(crate) fn take_unused_keys(&self) -> Result<Vec<String>, StoreError> {
        self.write(|transaction| {
            let names = unused_keys(transaction)?;
            write_unused_keys(transaction, Vec::new())?;
            Ok(names)
        })
    }
}

pub(super) fn unused_keys(connection: &Connection) -> Result<Vec<String>, StoreError> {
    Ok(read_document(connection, UNUSED_KEYS)?.unwrap_or_default())
}

pub(super) fn write_unused_keys(
    transaction: &Transaction<'_>,
    mut names: Vec<String>,
) -> Result<(), StoreError> {
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return delete_document(transaction, UNUSED_KEYS);
    }
    write_document(transaction, UNUSED_KEYS, &names)
}

pub(super) fn vault_row(connection: &Connection) -> Result<Option<VaultRow>, StoreError> {
    let sql = "SELECT id, protection, seal_numbers, salt, memory_kib, passes, lanes FROM vault";
    connection.query_row(sql, [], |row| Ok(from_row(row))).optional()?.transpose()
}

pub(super) fn insert_vault(transaction: &Transaction<'_>, vault: &VaultRow) -> Result<(), StoreError> {
    let passphrase = vault.passphrase.as_ref();
    transaction.execute(
        "INSERT INTO vault (one, id, protection, seal_numbers, salt, memory_kib, passes, lanes) \
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            vault.id,
            to_code(&vault.protection)?,
            vault.seal_numbers,
            passphrase.map(|costs| &costs.salt),
            passphrase.map(|costs| costs.memory_kib),
            passphrase.map(|costs| costs.passes),
            passphrase.map(|costs| costs.lanes),
        ],
    )?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> Result<VaultRow, StoreError> {
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
        seal_numbers: row.get("seal_numbers")?,
        passphrase,
    })
}
