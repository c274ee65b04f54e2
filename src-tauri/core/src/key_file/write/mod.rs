//! Writing keys in the formats that other tools read: `encrypted.rs` PKCS#8 with a passphrase, `jwk.rs` JSON Web
//! Keys, `pkcs12.rs` key and certificate in one file, `traditional.rs` what OpenSSL wrote before PKCS#8. Which of
//! them a key pair can be saved in is decided in `save_as.rs`.

mod encrypted;
mod jwk;
mod pkcs12;
mod traditional;

use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};

pub(crate) use encrypted::write_encrypted_pkcs8;
pub(crate) use jwk::{write_jwk_set, write_private_jwk, write_public_jwk};
pub(crate) use pkcs12::{can_encode_passphrase, write_pkcs12};
pub(crate) use traditional::write_sec1;

/// How often a passphrase is hashed before it becomes a key: what OWASP's Password Storage Cheat Sheet asks for of
/// PBKDF2 with HMAC-SHA256. A PKCS#12 file can be tried at its weakest place, so the number goes for all of them.
const ITERATIONS: u32 = 600_000;
/// Length of a salt in bytes (NIST SP 800-132 section 5.1: at least 16).
const SALT_LENGTH: usize = 16;

/// The cryptography library gave up, or a structure is not what it was when it was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WriteKeyError;

/// What makes of the same passphrase another key in each file.
fn make_salt() -> Result<[u8; SALT_LENGTH], WriteKeyError> {
    let mut salt = [0; SALT_LENGTH];
    SystemRandom::new().fill(&mut salt).map_err(|_| WriteKeyError)?;
    Ok(salt)
}
