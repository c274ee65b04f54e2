//! The real window, from outside: the whole job against a real server, what is refused, files, a key's later life, and
//! closing. Everything is found by its accessible name; those names are a contract (see `tests/README.md`).
#![cfg(target_os = "linux")]

mod about;
mod before_sending;
mod closing;
mod copy_buttons;
mod files;
mod keyboard;
mod later_life;
mod openssl;
mod whole_job;
