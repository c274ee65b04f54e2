//! What is sealed as the private key of a credential: the key alone, or, while it shall replace another pair, with that
//! pair, so that both are there after a restart.

use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::key::{Found, Passphrases, PrivateKey, Unlocker};
use crate::key_pair::{KeyPair, Origin};
use crate::rotation::{Rotation, RotationWay};

/// As JSON. The key alone is PEM text, which never begins with a brace.
#[derive(Serialize, Deserialize)]
struct WithOldPair {
    private_key: Zeroizing<String>,
    /// The halves of the old pair as PEM text, one behind the other.
    old_pair: Zeroizing<String>,
    old_key_origin: Option<Origin>,
    old_certificate_origin: Option<Origin>,
    way: RotationWay,
    token_received: bool,
}

/// The text to be sealed.
pub(super) fn write(private_key: &PrivateKey, rotation: Option<&Rotation>) -> SecretString {
    let pem = private_key.to_pkcs8_pem();
    let Some(rotation) = rotation else { return pem };
    let old = rotation.old();
    let mut old_pair = Zeroizing::new(String::new());
    if let Some(key) = old.private_key() {
        // The key goes where secrets are kept.
        old_pair.push_str(key.to_pkcs8_pem().expose_secret());
    }
    if let Some(certificate) = old.certificate() {
        old_pair = Zeroizing::new(format!("{}{}", *old_pair, certificate.to_pem()));
    }
    let with_old_pair = WithOldPair {
        // So does this one.
        private_key: Zeroizing::new(pem.expose_secret().to_owned()),
        old_pair,
        old_key_origin: old.private_key_origin().cloned(),
        old_certificate_origin: old.certificate_origin().cloned(),
        way: rotation.way(),
        token_received: rotation.token_received(),
    };
    // Text and enums always have a JSON form; the key alone is better than nothing.
    serde_json::to_string(&with_old_pair).map_or(pem, SecretString::from)
}

/// The key, and the rotation it is the new one of; `None`: damaged.
pub(super) fn read(text: &SecretString) -> Option<(PrivateKey, Option<Rotation>)> {
    // The keys are exposed to the reader that makes keys of them again.
    let text = text.expose_secret();
    if !text.starts_with('{') {
        return Some((found(text).private_keys.pop()?, None));
    }
    let kept: WithOldPair = serde_json::from_str(text).ok()?;
    let private_key = found(&kept.private_key).private_keys.pop()?;
    let Found { mut private_keys, mut certificates, .. } = found(&kept.old_pair);
    let old = KeyPair::kept(
        private_keys.pop().map(|key| (key, kept.old_key_origin.unwrap_or(Origin::Pasted))),
        certificates.pop().map(|found| (found, kept.old_certificate_origin.unwrap_or(Origin::Pasted))),
    );
    Some((private_key, Some(Rotation::resumed(&old, kept.way, kept.token_received))))
}

fn found(pem: &str) -> Found {
    let no_passphrase = Passphrases::none();
    Found::in_bytes(pem.as_bytes(), &mut Unlocker::new(&no_passphrase))
}
