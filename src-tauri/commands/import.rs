//! "Import": what the files of other tools have, and storing what the person chooses of it.

use std::path::PathBuf;
use std::sync::Arc;

use countersign_core::credential::CredentialId;
use countersign_core::interchange::import::{ImportPreview, is_import, read_import};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;
use tauri::{AppHandle, Manager};

use super::background::{blocking, ensure_unlocked, with_storage};
use super::credentials::{self, OpenedCredential};
use super::error::{CommandError, CommandResult};
use super::secret_text::SecretText;
use crate::platform::import_files::{self, FoundFiles};
use crate::platform::{clock, dialogs};
use crate::state::drafts::UnstoredDrafts;
use crate::state::session::Session;
use crate::window;

/// What was found, until it is imported or closed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ImportFound {
    /// Its number: `import_credentials` takes nothing that the page has not shown.
    pub number: u32,
    /// What the page shows.
    pub preview: ImportPreview,
}

/// What was imported.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Imported {
    /// The new credentials, in the order of the preview.
    pub ids: Vec<CredentialId>,
    /// The first of them, which is open now.
    pub open: OpenedCredential,
}

/// What files that were dropped on the window are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum DroppedAs {
    /// Keys and certificates, for the open credential.
    KeyFiles,
    /// Files of other tools, to be imported.
    Import,
}

/// Most dropped files that are looked into to find out what they are.
const MOST_LOOKED_INTO: usize = 20;

pub(super) async fn choose_import_files(
    app: &AppHandle,
    title: String,
) -> CommandResult<Option<ImportFound>> {
    ensure_unlocked(app).await?;
    let paths = dialogs::choose_files(&title, window::current(app).as_ref()).await?;
    if paths.is_empty() {
        return Ok(None);
    }
    read(app, move || import_files::read(&paths)).await.map(Some)
}

pub(super) async fn choose_import_folder(
    app: &AppHandle,
    title: String,
) -> CommandResult<Option<ImportFound>> {
    ensure_unlocked(app).await?;
    match dialogs::choose_folder(&title, window::current(app).as_ref()).await? {
        Some(folder) => read(app, move || import_files::read(&[folder])).await.map(Some),
        None => Ok(None),
    }
}

pub(super) async fn dropped_as(app: &AppHandle) -> CommandResult<DroppedAs> {
    let paths = app.state::<Session>().files.dropped();
    blocking(move || what_is(&paths)).await
}

pub(super) async fn read_dropped_import(app: &AppHandle) -> CommandResult<ImportFound> {
    ensure_unlocked(app).await?;
    let paths = app.state::<Session>().files.take_dropped();
    read(app, move || import_files::read(&paths)).await
}

pub(super) async fn read_pasted_import(app: &AppHandle, text: SecretText) -> CommandResult<ImportFound> {
    ensure_unlocked(app).await?;
    let text = SecretString::from(text);
    // Exposed to be read. It is wiped with the import.
    read(app, move || import_files::pasted(text.expose_secret())).await
}

/// Reads what was found, and holds it for `import_credentials`.
async fn read(
    app: &AppHandle,
    find: impl FnOnce() -> FoundFiles + Send + 'static,
) -> CommandResult<ImportFound> {
    with_storage(app, move |app, storage| {
        let found = find();
        let import = Arc::new(read_import(&found.files, &found.reached, &found));
        let preview = import.preview(&storage.list()?);
        // Secrets may have been locked meanwhile. Then nothing is held that they would not wipe any more.
        storage.vault.ensure_unlocked()?;
        Ok(ImportFound { number: app.state::<Session>().imports.hold(import), preview })
    })
    .await
}

pub(super) async fn import_credentials(
    app: &AppHandle,
    number: u32,
    chosen: Vec<u32>,
    in_place_of: Option<CredentialId>,
) -> CommandResult<Imported> {
    with_storage(app, move |app, storage| {
        let session = app.state::<Session>();
        let import = session.imports.of(number).ok_or(CommandError::NothingThere)?;
        let ids = storage.vault.add_credentials(&import.credentials(&chosen))?;
        let first = *ids.first().ok_or(CommandError::NothingThere)?;
        session.imports.wipe();
        if let Some(blank) = in_place_of {
            // An empty credential that stays in the list is no reason to say that nothing was imported.
            drop(storage.store.take_back(&[blank], &[], clock::now()));
        }
        Ok(Imported { ids, open: credentials::open(app, storage, first)? })
    })
    .await
}

pub(super) async fn cancel_import(app: &AppHandle) -> CommandResult<()> {
    app.state::<Session>().imports.wipe();
    Ok(())
}

pub(super) async fn take_back_import(
    app: &AppHandle,
    ids: Vec<CredentialId>,
    blank: Option<CredentialId>,
) -> CommandResult<Option<OpenedCredential>> {
    with_storage(app, move |app, storage| {
        let restored: Vec<CredentialId> = blank.into_iter().collect();
        storage.store.take_back(&ids, &restored, clock::now())?;
        for id in &ids {
            app.state::<UnstoredDrafts>().forget(Some(*id));
        }
        credentials::open_another_if_gone(app, storage)
    })
    .await
}

/// What dropped files are: a folder is imported, and so are files of which one has more than a key or certificate.
fn what_is(paths: &[PathBuf]) -> DroppedAs {
    let is_one = |path: &PathBuf| {
        path.is_dir() || {
            let found = import_files::read(std::slice::from_ref(path));
            found
                .files
                .iter()
                .any(|file| file.content.as_ref().is_ok_and(|bytes| is_import(&file.name, bytes)))
        }
    };
    if paths.iter().take(MOST_LOOKED_INTO).any(is_one) { DroppedAs::Import } else { DroppedAs::KeyFiles }
}
