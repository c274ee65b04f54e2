//! Derives a sealing key from a passphrase with Argon2id (RFC 9106), within bounds.

use argon2::{Algorithm, Argon2, Params, Version};
use aws_lc_rs::rand;
use secrecy::{ExposeSecret as _, SecretString};
use unicode_normalization::{UnicodeNormalization as _, is_nfc};
use zeroize::Zeroizing;

use super::VaultError;
use super::sealing::{KeyBytes, SEALING_KEY_BYTES};
use crate::store::PassphraseCosts;

/// The fewest characters of a new passphrase (NIST SP 800-63B section 5.1.1.2).
pub const FEWEST_CHARACTERS: u32 = 8;

const SALT_BYTES: usize = 16;
/// The second recommendation of RFC 9106 section 4, with one lane. Each guess costs 64 MiB and a few tenths of a
/// second.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;
/// Upper limit in KiB. A file that asks for more was altered, and deriving the key would only exhaust the computer.
const MOST_MEMORY_KIB: u32 = 1024 * 1024;
/// Upper limit of memory in KiB times passes: about sixteen times the work of today's parameters.
const MOST_WORK: u64 = 16 * (MEMORY_KIB as u64) * (PASSES as u64);
const MOST_LANES: u32 = 16;

/// Today's parameters, with a new salt.
pub(crate) fn make_costs() -> Result<PassphraseCosts, VaultError> {
    let mut salt = vec![0; SALT_BYTES];
    rand::fill(&mut salt).map_err(|_| VaultError::SealingFailed)?;
    Ok(PassphraseCosts { salt, memory_kib: MEMORY_KIB, passes: PASSES, lanes: LANES })
}

/// The passphrase as it is used for a new vault: composed (NFC, RFC 8265 section 4.2), because keyboards and systems
/// differ in how they write an accented letter.
///
/// # Errors
///
/// [`VaultError::PassphraseTooShort`].
pub(crate) fn acceptable(passphrase: &SecretString) -> Result<SecretString, VaultError> {
    let composed = composed(passphrase);
    // Exposed to count its characters.
    let length = composed.expose_secret().chars().count();
    if length < FEWEST_CHARACTERS as usize {
        return Err(VaultError::PassphraseTooShort { fewest: FEWEST_CHARACTERS });
    }
    Ok(composed)
}

/// The forms of a passphrase to try on a vault: composed and, for vaults from before that, as it was typed.
pub(crate) fn forms(passphrase: &SecretString) -> impl Iterator<Item = SecretString> {
    // Exposed to see whether the two forms are the same.
    let typed = (!is_nfc(passphrase.expose_secret())).then(|| passphrase.clone());
    std::iter::once(composed(passphrase)).chain(typed)
}

fn composed(passphrase: &SecretString) -> SecretString {
    // Exposed to be composed. Composing makes a text at most three times as long (Unicode Standard Annex 15). With room
    // for that it is never reallocated, which would leave copies behind.
    let typed = passphrase.expose_secret();
    let mut composed = Zeroizing::new(String::with_capacity(typed.len() * 3));
    composed.extend(typed.nfc());
    SecretString::from(composed.as_str())
}

/// Derives the key from a passphrase in one of its forms.
///
/// # Errors
///
/// [`VaultError::PassphraseCostsAltered`] if the parameters are outside of what this program ever uses.
pub(crate) fn derive_key(passphrase: &SecretString, costs: &PassphraseCosts) -> Result<KeyBytes, VaultError> {
    let work = u64::from(costs.memory_kib) * u64::from(costs.passes);
    if costs.memory_kib > MOST_MEMORY_KIB || work > MOST_WORK || costs.lanes > MOST_LANES {
        return Err(VaultError::PassphraseCostsAltered);
    }
    let params = Params::new(costs.memory_kib, costs.passes, costs.lanes, Some(SEALING_KEY_BYTES));
    let params = params.map_err(|_| VaultError::PassphraseCostsAltered)?;
    let mut key = Zeroizing::new([0; SEALING_KEY_BYTES]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        // Exposed in order to derive the key.
        .hash_password_into(passphrase.expose_secret().as_bytes(), &costs.salt, &mut *key)
        .map_err(|_| VaultError::PassphraseCostsAltered)?;
    Ok(KeyBytes::from_array(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn costs(memory_kib: u32, passes: u32, lanes: u32) -> PassphraseCosts {
        PassphraseCosts { salt: vec![7; SALT_BYTES], memory_kib, passes, lanes }
    }

    #[test]
    fn parameters_that_would_exhaust_the_computer_are_refused_at_once() {
        let passphrase = SecretString::from("correct horse");
        for altered in [
            costs(MOST_MEMORY_KIB + 1, 1, 1),
            costs(MOST_MEMORY_KIB, 4, 1),
            costs(64, u32::MAX, 1),
            costs(u32::MAX, u32::MAX, u32::MAX),
            costs(1024 * 1024, 1, MOST_LANES + 1),
            costs(0, 0, 0),
        ] {
            assert_eq!(derive_key(&passphrase, &altered).map(drop), Err(VaultError::PassphraseCostsAltered));
        }
        derive_key(&passphrase, &costs(64, 3, 2)).unwrap();
    }

    #[test]
    fn a_new_passphrase_has_eight_characters_however_they_are_written() {
        let fewest = FEWEST_CHARACTERS;
        for short in ["", "a", "1234567", "e\u{301}e\u{301}e\u{301}e\u{301}"] {
            assert_eq!(
                acceptable(&short.into()).map(drop).unwrap_err(),
                VaultError::PassphraseTooShort { fewest }
            );
        }
        let composed = acceptable(&"e\u{301}2345678".into()).unwrap();
        assert_eq!(composed.expose_secret(), "\u{e9}2345678");
        let most_grown = "\u{1d160}".repeat(8);
        assert!(acceptable(&most_grown.as_str().into()).is_ok());
    }
}
