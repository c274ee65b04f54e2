//! The system's dialogs for files. WebDriver cannot see them, so tests drive them from outside.
//!
//! On Linux the desktop's portal shows them, or else zenity. If both are missing, rfd returns as if the person had
//! cancelled, so this file looks for them first.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::path::PathBuf;

use rfd::AsyncFileDialog;
use tauri::WebviewWindow;

#[cfg(target_os = "linux")]
use crate::platform::crash::PortalMayLook;

/// The system has no dialog for files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileDialogError;

impl Display for FileDialogError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "the system has no dialog for files")
    }
}

impl Error for FileDialogError {}

type Chosen<T> = Result<T, FileDialogError>;

/// Asks for one or more files to read. Empty when cancelled.
pub(crate) async fn choose_files(title: &str, parent: Option<&WebviewWindow>) -> Chosen<Vec<PathBuf>> {
    #[cfg(target_os = "linux")]
    let _looking = PortalMayLook::begin();
    let files = dialog(title, parent).await?.pick_files().await;
    Ok(files.unwrap_or_default().iter().map(|file| file.path().to_owned()).collect())
}

/// Asks for a folder to write to. `None` when cancelled.
pub(crate) async fn choose_folder(title: &str, parent: Option<&WebviewWindow>) -> Chosen<Option<PathBuf>> {
    #[cfg(target_os = "linux")]
    let _looking = PortalMayLook::begin();
    let folder = dialog(title, parent).await?.pick_folder().await;
    Ok(folder.map(|folder| folder.path().to_owned()))
}

/// Asks where to write a file. The dialog itself asks before a file is replaced. `None` when cancelled.
pub(crate) async fn choose_new_file(
    title: &str,
    name: &str,
    parent: Option<&WebviewWindow>,
) -> Chosen<Option<PathBuf>> {
    #[cfg(target_os = "linux")]
    let _looking = PortalMayLook::begin();
    let file = dialog(title, parent).await?.set_file_name(name).save_file().await;
    Ok(file.map(|file| file.path().to_owned()))
}

/// A dialog that belongs to the window: the system holds it above the window, and closes both together.
async fn dialog(title: &str, parent: Option<&WebviewWindow>) -> Chosen<AsyncFileDialog> {
    #[cfg(target_os = "linux")]
    if !tauri::async_runtime::spawn_blocking(linux::can_open).await.unwrap_or(true) {
        return Err(FileDialogError);
    }
    let dialog = AsyncFileDialog::new().set_title(title);
    Ok(match parent {
        Some(window) => dialog.set_parent(window),
        None => dialog,
    })
}

#[cfg(target_os = "linux")]
mod linux {
    use std::env;

    use gtk::gio::{BusType, DBusCallFlags};
    use gtk::glib::variant::ToVariant as _;
    use gtk::glib::{Error, Variant};

    use crate::platform::bus::{self, UNCANCELLED};

    /// How long the portal may take to start and answer, in milliseconds.
    const ANSWER: i32 = 25_000;

    pub(super) fn can_open() -> bool {
        has_zenity() || has_portal().unwrap_or(false)
    }

    fn has_zenity() -> bool {
        let path = env::var_os("PATH").unwrap_or_default();
        env::split_paths(&path).any(|folder| folder.join("zenity").is_file())
    }

    /// Whether the portal has file dialogs. It may lack them if the part for this desktop is not installed.
    fn has_portal() -> Result<bool, Error> {
        let version = bus::connect(BusType::Session)?.call_sync(
            Some("org.freedesktop.portal.Desktop"),
            "/org/freedesktop/portal/desktop",
            "org.freedesktop.DBus.Properties",
            "Get",
            Some(&("org.freedesktop.portal.FileChooser", "version").to_variant()),
            None,
            DBusCallFlags::NONE,
            ANSWER,
            UNCANCELLED,
        )?;
        let (version,) = version.get::<(Variant,)>().unwrap_or_else(|| (0_u32.to_variant(),));
        Ok(version.get::<u32>().is_some_and(|version| version > 0))
    }
}
