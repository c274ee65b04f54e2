//! The transfer file: what is written can be read again, by others, too; a merge says what it would do and does exactly
//! that; a hostile file does no harm.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; it has a clock"
)]

mod common;
mod described;
mod hostile;
mod merging;
mod round_trip;

/// A store, exchanges and a keychain, as in the tests of the store.
#[path = "../store/common.rs"]
#[allow(dead_code, reason = "these tests use a part of it")]
mod stored;
