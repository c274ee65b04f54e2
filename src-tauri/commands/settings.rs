//! Settings: where the data is, how many attempts the history holds, deleting everything.

use countersign_core::history::AttemptFilter;
use countersign_core::store::Settings;
use countersign_core::vault::Deleted;
use serde::Serialize;
use tauri::{AppHandle, Manager};

use super::background::with_storage;
use super::error::CommandResult;
use crate::state::drafts::UnstoredDrafts;
use crate::state::session::Session;
use crate::state::storage::OpenStorage;

/// The settings, and how much data there is.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct SettingsShown {
    /// The folder with this program's data.
    pub data_folder: String,
    /// The file in it that holds credentials, sealed secrets and history.
    pub store_file: String,
    /// How many credentials there are.
    pub credentials: u32,
    /// How many attempts there are.
    pub attempts: u32,
    /// How many attempts the history holds.
    pub history_limit: u32,
}

pub(super) async fn settings(app: &AppHandle) -> CommandResult<SettingsShown> {
    with_storage(app, |_, storage| shown(storage)).await
}

pub(super) async fn set_history_limit(app: &AppHandle, limit: u32) -> CommandResult<SettingsShown> {
    with_storage(app, move |_, storage| {
        storage.store.save_settings(&Settings { history_limit: limit })?;
        shown(storage)
    })
    .await
}

fn shown(storage: &OpenStorage) -> CommandResult<SettingsShown> {
    let folder = storage.store.folder();
    Ok(SettingsShown {
        data_folder: folder.display().to_string(),
        store_file: storage.store.file().display().to_string(),
        credentials: storage.store.count_credentials()?,
        attempts: storage.store.attempts(&AttemptFilter::default(), None, 0)?.total,
        history_limit: storage.store.settings()?.history_limit,
    })
}

pub(super) async fn delete_everything(app: &AppHandle) -> CommandResult<Deleted> {
    app.state::<Session>().practice.forget().await;
    with_storage(app, |app, storage| {
        let deleted = storage.vault.delete_everything()?;
        app.state::<Session>().forget_all();
        app.state::<UnstoredDrafts>().forget_all();
        Ok(deleted)
    })
    .await
}
