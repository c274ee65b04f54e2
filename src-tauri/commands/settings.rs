//! Settings: where the data is, how many attempts the history holds, deleting everything.

use countersign_core::account_manager;
use countersign_core::history::AttemptFilter;
use countersign_core::http::ProxyShown;
use countersign_core::store::{ClipboardFor, LockAfter, Settings};
use countersign_core::vault::Deleted;
use serde::Serialize;
use tauri::{AppHandle, Manager, Url};

use super::background::{blocking, with_storage};
use super::error::{CommandError, CommandResult};
use crate::platform::{browser, proxies};
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
    /// How long the person may be away before secrets are locked.
    pub lock_after: LockAfter,
    /// How long a copied secret stays in the clipboard.
    pub clipboard_for: ClipboardFor,
    /// The proxy that requests to Account Manager go through; `null` if they go directly.
    pub proxy: Option<ProxyShown>,
}

pub(super) async fn settings(app: &AppHandle) -> CommandResult<SettingsShown> {
    with_storage(app, |_, storage| shown(storage)).await
}

pub(super) async fn set_history_limit(app: &AppHandle, limit: u32) -> CommandResult<SettingsShown> {
    change(app, move |settings| settings.history_limit = limit).await
}

pub(super) async fn set_lock_after(app: &AppHandle, lock_after: LockAfter) -> CommandResult<SettingsShown> {
    change(app, move |settings| settings.lock_after = lock_after).await
}

pub(super) async fn set_clipboard_for(
    app: &AppHandle,
    clipboard_for: ClipboardFor,
) -> CommandResult<SettingsShown> {
    change(app, move |settings| settings.clipboard_for = clipboard_for).await
}

pub(super) async fn open_data_folder(app: &AppHandle) -> CommandResult<()> {
    let folder = with_storage(app, |_, storage| Ok(storage.store.folder().to_owned())).await?;
    blocking(move || browser::open_file(&folder)).await?.map_err(|detail| CommandError::CannotOpen { detail })
}

async fn change(
    app: &AppHandle,
    change: impl FnOnce(&mut Settings) + Send + 'static,
) -> CommandResult<SettingsShown> {
    with_storage(app, move |_, storage| {
        storage.store.change_settings(change)?;
        shown(storage)
    })
    .await
}

fn shown(storage: &OpenStorage) -> CommandResult<SettingsShown> {
    let folder = storage.store.folder();
    let settings = storage.store.settings()?;
    Ok(SettingsShown {
        data_folder: folder.display().to_string(),
        store_file: storage.store.file().display().to_string(),
        credentials: storage.store.count_credentials()?,
        attempts: storage.store.attempts(&AttemptFilter::default(), None, 0)?.total,
        history_limit: settings.history_limit,
        lock_after: settings.lock_after,
        clipboard_for: settings.clipboard_for,
        proxy: Url::parse(account_manager::TOKEN_ENDPOINT)
            .ok()
            .and_then(|url| proxies::of_this_computer().shown_for(&url)),
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
