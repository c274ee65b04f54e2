//! Encrypts with a passphrase: PBES2 (RFC 8018) with PBKDF2, HMAC-SHA256 and AES-256-CBC, which both OpenSSL
//! and Java read. Java does not read scrypt.

use std::num::NonZeroU32;

use aws_lc_rs::cipher::{AES_256, DecryptionContext, PaddedBlockEncryptingKey, UnboundCipherKey};
use aws_lc_rs::pbkdf2::{self, PBKDF2_HMAC_SHA256};
use pkcs8::EncryptedPrivateKeyInfoRef;
use pkcs8::der::Encode as _;
use pkcs8::der::asn1::OctetStringRef;
use pkcs8::pkcs5::pbes2::Parameters;
use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use super::{ITERATIONS, WriteKeyError, make_salt};
use crate::key::PrivateKey;

/// Length of an AES block in bytes.
const BLOCK: usize = 16;

/// The key encrypted with a passphrase, as `EncryptedPrivateKeyInfo` (RFC 5958 section 3) in DER, with a new
/// salt and initialization vector. The passphrase is used as UTF-8. This takes about a fifth of a second on
/// purpose, to make guessing slow.
pub(crate) fn write_encrypted_pkcs8(
    key: &PrivateKey,
    passphrase: &SecretString,
) -> Result<Vec<u8>, WriteKeyError> {
    let (parameters, encrypted) = encrypt(key.pkcs8_der(), passphrase)?;
    EncryptedPrivateKeyInfoRef {
        encryption_algorithm: parameters.into(),
        encrypted_data: OctetStringRef::new(&encrypted).map_err(|_| WriteKeyError)?,
    }
    .to_der()
    .map_err(|_| WriteKeyError)
}

/// Encrypts the bytes. Returns the parameters that decryption needs in addition to the passphrase, and the
/// encrypted bytes.
pub(super) fn encrypt(
    plain: &[u8],
    passphrase: &SecretString,
) -> Result<(Parameters, Zeroizing<Vec<u8>>), WriteKeyError> {
    let salt = make_salt()?;
    let iterations = NonZeroU32::new(ITERATIONS).ok_or(WriteKeyError)?;
    let mut derived = Zeroizing::new([0; 32]);
    // Exposed for one purpose: to derive the key that encrypts.
    let secret = passphrase.expose_secret().as_bytes();
    pbkdf2::derive(PBKDF2_HMAC_SHA256, iterations, &salt, secret, derived.as_mut_slice());
    let cipher = UnboundCipherKey::new(&AES_256, derived.as_slice())
        .and_then(PaddedBlockEncryptingKey::cbc_pkcs7)
        .map_err(|_| WriteKeyError)?;

    // With room for the padding: growing would leave a copy of the key in memory.
    let mut data = Zeroizing::new(Vec::with_capacity(plain.len() + BLOCK));
    data.extend_from_slice(plain);
    let DecryptionContext::Iv128(iv) = cipher.encrypt(&mut *data).map_err(|_| WriteKeyError)? else {
        return Err(WriteKeyError);
    };
    let parameters = Parameters::generate_pbkdf2_sha256_aes256cbc(ITERATIONS, &salt, *iv.as_ref())
        .map_err(|_| WriteKeyError)?;
    Ok((parameters, data))
}
