//! Saving every key pair that would be lost, at once, in a folder that the person chose.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use countersign_core::credential::CredentialId;
use countersign_core::key_file::FileError;
use tauri::{AppHandle, Manager};

use super::session::{CredentialRef, Session, UnsavedPair};
use super::storage;
use crate::platform::files::{Existing, KeyReaders};
use crate::platform::named_folder::make_folder;
use crate::platform::save;

/// The name of the folder for a credential without a name.
const UNNAMED: &str = "New credential";

/// The names of the credentials, as far as they can be read.
#[derive(Clone, Default)]
pub(crate) struct Names(HashMap<CredentialId, String>);

impl Names {
    /// Reads the names. Blocks.
    pub(crate) fn read(app: &AppHandle) -> Self {
        let list = storage::open(app).and_then(|storage| storage.list()).unwrap_or_default();
        Self(list.into_iter().map(|credential| (credential.id, credential.name)).collect())
    }

    /// The name of a credential; `None` if it has none or is not in the list.
    pub(crate) fn of(&self, credential: CredentialRef) -> Option<&str> {
        let name = self.0.get(&credential?)?.trim();
        (!name.is_empty()).then_some(name)
    }
}

/// What became of one key pair.
pub(crate) struct Saved {
    /// Its credential.
    pub(crate) credential: CredentialRef,
    /// The folder with its files.
    pub(crate) folder: PathBuf,
    /// Names of the files that are complete.
    pub(crate) files: Vec<String>,
    /// Who can read the private key's file, if it was written.
    pub(crate) key_readers: Option<KeyReaders>,
    /// The file or folder that could not be written, or is there but not for certain.
    pub(crate) failure: Option<(String, FileError)>,
}

/// Saves the pairs, each under a name that is free, so that nothing is replaced. A single pair is saved in the folder
/// itself; several get a folder each, named after their credentials. Blocks.
pub(crate) fn save_all(session: &Session, pairs: &[UnsavedPair], names: &Names, folder: &Path) -> Vec<Saved> {
    let save_one = |unsaved: &UnsavedPair| {
        let UnsavedPair { credential, pair, .. } = unsaved;
        let place = match pairs {
            [_] => Ok(folder.to_path_buf()),
            _ => make_folder(folder, names.of(*credential).unwrap_or(UNNAMED)),
        };
        match place {
            Ok(place) => {
                let free_names = save::plan(pair, &place).free_names;
                let written = save::write(pair, &place, &free_names, Existing::Keep);
                session.key_pairs.mark_saved(pair, written.in_files);
                Saved {
                    credential: *credential,
                    folder: place,
                    files: written.files,
                    key_readers: written.key_readers,
                    failure: written.failure,
                }
            }
            Err(failure) => Saved {
                credential: *credential,
                folder: folder.to_path_buf(),
                files: Vec::new(),
                key_readers: None,
                failure: Some(failure),
            },
        }
    };
    pairs.iter().map(save_one).collect()
}

/// The names of the credentials, read on a thread where that may block.
pub(crate) async fn names(app: &AppHandle) -> Names {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || Names::read(&app)).await.unwrap_or_default()
}

/// Saves every pair that would be lost with the window. Blocks.
pub(crate) fn save_unsaved(app: &AppHandle, names: &Names, folder: &Path) -> Vec<Saved> {
    let session = app.state::<Session>();
    save_all(&session, &session.key_pairs.all_unsaved(), names, folder)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::state::session::tests::make_pair;

    fn saved_in(folder: &Path, names: &Names, session: &Session) -> Vec<String> {
        let saved = save_all(session, &session.key_pairs.all_unsaved(), names, folder);
        assert!(saved.iter().all(|saved| saved.failure.is_none()));
        let mut folders: Vec<_> = saved
            .iter()
            .map(|saved| saved.folder.strip_prefix(folder).unwrap().display().to_string())
            .collect();
        folders.sort();
        folders
    }

    #[test]
    fn each_credential_gets_a_folder_and_nothing_that_is_there_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("Staging")).unwrap();
        fs::write(folder.path().join("Staging/key.pem"), "precious").unwrap();
        let session = Session::default();
        let ids = [1, 2, 3].map(CredentialId);
        for credential in [Some(ids[0]), Some(ids[1]), Some(ids[2]), None] {
            session.key_pairs.replace(credential, make_pair());
        }
        let names = Names(HashMap::from([
            (ids[0], "Staging".to_owned()),
            (ids[1], "Staging".to_owned()),
            (ids[2], "EU/US: *live*".to_owned()),
        ]));
        assert_eq!(
            saved_in(folder.path(), &names, &session),
            ["EU-US- -live-", "New credential", "Staging-2", "Staging-3"]
        );
        assert_eq!(fs::read_to_string(folder.path().join("Staging/key.pem")).unwrap(), "precious");
        assert!(folder.path().join("Staging-3/cert.pem").is_file());
        assert_eq!(session.key_pairs.unsaved_keys(), []);
    }

    #[test]
    fn a_single_pair_is_saved_in_the_folder_itself_under_names_that_are_free() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("key.pem"), "precious").unwrap();
        let session = Session::default();
        session.key_pairs.replace(None, make_pair());
        assert_eq!(saved_in(folder.path(), &Names::default(), &session), [""]);
        assert!(folder.path().join("key-2.pem").is_file());
        assert_eq!(fs::read_to_string(folder.path().join("key.pem")).unwrap(), "precious");
    }

    #[test]
    fn what_could_not_be_written_is_still_unsaved() {
        let folder = tempfile::tempdir().unwrap();
        let session = Session::default();
        session.key_pairs.replace(None, make_pair());
        session.key_pairs.replace(Some(CredentialId(1)), make_pair());
        let pairs = session.key_pairs.all_unsaved();
        let saved = save_all(&session, &pairs, &Names::default(), &folder.path().join("gone"));
        assert!(saved.iter().all(|saved| saved.failure.is_some() && saved.files.is_empty()));
        assert_eq!(session.key_pairs.unsaved_keys().len(), 2);
    }
}
