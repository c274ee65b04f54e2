//! A private key that can sign: checked when it is read, parsed once, never shown by accident.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa;
use aws_lc_rs::signature::KeyPair as _;
use pkcs1::RsaPrivateKeyRef;
use pkcs8::PrivateKeyInfoRef;
use secrecy::SecretString;

use super::content::bit_length;
use super::pem_write::write_pem;
use super::{KeySyntax, KeyType};

/// The shortest RSA key that RS256 allows, in bits (RFC 7518 section 3.3).
const SHORTEST_RSA_BITS: u32 = 2048;
/// The longest RSA key that the cryptography library takes, in bits.
const LONGEST_RSA_BITS: u32 = 8192;

/// An RSA private key of 2048 to 8192 bits whose numbers agree with each other.
///
/// Cheap to clone. The memory that holds it is cleared when the last clone is dropped. It has no `Display` and
/// no `Serialize`, and `Debug` tells its size only: it leaves this program by [`PrivateKey::to_pkcs8_pem`] alone.
#[derive(Clone)]
pub struct PrivateKey(Arc<Parts>);

struct Parts {
    key_pair: rsa::KeyPair,
    /// `PrivateKeyInfo` (RFC 5958), cleared on drop.
    pkcs8: Pkcs8V1Der<'static>,
    /// Where in `pkcs8` the `RSAPrivateKey` (RFC 8017 appendix A.1.2) is.
    pkcs1: Range<usize>,
    /// `SubjectPublicKeyInfo` (RFC 5280 section 4.1.2.7).
    spki: Vec<u8>,
    bits: u32,
    syntax: KeySyntax,
}

/// Why the numbers of an RSA private key cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RsaTrouble {
    /// Not the structure of an RSA private key.
    Malformed,
    TooShort(u32),
    TooLong(u32),
    /// More than two primes: nobody's RS256 takes it.
    MultiPrime,
    Inconsistent,
}

impl PrivateKey {
    /// Reads an `RSAPrivateKey` structure (RFC 8017 appendix A.1.2) in DER and checks its numbers.
    pub(super) fn from_pkcs1(der: &[u8], syntax: KeySyntax) -> Result<Self, RsaTrouble> {
        let numbers = RsaPrivateKeyRef::try_from(der).map_err(|_| RsaTrouble::Malformed)?;
        // The library says no more than "rejected": what can be told apart is told apart before.
        let bits = bit_length(numbers.modulus.as_bytes());
        if bits < SHORTEST_RSA_BITS {
            return Err(RsaTrouble::TooShort(bits));
        }
        if bits > LONGEST_RSA_BITS {
            return Err(RsaTrouble::TooLong(bits));
        }
        if numbers.other_prime_infos.is_some() {
            return Err(RsaTrouble::MultiPrime);
        }
        let key_pair = rsa::KeyPair::from_der(der).map_err(|_| RsaTrouble::Inconsistent)?;
        Self::from_key_pair(key_pair, syntax).ok_or(RsaTrouble::Inconsistent)
    }

    /// The same key, but what a JWT library would sign with is gone: no key that was read here fails to sign.
    #[cfg(test)]
    pub(crate) fn unable_to_sign(mut self) -> Self {
        Arc::get_mut(&mut self.0).expect("nobody else has this key").pkcs1 = 0..0;
        self
    }

    /// Takes over a key that the library has made or checked.
    pub(super) fn from_key_pair(key_pair: rsa::KeyPair, syntax: KeySyntax) -> Option<Self> {
        let pkcs8: Pkcs8V1Der<'static> = key_pair.as_der().ok()?;
        let spki: PublicKeyX509Der<'static> = key_pair.public_key().as_der().ok()?;
        let whole: &[u8] = pkcs8.as_ref();
        let inner = PrivateKeyInfoRef::try_from(whole).ok()?.private_key.as_bytes();
        let bits = bit_length(RsaPrivateKeyRef::try_from(inner).ok()?.modulus.as_bytes());
        // The structure ends with the key: it has neither attributes nor a public key.
        let pkcs1 = whole.ends_with(inner).then(|| whole.len() - inner.len()..whole.len())?;
        let spki = spki.as_ref().to_vec();
        Some(Self(Arc::new(Parts { key_pair, pkcs8, pkcs1, spki, bits, syntax })))
    }

    /// Type and size.
    #[must_use]
    pub fn key_type(&self) -> KeyType {
        KeyType::Rsa { bits: self.0.bits }
    }

    /// The syntax it was read from; a key made here is PKCS#8.
    #[must_use]
    pub fn syntax(&self) -> KeySyntax {
        self.0.syntax
    }

    /// The public key as `SubjectPublicKeyInfo` in DER (RFC 5280 section 4.1.2.7). Not a secret.
    #[must_use]
    pub fn public_key_spki_der(&self) -> &[u8] {
        &self.0.spki
    }

    /// The whole private key as PEM text, `BEGIN PRIVATE KEY` (PKCS#8, RFC 5958), byte for byte as OpenSSL
    /// writes it: LF, 64 columns, a line end at the end.
    ///
    /// This is the way of the key out of this program: for the file that the person saves, and for nothing else
    /// that they did not ask for.
    #[must_use]
    pub fn to_pkcs8_pem(&self) -> SecretString {
        let mut pem = write_pem("PRIVATE KEY", self.0.pkcs8.as_ref());
        SecretString::from(std::mem::take(&mut *pem))
    }

    /// The `RSAPrivateKey` structure in DER (RFC 8017 appendix A.1.2): what a JWT library signs with.
    pub(crate) fn rsa_private_key_der(&self) -> &[u8] {
        &self.0.pkcs8.as_ref()[self.0.pkcs1.clone()]
    }

    /// The key as the cryptography library holds it: signing with this parses nothing.
    pub(crate) fn rsa_key_pair(&self) -> &rsa::KeyPair {
        &self.0.key_pair
    }
}

/// Two keys are the same if their public keys are: nothing secret is compared.
impl PartialEq for PrivateKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.spki == other.0.spki
    }
}

impl Eq for PrivateKey {}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PrivateKey([elided], RSA {} bits)", self.0.bits)
    }
}
