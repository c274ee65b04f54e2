//! Derives keys from passphrases. These are functions of our own, because a person can cancel them: each calls `step`
//! now and then with the number of rounds since, and ends at once if that fails.

use std::num::NonZeroU32;

use aws_lc_rs::pbkdf2 as library;
use hmac::digest::block_api::BlockSizeUser;
use hmac::digest::{Digest, FixedOutputReset};
use hmac::{KeyInit, Mac};
use zeroize::Zeroizing;

use super::hash::{Hash, with_hash};
use crate::key::SecretBytes;

/// Rounds between two steps: some milliseconds.
const STEP: u32 = 1 << 13;

/// What a key is for (RFC 7292 appendix B.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::key_file) enum KeyPurpose {
    /// Encryption key.
    Encrypt = 1,
    /// Initialization vector.
    Initialize = 2,
    /// Integrity code.
    Authenticate = 3,
}

/// Rounds that are so few that nobody cancels them: a fraction of a second. The cryptography library does them at once.
const FEW: u32 = 700_000;

/// Fills `key` by PBKDF2 with HMAC (RFC 8018 section 5.2).
pub(in crate::key_file) fn pbkdf2<E>(
    hash: Hash,
    (password, salt, rounds): (&[u8], &[u8], u32),
    key: &mut [u8],
    mut step: impl FnMut(u32) -> Result<(), E>,
) -> Result<(), E> {
    let of_library = match hash {
        Hash::Sha1 => Some(library::PBKDF2_HMAC_SHA1),
        Hash::Sha256 => Some(library::PBKDF2_HMAC_SHA256),
        Hash::Sha384 => Some(library::PBKDF2_HMAC_SHA384),
        Hash::Sha512 => Some(library::PBKDF2_HMAC_SHA512),
        _ => None,
    };
    if let Some((algorithm, count)) =
        of_library.zip(NonZeroU32::new(rounds).filter(|count| count.get() < FEW))
    {
        library::derive(algorithm, count, salt, password, key);
        let blocks = u32::try_from(key.len().div_ceil(hash.length())).unwrap_or(u32::MAX);
        return step(rounds.saturating_mul(blocks));
    }
    with_hash!(hash, D, M => pbkdf2_with::<M, E>(password, salt, rounds, key, &mut step))
}

fn pbkdf2_with<M: Mac + KeyInit + Clone, E>(
    password: &[u8],
    salt: &[u8],
    rounds: u32,
    key: &mut [u8],
    step: &mut impl FnMut(u32) -> Result<(), E>,
) -> Result<(), E> {
    // HMAC takes a key of any length.
    let Ok(prf) = <M as KeyInit>::new_from_slice(password) else { return Ok(()) };
    for (number, block) in (1_u32..).zip(key.chunks_mut(M::output_size())) {
        let first = prf.clone().chain_update(salt).chain_update(number.to_be_bytes());
        let mut round = first.finalize().into_bytes();
        block.copy_from_slice(&round[..block.len()]);
        for done in 1..rounds {
            if done % STEP == 0 {
                step(STEP)?;
            }
            round = prf.clone().chain_update(&round).finalize().into_bytes();
            block.iter_mut().zip(&round).for_each(|(byte, other)| *byte ^= other);
        }
        step(rounds % STEP)?;
    }
    Ok(())
}

/// The key that PKCS#12 derives (RFC 7292 appendix B.2) from a password in its own form, with a length in bytes.
pub(in crate::key_file) fn pkcs12_key<E>(
    hash: Hash,
    (password, salt, rounds): (&[u8], &[u8], u32),
    (purpose, length): (KeyPurpose, usize),
    mut step: impl FnMut(u32) -> Result<(), E>,
) -> Result<SecretBytes, E> {
    with_hash!(hash, D, M => pkcs12_key_with::<D, E>(password, salt, rounds, purpose, length, &mut step))
}

fn pkcs12_key_with<D: Digest + FixedOutputReset + BlockSizeUser, E>(
    password: &[u8],
    salt: &[u8],
    rounds: u32,
    purpose: KeyPurpose,
    length: usize,
    step: &mut impl FnMut(u32) -> Result<(), E>,
) -> Result<SecretBytes, E> {
    let block_size = D::block_size();
    // Salt and password, each repeated until it fills whole blocks; nothing, if it is empty.
    let filled = |bytes: &[u8]| bytes.len().div_ceil(block_size) * block_size;
    // Allocated at its full size: growing would leave copies of the password in memory.
    let mut input = Zeroizing::new(Vec::with_capacity(filled(salt) + filled(password)));
    for bytes in [salt, password] {
        input.extend(bytes.iter().copied().cycle().take(filled(bytes)));
    }
    let diversifier = vec![purpose as u8; block_size];
    let mut digest = D::new();
    let mut key = Zeroizing::new(Vec::with_capacity(length));
    while key.len() < length {
        Digest::update(&mut digest, &diversifier);
        Digest::update(&mut digest, input.as_slice());
        let mut hash = Digest::finalize_reset(&mut digest);
        for done in 1..rounds {
            if done % STEP == 0 {
                step(STEP)?;
            }
            Digest::update(&mut digest, &hash);
            hash = Digest::finalize_reset(&mut digest);
        }
        step(rounds % STEP)?;
        let missing = length - key.len();
        key.extend(hash.iter().take(missing));
        // Each block of the input becomes itself, plus the hash repeated to fill a block, plus 1.
        for block in input.chunks_mut(block_size) {
            let mut carry = 1_u16;
            for (at, byte) in block.iter_mut().enumerate().rev() {
                let added = hash[at % hash.len()];
                carry += u16::from(*byte) + u16::from(added);
                [_, *byte] = carry.to_be_bytes();
                carry >>= 8;
            }
        }
    }
    Ok(key)
}

/// The first bytes of PBKDF1 (RFC 8018 section 5.1): the whole hash.
pub(super) fn pbkdf1<E>(
    hash: Hash,
    (password, salt, rounds): (&[u8], &[u8], u32),
    mut step: impl FnMut(u32) -> Result<(), E>,
) -> Result<SecretBytes, E> {
    with_hash!(hash, D, M => {
        let first = D::new().chain_update(password).chain_update(salt);
        let mut key = Zeroizing::new(first.finalize().to_vec());
        for done in 1..rounds {
            if done % STEP == 0 {
                step(STEP)?;
            }
            key = Zeroizing::new(D::digest(key.as_slice()).to_vec());
        }
        step(rounds % STEP)?;
        Ok(key)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Published test vectors: RFC 6070, and PKCS#12's own in Bouncy Castle and OpenSSL.
    #[test]
    fn the_derivations_give_what_others_publish() {
        let free = |_| Ok::<(), ()>(());
        let mut key = [0; 25];
        let input = (&b"passwordPASSWORDpassword"[..], &b"saltSALTsaltSALTsaltSALTsaltSALTsalt"[..], 4096);
        pbkdf2(Hash::Sha1, input, &mut key, free).unwrap();
        assert_eq!(key[..8], [0x3d, 0x2e, 0xec, 0x4f, 0xe4, 0x1c, 0x84, 0x9b]);

        let password = [0, 0x73, 0, 0x6D, 0, 0x65, 0, 0x67, 0, 0];
        let salt = [0x0A, 0x58, 0xCF, 0x64, 0x53, 0x0D, 0x82, 0x3F];
        let key = pkcs12_key(Hash::Sha1, (&password, &salt, 1), (KeyPurpose::Encrypt, 24), free).unwrap();
        assert_eq!(key[..8], [0x8A, 0xAA, 0xE6, 0x29, 0x7B, 0x6C, 0xB0, 0x46]);
    }

    #[test]
    fn every_round_is_counted_and_cancelling_ends_it() {
        let mut rounds = 0;
        let mut count = |step| {
            rounds += step;
            Ok::<(), ()>(())
        };
        for many in [20_000, FEW] {
            pbkdf2(Hash::Sha256, (b"p", b"s", many), &mut [0; 32], &mut count).unwrap();
        }
        assert_eq!(rounds, 20_000 + FEW);
        let mut steps = 0;
        let cancel = |_| {
            steps += 1;
            if steps < 3 { Ok(()) } else { Err("cancelled") }
        };
        let many = (&[0, 112, 0, 0][..], &b"s"[..], u32::MAX);
        assert_eq!(pkcs12_key(Hash::Sha1, many, (KeyPurpose::Encrypt, 8), cancel), Err("cancelled"));
    }
}
