//! Reads files or text into the current key pair.

use std::collections::BTreeSet;

use zeroize::Zeroizing;

use super::chain;
use super::choice::{self, PrivateKeyId};
use super::origin::Origin;
use super::pair::{KeyPair, Sourced};
use super::report::{Loaded, SourceProblem};
use crate::certificate::Certificate;
use crate::key::PrivateKey;
use crate::key_file::{
    Budget, Found, KeyProblem, Locked, NamedKey, PRIVATE_KEY, Passphrases, ReadNote, ReadingWatch, Unlocker,
    problem_of, read_bytes,
};

/// A file or pasted text to read.
pub struct KeySource {
    /// File name without its folder; `None` for pasted text.
    pub name: Option<String>,
    /// Its bytes, or why they could not be read.
    pub content: Result<Zeroizing<Vec<u8>>, KeyProblem>,
}

impl KeySource {
    /// Pasted text.
    #[must_use]
    pub fn pasted(text: String) -> Self {
        Self { name: None, content: Ok(Zeroizing::new(text.into_bytes())) }
    }
}

/// Reads several files (or one text) together and puts what they hold in place of the current pair. The format
/// of each is recognised from its content.
///
/// If there are several private keys, in one file or in many, none is taken: the person chooses, and [`load_chosen`]
/// takes that one. Of several certificates, the one that belongs to the key is taken, of several of these the one that
/// expires last; else the end of a chain; else the first. The half that was not read stays, unless the current halves are a pair that the new half does not belong to.
///
/// What none of the passphrases unlocks is reported as locked, and the rest is taken. Once its passphrase is
/// known, read the same sources again in the same order: their locks are still the same.
///
/// ```
/// use countersign_core::certificate::{CertificateOptions, make_self_signed};
/// use countersign_core::key::{RsaBits, make_rsa_key};
/// use countersign_core::key_file::Passphrases;
/// use countersign_core::key_pair::{KeyPair, KeySource, load};
/// use countersign_core::moment::UnixSeconds;
/// use secrecy::ExposeSecret as _;
///
/// let key = make_rsa_key(RsaBits::Rsa2048)?;
/// let certificate = make_self_signed(&key, &CertificateOptions::default(), UnixSeconds(1_800_000_000))?;
/// let text = certificate.to_pem() + key.to_pkcs8_pem().expose_secret();
///
/// let (pair, report) = load(&KeyPair::default(), &[KeySource::pasted(text)], &Passphrases::none());
///
/// assert_eq!(pair.belong_together(), Some(true));
/// assert!(report.took_private_key && report.took_certificate);
///
/// // What cannot be read is reported, and changes nothing.
/// let (same, report) = load(&pair, &[KeySource::pasted("not a key".into())], &Passphrases::none());
/// assert_eq!(same, pair);
/// assert_eq!(report.problems.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn load(current: &KeyPair, sources: &[KeySource], passphrases: &Passphrases) -> (KeyPair, Loaded) {
    load_watched(current, sources, passphrases, None, &ReadingWatch::default())
}

/// Like [`load`]. `chosen`: the key that the person chose, when the same sources had several. Somebody watches how far the
/// slow work with passphrases is, and may cancel it: then the result is not complete, and is to be dropped.
#[must_use]
pub fn load_watched(
    current: &KeyPair,
    sources: &[KeySource],
    passphrases: &Passphrases,
    chosen: Option<&PrivateKeyId>,
    watch: &ReadingWatch,
) -> (KeyPair, Loaded) {
    let mut loaded = Loaded::default();
    let mut private_keys = Vec::new();
    let mut certificates = Vec::new();
    let mut undone = Vec::new();
    let mut left_out = BTreeSet::new();
    let budget = Budget::for_one_reading(watch);
    let mut unlocker = Unlocker::new(passphrases, &budget);
    for (index, KeySource { name, content }) in (0..).zip(sources) {
        unlocker.begin_source(index);
        let found = match content {
            Ok(bytes) => read_bytes(bytes, &mut unlocker),
            Err(problem) => Found::only(problem.clone(), &budget),
        };
        let origin = name.clone().map_or(Origin::Pasted, |name| Origin::File { name });
        add_new_keys(&mut private_keys, found.private_keys, &origin);
        add_new(&mut certificates, found.certificates, &origin);
        for step in found.undone {
            if !undone.contains(&step) {
                undone.push(step);
            }
        }
        left_out.extend(found.left_out);
        let problems = found.problems.into_iter().chain(budget.newly_reached());
        let with_source = |problem| SourceProblem { source: name.clone(), problem };
        loaded.problems.extend(problems.map(with_source));
        let with_name = |(lock, refused)| Locked { lock, source: name.clone(), refused };
        loaded.locked.extend(found.locked.into_iter().map(with_name));
    }
    if !undone.is_empty() {
        loaded.notes.push(ReadNote::Undone { steps: undone });
    }
    if !left_out.is_empty() {
        loaded.notes.push(ReadNote::LeftOut { labels: left_out.into_iter().collect() });
    }
    if let Some(chosen) = chosen {
        let is_chosen =
            |(named, _): &Sourced<NamedKey>| PrivateKeyId::of(named.key.public_key_spki_der()) == *chosen;
        let (own, others): (Vec<_>, Vec<_>) = private_keys.into_iter().partition(is_chosen);
        private_keys = own;
        // The certificates of the others are none of the matter.
        certificates.retain(|(certificate, _)| {
            !others.iter().any(|(other, _)| certificate.is_for(other.key.public_key_spki_der()))
        });
    }
    if private_keys.len() > 1 {
        loaded.choices = choice::choices(current, &private_keys, &certificates);
        return (current.clone(), loaded);
    }
    let private_key = private_keys.pop().and_then(|key| test_key(key, &mut loaded.problems));
    let certificate = certificate_for(current, private_key.as_ref(), &certificates);
    loaded.took_private_key = private_key.is_some();
    loaded.took_certificate = certificate.is_some();
    if let Some(exponent) = private_key.as_ref().and_then(|(key, _)| key.small_exponent()) {
        loaded.notes.push(ReadNote::SmallExponent { exponent });
    }
    let next = current.replaced_by(private_key, certificate.cloned());
    if let Some((taken, _)) = certificate
        && certificates.len() > 1
    {
        let belongs = next.private_key().is_some_and(|key| taken.belongs_to(key));
        loaded.notes.extend(chain::notes(taken, belongs, &certificates));
    }
    (next, loaded)
}

/// Adds what is not in the list yet.
fn add_new<T: PartialEq>(all: &mut Vec<Sourced<T>>, found: Vec<T>, origin: &Origin) {
    for new in found {
        if !all.iter().any(|(known, _)| *known == new) {
            all.push((new, origin.clone()));
        }
    }
}

/// Adds the keys that are not in the list yet. The first name of a key counts.
fn add_new_keys(all: &mut Vec<Sourced<NamedKey>>, found: Vec<NamedKey>, origin: &Origin) {
    for new in found {
        match all.iter_mut().find(|(known, _)| known.key == new.key) {
            Some((known, _)) => known.name = known.name.take().or(new.name),
            None => all.push((new, origin.clone())),
        }
    }
}

/// Tests the private key that is about to be taken. If it fails, that is a problem.
fn test_key(
    (named, origin): Sourced<NamedKey>,
    problems: &mut Vec<SourceProblem>,
) -> Option<Sourced<PrivateKey>> {
    match named.key.test() {
        Ok(key) => Some((key, origin)),
        Err(error) => {
            let source = match origin {
                Origin::File { name } => Some(name),
                Origin::Pasted | Origin::Generated => None,
            };
            problems.push(SourceProblem { source, problem: problem_of(error, PRIVATE_KEY) });
            None
        }
    }
}

/// The certificate for the private key that was taken, or for the current one if none was; else the end of a chain; else
/// the first. Of several for one key, the one that expires last.
fn certificate_for<'f>(
    current: &KeyPair,
    taken: Option<&Sourced<PrivateKey>>,
    certificates: &'f [Sourced<Certificate>],
) -> Option<&'f Sourced<Certificate>> {
    let key = taken.map(|(key, _)| key).or(current.private_key());
    let belongs =
        |(certificate, _): &&Sourced<Certificate>| key.is_some_and(|key| certificate.belongs_to(key));
    // Of equals, the first.
    let own = certificates.iter().filter(belongs).rev().max_by_key(|(own, _)| own.not_after());
    own.or_else(|| chain::end(certificates)).or(certificates.first())
}
