//! Decrypts what was encrypted with a passphrase: PBES2 and PBES1 (RFC 8018) and the schemes of PKCS#12 (RFC 7292
//! appendix C). `passphrase.rs` decides which passphrase is tried, and `form.rs` in which bytes.

mod cipher;
mod derive;
mod form;
mod hash;
mod names;
mod pbes2;

use der::Sequence;
use pkcs8::der::asn1::OctetStringRef;
use pkcs8::spki::AlgorithmIdentifierRef;

use super::budget::Effort;
use super::problem::{KeyDerivation, KeyProblem};
use super::refusal::Refusal;
use crate::key::SecretBytes;
use derive::pbkdf1;
use names::MALFORMED;
use pbes2::Pbes2;

pub(super) use cipher::Cipher;
pub(super) use derive::{KeyPurpose, pkcs12_key as derive_pkcs12_key};
pub(super) use form::PassphraseForm;
pub(super) use hash::Hash;
pub(super) use names::cipher_unsupported;
pub(super) use pbes2::{Pbmac1, rounds};

/// `PBEParameter` (RFC 8018 appendix A.3) and `pkcs-12PbeParams` (RFC 7292 appendix C).
#[derive(Sequence)]
pub(super) struct SaltAndCount<'a> {
    pub(super) salt: &'a OctetStringRef,
    pub(super) iterations: u64,
}

/// A way to encrypt with a passphrase, with its parameters.
enum Scheme<'a> {
    /// Hash and cipher, salt and rounds (RFC 8018 section 6.1).
    Pbes1(Hash, Cipher, &'a [u8], u32),
    Pbes2(Pbes2<'a>),
    /// Cipher, salt and rounds.
    Pkcs12(Cipher, &'a [u8], u32),
}

impl<'a> Scheme<'a> {
    fn read(algorithm: &AlgorithmIdentifierRef<'a>) -> Result<Self, Refusal> {
        const DES: Cipher = Cipher::DesCbc;
        const RC2: Cipher = Cipher::Rc2Cbc(64);
        let pbes1 = |hash, cipher| {
            salt_and_count(algorithm).map(|(salt, rounds)| Self::Pbes1(hash, cipher, salt, rounds))
        };
        let pkcs12 =
            |cipher| salt_and_count(algorithm).map(|(salt, rounds)| Self::Pkcs12(cipher, salt, rounds));
        match algorithm.oid.to_string().as_str() {
            "1.2.840.113549.1.5.13" => Pbes2::read(algorithm).map(Self::Pbes2),
            "1.2.840.113549.1.5.1" => pbes1(Hash::Md2, DES),
            "1.2.840.113549.1.5.3" => pbes1(Hash::Md5, DES),
            "1.2.840.113549.1.5.4" => pbes1(Hash::Md2, RC2),
            "1.2.840.113549.1.5.6" => pbes1(Hash::Md5, RC2),
            "1.2.840.113549.1.5.10" => pbes1(Hash::Sha1, DES),
            "1.2.840.113549.1.5.11" => pbes1(Hash::Sha1, RC2),
            "1.2.840.113549.1.12.1.1" => pkcs12(Cipher::Rc4(16)),
            "1.2.840.113549.1.12.1.2" => pkcs12(Cipher::Rc4(5)),
            "1.2.840.113549.1.12.1.3" => pkcs12(Cipher::TripleDesCbc(24)),
            "1.2.840.113549.1.12.1.4" => pkcs12(Cipher::TripleDesCbc(16)),
            "1.2.840.113549.1.12.1.5" => pkcs12(Cipher::Rc2Cbc(128)),
            "1.2.840.113549.1.12.1.6" => pkcs12(Cipher::Rc2Cbc(40)),
            _ => Err(cipher_unsupported(&algorithm.oid).into()),
        }
    }

    /// What trying one passphrase costs.
    fn cost(&self) -> u64 {
        match self {
            Self::Pbes1(hash, _, _, rounds) => hash.price() * u64::from(*rounds),
            Self::Pbes2(parameters) => parameters.cost(),
            Self::Pkcs12(cipher, _, rounds) => {
                let [key, iv] = [cipher.key_length(), cipher.iv_length()]
                    .map(|length| pkcs12_cost(Hash::Sha1, *rounds, length));
                key + iv
            }
        }
    }

    fn decrypt(
        &self,
        data: &[u8],
        passphrase: &PassphraseForm,
        effort: &mut Effort<'_>,
    ) -> Result<SecretBytes, Refusal> {
        let plain = match *self {
            Self::Pbes1(hash, cipher, salt, rounds) => {
                effort.spend(KeyDerivation::Pbkdf1, self.cost())?;
                let input = (passphrase.plain(), salt, rounds);
                let key = pbkdf1(hash, input, |done| {
                    effort.advance(KeyDerivation::Pbkdf1, u64::from(done) * hash.price())
                })?;
                key.get(..8).zip(key.get(8..16)).and_then(|(key, iv)| cipher.decrypt(key, iv, data))
            }
            Self::Pbes2(ref parameters) => Some(parameters.decrypt(data, passphrase.plain(), effort)?),
            Self::Pkcs12(cipher, salt, rounds) => {
                let mut derive = |purpose, length| {
                    pkcs12_key(Hash::Sha1, (passphrase.wide(), salt, rounds), (purpose, length), effort)
                };
                let key = derive(KeyPurpose::Encrypt, cipher.key_length())?;
                let iv = derive(KeyPurpose::Initialize, cipher.iv_length())?;
                cipher.decrypt(&key, &iv, data)
            }
        };
        plain.ok_or(Refusal::WrongPassphrase)
    }
}

/// Decrypts `data` as the algorithm says. The result has to be a single SEQUENCE: anything else counts as a wrong
/// passphrase.
pub(super) fn decrypt(
    algorithm: &AlgorithmIdentifierRef<'_>,
    data: &[u8],
    passphrase: &PassphraseForm,
    effort: &mut Effort<'_>,
) -> Result<SecretBytes, Refusal> {
    effort.spend_on_bytes(KeyDerivation::Pbkdf1, data.len())?;
    let plain = Scheme::read(algorithm)?.decrypt(data, passphrase, effort)?;
    if is_whole_sequence(&plain) { Ok(plain) } else { Err(Refusal::WrongPassphrase) }
}

/// What trying one passphrase on it costs; nothing, if it is not supported.
pub(super) fn cost(algorithm: &AlgorithmIdentifierRef<'_>) -> u64 {
    Scheme::read(algorithm).map_or(0, |scheme| scheme.cost())
}

/// Checks, before a passphrase is asked for, whether the algorithm is supported.
pub(super) fn check_algorithm(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<(), KeyProblem> {
    match Scheme::read(algorithm) {
        Err(Refusal::Problem(problem)) => Err(problem),
        _ => Ok(()),
    }
}

/// What deriving a key of this length as PKCS#12 does costs.
pub(super) fn pkcs12_cost(hash: Hash, rounds: u32, length: usize) -> u64 {
    let times = u64::try_from(length.div_ceil(hash.length())).unwrap_or(u64::MAX);
    (hash.price() * u64::from(rounds)).saturating_mul(times)
}

/// Derives a key as PKCS#12 does, and pays for it.
pub(super) fn pkcs12_key(
    hash: Hash,
    input: (&[u8], &[u8], u32),
    wanted: (KeyPurpose, usize),
    effort: &mut Effort<'_>,
) -> Result<SecretBytes, Refusal> {
    effort.spend(KeyDerivation::Pkcs12, pkcs12_cost(hash, input.2, wanted.1))?;
    derive_pkcs12_key(hash, input, wanted, |done| {
        effort.advance(KeyDerivation::Pkcs12, u64::from(done) * hash.price())
    })
}

fn salt_and_count<'a>(algorithm: &AlgorithmIdentifierRef<'a>) -> Result<(&'a [u8], u32), Refusal> {
    let parameters = algorithm.parameters.as_ref().and_then(|any| any.decode_as::<SaltAndCount<'a>>().ok());
    let parameters = parameters.ok_or(MALFORMED)?;
    Ok((parameters.salt.as_bytes(), rounds(parameters.iterations)?))
}

/// Whether the bytes are one SEQUENCE that fills them. Random bytes are one only once in millions of times.
pub(super) fn is_whole_sequence(bytes: &[u8]) -> bool {
    let Some((0x30, rest)) = bytes.split_first().map(|(tag, rest)| (*tag, rest)) else { return false };
    match rest {
        [length @ 0..=0x7F, content @ ..] => content.len() == usize::from(*length),
        [0x81, length, content @ ..] => content.len() == usize::from(*length),
        [0x82, high, low, content @ ..] => content.len() == usize::from(u16::from_be_bytes([*high, *low])),
        [0x83, high, middle, low, content @ ..] => {
            u32::try_from(content.len()) == Ok(u32::from_be_bytes([0, *high, *middle, *low]))
        }
        // The indefinite length of BER ends with two zeros, and has at least one element.
        [0x80, first, content @ ..] => *first != 0 && content.len() >= 3 && content.ends_with(&[0, 0]),
        _ => false,
    }
}
