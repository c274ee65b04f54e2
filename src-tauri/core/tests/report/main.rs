//! The report of an attempt, in its three forms: what it says, that no secret is in it, and that nothing in it becomes
//! structure.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; it has a clock"
)]

mod contents;
mod hostile;
mod making;
mod secrets;

#[path = "../common/mod.rs"]
mod common;
#[path = "../store/every_spelling.rs"]
mod every_spelling;
#[path = "../store/readings.rs"]
mod readings;
