//! Shows the window as the person likes it, and remembers that and its place: in a quiet moment after each change, and
//! when the window closes.

use std::time::Duration;

use tauri::{AppHandle, Manager as _, Theme, WebviewWindow};

use crate::platform::theme;
use crate::state::place::{Place, Screen};
use crate::state::view::{ThemeChoice, View};
use crate::state::window_memory::WindowMemory;

/// After this time without a change, the file is written.
const QUIET: Duration = Duration::from_millis(400);

/// The theme that the person chose; `None` as the system says.
pub(super) fn theme_of(view: &View) -> Option<Theme> {
    match view.theme {
        ThemeChoice::System => None,
        ThemeChoice::Light => Some(Theme::Light),
        ThemeChoice::Dark => Some(Theme::Dark),
    }
}

/// Shows the window with the view that differs from `before`. What the system does not do stays as it is.
pub(super) fn show(window: &WebviewWindow, view: &View, before: &View) {
    if view.zoom != before.zoom {
        let _ = window.set_zoom(f64::from(view.zoom) / 100.0);
    }
    if view.theme != before.theme {
        let _ = theme::set(window, theme_of(view));
    }
}

/// Changes the view. Returns it within its bounds.
pub(super) fn change(window: &WebviewWindow, view: View) -> View {
    let memory = window.state::<WindowMemory>();
    let before = memory.view();
    let view = memory.set_view(view);
    show(window, &view, &before);
    remember_soon(window);
    view
}

/// The screens of this computer.
pub(super) fn screens(app: &AppHandle) -> Vec<Screen> {
    let known = app.available_monitors().unwrap_or_default();
    let screen = |monitor: &tauri::Monitor| Screen {
        corner: (monitor.position().x, monitor.position().y),
        size: (monitor.size().width, monitor.size().height),
        scale: monitor.scale_factor(),
    };
    known.iter().map(screen).collect()
}

/// The window was moved or changed its size.
pub(super) fn moved(window: &WebviewWindow) {
    window.state::<WindowMemory>().moved();
    remember_soon(window);
}

/// Remembers everything now, because the window closes.
pub(super) fn remember(window: &WebviewWindow) {
    let memory = window.state::<WindowMemory>();
    if let Some(place) = place_of(window, memory.place()) {
        memory.set_place(place);
    }
    memory.write();
}

fn remember_soon(window: &WebviewWindow) {
    if !window.state::<WindowMemory>().begin_waiting() {
        return;
    }
    let window = window.clone();
    tauri::async_runtime::spawn(async move {
        let memory = window.state::<WindowMemory>();
        loop {
            let changes = memory.changes();
            tokio::time::sleep(QUIET).await;
            if memory.end_waiting(changes) {
                break;
            }
        }
        let window = window.clone();
        // It waits for the main thread and the disk.
        drop(tauri::async_runtime::spawn_blocking(move || remember(&window)).await);
    });
}

/// Where the window is. A size is remembered only when it is the person's, and not that of the screen. `None` if the
/// system does not say, or nobody sees the window.
fn place_of(window: &WebviewWindow, before: Place) -> Option<Place> {
    if window.is_minimized().ok()? || window.is_fullscreen().ok()? {
        return None;
    }
    if window.is_maximized().ok()? {
        return Some(Place { maximized: true, ..before });
    }
    let size = window.inner_size().ok()?.to_logical::<u32>(window.scale_factor().ok()?);
    // Wayland does not say where a window is.
    let corner = window.outer_position().ok().map(|corner| (corner.x, corner.y));
    Some(Place { corner, size: (size.width, size.height), maximized: false })
}
