//! Whether the primes of an RSA key can protect it (FIPS 186-5 appendix A.1). The cryptography library checks only that the
//! numbers of a key agree with each other.

use crypto_bigint::BoxedUint;
use crypto_primes::{Flavor, is_prime};
use serde::Serialize;
use zeroize::Zeroizing;

use super::rsa_numbers::{bit_length, significant};

/// Why the primes of an RSA key do not protect it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum PrimeWeakness {
    /// One of them is not a prime.
    NotPrime,
    /// They are so close to each other that Fermat's method finds them (FIPS 186-5 appendix A.1.3).
    TooClose,
    /// One of them is so short that searching for it finds it.
    TooShort,
}

/// Checks that both numbers are long enough and far enough from each other, for a modulus of this length in bits.
pub(super) fn check_sizes(p: &[u8], q: &[u8], modulus_bits: u32) -> Result<(), PrimeWeakness> {
    // Methods that search for a factor find one of up to 300 bits. The standard asks for half of the modulus, but keys
    // with an odd length exist.
    if bit_length(p).min(bit_length(q)) < modulus_bits / 4 {
        return Err(PrimeWeakness::TooShort);
    }
    let bits = bit_length(p).max(bit_length(q)).next_multiple_of(8);
    let (p, q) = (number(p, bits), number(q, bits));
    let (Some(p), Some(q)) = (p, q) else { return Err(PrimeWeakness::NotPrime) };
    let difference = Zeroizing::new(if *p > *q { p.wrapping_sub(&*q) } else { q.wrapping_sub(&*p) });
    if difference.bit_width() <= modulus_bits / 2 - 100 { Err(PrimeWeakness::TooClose) } else { Ok(()) }
}

/// Whether both numbers are primes (Baillie-PSW: no composite number is known that passes).
pub(super) fn are_primes(p: &[u8], q: &[u8]) -> bool {
    let is_prime = |bytes: &[u8]| {
        number(bytes, bit_length(bytes).next_multiple_of(8))
            .is_some_and(|number| is_prime(Flavor::Any, &*number))
    };
    std::thread::scope(|scope| {
        let of_p = scope.spawn(|| is_prime(p));
        is_prime(q) && of_p.join().unwrap_or(false)
    })
}

fn number(bytes: &[u8], bits: u32) -> Option<Zeroizing<BoxedUint>> {
    BoxedUint::from_be_slice(significant(bytes), bits).ok().map(Zeroizing::new)
}
