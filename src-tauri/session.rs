//! What the open window holds, for each credential: its key pair, the work under way, the last exchange. Nothing here
//! is stored; `kept.rs` stores.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use countersign_core::certificate::Certificate;
use countersign_core::credential::CredentialId;
use countersign_core::exchange::Exchange;
use countersign_core::key::{Lock, Passphrases, PrivateKey};
use countersign_core::key_pair::{KeyPair, KeyPairFacts, KeySource, LoadReport, Origin, Unsaved, load};
use secrecy::SecretString;
use tokio_util::sync::CancellationToken;

use crate::platform::clock;
use crate::practice::Practice;

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
    /// The person wants to close the window, and the page was told but has not answered.
    close_asked: AtomicBool,
}

/// The credential that is open; none as long as none could be stored.
pub(crate) type Of = Option<CredentialId>;

/// One place of work for each credential, and which of them is in the window.
#[derive(Default)]
struct Desk {
    open: Of,
    works: HashMap<Of, Work>,
}

/// What is under way with one credential.
#[derive(Default)]
struct Work {
    key_pairs: KeyPairs,
    /// What is stored of the key pair was taken in.
    opened: bool,
    /// The files that the current private key was read from.
    files: Vec<PathBuf>,
    locked: Option<Reading>,
    making: Arc<Running>,
    asking: Arc<Running>,
    last_exchange: Option<Arc<Exchange>>,
}

/// What was read, with something in it that no passphrase has opened yet. In memory only, and only until then.
struct Reading {
    sources: Vec<KeySource>,
    /// Where it was read.
    files: Vec<PathBuf>,
    passphrases: Passphrases,
}

#[derive(Default)]
struct KeyPairs {
    current: KeyPair,
    /// What is sealed with the credential, or read from files each time: that is not lost with the window.
    stored: KeyPair,
    /// Pairs from before, the latest last, so that nothing is lost by a wrong drop or click: the one before the
    /// current, every one whose generated key was saved nowhere, and every new one of a rotation under way.
    earlier: Vec<KeyPair>,
}

/// Which halves of a pair were written to files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct InFiles {
    pub(crate) private_key: bool,
    pub(crate) certificate: bool,
}

/// The person's question that is open: what to do with files that exist.
struct SaveQuestion {
    pair: KeyPair,
    folder: PathBuf,
    /// The files it was about.
    taken: Vec<String>,
}

impl Desk {
    fn work(&mut self) -> &mut Work {
        self.work_of(self.open)
    }

    fn work_of(&mut self, of: Of) -> &mut Work {
        self.works.entry(of).or_default()
    }
}

impl KeyPairs {
    fn facts(&self) -> KeyPairFacts {
        let facts = self.current.facts(clock::now().seconds(), !self.earlier.is_empty());
        KeyPairFacts { unsaved: self.in_danger(&self.current), ..facts }
    }

    fn replace(&mut self, next: KeyPair) {
        let before = std::mem::replace(&mut self.current, next);
        // A pair that only gained its other half is still there.
        if !self.current.keeps(&before) {
            self.earlier
                .retain(|pair| pair.unsaved() == Some(Unsaved::PrivateKey) || pair.rotation().is_some());
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

    fn unsaved(&self) -> Option<(KeyPair, Unsaved)> {
        let in_danger = |pair: &KeyPair| Some((pair.clone(), self.in_danger(pair)?));
        // A certificate that another took the place of is of no use any more; its key may be.
        let earlier = || self.earlier.iter().rev().filter_map(in_danger);
        in_danger(&self.current).or_else(|| earlier().find(|(_, unsaved)| *unsaved == Unsaved::PrivateKey))
    }

    /// What was made here and would be lost with the window.
    fn in_danger(&self, pair: &KeyPair) -> Option<Unsaved> {
        pair.lost_without(&self.stored)
    }

    fn is_stored(&self, pair: &KeyPair) -> bool {
        pair.private_key() == self.stored.private_key()
    }
}

impl Session {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// The credential that is open in the window.
    pub(crate) fn of(&self) -> Of {
        lock(&self.desk).open
    }

    /// Opens this credential in the window. What the one before holds stays with it.
    pub(crate) fn open(&self, id: CredentialId) {
        lock(&self.desk).open = Some(id);
    }

    /// What was done before anything could be stored is this credential's, and it is open.
    pub(crate) fn adopt(&self, id: CredentialId) {
        let mut desk = lock(&self.desk);
        if let Some(work) = desk.works.remove(&None) {
            desk.works.insert(Some(id), Work { opened: true, ..work });
        }
        desk.open = Some(id);
    }

    /// Forgets everything of every credential.
    pub(crate) fn forget_all(&self) {
        *lock(&self.desk) = Desk::default();
        *lock(&self.save_question) = None;
        *lock(&self.reminder) = None;
    }

    pub(crate) fn key_pair(&self) -> KeyPair {
        self.key_pair_of(self.of())
    }

    pub(crate) fn key_pair_of(&self, of: Of) -> KeyPair {
        lock(&self.desk).work_of(of).key_pairs.current.clone()
    }

    pub(crate) fn key_pair_facts(&self) -> KeyPairFacts {
        self.key_pair_facts_of(self.of())
    }

    pub(crate) fn key_pair_facts_of(&self, of: Of) -> KeyPairFacts {
        lock(&self.desk).work_of(of).key_pairs.facts()
    }

    /// Makes this the current pair of a credential; the one before can be brought back.
    pub(crate) fn replace_key_pair(&self, of: Of, next: KeyPair) -> KeyPairFacts {
        let mut desk = lock(&self.desk);
        let work = desk.work_of(of);
        work.opened = true;
        work.files.clear();
        work.key_pairs.replace(next);
        work.key_pairs.facts()
    }

    /// Takes what was read into the current pair of a credential; `files`: where it was read. While something in it is
    /// locked, it is kept for [`Session::unlock`]. May hash a passphrase: takes a moment.
    pub(crate) fn load(&self, of: Of, sources: Vec<KeySource>, files: &[PathBuf]) -> LoadReport {
        self.read(of, Reading { sources, files: files.to_vec(), passphrases: Passphrases::none() })
    }

    /// Reads again what was read last, with one more passphrase; `None` when nothing is locked (any more). Takes as
    /// long as the passphrases take to be hashed.
    pub(crate) fn unlock(&self, of: Of, what: Lock, passphrase: SecretString) -> Option<LoadReport> {
        let mut reading = lock(&self.desk).work_of(of).locked.take()?;
        reading.passphrases.give(what, passphrase);
        // Nobody could read these files each time: the passphrase is not kept.
        reading.files.clear();
        Some(self.read(of, reading))
    }

    /// Forgets what is locked, and the passphrases for it.
    pub(crate) fn forget_locked(&self) {
        drop(lock(&self.desk).work().locked.take());
    }

    fn read(&self, of: Of, reading: Reading) -> LoadReport {
        // Hashing takes long: nobody shall wait for the pair meanwhile.
        let (next, loaded) = load(&self.key_pair_of(of), &reading.sources, &reading.passphrases);
        let mut desk = lock(&self.desk);
        let work = desk.work_of(of);
        if loaded.took_private_key {
            work.files.clone_from(&reading.files);
        } else if loaded.took_certificate && !work.files.is_empty() {
            work.files.extend_from_slice(&reading.files);
        }
        work.locked = (!loaded.locked.is_empty()).then_some(reading);
        // A stored private key that could not be opened yet is still to come.
        work.opened |= loaded.took_private_key;
        work.key_pairs.replace(next);
        loaded.report(work.key_pairs.facts())
    }

    /// Brings an earlier pair of the open credential back.
    pub(crate) fn restore_key_pair(&self) -> KeyPairFacts {
        let mut desk = lock(&self.desk);
        let work = desk.work();
        work.files.clear();
        work.key_pairs.restore();
        work.key_pairs.facts()
    }

    /// Whether what is stored of a credential's key pair was taken in.
    pub(crate) fn has_opened_key_pair(&self, of: Of) -> bool {
        lock(&self.desk).work_of(of).opened
    }

    /// Takes in the stored key pair of a credential, unless another one came meanwhile. `complete`: nothing of it is
    /// missing. `files`: where it was read, if it is read each time.
    pub(crate) fn take_stored(
        &self,
        of: Of,
        stored: KeyPair,
        complete: bool,
        files: &[PathBuf],
    ) -> KeyPairFacts {
        let mut desk = lock(&self.desk);
        let work = desk.work_of(of);
        if !work.opened {
            work.opened = complete;
            work.files = files.to_vec();
            work.key_pairs.stored = stored.clone();
            work.key_pairs.current = stored;
        }
        work.key_pairs.facts()
    }

    /// Where the current private key of a credential was read.
    pub(crate) fn files_of(&self, of: Of) -> Vec<PathBuf> {
        lock(&self.desk).work_of(of).files.clone()
    }

    /// What is stored of a credential's key pair, as far as this window knows.
    pub(crate) fn stored_of(&self, of: Of) -> KeyPair {
        lock(&self.desk).work_of(of).key_pairs.stored.clone()
    }

    /// Notes that this is what is stored of a credential's key pair now.
    pub(crate) fn mark_stored(&self, of: Of, stored: KeyPair) {
        lock(&self.desk).work_of(of).key_pairs.stored = stored;
    }

    /// Notes that this certificate of a credential is stored, though the private key need not be.
    pub(crate) fn mark_certificate_stored(&self, of: Of, stored: Option<Certificate>) {
        let mut desk = lock(&self.desk);
        let pairs = &mut desk.work_of(of).key_pairs;
        let key = pairs.stored.private_key().cloned().zip(pairs.stored.private_key_origin().cloned());
        pairs.stored = KeyPair::kept(key, stored.map(|certificate| (certificate, Origin::Generated)));
    }

    /// The credentials with a private key that is not stored.
    pub(crate) fn with_unstored_key(&self) -> Vec<CredentialId> {
        let desk = lock(&self.desk);
        let unstored = desk.works.iter().filter(|(_, Work { key_pairs, .. })| {
            key_pairs.current.private_key().is_some() && !key_pairs.is_stored(&key_pairs.current)
        });
        unstored.filter_map(|(of, _)| *of).collect()
    }

    /// Notes what of this pair is in files now.
    pub(crate) fn mark_saved(&self, saved: &KeyPair, in_files: InFiles) -> KeyPairFacts {
        let mut desk = lock(&self.desk);
        for work in desk.works.values_mut() {
            let KeyPairs { current, earlier, .. } = &mut work.key_pairs;
            for pair in std::iter::once(current).chain(earlier) {
                if in_files.private_key && pair.private_key() == saved.private_key() {
                    pair.mark_key_saved();
                }
                if in_files.certificate && pair.certificate() == saved.certificate() {
                    pair.mark_certificate_saved();
                }
            }
        }
        desk.work().key_pairs.facts()
    }

    /// Notes that a server gave a token for an assertion that this key of a credential signed. Whether that is news of
    /// its current pair.
    pub(crate) fn note_token_received(&self, of: Of, signed_with: &PrivateKey) -> bool {
        let mut desk = lock(&self.desk);
        let KeyPairs { current, earlier, .. } = &mut desk.work_of(of).key_pairs;
        for pair in earlier {
            pair.note_token_received(signed_with);
        }
        current.note_token_received(signed_with)
    }

    /// The calendar file that was saved last.
    pub(crate) fn reminder(&self) -> Option<PathBuf> {
        lock(&self.reminder).clone()
    }

    pub(crate) fn keep_reminder(&self, path: PathBuf) {
        *lock(&self.reminder) = Some(path);
    }

    /// A pair of which something would be lost with the window, and what: of the open credential if there is one, and the
    /// current one before those that came earlier.
    pub(crate) fn unsaved_key_pair(&self) -> Option<(KeyPair, Unsaved)> {
        let mut desk = lock(&self.desk);
        let here = desk.work().key_pairs.unsaved();
        here.or_else(|| desk.works.values().find_map(|work| work.key_pairs.unsaved()))
    }

    /// The making of a key pair for this credential.
    pub(crate) fn making(&self, of: Of) -> Arc<Running> {
        lock(&self.desk).work_of(of).making.clone()
    }

    /// The request of this credential that is on its way.
    pub(crate) fn asking(&self, of: Of) -> Arc<Running> {
        lock(&self.desk).work_of(of).asking.clone()
    }

    pub(crate) fn last_exchange(&self) -> Option<Arc<Exchange>> {
        self.last_exchange_of(self.of())
    }

    pub(crate) fn last_exchange_of(&self, of: Of) -> Option<Arc<Exchange>> {
        lock(&self.desk).work_of(of).last_exchange.clone()
    }

    /// Keeps this exchange as the last one of a credential, unless a later request took its place. Whether it was kept.
    pub(crate) fn keep_exchange(
        &self,
        of: Of,
        exchange: Arc<Exchange>,
        cancelled: &CancellationToken,
    ) -> bool {
        let mut desk = lock(&self.desk);
        // Asked under the lock: a later request cancels this one before it keeps its own.
        let keep = !cancelled.is_cancelled();
        if keep {
            desk.work_of(of).last_exchange = Some(exchange);
        }
        keep
    }

    /// The person wants to close the window. Whether they wanted it before, and the page never answered.
    pub(crate) fn ask_close(&self) -> bool {
        self.close_asked.swap(true, Ordering::Relaxed)
    }

    /// The page answered.
    pub(crate) fn answer_close(&self) {
        self.close_asked.store(false, Ordering::Relaxed);
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
    use countersign_core::certificate::{CertificateOptions, Validity, make_self_signed, renew};
    use countersign_core::key::{RsaBits, make_rsa_key};
    use countersign_core::rotation::RotationWay;
    use countersign_core::save_as::{SaveFormat, file_content};
    use secrecy::ExposeSecret as _;

    use super::*;

    const BOTH: InFiles = InFiles { private_key: true, certificate: true };

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
        assert!(!session.replace_key_pair(None, first.clone()).can_restore_previous);
        assert!(session.replace_key_pair(None, second.clone()).can_restore_previous);
        session.restore_key_pair();
        assert_eq!(session.key_pair(), first);
        session.restore_key_pair();
        assert_eq!(session.key_pair(), second);
    }

    #[test]
    fn a_removed_pair_can_be_brought_back() {
        let session = Session::new();
        let pair = make_pair();
        session.replace_key_pair(None, pair.clone());
        assert!(session.replace_key_pair(None, KeyPair::default()).can_restore_previous);
        assert!(!session.restore_key_pair().can_restore_previous);
        assert_eq!(session.key_pair(), pair);
    }

    #[test]
    fn the_new_pair_of_a_rotation_stays_while_another_is_looked_at() {
        let session = Session::new();
        let (old, made) = (make_pair(), make_pair());
        let key = made.private_key().unwrap().clone();
        let new = old.rotated(key.clone(), made.certificate().unwrap().clone(), RotationWay::SameApiClient);
        session.replace_key_pair(None, old);
        session.replace_key_pair(None, new);
        session.mark_saved(&made, BOTH);
        session.replace_key_pair(None, KeyPair::default());
        session.replace_key_pair(None, make_pair());
        session.note_token_received(None, &key);
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
        session.load(None, vec![KeySource::pasted(key)], &[]);
        let report = session.load(None, vec![KeySource::pasted(certificate_text(&pair))], &[]);
        assert_eq!(report.key_pair.belong_together, Some(true));
        assert!(!report.key_pair.can_restore_previous);
    }

    #[test]
    fn what_is_locked_waits_for_its_passphrase_and_is_forgotten_then() {
        let session = Session::new();
        let pair = make_pair();
        let locked = file_content(&pair, SaveFormat::KeyPkcs8, Some(&"right".into()), false).unwrap();
        let source = KeySource { name: Some("key.pem".into()), content: Ok(locked.bytes) };
        let report = session.load(None, vec![source, KeySource::pasted(certificate_text(&pair))], &[]);
        assert!(report.took_certificate, "the rest is taken");
        let lock = report.locked[0].lock.clone();
        let report = session.unlock(None, lock.clone(), "wrong".into()).unwrap();
        assert!(report.locked[0].refused);
        let report = session.unlock(None, lock.clone(), "right".into()).unwrap();
        assert_eq!(report.key_pair.belong_together, Some(true));
        assert!(report.locked.is_empty() && session.unlock(None, lock, "right".into()).is_none());
    }

    #[test]
    fn what_is_locked_can_be_forgotten() {
        let session = Session::new();
        let locked = file_content(&make_pair(), SaveFormat::KeyPkcs8, Some(&"right".into()), false).unwrap();
        let report = session.load(None, vec![KeySource { name: None, content: Ok(locked.bytes) }], &[]);
        session.forget_locked();
        assert!(session.unlock(None, report.locked[0].lock.clone(), "right".into()).is_none());
    }

    #[test]
    fn every_generated_key_is_guarded_until_it_is_saved_however_many_came_after() {
        let session = Session::new();
        let pairs = [make_pair(), make_pair(), make_pair()];
        for pair in &pairs {
            session.replace_key_pair(None, pair.clone());
        }
        session.load(None, vec![KeySource::pasted(certificate_text(&make_pair()))], &[]);
        let mut guarded = Vec::new();
        while let Some((pair, Unsaved::PrivateKey)) = session.unsaved_key_pair() {
            session.mark_saved(&pair, BOTH);
            guarded.push(pair.private_key().cloned());
        }
        let newest_first = pairs.iter().rev().map(|pair| pair.private_key().cloned());
        assert_eq!(guarded, newest_first.collect::<Vec<_>>());
    }

    #[test]
    fn a_sealed_key_is_not_in_danger_until_another_takes_its_place() {
        let session = Session::new();
        let (first, second) = (make_pair(), make_pair());
        session.replace_key_pair(None, first.clone());
        session.mark_stored(None, first.clone());
        assert_eq!(session.key_pair_facts().unsaved, None);
        assert_eq!(session.unsaved_key_pair(), None);
        session.replace_key_pair(None, second.clone());
        session.mark_stored(None, second);
        assert_eq!(session.unsaved_key_pair(), Some((first, Unsaved::PrivateKey)));
    }

    /// A pair whose key came from somewhere, and a new certificate for it.
    fn renewed() -> (KeyPair, KeyPair) {
        let made = make_pair();
        let (key, certificate) = (made.private_key().unwrap().clone(), made.certificate().unwrap().clone());
        let read = KeyPair::kept(Some((key, Origin::Pasted)), Some((certificate.clone(), Origin::Pasted)));
        let new = renew(&certificate, read.private_key().unwrap(), Validity::Days(9), clock::now().seconds());
        let renewed = read.renewed(new.unwrap());
        (read, renewed)
    }

    #[test]
    fn a_renewed_certificate_is_guarded_until_it_is_saved_or_stored() {
        let (read, renewed) = renewed();
        let with_renewed = || {
            let session = Session::new();
            session.replace_key_pair(None, read.clone());
            assert_eq!(session.unsaved_key_pair(), None);
            session.replace_key_pair(None, renewed.clone());
            assert_eq!(session.unsaved_key_pair(), Some((renewed.clone(), Unsaved::Certificate)));
            assert_eq!(session.key_pair_facts().unsaved, Some(Unsaved::Certificate));
            session
        };
        let saved = with_renewed();
        let facts = saved.mark_saved(&renewed, InFiles { private_key: true, certificate: false });
        assert_eq!(facts.unsaved, Some(Unsaved::Certificate), "the file has no certificate in it");
        assert_eq!(saved.mark_saved(&renewed, BOTH).unsaved, None);
        let sealed = with_renewed();
        sealed.mark_stored(None, renewed.clone());
        assert_eq!(sealed.unsaved_key_pair(), None);
        // The private key is for this session only.
        let certificate_stored = with_renewed();
        certificate_stored.mark_certificate_stored(None, renewed.certificate().cloned());
        assert_eq!(certificate_stored.unsaved_key_pair(), None);
        assert_eq!(certificate_stored.stored_of(None).private_key(), None);
    }

    #[test]
    fn a_certificate_that_another_took_the_place_of_is_let_go() {
        let session = Session::new();
        let made = make_pair();
        session.replace_key_pair(None, made.clone());
        session.mark_stored(None, made.clone());
        let key = made.private_key().unwrap();
        let new = renew(made.certificate().unwrap(), key, Validity::Days(9), clock::now().seconds()).unwrap();
        let renewed = made.renewed(new);
        session.replace_key_pair(None, renewed.clone());
        session.mark_stored(None, renewed);
        assert_eq!(session.unsaved_key_pair(), None);
    }

    #[test]
    fn each_credential_has_a_key_pair_of_its_own() {
        let session = Session::new();
        let (here, there) = (CredentialId(1), CredentialId(2));
        let pair = make_pair();
        session.open(here);
        session.replace_key_pair(session.of(), pair.clone());
        session.open(there);
        assert!(session.key_pair().is_empty());
        assert_eq!(
            session.unsaved_key_pair(),
            Some((pair.clone(), Unsaved::PrivateKey)),
            "it is guarded all the same"
        );
        session.open(here);
        assert_eq!(session.key_pair(), pair);
    }

    #[test]
    fn what_was_made_before_anything_could_be_stored_goes_with_its_credential() {
        let session = Session::new();
        let pair = make_pair();
        session.replace_key_pair(session.of(), pair.clone());
        session.adopt(CredentialId(7));
        assert_eq!((session.of(), session.key_pair()), (Some(CredentialId(7)), pair));
    }

    #[test]
    fn bringing_back_again_and_again_shows_every_unsaved_pair() {
        let session = Session::new();
        let pairs = [make_pair(), make_pair(), make_pair()];
        for pair in &pairs {
            session.replace_key_pair(None, pair.clone());
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
