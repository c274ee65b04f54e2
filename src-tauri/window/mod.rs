//! The one window: opening it where and as it was, files dropped on it, and closing it without losing a key or what was typed.

mod address;
mod closing;
mod handle;
mod menu_bar;
mod page_end;
mod rescue;
mod rescue_words;
mod view;

use std::path::Path;

use tauri::{
    App, DragDropEvent, Manager, PhysicalPosition, Theme, WebviewUrl, WebviewWindowBuilder, Window,
    window::Color,
};

use crate::platform::{context_menu, paths};
use crate::state::place::SMALLEST;
use crate::state::session::Session;
use crate::state::view::View;
use crate::state::window_memory::WindowMemory;
use crate::window_event::WindowEvent;
use closing::may_close;
use handle::LABEL;

pub(crate) use handle::{close, current, raise, set_view, tell};
pub(crate) use menu_bar::with_menu_bar;
pub(crate) use page_end::ended as page_ended;

/// The background of both themes (`ui/src/parts/tokens.css`), so that nothing flashes before the page is drawn.
const BACKGROUND_LIGHT: Color = Color(0xfb, 0xfa, 0xf8, 0xff);
const BACKGROUND_DARK: Color = Color(0x17, 0x16, 0x14, 0xff);

/// Opens the window, as it was when it was closed.
pub(crate) fn open(app: &App, data_folder: &Path) -> tauri::Result<()> {
    let memory = app.state::<WindowMemory>();
    let (place, view) = (memory.place().on(&view::screens(app.handle())), memory.view());
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Countersign")
        .inner_size(f64::from(place.size.0), f64::from(place.size.1))
        .min_inner_size(f64::from(SMALLEST.0), f64::from(SMALLEST.1))
        .maximized(place.maximized)
        .data_directory(paths::private_subfolder(data_folder, "webview"))
        .on_navigation(address::is_of_page)
        .build()?;
    if let Some((x, y)) = place.corner {
        window.set_position(PhysicalPosition::new(x, y))?;
    }
    view::show(&window, &view, &View::default());
    let dark = view::theme_of(&view).or_else(|| window.theme().ok()) == Some(Theme::Dark);
    window.set_background_color(Some(if dark { BACKGROUND_DARK } else { BACKGROUND_LIGHT }))?;
    context_menu::leave_what_helps_with_text(&window)?;
    page_end::watch(&window)
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
        tauri::WindowEvent::Moved(_) | tauri::WindowEvent::Resized(_) => {
            if let Some(window) = current(app) {
                view::moved(&window);
            }
        }
        tauri::WindowEvent::CloseRequested { api, .. } if !may_close(app) => api.prevent_close(),
        _ => {}
    }
}
