//! A credential's request for other tools: showing, copying and saving it. Secrets stand in it only if the person asked
//! for that, and then they go from here to the clipboard or the file, and never through the page.

use countersign_core::interchange::export::{
    ExportProblem, ExportTarget, Exported, ExportedFile, Secrets, export,
};
use countersign_core::token_request::{ClientSecrets, Proofs, RequestForm};
use secrecy::{SecretSlice, SecretString};
use serde::Serialize;
use tauri::{AppHandle, Manager};

use super::background::{Copied, blocking, copy_secret, ensure_unlocked};
use super::client_secrets::client_secrets;
use super::error::{CommandError, CommandResult};
use super::save_text::{SaveTextOutcome, save};
use crate::platform::clock;
use crate::platform::dialogs;
use crate::platform::files;
use crate::platform::named_folder::{self, FileToSave};
use crate::state::session::{CredentialRef, Session};
use crate::window;
use crate::window_event::CopiedSecret;

/// A credential's request for another tool, or why there is none.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum ExportOutcome {
    /// It is written.
    Written {
        /// Its files, without secrets.
        files: Vec<ExportShown>,
        /// Whether our tests run what is written for this tool, and get a token with it.
        run_by_tests: bool,
    },
    /// The tool cannot do what the request needs, or the request is not complete.
    NotPossible {
        /// Why.
        why: ExportProblem,
    },
}

/// A file of an export, as it is shown.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ExportShown {
    /// Its path, with `/` between folders.
    pub path: String,
    /// Its text without secrets.
    pub text: String,
}

pub(super) async fn write_export(
    app: &AppHandle,
    credential: CredentialRef,
    name: String,
    form: RequestForm,
    target: ExportTarget,
    with_secrets: bool,
) -> CommandResult<ExportOutcome> {
    let session = app.state::<Session>();
    let (key_pair, secrets) =
        (session.key_pairs.current(credential), session.client_secrets.current(credential));
    let proofs = Proofs { key_pair: &key_pair, secrets: &secrets };
    Ok(match write(app, &name, form, target, proofs, with_secrets, false) {
        Ok(files) => ExportOutcome::Written {
            files: files
                .into_iter()
                .map(|ExportedFile { path, text }| ExportShown { path: path.into(), text })
                .collect(),
            run_by_tests: target.is_run_by_tests(),
        },
        Err(why) => ExportOutcome::NotPossible { why },
    })
}

pub(super) async fn copy_export(
    app: &AppHandle,
    credential: CredentialRef,
    name: String,
    form: RequestForm,
    target: ExportTarget,
    with_secrets: bool,
    path: String,
) -> CommandResult<Copied> {
    let files = whole(app, credential, &name, form, target, with_secrets).await?;
    let file = files.into_iter().find(|file| file.path == path).ok_or(CommandError::NothingThere)?;
    copy_secret(app, SecretString::from(file.text), CopiedSecret::Request).await
}

pub(super) async fn save_export(
    app: &AppHandle,
    credential: CredentialRef,
    name: String,
    form: RequestForm,
    target: ExportTarget,
    with_secrets: bool,
    title: String,
) -> CommandResult<SaveTextOutcome> {
    let files = whole(app, credential, &name, form, target, with_secrets).await?;
    let mut files: Vec<FileToSave> =
        files.into_iter().map(|file| (file.path, SecretSlice::from(file.text.into_bytes()))).collect();
    if files.len() == 1
        && let Some((path, bytes)) = files.pop()
    {
        return save(app, &title, path, bytes).await;
    }
    let Some(folder) = dialogs::choose_folder(&title, window::current(app).as_ref()).await? else {
        return Ok(SaveTextOutcome::Cancelled);
    };
    blocking(move || match named_folder::save_together(&folder, &name, &files) {
        Ok((made, readers)) => {
            SaveTextOutcome::Saved { folder: folder.display().to_string(), file: files::name(&made), readers }
        }
        Err((file, error)) => SaveTextOutcome::Failed { folder: folder.display().to_string(), file, error },
    })
    .await
}

/// The export with its secrets, if they are asked for.
async fn whole(
    app: &AppHandle,
    credential: CredentialRef,
    name: &str,
    form: RequestForm,
    target: ExportTarget,
    with_secrets: bool,
) -> CommandResult<Vec<ExportedFile>> {
    let session = app.state::<Session>();
    let (key_pair, secrets);
    if with_secrets || target.is_a_key() {
        ensure_unlocked(app).await?;
        client_secrets(app, credential).await?;
        (key_pair, secrets) =
            (session.key_pairs.current(credential), session.client_secrets.current(credential));
    } else {
        (key_pair, secrets) = (session.key_pairs.current(credential), ClientSecrets::default());
    }
    let proofs = Proofs { key_pair: &key_pair, secrets: &secrets };
    write(app, name, form, target, proofs, with_secrets, true).map_err(|_| CommandError::NothingThere)
}

/// Writes the export. `shown`: with the secrets that stand in it.
fn write(
    app: &AppHandle,
    name: &str,
    form: RequestForm,
    target: ExportTarget,
    proofs: Proofs<'_>,
    with_secrets: bool,
    shown: bool,
) -> Result<Vec<ExportedFile>, ExportProblem> {
    let form = form.with_practice(app.state::<Session>().practice.address());
    let inside = with_secrets || target.is_a_key();
    let secrets = if inside { Secrets::Inside { proofs, shown } } else { Secrets::Outside };
    let exported = Exported { name, form: &form, key_pair: proofs.key_pair };
    export(target, exported, secrets, &clock::make_moment())
}
