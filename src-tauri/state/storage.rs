//! The store and the vault. They open on another thread while the window is drawn, and a command that needs them waits.
//! If they could not be opened, the next command that needs them tries again. They are opened only if no other program
//! has their folder.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};

use countersign_core::credential::{CredentialId, CredentialSummary};
use countersign_core::lock::lock;
use countersign_core::store::{Opened, Rescue, Store, StoreError};
use countersign_core::vault::Vault;
use tauri::{AppHandle, Manager};

use crate::platform::keychain::SystemKeychain;
use crate::platform::one_window::{ClaimError, FolderClaim};
use crate::platform::{clock, paths};

/// The store and the vault, open or not yet.
#[derive(Default)]
pub(crate) struct Storage {
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    open: Option<Arc<OpenStorage>>,
    /// What was rescued of a damaged store, until the page is told.
    rescue: Option<Rescue>,
}

/// The store and the vault, open.
pub(crate) struct OpenStorage {
    pub(crate) store: Arc<Store>,
    pub(crate) vault: Vault,
    first_credential: Mutex<()>,
    loading: Mutex<()>,
}

impl Storage {
    /// Opens them on another thread. Returns at once.
    pub(crate) fn open_in_background(app: &AppHandle) {
        let app = app.clone();
        tauri::async_runtime::spawn_blocking(move || {
            // The next command that needs them gets the error.
            drop(app.state::<Self>().open(&app));
        });
    }

    /// Opens them unless they are open already. Blocks until they are.
    fn open(&self, app: &AppHandle) -> Result<Arc<OpenStorage>, StoreError> {
        let mut inside = lock(&self.inside);
        if let Some(storage) = &inside.open {
            return Ok(storage.clone());
        }
        let folder: PathBuf = paths::prepare_data_folder(app.config())
            .map_err(|error| StoreError::Other { detail: error.to_string() })?;
        app.state::<FolderClaim>().ensure().map_err(|error| match error {
            ClaimError::InUse => StoreError::FolderInUse,
            ClaimError::Unclear(error) => StoreError::FolderNotClaimed { detail: error.to_string() },
        })?;
        let Opened { store, rescue } = Store::open(&folder, clock::now())?;
        let store = Arc::new(store);
        let vault = Vault::new(store.clone(), Box::new(SystemKeychain));
        let storage = Arc::new(OpenStorage::new(store, vault));
        inside.open = Some(storage.clone());
        inside.rescue = rescue;
        Ok(storage)
    }

    /// What was rescued of a damaged store; `None` from the second call on.
    pub(crate) fn take_rescue(&self) -> Option<Rescue> {
        lock(&self.inside).rescue.take()
    }
}

/// The store and the vault. Blocks until they are open.
pub(crate) fn open(app: &AppHandle) -> Result<Arc<OpenStorage>, StoreError> {
    app.state::<Storage>().open(app)
}

impl OpenStorage {
    pub(crate) fn new(store: Arc<Store>, vault: Vault) -> Self {
        Self { store, vault, first_credential: Mutex::default(), loading: Mutex::default() }
    }

    /// A lock to hold while the first credential is looked for and added, so that only one is added.
    pub(crate) fn lock_first_credential(&self) -> MutexGuard<'_, ()> {
        lock(&self.first_credential)
    }

    /// A lock to hold from reading a private key in the vault until it is in the session, so that locking wipes it.
    pub(crate) fn lock_loading(&self) -> MutexGuard<'_, ()> {
        lock(&self.loading)
    }

    /// The credentials in the person's order.
    pub(crate) fn list(&self) -> Result<Vec<CredentialSummary>, StoreError> {
        self.store.credentials("", clock::now().seconds())
    }

    /// One credential as the list shows it.
    pub(crate) fn summary(&self, id: CredentialId) -> Result<CredentialSummary, StoreError> {
        self.store.credential_summary(id, clock::now().seconds())
    }
}
