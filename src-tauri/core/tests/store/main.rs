//! What is stored is there again, can be opened only for its owner, and errors say what is wrong.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; it has a clock"
)]

mod authority;
mod canaries;
mod common;
mod credentials;
mod damaged_with_log;
mod deleting;
mod every_spelling;
mod history;
mod key_files;
mod locking;
mod opening;
mod protection;
mod readings;
mod rescue;
mod search_text;
mod spellings;
mod vault;

/// The same search as in the whole-program tests.
#[path = "../../../../tests/src/canaries.rs"]
#[allow(unreachable_pub, reason = "it is public there")]
mod search;
