//! What the open window holds: the key pair, the work under way, the last exchange. Nothing here is stored.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use countersign_core::exchange::Exchange;
use countersign_core::key::{Lock, Passphrases, PrivateKey};
use countersign_core::key_pair::{KeyPair, KeyPairFacts, KeySource, LoadReport, load};
use secrecy::SecretString;
use tokio_util::sync::CancellationToken;

use crate::platform::clock;
use crate::practice::Practice;

/// The state behind the window.
#[derive(Default)]
pub(crate) struct Session {
    key_pairs: Mutex<KeyPairs>,
    /// The key pair that is being made.
    pub(crate) making: Running,
    /// The request that is on its way.
    pub(crate) asking: Running,
    /// The practice Account Manager.
    pub(crate) practice: Practice,
    last_exchange: Mutex<Option<Arc<Exchange>>>,
    save_question: Mutex<Option<SaveQuestion>>,
    /// The calendar file that was saved last.
    reminder: Mutex<Option<PathBuf>>,
    locked: Mutex<Option<Reading>>,
}

/// What was read, with something in it that no passphrase has opened yet. In memory only, and only until then.
struct Reading {
    sources: Vec<KeySource>,
    passphrases: Passphrases,
}

#[derive(Default)]
struct KeyPairs {
    current: KeyPair,
    /// Pairs from before, the latest last, so that nothing is lost by a wrong drop or click: the one before the
    /// current, every one whose generated key was saved nowhere, and every new one of a rotation under way.
    earlier: Vec<KeyPair>,
}

/// The person's question that is open: what to do with files that exist.
struct SaveQuestion {
    pair: KeyPair,
    folder: PathBuf,
    /// The files it was about.
    taken: Vec<String>,
}

impl KeyPairs {
    fn facts(&self) -> KeyPairFacts {
        self.current.facts(clock::now().seconds(), !self.earlier.is_empty())
    }

    fn replace(&mut self, next: KeyPair) {
        let before = std::mem::replace(&mut self.current, next);
        // A pair that only gained its other half is still there.
        if !self.current.keeps(&before) {
            self.earlier.retain(|pair| pair.is_unsaved() || pair.rotation().is_some());
            self.earlier.push(before);
        }
    }

    /// Takes the latest of the earlier pairs; the current one goes behind all others, so that doing it again and
    /// again shows each.
    fn restore(&mut self) {
        if let Some(latest) = self.earlier.pop() {
            let current = std::mem::replace(&mut self.current, latest);
            if !current.is_empty() {
                self.earlier.insert(0, current);
            }
        }
    }

    fn unsaved(&self) -> Option<&KeyPair> {
        std::iter::once(&self.current).chain(self.earlier.iter().rev()).find(|pair| pair.is_unsaved())
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

    /// Takes what was read into the current pair. While something in it is locked, it is kept for
    /// [`Session::unlock`]. May hash a passphrase: takes a moment.
    pub(crate) fn load(&self, sources: Vec<KeySource>) -> LoadReport {
        self.read(Reading { sources, passphrases: Passphrases::none() })
    }

    /// Reads again what was read last, with one more passphrase; `None` when nothing is locked (any more). Takes as
    /// long as the passphrases take to be hashed.
    pub(crate) fn unlock(&self, what: Lock, passphrase: SecretString) -> Option<LoadReport> {
        let mut reading = lock(&self.locked).take()?;
        reading.passphrases.give(what, passphrase);
        Some(self.read(reading))
    }

    /// Forgets what is locked, and the passphrases for it.
    pub(crate) fn forget_locked(&self) {
        drop(lock(&self.locked).take());
    }

    fn read(&self, reading: Reading) -> LoadReport {
        // Hashing takes long: nobody shall wait for the pair meanwhile.
        let (next, loaded) = load(&self.key_pair(), &reading.sources, &reading.passphrases);
        *lock(&self.locked) = (!loaded.locked.is_empty()).then_some(reading);
        loaded.report(self.replace_key_pair(next))
    }

    /// Brings an earlier pair back.
    pub(crate) fn restore_key_pair(&self) -> KeyPairFacts {
        let mut pairs = lock(&self.key_pairs);
        pairs.restore();
        pairs.facts()
    }

    /// Notes that the key of this pair is in a file now.
    pub(crate) fn mark_saved(&self, saved: &KeyPair) -> KeyPairFacts {
        let mut pairs = lock(&self.key_pairs);
        let KeyPairs { current, earlier } = &mut *pairs;
        for pair in std::iter::once(current).chain(earlier) {
            if pair.private_key() == saved.private_key() {
                pair.mark_saved();
            }
        }
        pairs.facts()
    }

    /// Notes that a server gave a token for an assertion that this key signed.
    pub(crate) fn note_token_received(&self, signed_with: &PrivateKey) {
        let mut pairs = lock(&self.key_pairs);
        let KeyPairs { current, earlier } = &mut *pairs;
        for pair in std::iter::once(current).chain(earlier) {
            pair.note_token_received(signed_with);
        }
    }

    /// The calendar file that was saved last.
    pub(crate) fn reminder(&self) -> Option<PathBuf> {
        lock(&self.reminder).clone()
    }

    pub(crate) fn keep_reminder(&self, path: PathBuf) {
        *lock(&self.reminder) = Some(path);
    }

    /// A pair whose generated key would be lost with the window: the current one, else the latest before it.
    pub(crate) fn unsaved_key_pair(&self) -> Option<KeyPair> {
        lock(&self.key_pairs).unsaved().cloned()
    }

    pub(crate) fn last_exchange(&self) -> Option<Arc<Exchange>> {
        lock(&self.last_exchange).clone()
    }

    /// Keeps this exchange as the last one, unless a later request took its place. Whether it was kept.
    pub(crate) fn keep_exchange(&self, exchange: Arc<Exchange>, cancelled: &CancellationToken) -> bool {
        let mut last = lock(&self.last_exchange);
        // Asked under the lock: a later request cancels this one before it keeps its own.
        let keep = !cancelled.is_cancelled();
        if keep {
            *last = Some(exchange);
        }
        keep
    }

    /// The key pair, folder and file names that the person was asked about: the pair of then, whatever came since.
    pub(crate) fn take_save_question(&self) -> Option<(KeyPair, PathBuf, Vec<String>)> {
        lock(&self.save_question).take().map(|question| (question.pair, question.folder, question.taken))
    }

    pub(crate) fn ask_about_saving(&self, pair: KeyPair, folder: PathBuf, taken: Vec<String>) {
        *lock(&self.save_question) = Some(SaveQuestion { pair, folder, taken });
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
    use countersign_core::rotation::RotationWay;
    use countersign_core::save_as::{SaveFormat, file_content};
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
    fn the_new_pair_of_a_rotation_stays_while_another_is_looked_at() {
        let session = Session::new();
        let (old, made) = (make_pair(), make_pair());
        let key = made.private_key().unwrap().clone();
        let new = old.rotated(key.clone(), made.certificate().unwrap().clone(), RotationWay::SameApiClient);
        session.replace_key_pair(old);
        session.replace_key_pair(new);
        session.mark_saved(&made);
        session.replace_key_pair(KeyPair::default());
        session.replace_key_pair(make_pair());
        session.note_token_received(&key);
        while session.key_pair().private_key() != Some(&key) {
            session.restore_key_pair();
        }
        let rotation = session.key_pair_facts().rotation.unwrap();
        assert!(rotation.token_received && rotation.old_certificate.is_some());
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
    fn what_is_locked_waits_for_its_passphrase_and_is_forgotten_then() {
        let session = Session::new();
        let pair = make_pair();
        let locked = file_content(&pair, SaveFormat::KeyPkcs8, Some(&"right".into()), false).unwrap();
        let source = KeySource { name: Some("key.pem".into()), content: Ok(locked.bytes) };
        let report = session.load(vec![source, KeySource::pasted(certificate_text(&pair))]);
        assert!(report.took_certificate, "the rest is taken");
        let lock = report.locked[0].lock.clone();
        let report = session.unlock(lock.clone(), "wrong".into()).unwrap();
        assert!(report.locked[0].refused);
        let report = session.unlock(lock.clone(), "right".into()).unwrap();
        assert_eq!(report.key_pair.belong_together, Some(true));
        assert!(report.locked.is_empty() && session.unlock(lock, "right".into()).is_none());
    }

    #[test]
    fn what_is_locked_can_be_forgotten() {
        let session = Session::new();
        let locked = file_content(&make_pair(), SaveFormat::KeyPkcs8, Some(&"right".into()), false).unwrap();
        let report = session.load(vec![KeySource { name: None, content: Ok(locked.bytes) }]);
        session.forget_locked();
        assert!(session.unlock(report.locked[0].lock.clone(), "right".into()).is_none());
    }

    #[test]
    fn every_generated_key_is_guarded_until_it_is_saved_however_many_came_after() {
        let session = Session::new();
        let pairs = [make_pair(), make_pair(), make_pair()];
        for pair in &pairs {
            session.replace_key_pair(pair.clone());
        }
        session.load(vec![KeySource::pasted(certificate_text(&make_pair()))]);
        let mut guarded = Vec::new();
        while let Some(pair) = session.unsaved_key_pair() {
            session.mark_saved(&pair);
            guarded.push(pair.private_key().cloned());
        }
        let newest_first = pairs.iter().rev().map(|pair| pair.private_key().cloned());
        assert_eq!(guarded, newest_first.collect::<Vec<_>>());
    }

    #[test]
    fn bringing_back_again_and_again_shows_every_unsaved_pair() {
        let session = Session::new();
        let pairs = [make_pair(), make_pair(), make_pair()];
        for pair in &pairs {
            session.replace_key_pair(pair.clone());
        }
        let mut seen = Vec::new();
        for _ in 0..3 {
            session.restore_key_pair();
            seen.push(session.key_pair());
        }
        assert_eq!(seen, [pairs[1].clone(), pairs[0].clone(), pairs[2].clone()]);
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
