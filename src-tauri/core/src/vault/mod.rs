//! The vault: secrets, sealed with AES-256-GCM and bound to their owner. The sealing key is in the system keychain or
//! derived from a passphrase. Without one, secrets are in memory only. They are never stored in clear.
//!
//! Whatever is wrong with the keychain or the passphrase, nothing that is sealed is overwritten, and everything
//! except the secrets keeps working. This file is the vault itself. `sealing.rs`, `seal_numbers.rs` and `passphrase.rs`
//! have the cryptography, `change.rs` stores what is sealed, `add.rs` adds several credentials at once, `protection.rs` changes what protects the secrets,
//! `keychain_keys.rs` makes and removes the keys in the keychain, `lock_now.rs` locks and `idle.rs` says when,
//! `key_pairs.rs` stores key pairs, `key_files.rs` reads those that stay in files, and `moving.rs` reads what goes to
//! another computer and stores what comes from there.

mod add;
mod change;
mod error;
mod idle;
mod key_files;
mod key_pairs;
mod keychain_keys;
mod lock_now;
mod moving;
mod passphrase;
mod protection;
mod seal_numbers;
mod sealed_format;
mod sealing;
mod state;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use secrecy::SecretString;

pub use crate::secret::{Protection, SecretKind, SecretOwner};
pub use add::NewCredential;
pub use error::{KeychainError, VaultError};
pub use idle::Seen;
pub use key_files::{KeyFileConcern, ReadAgain, read_again};
pub use key_pairs::{Duplicated, StoredKeyPair};
pub(crate) use moving::{MovedIn, MovingOut, OneMovedIn, SecretToMove};
pub use passphrase::FEWEST_CHARACTERS;
pub(crate) use passphrase::{acceptable, derive_key, forms, make_costs};
pub(crate) use sealed_format::is_private_key;
pub use sealing::{KeyBytes, SEALING_KEY_BYTES};
pub use state::{Deleted, KeyLeft, StoredAs, VaultState};

use sealing::{SealingError, SealingKey, UnsealError, place_of};

use crate::credential::CredentialId;
use crate::lock::lock;
use crate::store::{CredentialKeys, Store, StoreError, VaultRow, version};

/// Where the sealing key is stored: the system keychain. Calls may block until the person has unlocked it.
pub trait SealingKeyHome: Send + Sync {
    /// The key with this name; `None` if there is none.
    ///
    /// # Errors
    ///
    /// If the keychain cannot be read.
    fn read(&self, name: &str) -> Result<Option<KeyBytes>, KeychainError>;

    /// Stores the key under this name.
    ///
    /// # Errors
    ///
    /// If the keychain does not accept it.
    fn write(&self, name: &str, key: &KeyBytes) -> Result<(), KeychainError>;

    /// Removes the key with this name, if there is one.
    ///
    /// # Errors
    ///
    /// If the keychain does not remove it.
    fn remove(&self, name: &str) -> Result<(), KeychainError>;
}

/// Stores secrets and reads them back. Calls wait for each other, except for [`Vault::state`].
///
/// # Examples
/// The sealing key is derived from a passphrase, because there is no keychain:
///
/// ```
/// use std::sync::Arc;
///
/// use countersign_core::moment::UnixMillis;
/// use countersign_core::store::Store;
/// use countersign_core::vault::{
///     KeyBytes, KeychainError, Protection, SealingKeyHome, SecretKind, SecretOwner, Vault, VaultError, VaultState,
/// };
/// use secrecy::{ExposeSecret, SecretString};
///
/// struct NoKeychain;
///
/// fn unavailable<T>() -> Result<T, KeychainError> {
///     Err(KeychainError::Unavailable { detail: "there is none".into() })
/// }
///
/// impl SealingKeyHome for NoKeychain {
///     fn read(&self, _name: &str) -> Result<Option<KeyBytes>, KeychainError> {
///         unavailable()
///     }
///     fn write(&self, _name: &str, _key: &KeyBytes) -> Result<(), KeychainError> {
///         unavailable()
///     }
///     fn remove(&self, _name: &str) -> Result<(), KeychainError> {
///         unavailable()
///     }
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = tempfile::tempdir()?;
/// # let folder = folder.path();
/// let now = UnixMillis(1_800_000_000_000);
/// let (owner, kind) = (SecretOwner::Practice, SecretKind::PracticeServer);
/// let passphrase = SecretString::from("correct horse battery staple");
///
/// let vault = Vault::new(Arc::new(Store::open(folder, now)?.store), Box::new(NoKeychain));
/// vault.protect_with_passphrase(&passphrase)?;
/// vault.store_secret(owner, kind, &SecretString::from("open sesame"))?;
/// drop(vault);
///
/// let vault = Vault::new(Arc::new(Store::open(folder, now)?.store), Box::new(NoKeychain));
/// assert_eq!(vault.state(), VaultState::Closed { protection: Protection::Passphrase });
/// assert_eq!(vault.unlock(&SecretString::from("guessed")), Err(VaultError::WrongPassphrase));
/// vault.unlock(&passphrase)?;
/// let secret = vault.read(owner, kind)?.ok_or("it was stored")?;
/// assert_eq!(secret.expose_secret(), "open sesame");
/// # Ok(())
/// # }
/// ```
pub struct Vault {
    store: Arc<Store>,
    home: Box<dyn SealingKeyHome>,
    inside: Mutex<Inside>,
    /// Held by every call that uses the key, so that none sees another's unfinished change. Never held by `state`,
    /// which must not wait for the person to unlock the keychain.
    work: Mutex<()>,
}

#[derive(Default)]
struct Inside {
    key: Option<Arc<SealingKey>>,
    /// Why there is no key, once that was tried.
    error: Option<VaultError>,
    session: Option<SessionSecrets>,
    /// The versions of the sealed private keys that this window has opened or stored.
    seen: HashMap<CredentialId, Vec<u8>>,
    /// Nothing opens until the person unlocks.
    locked: bool,
}

/// Secrets that are in memory only.
#[derive(Default)]
struct SessionSecrets {
    secrets: HashMap<(SecretOwner, SecretKind), SecretString>,
    /// What belongs to private keys in memory, if another private key is sealed in the store.
    keys: HashMap<CredentialId, CredentialKeys>,
}

impl SessionSecrets {
    /// The credentials whose private keys are in memory.
    fn with_key(&self) -> Vec<CredentialId> {
        let credential = |(owner, kind): &(SecretOwner, SecretKind)| match (owner, kind) {
            (SecretOwner::Credential { id }, SecretKind::PrivateKey) => Some(*id),
            _ => None,
        };
        self.secrets.keys().filter_map(credential).collect()
    }
}

impl Vault {
    /// The vault of this store. Does not contact the keychain yet.
    #[must_use]
    pub fn new(store: Arc<Store>, home: Box<dyn SealingKeyHome>) -> Self {
        Self { store, home, inside: Mutex::default(), work: Mutex::default() }
    }

    /// The store that holds the sealed secrets.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The state of the vault, as far as it is known without asking the keychain.
    #[must_use]
    pub fn state(&self) -> VaultState {
        let row = match self.store.vault_row() {
            Ok(row) => row,
            Err(error) => return VaultState::Unavailable { error: error.into() },
        };
        let inside = lock(&self.inside);
        if inside.locked {
            return VaultState::Locked { protection: row.map(|row| row.protection) };
        }
        let key = inside.key.as_ref().filter(|key| row.as_ref().is_some_and(|row| key.is_of(&row.id)));
        if inside.session.is_some() {
            let sealed = if key.is_some() { None } else { inside.error.clone() };
            return VaultState::SessionOnly { sealed };
        }
        match (row.map(|row| row.protection), key, &inside.error) {
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
    /// [`VaultError::WrongPassphrase`], or if the store cannot be read.
    pub fn unlock(&self, passphrase: &SecretString) -> Result<(), VaultError> {
        let _working = lock(&self.work);
        let Some(row) = self.store.vault_row()? else { return Ok(()) };
        let Some(costs) = &row.passphrase else { return self.key().map(drop) };
        for form in passphrase::forms(passphrase) {
            let key = SealingKey::new(&row.id, &passphrase::derive_key(&form, costs)?)?;
            if key.open_numbers(&row.seal_numbers).is_ok() {
                self.opened(key);
                self.discard_unused_keys();
                return Ok(());
            }
        }
        Err(VaultError::WrongPassphrase)
    }

    /// Stores a secret in place of the previous one. The very first secret creates a sealing key in the keychain, if
    /// there is a keychain.
    ///
    /// # Errors
    ///
    /// If the vault cannot be opened. Nothing was stored then, and the previous secret is still there.
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
        self.seal(|sealer| sealer.put(owner, kind, secret))?;
        Ok(StoredAs::Sealed)
    }

    /// The secret, if there is one.
    ///
    /// # Errors
    ///
    /// If there is one, but the vault or the secret cannot be opened.
    pub fn read(&self, owner: SecretOwner, kind: SecretKind) -> Result<Option<SecretString>, VaultError> {
        let _working = lock(&self.work);
        self.read_one(owner, kind)
    }

    /// Deletes a secret, sealed or in memory.
    ///
    /// # Errors
    ///
    /// If the store cannot be written.
    pub fn forget(&self, owner: SecretOwner, kind: SecretKind) -> Result<(), VaultError> {
        let _working = lock(&self.work);
        self.store.forget_sealed(owner, kind)?;
        if let Some(session) = &mut lock(&self.inside).session {
            session.secrets.remove(&(owner, kind));
        }
        Ok(())
    }

    /// The kinds of secrets that this owner has. Known even if the vault cannot be opened.
    ///
    /// # Errors
    ///
    /// If the store cannot be read.
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
        let in_memory = lock(&self.inside)
            .session
            .as_ref()
            .and_then(|session| session.secrets.get(&(owner, kind)).cloned());
        match in_memory {
            Some(secret) => self.ensure_unlocked().map(|()| Some(secret)),
            None => self.read_sealed(owner, kind),
        }
    }

    fn read_sealed(&self, owner: SecretOwner, kind: SecretKind) -> Result<Option<SecretString>, VaultError> {
        self.again_if_changed(|| {
            let Some(found) = self.store.sealed(owner, kind)? else { return Ok(None) };
            let (vault, seal_numbers) = found.vault.ok_or(VaultError::HowSealedLost)?;
            let key = self.key()?;
            if !key.is_of(&vault) {
                return Err(VaultError::ChangedElsewhere);
            }
            let opened = key
                .open_numbers(&seal_numbers)
                .and_then(|numbers| key.open(owner, kind, numbers.of(&place_of(owner, kind)), &found.sealed));
            if let (SecretOwner::Credential { id: of }, SecretKind::PrivateKey) = (owner, kind) {
                self.mark_seen(of, Some(version(&found.sealed).to_owned()));
            }
            opened.map(Some).map_err(|UnsealError| VaultError::SecretDamaged { owner, kind })
        })
    }

    /// The key of this vault. Remembers the reason if there is none.
    fn key(&self) -> Result<Arc<SealingKey>, VaultError> {
        self.ensure_unlocked()?;
        let found = self.store.vault_row().map_err(VaultError::from).and_then(|row| {
            let row = row.ok_or(VaultError::HowSealedLost)?;
            match &lock(&self.inside).key {
                Some(key) if key.is_of(&row.id) => return Ok(key.clone()),
                _ => {}
            }
            let key = self.opened(self.key_in_keychain(&row)?);
            self.discard_unused_keys();
            Ok(key)
        });
        found.inspect_err(|error| {
            let mut inside = lock(&self.inside);
            (inside.key, inside.error) = (None, Some(error.clone()));
        })
    }

    /// The key from the keychain, if it is the right one.
    fn key_in_keychain(&self, row: &VaultRow) -> Result<SealingKey, VaultError> {
        if row.protection == Protection::Passphrase {
            return Err(VaultError::NeedsPassphrase);
        }
        let bytes = self.home.read(&key_name(row)).map_err(|keychain| VaultError::Keychain { keychain })?;
        let key = SealingKey::new(&row.id, &bytes.ok_or(VaultError::KeyMissing)?)?;
        match key.open_numbers(&row.seal_numbers) {
            Ok(_) => Ok(key),
            Err(UnsealError) => Err(VaultError::KeyIsAnother),
        }
    }

    /// The key to seal with: this vault's, or a new one in the keychain if there is no vault yet.
    fn key_for_sealing(&self) -> Result<Arc<SealingKey>, VaultError> {
        self.ensure_unlocked()?;
        if self.store.vault_row()?.is_none() && !self.store.has_sealed()? {
            self.begin_in_keychain()?;
        }
        self.key()
    }

    fn opened(&self, key: SealingKey) -> Arc<SealingKey> {
        let key = Arc::new(key);
        let mut inside = lock(&self.inside);
        (inside.key, inside.error, inside.locked) = (Some(key.clone()), None, false);
        key
    }
}

/// Name of this vault's key in the keychain.
fn key_name(row: &VaultRow) -> String {
    let hex: String = row.id.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sealing key {hex}")
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
