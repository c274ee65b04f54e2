//! Adds several credentials with everything that belongs to them in one step: all of them, or none.

use std::fmt;

use secrecy::SecretString;

use super::key_pairs::certificate_of;
use super::{SecretKind, SecretOwner, Vault, VaultError, lock, sealed_format};
use crate::credential::{CredentialId, Draft, Group, KeyHome};
use crate::key_pair::KeyPair;
use crate::store::CredentialKeys;

/// A credential that is not stored yet.
pub struct NewCredential {
    /// Name; may be empty.
    pub name: String,
    /// What kind of instance it is for.
    pub group: Group,
    /// What is filled in.
    pub draft: Draft,
    /// Its key pair; empty if it has none.
    pub pair: KeyPair,
    /// Its secrets.
    pub secrets: Vec<(SecretKind, SecretString)>,
}

/// Without the secrets.
impl fmt::Debug for NewCredential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("NewCredential").field("name", &self.name).finish_non_exhaustive()
    }
}

impl NewCredential {
    /// The secrets to seal, the private key among them.
    fn sealed(&self) -> Vec<(SecretKind, SecretString)> {
        let key = self.pair.private_key().map(|key| sealed_format::write(key, self.pair.rotation()));
        let key = key.map(|key| (SecretKind::PrivateKey, key));
        key.into_iter().chain(self.secrets.iter().cloned()).collect()
    }
}

impl Vault {
    /// Adds credentials at the end of the list, with their secrets and key pairs. While secrets are in memory only, so are
    /// these.
    ///
    /// # Errors
    ///
    /// As for [`Vault::store_secret`]. Nothing was added then.
    pub fn add_credentials(&self, new: &[NewCredential]) -> Result<Vec<CredentialId>, VaultError> {
        let _working = lock(&self.work);
        self.ensure_unlocked()?;
        let sealed: Vec<_> = new.iter().map(NewCredential::sealed).collect();
        let in_session = lock(&self.inside).session.is_some();
        if in_session || sealed.iter().all(Vec::is_empty) {
            let ids = self.store.change_sealed(|change| {
                let added = new.iter().map(|one| {
                    let has_key = one.pair.private_key().is_some();
                    let home = if has_key { KeyHome::Nowhere } else { KeyHome::Vault };
                    let id = change.add_credential(&one.name, one.group, &one.draft)?;
                    change.put_keys(id, &keys(one, home))?;
                    Ok(id)
                });
                added.collect::<Result<Vec<_>, VaultError>>()
            })?;
            if let Some(session) = &mut lock(&self.inside).session {
                for (id, secrets) in ids.iter().zip(sealed) {
                    let owner = SecretOwner::Credential { id: *id };
                    session.secrets.extend(secrets.into_iter().map(|(kind, secret)| ((owner, kind), secret)));
                }
            }
            return Ok(ids);
        }
        let added = self.seal(|sealer| {
            let mut added = Vec::new();
            for (one, secrets) in new.iter().zip(&sealed) {
                let id = sealer.change.add_credential(&one.name, one.group, &one.draft)?;
                sealer.change.put_keys(id, &keys(one, KeyHome::Vault))?;
                let owner = SecretOwner::Credential { id };
                let mut key_version = None;
                for (kind, secret) in secrets {
                    let version = sealer.put(owner, *kind, secret)?;
                    key_version = key_version.or((*kind == SecretKind::PrivateKey).then_some(version));
                }
                added.push((id, key_version));
            }
            Ok(added)
        })?;
        for (id, version) in &added {
            self.mark_seen(*id, version.clone());
        }
        Ok(added.into_iter().map(|(id, _)| id).collect())
    }
}

fn keys(new: &NewCredential, home: KeyHome) -> CredentialKeys {
    CredentialKeys {
        home,
        key_origin: new.pair.private_key_origin().cloned(),
        certificate: certificate_of(&new.pair),
    }
}
