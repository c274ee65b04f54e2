//! Private keys as they are read: their numbers agree with each other, which the cryptography library checks. Whether the
//! primes of an RSA key are primes takes much longer to find out, so only a key that is about to be used is tested.

use std::fmt;

use aws_lc_rs::rsa;
use aws_lc_rs::signature::{EcdsaKeyPair, Ed25519KeyPair};
use pkcs1::RsaPrivateKeyRef;

use super::primes::{PrimeWeakness, are_primes, check_sizes};
use super::private_key::{KeyError, LibraryKey, PrivateKey};
use super::rsa_numbers::bit_length;
use super::structure::{FoundKey, PrivateKeyStructure, private_key_structure};
use super::{EcCurve, KeySyntax, KeyType};

/// The shortest RSA key that RS256 allows, in bits (RFC 7518 section 3.3).
const SHORTEST_RSA_BITS: u32 = 2048;
/// The longest RSA key that the cryptography library accepts, in bits.
const LONGEST_RSA_BITS: u32 = 8192;
/// The longest public exponent that the cryptography library accepts, in bits.
const LONGEST_EXPONENT_BITS: u32 = 33;

/// A private key whose numbers agree with each other. [`CandidateKey::test`] makes a [`PrivateKey`] of it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct CandidateKey(PrivateKey);

impl CandidateKey {
    /// Reads an `RSAPrivateKey` structure (RFC 8017 appendix A.1.2) in DER and checks its numbers.
    pub(crate) fn from_pkcs1(der: &[u8], syntax: KeySyntax) -> Result<Self, KeyError> {
        let numbers = RsaPrivateKeyRef::try_from(der).map_err(|_| KeyError::Malformed)?;
        // The library only says "rejected", so the causes that can be told apart are checked first.
        let bits = bit_length(numbers.modulus.as_bytes());
        if bits < SHORTEST_RSA_BITS {
            return Err(KeyError::TooShort(bits));
        }
        if bits > LONGEST_RSA_BITS {
            return Err(KeyError::TooLong(bits));
        }
        if numbers.other_prime_infos.is_some() {
            return Err(KeyError::MultiPrime);
        }
        let exponent = numbers.public_exponent.as_bytes();
        let exponent_bits = bit_length(exponent);
        let is_odd = exponent.last().is_some_and(|byte| byte % 2 == 1);
        if !is_odd || !(2..=LONGEST_EXPONENT_BITS).contains(&exponent_bits) {
            return Err(KeyError::ExponentUnusable(exponent_bits));
        }
        let key_pair = rsa::KeyPair::from_der(der).map_err(|_| KeyError::Inconsistent)?;
        check_sizes(numbers.prime1.as_bytes(), numbers.prime2.as_bytes(), bits)
            .map_err(KeyError::WeakPrimes)?;
        Self::from_library(LibraryKey::Rsa(key_pair), syntax)
    }

    /// Reads an EC private key, either `PrivateKeyInfo` or `ECPrivateKey` (RFC 5915), in DER. If it contains a
    /// public key, that has to belong to the private key.
    pub(crate) fn from_ec_der(curve: EcCurve, der: &[u8], syntax: KeySyntax) -> Result<Self, KeyError> {
        let key_pair = EcdsaKeyPair::from_private_key_der(curve.x509_signing(), der)
            .map_err(|_| KeyError::Inconsistent)?;
        Self::from_library(LibraryKey::Ec(curve, key_pair), syntax)
    }

    /// Makes an EC private key from its number and its public key, a point in the form of SEC 1 section 2.3.3.
    pub(crate) fn from_ec_numbers(
        curve: EcCurve,
        number: &[u8],
        point: &[u8],
        syntax: KeySyntax,
    ) -> Result<Self, KeyError> {
        let key_pair = EcdsaKeyPair::from_private_key_and_public_key(curve.x509_signing(), number, point)
            .map_err(|_| KeyError::Inconsistent)?;
        Self::from_library(LibraryKey::Ec(curve, key_pair), syntax)
    }

    /// Makes an Ed25519 private key from its seed of 32 bytes and its public key (RFC 8032 section 5.1.5).
    pub(crate) fn from_ed25519_seed(seed: &[u8], public: &[u8], syntax: KeySyntax) -> Result<Self, KeyError> {
        let key_pair = Some(seed)
            .filter(|seed| seed.len() == 32)
            .and_then(|seed| Ed25519KeyPair::from_seed_and_public_key(seed, public).ok())
            .ok_or(KeyError::Inconsistent)?;
        Self::from_library(LibraryKey::Ed25519(key_pair), syntax)
    }

    /// Reads an Ed25519 private key in a `PrivateKeyInfo` (RFC 8410 section 7) in DER.
    pub(crate) fn from_ed25519_pkcs8(der: &[u8], syntax: KeySyntax) -> Result<Self, KeyError> {
        let key_pair = Ed25519KeyPair::from_pkcs8(der).map_err(|_| KeyError::Inconsistent)?;
        Self::from_library(LibraryKey::Ed25519(key_pair), syntax)
    }

    /// Reads a `PrivateKeyInfo` (PKCS#8, RFC 5958) in DER.
    pub(crate) fn from_pkcs8_der(der: &[u8]) -> Result<Self, KeyError> {
        match private_key_structure(der) {
            Some(PrivateKeyStructure::Usable(found)) => found.check(),
            _ => Err(KeyError::Malformed),
        }
    }

    fn from_library(key_pair: LibraryKey, syntax: KeySyntax) -> Result<Self, KeyError> {
        PrivateKey::from_library(key_pair, syntax).map(Self).ok_or(KeyError::Inconsistent)
    }

    /// The public key as `SubjectPublicKeyInfo` in DER (RFC 5280 section 4.1.2.7). Not a secret.
    pub(crate) fn public_key_spki_der(&self) -> &[u8] {
        self.0.public_key_spki_der()
    }

    /// Type and size.
    pub(crate) fn key_type(&self) -> KeyType {
        self.0.key_type()
    }

    /// Tests the primes of an RSA key. Takes hundredths of a second, and half a second for the longest keys.
    pub(crate) fn test(self) -> Result<PrivateKey, KeyError> {
        match RsaPrivateKeyRef::try_from(self.0.inner_der()) {
            Ok(numbers) if !are_primes(numbers.prime1.as_bytes(), numbers.prime2.as_bytes()) => {
                Err(KeyError::WeakPrimes(PrimeWeakness::NotPrime))
            }
            // Primes, or no RSA key.
            _ => Ok(self.0),
        }
    }

    /// The key without testing its primes: it was tested before, or nobody signs with it.
    pub(crate) fn untested(self) -> PrivateKey {
        self.0
    }
}

impl FoundKey<'_> {
    /// Checks the numbers.
    pub(crate) fn check(&self) -> Result<CandidateKey, KeyError> {
        match *self {
            Self::Rsa { pkcs1, syntax } => CandidateKey::from_pkcs1(pkcs1, syntax),
            Self::Ec { curve, der, syntax } => CandidateKey::from_ec_der(curve, der, syntax),
            Self::Ed25519 { pkcs8, syntax } => CandidateKey::from_ed25519_pkcs8(pkcs8, syntax),
        }
    }
}

impl PrivateKey {
    /// Reads a `PrivateKeyInfo` (PKCS#8, RFC 5958) in DER, as [`PrivateKey::to_pkcs8_der`] writes it, and
    /// checks that it can sign and that its primes protect it.
    ///
    /// # Errors
    /// If it is another structure, was altered, or is of a type that cannot sign here.
    pub fn from_pkcs8_der(der: &[u8]) -> Result<Self, KeyError> {
        CandidateKey::from_pkcs8_der(der)?.test()
    }
}

impl fmt::Debug for CandidateKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}
