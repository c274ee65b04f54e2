//! The transfer file: making one to move to another computer, and bringing one in, which stores nothing before the person
//! has seen what it would bring.

use std::path::PathBuf;

use countersign_core::credential::{CredentialId, Draft, Group};
use countersign_core::interchange::transfer::{
    EXTENSION, FileKey, HEADER_BYTES, LeftOut, MOST_FILE_BYTES, SealedTransfer, TransferChoice,
    TransferChoices, TransferPreview, TransferProblem, TransferWanted, collect, merge, open, preview, write,
};
use countersign_core::key_file::FileError;
use secrecy::{SecretSlice, SecretString};
use serde::Serialize;
use tauri::{AppHandle, Manager};

use super::background::{blocking, with_storage};
use super::credentials::note_replaced;
use super::error::{CommandError, CommandResult};
use super::save_text::{SaveTextOutcome, save};
use super::secret_text::SecretText;
use crate::platform::whole_file::{self, ReadError};
use crate::platform::{clock, dialogs, files};
use crate::state::backup::MADE_BY;
use crate::state::session::{LastMerge, OpenedTransfer, Session, UnsavedPart};
use crate::window;

/// The outcome of making a transfer file.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum MakeTransferOutcome {
    /// It was made, and saved or not.
    Made {
        /// Where it was saved, or why it was not.
        saved: SaveTextOutcome,
        /// How many credentials are in it.
        credentials: u32,
        /// How many requests of their history are in it.
        attempts: u32,
        /// What is not in it.
        left_out: Vec<LeftOut>,
    },
    /// It cannot be made.
    Problem {
        /// Why.
        problem: TransferProblem,
    },
}

/// The outcome of choosing a transfer file.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum ChosenTransfer {
    /// It waits for its passphrase.
    Sealed {
        /// Name of the file.
        file: String,
    },
    /// It cannot be used.
    Problem {
        /// Name of the file.
        file: String,
        /// Why.
        problem: TransferProblem,
    },
    /// It cannot be read.
    Unreadable {
        /// Name of the file.
        file: String,
        /// The system's reason.
        error: FileError,
    },
}

/// The outcome of opening a transfer file.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum OpenTransferOutcome {
    /// It is open.
    Opened {
        /// What it would bring.
        preview: Box<TransferPreview>,
        /// The credentials here whose keys are not saved. They cannot be replaced.
        unsaved: Vec<CredentialId>,
    },
    /// It cannot be opened.
    Problem {
        /// Why.
        problem: TransferProblem,
    },
}

/// What was merged.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct MergedShown {
    /// How many credentials were added.
    pub added: u32,
    /// How many were replaced.
    pub replaced: u32,
    /// How many requests were added to the history.
    pub attempts: u32,
    /// How many requests the history holds from now on, if that had to be raised.
    pub history_limit: Option<u32>,
    /// How many credentials have their secrets in memory only, where they are until the window closes.
    pub in_memory: u32,
}

pub(super) async fn make_transfer_file(
    app: &AppHandle,
    title: String,
    wanted: TransferWanted,
    passphrase: SecretText,
) -> CommandResult<MakeTransferOutcome> {
    let passphrase = SecretString::from(passphrase);
    let made = with_storage(app, move |app, storage| {
        let key = match FileKey::new(&passphrase) {
            Ok(key) => key,
            Err(problem) => return Ok(Err(problem)),
        };
        // Locking waits until what is open is sealed.
        let _loading = storage.lock_loading();
        let mut collected = collect(&storage.vault, &wanted, MADE_BY, clock::now())?;
        collected.note_not_stored(only_in_window(&app.state::<Session>(), &wanted));
        let file = write(&collected.content, &key);
        Ok(file.map(|bytes| {
            let credentials = collected.content.credentials;
            let attempts = credentials.iter().map(|credential| credential.attempts.len()).sum();
            (bytes, count(credentials.len()), count(attempts), collected.left_out)
        }))
    })
    .await?;
    Ok(match made {
        Ok((bytes, credentials, attempts, left_out)) => {
            let saved =
                save(app, &title, &format!("credentials.{EXTENSION}"), SecretSlice::from(bytes)).await?;
            MakeTransferOutcome::Made { saved, credentials, attempts, left_out }
        }
        Err(problem) => MakeTransferOutcome::Problem { problem },
    })
}

/// The wanted credentials with private keys that would be lost with the window.
fn only_in_window(session: &Session, wanted: &TransferWanted) -> Vec<CredentialId> {
    let unsaved = session.key_pairs.unsaved_keys().into_iter();
    let keys = unsaved.filter(|key| key.part == UnsavedPart::PrivateKey).filter_map(|key| key.credential);
    keys.filter(|id| wanted.credentials.as_ref().is_none_or(|ids| ids.contains(id))).collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

pub(super) async fn choose_transfer_file(
    app: &AppHandle,
    title: String,
) -> CommandResult<Option<ChosenTransfer>> {
    let parent = window::current(app);
    let chosen = dialogs::choose_files(&title, parent.as_ref()).await?;
    let Some(path) = chosen.into_iter().next() else { return Ok(None) };
    let app = app.clone();
    blocking(move || Some(hold(&app, &path))).await
}

pub(super) async fn take_dropped_transfer_file(app: &AppHandle) -> CommandResult<Option<ChosenTransfer>> {
    let app = app.clone();
    blocking(move || {
        let session = app.state::<Session>();
        let dropped = session.files.take_dropped();
        let is_one = |path: &PathBuf| {
            path.extension().is_some_and(|found| found == EXTENSION)
                || whole_file::beginning(path, HEADER_BYTES)
                    .is_ok_and(|bytes| SealedTransfer::is_meant(&bytes))
        };
        match dropped.iter().find(|path| is_one(path)) {
            Some(path) => Some(hold(&app, path)),
            None => {
                session.files.hold_dropped(dropped);
                None
            }
        }
    })
    .await
}

/// Reads a file, and holds it until its passphrase is typed.
fn hold(app: &AppHandle, path: &std::path::Path) -> ChosenTransfer {
    let file = files::name(path);
    let transfer = &app.state::<Session>().transfer;
    transfer.forget();
    // Moved, not copied: what is read is sealed.
    let read = whole_file::read(path, MOST_FILE_BYTES)
        .map(|mut bytes| SealedTransfer::read(std::mem::take(&mut *bytes)));
    match read {
        Ok(Ok(sealed)) => {
            transfer.hold(sealed);
            ChosenTransfer::Sealed { file }
        }
        Ok(Err(problem)) => ChosenTransfer::Problem { file, problem },
        Err(ReadError::TooLarge(bytes)) => {
            let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
            // What is too large is most likely something else.
            let is_one =
                whole_file::beginning(path, HEADER_BYTES).is_ok_and(|bytes| SealedTransfer::is_meant(&bytes));
            let problem = TransferProblem::TooLarge { bytes, limit: count(MOST_FILE_BYTES) };
            ChosenTransfer::Problem {
                file,
                problem: if is_one { problem } else { TransferProblem::AnotherFile },
            }
        }
        Err(ReadError::File(error)) => ChosenTransfer::Unreadable { file, error },
    }
}

pub(super) async fn open_transfer_file(
    app: &AppHandle,
    passphrase: SecretText,
) -> CommandResult<OpenTransferOutcome> {
    let passphrase = SecretString::from(passphrase);
    with_storage(app, move |app, storage| {
        // Locking waits until what was opened is in the session, and wipes it there.
        let _loading = storage.lock_loading();
        storage.vault.ensure_unlocked()?;
        let session = app.state::<Session>();
        let sealed = session.transfer.sealed().ok_or(CommandError::NothingThere)?;
        let content = match open(&sealed, &passphrase) {
            Ok(content) => content,
            Err(problem) => return Ok(OpenTransferOutcome::Problem { problem }),
        };
        let preview = preview(&storage.vault, &content, clock::now())?;
        session.transfer.opened(&sealed, OpenedTransfer { content, preview: preview.clone() });
        Ok(OpenTransferOutcome::Opened { preview: Box::new(preview), unsaved: unsaved(&session) })
    })
    .await
}

/// The credentials whose keys would be lost with the window, and those for which one is being generated.
fn unsaved(session: &Session) -> Vec<CredentialId> {
    let unsaved = session.key_pairs.unsaved_keys().into_iter().filter_map(|key| key.credential);
    unsaved.chain(session.key_pairs.with_generation()).collect()
}

pub(super) async fn merge_transfer_file(
    app: &AppHandle,
    choices: TransferChoices,
) -> CommandResult<MergedShown> {
    if choices.practice {
        // What cannot be merged must not stop the practice server.
        with_storage(app, |app, storage| {
            storage.vault.ensure_unlocked()?;
            let opened = app.state::<Session>().transfer.content();
            opened.map(drop).ok_or(CommandError::NothingThere)
        })
        .await?;
        // It is read again from the store when it is next needed.
        app.state::<Session>().practice.forget().await;
    }
    with_storage(app, move |app, storage| {
        let session = app.state::<Session>();
        let _loading = storage.lock_loading();
        storage.vault.ensure_unlocked()?;
        let opened = session.transfer.content().ok_or(CommandError::NothingThere)?;
        let unsaved = unsaved(&session);
        let choices = keep_unsaved(choices, &opened.preview, &unsaved);
        let mut preview = opened.preview.clone();
        preview.empty.retain(|id| !unsaved.contains(id));
        let merged = merge(&storage.vault, &opened.content, &preview, &choices, clock::now())?;
        // From here on nothing may fail: it is stored, and the person can take it back.
        session.transfer.merged(LastMerge { undo: merged.undo, practice: choices.practice });
        session.transfer.forget();
        // If this fails, the first credential opens at the next start.
        drop(note_replaced(storage, &merged.replaced));
        let shown = MergedShown {
            added: merged.added,
            replaced: count(merged.replaced.len()),
            attempts: merged.attempts,
            history_limit: merged.history_limit,
            in_memory: count(merged.in_memory),
        };
        Ok(shown)
    })
    .await
}

/// The page does not offer to replace a credential whose key is not saved; should one become so meanwhile, it stays.
fn keep_unsaved(
    mut choices: TransferChoices,
    preview: &TransferPreview,
    unsaved: &[CredentialId],
) -> TransferChoices {
    for (choice, shown) in choices.credentials.iter_mut().zip(&preview.credentials) {
        let would_lose = shown.mine.is_some_and(|mine| unsaved.contains(&mine));
        if would_lose && *choice == TransferChoice::TakeTheirs {
            *choice = TransferChoice::KeepBoth;
        }
    }
    choices
}

pub(super) async fn undo_merge(app: &AppHandle) -> CommandResult<()> {
    let last = app.state::<Session>().transfer.take_undo().ok_or(CommandError::NothingThere)?;
    if last.practice {
        app.state::<Session>().practice.forget().await;
    }
    with_storage(app, |app, storage| {
        let undone = storage.store.undo_merge(&last.undo, clock::now());
        if undone.is_err() {
            // It can be tried again.
            app.state::<Session>().transfer.merged(last);
        }
        undone?;
        // There is always at least one credential.
        if storage.store.count_credentials()? == 0 {
            storage.store.add_credential("", Group::None, &Draft::default())?;
        }
        Ok(())
    })
    .await
}

pub(super) async fn forget_transfer_file(app: &AppHandle) -> CommandResult<()> {
    app.state::<Session>().transfer.forget();
    Ok(())
}
