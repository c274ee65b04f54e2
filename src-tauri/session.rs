//! What the open window holds: the key pair, the work under way, the last exchange. Nothing here is stored.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use countersign_core::exchange::Exchange;
use countersign_core::key_pair::{KeyPair, KeyPairFacts, KeySource, LoadReport, load};
use tokio_util::sync::CancellationToken;

use crate::platform::clock;

/// The state behind the window.
#[derive(Default)]
pub(crate) struct Session {
    key_pairs: Mutex<KeyPairs>,
    /// The key pair that is being made.
    pub(crate) making: Running,
    /// The request that is on its way.
    pub(crate) asking: Running,
    last_exchange: Mutex<Option<Arc<Exchange>>>,
    save_folder: Mutex<Option<PathBuf>>,
}

#[derive(Default)]
struct KeyPairs {
    current: KeyPair,
    /// The pair before the current one, so that nothing is lost by a wrong drop or click.
    previous: Option<KeyPair>,
}

impl KeyPairs {
    fn facts(&self) -> KeyPairFacts {
        self.current.facts(clock::now().seconds(), self.previous.is_some())
    }

    fn replace(&mut self, next: KeyPair) {
        let before = std::mem::replace(&mut self.current, next);
        // A pair that only gained its other half is still there.
        if !self.current.keeps(&before) {
            self.previous = Some(before);
        }
    }
}

impl Session {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn key_pair(&self) -> KeyPair {
        lock(&self.key_pairs).current.clone()
    }

    pub(crate) fn key_pair_facts(&self) -> KeyPairFacts {
        lock(&self.key_pairs).facts()
    }

    /// Makes this the current pair; the one before can be brought back.
    pub(crate) fn replace_key_pair(&self, next: KeyPair) -> KeyPairFacts {
        let mut pairs = lock(&self.key_pairs);
        pairs.replace(next);
        pairs.facts()
    }

    /// Takes what was read into the current pair.
    pub(crate) fn load(&self, sources: Vec<KeySource>) -> LoadReport {
        let mut pairs = lock(&self.key_pairs);
        let (next, mut report) =
            load(&pairs.current, sources, clock::now().seconds(), pairs.previous.is_some());
        pairs.replace(next);
        report.key_pair = pairs.facts();
        report
    }

    /// Swaps the current pair and the one before it.
    pub(crate) fn restore_key_pair(&self) -> KeyPairFacts {
        let mut pairs = lock(&self.key_pairs);
        if let Some(previous) = pairs.previous.take() {
            let current = std::mem::replace(&mut pairs.current, previous);
            pairs.previous = (!current.is_empty()).then_some(current);
        }
        pairs.facts()
    }

    /// Notes that the key of this pair is in a file now.
    pub(crate) fn mark_saved(&self, saved: &KeyPair) -> KeyPairFacts {
        let mut pairs = lock(&self.key_pairs);
        let KeyPairs { current, previous } = &mut *pairs;
        for pair in [Some(current), previous.as_mut()].into_iter().flatten() {
            if pair.private_key() == saved.private_key() {
                pair.mark_saved();
            }
        }
        pairs.facts()
    }

    /// Whether closing the window would lose a generated key.
    pub(crate) fn has_unsaved_key(&self) -> bool {
        let pairs = lock(&self.key_pairs);
        pairs.current.is_unsaved() || pairs.previous.as_ref().is_some_and(KeyPair::is_unsaved)
    }

    pub(crate) fn last_exchange(&self) -> Option<Arc<Exchange>> {
        lock(&self.last_exchange).clone()
    }

    pub(crate) fn set_last_exchange(&self, exchange: Arc<Exchange>) {
        *lock(&self.last_exchange) = Some(exchange);
    }

    /// The folder for which the person was asked what to do with existing files.
    pub(crate) fn take_save_folder(&self) -> Option<PathBuf> {
        lock(&self.save_folder).take()
    }

    pub(crate) fn set_save_folder(&self, folder: PathBuf) {
        *lock(&self.save_folder) = Some(folder);
    }
}

/// A piece of work that runs once at a time and can be cancelled.
#[derive(Default)]
pub(crate) struct Running(Mutex<CancellationToken>);

impl Running {
    /// Begins anew: what ran before is cancelled.
    pub(crate) fn start(&self) -> CancellationToken {
        let token = CancellationToken::new();
        std::mem::replace(&mut *lock(&self.0), token.clone()).cancel();
        token
    }

    pub(crate) fn cancel(&self) {
        lock(&self.0).cancel();
    }
}

/// A panic while the lock was held leaves values that are still whole: each is replaced in one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
