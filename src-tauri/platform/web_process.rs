//! The process that the page runs in. It can end by itself, and then the window is empty. Each system tells that in another
//! way: Linux to the window, macOS to the builder of the program. On Windows WebView2 tells it only to `unsafe` code; it
//! shows a page of its own instead, and closing the window still offers to save (`window/rescue.rs`).

use tauri::{AppHandle, Builder, WebviewWindow, Wry};

/// Calls `on_end` each time the process has ended, on the main thread, if the builder takes such a function.
#[cfg(target_os = "macos")]
pub(crate) fn watch_from_the_start(builder: Builder<Wry>, on_end: fn(&AppHandle)) -> Builder<Wry> {
    use tauri::Manager as _;

    builder.on_web_content_process_terminate(move |webview| on_end(webview.app_handle()))
}

/// Calls `on_end` each time the process has ended, on the main thread, if the builder takes such a function.
#[cfg(not(target_os = "macos"))]
pub(crate) fn watch_from_the_start(builder: Builder<Wry>, _on_end: fn(&AppHandle)) -> Builder<Wry> {
    builder
}

/// Calls `on_end` each time the process has ended, on the main thread, if the window takes such a function.
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

/// Calls `on_end` each time the process has ended, on the main thread, if the window takes such a function.
#[cfg(not(target_os = "linux"))]
pub(crate) fn watch(_window: &WebviewWindow, _on_end: impl Fn() + Send + 'static) -> tauri::Result<()> {
    Ok(())
}

/// Ends the process, where a program can do that.
#[cfg(target_os = "linux")]
pub(crate) fn end(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::WebViewExt as _;

    window.with_webview(|webview| webview.inner().terminate_web_process())
}

/// Ends the process, where a program can do that.
#[cfg(not(target_os = "linux"))]
pub(crate) fn end(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
