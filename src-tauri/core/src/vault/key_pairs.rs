//! Key pairs of credentials: the private key in the vault, the certificate beside it in the store, where it can be read
//! without a key. And copies of credentials, whose secrets have to be sealed for the copy.

use secrecy::SecretString;

use super::sealing::DoesNotOpen;
use super::{SecretKind, SecretOwner, StoredAs, Vault, VaultError, lock, sealed_format};
use crate::certificate::Certificate;
use crate::credential::{CredentialId, KeyHome};
use crate::key_pair::{KeyPair, Origin};
use crate::store::{CredentialKeys, PrivateKeyChange, SealedSecret, StoreError};

/// A key pair as it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredKeyPair {
    /// What could be read of it.
    pub pair: KeyPair,
    /// There is a private key, and this is why it is not in `pair`.
    pub private_key_unavailable: Option<VaultError>,
    /// The person chose to have the pair read from these files each time.
    pub files: Option<Vec<String>>,
    /// There was a private key: it was kept for a session that is over, or forgotten because it did not open any more.
    pub private_key_gone: bool,
}

/// What came of duplicating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicated {
    /// The copy.
    pub id: CredentialId,
    /// The vault is shut: the copy has no secrets.
    pub without_secrets: Option<VaultError>,
}

impl Vault {
    /// Keeps the key pair of a credential: the private key sealed, with the pair that it shall replace if there is one, and
    /// the certificate beside it, in one step.
    ///
    /// The caller has seen the private key that is sealed: it is overwritten, and a pair without a private key takes it
    /// away. Where it was not seen, [`Vault::stored_key_pair`] shows it, and [`Vault::store_certificate`] leaves it. Where the
    /// pair is read from files, one without a private key leaves it at that.
    ///
    /// # Errors
    ///
    /// As for [`Vault::keep`]; the certificate is kept then, unless there is something of before.
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
            // A certificate must not stand beside a sealed key of before.
            let sealed_before = self.store.sealed(owner, kind)?.is_some();
            if !sealed_before {
                let keys = CredentialKeys { home: KeyHome::Nowhere, ..keys.clone() };
                self.store.put_keys(of, &keys, &PrivateKeyChange::Leave)?;
            }
            if let Some(session) = &mut lock(&self.inside).session {
                session.secrets.insert((owner, kind), secret);
                if sealed_before {
                    session.keys.insert(of, keys);
                }
            }
            return Ok(StoredAs::SessionOnly);
        }
        let sealed = match self.key_for_sealing() {
            Ok(key) => key.seal(owner, kind, &secret)?,
            Err(error) => {
                // The certificate is public: the list shows its end all the same.
                self.store_certificate_alone(of, keys)?;
                return Err(error);
            }
        };
        let secret = SealedSecret { owner, kind, sealed };
        self.store.put_keys(of, &keys, &PrivateKeyChange::Put(secret))?;
        Ok(StoredAs::Sealed)
    }

    /// Keeps the certificate of this pair and leaves the private key as it is: it was not seen.
    ///
    /// # Errors
    ///
    /// What the store says.
    pub fn store_certificate(&self, of: CredentialId, pair: &KeyPair) -> Result<(), VaultError> {
        let _working = lock(&self.work);
        let keys = CredentialKeys { certificate: certificate_of(pair), ..self.store.keys(of)? };
        Ok(self.store.put_keys(of, &keys, &PrivateKeyChange::Leave)?)
    }

    /// Has this key pair read from files from now on. A sealed private key, which the caller has seen, is forgotten; what is
    /// kept is paths and the certificate, so that the list shows its end without reading files.
    ///
    /// # Errors
    ///
    /// What the store says.
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
        self.store.put_keys(of, &keys, &PrivateKeyChange::Forget)?;
        self.forget_in_session(of);
        Ok(())
    }

    /// Notes the certificate of a pair that was read from files, so that the list shows its end. Nothing is noted of a
    /// pair whose halves do not belong together, and of one that is sealed.
    ///
    /// # Errors
    ///
    /// What the store says.
    pub fn note_certificate_in_files(&self, of: CredentialId, pair: &KeyPair) -> Result<(), VaultError> {
        let _working = lock(&self.work);
        let keys = self.store.keys(of)?;
        let known = keys.certificate.as_ref().map(|(certificate, _)| certificate);
        let in_files = matches!(keys.home, KeyHome::Files { .. });
        if !in_files || pair.belong_together() != Some(true) || pair.certificate() == known {
            return Ok(());
        }
        let keys = CredentialKeys { certificate: certificate_of(pair), ..keys };
        Ok(self.store.put_keys(of, &keys, &PrivateKeyChange::Leave)?)
    }

    /// Forgets the key pair of a credential: the sealed private key, the certificate, the names of files. The files
    /// themselves stay.
    ///
    /// # Errors
    ///
    /// What the store says.
    pub fn forget_key_pair(&self, of: CredentialId) -> Result<(), VaultError> {
        let _working = lock(&self.work);
        self.store.put_keys(of, &CredentialKeys::default(), &PrivateKeyChange::Forget)?;
        self.forget_in_session(of);
        Ok(())
    }

    /// The certificate that the next start will find: it is stored also where the private key is kept for this session
    /// only.
    ///
    /// # Errors
    ///
    /// What the store says.
    pub fn stored_certificate(&self, of: CredentialId) -> Result<Option<Certificate>, VaultError> {
        let _working = lock(&self.work);
        Ok(self.store.keys(of)?.certificate.map(|(certificate, _)| certificate))
    }

    /// The key pair of a credential. What is wrong with the private key does not keep the certificate away.
    ///
    /// # Errors
    ///
    /// What the store says.
    pub fn key_pair(&self, of: CredentialId) -> Result<StoredKeyPair, VaultError> {
        let _working = lock(&self.work);
        let of_session =
            lock(&self.inside).session.as_ref().and_then(|session| session.keys.get(&of).cloned());
        let keys = match of_session {
            Some(keys) => keys,
            None => self.store.keys(of)?,
        };
        let secret = self.read_one(SecretOwner::Credential { id: of }, SecretKind::PrivateKey);
        Ok(found(of, keys, secret))
    }

    /// The key pair of a credential as it is stored, also where another is kept for this session.
    ///
    /// # Errors
    ///
    /// What the store says.
    pub fn stored_key_pair(&self, of: CredentialId) -> Result<StoredKeyPair, VaultError> {
        let _working = lock(&self.work);
        let secret = self.read_sealed(SecretOwner::Credential { id: of }, SecretKind::PrivateKey);
        Ok(found(of, self.store.keys(of)?, secret))
    }

    /// Copies a credential with its secrets, sealed for the copy; it stands right behind the original. Attempts are not
    /// copied.
    ///
    /// # Errors
    ///
    /// What the store says; a secret that does not open. Nothing was copied then.
    pub fn duplicate_credential(&self, of: CredentialId, name: &str) -> Result<Duplicated, VaultError> {
        let _working = lock(&self.work);
        let owner = SecretOwner::Credential { id: of };
        let kinds = self.store.sealed_kinds(owner)?;
        let mut without_secrets = None;
        let mut opened = Vec::new();
        let key = if kinds.is_empty() {
            None
        } else {
            self.key().map_err(|shut| without_secrets = Some(shut)).ok()
        };
        if let Some(key) = &key {
            for kind in kinds {
                let sealed = self.store.sealed(owner, kind)?.ok_or(StoreError::NotFound)?;
                let secret = key.open(owner, kind, &sealed);
                let secret = secret.map_err(|DoesNotOpen| VaultError::SecretDamaged { owner, kind })?;
                opened.push((kind, secret));
            }
        }
        let id = self.store.copy_credential(of, name, |id| {
            let owner = SecretOwner::Credential { id };
            let sealed =
                opened.iter().zip(std::iter::repeat(key.as_ref())).filter_map(|((kind, secret), key)| {
                    Some(key?.seal(owner, *kind, secret).map(|sealed| SealedSecret {
                        owner,
                        kind: *kind,
                        sealed,
                    }))
                });
            sealed.collect::<Result<Vec<_>, _>>().map_err(VaultError::from)
        })?;
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
            self.store.put_keys(of, &keys, &PrivateKeyChange::Leave)?;
        } else {
            self.store.put_keys(of, keys, &PrivateKeyChange::Forget)?;
        }
        self.forget_in_session(of);
        Ok(StoredAs::Sealed)
    }

    /// Keeps the certificate of a private key that cannot be sealed. It must not stand beside another key: neither a sealed
    /// one nor one in files.
    fn store_certificate_alone(&self, of: CredentialId, keys: CredentialKeys) -> Result<(), VaultError> {
        let owner = SecretOwner::Credential { id: of };
        let sealed_before = self.store.sealed(owner, SecretKind::PrivateKey)?.is_some();
        if sealed_before || self.store.keys(of)?.home != KeyHome::Vault {
            return Ok(());
        }
        Ok(self.store.put_keys(of, &keys, &PrivateKeyChange::Leave)?)
    }

    fn forget_in_session(&self, of: CredentialId) {
        if let Some(session) = &mut lock(&self.inside).session {
            session.secrets.remove(&(SecretOwner::Credential { id: of }, SecretKind::PrivateKey));
            session.keys.remove(&of);
        }
    }
}

fn certificate_of(pair: &KeyPair) -> Option<(Certificate, Origin)> {
    pair.certificate().cloned().zip(pair.certificate_origin().cloned())
}

/// What was found of a key pair, with what came of reading its private key.
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
