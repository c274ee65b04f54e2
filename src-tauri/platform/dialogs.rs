//! The system's dialogs for files, and for why there is no window. The only place that opens one: they are invisible to
//! WebDriver, so tests drive them from outside.

use std::path::PathBuf;

use rfd::{AsyncFileDialog, MessageDialog, MessageLevel};
use tauri::WebviewWindow;

/// Asks for one or more files to read. Empty: cancelled.
pub(crate) async fn choose_files(title: &str, parent: Option<&WebviewWindow>) -> Vec<PathBuf> {
    let files = dialog(title, parent).pick_files().await;
    files.unwrap_or_default().iter().map(|file| file.path().to_owned()).collect()
}

/// Asks for a folder to write to. `None`: cancelled.
pub(crate) async fn choose_folder(title: &str, parent: Option<&WebviewWindow>) -> Option<PathBuf> {
    dialog(title, parent).pick_folder().await.map(|folder| folder.path().to_owned())
}

/// Asks where to write a file. All these dialogs ask themselves before a file is replaced. `None`: cancelled.
pub(crate) async fn choose_new_file(
    title: &str,
    name: &str,
    parent: Option<&WebviewWindow>,
) -> Option<PathBuf> {
    dialog(title, parent).set_file_name(name).save_file().await.map(|file| file.path().to_owned())
}

/// The dialog belongs to the window: the system keeps it above, and closes it with it.
fn dialog(title: &str, parent: Option<&WebviewWindow>) -> AsyncFileDialog {
    let dialog = AsyncFileDialog::new().set_title(title);
    match parent {
        Some(window) => dialog.set_parent(window),
        None => dialog,
    }
}

/// Says why there is no window, and waits until it is read. Where the system has no such dialog, nothing is shown.
pub(crate) fn say_why_no_window(why: &str) {
    drop(
        MessageDialog::new()
            .set_level(MessageLevel::Error)
            .set_title("Countersign")
            .set_description(why)
            .show(),
    );
}
