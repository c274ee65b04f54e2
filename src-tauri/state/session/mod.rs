//! What the open window holds, for each credential: its key pair, the work under way, the last exchange. Nothing here
//! is stored; `kept.rs` stores.

mod key_pairs;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use countersign_core::certificate::Certificate;
use countersign_core::credential::CredentialId;
use countersign_core::exchange::Exchange;
use countersign_core::key::{Lock, Passphrases, PrivateKey};
use countersign_core::key_pair::{KeyPair, KeyPairFacts, KeySource, LoadReport, Unsaved, load};
use countersign_core::vault::KeyFileConcern;
use secrecy::SecretString;
use tokio_util::sync::CancellationToken;

use crate::lock::lock;
use crate::platform::save::InFiles;
use crate::state::practice::Practice;
use key_pairs::KeyPairs;

/// The state behind the window.
#[derive(Default)]
pub(crate) struct Session {
    desk: Mutex<Desk>,
    save_question: Mutex<Option<SaveQuestion>>,
    /// The practice Account Manager.
    pub(crate) practice: Practice,
    /// The calendar file that was saved last.
    reminder: Mutex<Option<PathBuf>>,
    /// All credentials are being checked.
    pub(crate) checking: Running,
    /// Since when the page owes an answer to the wish to close the window.
    close_asked: Mutex<Option<Instant>>,
    /// Files that were dropped on the window, until the page says whose they are.
    dropped: Mutex<Vec<PathBuf>>,
}

/// How long the page may take to save before a second wish to close the window counts without it. Another program that
/// holds the store's file is waited for in this time.
const DEAF_AFTER: Duration = Duration::from_secs(10);

/// The credential that something belongs to; `None` as long as no credential could be stored. Only the page knows which
/// credential is open: it names one with each command.
pub(crate) type CredentialRef = Option<CredentialId>;

/// One place of work for each credential.
#[derive(Default)]
struct Desk {
    works: HashMap<CredentialRef, Work>,
    /// The credential that nobody's work has become.
    adopted: CredentialRef,
}

/// What is under way with one credential.
#[derive(Default)]
struct Work {
    key_pairs: KeyPairs,
    /// What is stored of the key pair was taken in, or another pair came that is not to be replaced by it.
    opened: bool,
    /// The private key that is stored was seen in this window, or it is known that there is none.
    seen_stored: bool,
    files: KeyFiles,
    locked: Option<Reading>,
    making: Arc<Running>,
    asking: Arc<Running>,
    last_exchange: Option<Arc<Exchange>>,
}

/// The files that the current private key was read from.
#[derive(Clone, Default)]
pub(crate) struct KeyFiles {
    pub(crate) paths: Vec<PathBuf>,
    /// Where they are read each time: what was not as it was before.
    pub(crate) concerns: Vec<KeyFileConcern>,
}

/// What was read, with something in it that no passphrase has opened yet. In memory only, and only until then.
struct Reading {
    sources: Vec<KeySource>,
    /// Where it was read.
    files: Vec<PathBuf>,
    passphrases: Passphrases,
}

/// The person's question that is open: what to do with files that exist.
pub(crate) struct SaveQuestion {
    /// Whose steps asked.
    pub(crate) credential: CredentialRef,
    /// The pair of then, whatever came since.
    pub(crate) pair: KeyPair,
    pub(crate) folder: PathBuf,
    /// The files it was about.
    pub(crate) taken: Vec<String>,
}

impl Desk {
    fn work_of(&mut self, credential: CredentialRef) -> &mut Work {
        self.works.entry(credential.or(self.adopted)).or_default()
    }
}

impl Session {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// What was done before anything could be stored is this credential's, and so is what comes of it later.
    pub(crate) fn adopt(&self, id: CredentialId) {
        let mut desk = lock(&self.desk);
        if let Some(work) = desk.works.remove(&None) {
            desk.works.insert(Some(id), Work { opened: true, ..work });
        }
        desk.adopted = Some(id);
    }

    /// Whose this is now: nobody's work may have become a credential's since.
    pub(crate) fn whose(&self, credential: CredentialRef) -> CredentialRef {
        credential.or(lock(&self.desk).adopted)
    }

    /// Forgets everything of every credential, and ends what is under way for one.
    pub(crate) fn forget_all(&self) {
        let before = std::mem::take(&mut *lock(&self.desk));
        for work in before.works.values() {
            work.making.cancel();
            work.asking.cancel();
        }
        self.checking.cancel();
        *lock(&self.save_question) = None;
        *lock(&self.reminder) = None;
    }

    pub(crate) fn key_pair_of(&self, credential: CredentialRef) -> KeyPair {
        lock(&self.desk).work_of(credential).key_pairs.current().clone()
    }

    pub(crate) fn key_pair_facts_of(&self, credential: CredentialRef) -> KeyPairFacts {
        lock(&self.desk).work_of(credential).key_pairs.facts()
    }

    /// Makes this the current pair of a credential; the one before can be brought back.
    pub(crate) fn replace_key_pair(&self, credential: CredentialRef, next: KeyPair) -> KeyPairFacts {
        let mut desk = lock(&self.desk);
        let work = desk.work_of(credential);
        work.opened = true;
        work.files = KeyFiles::default();
        work.key_pairs.replace(next);
        work.key_pairs.facts()
    }

    /// Takes what was read into the current pair of a credential; `files`: where it was read. While something in it is
    /// locked, it is kept for [`Session::unlock`]. May hash a passphrase: takes a moment.
    pub(crate) fn load(
        &self,
        credential: CredentialRef,
        sources: Vec<KeySource>,
        files: &[PathBuf],
    ) -> LoadReport {
        self.read(credential, Reading { sources, files: files.to_vec(), passphrases: Passphrases::none() })
    }

    /// Reads again what was read last, with one more passphrase; `None` when nothing is locked (any more). Takes as
    /// long as the passphrases take to be hashed.
    pub(crate) fn unlock(
        &self,
        credential: CredentialRef,
        what: Lock,
        passphrase: SecretString,
    ) -> Option<LoadReport> {
        let mut reading = lock(&self.desk).work_of(credential).locked.take()?;
        reading.passphrases.give(what, passphrase);
        // Nobody could read these files each time: the passphrase is not kept.
        reading.files.clear();
        Some(self.read(credential, reading))
    }

    /// Forgets what is locked, and the passphrases for it.
    pub(crate) fn forget_locked(&self, credential: CredentialRef) {
        drop(lock(&self.desk).work_of(credential).locked.take());
    }

    fn read(&self, credential: CredentialRef, reading: Reading) -> LoadReport {
        // Hashing takes long: nobody shall wait for the pair meanwhile.
        let (next, loaded) = load(&self.key_pair_of(credential), &reading.sources, &reading.passphrases);
        let mut desk = lock(&self.desk);
        let work = desk.work_of(credential);
        if loaded.took_private_key {
            work.files = KeyFiles { paths: reading.files.clone(), concerns: Vec::new() };
        } else if loaded.took_certificate && !work.files.paths.is_empty() {
            work.files.paths.extend_from_slice(&reading.files);
        }
        work.locked = (!loaded.locked.is_empty()).then_some(reading);
        // A stored private key that could not be opened yet is still to come.
        work.opened |= loaded.took_private_key;
        work.key_pairs.replace(next);
        loaded.report(work.key_pairs.facts())
    }

    /// Brings an earlier pair of a credential back.
    pub(crate) fn restore_key_pair(&self, credential: CredentialRef) -> KeyPairFacts {
        let mut desk = lock(&self.desk);
        let work = desk.work_of(credential);
        work.files = KeyFiles::default();
        work.key_pairs.restore();
        work.key_pairs.facts()
    }

    /// Whether what is stored of a credential's key pair was taken in.
    pub(crate) fn has_opened_key_pair(&self, credential: CredentialRef) -> bool {
        lock(&self.desk).work_of(credential).opened
    }

    /// Whether the stored private key of a credential was seen in this window. One that was not must not be overwritten.
    pub(crate) fn has_seen_stored(&self, credential: CredentialRef) -> bool {
        lock(&self.desk).work_of(credential).seen_stored
    }

    /// Takes in the stored key pair of a credential; behind the one that is there, if another came meanwhile. `complete`:
    /// nothing of it is missing. `files`: where it was read, if it is read each time.
    pub(crate) fn take_stored(
        &self,
        credential: CredentialRef,
        stored: KeyPair,
        complete: bool,
        files: KeyFiles,
    ) -> KeyPairFacts {
        let mut desk = lock(&self.desk);
        let work = desk.work_of(credential);
        if !work.opened {
            work.opened = complete;
            work.files = files;
            // What came in this window meanwhile stays.
            if work.key_pairs.current() == work.key_pairs.stored() {
                work.key_pairs.begin_with(stored);
            } else {
                work.key_pairs.take_behind(stored);
            }
        } else if complete && !work.seen_stored {
            work.key_pairs.take_behind(stored);
        }
        work.seen_stored |= complete;
        work.key_pairs.facts()
    }

    /// Takes in the stored key pair of a credential behind what is there, unless it was seen before.
    pub(crate) fn see_stored(&self, credential: CredentialRef, stored: KeyPair) {
        let mut desk = lock(&self.desk);
        let work = desk.work_of(credential);
        if !std::mem::replace(&mut work.seen_stored, true) {
            work.key_pairs.take_behind(stored);
            work.opened |= work.key_pairs.current().private_key().is_some();
        }
    }

    /// Where the current private key of a credential was read.
    pub(crate) fn files_of(&self, credential: CredentialRef) -> KeyFiles {
        lock(&self.desk).work_of(credential).files.clone()
    }

    /// What is stored of a credential's key pair, as far as this window knows.
    pub(crate) fn stored_of(&self, credential: CredentialRef) -> KeyPair {
        lock(&self.desk).work_of(credential).key_pairs.stored().clone()
    }

    /// Notes that this is what is stored of a credential's key pair now.
    pub(crate) fn mark_stored(&self, credential: CredentialRef, stored: KeyPair) {
        let mut desk = lock(&self.desk);
        let work = desk.work_of(credential);
        work.key_pairs.mark_stored(stored);
        work.seen_stored = true;
    }

    /// Notes that this certificate is stored beside a private key that was not seen yet.
    pub(crate) fn mark_certificate_stored(&self, credential: CredentialRef, stored: KeyPair) {
        lock(&self.desk).work_of(credential).key_pairs.mark_stored(stored);
    }

    /// Notes that this certificate is stored, though the private key is for this session only.
    pub(crate) fn mark_certificate_kept(&self, credential: CredentialRef, certificate: Option<Certificate>) {
        lock(&self.desk).work_of(credential).key_pairs.mark_certificate_kept(certificate);
    }

    /// The credentials with a private key that is not stored.
    pub(crate) fn with_unstored_key(&self) -> Vec<CredentialId> {
        let desk = lock(&self.desk);
        let unstored = desk.works.iter().filter(|(_, work)| work.key_pairs.has_unstored_key());
        unstored.filter_map(|(credential, _)| *credential).collect()
    }

    /// Notes what of this pair is in files now.
    pub(crate) fn mark_saved(&self, saved: &KeyPair, in_files: InFiles) {
        lock(&self.desk).works.values_mut().for_each(|work| work.key_pairs.mark_saved(saved, in_files));
    }

    /// Notes that a server gave a token for an assertion that this key of a credential signed. Whether that is news of
    /// its current pair.
    pub(crate) fn note_token_received(&self, credential: CredentialRef, signed_with: &PrivateKey) -> bool {
        lock(&self.desk).work_of(credential).key_pairs.note_token_received(signed_with)
    }

    /// The calendar file that was saved last.
    pub(crate) fn reminder(&self) -> Option<PathBuf> {
        lock(&self.reminder).clone()
    }

    pub(crate) fn keep_reminder(&self, path: PathBuf) {
        *lock(&self.reminder) = Some(path);
    }

    /// A pair of which something would be lost with the window, and what: of this credential if there is one, and the current
    /// one before those that came earlier.
    pub(crate) fn unsaved_key_pair(&self, first: CredentialRef) -> Option<(KeyPair, Unsaved)> {
        let mut desk = lock(&self.desk);
        let unsaved = desk.work_of(first).key_pairs.unsaved();
        unsaved.or_else(|| desk.works.values().find_map(|work| work.key_pairs.unsaved()))
    }

    /// The making of a key pair for this credential.
    pub(crate) fn making(&self, credential: CredentialRef) -> Arc<Running> {
        lock(&self.desk).work_of(credential).making.clone()
    }

    /// The request of this credential that is on its way.
    pub(crate) fn asking(&self, credential: CredentialRef) -> Arc<Running> {
        lock(&self.desk).work_of(credential).asking.clone()
    }

    pub(crate) fn last_exchange(&self, credential: CredentialRef) -> Option<Arc<Exchange>> {
        lock(&self.desk).work_of(credential).last_exchange.clone()
    }

    /// Keeps this exchange as the last one of a credential, unless a later request took its place. Whether it was kept.
    pub(crate) fn keep_exchange(
        &self,
        credential: CredentialRef,
        exchange: Arc<Exchange>,
        cancelled: &CancellationToken,
    ) -> bool {
        let mut desk = lock(&self.desk);
        // Asked under the lock: a later request cancels this one before it keeps its own.
        let keep = !cancelled.is_cancelled();
        if keep {
            desk.work_of(credential).last_exchange = Some(exchange);
        }
        keep
    }

    /// The person wants to close the window. Whether they wanted it before, and the page did not answer for long.
    pub(crate) fn ask_close(&self, now: Instant) -> bool {
        let since = *lock(&self.close_asked).get_or_insert(now);
        now.duration_since(since) > DEAF_AFTER
    }

    /// The page answered.
    pub(crate) fn answer_close(&self) {
        *lock(&self.close_asked) = None;
    }

    /// What the person was asked about.
    pub(crate) fn take_save_question(&self) -> Option<SaveQuestion> {
        lock(&self.save_question).take()
    }

    pub(crate) fn ask_about_saving(&self, question: SaveQuestion) {
        *lock(&self.save_question) = Some(question);
    }

    /// Keeps what was dropped on the window until the page says whose it is.
    pub(crate) fn keep_dropped(&self, files: Vec<PathBuf>) {
        *lock(&self.dropped) = files;
    }

    pub(crate) fn take_dropped(&self) -> Vec<PathBuf> {
        std::mem::take(&mut *lock(&self.dropped))
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

#[cfg(test)]
pub(crate) mod tests;
