//! What came of reading files or text into a key pair.

use serde::Serialize;

use super::facts::KeyPairFacts;
use crate::key_file::{KeyProblem, Locked, ReadNote};

/// A problem and the file it is about; `source` is `None` for pasted text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SourceProblem {
    /// File name without its folder.
    pub source: Option<String>,
    /// What is wrong.
    pub problem: KeyProblem,
}

/// What came of reading files or text. Problems and success can stand beside each other: of two files, one
/// may be good.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LoadReport {
    /// The key pair as it is now.
    pub key_pair: KeyPairFacts,
    /// Whether a private key was taken from what was read.
    pub took_private_key: bool,
    /// Whether a certificate was taken from what was read.
    pub took_certificate: bool,
    /// What was set right while reading.
    pub notes: Vec<ReadNote>,
    /// What could not be read.
    pub problems: Vec<SourceProblem>,
    /// What needs a passphrase. Reading the same sources again with it takes what is inside.
    pub locked: Vec<Locked>,
}

/// A [`LoadReport`] without the key pair, whose facts are the caller's to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Whether a private key was taken from what was read.
    pub took_private_key: bool,
    /// Whether a certificate was taken from what was read.
    pub took_certificate: bool,
    /// What was set right while reading.
    pub notes: Vec<ReadNote>,
    /// What could not be read.
    pub problems: Vec<SourceProblem>,
    /// What needs a passphrase.
    pub locked: Vec<Locked>,
}

impl Loaded {
    /// What the window is told; `key_pair` is the pair as it is now.
    #[must_use]
    pub fn report(self, key_pair: KeyPairFacts) -> LoadReport {
        let Self { took_private_key, took_certificate, notes, problems, locked } = self;
        LoadReport { key_pair, took_private_key, took_certificate, notes, problems, locked }
    }
}
