//! Derives a sealing key from a passphrase with Argon2id (RFC 9106).

use argon2::{Algorithm, Argon2, Params, Version};
use aws_lc_rs::rand;
use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use super::sealing::{KeyBytes, SEALING_KEY_BYTES, SealingError};
use crate::store::PassphraseCosts;

const SALT_BYTES: usize = 16;
/// The second recommendation of RFC 9106 section 4, with one lane. Each guess costs 64 MiB and a few tenths of a
/// second.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;
/// Upper limit in KiB. A file that asks for more was altered, and deriving the key would only exhaust the computer.
const MOST_MEMORY_KIB: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 64;

/// Today's parameters, with a new salt.
pub(super) fn make_costs() -> Result<PassphraseCosts, SealingError> {
    let mut salt = vec![0; SALT_BYTES];
    rand::fill(&mut salt).map_err(|_| SealingError)?;
    Ok(PassphraseCosts { salt, memory_kib: MEMORY_KIB, passes: PASSES, lanes: LANES })
}

/// Derives the key from this passphrase.
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
        // Exposed in order to derive the key.
        .hash_password_into(passphrase.expose_secret().as_bytes(), &costs.salt, &mut *key)
        .map_err(|_| SealingError)?;
    Ok(KeyBytes::from_array(key))
}
