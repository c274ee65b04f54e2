//! The address under which Tauri serves the page to the system's web view.

/// The address. WebView2 knows no schemes but its own.
pub(crate) const PAGE: &str = if cfg!(windows) { "http://tauri.localhost/" } else { "tauri://localhost/" };

/// The one of the other systems.
#[cfg(test)]
pub(crate) const PAGE_ELSEWHERE: &str =
    if cfg!(windows) { "tauri://localhost/" } else { "http://tauri.localhost/" };
