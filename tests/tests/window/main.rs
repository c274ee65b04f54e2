//! The real window, from outside: the whole job with a real server, refusals, files, later stages of a key's life,
//! and closing. Everything is found by its accessible name; those names are a contract (see `tests/README.md`).
#![cfg(target_os = "linux")]

mod about;
mod before_sending;
mod closing;
mod copy_buttons;
mod files;
mod keyboard;
mod later_life;
mod navigation;
mod openssl;
mod recipient;
mod room;
mod shortcuts;
mod whole_job;
