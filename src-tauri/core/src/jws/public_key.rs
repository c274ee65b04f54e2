//! A public key that verifies signatures.

use aws_lc_rs::signature::UnparsedPublicKey;
use pkcs1::RsaPublicKeyRef;
use pkcs8::spki::SubjectPublicKeyInfoRef;
use serde::Serialize;

use super::algorithm::{Algorithm, Named, named};
use super::roca;
use crate::certificate::Certificate;
use crate::key::{KeyType, SigningAlgorithm, bit_length, public_key_type};
use crate::text::shorten;

/// A public key that verifies signatures, with what its JSON Web Key says about its use.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    key_type: KeyType,
    /// As the cryptography library takes it: `RSAPublicKey` in DER, a point (SEC 1 section 2.3.3), or 32 bytes.
    bytes: Vec<u8>,
    pub(super) said: Said,
    name: Option<String>,
}

/// What a JSON Web Key says about itself (RFC 7517 section 4).
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// `kid`.
    pub(super) key_id: Option<String>,
    /// `alg`.
    pub(super) algorithm: Option<String>,
    /// `use`.
    pub(super) usage: Option<String>,
    /// `key_ops`.
    pub(super) operations: Option<Vec<String>>,
}

/// A public key as the window shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct KeyShown {
    /// `kid` of its JSON Web Key.
    pub key_id: Option<String>,
    /// Subject of its certificate, or another name.
    pub name: Option<String>,
    /// Its type and size.
    pub key_type: KeyType,
}

/// A key that no signature is verified with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct UnusableKey {
    /// Its place among the keys that were given, from 1.
    pub place: u32,
    /// `kid` of its JSON Web Key.
    pub key_id: Option<String>,
    /// Why.
    pub why: WhyUnusable,
}

/// Why no signature is verified with a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum WhyUnusable {
    /// A shared secret (`kty` is `oct`).
    Symmetric,
    /// Of a type that is not verified with here.
    Kind {
        /// What the key calls it, shortened.
        kind: String,
    },
    /// A member of a JSON Web Key is missing.
    Missing {
        /// Its name.
        member: String,
    },
    /// It cannot be read.
    Damaged,
    /// An RSA key under 2048 bits (RFC 7518 section 3.3).
    TooShort {
        /// Its length in bits.
        bits: u32,
    },
    /// An RSA key over 8192 bits.
    TooLong {
        /// Its length in bits.
        bits: u32,
    },
    /// Its private key can be computed from it (CVE-2017-15361).
    Roca,
    /// The certificate in `x5c` is another key's (RFC 7517 section 4.7).
    AnotherCertificate,
}

impl PublicKey {
    /// Reads `SubjectPublicKeyInfo` in DER (RFC 5280 section 4.1.2.7).
    ///
    /// # Errors
    /// If it is damaged, or verifies nothing here.
    pub fn from_spki(der: &[u8]) -> Result<Self, WhyUnusable> {
        let key_type = public_key_type(der).ok_or(WhyUnusable::Damaged)?;
        let info = SubjectPublicKeyInfoRef::try_from(der).map_err(|_| WhyUnusable::Damaged)?;
        let bytes = info.subject_public_key.as_bytes().ok_or(WhyUnusable::Damaged)?;
        Self::checked(key_type, bytes.to_vec())
    }

    /// Reads `RSAPublicKey` in DER (RFC 8017 appendix A.1.1).
    ///
    /// # Errors
    /// If it is damaged, or verifies nothing here.
    pub fn from_pkcs1(der: &[u8]) -> Result<Self, WhyUnusable> {
        let key = RsaPublicKeyRef::try_from(der).map_err(|_| WhyUnusable::Damaged)?;
        Self::checked(KeyType::Rsa { bits: bit_length(key.modulus.as_bytes()) }, der.to_vec())
    }

    /// The key that a certificate is for.
    ///
    /// # Errors
    /// If it verifies nothing here.
    pub fn from_certificate(certificate: &Certificate) -> Result<Self, WhyUnusable> {
        Self::from_spki(certificate.public_key_spki_der()).map(|key| key.named(certificate.subject()))
    }

    /// The key under this name.
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        Self { name: Some(shorten(name)), ..self }
    }

    pub(super) fn checked(key_type: KeyType, bytes: Vec<u8>) -> Result<Self, WhyUnusable> {
        match &key_type {
            KeyType::Rsa { bits: bits @ ..2048 } | KeyType::RsaPss { bits: bits @ ..2048, .. } => {
                return Err(WhyUnusable::TooShort { bits: *bits });
            }
            KeyType::Rsa { bits: bits @ 8193.. } | KeyType::RsaPss { bits: bits @ 8193.., .. } => {
                return Err(WhyUnusable::TooLong { bits: *bits });
            }
            KeyType::Rsa { .. } | KeyType::RsaPss { .. } => {
                let key = RsaPublicKeyRef::try_from(&*bytes).map_err(|_| WhyUnusable::Damaged)?;
                if roca::has_fingerprint(key.modulus.as_bytes()) {
                    return Err(WhyUnusable::Roca);
                }
            }
            KeyType::Ec { curve } if !["P-256", "P-384", "P-521"].contains(&&**curve) => {
                return Err(WhyUnusable::Kind { kind: shorten(curve) });
            }
            KeyType::Other { oid } => return Err(WhyUnusable::Kind { kind: shorten(oid) }),
            KeyType::Ec { .. } | KeyType::Ed25519 => {}
        }
        Ok(Self { key_type, bytes, said: Said::default(), name: None })
    }

    /// The key with what its JSON Web Key says about it.
    pub(super) fn said(self, said: Said) -> Self {
        Self { said, ..self }
    }

    /// Type and size.
    #[must_use]
    pub fn key_type(&self) -> &KeyType {
        &self.key_type
    }

    /// Whether both are the same key, whatever is said about their use.
    pub(super) fn is_same_key(&self, other: &Self) -> bool {
        self.key_type == other.key_type && self.bytes == other.bytes
    }

    /// What the window shows of it.
    #[must_use]
    pub fn shown(&self) -> KeyShown {
        KeyShown {
            key_id: self.said.key_id.as_deref().map(shorten),
            name: self.name.clone(),
            key_type: self.key_type.clone(),
        }
    }

    /// Whether the matching private key made this signature of the message with the algorithm.
    #[must_use]
    pub fn verifies(&self, algorithm: SigningAlgorithm, message: &[u8], signature: &[u8]) -> bool {
        match named(algorithm.name()) {
            Named::Asymmetric(algorithm) => self.verifies_with(algorithm, message, signature),
            Named::Symmetric | Named::None | Named::Unknown => false,
        }
    }

    pub(super) fn verifies_with(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        algorithm.takes(&self.key_type)
            && UnparsedPublicKey::new(algorithm.verification, &self.bytes).verify(message, signature).is_ok()
    }
}
