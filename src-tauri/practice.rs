//! The practice Account Manager of this program: made when it is first needed, on a port only while it is switched on.
//! Nothing of it is stored.

use std::sync::{Arc, Mutex, PoisonError};

use countersign_core::key::MakeKeyError;
use countersign_core::moment::Moment;
use countersign_core::practice::{
    AccountManager, Limits, MomentSource, PracticeAddress, PracticeServer, SigningKey, StartError,
};
use tokio::sync::{Mutex as AsyncMutex, OnceCell};

use crate::platform::clock;

/// Its state: API clients and faults stay while it is off.
#[derive(Default)]
pub(crate) struct Practice {
    manager: OnceCell<Arc<Mutex<AccountManager>>>,
    server: AsyncMutex<Option<PracticeServer>>,
    /// Where it runs, for whoever cannot wait.
    address: Mutex<Option<PracticeAddress>>,
}

/// Why it cannot be used.
#[derive(Debug)]
pub(crate) enum PracticeTrouble {
    /// The cryptography library made no signing key.
    NoKey,
    /// It has no port.
    NotStarted(StartError),
}

struct SystemMoments;

impl MomentSource for SystemMoments {
    fn moment(&self) -> Moment {
        clock::make_moment()
    }
}

impl Practice {
    /// Where it runs; `None` while it is off.
    pub(crate) fn address(&self) -> Option<PracticeAddress> {
        self.address.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Looks at it, or changes it; `None` when it was never used.
    pub(crate) fn with<T>(&self, look: impl FnOnce(&mut AccountManager) -> T) -> Option<T> {
        let manager = self.manager.get()?;
        Some(look(&mut manager.lock().unwrap_or_else(PoisonError::into_inner)))
    }

    /// Makes it if it was never used, which takes a moment: it needs a key of its own.
    pub(crate) async fn ready(&self) -> Result<Arc<Mutex<AccountManager>>, PracticeTrouble> {
        let make = || async {
            let made = tauri::async_runtime::spawn_blocking(SigningKey::make).await;
            let key = made.unwrap_or(Err(MakeKeyError)).map_err(|MakeKeyError| PracticeTrouble::NoKey)?;
            Ok(Arc::new(Mutex::new(AccountManager::new(Arc::new(key)))))
        };
        self.manager.get_or_try_init(make).await.cloned()
    }

    /// Switches it on; nothing happens when it is on.
    pub(crate) async fn start(&self) -> Result<(), PracticeTrouble> {
        let manager = self.ready().await?;
        let mut server = self.server.lock().await;
        if server.is_none() {
            let started = PracticeServer::start(manager, Arc::new(SystemMoments), Limits::default())
                .await
                .map_err(PracticeTrouble::NotStarted)?;
            self.note(Some(started.address().clone()));
            *server = Some(started);
        }
        Ok(())
    }

    /// Switches it off; requests under way get no answer.
    pub(crate) async fn stop(&self) {
        let mut server = self.server.lock().await;
        self.note(None);
        if let Some(running) = server.take() {
            running.stop().await;
        }
    }

    fn note(&self, address: Option<PracticeAddress>) {
        *self.address.lock().unwrap_or_else(PoisonError::into_inner) = address;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_has_a_port_only_while_it_is_switched_on_and_keeps_its_settings() {
        let practice = Practice::default();
        assert!(practice.address().is_none() && practice.with(|_| ()).is_none());
        tauri::async_runtime::block_on(async {
            practice.start().await.unwrap();
            let address = practice.address().unwrap();
            practice.start().await.unwrap();
            assert_eq!(practice.address(), Some(address));
            practice.with(|manager| {
                let mut settings = manager.settings().clone();
                settings.faults.inactive = true;
                manager.set_settings(settings);
            });
            practice.stop().await;
            assert!(practice.address().is_none());
            assert_eq!(practice.with(|manager| manager.settings().faults.inactive), Some(true));
        });
    }
}
