//! Messages of the system, for when no page can show them.
//!
//! On Linux they are made with GTK, which this program has: unlike its dialogs for files, they must appear on every
//! desktop.

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
    use gtk::prelude::*;
    use gtk::{ButtonsType, MessageDialog, MessageType, WindowPosition};

    /// The title of a message's window.
    const TITLE: &str = "Countersign: message";

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
