//! Private keys and certificates: made, read from everything people paste, and checked by OpenSSL.
//!
//! OpenSSL's command line tool has to be there: it is the second opinion on all that is written and read here.

#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod bad_input;
mod certificates;
mod common;
mod key_pairs;
mod kinds;
mod openssl_opinion;
mod options;
mod pem_texts;
mod properties;
mod reminders;
mod renewal;
mod signing;
mod written_formats;
