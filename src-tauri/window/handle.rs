//! The one window, for everything that acts on it.

use tauri::{AppHandle, Emitter, Manager, WebviewWindow};

use super::{address, view};
use crate::platform::web_process;
use crate::state::view::View;
use crate::window_event::WindowEvent;

/// The label of the window, as the capability in `tauri.conf.json` names it.
pub(super) const LABEL: &str = "main";
/// The name under which the page listens.
const EVENT: &str = "window-event";

/// The window; `None` once it is closed.
pub(crate) fn current(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window(LABEL)
}

/// Brings the window to the front, because somebody started the program a second time.
pub(crate) fn raise(app: &AppHandle) {
    if let Some(window) = current(app) {
        // A window manager may refuse each of these.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Closes the window without asking.
pub(crate) fn close(app: &AppHandle) {
    if let Some(window) = current(app) {
        view::remember(&window);
        if window.destroy().is_err() {
            app.exit(0);
        }
    }
}

/// Sends an event to the page. This can only fail while the window is being closed, and then nobody listens.
pub(crate) fn tell(app: &AppHandle, event: &WindowEvent) {
    drop(app.emit_to(LABEL, EVENT, event));
}

/// Shows the window as the person likes it from now on, and remembers that. Returns the view within its bounds; `None` if
/// the window is closed.
pub(crate) fn set_view(app: &AppHandle, view: View) -> Option<View> {
    current(app).map(|window| view::change(&window, view))
}

/// Opens the page again, in a process of its own. What the page holds is asked of this program, as at the start.
pub(super) fn open_page_again(app: &AppHandle) {
    let (Some(window), Some(page)) = (current(app), address::page()) else { return };
    // If the process is still there, it no longer responds.
    let _ = web_process::end(&window);
    if window.navigate(page).is_err() {
        close(app);
    }
}
