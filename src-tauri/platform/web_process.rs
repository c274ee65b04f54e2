//! The process that WebKit runs the page in. It can end by itself, and then the window is empty.
//!
//! On Windows WebView2 tells this only to `unsafe` code; it shows a page of its own instead, and closing the window still
//! offers to save (`window/rescue.rs`).

#[cfg(target_os = "linux")]
use tauri::WebviewWindow;

/// Calls `on_end` each time the process has ended, on the main thread. On macOS the builder of the program takes such a
/// function.
#[cfg(target_os = "linux")]
pub(crate) fn watch(window: &WebviewWindow, on_end: impl Fn() + Send + 'static) -> tauri::Result<()> {
    use webkit2gtk::{WebProcessTerminationReason, WebViewExt as _};

    window.with_webview(|webview| {
        webview.inner().connect_web_process_terminated(move |_, reason| {
            if reason != WebProcessTerminationReason::TerminatedByApi {
                on_end();
            }
        });
    })
}

/// Ends the process.
#[cfg(target_os = "linux")]
pub(crate) fn end(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::WebViewExt as _;

    window.with_webview(|webview| webview.inner().terminate_web_process())
}
