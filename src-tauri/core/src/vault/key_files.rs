//! A key pair that is read from the person's files each time: what is in them now, beside what was known of them. Files
//! are the person's: whatever is found, nothing of theirs and nothing that is stored is changed here.

use serde::Serialize;

use super::StoredKeyPair;
use crate::key_file::{KeyProblem, Passphrases};
use crate::key_pair::{KeyPair, KeySource, Loaded, SourceProblem, load};

/// Something about the files that the person did not expect when they chose to have them read each time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeyFileConcern {
    /// A file is gone, may not be read, or holds something else.
    Unreadable {
        /// Its name without the folder.
        source: String,
        /// What was seen.
        problem: KeyProblem,
    },
    /// What is in a file is encrypted now. Its passphrase is kept nowhere, so it cannot be read each time.
    Locked {
        /// Its name without the folder.
        source: String,
    },
    /// They can be read, and there is no private key in them.
    NoPrivateKey,
    /// The private key does not belong to the certificate that is known of before.
    AnotherPrivateKey,
    /// The certificate does not belong to the private key; the one that is known of before does.
    AnotherCertificate,
    /// They hold another pair, whose halves belong together: nothing is wrong if the server knows it.
    AnotherPair,
}

/// What was read, and what about it is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadAgain {
    /// The pair as far as it could be read. Where the files have no certificate, it is the one that is known of before.
    pub pair: KeyPair,
    /// What is not as it was.
    pub concerns: Vec<KeyFileConcern>,
}

/// Reads the files of a credential again. `known`: what is kept of it; `sources`: what is in its files now.
#[must_use]
pub fn read_again(known: &StoredKeyPair, sources: &[KeySource]) -> ReadAgain {
    let (pair, loaded) = load(&known.pair, sources, &Passphrases::none());
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
        // A problem or a lock says already why there is none.
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
