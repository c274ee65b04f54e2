//! The system's dialogs: for files, and for messages that need no page. No other folder opens one.

mod files;
mod message;

pub(crate) use files::{FileDialogError, choose_files, choose_folder, choose_new_file};
pub(crate) use message::{Question, ask, say_why_no_window};
#[cfg(windows)]
pub(crate) use message::{WayOut, say_why_no_window_and_offer};
