//! What DER bytes hold: those of a PEM block, a file, or what was decrypted. The structure decides, not the label: people rename labels.

use pkcs1::{RsaPrivateKeyRef, RsaPublicKeyRef};
use pkcs8::PrivateKeyInfoRef;
use pkcs8::der::asn1::{AnyRef, BitStringRef, ObjectIdentifier, OctetStringRef};
use pkcs8::der::{Decode as _, Header, Reader as _, SliceReader, Tag};
use pkcs8::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};

use super::passphrase::{Effort, Refusal};
use super::password_based::{Secret, decrypt};
use super::{EcCurve, KeySyntax, KeyType};
use crate::certificate::Certificate;

/// `rsaEncryption` (RFC 8017 appendix A.1).
pub(super) const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
/// `id-dsa`.
pub(super) const DSA: &str = "1.2.840.10040.4.1";
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");

/// What DER bytes turned out to be.
pub(super) enum Content<'d> {
    /// A private key of a kind that can sign here.
    PrivateKey(FoundKey<'d>),
    /// A private key of another kind.
    OtherPrivateKey(KeyType),
    EncryptedPrivateKey(EncryptedKey<'d>),
    Certificate(Certificate),
    PublicKey,
    CertificateRequest,
    /// None of these; or one that is damaged.
    Unknown,
}

/// A private key's structure, and the syntax it was wrapped in. Its numbers are not checked yet.
pub(super) enum FoundKey<'d> {
    /// `RSAPrivateKey` (PKCS#1).
    Rsa { pkcs1: &'d [u8], syntax: KeySyntax },
    /// `PrivateKeyInfo` or `ECPrivateKey`, as the syntax says.
    Ec { curve: EcCurve, der: &'d [u8], syntax: KeySyntax },
    /// `PrivateKeyInfo`.
    Ed25519 { pkcs8: &'d [u8], syntax: KeySyntax },
}

/// `EncryptedPrivateKeyInfo` (RFC 5958 section 3).
pub(super) struct EncryptedKey<'d> {
    pub(super) algorithm: AlgorithmIdentifierRef<'d>,
    pub(super) data: &'d [u8],
}

impl<'d> EncryptedKey<'d> {
    /// Reads the structure; `None` if it is another one.
    pub(super) fn read(der: &'d [u8]) -> Option<Self> {
        let mut read = None;
        let is_whole = is_sequence_of(der, |reader| {
            let algorithm = AlgorithmIdentifierRef::decode(reader)?;
            let data = <&OctetStringRef>::decode(reader)?.as_bytes();
            read = Some(Self { algorithm, data });
            Ok(())
        });
        read.filter(|_| is_whole)
    }

    /// Decrypts it: `PrivateKeyInfo` in DER.
    pub(super) fn open(&self, passphrase: &str, effort: &mut Effort) -> Result<Secret, Refusal> {
        decrypt(&self.algorithm, self.data, passphrase, effort)
    }
}

impl FoundKey<'_> {
    /// The same, found within another format.
    pub(super) fn within(mut self, format: KeySyntax) -> Self {
        let (Self::Rsa { syntax, .. } | Self::Ec { syntax, .. } | Self::Ed25519 { syntax, .. }) = &mut self;
        *syntax = format;
        self
    }
}

/// Recognises a structure that fills the bytes completely. `label` only helps where structures look alike.
pub(super) fn content_of<'d>(der: &'d [u8], label: &str) -> Content<'d> {
    if let Ok(info) = PrivateKeyInfoRef::try_from(der) {
        return pkcs8_content(&info, der);
    }
    if RsaPrivateKeyRef::try_from(der).is_ok() {
        return Content::PrivateKey(FoundKey::Rsa { pkcs1: der, syntax: KeySyntax::Pkcs1 });
    }
    if let Ok(key) = sec1::EcPrivateKey::try_from(der) {
        let curve = key.parameters.and_then(|parameters| parameters.named_curve());
        return ec_content(curve, der, KeySyntax::Sec1);
    }
    if let Some(certificate) = certificate(der, label) {
        return Content::Certificate(certificate);
    }
    if let Some(encrypted) = EncryptedKey::read(der) {
        return Content::EncryptedPrivateKey(encrypted);
    }
    if SubjectPublicKeyInfoRef::try_from(der).is_ok()
        // Two integers are too little to go by: DH parameters have them, too.
        || (label == "RSA PUBLIC KEY" && RsaPublicKeyRef::try_from(der).is_ok())
    {
        return Content::PublicKey;
    }
    if is_certificate_request(der) {
        return Content::CertificateRequest;
    }
    Content::Unknown
}

/// Whether the outermost structure is a SEQUENCE, as all of these are, that says that it is longer than the
/// bytes there are.
pub(super) fn is_cut(der: &[u8]) -> bool {
    let Ok(mut reader) = SliceReader::new(der) else { return false };
    match Header::decode(&mut reader) {
        Ok(header) => {
            header.tag() == Tag::Sequence && u32::from(header.length()) > u32::from(reader.remaining_len())
        }
        // The bytes end within the tag and the length.
        Err(_) => der.first() == Some(&0x30) && der.len() < 6,
    }
}

/// The kind of key that an `AlgorithmIdentifier` with these parts names; `bits` is for RSA.
fn key_type(algorithm: &ObjectIdentifier, curve: Option<ObjectIdentifier>, bits: u32) -> KeyType {
    match *algorithm {
        RSA => KeyType::Rsa { bits },
        EC => KeyType::Ec { curve: curve.map_or_else(unnamed_curve, curve_name) },
        ED25519 => KeyType::Ed25519,
        _ => KeyType::Other { oid: algorithm.to_string() },
    }
}

/// The kind of key in a `SubjectPublicKeyInfo` (RFC 5280 section 4.1.2.7); `None` if it is none.
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

/// How many bits a big-endian number has.
pub(super) fn bit_length(number: &[u8]) -> u32 {
    let significant = number.iter().position(|byte| *byte != 0).map_or(&[][..], |first| &number[first..]);
    let bits = significant.len() * 8 - significant.first().map_or(0, |byte| byte.leading_zeros() as usize);
    u32::try_from(bits).unwrap_or(u32::MAX)
}

fn pkcs8_content<'d>(info: &PrivateKeyInfoRef<'d>, der: &'d [u8]) -> Content<'d> {
    let algorithm = &info.algorithm;
    match algorithm.oid {
        EC => ec_content(algorithm.parameters_oid().ok(), der, KeySyntax::Pkcs8),
        // RFC 8410 section 3: there are no parameters.
        ED25519 if algorithm.parameters.is_some() => Content::Unknown,
        ED25519 => Content::PrivateKey(FoundKey::Ed25519 { pkcs8: der, syntax: KeySyntax::Pkcs8 }),
        RSA => {
            // The parameters of RSA keys are NULL; some writers leave them out.
            let pkcs1 = info.private_key.as_bytes();
            let parameters_fit = algorithm.parameters.is_none_or(|parameters| parameters.is_null());
            if parameters_fit && RsaPrivateKeyRef::try_from(pkcs1).is_ok() {
                Content::PrivateKey(FoundKey::Rsa { pkcs1, syntax: KeySyntax::Pkcs8 })
            } else {
                Content::Unknown
            }
        }
        _ => Content::OtherPrivateKey(key_type(&algorithm.oid, None, 0)),
    }
}

fn ec_content(curve: Option<ObjectIdentifier>, der: &[u8], syntax: KeySyntax) -> Content<'_> {
    let name = curve.map_or_else(unnamed_curve, curve_name);
    match EcCurve::named(&name) {
        Some(curve) => Content::PrivateKey(FoundKey::Ec { curve, der, syntax }),
        None => Content::OtherPrivateKey(KeyType::Ec { curve: name }),
    }
}

fn certificate(der: &[u8], label: &str) -> Option<Certificate> {
    let (certificate, rest) = Certificate::from_der_with_rest(der).ok()?;
    // OpenSSL's trusted certificates have its own settings behind the certificate.
    (rest.is_empty() || label == "TRUSTED CERTIFICATE").then_some(certificate)
}

/// Whether the bytes are a SEQUENCE of something, an `AlgorithmIdentifier` and a BIT STRING: the outermost
/// structure of a certificate (RFC 5280 section 4.1), in DER to the letter.
pub(crate) fn is_signed_structure(der: &[u8]) -> bool {
    is_sequence_of(der, |reader| {
        AnyRef::decode(reader)?;
        AlgorithmIdentifierRef::decode(reader)?;
        BitStringRef::decode(reader)?;
        Ok(())
    })
}

/// `CertificationRequest` (RFC 2986 section 4.2): its first part begins with a version number.
fn is_certificate_request(der: &[u8]) -> bool {
    is_sequence_of(der, |reader| {
        reader.sequence(|info: &mut SliceReader<'_>| {
            u8::decode(info)?;
            while !info.is_finished() {
                AnyRef::decode(info)?;
            }
            Ok::<_, pkcs8::der::Error>(())
        })?;
        AlgorithmIdentifierRef::decode(reader)?;
        BitStringRef::decode(reader)?;
        Ok(())
    })
}

fn is_sequence_of<'d>(
    der: &'d [u8],
    content: impl FnOnce(&mut SliceReader<'d>) -> Result<(), pkcs8::der::Error>,
) -> bool {
    let Ok(mut reader) = SliceReader::new(der) else { return false };
    reader.sequence(content).is_ok() && reader.is_finished()
}

/// For a curve that is described by its numbers, or left out.
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
