//! Makes private keys.

use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::EcdsaKeyPair;

use super::private_key::LibraryKey;
use super::{EcCurve, KeySyntax, NewKey, PrivateKey, RsaBits};

/// The cryptography library could not make a key: out of memory, or no randomness from the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MakeKeyError;

impl std::fmt::Display for MakeKeyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the cryptography library could not make a key")
    }
}

impl std::error::Error for MakeKeyError {}

/// Makes a private key from the cryptography library's own randomness. An RSA key takes as long as
/// [`make_rsa_key`], an EC key less than a millisecond.
///
/// # Errors
/// If the cryptography library fails.
pub fn make_key(kind: NewKey) -> Result<PrivateKey, MakeKeyError> {
    match kind {
        NewKey::Rsa2048 => make_rsa_key(RsaBits::Rsa2048),
        NewKey::Rsa3072 => make_rsa_key(RsaBits::Rsa3072),
        NewKey::Rsa4096 => make_rsa_key(RsaBits::Rsa4096),
        NewKey::P256 => make_ec_key(EcCurve::P256),
        NewKey::P384 => make_ec_key(EcCurve::P384),
    }
}

/// Makes an elliptic curve key from the cryptography library's own randomness. Takes less than a millisecond.
///
/// # Errors
/// If the cryptography library fails.
pub fn make_ec_key(curve: EcCurve) -> Result<PrivateKey, MakeKeyError> {
    let key_pair = EcdsaKeyPair::generate(curve.x509_signing()).map_err(|_| MakeKeyError)?;
    PrivateKey::from_library(LibraryKey::Ec(curve, key_pair), KeySyntax::Pkcs8).ok_or(MakeKeyError)
}

/// Makes an RSA key with the public exponent 65537 from the cryptography library's own randomness.
///
/// This takes between a tenth of a second and several seconds on one processor core and cannot be interrupted:
/// call it on a thread of its own. To cancel, drop the result; its memory is cleared.
///
/// # Errors
/// If the cryptography library fails.
///
/// # Examples
/// ```
/// use countersign_core::key::{KeyType, PrivateKey, RsaBits, SigningAlgorithm, make_rsa_key};
///
/// let key = make_rsa_key(RsaBits::Rsa2048)?;
///
/// assert_eq!(key.key_type(), KeyType::Rsa { bits: 2048 });
/// assert_eq!(key.algorithms().first(), Some(&SigningAlgorithm::Rs256));
/// // The key does not show itself in logs, and comes back from its own DER.
/// assert_eq!(format!("{key:?}"), "PrivateKey([elided], RSA 2048 bits)");
/// assert_eq!(PrivateKey::from_pkcs8_der(&key.to_pkcs8_der())?, key);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn make_rsa_key(bits: RsaBits) -> Result<PrivateKey, MakeKeyError> {
    let size = match bits {
        RsaBits::Rsa2048 => KeySize::Rsa2048,
        RsaBits::Rsa3072 => KeySize::Rsa3072,
        RsaBits::Rsa4096 => KeySize::Rsa4096,
    };
    let key_pair = KeyPair::generate(size).map_err(|_| MakeKeyError)?;
    PrivateKey::from_library(LibraryKey::Rsa(key_pair), KeySyntax::Pkcs8).ok_or(MakeKeyError)
}
