//! The vault: secrets, sealed with AES-256-GCM and bound to their owner. The sealing key is in the system keychain, or
//! derived from a passphrase, or there is none and secrets last for this session only. Never in clear.
//!
//! Whatever is wrong with the keychain or the passphrase: nothing that is sealed is overwritten, and everything but the
//! secrets goes on working. Here is the vault itself; `sealing.rs` and `passphrase.rs` have the cryptography,
//! `protection.rs` changes what protects, `key_pairs.rs` keeps key pairs, `key_files.rs` reads those that stay in files.

mod error;
mod key_files;
mod key_pairs;
mod passphrase;
mod protection;
mod sealed_format;
mod sealing;
mod state;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use secrecy::SecretString;

pub use crate::secret::{Protection, SecretKind, SecretOwner};
pub use error::{KeychainError, VaultError};
pub use key_files::{KeyFileConcern, ReadAgain, read_again};
pub use key_pairs::{Duplicated, StoredKeyPair};
pub use sealing::{KeyBytes, SEALING_KEY_BYTES};
pub use state::{Deleted, KeyLeft, StoredAs, VaultState};

use sealing::{DoesNotOpen, SealingError, SealingKey};

use crate::credential::CredentialId;
use crate::store::{CredentialKeys, SealedSecret, Store, StoreError, VaultRow};

/// Who keeps the sealing key: the system keychain. Calls may wait for the person, who is asked to unlock it.
pub trait SealingKeyHome: Send + Sync {
    /// The key of this name; `None` if there is none.
    ///
    /// # Errors
    ///
    /// The keychain does not answer the question.
    fn read(&self, name: &str) -> Result<Option<KeyBytes>, KeychainError>;

    /// Keeps the key under this name.
    ///
    /// # Errors
    ///
    /// The keychain does not take it.
    fn write(&self, name: &str, key: &KeyBytes) -> Result<(), KeychainError>;

    /// Removes the key of this name, if there is one.
    ///
    /// # Errors
    ///
    /// The keychain does not let it go.
    fn remove(&self, name: &str) -> Result<(), KeychainError>;
}

/// Keeps secrets and gives them back. One call at a time, except for [`Vault::state`].
pub struct Vault {
    store: Arc<Store>,
    home: Box<dyn SealingKeyHome>,
    inside: Mutex<Inside>,
    /// Held by every call that uses the key, so that none meets another's half-done change. Never held by `state`,
    /// which must not wait until the person has answered the keychain.
    work: Mutex<()>,
}

#[derive(Default)]
struct Inside {
    key: Option<Arc<SealingKey>>,
    /// Why there is no key, when that was tried.
    error: Option<VaultError>,
    session: Option<SessionSecrets>,
}

/// What is kept for this session only.
#[derive(Default)]
struct SessionSecrets {
    secrets: HashMap<(SecretOwner, SecretKind), SecretString>,
    /// Beside private keys that would else stand beside another, sealed one.
    keys: HashMap<CredentialId, CredentialKeys>,
}

impl Vault {
    /// The vault of this store. Asks nobody for anything yet.
    #[must_use]
    pub fn new(store: Arc<Store>, home: Box<dyn SealingKeyHome>) -> Self {
        Self { store, home, inside: Mutex::default(), work: Mutex::default() }
    }

    /// The store that it seals for.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// How the vault stands, as far as is known without asking the keychain.
    #[must_use]
    pub fn state(&self) -> VaultState {
        let row = match self.store.vault_row() {
            Ok(row) => row,
            Err(error) => return VaultState::Unavailable { error: error.into() },
        };
        let inside = lock(&self.inside);
        let protection = row.map(|row| row.protection);
        if inside.session.is_some() {
            let sealed = if inside.key.is_some() { None } else { inside.error.clone() };
            return VaultState::SessionOnly { sealed };
        }
        match (protection, &inside.key, &inside.error) {
            (Some(protection), Some(_), _) => VaultState::Open { protection },
            (_, _, Some(error)) => VaultState::Unavailable { error: error.clone() },
            (Some(protection), None, None) => VaultState::Closed { protection },
            (None, _, None) => VaultState::Unused,
        }
    }

    /// Opens a vault that is protected by a passphrase.
    ///
    /// # Errors
    ///
    /// [`VaultError::WrongPassphrase`]; what the store says.
    pub fn unlock(&self, passphrase: &SecretString) -> Result<(), VaultError> {
        let _working = lock(&self.work);
        let Some(row) = self.store.vault_row()? else { return Ok(()) };
        let Some(costs) = &row.passphrase else { return self.key().map(drop) };
        let key = SealingKey::new(&row.id, &passphrase::derive_key(passphrase, costs)?)?;
        if !key.fits(&row.key_check) {
            return Err(VaultError::WrongPassphrase);
        }
        self.opened(key);
        Ok(())
    }

    /// Keeps a secret in the place of the one before. The first secret of all goes to the keychain, if there is one.
    ///
    /// # Errors
    ///
    /// The vault is shut, and why; nothing was kept then, and the one before is still there.
    pub fn store_secret(
        &self,
        owner: SecretOwner,
        kind: SecretKind,
        secret: &SecretString,
    ) -> Result<StoredAs, VaultError> {
        let _working = lock(&self.work);
        if let Some(session) = &mut lock(&self.inside).session {
            session.secrets.insert((owner, kind), secret.clone());
            return Ok(StoredAs::SessionOnly);
        }
        let sealed = self.key_for_sealing()?.seal(owner, kind, secret)?;
        self.store.put_sealed(&SealedSecret { owner, kind, sealed })?;
        Ok(StoredAs::Sealed)
    }

    /// The secret, if there is one.
    ///
    /// # Errors
    ///
    /// There is one, and the vault is shut or it does not open.
    pub fn read(&self, owner: SecretOwner, kind: SecretKind) -> Result<Option<SecretString>, VaultError> {
        let _working = lock(&self.work);
        self.read_one(owner, kind)
    }

    /// Forgets a secret, sealed or not.
    ///
    /// # Errors
    ///
    /// What the store says.
    pub fn forget(&self, owner: SecretOwner, kind: SecretKind) -> Result<(), VaultError> {
        let _working = lock(&self.work);
        self.store.forget_sealed(owner, kind)?;
        if let Some(session) = &mut lock(&self.inside).session {
            session.secrets.remove(&(owner, kind));
        }
        Ok(())
    }

    /// Which kinds of secrets there are. Says so also while the vault is shut.
    ///
    /// # Errors
    ///
    /// What the store says.
    pub fn kinds(&self, owner: SecretOwner) -> Result<Vec<SecretKind>, VaultError> {
        let mut kinds = self.store.sealed_kinds(owner)?;
        if let Some(session) = &lock(&self.inside).session {
            kinds.extend(session.secrets.keys().filter(|(of, _)| *of == owner).map(|(_, kind)| *kind));
        }
        kinds.sort_unstable();
        kinds.dedup();
        Ok(kinds)
    }

    fn read_one(&self, owner: SecretOwner, kind: SecretKind) -> Result<Option<SecretString>, VaultError> {
        if let Some(session) = &lock(&self.inside).session
            && let Some(secret) = session.secrets.get(&(owner, kind))
        {
            return Ok(Some(secret.clone()));
        }
        self.read_sealed(owner, kind)
    }

    fn read_sealed(&self, owner: SecretOwner, kind: SecretKind) -> Result<Option<SecretString>, VaultError> {
        let Some(sealed) = self.store.sealed(owner, kind)? else { return Ok(None) };
        let secret = self.key()?.open(owner, kind, &sealed);
        secret.map(Some).map_err(|DoesNotOpen| VaultError::SecretDamaged { owner, kind })
    }

    /// The key that what is sealed was sealed with. Remembers why there is none.
    fn key(&self) -> Result<Arc<SealingKey>, VaultError> {
        if let Some(key) = &lock(&self.inside).key {
            return Ok(key.clone());
        }
        match self.find_key() {
            Ok(key) => Ok(self.opened(key)),
            Err(error) => {
                lock(&self.inside).error = Some(error.clone());
                Err(error)
            }
        }
    }

    /// The key as the keychain gives it, if it is the right one.
    fn find_key(&self) -> Result<SealingKey, VaultError> {
        let row = self.store.vault_row()?.ok_or(VaultError::HowSealedLost)?;
        if row.protection == Protection::Passphrase {
            return Err(VaultError::NeedsPassphrase);
        }
        let bytes = self.home.read(&key_name(&row)).map_err(|keychain| VaultError::Keychain { keychain })?;
        let key = SealingKey::new(&row.id, &bytes.ok_or(VaultError::KeyMissing)?)?;
        if key.fits(&row.key_check) { Ok(key) } else { Err(VaultError::KeyIsAnother) }
    }

    /// The key to keep something with: of this vault, or of a new one in the keychain when there is none yet.
    fn key_for_sealing(&self) -> Result<Arc<SealingKey>, VaultError> {
        if self.store.vault_row()?.is_none() && !self.store.has_sealed()? {
            self.begin_in_keychain()?;
        }
        self.key()
    }

    fn opened(&self, key: SealingKey) -> Arc<SealingKey> {
        let key = Arc::new(key);
        let mut inside = lock(&self.inside);
        (inside.key, inside.error) = (Some(key.clone()), None);
        key
    }
}

/// The name under which the keychain keeps the key of this vault.
fn key_name(row: &VaultRow) -> String {
    let hex: String = row.id.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sealing key {hex}")
}

/// A panic while the lock was held leaves values that are still whole: each is replaced in one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl From<StoreError> for VaultError {
    fn from(error: StoreError) -> Self {
        Self::Store { error }
    }
}

impl From<SealingError> for VaultError {
    fn from(SealingError: SealingError) -> Self {
        Self::SealingFailed
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Vault").field("state", &self.state()).finish_non_exhaustive()
    }
}
