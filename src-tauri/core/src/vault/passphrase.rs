//! A sealing key from a passphrase: Argon2id (RFC 9106).

use argon2::{Algorithm, Argon2, Params, Version};
use aws_lc_rs::rand;
use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use super::sealing::{KeyBytes, SEALING_KEY_BYTES, SealingError};
use crate::store::PassphraseCosts;

const SALT_BYTES: usize = 16;
/// RFC 9106 section 4, the second recommendation, with one lane: a guess costs 64 MiB and a few tenths of a second.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;
/// A file that asks for more than this, in KiB, was altered; deriving would only bring the computer to its knees.
const MOST_MEMORY_KIB: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 64;

/// Today's costs, and a new salt.
pub(super) fn make_costs() -> Result<PassphraseCosts, SealingError> {
    let mut salt = vec![0; SALT_BYTES];
    rand::fill(&mut salt).map_err(|_| SealingError)?;
    Ok(PassphraseCosts { salt, memory_kib: MEMORY_KIB, passes: PASSES, lanes: LANES })
}

/// The key that this passphrase makes.
pub(super) fn derive_key(
    passphrase: &SecretString,
    costs: &PassphraseCosts,
) -> Result<KeyBytes, SealingError> {
    if costs.memory_kib > MOST_MEMORY_KIB || costs.passes > MOST_PASSES {
        return Err(SealingError);
    }
    let params = Params::new(costs.memory_kib, costs.passes, costs.lanes, Some(SEALING_KEY_BYTES));
    let params = params.map_err(|_| SealingError)?;
    let mut key = Zeroizing::new([0; SEALING_KEY_BYTES]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        // The passphrase is exposed to become the key.
        .hash_password_into(passphrase.expose_secret().as_bytes(), &costs.salt, &mut *key)
        .map_err(|_| SealingError)?;
    Ok(KeyBytes::from_array(key))
}
