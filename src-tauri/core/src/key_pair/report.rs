//! The result of reading files or text into a key pair.

use serde::Serialize;

use super::choice::{PrivateKeyChoice, PrivateKeyId};
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

/// The result of reading files or text. Success and problems can occur together: of two files, one may be good.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LoadReport {
    /// The key pair after reading.
    pub key_pair: KeyPairFacts,
    /// Whether a private key was taken from what was read.
    pub took_private_key: bool,
    /// Whether a certificate was taken from what was read.
    pub took_certificate: bool,
    /// What was corrected while reading.
    pub notes: Vec<ReadNote>,
    /// What could not be read.
    pub problems: Vec<SourceProblem>,
    /// What needs a passphrase. Read the same sources again with it to get what is inside.
    pub locked: Vec<Locked>,
    /// Several private keys, for the person to choose from: none of them was taken. Read the same sources again with
    /// the one that was chosen.
    pub choices: Vec<PrivateKeyChoice>,
}

/// A [`LoadReport`] without the facts of the key pair, which the caller has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Whether a private key was taken from what was read.
    pub took_private_key: bool,
    /// Whether a certificate was taken from what was read.
    pub took_certificate: bool,
    /// What was corrected while reading.
    pub notes: Vec<ReadNote>,
    /// What could not be read.
    pub problems: Vec<SourceProblem>,
    /// What needs a passphrase.
    pub locked: Vec<Locked>,
    /// Several private keys, for the person to choose from: none of them was taken.
    pub choices: Vec<PrivateKeyChoice>,
}

impl Loaded {
    /// The best guess among several private keys.
    #[must_use]
    pub fn proposed(&self) -> Option<&PrivateKeyId> {
        self.choices.iter().find(|choice| choice.proposed).map(|choice| &choice.id)
    }

    /// The report for the window; `key_pair` is the pair after reading.
    #[must_use]
    pub fn report(self, key_pair: KeyPairFacts) -> LoadReport {
        let Self { took_private_key, took_certificate, notes, problems, locked, choices } = self;
        LoadReport { key_pair, took_private_key, took_certificate, notes, problems, locked, choices }
    }
}
