//! Account Manager's field "Client JWT Bearer Public Key", read as strictly as Account Manager reads it: nothing may
//! stand before the first dash or after the last one. Our own certificate reader is tolerant; this one must not be.

use serde::Serialize;
use x509_parser::pem::Pem;
use x509_parser::prelude::{FromDer, X509Certificate};

use crate::certificate::{Certificate, CertificateFacts};
use crate::jws::PublicKey;
use crate::key::{KeyType, public_key_type};
use crate::moment::UnixSeconds;

/// What the text in the field turned out to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum PublicKeyField {
    /// Nothing.
    Empty,
    /// Something stands before the first or after the last dash, even if it is only a line break.
    StrayCharacters,
    /// Neither a certificate nor a public key in PEM.
    Unreadable,
    /// A certificate or public key that cannot be used with RS256.
    NotRsa {
        /// Type of the key.
        key_type: KeyType,
    },
    /// A certificate.
    Certificate {
        /// What the certificate says.
        facts: Box<CertificateFacts>,
    },
    /// A public key.
    PublicKey {
        /// Type of the key.
        key_type: KeyType,
    },
}

/// Why there is no key to verify with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoKey {
    Empty,
    StrayCharacters,
    Unreadable,
}

/// Whether the text contains a private key in PEM (RFC 7468 sections 10 and 11, and the older labels).
pub(crate) fn is_private_key(text: &str) -> bool {
    text.lines().any(|line| line.contains("-----BEGIN ") && line.contains("PRIVATE KEY-----"))
}

/// Reads the RSA public key in the text.
pub(crate) fn read_key(text: &str) -> Result<PublicKey, NoKey> {
    let key = PublicKey::from_spki(&read_spki(text)?.0).map_err(|_| NoKey::Unreadable)?;
    if matches!(key.key_type(), KeyType::Rsa { .. }) { Ok(key) } else { Err(NoKey::Unreadable) }
}

/// Describes the text for the window. `now` decides where a certificate stands in its life.
pub(crate) fn describe(text: &str, now: UnixSeconds) -> PublicKeyField {
    let (spki, certificate) = match read_spki(text) {
        Ok(read) => read,
        Err(NoKey::Empty) => return PublicKeyField::Empty,
        Err(NoKey::StrayCharacters) => return PublicKeyField::StrayCharacters,
        Err(NoKey::Unreadable) => return PublicKeyField::Unreadable,
    };
    match (public_key_type(&spki), certificate) {
        (None, _) => PublicKeyField::Unreadable,
        (Some(key_type), _) if read_key(text).is_err() => PublicKeyField::NotRsa { key_type },
        (_, Some(certificate)) => PublicKeyField::Certificate { facts: Box::new(certificate.facts(now)) },
        (Some(key_type), None) => PublicKeyField::PublicKey { key_type },
    }
}

/// The `SubjectPublicKeyInfo` in DER, and the certificate that contains it, if there is one.
fn read_spki(text: &str) -> Result<(Vec<u8>, Option<Certificate>), NoKey> {
    if text.trim().is_empty() {
        return Err(NoKey::Empty);
    }
    if !text.contains("-----BEGIN ") {
        return Err(NoKey::Unreadable);
    }
    if !text.starts_with("-----BEGIN ") || !text.ends_with("-----") {
        return Err(NoKey::StrayCharacters);
    }
    let (pem, length) = Pem::read(std::io::Cursor::new(text)).map_err(|_| NoKey::Unreadable)?;
    if length < text.len() {
        return Err(NoKey::StrayCharacters);
    }
    match pem.label.as_str() {
        "CERTIFICATE" => {
            let certificate = Certificate::from_der(&pem.contents).map_err(|_| NoKey::Unreadable)?;
            let (_, x509) = X509Certificate::from_der(&pem.contents).map_err(|_| NoKey::Unreadable)?;
            Ok((x509.public_key().raw.to_vec(), Some(certificate)))
        }
        "PUBLIC KEY" => Ok((pem.contents, None)),
        _ => Err(NoKey::Unreadable),
    }
}
