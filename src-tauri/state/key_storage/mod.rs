//! Key pairs between the session and the vault: a stored pair is loaded into the session when its credential is opened,
//! and a pair that is generated or read in the window is stored at once.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::path::PathBuf;

use countersign_core::credential::CredentialId;
use countersign_core::key_pair::{KeyPair, KeyPairFacts};
use countersign_core::vault::{
    KeyFileConcern, Protection, StoredAs, StoredKeyPair, Vault, VaultError, VaultState, read_again,
};
use serde::Serialize;
use tauri::{AppHandle, Manager};

use crate::platform::{files, key_sources};
use crate::state::session::{KeyFiles, Session};
use crate::state::storage::{self, OpenStorage};

/// A key pair, and where it is stored.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct OpenedKeyPair {
    /// The pair, as far as it could be opened.
    pub facts: KeyPairFacts,
    /// Where its private key is stored.
    pub storage: KeyStorage,
}

/// Where the private key of a credential is stored.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct KeyStorage {
    /// Its home.
    pub home: KeyHomeState,
    /// The files that it was read from in this window. It could be read from them each time instead.
    pub files: Vec<String>,
}

/// The home of a private key between two starts of the program, and its state in this window.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum KeyHomeState {
    /// There is no private key.
    Nothing,
    /// Sealed with its credential.
    Sealed {
        /// What protects it.
        protection: Protection,
    },
    /// In memory only, as the person chose.
    SessionOnly,
    /// In the person's own files, which are read each time.
    Files {
        /// Their absolute paths.
        paths: Vec<String>,
        /// What changed since the last time.
        concerns: Vec<KeyFileConcern>,
    },
    /// Stored, but removed from this window. It stays stored until another private key replaces it, or the person
    /// forgets it.
    RemovedButStored,
    /// In memory only, because it could not be stored.
    NotStored {
        /// The reason.
        error: VaultError,
    },
    /// Gone: it was for a session that is over, or it was forgotten because nothing could open it any more.
    Gone,
    /// Sealed, but it cannot be opened.
    Unavailable {
        /// The reason.
        error: VaultError,
    },
}

/// Why a key pair cannot be read from its files each time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ReadEachTimeError {
    /// The path of a file has characters that are no text, so it cannot be stored.
    PathNotText {
        /// The file's name, with U+FFFD for what is no text.
        file: String,
    },
    /// The vault could not store it.
    Vault(VaultError),
}

impl Display for ReadEachTimeError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::PathNotText { file } => write!(f, "the path of {file} is no text"),
            Self::Vault(error) => error.fmt(f),
        }
    }
}

impl Error for ReadEachTimeError {}

impl From<VaultError> for ReadEachTimeError {
    fn from(error: VaultError) -> Self {
        Self::Vault(error)
    }
}

/// The key pair of a credential: the one in this window, or else the stored one. Blocks, and may wait for the person
/// when the keychain asks them.
pub(crate) fn open(app: &AppHandle, id: CredentialId) -> OpenedKeyPair {
    let session = app.state::<Session>();
    if session.key_pairs.has_opened(Some(id)) {
        // Storing tries once more to load the stored pair, and may change the facts.
        let storage = store(app, id);
        return OpenedKeyPair { facts: session.key_pairs.facts(Some(id)), storage };
    }
    match storage::open(app) {
        Ok(storage) => {
            let _loading = storage.lock_loading();
            match storage.vault.key_pair(id) {
                Ok(stored) => load(&session, id, open_stored(&storage, id, stored)),
                Err(error) => load(&session, id, unavailable(error)),
            }
        }
        Err(error) => load(&session, id, unavailable(error.into())),
    }
}

fn unavailable(error: VaultError) -> (Stored, KeyHomeState) {
    (Stored::default(), KeyHomeState::Unavailable { error })
}

/// Loads a stored pair into the session.
fn load(session: &Session, id: CredentialId, (stored, home): (Stored, KeyHomeState)) -> OpenedKeyPair {
    // What could not be read or opened now is tried again later.
    let complete = match &home {
        KeyHomeState::Unavailable { .. } => false,
        KeyHomeState::Files { .. } => stored.pair.private_key().is_some(),
        _ => true,
    };
    let facts = session.key_pairs.load_stored(Some(id), stored.pair, complete, stored.files);
    OpenedKeyPair { facts, storage: KeyStorage { home, files: Vec::new() } }
}

/// Stores the current key pair of a credential. Returns where its private key is after that. Blocks like [`open`].
pub(crate) fn store(app: &AppHandle, id: CredentialId) -> KeyStorage {
    let session = app.state::<Session>();
    let (pair, files) = (session.key_pairs.current(Some(id)), session.key_pairs.files(Some(id)));
    let home = match storage::open(app) {
        Ok(storage) => {
            let _loading = storage.lock_loading();
            store_and_locate(&session, &storage, id)
        }
        Err(error) if pair.private_key().is_some() => KeyHomeState::NotStored { error: error.into() },
        Err(_) => KeyHomeState::Nothing,
    };
    let from_files = !matches!(home, KeyHomeState::Files { .. }) && can_come_from_files(&pair);
    KeyStorage { home, files: if from_files { as_text(&files.paths) } else { Vec::new() } }
}

/// Whether the pair can be read from files each time. Without a private key there is nothing to read, and the old pair
/// of a rotation is in no file.
fn can_come_from_files(pair: &KeyPair) -> bool {
    pair.private_key().is_some() && pair.rotation().is_none()
}

/// Sets whether the key pair is read from its files each time from now on, or is sealed with the credential again.
pub(crate) fn read_files_each_time(
    app: &AppHandle,
    id: CredentialId,
    each_time: bool,
) -> Result<(), ReadEachTimeError> {
    let session = app.state::<Session>();
    let storage = storage::open(app).map_err(VaultError::from)?;
    let _loading = storage.lock_loading();
    storage.vault.ensure_unlocked()?;
    let pair = session.key_pairs.current(Some(id));
    if each_time {
        let files = session.key_pairs.files(Some(id)).paths;
        if files.is_empty() || !can_come_from_files(&pair) {
            return Ok(());
        }
        let paths = as_stored(&files)?;
        load_stored_before_overwrite(&session, &storage, id)?;
        storage.vault.read_key_from_files(id, &paths, &pair)?;
        session.key_pairs.mark_stored(Some(id), pair);
    } else if storage.vault.store_key_pair(id, &pair)? == StoredAs::Sealed {
        session.key_pairs.mark_stored(Some(id), pair);
    }
    Ok(())
}

/// Forgets the stored key pair of a credential whose current one has no private key. It can be restored until the
/// window is closed. A certificate without a private key can be stored after that.
pub(crate) fn forget(app: &AppHandle, id: CredentialId) -> Result<(), VaultError> {
    let session = app.state::<Session>();
    // If another private key has arrived meanwhile, it has already replaced the stored one.
    if session.key_pairs.current(Some(id)).private_key().is_none() {
        let storage = storage::open(app)?;
        let _loading = storage.lock_loading();
        forget_stored(&session, &storage, id)?;
    }
    Ok(())
}

fn forget_stored(session: &Session, storage: &OpenStorage, id: CredentialId) -> Result<(), VaultError> {
    load_stored_before_overwrite(session, storage, id)?;
    storage.vault.forget_key_pair(id)?;
    session.key_pairs.mark_stored(Some(id), KeyPair::default());
    Ok(())
}

/// Changes what protects all secrets. This seals the private keys that were for this session only, even those of pairs
/// that the person removed meanwhile. So the stored keys that they overwrite are loaded first.
pub(crate) fn protect(
    session: &Session,
    storage: &OpenStorage,
    work: impl FnOnce(&Vault) -> Result<(), VaultError>,
) -> Result<(), VaultError> {
    let _loading = storage.lock_loading();
    let in_memory = storage.vault.with_key_in_memory();
    for id in &in_memory {
        load_stored_before_overwrite(session, storage, *id)?;
    }
    work(&storage.vault)?;
    // A current pair with an unstored key is stored after this, and noted then.
    let unstored = session.key_pairs.with_unstored_key();
    for id in in_memory.into_iter().filter(|id| !unstored.contains(id)) {
        session.key_pairs.mark_stored(Some(id), storage.vault.stored_key_pair(id)?.pair);
    }
    Ok(())
}

/// Loads the stored key pair of a credential into the session, if this window has not had it yet, so that it can be
/// restored after another has overwritten it. If this fails, it must not be overwritten.
fn load_stored_before_overwrite(
    session: &Session,
    storage: &OpenStorage,
    id: CredentialId,
) -> Result<(), VaultError> {
    // Another window may have stored a private key since.
    if session.key_pairs.has_loaded_stored(Some(id)) && storage.vault.has_seen_sealed_key(id)? {
        return Ok(());
    }
    let stored = storage.vault.stored_key_pair(id)?;
    match stored.private_key_unavailable {
        // Nothing can open it any more, so nothing is lost with it.
        None | Some(VaultError::SecretDamaged { .. }) => {}
        Some(error) => return Err(error),
    }
    session.key_pairs.load_stored_as_earlier(Some(id), stored.pair.guarded());
    Ok(())
}

/// Stores the current key pair of a credential. `loaded`: the result of [`load_stored_before_overwrite`]. A private key
/// that could not be loaded is not overwritten.
fn store_pair(
    session: &Session,
    storage: &OpenStorage,
    id: CredentialId,
    pair: KeyPair,
    loaded: Result<(), VaultError>,
) -> Result<StoredAs, VaultError> {
    match loaded {
        Err(_) if pair.private_key().is_none() => {
            storage.vault.store_certificate(id, &pair)?;
            session.key_pairs.mark_certificate_stored(Some(id), pair);
            return Ok(StoredAs::Sealed);
        }
        // A key for this session only overwrites nothing.
        Err(error) if !matches!(storage.vault.state(), VaultState::SessionOnly { .. }) => {
            return Err(error);
        }
        _ => {}
    }
    let stored_as = storage.vault.store_key_pair(id, &pair)?;
    match stored_as {
        StoredAs::Sealed => session.key_pairs.mark_stored(Some(id), pair),
        StoredAs::SessionOnly => {
            session.key_pairs.mark_only_certificate_stored(Some(id), storage.vault.stored_certificate(id)?)
        }
    }
    Ok(stored_as)
}

/// Stores the current key pair of a credential if it is not the stored one. Returns where its private key is after
/// that.
fn store_and_locate(session: &Session, storage: &OpenStorage, id: CredentialId) -> KeyHomeState {
    let current_and_stored = || (session.key_pairs.current(Some(id)), session.key_pairs.stored(Some(id)));
    let (pair, stored) = current_and_stored();
    if is_removed_but_stored(&stored, &pair) && session.key_pairs.has_opened(Some(id)) {
        return KeyHomeState::RemovedButStored;
    }
    if pair != stored {
        let loaded = load_stored_before_overwrite(session, storage, id);
        // Perhaps the stored private key was loaded only now; then a current certificate without a key gets it.
        let (pair, stored) = current_and_stored();
        if loaded.is_ok() && is_removed_but_stored(&stored, &pair) {
            return KeyHomeState::RemovedButStored;
        }
        match store_pair(session, storage, id, pair, loaded) {
            Ok(StoredAs::Sealed) => {}
            Ok(StoredAs::SessionOnly) => return KeyHomeState::SessionOnly,
            Err(error) => return KeyHomeState::NotStored { error },
        }
    }
    let has_private_key = session.key_pairs.current(Some(id)).private_key().is_some();
    match storage.vault.key_pair(id) {
        Ok(StoredKeyPair { files: Some(paths), .. }) => {
            KeyHomeState::Files { paths, concerns: session.key_pairs.files(Some(id)).concerns }
        }
        Ok(_) if has_private_key => home_in_vault(storage),
        Ok(StoredKeyPair { private_key_unavailable: Some(error), .. }) | Err(error) => {
            KeyHomeState::Unavailable { error }
        }
        Ok(StoredKeyPair { private_key_gone: true, .. }) => KeyHomeState::Gone,
        Ok(_) => KeyHomeState::Nothing,
    }
}

/// Whether the stored private key was removed from this window. Removing can be undone, so the stored key stays until
/// another private key replaces it; a certificate alone does not.
fn is_removed_but_stored(stored: &KeyPair, current: &KeyPair) -> bool {
    let is_removed = stored.private_key().is_some() && current.private_key().is_none();
    is_removed || !stored.is_empty() && current.is_empty()
}

/// The home of a private key that the vault took.
fn home_in_vault(storage: &OpenStorage) -> KeyHomeState {
    match storage.vault.state() {
        VaultState::Open { protection } | VaultState::Closed { protection } => {
            KeyHomeState::Sealed { protection }
        }
        VaultState::SessionOnly { .. } | VaultState::Unused => KeyHomeState::SessionOnly,
        VaultState::Unavailable { error } => KeyHomeState::Unavailable { error },
        VaultState::Locked { protection } => {
            KeyHomeState::Unavailable { error: VaultError::Locked { protection } }
        }
    }
}

/// A stored key pair, and the files it was read from.
#[derive(Default)]
struct Stored {
    pair: KeyPair,
    files: KeyFiles,
}

/// Reads a stored pair from its files if it has any, and finds where its private key is.
fn open_stored(storage: &OpenStorage, id: CredentialId, stored: StoredKeyPair) -> (Stored, KeyHomeState) {
    if let Some(names) = &stored.files {
        if let Err(error) = storage.vault.ensure_unlocked() {
            return (Stored { pair: stored.pair, ..Stored::default() }, KeyHomeState::Unavailable { error });
        }
        let paths: Vec<PathBuf> = names.iter().map(PathBuf::from).collect();
        let again = read_again(&stored, &key_sources::read(&paths));
        // If this fails, the list still shows when the last certificate expires.
        drop(storage.vault.note_certificate_in_files(id, &again.pair));
        let home = KeyHomeState::Files { paths: names.clone(), concerns: again.concerns.clone() };
        return (Stored { pair: again.pair, files: KeyFiles { paths, concerns: again.concerns } }, home);
    }
    let pair = stored.pair.guarded();
    let home = match stored.private_key_unavailable {
        Some(error) => KeyHomeState::Unavailable { error },
        None if stored.private_key_gone => KeyHomeState::Gone,
        None if pair.private_key().is_some() => home_in_vault(storage),
        None => KeyHomeState::Nothing,
    };
    (Stored { pair, files: KeyFiles::default() }, home)
}

/// The paths to show.
fn as_text(paths: &[PathBuf]) -> Vec<String> {
    paths.iter().map(|path| path.display().to_string()).collect()
}

/// The paths to store, from which the files are found again.
fn as_stored(paths: &[PathBuf]) -> Result<Vec<String>, ReadEachTimeError> {
    let stored = paths.iter().map(|path| match path.to_str() {
        Some(text) if !text.contains(char::REPLACEMENT_CHARACTER) => Ok(text.to_owned()),
        _ => Err(ReadEachTimeError::PathNotText { file: files::name(path) }),
    });
    stored.collect()
}

#[cfg(test)]
mod tests;
