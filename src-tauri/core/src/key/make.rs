//! Making private keys.

use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::EcdsaKeyPair;

use super::private_key::LibraryKey;
use super::{EcCurve, KeySyntax, NewKey, PrivateKey, RsaBits};

/// The cryptography library could not make a key: no memory, or no randomness from the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MakeKeyError;

impl std::fmt::Display for MakeKeyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the cryptography library could not make a key")
    }
}

impl std::error::Error for MakeKeyError {}

/// Makes a private key from the cryptography library's own randomness. Takes as long as [`make_rsa_key`], or a
/// moment.
///
/// # Errors
/// If the library gives up.
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
/// If the library gives up.
pub fn make_ec_key(curve: EcCurve) -> Result<PrivateKey, MakeKeyError> {
    let key_pair = EcdsaKeyPair::generate(curve.x509_signing()).map_err(|_| MakeKeyError)?;
    PrivateKey::from_library(LibraryKey::Ec(curve, key_pair), KeySyntax::Pkcs8).ok_or(MakeKeyError)
}

/// Makes an RSA key with the public exponent 65537 from the cryptography library's own randomness.
///
/// Takes from a tenth of a second to several seconds of one processor core, and cannot be interrupted: call it
/// on a thread of its own. To cancel, abandon the result; it is cleared from memory when it is dropped.
///
/// # Errors
/// If the library gives up.
pub fn make_rsa_key(bits: RsaBits) -> Result<PrivateKey, MakeKeyError> {
    let size = match bits {
        RsaBits::Rsa2048 => KeySize::Rsa2048,
        RsaBits::Rsa3072 => KeySize::Rsa3072,
        RsaBits::Rsa4096 => KeySize::Rsa4096,
    };
    let key_pair = KeyPair::generate(size).map_err(|_| MakeKeyError)?;
    PrivateKey::from_library(LibraryKey::Rsa(key_pair), KeySyntax::Pkcs8).ok_or(MakeKeyError)
}
