//! Several private keys in what was read: what the person chooses from, and which of them is the best guess.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::origin::Origin;
use super::pair::{KeyPair, Sourced};
use crate::certificate::Certificate;
use crate::key::KeyType;
use crate::key_file::NamedKey;
use crate::moment::UnixSeconds;

/// A private key, by the SHA-256 hash of its public half in hexadecimal. It is the same in every reading, and no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(type = "string"))]
pub struct PrivateKeyId(String);

impl PrivateKeyId {
    pub(super) fn of(spki: &[u8]) -> Self {
        let mut id = String::with_capacity(64);
        for byte in Sha256::digest(spki) {
            // Writing into a string never fails.
            let _ = write!(id, "{byte:02x}");
        }
        Self(id)
    }
}

/// One of several private keys that were read, for the person to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PrivateKeyChoice {
    /// The key.
    pub id: PrivateKeyId,
    /// Its name in the file: an alias, a friendly name, a key ID.
    pub name: Option<String>,
    /// File name without its folder; `None` for pasted text.
    pub source: Option<String>,
    /// Type and size.
    pub key_type: KeyType,
    /// Subject of its certificate, if that was read, too.
    pub subject: Option<String>,
    /// When that certificate expires.
    pub not_after: Option<UnixSeconds>,
    /// It is the best guess. Exactly one of them is.
    pub proposed: bool,
}

/// What the person chooses from. The best guess is the key that is loaded, or that the current certificate is for; else one
/// with a certificate, the one that expires last; else the first.
pub(super) fn choices(
    current: &KeyPair,
    private_keys: &[Sourced<NamedKey>],
    certificates: &[Sourced<Certificate>],
) -> Vec<PrivateKeyChoice> {
    let certificate_of = |spki: &[u8]| {
        let own = certificates.iter().map(|(certificate, _)| certificate).filter(|own| own.is_for(spki));
        own.max_by_key(|own| own.not_after())
    };
    let fit = |(named, _): &Sourced<NamedKey>| {
        let spki = named.key.public_key_spki_der();
        let is_current = current.has_public_key(spki);
        let is_of_current = current.certificate().is_some_and(|certificate| certificate.is_for(spki));
        (is_current, is_of_current, certificate_of(spki).map(Certificate::not_after))
    };
    // Of equals, the first.
    let best = (0..private_keys.len()).rev().max_by_key(|index| fit(&private_keys[*index]));
    let choice = |(index, (named, origin)): (usize, &Sourced<NamedKey>)| {
        let spki = named.key.public_key_spki_der();
        let certificate = certificate_of(spki);
        PrivateKeyChoice {
            id: PrivateKeyId::of(spki),
            name: named.name.clone(),
            source: match origin {
                Origin::File { name } => Some(name.clone()),
                Origin::Pasted | Origin::Generated => None,
            },
            key_type: named.key.key_type(),
            subject: certificate.map(|certificate| certificate.subject().to_owned()),
            not_after: certificate.map(Certificate::not_after),
            proposed: Some(index) == best,
        }
    };
    private_keys.iter().enumerate().map(choice).collect()
}
