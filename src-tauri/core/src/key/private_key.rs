//! A private key that can sign: checked when it is read, parsed once, never printed by accident.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING, EcdsaKeyPair, EcdsaSigningAlgorithm,
    Ed25519KeyPair, KeyPair as _,
};
use pkcs1::RsaPrivateKeyRef;
use pkcs8::PrivateKeyInfoRef;
use pkcs8::der::Encode as _;
use pkcs8::der::asn1::{BitStringRef, OctetStringRef};
use pkcs8::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};
use secrecy::SecretString;
use zeroize::Zeroizing;

use super::pem::write_pem;
use super::primes::PrimeWeakness;
use super::pss::PssHash;
use super::rsa_numbers::bit_length;
use super::structure::pss_type;
use super::{EcCurve, KeySyntax, KeyType, SigningAlgorithm};

/// A private key whose numbers agree with each other: RSA of 2048 to 8192 bits, EC on P-256 or P-384, or
/// Ed25519.
///
/// Cheap to clone. Its memory is cleared when the last clone is dropped. It has no `Display` and no
/// `Serialize`, and `Debug` prints only its type. It leaves this program only through
/// [`PrivateKey::to_pkcs8_pem`], [`PrivateKey::to_pkcs8_der`], and the files that `key_file/write` makes of it.
#[derive(Clone)]
pub struct PrivateKey(Arc<Parts>);

struct Parts {
    key_pair: LibraryKey,
    /// `PrivateKeyInfo` (RFC 5958).
    pkcs8: Zeroizing<Vec<u8>>,
    /// Range of the `privateKey` in `pkcs8`, in the algorithm's own format.
    inner: Range<usize>,
    /// `SubjectPublicKeyInfo` (RFC 5280 section 4.1.2.7).
    spki: Vec<u8>,
    key_type: KeyType,
    syntax: KeySyntax,
}

/// A private key as the cryptography library holds it, in memory that the library clears. Signing with it needs
/// no parsing.
pub(crate) enum LibraryKey {
    Rsa(rsa::KeyPair),
    Ec(EcCurve, EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

/// Why a private key cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// Not the structure of a private key that can sign here.
    Malformed,
    /// RSA with fewer bits than RS256 allows (RFC 7518 section 3.3), with its number of bits.
    TooShort(u32),
    /// RSA with more bits than the cryptography library accepts, with its number of bits.
    TooLong(u32),
    /// RSA with more than two primes, which no common implementation of RS256 accepts.
    MultiPrime,
    /// RSA with primes that do not protect the key.
    WeakPrimes(PrimeWeakness),
    /// RSA with a public exponent that the cryptography library does not accept, with its number of bits.
    ExponentUnusable(u32),
    /// The numbers of the key do not agree with each other.
    Inconsistent,
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => f.write_str("not a private key that can sign"),
            Self::TooShort(bits) => write!(f, "an RSA key of {bits} bits is too short"),
            Self::TooLong(bits) => write!(f, "an RSA key of {bits} bits is too long"),
            Self::MultiPrime => f.write_str("an RSA key of more than two primes"),
            Self::WeakPrimes(_) => f.write_str("an RSA key whose primes do not protect it"),
            Self::ExponentUnusable(bits) => {
                write!(f, "an RSA key with an unusable public exponent of {bits} bits")
            }
            Self::Inconsistent => f.write_str("the numbers of the key do not agree with each other"),
        }
    }
}

impl std::error::Error for KeyError {}

impl EcCurve {
    /// The library's algorithm for signing with keys on this curve, in the signature format of X.509.
    pub(crate) fn x509_signing(self) -> &'static EcdsaSigningAlgorithm {
        match self {
            Self::P256 => &ECDSA_P256_SHA256_ASN1_SIGNING,
            Self::P384 => &ECDSA_P384_SHA384_ASN1_SIGNING,
        }
    }
}

impl PrivateKey {
    /// The same key without the part that the JWT library signs with. Tests need this, because no key that was
    /// read here fails to sign.
    #[cfg(test)]
    pub(crate) fn unable_to_sign(mut self) -> Self {
        Arc::get_mut(&mut self.0).expect("nobody else has this key").inner = 0..0;
        self
    }

    /// Wraps a key that the library has made or checked. The public key is written uncompressed, and only the
    /// key itself is taken from what was read.
    pub(super) fn from_library(key_pair: LibraryKey, syntax: KeySyntax) -> Option<Self> {
        let (pkcs8, spki): (Zeroizing<Vec<u8>>, PublicKeyX509Der<'static>) = match &key_pair {
            LibraryKey::Rsa(key) => {
                let pkcs8: Pkcs8V1Der<'static> = key.as_der().ok()?;
                (secret_copy(pkcs8.as_ref()), key.public_key().as_der().ok()?)
            }
            LibraryKey::Ec(_, key) => {
                (secret_copy(key.to_pkcs8v1().ok()?.as_ref()), key.public_key().as_der().ok()?)
            }
            LibraryKey::Ed25519(key) => {
                (secret_copy(key.to_pkcs8v1().ok()?.as_ref()), key.public_key().as_der().ok()?)
            }
        };
        let inner = PrivateKeyInfoRef::try_from(pkcs8.as_slice()).ok()?.private_key.as_bytes();
        let key_type = match &key_pair {
            LibraryKey::Rsa(_) => {
                KeyType::Rsa { bits: bit_length(RsaPrivateKeyRef::try_from(inner).ok()?.modulus.as_bytes()) }
            }
            LibraryKey::Ec(curve, _) => KeyType::Ec { curve: curve.name().to_owned() },
            LibraryKey::Ed25519(_) => KeyType::Ed25519,
        };
        // The structure ends with the private key: it has neither attributes nor a public key.
        let inner = pkcs8.ends_with(inner).then(|| pkcs8.len() - inner.len()..pkcs8.len())?;
        let spki = spki.as_ref().to_vec();
        Some(Self(Arc::new(Parts { key_pair, pkcs8, inner, spki, key_type, syntax })))
    }

    /// The same RSA key, which may sign with RSASSA-PSS alone: `algorithm` stands in its structures, so that it fits its
    /// certificate, and stays what it is wherever it is saved.
    pub(super) fn for_pss_only(mut self, algorithm: &AlgorithmIdentifierRef<'_>) -> Option<Self> {
        let (PssHash::Any | PssHash::Only(_)) = PssHash::of(algorithm.parameters)? else { return None };
        let key_type = pss_type(algorithm, bit_length(self.modulus()?.as_slice()))?;
        let LibraryKey::Rsa(key) = &self.0.key_pair else { return None };
        let private_key = OctetStringRef::new(self.inner_der()).ok()?;
        let pkcs8 = Zeroizing::new(PrivateKeyInfoRef::new(*algorithm, private_key).to_der().ok()?);
        let subject_public_key = BitStringRef::from_bytes(key.public_key().as_ref()).ok()?;
        let spki = SubjectPublicKeyInfoRef { algorithm: *algorithm, subject_public_key }.to_der().ok()?;
        let inner = pkcs8.len() - self.inner_der().len()..pkcs8.len();
        let parts = Arc::get_mut(&mut self.0)?;
        (parts.pkcs8, parts.inner, parts.spki, parts.key_type) = (pkcs8, inner, spki, key_type);
        Some(self)
    }

    /// The modulus of an RSA key.
    fn modulus(&self) -> Option<Vec<u8>> {
        Some(RsaPrivateKeyRef::try_from(self.inner_der()).ok()?.modulus.as_bytes().to_vec())
    }

    /// Type and size.
    #[must_use]
    pub fn key_type(&self) -> KeyType {
        self.0.key_type.clone()
    }

    /// The algorithms that it can sign with, the usual one first.
    #[must_use]
    pub fn algorithms(&self) -> &'static [SigningAlgorithm] {
        self.0.key_type.algorithms()
    }

    /// The syntax it was read from; PKCS#8 for a key made here.
    #[must_use]
    pub fn syntax(&self) -> KeySyntax {
        self.0.syntax
    }

    /// The public exponent of an RSA key that is below 65537. FIPS 186-5 section 5.4 asks for more.
    #[must_use]
    pub fn small_exponent(&self) -> Option<u32> {
        let numbers = RsaPrivateKeyRef::try_from(self.inner_der()).ok()?;
        let bytes = numbers.public_exponent.as_bytes();
        let exponent = bytes.iter().fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        u32::try_from(exponent).ok().filter(|exponent| *exponent < 65_537)
    }

    /// The public key as `SubjectPublicKeyInfo` in DER (RFC 5280 section 4.1.2.7). Not a secret.
    #[must_use]
    pub fn public_key_spki_der(&self) -> &[u8] {
        &self.0.spki
    }

    /// The whole private key as PEM text, `BEGIN PRIVATE KEY` (PKCS#8, RFC 5958), byte for byte as OpenSSL
    /// writes it: LF, 64 columns, with a final line end.
    ///
    /// This lets the key out of the program. Use it only for a file that the person asked to save.
    #[must_use]
    pub fn to_pkcs8_pem(&self) -> SecretString {
        let mut pem = write_pem("PRIVATE KEY", &self.0.pkcs8);
        SecretString::from(std::mem::take(&mut *pem))
    }

    /// The whole private key as `PrivateKeyInfo` in DER (PKCS#8, RFC 5958), byte for byte as OpenSSL writes it.
    /// The warning at [`PrivateKey::to_pkcs8_pem`] applies here too.
    #[must_use]
    pub fn to_pkcs8_der(&self) -> Zeroizing<Vec<u8>> {
        secret_copy(&self.0.pkcs8)
    }

    /// `PrivateKeyInfo` in DER, without copying it.
    pub(crate) fn pkcs8_der(&self) -> &[u8] {
        &self.0.pkcs8
    }

    /// The private key in the algorithm's own format, in DER: for RSA `RSAPrivateKey` (RFC 8017 appendix
    /// A.1.2), for EC `ECPrivateKey` without its curve (RFC 5915), for Ed25519 an OCTET STRING (RFC 8410
    /// section 7).
    pub(crate) fn inner_der(&self) -> &[u8] {
        &self.0.pkcs8[self.0.inner.clone()]
    }

    /// The key as the cryptography library holds it.
    pub(crate) fn library_key(&self) -> &LibraryKey {
        &self.0.key_pair
    }
}

/// A copy that is cleared on drop, in exactly as much memory as it needs.
fn secret_copy(bytes: &[u8]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(bytes.to_vec())
}

/// Two keys are equal if their public keys are: nothing secret is compared.
impl PartialEq for PrivateKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.spki == other.0.spki
    }
}

impl Eq for PrivateKey {}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.key_type {
            KeyType::Rsa { bits } => write!(formatter, "PrivateKey([elided], RSA {bits} bits)"),
            other => write!(formatter, "PrivateKey([elided], {other:?})"),
        }
    }
}
