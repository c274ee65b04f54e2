//! Work that would keep the window waiting, on threads of its own: files, the clipboard, cryptography, the store.

use tauri::AppHandle;

use super::error::{CommandError, CommandResult};
use crate::platform::clipboard::{self, Kind};
use crate::state::storage::{self, OpenStorage};

/// Runs work that blocks.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> CommandResult<T> {
    tauri::async_runtime::spawn_blocking(work)
        .await
        .map_err(|error| CommandError::Internal { detail: error.to_string() })
}

/// Runs work with what is kept on this computer.
pub(super) async fn with_storage<T: Send + 'static>(
    app: &AppHandle,
    work: impl FnOnce(&AppHandle, &OpenStorage) -> CommandResult<T> + Send + 'static,
) -> CommandResult<T> {
    let app = app.clone();
    blocking(move || work(&app, &*storage::open(&app)?)).await?
}

/// Copies a text; the clipboard may be slow to answer.
pub(super) async fn copy(text: String, kind: Kind) -> CommandResult<()> {
    blocking(move || clipboard::copy(&text, kind)).await?.map_err(|detail| CommandError::Clipboard { detail })
}
