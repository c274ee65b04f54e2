//! What is stored is there again, can be opened only for its owner, and errors say what is wrong.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; it has a clock"
)]

mod canaries;
mod common;
mod credentials;
mod deleting;
mod history;
mod key_files;
mod locking;
mod opening;
mod protection;
mod rescue;
mod vault;

/// The same search as in the whole-program tests.
#[path = "../../../../tests/src/canaries.rs"]
#[allow(unreachable_pub, reason = "it is public there")]
mod search;
