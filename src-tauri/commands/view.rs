//! How the person likes the window: theme, zoom, splitter, tab.

use tauri::{AppHandle, Manager as _};

use super::error::CommandResult;
use crate::state::view::View;
use crate::state::window_memory::WindowMemory;
use crate::window;

pub(super) async fn view(app: &AppHandle) -> CommandResult<View> {
    Ok(app.state::<WindowMemory>().view())
}

pub(super) async fn set_view(app: &AppHandle, view: View) -> CommandResult<View> {
    Ok(window::set_view(app, view).unwrap_or(view))
}
