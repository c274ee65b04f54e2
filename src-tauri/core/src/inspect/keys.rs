//! Reads the keys that somebody gives to verify a token with: certificates, public keys, JSON Web Keys and sets, and the
//! public half of a private key.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use crate::jws::{KeySet, KeySetProblem, PublicKey, UnusableKey, WhyUnusable};
use crate::key_file::{Budget, Found, Passphrases, Unlocker, read_bytes};
use crate::key_pair::{KeySource, SourceProblem};

/// Keys to verify with.
#[derive(Clone, Default)]
pub struct GivenKeys {
    /// The keys.
    pub keys: Vec<PublicKey>,
    /// What is no such key.
    pub unusable: Vec<UnusableKey>,
    /// The number of keys that were not read, because they are too many.
    pub not_read: u32,
}

/// Why there is no key to verify with.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum NoKeys {
    /// It is JSON, but no key set.
    KeySet {
        /// Why.
        problem: KeySetProblem,
    },
    /// It has keys, and none can be used.
    Unusable {
        /// The keys.
        keys: Vec<UnusableKey>,
    },
    /// What is encrypted with a passphrase is not opened here.
    Encrypted,
    /// Nothing was found.
    Unreadable {
        /// Why.
        problems: Vec<SourceProblem>,
    },
}

/// Reads keys in JSON.
///
/// # Errors
/// If there is none to verify with.
pub(super) fn read_key_set(text: &str) -> Result<GivenKeys, NoKeys> {
    let KeySet { keys, unusable, not_read } =
        KeySet::read(text).map_err(|problem| NoKeys::KeySet { problem })?;
    if keys.is_empty() {
        return Err(NoKeys::Unusable { keys: unusable });
    }
    Ok(GivenKeys { keys, unusable, not_read })
}

/// Reads keys from files or a pasted text.
///
/// # Errors
/// If there is none to verify with.
pub fn read_keys(sources: &[KeySource]) -> Result<GivenKeys, NoKeys> {
    let mut given = GivenKeys::default();
    let mut problems = Vec::new();
    let mut why = None;
    let budget = Budget::for_one_reading();
    let passphrases = Passphrases::none();
    let mut unlocker = Unlocker::new(&passphrases, &budget);
    for (index, KeySource { name, content }) in (0..).zip(sources) {
        let with_source = |problem| SourceProblem { source: name.clone(), problem };
        let bytes = match content {
            Ok(bytes) => bytes,
            Err(problem) => {
                problems.push(with_source(problem.clone()));
                continue;
            }
        };
        if let Some(json) = std::str::from_utf8(bytes).ok().filter(|text| KeySet::is_meant(text)) {
            match read_key_set(json) {
                Ok(GivenKeys { keys, unusable, not_read }) => {
                    given.keys.extend(keys);
                    given.unusable.extend(unusable);
                    given.not_read += not_read;
                }
                Err(reason) => why = Some(reason),
            }
            continue;
        }
        unlocker.begin_source(index);
        let found = read_bytes(bytes, &mut unlocker);
        let found = if found.is_nothing() { bare(bytes, &mut unlocker).unwrap_or(found) } else { found };
        let place = u32::try_from(given.keys.len() + given.unusable.len()).unwrap_or(u32::MAX);
        for (place, key) in (place + 1..).zip(keys_of(&found)) {
            match key {
                Ok(key) => given.keys.push(key),
                Err(why) => given.unusable.push(UnusableKey { place, key_id: None, why }),
            }
        }
        if !found.locked.is_empty() {
            why = Some(NoKeys::Encrypted);
        }
        problems.extend(found.problems.into_iter().map(with_source));
    }
    problems
        .extend(budget.newly_reached().into_iter().map(|problem| SourceProblem { source: None, problem }));
    if !given.keys.is_empty() {
        Ok(given)
    } else if !given.unusable.is_empty() {
        Err(NoKeys::Unusable { keys: given.unusable })
    } else {
        Err(why.unwrap_or(NoKeys::Unreadable { problems }))
    }
}

/// The keys of certificates, public keys, and private keys.
fn keys_of<'f>(found: &'f Found<'_>) -> impl Iterator<Item = Result<PublicKey, WhyUnusable>> + 'f {
    let certificates = found.certificates.iter().map(PublicKey::from_certificate);
    let public =
        found.public_keys.iter().map(|der| PublicKey::from_spki(der).or_else(|_| PublicKey::from_pkcs1(der)));
    let private =
        found.private_keys.iter().map(|named| PublicKey::from_spki(named.key.public_key_spki_der()));
    certificates.chain(public).chain(private)
}

/// Reads a text that is the Base64 of DER, without the lines around it.
fn bare<'b>(bytes: &[u8], unlocker: &mut Unlocker<'b>) -> Option<Found<'b>> {
    let base64: Vec<u8> = bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let der = STANDARD.decode(&base64).ok()?;
    let found = read_bytes(&der, unlocker);
    (!found.is_nothing()).then_some(found)
}
