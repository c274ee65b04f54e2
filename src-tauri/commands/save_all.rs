//! Saving at once every key pair that would be lost: with the window, or when secrets are locked.

use countersign_core::key_file::FileError;
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager};

use super::background::{blocking, ensure_unlocked, with_storage};
use super::error::{CommandError, CommandResult};
use crate::platform::dialogs;
use crate::platform::files::KeyReaders;
use crate::state::save_all::{self, Names, Saved};
use crate::state::session::{CredentialRef, Session, UnsavedPair};
use crate::window;

/// Which key pairs to save.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "pairs", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum PairsToSave {
    /// Those that would be lost with the window.
    LostWithWindow,
    /// Those of one credential that would be lost with the window.
    OfCredential {
        /// Credential ID; `null` as long as no credential could be stored.
        credential: CredentialRef,
    },
    /// Those that would be lost if secrets were locked.
    LostAtLock,
}

/// What became of all key pairs.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct SavedAll {
    /// The folder that the person chose.
    pub folder: String,
    /// The folders with the files of each pair that was saved.
    pub saved: Vec<String>,
    /// Who can read the private keys' files.
    pub key_readers: KeyReaders,
    /// What could not be saved, or is there but not for certain.
    pub failed: Vec<NotSaved>,
}

/// A key pair that could not be saved.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct NotSaved {
    /// Its credential.
    pub credential: CredentialRef,
    /// The folder.
    pub folder: String,
    /// The file or folder in it that could not be written.
    pub file: String,
    /// The system's reason.
    pub error: FileError,
}

pub(super) async fn save_all_key_files(
    app: &AppHandle,
    which: PairsToSave,
    title: String,
) -> CommandResult<Option<SavedAll>> {
    ensure_unlocked(app).await?;
    let Some(folder) = dialogs::choose_folder(&title, window::current(app).as_ref()).await? else {
        return Ok(None);
    };
    // Only now, because a key may have been made or saved while the dialog was open.
    let pairs = pairs_to_save(app, which).await?;
    if pairs.is_empty() {
        return Err(CommandError::NothingThere);
    }
    let app = app.clone();
    blocking(move || {
        let saved = save_all::save_all(&app.state::<Session>(), &pairs, &Names::read(&app), &folder);
        Some(SavedAll {
            folder: folder.display().to_string(),
            saved: saved.iter().filter(|saved| saved.failure.is_none()).map(folder_of).collect(),
            key_readers: saved
                .iter()
                .filter_map(|saved| saved.key_readers)
                .fold(KeyReaders::Owner, KeyReaders::or),
            failed: saved.iter().filter_map(not_saved).collect(),
        })
    })
    .await
}

async fn pairs_to_save(app: &AppHandle, which: PairsToSave) -> CommandResult<Vec<UnsavedPair>> {
    let unsaved = || app.state::<Session>().key_pairs.all_unsaved();
    match which {
        PairsToSave::LostWithWindow => Ok(unsaved()),
        PairsToSave::OfCredential { credential } => {
            let credential = app.state::<Session>().resolve(credential);
            Ok(unsaved().into_iter().filter(|unsaved| unsaved.credential == credential).collect())
        }
        PairsToSave::LostAtLock => {
            with_storage(app, |app, storage| {
                let in_vault = storage.vault.with_key_in_memory();
                Ok(app.state::<Session>().key_pairs.would_be_lost(&in_vault))
            })
            .await
        }
    }
}

fn folder_of(saved: &Saved) -> String {
    saved.folder.display().to_string()
}

fn not_saved(saved: &Saved) -> Option<NotSaved> {
    let (file, error) = saved.failure.clone()?;
    Some(NotSaved { credential: saved.credential, folder: folder_of(saved), file, error })
}
