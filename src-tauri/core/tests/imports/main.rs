//! Importing: files as public repositories have them, the precedence of the tools that they are from, and files that are
//! damaged or hostile.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; it has a clock"
)]

mod api_clients;
mod commands;
#[path = "../common/mod.rs"]
mod common;
mod hostile;
mod kit;
mod one_client;
mod precedence;
mod round_trips;
mod salesforce;
mod storing;
