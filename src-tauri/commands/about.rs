//! About this program, and closing it.

use serde::Serialize;
use tauri::{AppHandle, Manager};

use super::background::blocking;
use super::error::{CommandError, CommandResult};
use crate::platform::{browser, paths};
use crate::state::session::{Session, UnsavedKey};
use crate::window;

/// The page with all versions. Whoever builds packages for another page names it when they build; otherwise it is the one
/// at the homepage in `Cargo.toml`. Only the browser opens it, and only when the person asks for it.
const RELEASE_PAGE: &str = match option_env!("COUNTERSIGN_RELEASE_PAGE") {
    Some(page) => page,
    None => concat!(env!("CARGO_PKG_HOMEPAGE"), "/releases"),
};

/// About this program.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct About {
    /// For example `0.1.0`.
    pub version: String,
    /// The page with all versions, which [`open_release_page`] opens.
    pub release_page: String,
    /// The folder with this program's data.
    pub data_folder: String,
}

pub(super) async fn about(app: &AppHandle) -> CommandResult<About> {
    let folder = paths::data_folder(app.config())
        .map_err(|error| CommandError::Internal { detail: error.to_string() })?;
    Ok(About {
        version: env!("CARGO_PKG_VERSION").into(),
        release_page: RELEASE_PAGE.into(),
        data_folder: folder.display().to_string(),
    })
}

pub(super) async fn open_release_page(_app: &AppHandle) -> CommandResult<()> {
    blocking(|| browser::open(RELEASE_PAGE))
        .await?
        .map_err(|detail| CommandError::Browser { url: RELEASE_PAGE.into(), detail })
}

pub(super) async fn close_if_saved(app: &AppHandle, drafts_saved: bool) -> CommandResult<Vec<UnsavedKey>> {
    let session = app.state::<Session>();
    session.closing.answered();
    let unsaved = session.key_pairs.unsaved_keys();
    if drafts_saved && unsaved.is_empty() {
        window::close(app);
    }
    Ok(unsaved)
}

pub(super) async fn close_anyway(app: &AppHandle) -> CommandResult<()> {
    window::close(app);
    Ok(())
}
