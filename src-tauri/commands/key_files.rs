//! Step 1: saving the key pair in files: as key.pem and cert.pem, or in one of the formats that other tools read.

use std::path::{Path, PathBuf};

use countersign_core::key_file::FileError;
use countersign_core::key_pair::save_as::{SaveAsProblem, SaveFormat, SaveOffer, file_content, offers};
use countersign_core::key_pair::{KeyPair, KeyPairFacts};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager};

use super::background::{blocking, ensure_unlocked};
use super::error::{CommandError, CommandResult};
use crate::platform::files::{self, Existing, KeyReaders, Readers};
use crate::platform::save::InFiles;
use crate::platform::{dialogs, save};
use crate::state::session::{CredentialRef, SaveQuestion, Session};
use crate::window;

/// The outcome of "Save files…".
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum SaveOutcome {
    /// Saved.
    Saved {
        /// The folder.
        folder: String,
        /// The names of the files.
        files: Vec<String>,
        /// Who can read the private key's file; `null` when only the certificate was saved.
        key_readers: Option<KeyReaders>,
        /// The key pair, which counts as saved now.
        key_pair: Box<KeyPairFacts>,
    },
    /// Nothing was written, because files of these names exist already. The page answers with `save_key_files_anyway`.
    Exists {
        /// The folder.
        folder: String,
        /// Names of the files that exist.
        existing: Vec<String>,
        /// Names that are free and would be used instead.
        other_names: Vec<String>,
    },
    /// The person closed the dialog or kept the existing files.
    Cancelled,
    /// A file could not be written, or is there but not for certain.
    Failed {
        /// The folder.
        folder: String,
        /// The file that could not be written.
        file: String,
        /// The system's reason.
        error: FileError,
        /// Names of the files that were written before it.
        written: Vec<String>,
    },
}

/// What the person wants to do with files that exist already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum ExistingFiles {
    /// Replace them.
    Replace,
    /// Keep them and save under names that are free.
    UseOtherNames,
    /// Keep them and save nothing.
    Keep,
}

/// What "Save as…" saves. It has no `Debug`, because it holds a passphrase.
#[derive(Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct SaveRequest {
    /// The format.
    pub format: SaveFormat,
    /// The passphrase; `null` and empty mean none.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub passphrase: Option<SecretString>,
    /// Whether to save the certificate with the public key, in formats that take it.
    pub with_certificate: bool,
}

/// The outcome of saving one file under a name that the person chose.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum SaveFileOutcome {
    /// Saved.
    Saved {
        /// The folder.
        folder: String,
        /// The file's name in it.
        file: String,
        /// Who can read the private key that is in it; `null` when none is.
        key_readers: Option<KeyReaders>,
        /// The key pair, which counts as saved now if its private key is in the file.
        key_pair: Box<KeyPairFacts>,
    },
    /// The pair or the passphrase does not fit the format. Nothing was asked or written.
    Problem {
        /// The problem.
        problem: SaveAsProblem,
    },
    /// The person closed the dialog.
    Cancelled,
    /// The file could not be written, or is there but not for certain.
    Failed {
        /// The folder.
        folder: String,
        /// The file's name.
        file: String,
        /// The system's reason.
        error: FileError,
    },
}

pub(super) async fn save_key_files(
    app: &AppHandle,
    credential: CredentialRef,
    title: String,
) -> CommandResult<SaveOutcome> {
    let pair = app.state::<Session>().key_pairs.current(credential);
    ensure_unlocked(app).await?;
    if pair.is_empty() {
        return Err(CommandError::NothingThere);
    }
    // An open question is withdrawn, because the person is asked again.
    drop(app.state::<Session>().files.take_save_question());
    match dialogs::choose_folder(&title, window::current(app).as_ref()).await? {
        None => Ok(SaveOutcome::Cancelled),
        Some(folder) => {
            let app = app.clone();
            blocking(move || save_in_new_files(&app, credential, pair, folder)).await
        }
    }
}

pub(super) async fn save_key_files_anyway(
    app: &AppHandle,
    choice: ExistingFiles,
) -> CommandResult<SaveOutcome> {
    let question = app.state::<Session>().files.take_save_question().ok_or(CommandError::NothingThere)?;
    let SaveQuestion { credential, pair, folder, taken: asked_about } = question;
    let app = app.clone();
    blocking(move || {
        let plan = save::plan(&pair, &folder);
        match choice {
            ExistingFiles::Keep => SaveOutcome::Cancelled,
            ExistingFiles::UseOtherNames => {
                write(&app, credential, &pair, &folder, &plan.free_names, Existing::Keep)
            }
            // The person agreed to replace the files that they were asked about, and no others.
            ExistingFiles::Replace if plan.taken.iter().any(|name| !asked_about.contains(name)) => {
                save_in_new_files(&app, credential, pair, folder)
            }
            ExistingFiles::Replace => {
                write(&app, credential, &pair, &folder, &save::FileNames::usual(), Existing::Replace)
            }
        }
    })
    .await
}

/// Saves the files, or asks if files of these names exist already.
fn save_in_new_files(
    app: &AppHandle,
    credential: CredentialRef,
    pair: KeyPair,
    folder: PathBuf,
) -> SaveOutcome {
    let plan = save::plan(&pair, &folder);
    if plan.taken.is_empty() {
        return write(app, credential, &pair, &folder, &save::FileNames::usual(), Existing::Keep);
    }
    let outcome = SaveOutcome::Exists {
        folder: folder.display().to_string(),
        existing: plan.taken.clone(),
        other_names: plan.free_names.names(&pair),
    };
    app.state::<Session>().files.ask_about_saving(SaveQuestion {
        credential,
        pair,
        folder,
        taken: plan.taken,
    });
    outcome
}

fn write(
    app: &AppHandle,
    credential: CredentialRef,
    pair: &KeyPair,
    folder: &Path,
    names: &save::FileNames,
    existing: Existing,
) -> SaveOutcome {
    let session = app.state::<Session>();
    let written = save::write(pair, folder, names, existing);
    session.key_pairs.mark_saved(pair, written.in_files);
    let key_pair = session.key_pairs.facts(credential);
    let folder = folder.display().to_string();
    match written.failure {
        None => SaveOutcome::Saved {
            folder,
            files: written.files,
            key_readers: written.key_readers,
            key_pair: Box::new(key_pair),
        },
        Some((file, error)) => SaveOutcome::Failed { folder, file, error, written: written.files },
    }
}

pub(super) async fn save_offers(app: &AppHandle, credential: CredentialRef) -> CommandResult<Vec<SaveOffer>> {
    Ok(offers(&app.state::<Session>().key_pairs.current(credential)))
}

pub(super) async fn save_as(
    app: &AppHandle,
    credential: CredentialRef,
    title: String,
    request: SaveRequest,
) -> CommandResult<SaveFileOutcome> {
    let SaveRequest { format, passphrase, with_certificate } = request;
    ensure_unlocked(app).await?;
    let pair = app.state::<Session>().key_pairs.current(credential);
    let offer = offers(&pair).into_iter().find(|offer| offer.format == format);
    let offer = offer.ok_or(CommandError::NothingThere)?;
    // Every problem is shown before the dialog opens.
    let to_save = pair.clone();
    let content =
        blocking(move || file_content(&to_save, format, passphrase.as_ref(), with_certificate)).await?;
    let content = match content {
        Ok(content) => content,
        Err(problem) => return Ok(SaveFileOutcome::Problem { problem }),
    };
    let parent = window::current(app);
    let Some(path) = dialogs::choose_new_file(&title, &offer.file_name, parent.as_ref()).await? else {
        return Ok(SaveFileOutcome::Cancelled);
    };
    let app = app.clone();
    blocking(move || {
        let readers = if content.holds_private_key { Readers::Owner } else { Readers::Anyone };
        // The system's dialog asked whether to replace a file of this name.
        let written = files::write(&path, &content.bytes, readers, Existing::Replace);
        let session = app.state::<Session>();
        if written.is_ok() {
            let (private_key, certificate) = (content.holds_private_key, content.holds_certificate);
            session.key_pairs.mark_saved(&pair, InFiles { private_key, certificate });
        }
        outcome(&path, written, content.holds_private_key, session.key_pairs.facts(credential))
    })
    .await
}

/// The outcome of writing one file, with or without a private key.
pub(super) fn outcome(
    path: &Path,
    written: Result<KeyReaders, FileError>,
    holds_private_key: bool,
    key_pair: KeyPairFacts,
) -> SaveFileOutcome {
    let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (folder, file) = (text(path.parent().map(Path::as_os_str)), text(path.file_name()));
    match written {
        Ok(readers) => SaveFileOutcome::Saved {
            folder,
            file,
            key_readers: holds_private_key.then_some(readers),
            key_pair: Box::new(key_pair),
        },
        Err(error) => SaveFileOutcome::Failed { folder, file, error },
    }
}
