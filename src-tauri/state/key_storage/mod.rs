//! Key pairs between the window and what is kept: the stored one is taken into the session when its credential is opened,
//! and what is made or read in the window is stored at once.

use std::path::PathBuf;

use countersign_core::credential::CredentialId;
use countersign_core::key_pair::{KeyPair, KeyPairFacts, KeySource, Origin};
use countersign_core::vault::{
    KeyFileConcern, Protection, StoredAs, StoredKeyPair, VaultError, VaultState, read_again,
};
use serde::Serialize;
use tauri::{AppHandle, Manager};

use crate::platform::files;
use crate::state::session::{KeyFiles, Session};
use crate::state::storage::{self, OpenStorage};

/// A key pair, and where it is between two starts of the program.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct OpenedKeyPair {
    /// The pair as far as it could be opened.
    pub facts: KeyPairFacts,
    /// Where its private key is.
    pub keeping: KeyKeeping,
}

/// Where the private key of a credential is between two starts of the program.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct KeyKeeping {
    /// Where.
    pub home: KeyPlace,
    /// The files that it was read from in this window: it could be read from them each time.
    pub files: Vec<String>,
}

/// The place of a private key.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum KeyPlace {
    /// There is no private key.
    Nothing,
    /// Sealed with its credential.
    Sealed {
        /// What protects it.
        protection: Protection,
    },
    /// In memory only, as the person chose.
    SessionOnly,
    /// In files of the person's, read each time.
    Files {
        /// Their absolute paths.
        paths: Vec<String>,
        /// What was not as it was before, this time.
        concerns: Vec<KeyFileConcern>,
    },
    /// Stored, and not in this window: the person wants another in its place.
    PutAside,
    /// In memory only, because it could not be kept.
    NotKept {
        /// Why.
        error: VaultError,
    },
    /// Gone: it was kept for a session that is over, or forgotten because it did not open any more.
    Gone,
    /// Sealed, but it cannot be opened.
    Unavailable {
        /// Why.
        error: VaultError,
    },
}

/// The key pair of a credential: as it is in this window, else as it is stored. Blocks, and may wait for the person
/// whom the keychain asks.
pub(crate) fn open(app: &AppHandle, id: CredentialId) -> OpenedKeyPair {
    let session = app.state::<Session>();
    let credential = Some(id);
    if session.key_pairs.has_opened(credential) {
        // The stored pair may only be seen now.
        let keeping = keep(app, id);
        return OpenedKeyPair { facts: session.key_pairs.facts(credential), keeping };
    }
    let (stored, home) = match storage::open(app) {
        Ok(storage) => match storage.vault.key_pair(id) {
            Ok(stored) => opened(&storage, id, stored),
            Err(error) => (Stored::default(), KeyPlace::Unavailable { error }),
        },
        Err(error) => (Stored::default(), KeyPlace::Unavailable { error: error.into() }),
    };
    // What could not be read or opened now is tried again.
    let complete = match &home {
        KeyPlace::Unavailable { .. } => false,
        KeyPlace::Files { .. } => stored.pair.private_key().is_some(),
        _ => true,
    };
    let facts = session.key_pairs.load_stored(credential, stored.pair, complete, stored.files);
    OpenedKeyPair { facts, keeping: KeyKeeping { home, files: Vec::new() } }
}

/// Stores the key pair that a credential has in this window, and says where it is now. Blocks like [`open`].
pub(crate) fn keep(app: &AppHandle, id: CredentialId) -> KeyKeeping {
    let session = app.state::<Session>();
    let (pair, files) = (session.key_pairs.current(Some(id)), session.key_pairs.files(Some(id)));
    let home = match storage::open(app) {
        Ok(storage) => place_of(&session, &storage, id),
        Err(error) if pair.private_key().is_some() => KeyPlace::NotKept { error: error.into() },
        Err(_) => KeyPlace::Nothing,
    };
    let from_files = !matches!(home, KeyPlace::Files { .. }) && can_come_from_files(&pair);
    KeyKeeping { home, files: if from_files { as_text(&files.paths) } else { Vec::new() } }
}

/// Without a private key there is nothing to read each time, and what a rotation keeps of the old pair is in no file.
fn can_come_from_files(pair: &KeyPair) -> bool {
    pair.private_key().is_some() && pair.rotation().is_none()
}

/// Has the key pair read from the files it came from from now on, or sealed here again.
pub(crate) fn read_each_time(app: &AppHandle, id: CredentialId, each_time: bool) -> Result<(), VaultError> {
    let session = app.state::<Session>();
    let storage = storage::open(app)?;
    let pair = session.key_pairs.current(Some(id));
    if each_time {
        let files = session.key_pairs.files(Some(id)).paths;
        if files.is_empty() || !can_come_from_files(&pair) {
            return Ok(());
        }
        see_stored(&session, &storage, id)?;
        storage.vault.read_key_from_files(id, &as_text(&files), &pair)?;
        session.key_pairs.mark_stored(Some(id), pair);
    } else if storage.vault.store_key_pair(id, &pair)? == StoredAs::Sealed {
        session.key_pairs.mark_stored(Some(id), pair);
    }
    Ok(())
}

/// Forgets the key pair of a credential that was put aside. In this window it can still be brought back. A certificate
/// that is here without a private key can be stored after that.
pub(crate) fn forget(app: &AppHandle, id: CredentialId) -> Result<(), VaultError> {
    let session = app.state::<Session>();
    // Another that came meanwhile has taken its place already.
    if session.key_pairs.current(Some(id)).private_key().is_none() {
        forget_stored(&session, &*storage::open(app)?, id)?;
    }
    Ok(())
}

fn forget_stored(session: &Session, storage: &OpenStorage, id: CredentialId) -> Result<(), VaultError> {
    see_stored(session, storage, id)?;
    storage.vault.forget_key_pair(id)?;
    session.key_pairs.mark_stored(Some(id), KeyPair::default());
    Ok(())
}

/// Sees to it that the stored private key of a credential was seen in this window before another takes its place: then it
/// can be brought back. Why it cannot be seen, if so: it must not be overwritten.
pub(crate) fn see_stored(
    session: &Session,
    storage: &OpenStorage,
    id: CredentialId,
) -> Result<(), VaultError> {
    if session.key_pairs.has_loaded_stored(Some(id)) {
        return Ok(());
    }
    let stored = storage.vault.stored_key_pair(id)?;
    match stored.private_key_unavailable {
        // No key opens it any more.
        None | Some(VaultError::SecretDamaged { .. }) => {}
        Some(error) => return Err(error),
    }
    session.key_pairs.load_stored_as_earlier(Some(id), guarded(stored.pair));
    Ok(())
}

/// Stores the key pair that a credential has in this window, and overwrites no private key that was not `seen` in it.
fn store(
    session: &Session,
    storage: &OpenStorage,
    id: CredentialId,
    pair: KeyPair,
    seen: Result<(), VaultError>,
) -> Result<StoredAs, VaultError> {
    match seen {
        Err(_) if pair.private_key().is_none() => {
            storage.vault.store_certificate(id, &pair)?;
            session.key_pairs.mark_certificate_stored(Some(id), pair);
            return Ok(StoredAs::Sealed);
        }
        // What is kept for the session overwrites nothing.
        Err(error) if !matches!(storage.vault.state(), VaultState::SessionOnly { .. }) => {
            return Err(error);
        }
        _ => {}
    }
    let kept = storage.vault.store_key_pair(id, &pair)?;
    match kept {
        StoredAs::Sealed => session.key_pairs.mark_stored(Some(id), pair),
        StoredAs::SessionOnly => {
            session.key_pairs.mark_only_certificate_stored(Some(id), storage.vault.stored_certificate(id)?)
        }
    }
    Ok(kept)
}

fn place_of(session: &Session, storage: &OpenStorage, id: CredentialId) -> KeyPlace {
    let known = || (session.key_pairs.current(Some(id)), session.key_pairs.stored(Some(id)));
    let (pair, stored) = known();
    if is_put_aside(&stored, &pair) && session.key_pairs.has_opened(Some(id)) {
        return KeyPlace::PutAside;
    }
    if pair != stored {
        let seen = see_stored(session, storage, id);
        // The stored private key may only be known now, and may have come to the certificate that is here.
        let (pair, stored) = known();
        if seen.is_ok() && is_put_aside(&stored, &pair) {
            return KeyPlace::PutAside;
        }
        match store(session, storage, id, pair, seen) {
            Ok(StoredAs::Sealed) => {}
            Ok(StoredAs::SessionOnly) => return KeyPlace::SessionOnly,
            Err(error) => return KeyPlace::NotKept { error },
        }
    }
    let has_private_key = session.key_pairs.current(Some(id)).private_key().is_some();
    match storage.vault.key_pair(id) {
        Ok(StoredKeyPair { files: Some(paths), .. }) => {
            KeyPlace::Files { paths, concerns: session.key_pairs.files(Some(id)).concerns }
        }
        Ok(_) if has_private_key => sealed_or_not(storage),
        Ok(StoredKeyPair { private_key_unavailable: Some(error), .. }) | Err(error) => {
            KeyPlace::Unavailable { error }
        }
        Ok(StoredKeyPair { private_key_gone: true, .. }) => KeyPlace::Gone,
        Ok(_) => KeyPlace::Nothing,
    }
}

/// What was put aside stays where it is until another takes its place: putting aside can be undone. A certificate alone
/// takes the place of no private key.
fn is_put_aside(stored: &KeyPair, current: &KeyPair) -> bool {
    let is_gone = stored.private_key().is_some() && current.private_key().is_none();
    is_gone || !stored.is_empty() && current.is_empty()
}

/// Where a private key is that was kept.
fn sealed_or_not(storage: &OpenStorage) -> KeyPlace {
    match storage.vault.state() {
        VaultState::Open { protection } | VaultState::Closed { protection } => {
            KeyPlace::Sealed { protection }
        }
        VaultState::SessionOnly { .. } | VaultState::Unused => KeyPlace::SessionOnly,
        VaultState::Unavailable { error } => KeyPlace::Unavailable { error },
    }
}

/// A stored key pair, and the files it was read from.
#[derive(Default)]
struct Stored {
    pair: KeyPair,
    files: KeyFiles,
}

fn opened(storage: &OpenStorage, id: CredentialId, kept: StoredKeyPair) -> (Stored, KeyPlace) {
    if let Some(names) = &kept.files {
        let paths: Vec<PathBuf> = names.iter().map(PathBuf::from).collect();
        let again = read_again(&kept, &read(&paths));
        // Not worth a failure: the list shows the end of the certificate of before.
        drop(storage.vault.note_certificate_in_files(id, &again.pair));
        let home = KeyPlace::Files { paths: names.clone(), concerns: again.concerns.clone() };
        return (Stored { pair: again.pair, files: KeyFiles { paths, concerns: again.concerns } }, home);
    }
    let pair = guarded(kept.pair);
    let home = match kept.private_key_unavailable {
        Some(error) => KeyPlace::Unavailable { error },
        None if kept.private_key_gone => KeyPlace::Gone,
        None if pair.private_key().is_some() => sealed_or_not(storage),
        None => KeyPlace::Nothing,
    };
    (Stored { pair, files: KeyFiles::default() }, home)
}

/// A pair that was made here may be in no file: should another take its place, the person is asked about it.
fn guarded(pair: KeyPair) -> KeyPair {
    match (pair.private_key(), pair.certificate()) {
        (Some(key), Some(certificate))
            if pair.private_key_origin() == Some(&Origin::Generated)
                && pair.certificate_origin() == Some(&Origin::Generated) =>
        {
            let made = KeyPair::generated(key.clone(), certificate.clone());
            match pair.rotation() {
                Some(rotation) => made.replacing(rotation.clone()),
                None => made,
            }
        }
        _ => pair,
    }
}

/// What is in these files, for the reader of keys.
pub(crate) fn read(paths: &[PathBuf]) -> Vec<KeySource> {
    let named =
        paths.iter().map(|path| KeySource { name: Some(files::name(path)), content: files::read(path) });
    named.collect()
}

fn as_text(paths: &[PathBuf]) -> Vec<String> {
    paths.iter().map(|path| path.display().to_string()).collect()
}

#[cfg(test)]
mod tests;
