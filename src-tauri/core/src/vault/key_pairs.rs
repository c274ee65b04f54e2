//! Key pairs of credentials: the private key in the vault, the certificate beside it in the store, where it can be read
//! without a key. And copies of credentials, whose secrets have to be sealed for the copy.

use super::sealing::DoesNotOpen;
use super::{Kept, SecretKind, SecretOwner, Vault, VaultTrouble, kept_key, lock};
use crate::certificate::Certificate;
use crate::credential::{CredentialId, KeyHome};
use crate::key_pair::{KeyPair, Origin};
use crate::store::{CredentialKeys, PrivateKeyChange, SealedSecret, StoreTrouble};

/// A key pair as it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptKeyPair {
    /// What could be read of it.
    pub pair: KeyPair,
    /// There is a private key, and this is why it is not in `pair`.
    pub private_key_shut: Option<VaultTrouble>,
    /// The person chose to have the pair read from these files each time.
    pub files: Option<Vec<String>>,
}

/// What came of duplicating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicated {
    /// The copy.
    pub id: CredentialId,
    /// The vault is shut: the copy has no secrets.
    pub without_secrets: Option<VaultTrouble>,
}

impl Vault {
    /// Keeps the key pair of a credential: the private key sealed, with the pair that it shall replace if there is one, and
    /// the certificate beside it, in one step.
    ///
    /// A pair without a private key takes the sealed one away, unless the vault is shut: then it may only be missing
    /// because it could not be read. [`Vault::forget`] takes it away in any case.
    ///
    /// # Errors
    ///
    /// As for [`Vault::keep`].
    pub fn keep_key_pair(&self, of: CredentialId, pair: &KeyPair) -> Result<Kept, VaultTrouble> {
        let _working = lock(&self.work);
        let keys = CredentialKeys {
            home: KeyHome::Vault,
            key_origin: pair.private_key_origin().cloned(),
            certificate: pair.certificate().cloned().zip(pair.certificate_origin().cloned()),
        };
        let (owner, kind) = (SecretOwner::Credential { id: of }, SecretKind::PrivateKey);
        let Some(private_key) = pair.private_key() else {
            return self.keep_without_private_key(of, &keys);
        };
        let secret = kept_key::write(private_key, pair.rotation());
        if lock(&self.inside).session.is_some() {
            // A certificate must not stand beside a sealed key of before.
            let sealed_before = self.store.sealed(owner, kind)?.is_some();
            if !sealed_before {
                self.store.put_keys(of, &keys, &PrivateKeyChange::Leave)?;
            }
            if let Some(session) = &mut lock(&self.inside).session {
                session.secrets.insert((owner, kind), secret);
                if sealed_before {
                    session.keys.insert(of, keys);
                }
            }
            return Ok(Kept::SessionOnly);
        }
        let sealed = self.key_for_keeping()?.seal(owner, kind, &secret)?;
        let secret = SealedSecret { owner, kind, sealed };
        self.store.put_keys(of, &keys, &PrivateKeyChange::Put(secret))?;
        Ok(Kept::Sealed)
    }

    /// Has the key pair read from files from now on. A sealed private key is forgotten; only paths are kept.
    ///
    /// # Errors
    ///
    /// What the store says.
    pub fn keep_key_in_files(&self, of: CredentialId, paths: &[String]) -> Result<(), VaultTrouble> {
        let _working = lock(&self.work);
        if let Some(session) = &mut lock(&self.inside).session {
            session.secrets.remove(&(SecretOwner::Credential { id: of }, SecretKind::PrivateKey));
            session.keys.remove(&of);
        }
        // The certificate stays: the list shows its end without reading files.
        let keys = CredentialKeys { home: KeyHome::Files { paths: paths.to_vec() }, ..self.store.keys(of)? };
        Ok(self.store.put_keys(of, &keys, &PrivateKeyChange::Forget)?)
    }

    /// The certificate that the next start will find: it is stored also where the private key is kept for this session
    /// only.
    ///
    /// # Errors
    ///
    /// What the store says.
    pub fn stored_certificate(&self, of: CredentialId) -> Result<Option<Certificate>, VaultTrouble> {
        let _working = lock(&self.work);
        Ok(self.store.keys(of)?.certificate.map(|(certificate, _)| certificate))
    }

    /// The key pair of a credential. What is wrong with the private key does not keep the certificate away.
    ///
    /// # Errors
    ///
    /// What the store says.
    pub fn key_pair(&self, of: CredentialId) -> Result<KeptKeyPair, VaultTrouble> {
        let _working = lock(&self.work);
        let of_session =
            lock(&self.inside).session.as_ref().and_then(|session| session.keys.get(&of).cloned());
        let keys = match of_session {
            Some(keys) => keys,
            None => self.store.keys(of)?,
        };
        let files = match keys.home {
            KeyHome::Files { paths } => Some(paths),
            KeyHome::Vault => None,
        };
        let (owner, kind) = (SecretOwner::Credential { id: of }, SecretKind::PrivateKey);
        let (private_key, rotation, private_key_shut) = match self.read_one(owner, kind) {
            Ok(Some(secret)) => match kept_key::read(&secret) {
                Some((key, rotation)) => {
                    (Some((key, keys.key_origin.unwrap_or(Origin::Pasted))), rotation, None)
                }
                None => (None, None, Some(VaultTrouble::SecretDamaged { owner, kind })),
            },
            Ok(None) => (None, None, None),
            Err(trouble) => (None, None, Some(trouble)),
        };
        let pair = KeyPair::kept(private_key, keys.certificate);
        let pair = match rotation {
            Some(rotation) => pair.replacing(rotation),
            None => pair,
        };
        Ok(KeptKeyPair { pair, private_key_shut, files })
    }

    /// Copies a credential with its secrets, sealed for the copy; it stands right behind the original. Attempts are not
    /// copied.
    ///
    /// # Errors
    ///
    /// What the store says; a secret that does not open. Nothing was copied then.
    pub fn duplicate_credential(&self, of: CredentialId, name: &str) -> Result<Duplicated, VaultTrouble> {
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
                let sealed = self.store.sealed(owner, kind)?.ok_or(StoreTrouble::NotFound)?;
                let secret = key.open(owner, kind, &sealed);
                let secret = secret.map_err(|DoesNotOpen| VaultTrouble::SecretDamaged { owner, kind })?;
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
            sealed.collect::<Result<Vec<_>, _>>().map_err(VaultTrouble::from)
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

    fn keep_without_private_key(
        &self,
        of: CredentialId,
        keys: &CredentialKeys,
    ) -> Result<Kept, VaultTrouble> {
        let owner = SecretOwner::Credential { id: of };
        if let Some(session) = &mut lock(&self.inside).session {
            session.secrets.remove(&(owner, SecretKind::PrivateKey));
            session.keys.remove(&of);
        }
        let sealed = self.store.sealed(owner, SecretKind::PrivateKey)?.is_some();
        let change =
            if sealed && self.key().is_err() { PrivateKeyChange::Leave } else { PrivateKeyChange::Forget };
        self.store.put_keys(of, keys, &change)?;
        Ok(Kept::Sealed)
    }
}
