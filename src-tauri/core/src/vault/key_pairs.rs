//! Key pairs of credentials: the private key in the vault, and the certificate in the store, where it can be read
//! without the sealing key. Also copies credentials, whose secrets have to be sealed for the copy.

use secrecy::SecretString;

use super::{SecretKind, SecretOwner, StoredAs, Vault, VaultError, lock, sealed_format};
use crate::certificate::Certificate;
use crate::credential::{CredentialId, KeyHome};
use crate::key_pair::{KeyPair, Origin};
use crate::store::{CredentialKeys, StoreError};

/// A key pair as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredKeyPair {
    /// The pair as far as it could be read.
    pub pair: KeyPair,
    /// There is a private key, but it is not in `pair`, for this reason.
    pub private_key_unavailable: Option<VaultError>,
    /// The files that the pair is read from each time, if the person chose that.
    pub files: Option<Vec<String>>,
    /// There was a private key, but it is gone: it was in memory only, or was discarded because it could no longer be
    /// opened.
    pub private_key_gone: bool,
}

/// The result of duplicating a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicated {
    /// The copy.
    pub id: CredentialId,
    /// Why the copy has no secrets, if they could not be opened.
    pub without_secrets: Option<VaultError>,
}

impl Vault {
    /// Stores the key pair of a credential in one step: the private key sealed, together with the pair that it
    /// replaces if there is one, and the certificate beside it.
    ///
    /// This overwrites the sealed private key, and a pair without a private key deletes it. The caller must therefore
    /// have loaded the sealed private key, for which there is [`Vault::stored_key_pair`]. Otherwise,
    /// [`Vault::store_certificate`] leaves it untouched. If the pair is read from files, a pair without a private key
    /// changes nothing about that.
    ///
    /// # Errors
    ///
    /// As for [`Vault::store_secret`]. The certificate is stored even then, unless another key is stored or read from
    /// files. [`VaultError::ChangedElsewhere`] if another window has stored another private key.
    pub fn store_key_pair(&self, of: CredentialId, pair: &KeyPair) -> Result<StoredAs, VaultError> {
        let _working = lock(&self.work);
        let keys = CredentialKeys {
            home: KeyHome::Vault,
            key_origin: pair.private_key_origin().cloned(),
            certificate: certificate_of(pair),
        };
        let (owner, kind) = (SecretOwner::Credential { id: of }, SecretKind::PrivateKey);
        let Some(private_key) = pair.private_key() else {
            return self.store_without_private_key(of, &keys);
        };
        let secret = sealed_format::write(private_key, pair.rotation());
        if lock(&self.inside).session.is_some() {
            // The new certificate must not be stored beside a private key that was sealed earlier.
            let sealed_before = self.store.is_sealed(owner, kind)?;
            if !sealed_before {
                let keys = CredentialKeys { home: KeyHome::Nowhere, ..keys.clone() };
                self.store.put_keys(of, &keys)?;
            }
            if let Some(session) = &mut lock(&self.inside).session {
                session.secrets.insert((owner, kind), secret);
                if sealed_before {
                    session.keys.insert(of, keys);
                }
            }
            return Ok(StoredAs::SessionOnly);
        }
        let stored = self.seal(|sealer| {
            self.refuse_unseen_key(sealer.change, of)?;
            sealer.change.put_keys(of, &keys)?;
            sealer.put(owner, kind, &secret)
        });
        match stored {
            Ok(version) => {
                self.mark_seen(of, Some(version));
                Ok(StoredAs::Sealed)
            }
            Err(error) => {
                // The certificate is public. It is stored anyway, so that the list shows when it expires.
                self.store_certificate_alone(of, keys)?;
                Err(error)
            }
        }
    }

    /// Stores the certificate of this pair and leaves the private key untouched, because the caller has not loaded
    /// it.
    ///
    /// # Errors
    ///
    /// If the store cannot be read or written.
    pub fn store_certificate(&self, of: CredentialId, pair: &KeyPair) -> Result<(), VaultError> {
        let _working = lock(&self.work);
        let keys = CredentialKeys { certificate: certificate_of(pair), ..self.store.keys(of)? };
        Ok(self.store.put_keys(of, &keys)?)
    }

    /// From now on, reads this key pair from files. A sealed private key, which the caller must have loaded, is
    /// deleted. Only the paths and the certificate are stored, so that the list can show when it expires without
    /// reading files.
    ///
    /// # Errors
    ///
    /// If the store cannot be written.
    pub fn read_key_from_files(
        &self,
        of: CredentialId,
        paths: &[String],
        pair: &KeyPair,
    ) -> Result<(), VaultError> {
        let _working = lock(&self.work);
        let keys = CredentialKeys {
            home: KeyHome::Files { paths: paths.to_vec() },
            key_origin: pair.private_key_origin().cloned(),
            certificate: certificate_of(pair),
        };
        self.forget_sealed_key(of, &keys)?;
        self.forget_in_session(of);
        Ok(())
    }

    /// Stores the certificate of a pair that was read from files, so that the list shows when it expires. Nothing is
    /// stored if the pair's parts do not belong together, or if the pair is not read from files.
    ///
    /// # Errors
    ///
    /// If the store cannot be read or written.
    pub fn note_certificate_in_files(&self, of: CredentialId, pair: &KeyPair) -> Result<(), VaultError> {
        let _working = lock(&self.work);
        let keys = self.store.keys(of)?;
        let known = keys.certificate.as_ref().map(|(certificate, _)| certificate);
        let in_files = matches!(keys.home, KeyHome::Files { .. });
        if !in_files || pair.belong_together() != Some(true) || pair.certificate() == known {
            return Ok(());
        }
        let keys = CredentialKeys { certificate: certificate_of(pair), ..keys };
        Ok(self.store.put_keys(of, &keys)?)
    }

    /// Deletes the key pair of a credential from the store: the sealed private key, the certificate and the names of
    /// files. The files themselves stay.
    ///
    /// # Errors
    ///
    /// If the store cannot be written.
    pub fn forget_key_pair(&self, of: CredentialId) -> Result<(), VaultError> {
        let _working = lock(&self.work);
        self.forget_sealed_key(of, &CredentialKeys::default())?;
        self.forget_in_session(of);
        Ok(())
    }

    /// The certificate that will be there at the next start. It is stored even if the private key is in memory only.
    ///
    /// # Errors
    ///
    /// If the store cannot be read.
    pub fn stored_certificate(&self, of: CredentialId) -> Result<Option<Certificate>, VaultError> {
        let _working = lock(&self.work);
        Ok(self.store.keys(of)?.certificate.map(|(certificate, _)| certificate))
    }

    /// The key pair of a credential. If the private key cannot be opened, the certificate is still returned.
    ///
    /// # Errors
    ///
    /// If the store cannot be read.
    pub fn key_pair(&self, of: CredentialId) -> Result<StoredKeyPair, VaultError> {
        let _working = lock(&self.work);
        let keys = self.keys_now(of)?;
        let secret = self.read_one(SecretOwner::Credential { id: of }, SecretKind::PrivateKey);
        Ok(found(of, keys, secret))
    }

    /// What belongs to the private key that [`Vault::key_pair`] gives.
    pub(super) fn keys_now(&self, of: CredentialId) -> Result<CredentialKeys, StoreError> {
        let of_session =
            lock(&self.inside).session.as_ref().and_then(|session| session.keys.get(&of).cloned());
        of_session.map_or_else(|| self.store.keys(of), Ok)
    }

    /// The key pair of a credential as it is stored, even if another one is in memory.
    ///
    /// # Errors
    ///
    /// If the store cannot be read.
    pub fn stored_key_pair(&self, of: CredentialId) -> Result<StoredKeyPair, VaultError> {
        let _working = lock(&self.work);
        let secret = self.read_sealed(SecretOwner::Credential { id: of }, SecretKind::PrivateKey);
        Ok(found(of, self.store.keys(of)?, secret))
    }

    /// Copies a credential with its secrets, which are sealed for the copy. The copy is placed directly after the
    /// original. Attempts are not copied.
    ///
    /// # Errors
    ///
    /// If the store cannot be read or written, or a secret cannot be opened. Nothing was copied then.
    pub fn duplicate_credential(&self, of: CredentialId, name: &str) -> Result<Duplicated, VaultError> {
        let _working = lock(&self.work);
        let owner = SecretOwner::Credential { id: of };
        let kinds = self.store.sealed_kinds(owner)?;
        let without_secrets = if kinds.is_empty() { None } else { self.key().err() };
        let id = if kinds.is_empty() || without_secrets.is_some() {
            self.store.change_sealed(|change| change.copy_credential(of, name))?
        } else {
            let mut opened = Vec::new();
            for kind in kinds {
                opened.push((kind, self.read_sealed(owner, kind)?.ok_or(StoreError::NotFound)?));
            }
            self.seal(|sealer| {
                let id = sealer.change.copy_credential(of, name)?;
                let owner = SecretOwner::Credential { id };
                opened.iter().try_for_each(|(kind, secret)| sealer.put(owner, *kind, secret).map(drop))?;
                Ok(id)
            })?
        };
        if let Some(session) = &mut lock(&self.inside).session {
            let new = SecretOwner::Credential { id };
            let copied: Vec<_> = session.secrets.iter().filter(|((of, _), _)| *of == owner).collect();
            let copied: Vec<_> =
                copied.into_iter().map(|((_, kind), secret)| ((new, *kind), secret.clone())).collect();
            session.secrets.extend(copied);
            if let Some(keys) = session.keys.get(&of).cloned() {
                session.keys.insert(id, keys);
            }
        }
        Ok(Duplicated { id, without_secrets })
    }

    fn store_without_private_key(
        &self,
        of: CredentialId,
        keys: &CredentialKeys,
    ) -> Result<StoredAs, VaultError> {
        let home = self.store.keys(of)?.home;
        if matches!(home, KeyHome::Files { .. }) {
            let keys = CredentialKeys { home, ..keys.clone() };
            self.store.put_keys(of, &keys)?;
        } else {
            self.forget_sealed_key(of, keys)?;
        }
        self.forget_in_session(of);
        Ok(StoredAs::Sealed)
    }

    /// Stores the certificate of a private key that cannot be sealed. A certificate must not be stored beside another
    /// key, neither a sealed one nor one in files.
    fn store_certificate_alone(&self, of: CredentialId, keys: CredentialKeys) -> Result<(), VaultError> {
        let owner = SecretOwner::Credential { id: of };
        let sealed_before = self.store.is_sealed(owner, SecretKind::PrivateKey)?;
        if sealed_before || self.store.keys(of)?.home != KeyHome::Vault {
            return Ok(());
        }
        Ok(self.store.put_keys(of, &keys)?)
    }

    /// Deletes the sealed private key, and stores in the same step what is to be beside it.
    fn forget_sealed_key(&self, of: CredentialId, keys: &CredentialKeys) -> Result<(), VaultError> {
        self.store.change_sealed(|change| {
            self.refuse_unseen_key(change, of)?;
            change.put_keys(of, keys)?;
            Ok::<_, VaultError>(change.forget(SecretOwner::Credential { id: of }, SecretKind::PrivateKey)?)
        })?;
        self.mark_seen(of, None);
        Ok(())
    }

    pub(super) fn forget_in_session(&self, of: CredentialId) {
        if let Some(session) = &mut lock(&self.inside).session {
            session.secrets.remove(&(SecretOwner::Credential { id: of }, SecretKind::PrivateKey));
            session.keys.remove(&of);
        }
    }
}

pub(super) fn certificate_of(pair: &KeyPair) -> Option<(Certificate, Origin)> {
    pair.certificate().cloned().zip(pair.certificate_origin().cloned())
}

/// The stored key pair, from what is stored with it and the result of reading its private key.
fn found(
    of: CredentialId,
    keys: CredentialKeys,
    secret: Result<Option<SecretString>, VaultError>,
) -> StoredKeyPair {
    let (owner, kind) = (SecretOwner::Credential { id: of }, SecretKind::PrivateKey);
    let (private_key, rotation, private_key_unavailable) = match secret {
        Ok(Some(secret)) => match sealed_format::read(&secret) {
            Some((key, rotation)) => (Some((key, keys.key_origin.unwrap_or(Origin::Pasted))), rotation, None),
            None => (None, None, Some(VaultError::SecretDamaged { owner, kind })),
        },
        Ok(None) => (None, None, None),
        Err(error) => (None, None, Some(error)),
    };
    let private_key_gone =
        keys.home == KeyHome::Nowhere && private_key.is_none() && private_key_unavailable.is_none();
    let files = match keys.home {
        KeyHome::Files { paths } => Some(paths),
        KeyHome::Vault | KeyHome::Nowhere => None,
    };
    let pair = KeyPair::stored(private_key, keys.certificate);
    let pair = match rotation {
        Some(rotation) => pair.replacing(rotation),
        None => pair,
    };
    StoredKeyPair { pair, private_key_unavailable, files, private_key_gone }
}
