//! What this computer provides: its name and version, clock, clipboard, browser, dialogs, files, folders, keychain, memory, proxy settings,
//! the theme and menus of the window, and when its screen is locked. Decides nothing.

pub(crate) mod acceleration;
pub(crate) mod browser;
pub(crate) mod clipboard;
pub(crate) mod clock;
pub(crate) mod context_menu;
pub(crate) mod crash;
pub(crate) mod dialogs;
pub(crate) mod files;
pub(crate) mod import_files;
pub(crate) mod key_sources;
pub(crate) mod keychain;
mod memory;
pub(crate) mod named_folder;
#[cfg(target_os = "linux")]
mod nameless;
pub(crate) mod one_window;
pub(crate) mod page_address;
pub(crate) mod paths;
pub(crate) mod proxies;
pub(crate) mod save;
pub(crate) mod screen_lock;
pub(crate) mod system;
pub(crate) mod theme;
pub(crate) mod web_process;
pub(crate) mod whole_file;
pub(crate) mod window_file;

use std::fmt::Display;

/// Ends the program because its window could not be opened. Says why on standard error and in a dialog of the system.
#[expect(clippy::print_stderr, reason = "there is no window to say it in")]
pub(crate) fn give_up(why: &impl Display) -> ! {
    let why = format!("Countersign couldn't open its window: {why}");
    eprintln!("{why}");
    dialogs::say_why_no_window(&why);
    std::process::exit(1)
}
