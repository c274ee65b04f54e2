//! Credentials that last, in the real window: what was typed is there after a crash, a deleted one comes back, a key made
//! here is sealed, and where there is no keychain the person is asked. And what is made of them: the board, the history.
#![cfg(target_os = "linux")]

mod board;
mod common;
mod kept_keys;
mod list;
mod one_window;
mod store_errors;
mod typed;
