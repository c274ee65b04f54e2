//! Writes keys in the formats that other tools read: PKCS#8 with a passphrase (`encrypted.rs`), JSON Web Keys
//! (`jwk.rs`), key and certificate in one file (`pkcs12.rs`), and what OpenSSL wrote before PKCS#8
//! (`traditional.rs`). `key_pair/save_as.rs` decides which of them a key pair can be saved in.

mod encrypted;
mod jwk;
mod pkcs12;
mod traditional;

use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};

pub(crate) use encrypted::write_encrypted_pkcs8;
pub(crate) use jwk::{write_jwk_set, write_private_jwk, write_public_jwk};
pub(crate) use pkcs12::{can_encode_passphrase, write_pkcs12};
pub(crate) use traditional::write_sec1;

/// How often a passphrase is hashed to derive a key: what OWASP's Password Storage Cheat Sheet recommends for
/// PBKDF2 with HMAC-SHA256. A PKCS#12 file is attacked at its weakest place, so all its derivations use this
/// number.
const ITERATIONS: u32 = 600_000;
/// Length of a salt in bytes (NIST SP 800-132 section 5.1: at least 16).
const SALT_LENGTH: usize = 16;

/// The cryptography library failed, or a structure is not what it was when it was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WriteKeyError;

impl std::fmt::Display for WriteKeyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the key could not be written in this format")
    }
}

impl std::error::Error for WriteKeyError {}

/// Makes a random salt, so that the same passphrase gives a different key in each file.
fn make_salt() -> Result<[u8; SALT_LENGTH], WriteKeyError> {
    let mut salt = [0; SALT_LENGTH];
    SystemRandom::new().fill(&mut salt).map_err(|_| WriteKeyError)?;
    Ok(salt)
}
