//! Writes PKCS#12 (RFC 7292): private key and certificate in one file with one passphrase, as OpenSSL 3 and
//! Java 17 write and read it. AES-256 with PBKDF2 and HMAC-SHA256 encrypts, and an HMAC-SHA256 covers the
//! whole.

use aws_lc_rs::hmac;
use pkcs8::der::asn1::{AnyRef, BmpString, ObjectIdentifier, OctetStringRef, SetOfVec};
use pkcs8::der::{Decode as _, Encode, Tag, TagNumber};
use pkcs8::pkcs5::pbes2::PBES2_OID;
use pkcs8::spki::AlgorithmIdentifierRef;
use secrecy::{ExposeSecret as _, SecretString};

use super::encrypted::{encrypt, write_encrypted_pkcs8};
use super::{ITERATIONS, WriteKeyError, make_salt};
use crate::certificate::Certificate;
use crate::key::PrivateKey;
use crate::key_file::password_based::{Hash, KeyPurpose, PassphraseForm, derive_pkcs12_key};
use crate::key_file::pkcs12_structure::{
    Attribute, CERTIFICATE_BAG, CertificateBag, ContentInfo, DATA, DigestInfo, ENCRYPTED_DATA,
    EncryptedContentInfo, EncryptedData, FRIENDLY_NAME, LOCAL_KEY_ID, MacData, Pfx, SHA_256,
    SHROUDED_KEY_BAG, SafeBag, X509_CERTIFICATE,
};

/// The tag of `[0] IMPLICIT OCTET STRING`.
const IMPLICIT_0: Tag = Tag::ContextSpecific { constructed: false, number: TagNumber(0) };
/// Length of the HMAC's key in bytes: that of its hash.
const MAC_KEY_LENGTH: usize = 32;

/// Whether PKCS#12 can encode this passphrase. It uses UTF-16, and tools disagree on characters that need two
/// units there (emoji).
pub(crate) fn can_encode_passphrase(passphrase: &SecretString) -> bool {
    // Exposed only to check its characters.
    passphrase.expose_secret().chars().all(is_basic)
}

/// Whether a character is one unit of UTF-16.
fn is_basic(character: char) -> bool {
    u32::from(character) <= 0xFFFF
}

/// Key and certificate as PKCS#12 in DER. Both are named after the subject of the certificate. Takes about a
/// second.
pub(crate) fn write_pkcs12(
    key: &PrivateKey,
    certificate: &Certificate,
    passphrase: &SecretString,
) -> Result<Vec<u8>, WriteKeyError> {
    let attributes = attributes(certificate)?;
    let shrouded_key = write_encrypted_pkcs8(key, passphrase)?;
    let keys = bag(SHROUDED_KEY_BAG, &shrouded_key, &attributes)?;
    let certificate = written(&CertificateBag {
        id: X509_CERTIFICATE,
        value: AnyRef::new(Tag::OctetString, certificate.der()).map_err(|_| WriteKeyError)?,
    })?;
    let certificates = encrypted_data(&bag(CERTIFICATE_BAG, &certificate, &attributes)?, passphrase)?;
    // The certificate first, as OpenSSL does.
    let safes = written(&vec![
        ContentInfo { content_type: ENCRYPTED_DATA, content: read(&certificates)? },
        ContentInfo { content_type: DATA, content: data(&keys)? },
    ])?;
    let (salt, digest) = authenticate(&safes, passphrase)?;
    written(&Pfx {
        version: 3,
        auth_safe: ContentInfo { content_type: DATA, content: data(&safes)? },
        mac_data: Some(MacData {
            mac: DigestInfo {
                algorithm: AlgorithmIdentifierRef { oid: SHA_256, parameters: Some(AnyRef::NULL) },
                digest: octets(digest.as_ref())?,
            },
            salt: octets(&salt)?,
            iterations: ITERATIONS.into(),
        }),
    })
}

/// The attributes of both: an identifier that ties them together, and a name for people. Any identifier will
/// do; an empty name is left out.
fn attributes(certificate: &Certificate) -> Result<Vec<u8>, WriteKeyError> {
    let identifier = written(&octets(&certificate.fingerprint_sha256())?)?;
    let name: String = certificate.subject().chars().filter(|character| is_basic(*character)).collect();
    let friendly_name = written(&BmpString::from_utf8(&name).map_err(|_| WriteKeyError)?)?;
    // DER requires them to be sorted.
    let mut attributes = SetOfVec::new();
    let mut add = |id, value| {
        let values = AnyRef::new(Tag::Set, value).map_err(|_| WriteKeyError)?;
        attributes.insert(Attribute { id, values }).map_err(|_| WriteKeyError)
    };
    add(LOCAL_KEY_ID, &identifier)?;
    if !name.is_empty() {
        add(FRIENDLY_NAME, &friendly_name)?;
    }
    written(&attributes)
}

/// `SafeContents` of one bag.
fn bag(id: ObjectIdentifier, value: &[u8], attributes: &[u8]) -> Result<Vec<u8>, WriteKeyError> {
    written(&vec![SafeBag { id, value: read(value)?, attributes: Some(read(attributes)?) }])
}

/// `EncryptedData` with these `SafeContents`.
fn encrypted_data(contents: &[u8], passphrase: &SecretString) -> Result<Vec<u8>, WriteKeyError> {
    let (parameters, encrypted) = encrypt(contents, passphrase)?;
    let parameters = written(&parameters)?;
    written(&EncryptedData {
        version: 0,
        content: EncryptedContentInfo {
            content_type: DATA,
            algorithm: AlgorithmIdentifierRef { oid: PBES2_OID, parameters: Some(read(&parameters)?) },
            content: AnyRef::new(IMPLICIT_0, &encrypted).map_err(|_| WriteKeyError)?,
        },
    })
}

/// The integrity code, which shows that nothing was altered (section 4, appendix B), after its salt.
fn authenticate(
    content: &[u8],
    passphrase: &SecretString,
) -> Result<([u8; super::SALT_LENGTH], hmac::Tag), WriteKeyError> {
    let salt = make_salt()?;
    // Exposed for one purpose: to derive the key that authenticates.
    let password = PassphraseForm::standard(passphrase.expose_secret());
    let input = (password.wide(), &salt[..], ITERATIONS);
    let wanted = (KeyPurpose::Authenticate, MAC_KEY_LENGTH);
    let key = derive_pkcs12_key(Hash::Sha256, input, wanted, |_| Ok(()))?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
    Ok((salt, hmac::sign(&key, content)))
}

fn written(value: &impl Encode) -> Result<Vec<u8>, WriteKeyError> {
    value.to_der().map_err(|_| WriteKeyError)
}

/// Reads a structure that was just written, to put it into another one.
fn read(der: &[u8]) -> Result<AnyRef<'_>, WriteKeyError> {
    AnyRef::from_der(der).map_err(|_| WriteKeyError)
}

/// The bytes as the content of plain `data`.
fn data(bytes: &[u8]) -> Result<AnyRef<'_>, WriteKeyError> {
    AnyRef::new(Tag::OctetString, bytes).map_err(|_| WriteKeyError)
}

fn octets(bytes: &[u8]) -> Result<&OctetStringRef, WriteKeyError> {
    OctetStringRef::new(bytes).map_err(|_| WriteKeyError)
}
