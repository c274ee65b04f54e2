//! Inspecting a token: finding it in a text, explaining it, and verifying its signature.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; it has a clock"
)]

#[path = "../common/mod.rs"]
mod common;

mod explained;
mod fetching;
mod found;
mod keys;
mod vectors;
