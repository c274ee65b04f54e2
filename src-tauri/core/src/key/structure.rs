//! The DER structures of private and public keys, whatever file they are in.

use pkcs1::{RsaPrivateKeyRef, RsaPublicKeyRef};
use pkcs8::PrivateKeyInfoRef;
use pkcs8::der::asn1::ObjectIdentifier;
use pkcs8::der::{Reader as _, SliceReader};
use pkcs8::spki::SubjectPublicKeyInfoRef;

use super::rsa_numbers::bit_length;
use super::{EcCurve, KeySyntax, KeyType};

/// `rsaEncryption` (RFC 8017 appendix A.1).
pub(crate) const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
/// `id-dsa`.
pub(crate) const DSA: &str = "1.2.840.10040.4.1";
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");

/// What was recognised as a private key's structure.
pub(crate) enum PrivateKeyStructure<'d> {
    /// A key of a type that can sign here.
    Usable(FoundKey<'d>),
    /// A key of another type.
    Other(KeyType),
    /// Against the standard, or damaged.
    Malformed,
}

/// The structure of a private key, and the syntax it was wrapped in. Its numbers are not checked yet.
pub(crate) enum FoundKey<'d> {
    /// `RSAPrivateKey` (PKCS#1).
    Rsa { pkcs1: &'d [u8], syntax: KeySyntax },
    /// `PrivateKeyInfo` or `ECPrivateKey`, as the syntax says.
    Ec { curve: EcCurve, der: &'d [u8], syntax: KeySyntax },
    /// `PrivateKeyInfo`.
    Ed25519 { pkcs8: &'d [u8], syntax: KeySyntax },
}

impl FoundKey<'_> {
    /// The same key, marked as found inside another format.
    pub(crate) fn within(mut self, format: KeySyntax) -> Self {
        let (Self::Rsa { syntax, .. } | Self::Ec { syntax, .. } | Self::Ed25519 { syntax, .. }) = &mut self;
        *syntax = format;
        self
    }
}

/// Recognises a private key that fills the bytes completely: PKCS#8, PKCS#1 or SEC 1. `None` for anything else.
pub(crate) fn private_key_structure(der: &[u8]) -> Option<PrivateKeyStructure<'_>> {
    if let Ok(info) = PrivateKeyInfoRef::try_from(der) {
        return Some(pkcs8_structure(&info, der));
    }
    if RsaPrivateKeyRef::try_from(der).is_ok() {
        let found = FoundKey::Rsa { pkcs1: der, syntax: KeySyntax::Pkcs1 };
        return Some(PrivateKeyStructure::Usable(found));
    }
    let key = sec1::EcPrivateKey::try_from(der).ok()?;
    let curve = key.parameters.and_then(|parameters| parameters.named_curve());
    Some(ec_structure(curve, der, KeySyntax::Sec1))
}

fn pkcs8_structure<'d>(info: &PrivateKeyInfoRef<'d>, der: &'d [u8]) -> PrivateKeyStructure<'d> {
    let algorithm = &info.algorithm;
    match algorithm.oid {
        EC => ec_structure(algorithm.parameters_oid().ok(), der, KeySyntax::Pkcs8),
        // RFC 8410 section 3: no parameters are allowed.
        ED25519 if algorithm.parameters.is_some() => PrivateKeyStructure::Malformed,
        ED25519 => PrivateKeyStructure::Usable(FoundKey::Ed25519 { pkcs8: der, syntax: KeySyntax::Pkcs8 }),
        RSA => {
            // The parameters of RSA keys are NULL; some writers leave them out.
            let pkcs1 = info.private_key.as_bytes();
            let parameters_fit = algorithm.parameters.is_none_or(|parameters| parameters.is_null());
            if parameters_fit && RsaPrivateKeyRef::try_from(pkcs1).is_ok() {
                PrivateKeyStructure::Usable(FoundKey::Rsa { pkcs1, syntax: KeySyntax::Pkcs8 })
            } else {
                PrivateKeyStructure::Malformed
            }
        }
        _ => PrivateKeyStructure::Other(key_type(&algorithm.oid, None, 0)),
    }
}

fn ec_structure(curve: Option<ObjectIdentifier>, der: &[u8], syntax: KeySyntax) -> PrivateKeyStructure<'_> {
    let name = curve.map_or_else(unnamed_curve, curve_name);
    match EcCurve::named(&name) {
        Some(curve) => PrivateKeyStructure::Usable(FoundKey::Ec { curve, der, syntax }),
        None => PrivateKeyStructure::Other(KeyType::Ec { curve: name }),
    }
}

/// The type of key that an `AlgorithmIdentifier` with these parts names; `bits` is for RSA.
fn key_type(algorithm: &ObjectIdentifier, curve: Option<ObjectIdentifier>, bits: u32) -> KeyType {
    match *algorithm {
        RSA => KeyType::Rsa { bits },
        EC => KeyType::Ec { curve: curve.map_or_else(unnamed_curve, curve_name) },
        ED25519 => KeyType::Ed25519,
        _ => KeyType::Other { oid: algorithm.to_string() },
    }
}

/// The type of the key in a `SubjectPublicKeyInfo` (RFC 5280 section 4.1.2.7); `None` if it is not one.
pub(crate) fn public_key_type(spki: &[u8]) -> Option<KeyType> {
    let info = SubjectPublicKeyInfoRef::try_from(spki).ok()?;
    let algorithm = &info.algorithm;
    let bits = if algorithm.oid == RSA {
        let key = RsaPublicKeyRef::try_from(info.subject_public_key.as_bytes()?).ok()?;
        bit_length(key.modulus.as_bytes())
    } else {
        0
    };
    Some(key_type(&algorithm.oid, algorithm.parameters_oid().ok(), bits))
}

/// Whether the bytes are one SEQUENCE with this content and nothing after it.
pub(crate) fn is_sequence_of<'d>(
    der: &'d [u8],
    content: impl FnOnce(&mut SliceReader<'d>) -> Result<(), pkcs8::der::Error>,
) -> bool {
    let Ok(mut reader) = SliceReader::new(der) else { return false };
    reader.sequence(content).is_ok() && reader.is_finished()
}

/// The name of a curve that is given by its numbers, or not given at all.
fn unnamed_curve() -> String {
    "?".to_owned()
}

fn curve_name(oid: ObjectIdentifier) -> String {
    let oid = oid.to_string();
    match oid.as_str() {
        "1.2.840.10045.3.1.7" => "P-256".to_owned(),
        "1.3.132.0.34" => "P-384".to_owned(),
        "1.3.132.0.35" => "P-521".to_owned(),
        "1.3.132.0.10" => "secp256k1".to_owned(),
        _ => oid,
    }
}
