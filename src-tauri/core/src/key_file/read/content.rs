//! Recognises what DER bytes hold, whether they come from a PEM block, a file or decryption. The structure
//! decides and not the label: people rename labels.

use pkcs1::RsaPublicKeyRef;
use pkcs8::der::asn1::{AnyRef, BitStringRef, OctetStringRef};
use pkcs8::der::{Decode as _, Header, Reader as _, SliceReader, Tag};
use pkcs8::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};

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
    if SubjectPublicKeyInfoRef::try_from(der).is_ok()
        // Two integers alone prove too little: DH parameters are two integers as well.
        || RsaPublicKeyRef::try_from(der).is_ok_and(|key| label == "RSA PUBLIC KEY" || has_usual_exponent(&key))
    {
        return Content::PublicKey;
    }
    if is_certificate_request(der) {
        return Content::CertificateRequest;
    }
    Content::Unknown
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
