//! The format in which a credential's private key is sealed: the key alone or, while it replaces another pair,
//! together with that pair, so that both are there after a restart. A key is written once into memory of the right
//! size, because a growing buffer would leave copies of it behind.

use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::certificate::Certificate;
use crate::key::{CandidateKey, PrivateKey};
use crate::key_file::{Budget, Passphrases, ReadingWatch, Unlocker, read_bytes};
use crate::key_pair::{KeyPair, Origin};
use crate::key_pair::{Rotation, RotationWay};

/// The JSON form. A key alone is PEM text, which never begins with a brace.
#[derive(Serialize, Deserialize)]
struct WithOldPair<'a> {
    /// PKCS#8 in Base64. It contains no character that JSON escapes, so it is borrowed from the text without a copy.
    private_key: &'a str,
    #[serde(borrow)]
    old_private_key: Option<&'a str>,
    /// DER in Base64.
    old_certificate: Option<String>,
    old_key_origin: Option<Origin>,
    old_certificate_origin: Option<Origin>,
    way: RotationWay,
    token_received: bool,
}

/// The text to seal.
pub(super) fn write(private_key: &PrivateKey, rotation: Option<&Rotation>) -> SecretString {
    let with_old_pair = rotation.and_then(|rotation| write_with_old_pair(private_key, rotation).ok());
    // Texts and enums can always be written as JSON. If not, the key alone is better than nothing.
    with_old_pair.unwrap_or_else(|| private_key.to_pkcs8_pem())
}

fn write_with_old_pair(private_key: &PrivateKey, rotation: &Rotation) -> serde_json::Result<SecretString> {
    let old = rotation.old();
    let (private_key, old_private_key) = (in_base64(private_key), old.private_key().map(in_base64));
    let with_old_pair = WithOldPair {
        private_key: &private_key,
        old_private_key: old_private_key.as_ref().map(|key| key.as_str()),
        old_certificate: old.certificate().map(|certificate| STANDARD.encode(certificate.der())),
        old_key_origin: old.private_key_origin().cloned(),
        old_certificate_origin: old.certificate_origin().cloned(),
        way: rotation.way(),
        token_received: rotation.token_received(),
    };
    let mut length = Length(0);
    serde_json::to_writer(&mut length, &with_old_pair)?;
    let mut json = Zeroizing::new(Vec::with_capacity(length.0));
    serde_json::to_writer(&mut *json, &with_old_pair)?;
    // The bytes are moved. A vector that does not shrink is not copied.
    let json = String::from_utf8(std::mem::take(&mut *json)).map_err(serde::ser::Error::custom)?;
    Ok(SecretString::from(json))
}

/// Whether the text is a private key in this format.
pub(crate) fn is_private_key(text: &SecretString) -> bool {
    read(text).is_some()
}

/// The key, and the rotation in which it is the new key; `None` if the text is damaged.
pub(super) fn read(text: &SecretString) -> Option<(PrivateKey, Option<Rotation>)> {
    // Exposed to read the keys.
    let text = text.expose_secret();
    if !text.starts_with('{') {
        return Some((out_of_pem(text)?, None));
    }
    let kept: WithOldPair<'_> = serde_json::from_str(text).ok()?;
    let old_certificate = kept.old_certificate.and_then(|text| STANDARD.decode(text).ok());
    let old_certificate = old_certificate.and_then(|der| Certificate::from_der(&der).ok());
    let old = KeyPair::stored(
        kept.old_private_key
            .and_then(out_of_base64)
            .map(|key| (key, kept.old_key_origin.unwrap_or(Origin::Pasted))),
        old_certificate.map(|found| (found, kept.old_certificate_origin.unwrap_or(Origin::Pasted))),
    );
    let private_key = out_of_base64(kept.private_key)?;
    Some((private_key, Some(Rotation::resumed(&old, kept.way, kept.token_received))))
}

/// The encoder allocates the whole length at once.
fn in_base64(key: &PrivateKey) -> Zeroizing<String> {
    Zeroizing::new(STANDARD.encode(key.pkcs8_der()))
}

fn out_of_base64(text: &str) -> Option<PrivateKey> {
    let der = Zeroizing::new(STANDARD.decode(text).ok()?);
    // Its primes were tested before it was sealed, and the seal proves that it is the same key.
    Some(CandidateKey::from_pkcs8_der(&der).ok()?.untested())
}

fn out_of_pem(pem: &str) -> Option<PrivateKey> {
    let (no_passphrase, budget) = (Passphrases::none(), Budget::for_one_reading(&ReadingWatch::default()));
    let mut found = read_bytes(pem.as_bytes(), &mut Unlocker::new(&no_passphrase, &budget));
    // As above.
    Some(found.private_keys.pop()?.key.untested())
}

/// Counts the bytes that are written.
struct Length(usize);

impl io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
