//! Reads public keys in JSON: one JSON Web Key or a set of them (RFC 7517, RFC 7518 section 6, RFC 8037 section 2). Of a
//! private key only the public half is read. Private keys are read by `key_file/`.

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use pkcs1::{RsaPublicKeyRef, UintRef};
use pkcs8::der::Encode as _;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::public_key::{PublicKey, Said, UnusableKey, WhyUnusable};
use crate::certificate::Certificate;
use crate::key::{KeyType, bit_length};
use crate::text::shorten;

/// The longest key set that is read, in bytes. That of Account Manager has some kilobytes.
pub const LONGEST_KEY_SET: usize = 1024 * 1024;
/// The most keys of a set that are read.
pub const MOST_KEYS: usize = 100;

const BOTH_PADDINGS: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const BASE64_URL: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, BOTH_PADDINGS);
const BASE64: GeneralPurpose = GeneralPurpose::new(&STANDARD, BOTH_PADDINGS);

/// Public keys to verify with, and what is no such key. A set that cannot be read in part is still a set (RFC 7517
/// section 5).
#[derive(Clone, Default)]
pub struct KeySet {
    /// The keys.
    pub keys: Vec<PublicKey>,
    /// The others.
    pub unusable: Vec<UnusableKey>,
    /// The number of keys beyond [`MOST_KEYS`], which were not read.
    pub not_read: u32,
}

/// Why a text is no key set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeySetProblem {
    /// It is longer than what is read.
    TooLong {
        /// The most that is read, in bytes.
        limit: u32,
    },
    /// It is not JSON.
    NotJson,
    /// It is JSON without keys.
    NoKeys,
}

#[derive(Deserialize)]
struct Set<'t> {
    #[serde(borrow)]
    keys: Vec<&'t RawValue>,
}

#[derive(Deserialize)]
struct Kind {
    kty: Option<String>,
    kid: Option<String>,
}

/// The public members of a key.
#[derive(Deserialize)]
struct Jwk {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    usage: Option<String>,
    key_ops: Option<Vec<String>>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
    #[serde(default)]
    x5c: Vec<String>,
}

impl KeySet {
    /// Whether the text is JSON that is meant to be keys.
    #[must_use]
    pub fn is_meant(text: &str) -> bool {
        let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        text.starts_with('{') || text.starts_with('[') && text.contains("\"kty\"")
    }

    /// Reads a set, a bare list of keys, or one key.
    ///
    /// # Errors
    /// If there is no key in it, readable or not.
    pub fn read(text: &str) -> Result<Self, KeySetProblem> {
        if text.len() > LONGEST_KEY_SET {
            let limit = u32::try_from(LONGEST_KEY_SET).unwrap_or(u32::MAX);
            return Err(KeySetProblem::TooLong { limit });
        }
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        let mut set = Self::default();
        let keys = keys_in(text)?;
        set.not_read = u32::try_from(keys.len().saturating_sub(MOST_KEYS)).unwrap_or(u32::MAX);
        for (place, key) in (1..).zip(keys.into_iter().take(MOST_KEYS)) {
            match read_key(key.get()) {
                Ok(key) => set.keys.push(key),
                Err((key_id, why)) => set.unusable.push(UnusableKey { place, key_id, why }),
            }
        }
        Ok(set)
    }
}

fn keys_in(text: &str) -> Result<Vec<&RawValue>, KeySetProblem> {
    let keys = if text.starts_with('[') {
        serde_json::from_str(text).map_err(|_| KeySetProblem::NotJson)?
    } else if let Ok(Set { keys }) = serde_json::from_str(text) {
        keys
    } else {
        let value: &RawValue = serde_json::from_str(text).map_err(|_| KeySetProblem::NotJson)?;
        let is_key = serde_json::from_str(text).is_ok_and(|Kind { kty, .. }| kty.is_some());
        if is_key { vec![value] } else { Vec::new() }
    };
    if keys.is_empty() { Err(KeySetProblem::NoKeys) } else { Ok(keys) }
}

fn read_key(json: &str) -> Result<PublicKey, (Option<String>, WhyUnusable)> {
    let damaged = || {
        let key_id = serde_json::from_str(json).ok().and_then(|Kind { kid, .. }| kid);
        (key_id.as_deref().map(shorten), WhyUnusable::Damaged)
    };
    let jwk: Jwk = serde_json::from_str(json).map_err(|_| damaged())?;
    let key = jwk.key().map_err(|why| (jwk.kid.as_deref().map(shorten), why))?;
    Ok(key.said(Said { key_id: jwk.kid, algorithm: jwk.alg, usage: jwk.usage, operations: jwk.key_ops }))
}

impl Jwk {
    fn key(&self) -> Result<PublicKey, WhyUnusable> {
        let certified = self.x5c.first().map(|text| certified_key(text)).transpose()?;
        let own = match self.kty.as_str() {
            "RSA" if self.n.is_some() || certified.is_none() => Some(self.rsa()?),
            "EC" if self.x.is_some() || certified.is_none() => Some(self.ec()?),
            "OKP" if self.x.is_some() || certified.is_none() => Some(self.okp()?),
            "RSA" | "EC" | "OKP" => None,
            "oct" => return Err(WhyUnusable::Symmetric),
            other => return Err(WhyUnusable::Kind { kind: shorten(other) }),
        };
        match (own, certified) {
            (Some(own), Some(certified)) if !own.is_same_key(&certified) => {
                Err(WhyUnusable::AnotherCertificate)
            }
            (_, Some(certified)) => Ok(certified),
            (Some(own), None) => Ok(own),
            (None, None) => Err(WhyUnusable::Damaged),
        }
    }

    fn rsa(&self) -> Result<PublicKey, WhyUnusable> {
        let (n, e) = (number("n", &self.n)?, number("e", &self.e)?);
        let integer = |bytes| UintRef::new(bytes).map_err(|_| WhyUnusable::Damaged);
        let key = RsaPublicKeyRef { modulus: integer(&n)?, public_exponent: integer(&e)? };
        let der = key.to_der().map_err(|_| WhyUnusable::Damaged)?;
        PublicKey::checked(KeyType::Rsa { bits: bit_length(&n) }, der)
    }

    fn ec(&self) -> Result<PublicKey, WhyUnusable> {
        let curve = self.curve()?;
        let length = match curve {
            "P-256" => 32,
            "P-384" => 48,
            "P-521" => 66,
            other => return Err(WhyUnusable::Kind { kind: shorten(other) }),
        };
        // SEC 1 section 2.3.3: an uncompressed point. Some writers leave out leading zeros.
        let mut point = vec![4];
        for (name, value) in [("x", &self.x), ("y", &self.y)] {
            let coordinate = number(name, value)?;
            let zeros = usize::checked_sub(length, coordinate.len()).ok_or(WhyUnusable::Damaged)?;
            point.resize(point.len() + zeros, 0);
            point.extend(coordinate);
        }
        PublicKey::checked(KeyType::Ec { curve: curve.to_owned() }, point)
    }

    fn okp(&self) -> Result<PublicKey, WhyUnusable> {
        match self.curve()? {
            "Ed25519" => PublicKey::checked(KeyType::Ed25519, number("x", &self.x)?),
            other => Err(WhyUnusable::Kind { kind: shorten(other) }),
        }
    }

    fn curve(&self) -> Result<&str, WhyUnusable> {
        self.crv.as_deref().ok_or_else(|| WhyUnusable::Missing { member: "crv".to_owned() })
    }
}

/// The key of the first certificate of a chain (RFC 7517 section 4.7).
fn certified_key(text: &str) -> Result<PublicKey, WhyUnusable> {
    let der = BASE64.decode(text).map_err(|_| WhyUnusable::Damaged)?;
    let certificate = Certificate::from_der(&der).map_err(|_| WhyUnusable::Damaged)?;
    PublicKey::from_certificate(&certificate)
}

fn number(member: &str, value: &Option<String>) -> Result<Vec<u8>, WhyUnusable> {
    let text = value.as_ref().ok_or_else(|| WhyUnusable::Missing { member: member.to_owned() })?;
    let bytes = BASE64_URL.decode(text).map_err(|_| WhyUnusable::Damaged)?;
    if bytes.is_empty() { Err(WhyUnusable::Damaged) } else { Ok(bytes) }
}
