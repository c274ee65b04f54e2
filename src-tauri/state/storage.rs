//! What is kept on this computer: the store and the vault. They open on a thread of their own while the window is drawn;
//! whoever needs them waits. What did not open is tried again by the next who needs it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};

use countersign_core::credential::{CredentialId, CredentialSummary};
use countersign_core::store::{Opened, Rescue, Store, StoreError};
use countersign_core::vault::Vault;
use tauri::{AppHandle, Manager};

use crate::lock::lock;
use crate::platform::keychain::SystemKeychain;
use crate::platform::{clock, paths};

/// The store and the vault, once they are open.
#[derive(Default)]
pub(crate) struct Kept {
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    open: Option<Arc<Shelf>>,
    rescue: Option<Rescue>,
}

/// Both, open.
pub(crate) struct Shelf {
    pub(crate) store: Arc<Store>,
    pub(crate) vault: Vault,
    beginning: Mutex<()>,
}

impl Kept {
    /// Begins to open; nobody waits for it.
    pub(crate) fn begin(app: &AppHandle) {
        let app = app.clone();
        tauri::async_runtime::spawn_blocking(move || {
            // Why it did not open is said to the next who needs it.
            drop(app.state::<Self>().shelf(&app));
        });
    }

    /// Store and vault. Blocks until they are open.
    pub(crate) fn shelf(&self, app: &AppHandle) -> Result<Arc<Shelf>, StoreError> {
        let mut inside = lock(&self.inside);
        if let Some(shelf) = &inside.open {
            return Ok(shelf.clone());
        }
        let folder: PathBuf = paths::prepare_data_folder(app.config())
            .map_err(|error| StoreError::Other { detail: error.to_string() })?;
        let Opened { store, rescue } = Store::open(&folder, clock::now())?;
        let store = Arc::new(store);
        let vault = Vault::new(store.clone(), Box::new(SystemKeychain));
        let shelf = Arc::new(Shelf::new(store, vault));
        inside.open = Some(shelf.clone());
        inside.rescue = rescue;
        Ok(shelf)
    }

    /// What was saved of a damaged store; told once.
    pub(crate) fn take_rescue(&self) -> Option<Rescue> {
        lock(&self.inside).rescue.take()
    }
}

/// Store and vault. Blocks until they are open.
pub(crate) fn shelf(app: &AppHandle) -> Result<Arc<Shelf>, StoreError> {
    app.state::<Kept>().shelf(app)
}

impl Shelf {
    pub(crate) fn new(store: Arc<Store>, vault: Vault) -> Self {
        Self { store, vault, beginning: Mutex::default() }
    }

    /// Held while the first credential is opened or made, so that only one is.
    pub(crate) fn one_at_a_time(&self) -> MutexGuard<'_, ()> {
        lock(&self.beginning)
    }

    /// The credentials in the person's order, as they stand now.
    pub(crate) fn list(&self) -> Result<Vec<CredentialSummary>, StoreError> {
        self.store.credentials("", clock::now().seconds())
    }

    /// One credential as the list shows it.
    pub(crate) fn summary(&self, id: CredentialId) -> Result<CredentialSummary, StoreError> {
        self.list()?.into_iter().find(|credential| credential.id == id).ok_or(StoreError::NotFound)
    }
}
