//! The damaged files that were moved aside: listing and deleting them.

use countersign_core::store::DamagedFile;
use serde::Serialize;
use tauri::AppHandle;

use super::background::with_storage;
use super::error::CommandResult;
use crate::state::storage::OpenStorage;

/// The damaged files that were moved aside, and where they are.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct DamagedFiles {
    /// The folder with this program's data.
    pub folder: String,
    /// The files in it, the oldest first.
    pub files: Vec<DamagedFile>,
}

pub(super) async fn damaged_files(app: &AppHandle) -> CommandResult<DamagedFiles> {
    with_storage(app, |_, storage| list(storage)).await
}

pub(super) async fn delete_damaged_file(app: &AppHandle, name: String) -> CommandResult<DamagedFiles> {
    with_storage(app, move |_, storage| {
        storage.store.delete_damaged_file(&name)?;
        list(storage)
    })
    .await
}

fn list(storage: &OpenStorage) -> CommandResult<DamagedFiles> {
    let folder = storage.store.folder().display().to_string();
    Ok(DamagedFiles { folder, files: storage.store.damaged_files()? })
}
