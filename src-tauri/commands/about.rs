//! About this program, and closing it.

use tauri::AppHandle;

use super::Answer;
use super::outcomes::{About, CommandError};
use crate::platform::paths;
use crate::window;

pub(super) async fn about(app: &AppHandle) -> Answer<About> {
    let folder =
        paths::data_folder(app).map_err(|error| CommandError::Internal { detail: error.to_string() })?;
    Ok(About { version: env!("CARGO_PKG_VERSION").into(), data_folder: folder.display().to_string() })
}

pub(super) async fn close_anyway(app: &AppHandle) -> Answer<()> {
    window::close(app);
    Ok(())
}
