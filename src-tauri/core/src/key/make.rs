//! Making private keys.

use aws_lc_rs::rsa::{KeyPair, KeySize};

use super::private_key::LibraryKey;
use super::{KeySyntax, PrivateKey, RsaBits};

/// The cryptography library could not make a key: no memory, or no randomness from the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MakeKeyError;

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
