//! The real window, from outside: the whole job against a real server, what is refused, files, and a key's later life.
//! Everything is found by its accessible name; those names are a contract (see `tests/README.md`).
#![cfg(target_os = "linux")]

mod before_sending;
mod files;
mod keyboard;
mod later_life;
mod openssl;
mod whole_job;
