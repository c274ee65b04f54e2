//! The colours of what the system draws: the window's title bar, and dialogs. The page has its own (`tokens.css`).

use tauri::{Theme, WebviewWindow};

/// Sets the theme of the window; `None` as the system says.
#[cfg(target_os = "linux")]
pub(crate) fn set(window: &WebviewWindow, theme: Option<Theme>) -> tauri::Result<()> {
    use gtk::prelude::GtkSettingsExt as _;

    // Tauri's own function would take "as the system says" for light.
    window.run_on_main_thread(move || {
        let Some(settings) = gtk::Settings::default() else { return };
        match theme {
            Some(theme) => settings.set_gtk_application_prefer_dark_theme(theme == Theme::Dark),
            None => settings.reset_property("gtk-application-prefer-dark-theme"),
        }
    })
}

/// Sets the theme of the window; `None` as the system says.
#[cfg(not(target_os = "linux"))]
pub(crate) fn set(window: &WebviewWindow, theme: Option<Theme>) -> tauri::Result<()> {
    window.set_theme(theme)
}
