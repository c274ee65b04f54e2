//! The menu bar, which macOS has and other systems do not: makes it of a table.

use tauri::{AppHandle, Builder, Wry};

/// An entry that the system makes and carries out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum System {
    Services,
    Hide,
    HideOthers,
    ShowAll,
    Redo,
    Cut,
    Copy,
    Paste,
    SelectAll,
    FullScreen,
    Minimize,
    Zoom,
    CloseWindow,
    BringAllToFront,
}

/// An entry of a menu.
#[cfg_attr(
    not(any(target_os = "macos", test)),
    allow(dead_code, reason = "no other system makes a menu of them")
)]
pub(crate) enum Entry<Does> {
    /// One of ours: its words, its keys, and what it does.
    Ours(&'static str, Option<&'static str>, Does),
    /// One of the system's.
    System(System),
    /// A line between groups.
    Line,
}

/// A menu: its title and its entries.
pub(crate) type Menu<Does> = (&'static str, &'static [Entry<Does>]);

/// Gives the program a menu bar of these menus. `chosen` gets the words of the entry of ours that the person chose.
pub(crate) fn add<Does: Sync>(
    builder: Builder<Wry>,
    menus: &'static [Menu<Does>],
    chosen: fn(&AppHandle, &str),
) -> Builder<Wry> {
    #[cfg(target_os = "macos")]
    let builder = builder
        .menu(move |app| made::menu_bar(app, menus))
        .on_menu_event(move |app, event| chosen(app, event.id().as_ref()));
    #[cfg(not(target_os = "macos"))]
    let _ = (menus, chosen);
    builder
}

/// Compiled for tests, too, so that every system checks its types.
#[cfg(any(target_os = "macos", test))]
#[cfg_attr(not(target_os = "macos"), allow(dead_code, reason = "only macOS shows it"))]
mod made {
    use tauri::menu::{
        HELP_SUBMENU_ID, Menu as MenuBar, MenuItem, PredefinedMenuItem as Item, Submenu, WINDOW_SUBMENU_ID,
    };
    use tauri::{AppHandle, Wry};

    use super::{Entry, Menu, System};

    pub(super) fn menu_bar<Does>(app: &AppHandle, menus: &[Menu<Does>]) -> tauri::Result<MenuBar<Wry>> {
        let bar = MenuBar::new(app)?;
        for (title, entries) in menus {
            // The system adds its own entries to these two.
            let id = match *title {
                "Window" => WINDOW_SUBMENU_ID,
                "Help" => HELP_SUBMENU_ID,
                title => title,
            };
            let menu = Submenu::with_id(app, id, title, true)?;
            for entry in *entries {
                match entry {
                    Entry::Ours(words, keys, _) => {
                        menu.append(&MenuItem::with_id(app, *words, words, true, *keys)?)?;
                    }
                    Entry::System(system) => menu.append(&systems_own(app, *system)?)?,
                    Entry::Line => menu.append(&Item::separator(app)?)?,
                }
            }
            bar.append(&menu)?;
        }
        Ok(bar)
    }

    fn systems_own(app: &AppHandle, entry: System) -> tauri::Result<Item<Wry>> {
        match entry {
            System::Services => Item::services(app, Some("Services")),
            System::Hide => Item::hide(app, Some("Hide Countersign")),
            System::HideOthers => Item::hide_others(app, Some("Hide Others")),
            System::ShowAll => Item::show_all(app, Some("Show All")),
            System::Redo => Item::redo(app, Some("Redo")),
            System::Cut => Item::cut(app, Some("Cut")),
            System::Copy => Item::copy(app, Some("Copy")),
            System::Paste => Item::paste(app, Some("Paste")),
            System::SelectAll => Item::select_all(app, Some("Select All")),
            System::FullScreen => Item::fullscreen(app, Some("Enter Full Screen")),
            System::Minimize => Item::minimize(app, Some("Minimize")),
            System::Zoom => Item::maximize(app, Some("Zoom")),
            System::CloseWindow => Item::close_window(app, Some("Close Window")),
            System::BringAllToFront => Item::bring_all_to_front(app, Some("Bring All to Front")),
        }
    }
}
