//! What is taken from files or text into the place of the current key pair.

use std::collections::BTreeSet;

use zeroize::Zeroizing;

use super::chain;
use super::origin::Origin;
use super::pair::{KeyPair, Sourced};
use super::report::{Loaded, SourceProblem};
use crate::certificate::Certificate;
use crate::key::PrivateKey;
use crate::key_file::{Found, KeyProblem, Locked, Passphrases, ReadNote, Unlocker, read_bytes};

/// A file or a pasted text that shall be read.
pub struct KeySource {
    /// File name without its folder; `None` for pasted text.
    pub name: Option<String>,
    /// What is in it, or why it could not be read.
    pub content: Result<Zeroizing<Vec<u8>>, KeyProblem>,
}

impl KeySource {
    /// Text that was pasted.
    #[must_use]
    pub fn pasted(text: String) -> Self {
        Self { name: None, content: Ok(Zeroizing::new(text.into_bytes())) }
    }
}

/// Reads several files (or one text) together and puts what they hold in the place of the current pair: files in any
/// format, recognised by what is in them.
///
/// Of several private keys and certificates, in one file or in many, those are taken that belong together; else
/// what belongs to the current key or certificate; else the end of a chain; else the first. The half that was not read stays, unless the
/// current halves are a pair that the new half is not part of.
///
/// What is locked and opened by none of the passphrases is reported, and the rest is taken. Once its passphrase is
/// there, the same sources are read again, in the same order: the locks are still the same then.
#[must_use]
pub fn load(current: &KeyPair, sources: &[KeySource], passphrases: &Passphrases) -> (KeyPair, Loaded) {
    let mut loaded = Loaded::default();
    let mut private_keys = Vec::new();
    let mut certificates = Vec::new();
    let mut left_out = BTreeSet::new();
    let mut unlocker = Unlocker::new(passphrases);
    for (index, KeySource { name, content }) in (0..).zip(sources) {
        unlocker.begin_source(index);
        let found = match content {
            Ok(bytes) => read_bytes(bytes, &mut unlocker),
            Err(problem) => Found::only(problem.clone()),
        };
        let origin = name.clone().map_or(Origin::Pasted, |name| Origin::File { name });
        add_new(&mut private_keys, found.private_keys, &origin);
        add_new(&mut certificates, found.certificates, &origin);
        for note in found.notes {
            if !loaded.notes.contains(&note) {
                loaded.notes.push(note);
            }
        }
        left_out.extend(found.left_out);
        let with_source = |problem| SourceProblem { source: name.clone(), problem };
        loaded.problems.extend(found.problems.into_iter().map(with_source));
        let with_name = |(lock, refused)| Locked { lock, source: name.clone(), refused };
        loaded.locked.extend(found.locked.into_iter().map(with_name));
    }
    if !left_out.is_empty() {
        loaded.notes.push(ReadNote::LeftOut { labels: left_out.into_iter().collect() });
    }
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    if private_keys.len() > 1 {
        loaded.notes.push(ReadNote::SeveralKeys { count: count(private_keys.len()) });
    }
    let (private_key, certificate) = choose(current, &private_keys, &certificates);
    loaded.took_private_key = private_key.is_some();
    loaded.took_certificate = certificate.is_some();
    let next = current.replaced_by(private_key.cloned(), certificate.cloned());
    if let Some((taken, _)) = certificate
        && certificates.len() > 1
    {
        let belongs = next.private_key().is_some_and(|key| taken.belongs_to(key));
        loaded.notes.extend(chain::notes(taken, belongs, &certificates));
    }
    (next, loaded)
}

/// Adds what is not there yet.
fn add_new<T: PartialEq>(all: &mut Vec<Sourced<T>>, found: Vec<T>, origin: &Origin) {
    for new in found {
        if !all.iter().any(|(known, _)| *known == new) {
            all.push((new, origin.clone()));
        }
    }
}

/// A private key and a certificate that belong together; else what belongs to the current pair; else the end of a chain
/// of certificates; else the first of each.
fn choose<'f>(
    current: &KeyPair,
    private_keys: &'f [Sourced<PrivateKey>],
    certificates: &'f [Sourced<Certificate>],
) -> (Option<&'f Sourced<PrivateKey>>, Option<&'f Sourced<Certificate>>) {
    for key in private_keys {
        if let Some(certificate) = certificates.iter().find(|(certificate, _)| certificate.belongs_to(&key.0))
        {
            return (Some(key), Some(certificate));
        }
    }
    let of_current_certificate = private_keys
        .iter()
        .find(|(key, _)| current.certificate().is_some_and(|certificate| certificate.belongs_to(key)));
    let of_current_key = certificates
        .iter()
        .find(|(certificate, _)| current.private_key().is_some_and(|key| certificate.belongs_to(key)));
    let certificate = of_current_key.or_else(|| chain::end(certificates)).or(certificates.first());
    (of_current_certificate.or(private_keys.first()), certificate)
}
