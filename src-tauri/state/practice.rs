//! The practice Account Manager of this program. It is made when it is first needed, and listens on a port only while
//! it is switched on. Its setup is stored, and loaded when it is first needed.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::sync::{Arc, Mutex};

use countersign_core::account_manager::PracticeAddress;
use countersign_core::key::MakeKeyError;
use countersign_core::lock::lock;
use countersign_core::moment::Moment;
use countersign_core::practice::{
    Limits, MomentSource, PracticeAccountManager, PracticeServer, PracticeSnapshot, SigningKey, StartError,
};
use countersign_core::store::{Store, StoreError};
use tokio::sync::{Mutex as AsyncMutex, OnceCell};

use crate::platform::clock;

/// The practice Account Manager. Its API clients and faults stay while it is off.
#[derive(Default)]
pub(crate) struct Practice {
    manager: OnceCell<Arc<Mutex<PracticeAccountManager>>>,
    server: AsyncMutex<Option<PracticeServer>>,
    /// The address on which it listens. Reading this does not wait for the server to start or stop.
    address: Mutex<Option<PracticeAddress>>,
    /// Whether the stored setup was loaded. Locked while the store is read or written, so that the latest setup is
    /// written last.
    loaded: AsyncMutex<bool>,
    /// Why the current setup is not stored.
    error: Mutex<Option<StoreError>>,
}

/// Why the practice Account Manager cannot be used.
#[derive(Debug)]
pub(crate) enum PracticeError {
    /// The cryptography library made no signing key.
    NoKey,
    /// It could not listen on any port.
    NotStarted(StartError),
}

impl Display for PracticeError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoKey => write!(f, "no signing key"),
            Self::NotStarted(error) => error.fmt(f),
        }
    }
}

impl Error for PracticeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::NoKey => None,
            Self::NotStarted(StartError::NoPort(error)) => Some(error),
        }
    }
}

/// Opens the store; blocks.
pub(crate) trait StoreOpener: FnOnce() -> Result<Arc<Store>, StoreError> + Send + 'static {}
impl<F: FnOnce() -> Result<Arc<Store>, StoreError> + Send + 'static> StoreOpener for F {}

struct SystemMoments;

impl MomentSource for SystemMoments {
    fn moment(&self) -> Moment {
        clock::make_moment()
    }
}

impl Practice {
    /// The address on which it listens; `None` while it is off.
    pub(crate) fn address(&self) -> Option<PracticeAddress> {
        lock(&self.address).clone()
    }

    /// Why the setup lasts only until the program ends; `None` when it is stored.
    pub(crate) fn not_stored(&self) -> Option<StoreError> {
        lock(&self.error).clone()
    }

    /// Reads or changes it. `None` when it was never used.
    pub(crate) fn with<T>(&self, look: impl FnOnce(&mut PracticeAccountManager) -> T) -> Option<T> {
        Some(look(&mut lock(self.manager.get()?)))
    }

    /// Makes it if it was never used, which takes a moment because it needs its own key. It can be used without the
    /// store, too.
    pub(crate) async fn ready(
        &self,
        open: impl StoreOpener,
    ) -> Result<Arc<Mutex<PracticeAccountManager>>, PracticeError> {
        let make = || async {
            let made = tauri::async_runtime::spawn_blocking(SigningKey::make).await;
            let key = made.unwrap_or(Err(MakeKeyError)).map_err(|MakeKeyError| PracticeError::NoKey)?;
            Ok(Arc::new(Mutex::new(PracticeAccountManager::new(Arc::new(key)))))
        };
        let manager = self.manager.get_or_try_init(make).await.cloned()?;
        let mut loaded = self.loaded.lock().await;
        if !*loaded {
            match blocking(move || PracticeSnapshot::read(&*open()?)).await {
                Ok(stored) => {
                    lock(&manager).restore(stored);
                    *loaded = true;
                    *lock(&self.error) = None;
                }
                Err(error) => *lock(&self.error) = Some(error),
            }
        }
        Ok(manager)
    }

    /// Stores the current setup. [`Self::not_stored`] says whether that worked.
    pub(crate) async fn store(&self, open: impl StoreOpener) {
        let loaded = self.loaded.lock().await;
        // A setup that could not be loaded is not overwritten.
        if !*loaded {
            return;
        }
        let Some(now) = self.with(|manager| manager.snapshot()) else { return };
        *lock(&self.error) = blocking(move || now.write(&*open()?)).await.err();
    }

    /// Switches it off and forgets its setup. The store still has it.
    pub(crate) async fn forget(&self) {
        self.stop().await;
        let mut loaded = self.loaded.lock().await;
        self.with(PracticeAccountManager::forget_everything);
        *loaded = false;
    }

    /// Switches it on, unless it is on already.
    pub(crate) async fn start(&self, open: impl StoreOpener) -> Result<(), PracticeError> {
        let manager = self.ready(open).await?;
        let mut server = self.server.lock().await;
        if server.is_none() {
            let started = PracticeServer::start(manager, Arc::new(SystemMoments), Limits::default())
                .await
                .map_err(PracticeError::NotStarted)?;
            self.set_address(Some(started.address().clone()));
            *server = Some(started);
        }
        Ok(())
    }

    /// Switches it off. Requests that it is handling get no response.
    pub(crate) async fn stop(&self) {
        let mut server = self.server.lock().await;
        self.set_address(None);
        if let Some(running) = server.take() {
            running.stop().await;
        }
    }

    fn set_address(&self, address: Option<PracticeAddress>) {
        *lock(&self.address) = address;
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let done = tauri::async_runtime::spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(StoreError::Other { detail: error.to_string() }))
}

#[cfg(test)]
mod tests {
    use countersign_core::moment::UnixMillis;
    use countersign_core::practice::{ApiClientForm, read_api_client};
    use countersign_core::vault::Vault;

    use super::*;
    use crate::platform::keychain::SystemKeychain;

    fn run<T>(test: impl Future<Output = T>) -> T {
        tauri::async_runtime::block_on(test)
    }

    fn open_in(folder: &tempfile::TempDir) -> Arc<Store> {
        Arc::new(Store::open(folder.path(), UnixMillis(0)).unwrap().store)
    }

    fn opening(store: &Arc<Store>) -> impl StoreOpener + use<> {
        let store = store.clone();
        move || Ok(store)
    }

    fn add(practice: &Practice, client_id: &str) {
        let form =
            ApiClientForm { password: Some("correct horse battery".into()), ..ApiClientForm::default() };
        let client = read_api_client(client_id.into(), form, None).unwrap();
        practice.with(|manager| {
            manager.save_api_client(client);
            let mut settings = manager.settings().clone();
            settings.faults.inactive = true;
            manager.set_settings(settings);
        });
    }

    fn seen(practice: &Practice) -> (Vec<String>, bool) {
        let look = |manager: &mut PracticeAccountManager| {
            let ids = manager.api_clients().iter().map(|client| client.client_id().to_owned()).collect();
            (ids, manager.settings().faults.inactive)
        };
        practice.with(look).unwrap()
    }

    /// A practice Account Manager that was switched on, with one API client in the store.
    async fn set_up(store: &Arc<Store>) -> Practice {
        let practice = Practice::default();
        practice.start(opening(store)).await.unwrap();
        add(&practice, "one");
        practice.store(opening(store)).await;
        practice
    }

    #[test]
    fn it_has_a_port_only_while_it_is_switched_on_and_keeps_its_settings() {
        let folder = tempfile::tempdir().unwrap();
        let store = open_in(&folder);
        let practice = Practice::default();
        assert!(practice.address().is_none() && practice.with(|_| ()).is_none());
        run(async {
            practice.start(opening(&store)).await.unwrap();
            let address = practice.address().unwrap();
            practice.start(opening(&store)).await.unwrap();
            assert_eq!(practice.address(), Some(address));
            add(&practice, "one");
            practice.stop().await;
        });
        assert!(practice.address().is_none());
        assert_eq!(seen(&practice), (vec!["one".to_owned()], true));
    }

    #[test]
    fn what_was_set_up_is_there_at_the_next_start_and_switched_off() {
        let folder = tempfile::tempdir().unwrap();
        let store = open_in(&folder);
        run(async {
            let practice = set_up(&store).await;
            practice.stop().await;
            assert_eq!(practice.not_stored(), None);
        });
        let next = Practice::default();
        run(next.ready(opening(&store))).unwrap();
        assert_eq!((seen(&next), next.address()), ((vec!["one".to_owned()], true), None));
    }

    #[test]
    fn without_the_store_it_works_says_so_and_overwrites_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let store = open_in(&folder);
        run(set_up(&store));
        let practice = Practice::default();
        run(async {
            practice.ready(|| Err(StoreError::Locked)).await.unwrap();
            add(&practice, "two");
            practice.store(opening(&store)).await;
        });
        assert_eq!(practice.not_stored(), Some(StoreError::Locked));
        // As soon as the store can be opened, both are in it.
        run(async {
            practice.ready(opening(&store)).await.unwrap();
            practice.store(opening(&store)).await;
        });
        assert_eq!(practice.not_stored(), None);
        let next = Practice::default();
        run(next.ready(opening(&store))).unwrap();
        assert_eq!(seen(&next).0, ["one", "two"]);
    }

    #[test]
    fn what_was_deleted_from_the_store_does_not_come_back() {
        let folder = tempfile::tempdir().unwrap();
        let store = open_in(&folder);
        let practice = run(async {
            let practice = set_up(&store).await;
            practice.forget().await;
            Vault::new(store.clone(), Box::new(SystemKeychain)).delete_everything().unwrap();
            practice.ready(opening(&store)).await.unwrap();
            practice
        });
        assert_eq!((seen(&practice), practice.address()), ((Vec::new(), false), None));
    }
}
