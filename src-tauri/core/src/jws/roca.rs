//! Recognises RSA keys that Infineon's library made (CVE-2017-15361, "ROCA"): their private keys can be computed from the
//! public ones.

/// The primes that the fingerprint is made of. One random modulus in 2^28 has it, too.
const PRIMES: [u32; 37] = [
    3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103,
    107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 167,
];
/// Both primes of such a key are powers of this number, modulo each of these primes.
const GENERATOR: u32 = 65_537;

/// Whether a modulus, big-endian, has the fingerprint.
pub(super) fn has_fingerprint(modulus: &[u8]) -> bool {
    PRIMES.iter().all(|prime| {
        let rest = modulus.iter().fold(0, |rest, byte| (rest * 256 + u32::from(*byte)) % prime);
        let powers = std::iter::successors(Some(1), |power| Some(power * (GENERATOR % prime) % prime));
        powers.take(*prime as usize).any(|power| power == rest)
    })
}
