//! Key pairs between the window and what is kept: the stored one is taken into the session when its credential is opened,
//! and what is made or read in the window is stored at once.

use std::path::PathBuf;

use countersign_core::credential::CredentialId;
use countersign_core::key::Passphrases;
use countersign_core::key_pair::{KeyPair, KeySource, Origin, SourceProblem, load};
use countersign_core::vault::{Kept, KeptKeyPair, Protection, VaultState, VaultTrouble};
use serde::Serialize;
use tauri::{AppHandle, Manager};

use crate::commands::{OpenedKeyPair, WindowEvent};
use crate::kept::{self, Shelf};
use crate::platform::files;
use crate::session::Session;
use crate::window;

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
        /// What could not be read this time.
        problems: Vec<SourceProblem>,
    },
    /// In memory only, because it could not be kept.
    NotKept {
        /// Why.
        trouble: VaultTrouble,
    },
    /// Sealed, but it cannot be opened.
    Shut {
        /// Why.
        trouble: VaultTrouble,
    },
}

/// The key pair of a credential: as it is in this window, else as it is stored. Blocks, and may wait for the person
/// whom the keychain asks.
pub(crate) fn open(app: &AppHandle, id: CredentialId) -> OpenedKeyPair {
    let session = app.state::<Session>();
    let of = Some(id);
    if session.has_opened_key_pair(of) {
        return OpenedKeyPair { facts: session.key_pair_facts_of(of), keeping: keep(app, id) };
    }
    let (stored, home) = match kept::shelf(app) {
        Ok(shelf) => match shelf.vault.key_pair(id) {
            Ok(stored) => opened(&shelf, stored),
            Err(trouble) => (Stored::default(), KeyPlace::Shut { trouble }),
        },
        Err(trouble) => (Stored::default(), KeyPlace::Shut { trouble: trouble.into() }),
    };
    let complete = !matches!(home, KeyPlace::Shut { .. });
    let facts = session.take_stored(of, stored.pair, complete, &stored.files);
    OpenedKeyPair { facts, keeping: KeyKeeping { home, files: Vec::new() } }
}

/// Stores the key pair that a credential has in this window, and says where it is now. Blocks like [`open`].
pub(crate) fn keep(app: &AppHandle, id: CredentialId) -> KeyKeeping {
    let session = app.state::<Session>();
    let (pair, files) = (session.key_pair_of(Some(id)), session.files_of(Some(id)));
    let home = match kept::shelf(app) {
        Ok(shelf) => place_of(app, &shelf, id, &pair),
        Err(trouble) if pair.private_key().is_some() => KeyPlace::NotKept { trouble: trouble.into() },
        Err(_) => KeyPlace::Nothing,
    };
    let in_files = matches!(home, KeyPlace::Files { .. });
    KeyKeeping { home, files: if in_files { Vec::new() } else { as_text(&files) } }
}

/// Stores the key pair of a credential and tells the page what became of it.
pub(crate) fn keep_and_tell(app: &AppHandle, id: CredentialId) {
    let keeping = Box::new(keep(app, id));
    let key_pair = Box::new(app.state::<Session>().key_pair_facts_of(Some(id)));
    window::tell(app, &WindowEvent::KeyKept { credential: id, key_pair, keeping });
    if let Ok(shelf) = kept::shelf(app) {
        shelf.tell_changed(app, id);
    }
}

/// Has the key pair read from the files it came from from now on, or sealed here again.
pub(crate) fn read_each_time(app: &AppHandle, id: CredentialId, each_time: bool) -> Result<(), VaultTrouble> {
    let session = app.state::<Session>();
    let shelf = kept::shelf(app)?;
    let pair = session.key_pair_of(Some(id));
    if each_time {
        let files = session.files_of(Some(id));
        if files.is_empty() {
            return Ok(());
        }
        shelf.vault.keep_key_in_files(id, &as_text(&files))?;
        session.mark_stored(Some(id), pair);
    } else if shelf.vault.keep_key_pair(id, &pair)? == Kept::Sealed {
        session.mark_stored(Some(id), pair);
    }
    Ok(())
}

fn place_of(app: &AppHandle, shelf: &Shelf, id: CredentialId, pair: &KeyPair) -> KeyPlace {
    let session = app.state::<Session>();
    let stored = session.stored_of(Some(id));
    // What was put aside stays where it is until another takes its place: putting aside can be undone.
    if pair.is_empty() {
        return KeyPlace::Nothing;
    }
    if *pair != stored {
        match shelf.vault.keep_key_pair(id, pair) {
            Ok(Kept::Sealed) => session.mark_stored(Some(id), pair.clone()),
            Ok(Kept::SessionOnly) => {
                session.mark_certificate_stored(Some(id), shelf.vault.stored_certificate(id).ok().flatten());
                return KeyPlace::SessionOnly;
            }
            Err(trouble) => return KeyPlace::NotKept { trouble },
        }
    }
    match shelf.vault.key_pair(id) {
        Ok(KeptKeyPair { files: Some(paths), .. }) => KeyPlace::Files { paths, problems: Vec::new() },
        Ok(_) if pair.private_key().is_some() => sealed_or_not(shelf),
        Ok(KeptKeyPair { private_key_shut: Some(trouble), .. }) | Err(trouble) => KeyPlace::Shut { trouble },
        Ok(_) => KeyPlace::Nothing,
    }
}

/// Where a private key is that was kept.
fn sealed_or_not(shelf: &Shelf) -> KeyPlace {
    match shelf.vault.state() {
        VaultState::Open { protection } | VaultState::Closed { protection } => {
            KeyPlace::Sealed { protection }
        }
        VaultState::SessionOnly { .. } | VaultState::Unused => KeyPlace::SessionOnly,
        VaultState::Shut { trouble } => KeyPlace::Shut { trouble },
    }
}

/// A stored key pair, and the files it was read from.
#[derive(Default)]
struct Stored {
    pair: KeyPair,
    files: Vec<PathBuf>,
}

fn opened(shelf: &Shelf, kept: KeptKeyPair) -> (Stored, KeyPlace) {
    if let Some(paths) = kept.files {
        let files: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        let (pair, loaded) = load(&KeyPair::default(), &read(&files), &Passphrases::none());
        return (Stored { pair, files }, KeyPlace::Files { paths, problems: loaded.problems });
    }
    let pair = guarded(kept.pair);
    let home = match kept.private_key_shut {
        Some(trouble) => KeyPlace::Shut { trouble },
        None if pair.private_key().is_some() => sealed_or_not(shelf),
        None => KeyPlace::Nothing,
    };
    (Stored { pair, files: Vec::new() }, home)
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
