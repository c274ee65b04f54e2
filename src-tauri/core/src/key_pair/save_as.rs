//! The formats that a key pair can be saved in, for tools that do not take `key.pem` and `cert.pem`.

use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::certificate::Certificate;
use crate::key::{KeyType, PrivateKey, write_pem};
use crate::key_file::write::{
    WriteKeyError, can_encode_passphrase, write_encrypted_pkcs8, write_jwk_set, write_pkcs12,
    write_private_jwk, write_public_jwk, write_sec1,
};
use crate::key_pair::KeyPair;

/// A file format for a key pair or a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum SaveFormat {
    /// Private key, PKCS#8 in PEM; with a passphrase `BEGIN ENCRYPTED PRIVATE KEY`.
    KeyPkcs8,
    /// Private key, PKCS#8 in DER; encrypted with a passphrase.
    KeyPkcs8Der,
    /// RSA private key, PKCS#1 in PEM.
    KeyPkcs1,
    /// EC private key, SEC 1 in PEM.
    KeySec1,
    /// Private key as JSON Web Key.
    KeyJwk,
    /// Private key and certificate in one file, PKCS#12.
    Pkcs12,
    /// Certificate in PEM.
    CertificatePem,
    /// Certificate in DER.
    CertificateDer,
    /// Public key in PEM (`BEGIN PUBLIC KEY`).
    PublicKeyPem,
    /// Public key as JSON Web Key.
    PublicKeyJwk,
    /// Public key as a set of one JSON Web Key.
    PublicKeyJwks,
}

/// Whether a format takes a passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum PassphraseUse {
    /// It cannot be encrypted with one.
    None,
    /// It can be saved with or without one.
    Optional,
    /// It cannot be saved without one.
    Required,
}

/// A format that a key pair can be saved in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SaveOffer {
    /// The format.
    pub format: SaveFormat,
    /// Usual name of the file.
    pub file_name: String,
    /// Whether it takes a passphrase.
    pub passphrase: PassphraseUse,
    /// Whether the file contains the private key.
    pub holds_private_key: bool,
    /// Whether the certificate can be added to the public key (`x5c`, RFC 7517 section 4.7).
    pub takes_certificate: bool,
}

/// Why a key pair cannot be saved in a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum SaveAsProblem {
    /// The pair has nothing that could be saved in this format.
    NotOffered,
    /// The passphrase is missing, and the format needs one.
    PassphraseMissing,
    /// A passphrase was given for a format that cannot be encrypted with one.
    PassphraseNotUsed,
    /// The passphrase has a character that not all tools encode the same way in PKCS#12.
    PassphraseCharacter,
    /// The cryptography library failed.
    Library,
}

impl From<WriteKeyError> for SaveAsProblem {
    fn from(_: WriteKeyError) -> Self {
        Self::Library
    }
}

/// The content of a file to write.
pub struct FileContent {
    /// Its bytes, cleared on drop.
    pub bytes: Zeroizing<Vec<u8>>,
    /// It contains the private key: only the owner may read the file.
    pub holds_private_key: bool,
    /// It contains the certificate.
    pub holds_certificate: bool,
    /// It contains the private key unencrypted: everybody who has the file can use it.
    pub holds_open_key: bool,
}

impl SaveFormat {
    /// All formats, the usual ones first.
    const ALL: [Self; 11] = [
        Self::KeyPkcs8,
        Self::Pkcs12,
        Self::KeyPkcs1,
        Self::KeySec1,
        Self::KeyPkcs8Der,
        Self::KeyJwk,
        Self::CertificatePem,
        Self::CertificateDer,
        Self::PublicKeyPem,
        Self::PublicKeyJwk,
        Self::PublicKeyJwks,
    ];

    fn offer(self) -> SaveOffer {
        use PassphraseUse::{None, Optional, Required};
        let (file_name, passphrase, holds_private_key) = match self {
            Self::KeyPkcs8 => ("key.pem", Optional, true),
            Self::KeyPkcs8Der => ("key.der", Optional, true),
            Self::KeyPkcs1 => ("key-pkcs1.pem", None, true),
            Self::KeySec1 => ("key-sec1.pem", None, true),
            Self::KeyJwk => ("key.jwk.json", None, true),
            Self::Pkcs12 => ("key-pair.p12", Required, true),
            Self::CertificatePem => ("cert.pem", None, false),
            Self::CertificateDer => ("cert.der", None, false),
            Self::PublicKeyPem => ("public-key.pem", None, false),
            Self::PublicKeyJwk => ("public-key.jwk.json", None, false),
            Self::PublicKeyJwks => ("jwks.json", None, false),
        };
        let takes_certificate = matches!(self, Self::PublicKeyJwk | Self::PublicKeyJwks);
        SaveOffer {
            format: self,
            file_name: file_name.to_owned(),
            passphrase,
            holds_private_key,
            takes_certificate,
        }
    }
}

/// The formats that this pair can be saved in, which depends on what it has.
#[must_use]
pub fn offers(pair: &KeyPair) -> Vec<SaveOffer> {
    let has_both = pair.belong_together() == Some(true);
    SaveFormat::ALL
        .into_iter()
        .filter(|format| is_offered(pair, *format))
        .map(|format| {
            let offer = format.offer();
            SaveOffer { takes_certificate: offer.takes_certificate && has_both, ..offer }
        })
        .collect()
}

fn is_offered(pair: &KeyPair, format: SaveFormat) -> bool {
    let key_type = pair.private_key().map(PrivateKey::key_type);
    match format {
        SaveFormat::KeyPkcs8 | SaveFormat::KeyPkcs8Der | SaveFormat::KeyJwk => key_type.is_some(),
        SaveFormat::KeyPkcs1 => matches!(key_type, Some(KeyType::Rsa { .. })),
        SaveFormat::KeySec1 => matches!(key_type, Some(KeyType::Ec { .. })),
        // Other tools take a file with both for a pair.
        SaveFormat::Pkcs12 => pair.belong_together() == Some(true),
        SaveFormat::CertificatePem | SaveFormat::CertificateDer => pair.certificate().is_some(),
        SaveFormat::PublicKeyPem => public_key(pair).is_some(),
        SaveFormat::PublicKeyJwk | SaveFormat::PublicKeyJwks => {
            public_key(pair).is_some_and(|(key_type, _)| !key_type.algorithms().is_empty())
        }
    }
}

/// The pair's public key: that of the private key, or else that of the certificate.
fn public_key(pair: &KeyPair) -> Option<(KeyType, &[u8])> {
    let of_key = pair.private_key().map(|key| (key.key_type(), key.public_key_spki_der()));
    of_key.or_else(|| {
        let certificate = pair.certificate()?;
        Some((certificate.key_type().clone(), certificate.public_key_spki_der()))
    })
}

/// The content of the file to write. `with_certificate`: the certificate is added to the public key, if the
/// format allows it. With a passphrase this takes up to a second.
///
/// # Errors
/// If the pair or the passphrase does not fit the format, or if the cryptography library fails.
///
/// # Examples
/// ```
/// use countersign_core::certificate::{CertificateOptions, make_self_signed};
/// use countersign_core::key::{RsaBits, make_rsa_key};
/// use countersign_core::key_pair::KeyPair;
/// use countersign_core::key_pair::save_as::{SaveAsProblem, SaveFormat, file_content, offers};
/// use countersign_core::moment::UnixSeconds;
/// use secrecy::SecretString;
///
/// let key = make_rsa_key(RsaBits::Rsa2048)?;
/// let certificate = make_self_signed(&key, &CertificateOptions::default(), UnixSeconds(1_800_000_000))?;
/// let pair = KeyPair::generated(key, certificate);
/// assert!(offers(&pair).iter().any(|offer| offer.format == SaveFormat::KeyPkcs8));
///
/// let passphrase = SecretString::from("correct horse");
/// let file = file_content(&pair, SaveFormat::KeyPkcs8, Some(&passphrase), false)
///     .map_err(|problem| format!("{problem:?}"))?;
/// assert!(file.bytes.starts_with(b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
/// assert!(!file.holds_open_key);
///
/// // PKCS#12 is never written without a passphrase.
/// let refused = file_content(&pair, SaveFormat::Pkcs12, None, false).err();
/// assert_eq!(refused, Some(SaveAsProblem::PassphraseMissing));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn file_content(
    pair: &KeyPair,
    format: SaveFormat,
    passphrase: Option<&SecretString>,
    with_certificate: bool,
) -> Result<FileContent, SaveAsProblem> {
    if !is_offered(pair, format) {
        return Err(SaveAsProblem::NotOffered);
    }
    // To a person, an empty passphrase is the same as none; to tools it is not.
    let passphrase = passphrase.filter(|passphrase| !passphrase.expose_secret().is_empty());
    let offer = format.offer();
    match (offer.passphrase, passphrase) {
        (PassphraseUse::Required, None) => return Err(SaveAsProblem::PassphraseMissing),
        (PassphraseUse::None, Some(_)) => return Err(SaveAsProblem::PassphraseNotUsed),
        _ => {}
    }
    let certificate = pair.certificate().filter(|_| with_certificate && pair.belong_together() == Some(true));
    Ok(FileContent {
        bytes: bytes(pair, format, passphrase, certificate)?,
        holds_private_key: offer.holds_private_key,
        holds_certificate: match format {
            SaveFormat::Pkcs12 | SaveFormat::CertificatePem | SaveFormat::CertificateDer => true,
            _ => offer.takes_certificate && certificate.is_some(),
        },
        holds_open_key: offer.holds_private_key && passphrase.is_none(),
    })
}

fn bytes(
    pair: &KeyPair,
    format: SaveFormat,
    passphrase: Option<&SecretString>,
    certificate_beside: Option<&Certificate>,
) -> Result<Zeroizing<Vec<u8>>, SaveAsProblem> {
    let key = || pair.private_key().ok_or(SaveAsProblem::NotOffered);
    let certificate = || pair.certificate().ok_or(SaveAsProblem::NotOffered);
    let public = || public_key(pair).ok_or(SaveAsProblem::NotOffered);
    Ok(match format {
        SaveFormat::KeyPkcs8 => match passphrase {
            Some(passphrase) => {
                text(write_pem("ENCRYPTED PRIVATE KEY", &write_encrypted_pkcs8(key()?, passphrase)?))
            }
            None => text(write_pem("PRIVATE KEY", key()?.pkcs8_der())),
        },
        SaveFormat::KeyPkcs8Der => match passphrase {
            Some(passphrase) => Zeroizing::new(write_encrypted_pkcs8(key()?, passphrase)?),
            None => key()?.to_pkcs8_der(),
        },
        SaveFormat::KeyPkcs1 => text(write_pem("RSA PRIVATE KEY", key()?.inner_der())),
        SaveFormat::KeySec1 => text(write_pem("EC PRIVATE KEY", &write_sec1(key()?)?)),
        SaveFormat::KeyJwk => text(write_private_jwk(key()?)?),
        SaveFormat::Pkcs12 => {
            let passphrase = passphrase.ok_or(SaveAsProblem::PassphraseMissing)?;
            if !can_encode_passphrase(passphrase) {
                return Err(SaveAsProblem::PassphraseCharacter);
            }
            Zeroizing::new(write_pkcs12(key()?, certificate()?, passphrase)?)
        }
        SaveFormat::CertificatePem => Zeroizing::new(certificate()?.to_pem().into_bytes()),
        SaveFormat::CertificateDer => Zeroizing::new(certificate()?.der().to_vec()),
        SaveFormat::PublicKeyPem => text(write_pem("PUBLIC KEY", public()?.1)),
        SaveFormat::PublicKeyJwk => {
            let (key_type, spki) = public()?;
            Zeroizing::new(write_public_jwk(key_type, spki, certificate_beside)?.into_bytes())
        }
        SaveFormat::PublicKeyJwks => {
            let (key_type, spki) = public()?;
            Zeroizing::new(write_jwk_set(key_type, spki, certificate_beside)?.into_bytes())
        }
    })
}

/// The bytes of a text, without copying it.
fn text(mut text: Zeroizing<String>) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(std::mem::take(&mut *text).into_bytes())
}
