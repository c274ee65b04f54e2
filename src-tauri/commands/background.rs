//! Runs blocking work on other threads, so that the window does not wait: files, clipboard, cryptography, store.

use tauri::AppHandle;

use super::error::{CommandError, CommandResult};
use crate::platform::clipboard::{self, Kind};
use crate::state::storage::{self, OpenStorage};

/// Runs blocking work on another thread.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> CommandResult<T> {
    tauri::async_runtime::spawn_blocking(work)
        .await
        .map_err(|error| CommandError::Internal { detail: error.to_string() })
}

/// Runs work with the store and the vault, once they are open.
pub(super) async fn with_storage<T: Send + 'static>(
    app: &AppHandle,
    work: impl FnOnce(&AppHandle, &OpenStorage) -> CommandResult<T> + Send + 'static,
) -> CommandResult<T> {
    let app = app.clone();
    blocking(move || work(&app, &*storage::open(&app)?)).await?
}

/// Copies a text. The clipboard may be slow.
pub(super) async fn copy(text: String, kind: Kind) -> CommandResult<()> {
    blocking(move || clipboard::copy(&text, kind)).await?.map_err(|detail| CommandError::Clipboard { detail })
}
