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
    asked_about_saving: Mutex<Option<(KeyPair, PathBuf)>>,
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

    /// The key pair, and the folder in which the person was asked what to do with existing files. The pair is
    /// the one they were asked about, whatever came since.
    pub(crate) fn take_asked_about_saving(&self) -> Option<(KeyPair, PathBuf)> {
        lock(&self.asked_about_saving).take()
    }

    pub(crate) fn set_asked_about_saving(&self, pair: KeyPair, folder: PathBuf) {
        *lock(&self.asked_about_saving) = Some((pair, folder));
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

#[cfg(test)]
mod tests {
    use countersign_core::certificate::{CertificateOptions, make_self_signed};
    use countersign_core::key::{RsaBits, make_rsa_key};
    use secrecy::ExposeSecret as _;

    use super::*;

    fn make_pair() -> KeyPair {
        let key = make_rsa_key(RsaBits::Rsa2048).unwrap();
        let certificate = make_self_signed(&key, &CertificateOptions::default(), clock::now().seconds());
        KeyPair::generated(key, certificate.unwrap())
    }

    fn certificate_text(pair: &KeyPair) -> String {
        pair.certificate().unwrap().to_pem()
    }

    #[test]
    fn a_replaced_pair_can_be_brought_back_and_forth() {
        let session = Session::new();
        let (first, second) = (make_pair(), make_pair());
        assert!(!session.replace_key_pair(first.clone()).can_restore_previous);
        assert!(session.replace_key_pair(second.clone()).can_restore_previous);
        session.restore_key_pair();
        assert_eq!(session.key_pair(), first);
        session.restore_key_pair();
        assert_eq!(session.key_pair(), second);
    }

    #[test]
    fn a_removed_pair_can_be_brought_back() {
        let session = Session::new();
        let pair = make_pair();
        session.replace_key_pair(pair.clone());
        assert!(session.replace_key_pair(KeyPair::default()).can_restore_previous);
        assert!(!session.restore_key_pair().can_restore_previous);
        assert_eq!(session.key_pair(), pair);
    }

    #[test]
    fn gaining_the_other_half_replaces_nothing() {
        let session = Session::new();
        let pair = make_pair();
        // A test shows the key's text to the reader it tests.
        let key = pair.private_key().unwrap().to_pkcs8_pem().expose_secret().to_owned();
        session.load(vec![KeySource::pasted(key)]);
        let report = session.load(vec![KeySource::pasted(certificate_text(&pair))]);
        assert_eq!(report.key_pair.belong_together, Some(true));
        assert!(!report.key_pair.can_restore_previous);
    }

    #[test]
    fn a_generated_key_is_guarded_until_it_is_saved_even_after_it_was_replaced() {
        let session = Session::new();
        let pair = make_pair();
        session.replace_key_pair(pair.clone());
        assert!(session.has_unsaved_key());
        session.load(vec![KeySource::pasted(certificate_text(&make_pair()))]);
        assert!(session.has_unsaved_key(), "it can still be brought back, so it can still be lost");
        session.mark_saved(&pair);
        assert!(!session.has_unsaved_key());
    }

    #[test]
    fn beginning_anew_cancels_what_ran_before() {
        let running = Running::default();
        let first = running.start();
        let second = running.start();
        assert!(first.is_cancelled() && !second.is_cancelled());
        running.cancel();
        assert!(second.is_cancelled());
    }
}
