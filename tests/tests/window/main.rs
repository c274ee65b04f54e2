//! The real window, from outside: the whole job with a real server, refusals, files, later stages of a key's life,
//! and closing. Everything is found by its accessible name; those names are a contract (see `tests/README.md`).
#![cfg(target_os = "linux")]

mod about;
mod before_sending;
mod closing;
mod copy_buttons;
mod files;
mod history_again;
mod keyboard;
mod later_life;
mod list_groups;
mod navigation;
mod openssl;
mod recipient;
mod whole_job;
