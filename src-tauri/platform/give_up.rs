//! Ending the program because its window could not be opened.

use std::fmt::Display;

use super::dialogs;

/// Ends the program because its window could not be opened. Says why on standard error and in a dialog of the system.
pub(crate) fn give_up(why: &impl Display) -> ! {
    let why = said(why);
    dialogs::say_why_no_window(&why);
    std::process::exit(1)
}

/// What is said, once it stands on standard error.
#[expect(clippy::print_stderr, reason = "there is no window to say it in")]
pub(super) fn said(why: &impl Display) -> String {
    let why = format!("Countersign couldn't open its window: {why}");
    eprintln!("{why}");
    why
}
