//! What the window asks before it closes.

use std::time::Instant;

use tauri::{AppHandle, Manager as _};

use super::handle::tell;
use super::rescue::{self, Trouble};
use crate::state::session::Session;
use crate::window_event::WindowEvent;

/// The person wants to close the window. Asks the page, which closes it if nothing would be lost; returns whether it may
/// close at once.
pub(super) fn may_close(app: &AppHandle) -> bool {
    let session = app.state::<Session>();
    // The page may have something to save, but an unresponsive page must not keep the window open for ever.
    if !session.closing.request(Instant::now()) {
        tell(app, &WindowEvent::CloseAsked);
        return false;
    }
    let nothing_is_lost = session.key_pairs.unsaved_keys().is_empty();
    if !nothing_is_lost {
        rescue::offer(app, Trouble::PageUnresponsive);
    }
    nothing_is_lost
}
