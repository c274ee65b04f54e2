//! Private keys and certificates: made, written, read from every format that people have, and checked by other
//! programs.
//!
//! OpenSSL, Java's keytool, ssh-keygen, Node, and Python with `cryptography` must be installed: they give a
//! second opinion on everything that is written and read here.

#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod bad_input;
mod bounds;
mod certificates;
mod chains;
mod choices;
mod common;
mod key_pairs;
mod kinds;
mod mangled;
mod named;
mod openssl_opinion;
mod options;
mod other_tools;
mod pem_texts;
mod pkcs7;
mod printed;
mod properties;
mod reminders;
mod renewal;
mod signing;
mod unusual_kinds;
mod weak_rsa;
mod written_formats;
