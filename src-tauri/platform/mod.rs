//! What only this machine can give: clock, clipboard, browser, dialogs, files, folders, keychain. Decides nothing.

pub(crate) mod browser;
pub(crate) mod clipboard;
pub(crate) mod clock;
pub(crate) mod dialogs;
pub(crate) mod files;
pub(crate) mod keychain;
#[cfg(target_os = "linux")]
mod nameless;
pub(crate) mod one_window;
pub(crate) mod paths;
pub(crate) mod save;

/// The window could not be opened at all: there is nowhere to say so but standard error.
#[expect(clippy::print_stderr, reason = "there is no window to say it in")]
pub(crate) fn give_up(error: &tauri::Error) -> ! {
    eprintln!("Countersign could not open its window: {error}");
    std::process::exit(1)
}
