//! The clipboard. Texts are put there by us, not by the page, so that a token need not be in the page to be copied.

use std::sync::Mutex;

use arboard::Clipboard;
#[cfg(target_os = "macos")]
use arboard::SetExtApple as _;
#[cfg(all(unix, not(target_os = "macos")))]
use arboard::SetExtLinux as _;
#[cfg(windows)]
use arboard::SetExtWindows as _;

use crate::lock::lock;

/// On X11 and Wayland the text is served by whoever copied it, so the clipboard stays open.
static CLIPBOARD: Mutex<Option<Clipboard>> = Mutex::new(None);

/// How the text may be kept by clipboard managers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Like any other.
    Public,
    /// Not in a clipboard history, nor synced to other devices, where the system can be asked for that.
    Secret,
}

/// Copies a text. The error is the system's words.
pub(crate) fn copy(text: &str, kind: Kind) -> Result<(), String> {
    let mut clipboard = lock(&CLIPBOARD);
    let outcome = put(&mut clipboard, text, kind);
    if outcome.is_err() {
        // The connection may be gone; the next attempt opens a new one.
        *clipboard = None;
    }
    outcome.map_err(|error| error.to_string())
}

/// Hands what was copied to the system's clipboard manager, where there is one, so that it outlives the window.
pub(crate) fn close() {
    drop(lock(&CLIPBOARD).take());
}

fn put(slot: &mut Option<Clipboard>, text: &str, kind: Kind) -> Result<(), arboard::Error> {
    let clipboard = match slot {
        Some(clipboard) => clipboard,
        None => slot.insert(Clipboard::new()?),
    };
    let mut set = clipboard.set();
    if kind == Kind::Secret {
        set = set.exclude_from_history();
        #[cfg(windows)]
        {
            set = set.exclude_from_cloud().exclude_from_monitoring();
        }
    }
    set.text(text)
}
