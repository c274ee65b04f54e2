//! The clipboard. The shell copies texts, and not the page, so that the page need not hold a token to copy it. A secret
//! can be removed from it later, if it is still there.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::{LazyLock, Mutex};

use arboard::Clipboard;
#[cfg(target_os = "macos")]
use arboard::SetExtApple as _;
#[cfg(all(unix, not(target_os = "macos")))]
use arboard::SetExtLinux as _;
#[cfg(windows)]
use arboard::SetExtWindows as _;
use countersign_core::lock::lock;
use zeroize::Zeroizing;

/// On X11 and Wayland the program that copied a text serves it, so the clipboard stays open.
static STATE: Mutex<State> = Mutex::new(State { clipboard: None, copies: 0, secret: None });

/// Makes fingerprints that say nothing about the text outside of this run.
static FINGERPRINTS: LazyLock<RandomState> = LazyLock::new(RandomState::new);

struct State {
    clipboard: Option<Clipboard>,
    /// How often something was copied.
    copies: u64,
    /// The fingerprint of the text that was copied last, if it is a secret.
    secret: Option<u64>,
}

/// What clipboard managers may do with a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Anything.
    Public,
    /// Not put into a history and not synced to other devices, on systems where a program can ask for that.
    Secret,
}

/// Identifies one copying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CopyNumber(u64);

/// Copies a text. The error is the system's words.
pub(crate) fn copy(text: &str, kind: Kind) -> Result<CopyNumber, String> {
    let mut state = lock(&STATE);
    if state.secret.take().is_some() {
        state.empty();
    }
    let outcome = state.open().and_then(|clipboard| put(clipboard, text, kind));
    if let Err(error) = outcome {
        // The connection may be gone; the next attempt opens a new one.
        state.clipboard = None;
        return Err(error.to_string());
    }
    state.copies += 1;
    state.secret = (kind == Kind::Secret).then(|| FINGERPRINTS.hash_one(text));
    Ok(CopyNumber(state.copies))
}

/// Empties the clipboard if the secret that was copied last is still in it; with a number only if it was copied then.
/// Returns whether it was there.
pub(crate) fn remove_secret(copied: Option<CopyNumber>) -> bool {
    let mut state = lock(&STATE);
    if copied.is_some_and(|CopyNumber(number)| number != state.copies) {
        return false;
    }
    let Some(secret) = state.secret.take() else { return false };
    // A clipboard that cannot be read holds another program's content, or nobody can read it.
    let there = state.open().and_then(Clipboard::get_text).map(Zeroizing::new);
    let is_there = there.is_ok_and(|text| FINGERPRINTS.hash_one(text.as_str()) == secret);
    if is_there {
        return state.empty();
    }
    // What was sent to the system is still in the memory of the connection.
    state.clipboard = None;
    false
}

/// Hands the copied text to the system's clipboard manager, if there is one, so that it stays after the window closes.
/// A secret is removed instead.
pub(crate) fn close() {
    remove_secret(None);
    drop(lock(&STATE).clipboard.take());
}

impl State {
    /// Empties the clipboard, and ends the connection, which has what was sent in its memory. Returns whether that worked.
    fn empty(&mut self) -> bool {
        self.clipboard.take().is_some_and(|mut clipboard| clipboard.clear().is_ok())
    }

    fn open(&mut self) -> Result<&mut Clipboard, arboard::Error> {
        Ok(match &mut self.clipboard {
            Some(clipboard) => clipboard,
            slot => slot.insert(Clipboard::new()?),
        })
    }
}

fn put(clipboard: &mut Clipboard, text: &str, kind: Kind) -> Result<(), arboard::Error> {
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
