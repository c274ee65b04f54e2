//! Reads certificates. Everything that is shown about one is extracted once, when it is read.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::digest;
use aws_lc_rs::signature::{
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, UnparsedPublicKey,
};
use pkcs8::der::Decode as _;
use pkcs8::der::asn1::{AnyRef, BitStringRef};
use pkcs8::spki::AlgorithmIdentifierRef;
use x509_parser::extensions::ParsedExtension;
use x509_parser::prelude::{FromDer, X509Certificate};

use super::CertificateFacts;
use super::concerns::concerns;
use super::dates::{self, Repaired};
use super::life::life;
use super::name::name_as_text;
use super::options::can_name;
use crate::key::{KeyType, PrivateKey, is_sequence_of, public_key_type, write_pem};
use crate::moment::UnixSeconds;

/// An X.509 certificate (RFC 5280). Not a secret. Cheap to clone.
///
/// Two certificates are equal if all their bytes are.
#[derive(Clone)]
pub struct Certificate(Arc<Parts>);

struct Parts {
    der: Vec<u8>,
    spki: Vec<u8>,
    /// The subject's `Name` in DER.
    subject_der: Vec<u8>,
    subject_hash: Hash,
    /// Of the issuer's `Name`.
    issuer_hash: Hash,
    key_ids: KeyIds,
    subject: String,
    issuer: String,
    self_signed: bool,
    is_authority: bool,
    /// Its key may sign certificates, but nothing else (RFC 5280 section 4.2.1.3).
    only_issues: bool,
    serial: String,
    key_type: KeyType,
    signature_algorithm: String,
    not_before: UnixSeconds,
    not_after: UnixSeconds,
    /// The dates were written as the standard says.
    dates_are_standard: bool,
}

/// SHA-256 of something that can be long. Each certificate is compared with all others, so that comparing must be
/// quick.
type Hash = [u8; 32];

/// Key identifiers (RFC 5280 sections 4.2.1.1 and 4.2.1.2), where present.
#[derive(Default)]
struct KeyIds {
    /// Identifier of the certificate's own key.
    own: Option<Hash>,
    /// Identifier of the key that signed it.
    issuer: Option<Hash>,
}

/// The bytes are not a certificate, or the certificate was altered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CertificateError;

impl std::fmt::Display for CertificateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a certificate, or one that was altered")
    }
}

impl std::error::Error for CertificateError {}

impl Certificate {
    /// Reads a certificate in DER. It may have any issuer, be for any kind of key, and be expired.
    ///
    /// If a certificate says that it was signed with its own RSA key, the signature is checked: a certificate
    /// that was altered on its way is found here and not by a server.
    ///
    /// # Errors
    /// If the bytes are not exactly one certificate, or do not match its own signature.
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateError> {
        let (certificate, rest) = Self::from_der_with_rest(der)?;
        if rest.is_empty() { Ok(certificate) } else { Err(CertificateError) }
    }

    /// Reads a certificate from the beginning of the bytes, and returns the bytes after it as well.
    pub(crate) fn from_der_with_rest(bytes: &[u8]) -> Result<(Self, &[u8]), CertificateError> {
        let repaired;
        let (x509, der, signed) = match X509Certificate::from_der(bytes) {
            Ok((rest, x509)) => (x509, &bytes[..bytes.len() - rest.len()], None),
            Err(_) => {
                repaired = Repaired::of(bytes).ok_or(CertificateError)?;
                let (_, x509) = X509Certificate::from_der(&repaired.der).map_err(|_| CertificateError)?;
                (x509, repaired.original, Some(repaired.signed))
            }
        };
        let rest = &bytes[der.len()..];
        let dates_are_standard = dates::are_standard(der);
        let signed = signed.unwrap_or(x509.tbs_certificate.as_ref());
        // The parser is lenient, and no signature protects what is around the signed part.
        if !is_signed_structure(der) {
            return Err(CertificateError);
        }
        // RFC 5280 section 4.1.1.2: both must be the same; only the inner one is signed.
        if x509.signature_algorithm != x509.signature || x509.signature_value.unused_bits != 0 {
            return Err(CertificateError);
        }
        let spki = x509.public_key().raw;
        let key_type = public_key_type(spki).ok_or(CertificateError)?;
        let key_ids = KeyIds::of(&x509);
        let names_own_key = key_ids.own.is_some() && key_ids.own == key_ids.issuer;
        // Equal names alone prove little: the issuer may be somebody else with the same name.
        let same_names = x509.subject().as_raw() == x509.issuer().as_raw();
        let may_be_self_signed = names_own_key || same_names;
        let signed_by_own_key =
            if may_be_self_signed { signed_by_own_key(&x509, signed, &key_type) } else { None };
        if names_own_key && signed_by_own_key == Some(false) {
            return Err(CertificateError);
        }
        let parts = Parts {
            der: der.to_vec(),
            spki: spki.to_vec(),
            subject_der: x509.subject().as_raw().to_vec(),
            subject_hash: hash(x509.subject().as_raw()),
            issuer_hash: hash(x509.issuer().as_raw()),
            key_ids,
            subject: name_as_text(x509.subject()),
            issuer: name_as_text(x509.issuer()),
            self_signed: same_names && signed_by_own_key.unwrap_or(names_own_key),
            is_authority: x509.is_ca(),
            only_issues: only_issues(&x509),
            serial: colon_hex(without_sign(x509.raw_serial())),
            key_type,
            signature_algorithm: signature_algorithm(&x509.signature_algorithm.algorithm.to_id_string()),
            not_before: UnixSeconds(x509.validity().not_before.timestamp()),
            not_after: UnixSeconds(x509.validity().not_after.timestamp()),
            dates_are_standard,
        };
        Ok((Self(Arc::new(parts)), rest))
    }

    /// The certificate in DER.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.0.der
    }

    /// The first and the last second of the validity period.
    #[must_use]
    pub fn validity(&self) -> (UnixSeconds, UnixSeconds) {
        (self.0.not_before, self.0.not_after)
    }

    /// The certificate as PEM text for a file: LF, 64 columns, with a final line end.
    #[must_use]
    pub fn to_pem(&self) -> String {
        write_pem("CERTIFICATE", &self.0.der).to_string()
    }

    /// SHA-256 fingerprint of the DER.
    #[must_use]
    pub fn fingerprint_sha256(&self) -> [u8; 32] {
        hash(&self.0.der)
    }

    /// The public key as `SubjectPublicKeyInfo` in DER (RFC 5280 section 4.1.2.7).
    #[must_use]
    pub fn public_key_spki_der(&self) -> &[u8] {
        &self.0.spki
    }

    /// Type and size of the public key.
    #[must_use]
    pub fn key_type(&self) -> &KeyType {
        &self.0.key_type
    }

    /// The subject's common name; without one, the whole subject as text (RFC 4514).
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.0.subject
    }

    /// The subject's `Name` in DER (RFC 5280 section 4.1.2.4).
    pub(super) fn subject_der(&self) -> &[u8] {
        &self.0.subject_der
    }

    /// Last second of the validity period.
    #[must_use]
    pub fn not_after(&self) -> UnixSeconds {
        self.0.not_after
    }

    /// Whether this certificate is for the public key of that private key.
    #[must_use]
    pub fn belongs_to(&self, key: &PrivateKey) -> bool {
        self.is_for(key.public_key_spki_der())
    }

    /// Whether it is for this public key, a `SubjectPublicKeyInfo` in DER.
    pub(crate) fn is_for(&self, spki: &[u8]) -> bool {
        self.0.spki == spki
    }

    /// Whether the bytes could be a certificate, judging by the outermost structure. Takes next to no time.
    pub(crate) fn may_be(der: &[u8]) -> bool {
        is_signed_structure(der)
    }

    /// Whether the other certificate belongs to the issuer of this one, judging by its name and, where present,
    /// the key identifiers. A self-signed certificate has no issuer.
    pub(crate) fn is_issued_by(&self, other: &Self) -> bool {
        let (this, other) = (&*self.0, &*other.0);
        if this.self_signed || this.issuer_hash != other.subject_hash {
            return false;
        }
        match (&this.key_ids.issuer, &other.key_ids.own) {
            (Some(signed_by), Some(other)) => signed_by == other,
            // Without key identifiers, the issuer's name proves something only if it is not the subject's as
            // well.
            _ => this.issuer_hash != this.subject_hash,
        }
    }

    /// What the window shows about it at the time `now`.
    #[must_use]
    pub fn facts(&self, now: UnixSeconds) -> CertificateFacts {
        let parts = &*self.0;
        CertificateFacts {
            subject: parts.subject.clone(),
            reusable_name: can_name(&parts.subject).then(|| parts.subject.clone()),
            issuer: parts.issuer.clone(),
            self_signed: parts.self_signed,
            serial: parts.serial.clone(),
            fingerprint_sha256: colon_hex(&self.fingerprint_sha256()),
            key_type: parts.key_type.clone(),
            signature_algorithm: parts.signature_algorithm.clone(),
            not_before: parts.not_before,
            not_after: parts.not_after,
            life: life(parts.not_before, parts.not_after, now),
            concerns: concerns(
                &parts.key_type,
                &parts.signature_algorithm,
                parts.is_authority && (parts.only_issues || !parts.self_signed),
                parts.dates_are_standard,
            ),
            pem: self.bare_pem(),
        }
    }

    /// The PEM text without white space before or after.
    pub(crate) fn bare_pem(&self) -> String {
        let mut pem = self.to_pem();
        pem.truncate(pem.trim_end().len());
        pem
    }
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.0.der == other.0.der
    }
}

impl Eq for Certificate {}

impl fmt::Debug for Certificate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Certificate({:?}, serial {})", self.0.subject, self.0.serial)
    }
}

impl KeyIds {
    fn of(x509: &X509Certificate<'_>) -> Self {
        let mut ids = Self::default();
        for extension in x509.extensions() {
            match extension.parsed_extension() {
                ParsedExtension::SubjectKeyIdentifier(id) => ids.own = Some(hash(id.0)),
                ParsedExtension::AuthorityKeyIdentifier(issuer) => {
                    ids.issuer = issuer.key_identifier.as_ref().map(|id| hash(id.0));
                }
                _ => {}
            }
        }
        ids
    }
}

fn hash(bytes: &[u8]) -> Hash {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
    hash
}

fn only_issues(x509: &X509Certificate<'_>) -> bool {
    matches!(x509.key_usage(), Ok(Some(usage)) if usage.value.key_cert_sign() && !usage.value.digital_signature())
}

/// Whether the certificate's own key made its signature; `None` for a kind of signature that is not checked
/// here.
fn signed_by_own_key(x509: &X509Certificate<'_>, signed: &[u8], key_type: &KeyType) -> Option<bool> {
    let algorithm = match x509.signature_algorithm.algorithm.to_id_string().as_str() {
        SHA256_WITH_RSA => &RSA_PKCS1_2048_8192_SHA256,
        SHA384_WITH_RSA => &RSA_PKCS1_2048_8192_SHA384,
        SHA512_WITH_RSA => &RSA_PKCS1_2048_8192_SHA512,
        _ => return None,
    };
    let is_ours = match key_type {
        KeyType::Rsa { bits: 2048..=8192 } => {
            UnparsedPublicKey::new(algorithm, &x509.public_key().subject_public_key.data)
                .verify(signed, &x509.signature_value.data)
                .is_ok()
        }
        // The library cannot check RSA keys of other sizes.
        KeyType::Rsa { .. } => return None,
        // A key of another type cannot have made an RSA signature.
        _ => false,
    };
    Some(is_ours)
}

const SHA256_WITH_RSA: &str = "1.2.840.113549.1.1.11";
const SHA384_WITH_RSA: &str = "1.2.840.113549.1.1.12";
const SHA512_WITH_RSA: &str = "1.2.840.113549.1.1.13";

/// The algorithm's usual name, or else its object identifier.
fn signature_algorithm(oid: &str) -> String {
    let name = match oid {
        "1.2.840.113549.1.1.4" => "MD5 with RSA",
        "1.2.840.113549.1.1.5" => "SHA-1 with RSA",
        "1.2.840.113549.1.1.10" => "RSASSA-PSS",
        "1.2.840.113549.1.1.14" => "SHA-224 with RSA",
        SHA256_WITH_RSA => "SHA-256 with RSA",
        SHA384_WITH_RSA => "SHA-384 with RSA",
        SHA512_WITH_RSA => "SHA-512 with RSA",
        "1.2.840.10045.4.1" => "SHA-1 with ECDSA",
        "1.2.840.10045.4.3.2" => "SHA-256 with ECDSA",
        "1.2.840.10045.4.3.3" => "SHA-384 with ECDSA",
        "1.2.840.10045.4.3.4" => "SHA-512 with ECDSA",
        "1.3.101.112" => "Ed25519",
        "1.3.101.113" => "Ed448",
        other => other,
    };
    name.to_owned()
}

/// The bytes of an INTEGER without the leading zero that only marks it as positive.
fn without_sign(integer: &[u8]) -> &[u8] {
    match integer {
        [0, rest @ ..] if !rest.is_empty() => rest,
        whole => whole,
    }
}

fn colon_hex(bytes: &[u8]) -> String {
    let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    pairs.join(":")
}

/// Whether the bytes are, in strict DER, a SEQUENCE of anything, an `AlgorithmIdentifier` and a BIT STRING: the
/// outermost structure of a certificate (RFC 5280 section 4.1).
fn is_signed_structure(der: &[u8]) -> bool {
    is_sequence_of(der, |reader| {
        AnyRef::decode(reader)?;
        AlgorithmIdentifierRef::decode(reader)?;
        BitStringRef::decode(reader)?;
        Ok(())
    })
}
