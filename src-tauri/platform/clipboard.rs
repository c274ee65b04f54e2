//! The clipboard. The shell copies texts, and not the page, so that the page need not hold a token to copy it.

use std::sync::Mutex;

use arboard::Clipboard;
#[cfg(target_os = "macos")]
use arboard::SetExtApple as _;
#[cfg(all(unix, not(target_os = "macos")))]
use arboard::SetExtLinux as _;
#[cfg(windows)]
use arboard::SetExtWindows as _;
use countersign_core::lock::lock;

/// On X11 and Wayland the program that copied a text serves it, so the clipboard stays open.
static CLIPBOARD: Mutex<Option<Clipboard>> = Mutex::new(None);

/// What clipboard managers may do with a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Anything.
    Public,
    /// Not put into a history and not synced to other devices, on systems where a program can ask for that.
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

/// Hands the copied text to the system's clipboard manager, if there is one, so that it stays after the window closes.
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
