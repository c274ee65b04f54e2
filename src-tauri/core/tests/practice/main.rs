//! The practice Account Manager: what it refuses and in which words, its tokens, and its server on loopback.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; it has a clock"
)]

#[path = "../common/mod.rs"]
mod common;

mod attempt;
mod credential;
mod diagnoses;
mod faults;
mod instance;
mod refusals;
mod server;
mod snapshot;
mod tokens;
