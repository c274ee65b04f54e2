//! Runs blocking work on other threads, so that the window does not wait: files, clipboard, cryptography, store.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use countersign_core::lock::lock;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;
use tauri::AppHandle;

use super::error::{CommandError, CommandResult};
use crate::platform::clipboard::{self, CopyNumber, Kind};
use crate::state::storage::{self, OpenStorage};
use crate::window;
use crate::window_event::{CopiedSecret, WindowEvent};

/// What happens to a secret that was copied.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Copied {
    /// After how many seconds it leaves the clipboard, if it is still there; `null` if that has no limit.
    pub seconds: Option<u32>,
}

/// Runs blocking work on another thread.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> CommandResult<T> {
    // One type of work for the runtime: otherwise a release has a copy of its machinery for each call of this.
    let done = Arc::new(Mutex::new(None));
    let result = done.clone();
    run_blocking(Box::new(move || *lock(&result) = Some(work()))).await?;
    let done = lock(&done).take();
    done.ok_or_else(|| CommandError::Internal { detail: "the work ended without a result".into() })
}

async fn run_blocking(work: Box<dyn FnOnce() + Send>) -> CommandResult<()> {
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

/// Runs work if secrets are not locked. Without the store nothing is sealed, and nothing can be locked.
pub(super) async fn ensure_unlocked(app: &AppHandle) -> CommandResult<()> {
    let app = app.clone();
    blocking(move || match storage::open(&app) {
        Ok(storage) => Ok(storage.vault.ensure_unlocked()?),
        Err(_) => Ok(()),
    })
    .await?
}

/// Copies a text that everybody may read. The clipboard may be slow.
pub(super) async fn copy(text: String) -> CommandResult<()> {
    blocking(move || clipboard::copy(&text, Kind::Public)).await?.map(drop).map_err(clipboard_error)
}

/// Copies a secret, which leaves the clipboard after a while.
pub(super) async fn copy_secret(
    app: &AppHandle,
    text: SecretString,
    secret: CopiedSecret,
) -> CommandResult<Copied> {
    // Exposed to be copied, because the person asked for it.
    let copied = blocking(move || clipboard::copy(text.expose_secret(), Kind::Secret)).await?;
    let number = copied.map_err(clipboard_error)?;
    let settings = with_storage(app, |_, storage| Ok(storage.store.settings()?)).await;
    // A secret does not stay because a setting cannot be read.
    let Some(limit) = settings.unwrap_or_default().clipboard_for.limit() else {
        return Ok(Copied { seconds: None });
    };
    tauri::async_runtime::spawn(remove_later(app.clone(), number, secret, limit));
    Ok(Copied { seconds: u32::try_from(limit.as_secs()).ok() })
}

async fn remove_later(app: AppHandle, number: CopyNumber, secret: CopiedSecret, limit: Duration) {
    tokio::time::sleep(limit).await;
    if blocking(move || clipboard::remove_secret(Some(number))).await.unwrap_or_default() {
        window::tell(&app, &WindowEvent::ClipboardEmptied { secret });
    }
}

fn clipboard_error(detail: String) -> CommandError {
    CommandError::Clipboard { detail }
}
