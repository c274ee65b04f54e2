//! Recognises what DER bytes hold, whether they come from a PEM block, a file or decryption. The structure
//! decides and not the label: people rename labels.

use pkcs1::RsaPublicKeyRef;
use pkcs8::der::asn1::{AnyRef, BitStringRef, OctetStringRef};
use pkcs8::der::{Decode as _, Header, Reader as _, SliceReader, Tag, Tagged as _};
use pkcs8::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};

use super::ber;
use crate::certificate::Certificate;
use crate::key::{
    FoundKey, KeyType, PrivateKeyStructure, SecretBytes, is_sequence_of, private_key_structure,
};
use crate::key_file::budget::{Budget, Effort};
use crate::key_file::limit::ReadingLimit;
use crate::key_file::password_based::{PassphraseForm, cost, decrypt};
use crate::key_file::refusal::Refusal;

/// OpenSSL's trusted certificates have OpenSSL's own settings after the certificate.
const TRUSTED_CERTIFICATE: &str = "TRUSTED CERTIFICATE";

const RSA_PUBLIC_KEY: &str = "RSA PUBLIC KEY";

/// What DER bytes hold.
pub(super) enum Content<'d> {
    /// A private key of a type that can sign here.
    PrivateKey(FoundKey<'d>),
    /// A private key of a type that cannot sign here.
    OtherPrivateKey(KeyType),
    EncryptedPrivateKey(EncryptedKey<'d>),
    Certificate(Certificate),
    PublicKey,
    CertificateRequest,
    RevocationList,
    /// Most likely a certificate, but there are too many in this reading.
    TooMuch,
    /// None of these, or one of them damaged.
    Unknown,
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

    /// Decrypts the key, which gives `PrivateKeyInfo` in DER.
    pub(super) fn open(&self, passphrase: &str, effort: &mut Effort<'_>) -> Result<SecretBytes, Refusal> {
        let forms = PassphraseForm::all_of(passphrase);
        effort.expect(self.cost());
        for form in &forms {
            match self.open_with(form, effort) {
                Err(Refusal::WrongPassphrase) => {}
                other => return other,
            }
        }
        Err(Refusal::WrongPassphrase)
    }

    /// The same with a passphrase in one form.
    pub(super) fn open_with(
        &self,
        passphrase: &PassphraseForm,
        effort: &mut Effort<'_>,
    ) -> Result<SecretBytes, Refusal> {
        decrypt(&self.algorithm, self.data, passphrase, effort)
    }

    /// What trying one passphrase costs.
    pub(super) fn cost(&self) -> u64 {
        cost(&self.algorithm)
    }
}

/// Recognises a structure that fills the bytes completely. `label` only helps where structures look alike.
pub(super) fn content_of<'d>(der: &'d [u8], label: &str, budget: &Budget) -> Content<'d> {
    match private_key_structure(der) {
        Some(PrivateKeyStructure::Usable(found)) => return Content::PrivateKey(found),
        Some(PrivateKeyStructure::Other(key_type)) => return Content::OtherPrivateKey(key_type),
        Some(PrivateKeyStructure::Malformed) => return Content::Unknown,
        None => {}
    }
    // Reading a certificate can take a while, because its signature is checked.
    if Certificate::may_be(der) || label == TRUSTED_CERTIFICATE {
        if !budget.take(ReadingLimit::Certificates, 1) {
            return Content::TooMuch;
        }
        if let Some(certificate) = certificate(der, label) {
            return Content::Certificate(certificate);
        }
    }
    if let Some(encrypted) = EncryptedKey::read(der) {
        return Content::EncryptedPrivateKey(encrypted);
    }
    if SubjectPublicKeyInfoRef::try_from(der).is_ok() || is_rsa_public_key(der, label) {
        return Content::PublicKey;
    }
    if is_certificate_request(der) {
        return Content::CertificateRequest;
    }
    if is_revocation_list(der) {
        return Content::RevocationList;
    }
    Content::Unknown
}

/// The label of a structure without a private key, by what is in it; `None` if it is none of those that are known.
pub(super) fn label_without_secret(der: &[u8]) -> Option<&'static str> {
    if SubjectPublicKeyInfoRef::try_from(der).is_ok() {
        Some("PUBLIC KEY")
    } else if is_rsa_public_key(der, "") {
        Some(RSA_PUBLIC_KEY)
    } else if is_certificate_request(der) {
        Some("CERTIFICATE REQUEST")
    } else if is_revocation_list(der) {
        Some("X509 CRL")
    } else {
        Certificate::may_be(der).then_some("CERTIFICATE")
    }
}

/// Whether this is a whole structure, and by its form neither a private key nor a certificate: an encrypted message, an
/// answer about a certificate's state, a time stamp.
pub(super) fn is_other_structure(der: &[u8]) -> bool {
    private_key_structure(der).is_none() && !Certificate::may_be(der) && ber::to_der(der).is_some()
}

/// Two integers alone prove too little: DH parameters are two integers as well.
fn is_rsa_public_key(der: &[u8], label: &str) -> bool {
    RsaPublicKeyRef::try_from(der).is_ok_and(|key| label == RSA_PUBLIC_KEY || has_usual_exponent(&key))
}

/// Whether the public exponent is one that keys have, and DH parameters have not.
fn has_usual_exponent(key: &RsaPublicKeyRef<'_>) -> bool {
    matches!(key.public_exponent.as_bytes(), [17] | [1, 1] | [1, 0, 1])
}

/// Whether the outermost structure is a SEQUENCE, as for everything recognised here, that claims to be longer
/// than the bytes there are.
pub(super) fn is_cut(der: &[u8]) -> bool {
    let Ok(mut reader) = SliceReader::new(der) else { return false };
    match Header::decode(&mut reader) {
        Ok(header) => {
            header.tag() == Tag::Sequence && u32::from(header.length()) > u32::from(reader.remaining_len())
        }
        // The bytes end inside the tag and length.
        Err(_) => der.first() == Some(&0x30) && der.len() < 6,
    }
}

fn certificate(der: &[u8], label: &str) -> Option<Certificate> {
    let (certificate, rest) = Certificate::from_der_with_rest(der).ok()?;
    (rest.is_empty() || label == TRUSTED_CERTIFICATE).then_some(certificate)
}

/// `CertificationRequest` (RFC 2986 section 4.2): its first part has a version, a subject and the subject's public key.
fn is_certificate_request(der: &[u8]) -> bool {
    is_sequence_of(der, |reader| {
        reader.sequence(|info: &mut SliceReader<'_>| {
            u8::decode(info)?;
            sequence(info)?;
            SubjectPublicKeyInfoRef::decode(info)?;
            rest_of(info)
        })?;
        signature(reader)
    })
}

/// `CertificateList` (RFC 5280 section 5.1): its first part has an algorithm, an issuer and a time, maybe after a version.
fn is_revocation_list(der: &[u8]) -> bool {
    is_sequence_of(der, |reader| {
        reader.sequence(|list: &mut SliceReader<'_>| {
            Option::<u8>::decode(list)?;
            AlgorithmIdentifierRef::decode(list)?;
            sequence(list)?;
            let time = AnyRef::decode(list)?;
            if !matches!(time.tag(), Tag::UtcTime | Tag::GeneralizedTime) {
                return Err(time.tag().value_error().into());
            }
            rest_of(list)
        })?;
        signature(reader)
    })
}

/// A SEQUENCE of anything.
fn sequence(reader: &mut SliceReader<'_>) -> Result<(), pkcs8::der::Error> {
    AnyRef::decode(reader)?.tag().assert_eq(Tag::Sequence)?;
    Ok(())
}

/// Whatever follows, to the end.
fn rest_of(reader: &mut SliceReader<'_>) -> Result<(), pkcs8::der::Error> {
    while !reader.is_finished() {
        AnyRef::decode(reader)?;
    }
    Ok(())
}

/// What follows the signed part of a request or list.
fn signature(reader: &mut SliceReader<'_>) -> Result<(), pkcs8::der::Error> {
    AlgorithmIdentifierRef::decode(reader)?;
    BitStringRef::decode(reader)?;
    Ok(())
}
