//! What is stored beside a credential's private key: where that key is, and the certificate.

use rusqlite::{Row, Transaction, params};

use super::code::{from_json, to_json};
use super::derived::derive_again;
use super::{Store, StoreError};
use crate::certificate::Certificate;
use crate::credential::{CredentialId, KeyHome};
use crate::key_pair::Origin;

/// What is stored together with a credential's sealed private key.
#[derive(Clone, Default)]
pub(crate) struct CredentialKeys {
    pub(crate) home: KeyHome,
    /// Origin of the private key.
    pub(crate) key_origin: Option<Origin>,
    /// The certificate and its origin.
    pub(crate) certificate: Option<(Certificate, Origin)>,
}

impl Store {
    pub(crate) fn keys(&self, of: CredentialId) -> Result<CredentialKeys, StoreError> {
        let sql =
            "SELECT key_home, key_origin, certificate, certificate_origin FROM credential WHERE id = ?1";
        self.read(|connection| connection.prepare_cached(sql)?.query_row([of.0], |row| Ok(keys(row)))?)
    }

    /// Stores what is beside the private key, and leaves the key.
    pub(crate) fn put_keys(&self, of: CredentialId, keys: &CredentialKeys) -> Result<(), StoreError> {
        self.write(|transaction| update_keys(transaction, of, keys))
    }
}

pub(super) fn update_keys(
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
    if changed == 0 { Err(StoreError::NotFound) } else { derive_again(transaction, of) }
}

pub(super) fn keys(row: &Row<'_>) -> Result<CredentialKeys, StoreError> {
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
