//! Reads a key pair from the person's files again, and compares it with what was known of it. Nothing is changed
//! here, neither the person's files nor anything that is stored.

use serde::Serialize;

use super::StoredKeyPair;
use crate::key_file::{KeyProblem, Passphrases};
use crate::key_pair::{KeyPair, KeySource, Loaded, SourceProblem, load, load_chosen};

/// Something about the files that the person did not expect when they chose to have them read each time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeyFileConcern {
    /// A file is missing, cannot be read, or contains something else.
    Unreadable {
        /// File name without the folder.
        source: String,
        /// The problem.
        problem: KeyProblem,
    },
    /// A file is encrypted now. Its passphrase is not stored, so the file cannot be read each time.
    Locked {
        /// File name without the folder.
        source: String,
    },
    /// The files can be read, but contain no private key.
    NoPrivateKey,
    /// The private key does not belong to the certificate known from before.
    AnotherPrivateKey,
    /// The certificate does not belong to the private key, but the one known from before does.
    AnotherCertificate,
    /// The files contain another key pair whose parts belong together. Nothing is wrong if the server knows it.
    AnotherPair,
}

/// What was read, and what changed unexpectedly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadAgain {
    /// The pair as far as it could be read. If the files contain no certificate, it has the one known from before.
    pub pair: KeyPair,
    /// What changed unexpectedly.
    pub concerns: Vec<KeyFileConcern>,
}

/// Reads the files of a credential again. `known` is what is stored of its key pair, `sources` the current contents
/// of its files.
#[must_use]
pub fn read_again(known: &StoredKeyPair, sources: &[KeySource]) -> ReadAgain {
    let passphrases = Passphrases::none();
    let (pair, loaded) = load(&known.pair, sources, &passphrases);
    // Of several keys, the person chose one when the files were read for the first time: it is the best guess now.
    let (pair, loaded) = match loaded.proposed() {
        Some(known_key) => load_chosen(&known.pair, sources, &passphrases, Some(known_key)),
        None => (pair, loaded),
    };
    let changed = changed(&known.pair, &pair, &loaded);
    let name = Option::unwrap_or_default;
    let problems = loaded.problems.into_iter().map(|SourceProblem { source, problem }| {
        KeyFileConcern::Unreadable { source: name(source), problem }
    });
    let locked =
        loaded.locked.into_iter().map(|locked| KeyFileConcern::Locked { source: name(locked.source) });
    ReadAgain { pair, concerns: problems.chain(locked).chain(changed).collect() }
}

fn changed(known: &KeyPair, now: &KeyPair, loaded: &Loaded) -> Option<KeyFileConcern> {
    if !loaded.took_private_key {
        // A problem or an encrypted file already explains why there is no private key.
        let told = !loaded.problems.is_empty() || !loaded.locked.is_empty();
        return (!told).then_some(KeyFileConcern::NoPrivateKey);
    }
    let (private_key, certificate) = (now.private_key()?, known.certificate()?);
    match (certificate.belongs_to(private_key), now.belong_together()) {
        (true, Some(false)) => Some(KeyFileConcern::AnotherCertificate),
        (false, Some(false)) => Some(KeyFileConcern::AnotherPrivateKey),
        (false, Some(true)) => Some(KeyFileConcern::AnotherPair),
        _ => None,
    }
}
