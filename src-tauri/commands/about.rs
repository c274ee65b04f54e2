//! About this program, and closing it.

use countersign_core::key_pair::Unsaved;
use tauri::{AppHandle, Manager};

use super::Answer;
use super::outcomes::{About, CommandError};
use crate::platform::paths;
use crate::state::session::Session;
use crate::window;

pub(super) async fn about(app: &AppHandle) -> Answer<About> {
    let folder = paths::data_folder(app.config())
        .map_err(|error| CommandError::Internal { detail: error.to_string() })?;
    Ok(About { version: env!("CARGO_PKG_VERSION").into(), data_folder: folder.display().to_string() })
}

pub(super) async fn close_if_saved(app: &AppHandle, drafts_saved: bool) -> Answer<Option<Unsaved>> {
    let session = app.state::<Session>();
    session.answer_close();
    let unsaved = session.unsaved_key_pair(None).map(|(_, unsaved)| unsaved);
    if drafts_saved && unsaved.is_none() {
        window::close(app);
    }
    Ok(unsaved)
}

pub(super) async fn close_anyway(app: &AppHandle) -> Answer<()> {
    window::close(app);
    Ok(())
}
