//! Trying a token: the bytes that are sent, what each answer means, and that no answer gives the token away.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; it has a clock"
)]

mod answering;
mod diagnoses;
mod places;
mod secrets;
mod wire;
