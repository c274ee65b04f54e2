//! What this computer provides: its name and version, clock, clipboard, browser, dialogs, files, folders, keychain, memory, proxy settings,
//! the theme and menus of the window, when its screen is locked, whether it runs on its battery, and threads that work only
//! while nothing else does. Decides nothing.

pub(crate) mod acceleration;
pub(crate) mod browser;
#[cfg(target_os = "linux")]
mod bus;
pub(crate) mod clipboard;
pub(crate) mod clock;
pub(crate) mod context_menu;
pub(crate) mod crash;
pub(crate) mod dialogs;
pub(crate) mod files;
mod give_up;
pub(crate) mod idle_thread;
pub(crate) mod import_files;
pub(crate) mod key_sources;
pub(crate) mod keychain;
mod memory;
pub(crate) mod menu_bar;
pub(crate) mod named_folder;
#[cfg(target_os = "linux")]
mod nameless;
#[cfg(target_os = "linux")]
mod no_display;
#[cfg(windows)]
mod no_web_view;
pub(crate) mod one_window;
#[cfg(windows)]
mod owner_only;
pub(crate) mod page_address;
pub(crate) mod paths;
pub(crate) mod power;
pub(crate) mod proxies;
pub(crate) mod save;
pub(crate) mod screen_lock;
pub(crate) mod system;
pub(crate) mod theme;
pub(crate) mod web_process;
pub(crate) mod whole_file;
pub(crate) mod window_file;

pub(crate) use give_up::give_up;

/// Ends the program if no window can appear, and says why. Elsewhere than on Linux there is always a display.
pub(crate) fn give_up_without_display() {
    #[cfg(target_os = "linux")]
    no_display::give_up_if_missing();
}

/// Ends the program if this computer lacks what draws the page, and says where to get it. Only Windows can lack it: elsewhere
/// it is a library, without which the program does not start.
pub(crate) fn give_up_without_web_view() {
    #[cfg(windows)]
    no_web_view::give_up_if_missing();
}
