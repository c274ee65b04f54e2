//! Messages of the system, for when no page can show them.
//!
//! On Linux they are made with GTK, which this program has: unlike its dialogs for files, they must appear on every
//! desktop.

use tauri::AppHandle;

/// A message with buttons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// What happened.
    pub(crate) title: String,
    /// What it means and what to do.
    pub(crate) text: String,
    /// The words on the buttons: one to three, each with an underscore before the letter that chooses it, where the
    /// system has such letters. Closing the message means the last one.
    pub(crate) buttons: Vec<String>,
}

/// Shows a message and waits for the person. Returns the place of the button they chose, counted from 0.
#[cfg(target_os = "linux")]
pub(crate) async fn ask(app: &AppHandle, question: Question) -> usize {
    let last = question.buttons.len().saturating_sub(1);
    let (answer, answered) = tokio::sync::oneshot::channel();
    let shown = app.run_on_main_thread(move || linux::show(&question, answer));
    // The program may be ending. Then nobody answers.
    if shown.is_err() { last } else { answered.await.unwrap_or(last) }
}

/// Shows a message and waits for the person. Returns the place of the button they chose, counted from 0.
#[cfg(not(target_os = "linux"))]
pub(crate) async fn ask(_: &AppHandle, question: Question) -> usize {
    use rfd::{AsyncMessageDialog, MessageButtons, MessageDialogResult, MessageLevel};

    // Only GTK underlines letters for the keyboard.
    let words: Vec<String> = question.buttons.iter().map(|button| button.replace('_', "")).collect();
    let buttons = match &words[..] {
        [] => MessageButtons::Ok,
        [one] => MessageButtons::OkCustom(one.clone()),
        [one, two] => MessageButtons::OkCancelCustom(one.clone(), two.clone()),
        [one, two, three, ..] => MessageButtons::YesNoCancelCustom(one.clone(), two.clone(), three.clone()),
    };
    let dialog = AsyncMessageDialog::new().set_level(MessageLevel::Error).set_buttons(buttons);
    let chosen = dialog.set_title(&question.title).set_description(&question.text).show().await;
    let last = words.len().saturating_sub(1);
    match chosen {
        MessageDialogResult::Custom(chosen) => words.iter().position(|word| *word == chosen).unwrap_or(last),
        MessageDialogResult::Yes | MessageDialogResult::Ok => 0,
        MessageDialogResult::No => 1.min(last),
        MessageDialogResult::Cancel => last,
    }
}

/// What the person can do when there is no window.
#[cfg(windows)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WayOut {
    /// The words on its button.
    pub(crate) button: String,
    /// The address that the button opens in the browser.
    pub(crate) url: &'static str,
}

/// Shows why there is no window, with a way out, and waits for the person. Returns whether they chose it.
#[cfg(windows)]
pub(crate) fn say_why_no_window_and_offer(why: &str, way_out: &WayOut) -> bool {
    use rfd::{MessageButtons, MessageDialog, MessageDialogResult, MessageLevel};

    let buttons = MessageButtons::OkCancelCustom(way_out.button.clone(), "Close".into());
    let dialog = MessageDialog::new().set_level(MessageLevel::Error).set_buttons(buttons);
    match dialog.set_title("Countersign").set_description(why).show() {
        MessageDialogResult::Ok => true,
        MessageDialogResult::Custom(words) => words == way_out.button,
        _ => false,
    }
}

/// Shows why there is no window, and waits until the person closes it. Shows nothing if there is no display.
pub(crate) fn say_why_no_window(why: &str) {
    #[cfg(target_os = "linux")]
    linux::say(why);
    #[cfg(not(target_os = "linux"))]
    drop(
        rfd::MessageDialog::new()
            .set_level(rfd::MessageLevel::Error)
            .set_title("Countersign")
            .set_description(why)
            .show(),
    );
}

#[cfg(target_os = "linux")]
mod linux {
    use std::cell::Cell;

    use gtk::prelude::*;
    use gtk::{ButtonsType, MessageDialog, MessageType, ResponseType, WindowPosition};
    use tokio::sync::oneshot::Sender;

    use super::Question;

    /// The title of a message's window.
    const TITLE: &str = "Countersign: message";

    pub(super) fn show(question: &Question, answer: Sender<usize>) {
        let dialog = message(&question.title, &question.text, ButtonsType::None);
        let places = || (0u16..).zip(&question.buttons);
        for (place, words) in places() {
            dialog.add_button(words, ResponseType::Other(place));
        }
        dialog.set_default_response(ResponseType::Other(0));
        let last = question.buttons.len().saturating_sub(1);
        let answer = Cell::new(Some(answer));
        dialog.connect_response(move |dialog, response| {
            // Closing it is a response as well.
            let Some(answer) = answer.take() else { return };
            let chosen = match response {
                ResponseType::Other(place) => usize::from(place),
                _ => last,
            };
            // If nobody waits any more, the program is ending.
            let _ = answer.send(chosen);
            dialog.close();
        });
        dialog.show_all();
        dialog.present();
    }

    pub(super) fn say(why: &str) {
        if gtk::init().is_ok() {
            message("Countersign", why, ButtonsType::Close).run();
        }
    }

    fn message(title: &str, text: &str, buttons: ButtonsType) -> MessageDialog {
        MessageDialog::builder()
            .title(TITLE)
            .text(title)
            .secondary_text(text)
            .message_type(MessageType::Error)
            .buttons(buttons)
            .window_position(WindowPosition::Center)
            .build()
    }
}
