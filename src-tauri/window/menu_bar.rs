//! The menu bar of macOS: what stands in it, in which words, and what it does. Its words are here, because it is there before
//! any page; they are written as macOS writes them, with capital letters. Elsewhere the window has none.

use tauri::{AppHandle, Builder, Wry};

use super::closing::may_close;
use super::handle::{close, current, tell};
use crate::platform::menu_bar::{self, Entry, Menu, System};
use crate::window_event::{MenuCommand, WindowEvent};

use Entry::{Line, Ours};

/// What an entry of ours does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Does {
    /// The page carries it out, like a shortcut.
    Page(MenuCommand),
    /// Closes the window, and asks before that what closing it asks. The system's own *Quit* would not ask.
    Quit,
}

/// The menus. The system shows the name of the program for the first.
const MENUS: &[Menu<Does>] = &[
    (
        "Countersign",
        &[
            Ours("About Countersign", None, Does::Page(MenuCommand::About)),
            Ours("Check for a New Version", None, Does::Page(MenuCommand::NewVersion)),
            Line,
            Ours("Settings\u{2026}", Some("Cmd+,"), Does::Page(MenuCommand::Settings)),
            Ours("Lock Secrets", Some("Cmd+L"), Does::Page(MenuCommand::Lock)),
            Line,
            Entry::System(System::Services),
            Line,
            Entry::System(System::Hide),
            Entry::System(System::HideOthers),
            Entry::System(System::ShowAll),
            Line,
            Ours("Quit Countersign", Some("Cmd+Q"), Does::Quit),
        ],
    ),
    (
        "File",
        &[
            Ours("New Credential", Some("Cmd+N"), Does::Page(MenuCommand::NewCredential)),
            Line,
            Entry::System(System::CloseWindow),
        ],
    ),
    (
        "Edit",
        &[
            Entry::System(System::Undo),
            Entry::System(System::Redo),
            Line,
            Entry::System(System::Cut),
            Entry::System(System::Copy),
            Entry::System(System::Paste),
            Entry::System(System::SelectAll),
            Line,
            Ours("Find", Some("Cmd+F"), Does::Page(MenuCommand::Find)),
        ],
    ),
    (
        "View",
        &[
            Ours("Actual Size", Some("Cmd+0"), Does::Page(MenuCommand::ZoomReset)),
            Ours("Zoom In", Some("Cmd+="), Does::Page(MenuCommand::ZoomIn)),
            Ours("Zoom Out", Some("Cmd+-"), Does::Page(MenuCommand::ZoomOut)),
            Line,
            Entry::System(System::FullScreen),
        ],
    ),
    (
        "Window",
        &[
            Entry::System(System::Minimize),
            Entry::System(System::Zoom),
            Line,
            Entry::System(System::BringAllToFront),
        ],
    ),
    ("Help", &[Ours("Keyboard Shortcuts", Some("F1"), Does::Page(MenuCommand::Help))]),
];

/// Gives the program its menu bar, where the system has one.
pub(crate) fn with_menu_bar(builder: Builder<Wry>) -> Builder<Wry> {
    menu_bar::add(builder, MENUS, chosen)
}

/// The person chose the entry of ours with these words.
fn chosen(app: &AppHandle, words: &str) {
    match of_words(words) {
        Some(Does::Page(command)) => tell(app, &WindowEvent::MenuChosen { command }),
        Some(Does::Quit) if current(app).is_none() => app.exit(0),
        Some(Does::Quit) if may_close(app) => close(app),
        Some(Does::Quit) | None => {}
    }
}

fn of_words(chosen: &str) -> Option<Does> {
    entries().find_map(|entry| match entry {
        Ours(words, _, does) if *words == chosen => Some(*does),
        _ => None,
    })
}

fn entries() -> impl Iterator<Item = &'static Entry<Does>> {
    MENUS.iter().flat_map(|(_, entries)| entries.iter())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn ours() -> Vec<(&'static str, Option<&'static str>, Does)> {
        let ours = entries().filter_map(|entry| match entry {
            Ours(words, keys, does) => Some((*words, *keys, *does)),
            _ => None,
        });
        ours.collect()
    }

    #[test]
    fn each_entry_does_what_it_says_and_no_two_have_the_same_words_or_keys() {
        for (words, _, does) in ours() {
            assert_eq!(of_words(words), Some(does), "{words}");
        }
        assert_eq!(of_words("Quit"), None, "the system's own entries are not ours");
        let keys: Vec<_> = ours().iter().filter_map(|(_, keys, _)| *keys).collect();
        assert_eq!(keys.iter().collect::<HashSet<_>>().len(), keys.len(), "{keys:?}");
    }

    #[test]
    fn quitting_with_the_usual_keys_asks_as_closing_the_window_does() {
        let quitting: Vec<_> = ours().into_iter().filter(|(_, _, does)| *does == Does::Quit).collect();
        assert_eq!(quitting, [("Quit Countersign", Some("Cmd+Q"), Does::Quit)]);
    }

    #[test]
    fn every_field_can_be_edited_with_the_menu() {
        let needed =
            [System::Undo, System::Redo, System::Cut, System::Copy, System::Paste, System::SelectAll];
        let is_there = |wanted: &System| {
            entries().any(|entry| matches!(entry, Entry::System(system) if system == wanted))
        };
        assert!(needed.iter().all(is_there));
    }
}
