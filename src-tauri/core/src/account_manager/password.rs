//! An API client's password as a server stores it: hashed with Argon2id (RFC 9106), so that it cannot be recovered.
//! The hash need not be sealed like a secret, so practising never waits for the vault.

use std::fmt;
use std::sync::{Arc, OnceLock};

use argon2::{Algorithm, Argon2, Params, Version};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

/// Memory in KiB and the number of passes over it: OWASP's minimum for Argon2id. Each guess takes some hundredths of
/// a second.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
/// Upper limits. Stored parameters beyond these mean that the store was altered.
const MOST_MEMORY_KIB: u32 = 256 * 1024;
const MOST_PASSES: u32 = 16;

type Hash = [u8; 32];

/// A password that can be checked but not read.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Password {
    hash: Hash,
    memory_kib: u32,
    passes: u32,
    /// A fast hash of the correct password, in memory only. The stored hash is slow to compute, and without this one
    /// every request would wait for it.
    #[serde(skip)]
    right: Arc<OnceLock<Hash>>,
}

impl Password {
    /// Hashes a typed password, salted with the client ID, which is unique among API clients. `None` if the password
    /// is too long to be hashed.
    pub(crate) fn derive(typed: &SecretString, client_id: &str) -> Option<Self> {
        // Exposed in order to be hashed.
        let typed = typed.expose_secret();
        let hash = slow_hash(typed, client_id, MEMORY_KIB, PASSES)?;
        Some(Self {
            hash,
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            right: Arc::new(OnceLock::from(quick_hash(typed))),
        })
    }

    /// Whether `said` is the password. Hashes are compared in constant time.
    pub(crate) fn is(&self, said: &str, client_id: &str) -> bool {
        let quick = quick_hash(said);
        if let Some(right) = self.right.get() {
            return verify_slices_are_equal(right, &quick).is_ok();
        }
        let slow = slow_hash(said, client_id, self.memory_kib, self.passes);
        let is_it = slow.is_some_and(|slow| verify_slices_are_equal(&self.hash, &slow).is_ok());
        if is_it {
            self.right.get_or_init(|| quick);
        }
        is_it
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password([elided])")
    }
}

fn slow_hash(password: &str, client_id: &str, memory_kib: u32, passes: u32) -> Option<Hash> {
    if memory_kib > MOST_MEMORY_KIB || passes > MOST_PASSES {
        return None;
    }
    let params = Params::new(memory_kib, passes, 1, Some(size_of::<Hash>())).ok()?;
    let mut hash = [0; size_of::<Hash>()];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        // Hashing the client ID gives a salt of full length, however short the client ID is.
        .hash_password_into(password.as_bytes(), &quick_hash(client_id), &mut hash)
        .ok()?;
    Some(hash)
}

fn quick_hash(text: &str) -> Hash {
    let mut hash = [0; size_of::<Hash>()];
    hash.copy_from_slice(digest(&SHA256, text.as_bytes()).as_ref());
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored_and_read_again(password: &Password) -> Password {
        serde_json::from_str(&serde_json::to_string(password).unwrap()).unwrap()
    }

    #[test]
    fn a_stored_password_is_recognised_repeatedly_and_only_for_its_own_client() {
        let password = Password::derive(&"correct horse battery".into(), "one").unwrap();
        let stored = stored_and_read_again(&password);
        assert!(!stored.is("correct horse", "one") && !stored.is("correct horse battery", "another"));
        assert!(stored.is("correct horse battery", "one"));
        // The fast hash is known now, so the comparison is quick.
        assert!(stored.is("correct horse battery", "one") && !stored.is("correct horse", "one"));
    }

    #[test]
    fn what_is_stored_does_not_hold_the_quick_hash() {
        let password = Password::derive(&"correct horse battery".into(), "one").unwrap();
        assert!(password.right.get().is_some() && stored_and_read_again(&password).right.get().is_none());
    }

    #[test]
    fn an_altered_store_cannot_make_a_guess_expensive() {
        let mut password =
            stored_and_read_again(&Password::derive(&"correct horse battery".into(), "one").unwrap());
        password.memory_kib = u32::MAX;
        assert!(!password.is("correct horse battery", "one"));
    }
}
