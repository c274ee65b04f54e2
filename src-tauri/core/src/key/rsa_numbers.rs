//! Makes the structure that every RSA key is read from (PKCS#1) out of the separate numbers that JSON Web Keys
//! and OpenSSH have.

use crypto_bigint::{BoxedUint, NonZero};
use pkcs1::UintRef;
use pkcs8::der::Encode as _;
use zeroize::{Zeroize as _, Zeroizing};

use super::SecretBytes;

/// The longest number that is accepted, in bits: no key has a longer one, and computing with it would take
/// long.
const LONGEST_BITS: u32 = 16_384;

/// The numbers of an RSA key (RFC 8017 section 3.2), big-endian, with or without leading zeros.
pub(crate) struct RsaNumbers<'n> {
    pub(crate) n: &'n [u8],
    pub(crate) e: &'n [u8],
    pub(crate) d: &'n [u8],
    pub(crate) p: &'n [u8],
    pub(crate) q: &'n [u8],
    pub(crate) q_inverse: &'n [u8],
}

impl RsaNumbers<'_> {
    /// `RSAPrivateKey` (RFC 8017 appendix A.1.2) in DER, with the exponents of the two primes computed. It is
    /// not checked that the numbers agree with each other; `None` if they cannot be the numbers of a key at
    /// all.
    pub(crate) fn to_pkcs1_computing_exponents(&self) -> Option<SecretBytes> {
        let exponent1 = exponent(self.d, self.p)?;
        let exponent2 = exponent(self.d, self.q)?;
        self.to_pkcs1(&exponent1, &exponent2)
    }

    /// `RSAPrivateKey` in DER with the given exponents `d mod (p-1)` and `d mod (q-1)`.
    pub(crate) fn to_pkcs1(&self, exponent1: &[u8], exponent2: &[u8]) -> Option<SecretBytes> {
        let number = |bytes| UintRef::new(bytes).ok();
        let key = pkcs1::RsaPrivateKeyRef {
            modulus: number(self.n)?,
            public_exponent: number(self.e)?,
            private_exponent: number(self.d)?,
            prime1: number(self.p)?,
            prime2: number(self.q)?,
            exponent1: number(exponent1)?,
            exponent2: number(exponent2)?,
            coefficient: number(self.q_inverse)?,
            other_prime_infos: None,
        };
        key.to_der().ok().map(Zeroizing::new)
    }
}

/// `d mod (prime - 1)`, in time that depends only on the lengths.
fn exponent(d: &[u8], prime: &[u8]) -> Option<SecretBytes> {
    let (d, prime) = (secret_number(d)?, secret_number(prime)?);
    let less_one = prime.wrapping_sub(BoxedUint::one_with_precision(prime.bits_precision()));
    let divisor = Zeroizing::new(NonZero::new(less_one).into_option()?);
    let rest = Zeroizing::new(d.rem(&divisor));
    let mut bytes = rest.to_be_bytes();
    let exponent = Zeroizing::new(bytes.to_vec());
    bytes.zeroize();
    Some(exponent)
}

fn secret_number(bytes: &[u8]) -> Option<Zeroizing<BoxedUint>> {
    let significant = significant(bytes);
    if significant.is_empty() || bit_length(significant) > LONGEST_BITS {
        return None;
    }
    let bits = u32::try_from(significant.len()).ok()?.checked_mul(8)?;
    BoxedUint::from_be_slice(significant, bits).ok().map(Zeroizing::new)
}

/// A big-endian number without leading zeros.
pub(super) fn significant(number: &[u8]) -> &[u8] {
    number.iter().position(|byte| *byte != 0).map_or(&[][..], |first| &number[first..])
}

/// Number of bits of a big-endian number.
pub(crate) fn bit_length(number: &[u8]) -> u32 {
    let significant = significant(number);
    let bits = significant.len() * 8 - significant.first().map_or(0, |byte| byte.leading_zeros() as usize);
    u32::try_from(bits).unwrap_or(u32::MAX)
}
