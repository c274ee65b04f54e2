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
            // The system's own entry knows only what was typed, and not a credential that was deleted.
            Ours("Undo", Some("Cmd+Z"), Does::Page(MenuCommand::Undo)),
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
        Some(Does::Quit) => match quit(current(app).is_some(), || may_close(app)) {
            Quit::End => app.exit(0),
            Quit::CloseWindow => close(app),
            Quit::Wait => {}
        },
        None => {}
    }
}

/// What *Quit* does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quit {
    /// Ends the program, because there is no window any more.
    End,
    /// Closes the window, and with it the program.
    CloseWindow,
    /// Nothing yet: the person is being asked what closing the window asks.
    Wait,
}

/// *Quit* is closing the window, if there is one. `may_close` asks, and says whether the window may close at once.
fn quit(window_is_open: bool, may_close: impl FnOnce() -> bool) -> Quit {
    if !window_is_open {
        Quit::End
    } else if may_close() {
        Quit::CloseWindow
    } else {
        Quit::Wait
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
    fn the_words_of_each_entry_find_it_and_no_two_have_the_same_keys() {
        for (words, _, does) in ours() {
            assert_eq!(of_words(words), Some(does), "{words}");
        }
        assert_eq!(of_words("Quit"), None, "the system's own entries are not ours");
        let keys: Vec<_> = ours().iter().filter_map(|(_, keys, _)| *keys).collect();
        assert_eq!(keys.iter().collect::<HashSet<_>>().len(), keys.len(), "{keys:?}");
    }

    #[test]
    fn quit_closes_an_open_window_only_when_closing_it_would_need_no_question() {
        assert_eq!(quit(true, || true), Quit::CloseWindow);
        assert_eq!(quit(true, || false), Quit::Wait);
        assert_eq!(quit(false, || unreachable!("there is no window that could ask")), Quit::End);
    }

    #[test]
    fn the_usual_keys_quit_and_take_back() {
        let of_keys = |keys| ours().into_iter().find(|ours| ours.1 == Some(keys)).map(|(_, _, does)| does);
        assert_eq!(of_keys("Cmd+Q"), Some(Does::Quit));
        assert_eq!(of_keys("Cmd+Z"), Some(Does::Page(MenuCommand::Undo)));
    }

    #[test]
    fn every_field_can_be_edited_with_the_menu() {
        let needed = [System::Redo, System::Cut, System::Copy, System::Paste, System::SelectAll];
        let is_there = |wanted: &System| {
            entries().any(|entry| matches!(entry, Entry::System(system) if system == wanted))
        };
        assert!(needed.iter().all(is_there));
        assert_eq!(of_words("Undo"), Some(Does::Page(MenuCommand::Undo)));
    }
}
