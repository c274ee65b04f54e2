//! The menu that WebKitGTK opens at a right click: only what helps with text is left of it, never "Back" and "Reload".
//! Elsewhere the page decides whether the menu opens (`ui/src/screens/window/browser.ts`), but not what is in it.

use tauri::WebviewWindow;
#[cfg(target_os = "linux")]
use webkit2gtk::ContextMenuAction;

/// Leaves the menus of this window as they are.
#[cfg(not(target_os = "linux"))]
pub(crate) fn leave_what_helps_with_text(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

/// Leaves only what helps with text in the menus of this window.
#[cfg(target_os = "linux")]
pub(crate) fn leave_what_helps_with_text(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{ContextMenuExt as _, ContextMenuItemExt as _, HitTestResultExt as _, WebViewExt as _};

    window.with_webview(|webview| {
        webview.inner().connect_context_menu(|_, menu, _, hit| {
            if !hit.context_is_editable() && !hit.context_is_selection() {
                return true;
            }
            for item in menu.items() {
                if !helps_with_text(item.stock_action()) {
                    menu.remove(&item);
                }
            }
            menu.n_items() == 0
        });
    })
}

#[cfg(target_os = "linux")]
fn helps_with_text(action: ContextMenuAction) -> bool {
    use ContextMenuAction::{Copy, Cut, Delete, Paste, PasteAsPlainText, SelectAll};

    matches!(action, Copy | Cut | Delete | Paste | PasteAsPlainText | SelectAll)
}
