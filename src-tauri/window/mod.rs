//! The one window: opening it, files dropped on it, and closing it without losing a key or what was typed.

mod address;

use std::path::Path;
use std::time::Instant;

use tauri::{
    App, AppHandle, DragDropEvent, Emitter, Manager, Theme, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    Window, window::Color,
};

use crate::platform::paths;
use crate::state::session::Session;
use crate::window_event::WindowEvent;

/// The label of the window, as the capability in `tauri.conf.json` names it.
const LABEL: &str = "main";
/// The name under which the page listens.
const EVENT: &str = "window-event";
/// The background of both themes (`ui/src/parts/tokens.css`), so that nothing flashes before the page is drawn.
const BACKGROUND_LIGHT: Color = Color(0xfb, 0xfa, 0xf8, 0xff);
const BACKGROUND_DARK: Color = Color(0x17, 0x16, 0x14, 0xff);

/// Opens the window.
pub(crate) fn open(app: &App, data_folder: &Path) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Countersign")
        .inner_size(1240.0, 860.0)
        .min_inner_size(720.0, 520.0)
        .data_directory(paths::private_subfolder(data_folder, "webview"))
        .on_navigation(address::is_of_page)
        .build()?;
    let dark = window.theme().is_ok_and(|theme| theme == Theme::Dark);
    window.set_background_color(Some(if dark { BACKGROUND_DARK } else { BACKGROUND_LIGHT }))
}

/// What the window does when the person drags files over it or closes it.
pub(crate) fn on_event(window: &Window, event: &tauri::WindowEvent) {
    let app = window.app_handle();
    match event {
        tauri::WindowEvent::DragDrop(DragDropEvent::Enter { .. }) => {
            tell(app, &WindowEvent::FilesOver { over: true });
        }
        tauri::WindowEvent::DragDrop(DragDropEvent::Leave) => {
            tell(app, &WindowEvent::FilesOver { over: false })
        }
        tauri::WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            tell(app, &WindowEvent::FilesOver { over: false });
            app.state::<Session>().files.hold_dropped(paths.clone());
            tell(app, &WindowEvent::FilesDropped);
        }
        tauri::WindowEvent::CloseRequested { api, .. } => {
            let session = app.state::<Session>();
            // The page may have something to save, but an unresponsive page must not keep the window open for ever.
            let page_unresponsive = session.closing.request(Instant::now());
            if !page_unresponsive || session.key_pairs.unsaved(None).is_some() {
                api.prevent_close();
                tell(app, &WindowEvent::CloseAsked);
            }
        }
        _ => {}
    }
}

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
    if let Some(window) = current(app)
        && window.destroy().is_err()
    {
        app.exit(0);
    }
}

/// Sends an event to the page. This can only fail while the window is being closed, and then nobody listens.
pub(crate) fn tell(app: &AppHandle, event: &WindowEvent) {
    drop(app.emit_to(LABEL, EVENT, event));
}
