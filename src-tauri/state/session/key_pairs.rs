//! The key pairs of each credential in this window: the current one, what of it is stored, the files it was read from,
//! and what still waits for a passphrase.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use countersign_core::certificate::Certificate;
use countersign_core::credential::CredentialId;
use countersign_core::key::PrivateKey;
use countersign_core::key_file::{Lock, Passphrases, ReadingWatch};
use countersign_core::key_pair::{
    KeyPair, KeyPairFacts, KeySource, LoadReport, Loaded, PrivateKeyId, load_watched,
};
use countersign_core::lock::lock;
use countersign_core::report::KnownSecrets;
use countersign_core::vault::KeyFileConcern;
use secrecy::SecretString;

use super::key_pair_stack::KeyPairStack;
use super::only_in_memory::{KeyInMemory, OnlyInMemory, WhyOnlyInMemory};
use super::running::Running;
use super::unsaved::{UnsavedKey, UnsavedPair, UnsavedPart};
use super::workspaces::{CredentialRef, Workspaces};
use crate::platform::save::InFiles;

/// The key pairs of all credentials.
#[derive(Default)]
pub(crate) struct KeyPairs {
    workspaces: Mutex<Workspaces<Workspace>>,
}

/// The key pairs of one credential.
#[derive(Default)]
struct Workspace {
    stack: KeyPairStack,
    /// The stored pair was opened, or another pair arrived that it must not replace.
    opened: bool,
    /// The stored private key was loaded into this window, or there is none.
    stored_loaded: bool,
    files: KeyFiles,
    /// What waits for a passphrase, or for the person to choose a key.
    waiting: Option<Reading>,
    /// The passphrase that is being tried on it.
    unlocking: ReadingWatch,
    generation: Arc<Running>,
}

/// The files that the current private key was read from.
#[derive(Clone, Default)]
pub(crate) struct KeyFiles {
    pub(crate) paths: Vec<PathBuf>,
    /// For files that are read each time: what changed since the last time.
    pub(crate) concerns: Vec<KeyFileConcern>,
}

/// What was read, with something in it that no passphrase has opened yet, or with several keys of which none was chosen
/// yet. It is in memory only, and only until then.
struct Reading {
    sources: Vec<KeySource>,
    /// The files it was read from.
    files: Vec<PathBuf>,
    passphrases: Passphrases,
    chosen: Option<PrivateKeyId>,
}

/// The outcome of reading with one more passphrase.
pub(crate) enum Unlocked {
    Read(Box<LoadReport>),
    /// The person cancelled. What was locked still is.
    Cancelled,
    /// Nothing is locked, or no longer.
    NothingLocked,
}

#[cfg(test)]
impl Unlocked {
    /// The report, if it was read.
    pub(crate) fn report(self) -> Option<LoadReport> {
        match self {
            Self::Read(report) => Some(*report),
            Self::Cancelled | Self::NothingLocked => None,
        }
    }
}

impl Workspace {
    /// Forgets what waits, and ends trying a passphrase on it.
    fn forget_waiting(&mut self) {
        self.waiting = None;
        std::mem::take(&mut self.unlocking).cancel();
    }

    /// Brings the stored private key back after unlocking. `files`: where it was read, if it is read from files each
    /// time.
    fn bring_back(&mut self, stored: KeyPair, files: KeyFiles) {
        self.opened = true;
        if !files.paths.is_empty() {
            self.files = files;
        }
        self.stack.bring_back(stored);
    }
}

/// Whether the stored key of a credential is not one that the vault has in memory only.
fn is_sealed(credential: CredentialRef, in_vault: &[CredentialId]) -> bool {
    credential.is_none_or(|id| !in_vault.contains(&id))
}

/// The pairs that `of` finds in each workspace, in the order of the credentials.
fn by_credential(
    workspaces: &mut Workspaces<Workspace>,
    of: impl Fn(CredentialRef, &Workspace) -> Vec<(KeyPair, UnsavedPart)>,
) -> Vec<UnsavedPair> {
    let mut all: Vec<_> = workspaces
        .all()
        .flat_map(|(credential, workspace)| {
            let found = of(credential, workspace).into_iter();
            found.map(move |(pair, part)| UnsavedPair { credential, pair, part })
        })
        .collect();
    all.sort_by_key(|unsaved| unsaved.credential);
    all
}

impl KeyPairs {
    /// The current pair of a credential; empty if there is none.
    pub(crate) fn current(&self, credential: CredentialRef) -> KeyPair {
        lock(&self.workspaces).of(credential).stack.current().clone()
    }

    /// What the page shows of the current pair.
    pub(crate) fn facts(&self, credential: CredentialRef) -> KeyPairFacts {
        lock(&self.workspaces).of(credential).stack.facts()
    }

    /// The generation of a key pair for this credential.
    pub(crate) fn generation(&self, credential: CredentialRef) -> Arc<Running> {
        lock(&self.workspaces).of(credential).generation.clone()
    }

    /// Makes this the current pair of a credential. The one before can be restored.
    pub(crate) fn replace(&self, credential: CredentialRef, next: KeyPair) -> KeyPairFacts {
        let mut workspaces = lock(&self.workspaces);
        let workspace = workspaces.of(credential);
        workspace.opened = true;
        workspace.files = KeyFiles::default();
        workspace.stack.replace(next);
        workspace.stack.facts()
    }

    /// Restores the earlier pair of a credential.
    pub(crate) fn restore(&self, credential: CredentialRef) -> KeyPairFacts {
        let mut workspaces = lock(&self.workspaces);
        let workspace = workspaces.of(credential);
        workspace.files = KeyFiles::default();
        workspace.stack.restore();
        workspace.stack.facts()
    }

    /// Reads keys and certificates into the current pair of a credential. `files`: the files that the sources were read
    /// from. As long as something in the sources is locked, they are held for [`Self::unlock`], and as long as one of
    /// several keys is to be chosen, for [`Self::choose`]. Takes a moment if a passphrase has to be hashed.
    pub(crate) fn load(
        &self,
        credential: CredentialRef,
        sources: Vec<KeySource>,
        files: &[PathBuf],
    ) -> LoadReport {
        let files = files.to_vec();
        self.read(credential, Reading { sources, files, passphrases: Passphrases::none(), chosen: None })
    }

    /// Reads the last sources again with one more passphrase. Takes as long as hashing the passphrases takes, unless it
    /// is cancelled.
    pub(crate) fn unlock(&self, credential: CredentialRef, what: Lock, passphrase: SecretString) -> Unlocked {
        let watch = ReadingWatch::default();
        let reading = {
            let mut workspaces = lock(&self.workspaces);
            let workspace = workspaces.of(credential);
            std::mem::replace(&mut workspace.unlocking, watch.clone()).cancel();
            workspace.waiting.take()
        };
        let Some(mut reading) = reading else { return Unlocked::NothingLocked };
        let before = reading.passphrases.clone();
        reading.passphrases.give(what, passphrase);
        // Hashing takes long, so the lock is not held meanwhile.
        let (next, loaded) = load_watched(
            &self.current(credential),
            &reading.sources,
            &reading.passphrases,
            reading.chosen.as_ref(),
            &watch,
        );
        if watch.is_cancelled() {
            reading.passphrases = before;
            let mut workspaces = lock(&self.workspaces);
            let workspace = workspaces.of(credential);
            // Unless it was forgotten or something else was read meanwhile.
            if workspace.unlocking.is_same(&watch) && workspace.waiting.is_none() {
                workspace.waiting = Some(reading);
            }
            return Unlocked::Cancelled;
        }
        // These files cannot be read each time, because the passphrase is not stored.
        reading.files.clear();
        Unlocked::Read(Box::new(self.take(credential, reading, next, loaded)))
    }

    /// Ends trying a passphrase. What is locked stays locked.
    pub(crate) fn cancel_unlocking(&self, credential: CredentialRef) {
        lock(&self.workspaces).of(credential).unlocking.cancel();
    }

    /// How far trying a passphrase is, in percent; `None` if it takes next to no time.
    pub(crate) fn unlocking_percent(&self, credential: CredentialRef) -> Option<u8> {
        lock(&self.workspaces).of(credential).unlocking.percent()
    }

    /// Reads the last sources again, and takes this key of those in them; `None` when there is nothing to choose from, or
    /// no longer.
    pub(crate) fn choose(&self, credential: CredentialRef, key: PrivateKeyId) -> Option<LoadReport> {
        let mut reading = lock(&self.workspaces).of(credential).waiting.take()?;
        reading.chosen = Some(key);
        Some(self.read(credential, reading))
    }

    /// Forgets what is locked and the passphrases for it, and what there was to choose from.
    pub(crate) fn forget_waiting(&self, credential: CredentialRef) {
        lock(&self.workspaces).of(credential).forget_waiting();
    }

    fn read(&self, credential: CredentialRef, reading: Reading) -> LoadReport {
        // Reading takes a moment, so the lock is not held meanwhile.
        let (next, loaded) = load_watched(
            &self.current(credential),
            &reading.sources,
            &reading.passphrases,
            reading.chosen.as_ref(),
            &ReadingWatch::default(),
        );
        self.take(credential, reading, next, loaded)
    }

    /// Takes what was read. As long as something in it is locked or to be chosen, it is held.
    fn take(&self, credential: CredentialRef, reading: Reading, next: KeyPair, loaded: Loaded) -> LoadReport {
        let mut workspaces = lock(&self.workspaces);
        let workspace = workspaces.of(credential);
        if loaded.took_private_key {
            workspace.files = KeyFiles { paths: reading.files.clone(), concerns: Vec::new() };
        } else if loaded.took_certificate && !workspace.files.paths.is_empty() {
            workspace.files.paths.extend_from_slice(&reading.files);
        }
        let is_waiting = !loaded.locked.is_empty() || !loaded.choices.is_empty();
        workspace.waiting = is_waiting.then_some(reading);
        // A certificate alone leaves room for the stored private key, which may not be open yet.
        workspace.opened |= loaded.took_private_key;
        workspace.stack.replace(next);
        loaded.report(workspace.stack.facts())
    }

    /// Whether the stored pair of a credential was opened, or another pair arrived before it.
    pub(crate) fn has_opened(&self, credential: CredentialRef) -> bool {
        lock(&self.workspaces).of(credential).opened
    }

    /// Whether the stored private key of a credential was loaded into this window. If not, it must not be overwritten.
    pub(crate) fn has_loaded_stored(&self, credential: CredentialRef) -> bool {
        lock(&self.workspaces).of(credential).stored_loaded
    }

    /// Loads the stored pair of a credential: as the current one, or as an earlier one if another pair arrived
    /// meanwhile. `complete`: nothing of it is missing. `files`: where it was read, if it is read from files each time.
    pub(crate) fn load_stored(
        &self,
        credential: CredentialRef,
        stored: KeyPair,
        complete: bool,
        files: KeyFiles,
    ) -> KeyPairFacts {
        let mut workspaces = lock(&self.workspaces);
        let workspace = workspaces.of(credential);
        if workspace.stack.is_locked() {
            // What is public of it is here already.
            if complete {
                workspace.bring_back(stored, files);
            }
        } else if !workspace.opened {
            workspace.opened = complete;
            workspace.files = files;
            // What arrived in this window meanwhile stays.
            if workspace.stack.current() == workspace.stack.stored() {
                workspace.stack.begin_with(stored);
            } else {
                workspace.stack.add_as_earlier(stored);
            }
        } else if complete && !workspace.stored_loaded {
            workspace.stack.add_as_earlier(stored);
        }
        workspace.stored_loaded |= complete;
        workspace.stack.facts()
    }

    /// Loads the stored pair of a credential as an earlier one.
    pub(crate) fn load_stored_as_earlier(&self, credential: CredentialRef, stored: KeyPair) {
        let mut workspaces = lock(&self.workspaces);
        let workspace = workspaces.of(credential);
        workspace.stored_loaded = true;
        if workspace.stack.is_locked() {
            workspace.stack.bring_back(stored);
        } else {
            workspace.stack.add_as_earlier(stored);
        }
        workspace.opened |= workspace.stack.current().private_key().is_some();
    }

    /// The files that the current private key of a credential was read from.
    pub(crate) fn files(&self, credential: CredentialRef) -> KeyFiles {
        lock(&self.workspaces).of(credential).files.clone()
    }

    /// The stored pair of a credential, as far as this window knows.
    pub(crate) fn stored(&self, credential: CredentialRef) -> KeyPair {
        lock(&self.workspaces).of(credential).stack.stored().clone()
    }

    /// Notes that this pair is the stored one of a credential now.
    pub(crate) fn mark_stored(&self, credential: CredentialRef, stored: KeyPair) {
        let mut workspaces = lock(&self.workspaces);
        let workspace = workspaces.of(credential);
        workspace.stack.mark_stored(stored);
        workspace.stored_loaded = true;
    }

    /// Notes that this certificate is stored now, beside a private key that was not loaded yet.
    pub(crate) fn mark_certificate_stored(&self, credential: CredentialRef, stored: KeyPair) {
        lock(&self.workspaces).of(credential).stack.mark_stored(stored);
    }

    /// Notes that this certificate is stored now, and its private key is for this session only.
    pub(crate) fn mark_only_certificate_stored(
        &self,
        credential: CredentialRef,
        certificate: Option<Certificate>,
    ) {
        lock(&self.workspaces).of(credential).stack.mark_only_certificate_stored(certificate);
    }

    /// The credentials whose current private key is not stored.
    pub(crate) fn with_unstored_key(&self) -> Vec<CredentialId> {
        let mut workspaces = lock(&self.workspaces);
        let unstored = workspaces.all().filter(|(_, workspace)| workspace.stack.has_unstored_key());
        unstored.filter_map(|(credential, _)| credential).collect()
    }

    /// Notes which halves of this pair are in files now.
    pub(crate) fn mark_saved(&self, saved: &KeyPair, in_files: InFiles) {
        let mut workspaces = lock(&self.workspaces);
        workspaces.all().for_each(|(_, workspace)| workspace.stack.mark_saved(saved, in_files));
    }

    /// Notes that a server gave a token for an assertion that this key of a credential signed. Returns whether this
    /// changed its current pair.
    pub(crate) fn note_token_received(&self, credential: CredentialRef, signed_with: &PrivateKey) -> bool {
        lock(&self.workspaces).of(credential).stack.note_token_received(signed_with)
    }

    /// The credentials for which a key pair is being generated.
    pub(crate) fn with_generation(&self) -> Vec<CredentialId> {
        let mut workspaces = lock(&self.workspaces);
        let running = workspaces.all().filter(|(_, workspace)| workspace.generation.is_running());
        running.filter_map(|(credential, _)| credential).collect()
    }

    /// Every pair that would be lost with the window, by credential.
    pub(crate) fn all_unsaved(&self) -> Vec<UnsavedPair> {
        by_credential(&mut lock(&self.workspaces), |_, workspace| workspace.stack.all_unsaved())
    }

    /// What would be lost with the window, by credential.
    pub(crate) fn unsaved_keys(&self) -> Vec<UnsavedKey> {
        self.all_unsaved().iter().map(UnsavedKey::from).collect()
    }

    /// The credentials with private keys that are in this window's memory only. `in_vault`: those with keys that the
    /// vault has in memory only.
    pub(crate) fn only_in_memory(&self, in_vault: &[CredentialId]) -> Vec<KeyInMemory> {
        let mut workspaces = lock(&self.workspaces);
        let here = workspaces.all().flat_map(|(credential, workspace)| {
            let reasons = workspace.stack.only_in_memory(is_sealed(credential, in_vault));
            reasons.into_iter().map(move |why| KeyInMemory { credential, why })
        });
        let mut all: Vec<_> = here.collect();
        // A credential that was not opened here may be a copy of another.
        for id in in_vault.iter().filter(|id| !workspaces.of(Some(**id)).stack.is_in_file()) {
            let there = KeyInMemory { credential: Some(*id), why: WhyOnlyInMemory::SessionOnly };
            if !all.contains(&there) {
                all.push(there);
            }
        }
        all.sort_by_key(|key| key.credential);
        all
    }

    /// Every pair with a private key that would be lost if secrets were locked, by credential.
    pub(crate) fn would_be_lost(&self, in_vault: &[CredentialId]) -> Vec<UnsavedPair> {
        by_credential(&mut lock(&self.workspaces), |credential, workspace| {
            workspace.stack.would_be_lost(is_sealed(credential, in_vault))
        })
    }

    /// Wipes the private keys that come back after unlocking, and what was typed to read others. Cancels every
    /// generation.
    pub(super) fn lock(&self, in_vault: &[CredentialId], only_in_memory: OnlyInMemory) {
        for (credential, workspace) in lock(&self.workspaces).all() {
            workspace.generation.cancel();
            workspace.forget_waiting();
            workspace.stack.lock(is_sealed(credential, in_vault), only_in_memory);
            workspace.opened = workspace.stack.current().private_key().is_some();
            workspace.stored_loaded &= !workspace.stack.is_locked();
        }
    }

    pub(super) fn adopt(&self, id: CredentialId) {
        if let Some(workspace) = lock(&self.workspaces).adopt(id) {
            // The credential is new: nothing of it is stored.
            workspace.opened = true;
        }
    }

    pub(super) fn resolve(&self, credential: CredentialRef) -> CredentialRef {
        lock(&self.workspaces).resolve(credential)
    }

    /// Tells every private key in this window, and every passphrase that something still waits for.
    pub(super) fn tell_secrets(&self, known: &mut KnownSecrets) {
        for (_, workspace) in lock(&self.workspaces).all() {
            workspace.stack.private_keys().iter().for_each(|key| known.add_private_key(key));
            let passphrases = workspace.waiting.iter().flat_map(|reading| reading.passphrases.iter());
            passphrases.for_each(|passphrase| known.add(passphrase));
        }
    }

    /// Forgets every pair, and cancels every generation.
    pub(super) fn forget_all(&self) {
        let mut before = std::mem::take(&mut *lock(&self.workspaces));
        before.all().for_each(|(_, workspace)| {
            workspace.generation.cancel();
            workspace.unlocking.cancel();
        });
    }
}
