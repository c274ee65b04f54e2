//! Credentials that last, in the real window: typed text is there after a crash, a deleted credential comes back, a
//! generated key is sealed, and without a keychain the person is asked. Also the board and the history.
#![cfg(target_os = "linux")]

mod board;
mod common;
mod damaged_files;
mod list;
mod one_window;
mod store_errors;
mod stored_keys;
mod typed;
