//! PBES2 (RFC 8018 section 6.2) and PBMAC1 (section 7.1): a key derivation, and a cipher or code beside it.

use pkcs8::der::asn1::{AnyRef, OctetStringRef};
use pkcs8::der::{Decode as _, Reader as _, SliceReader, Tag, Tagged as _};
use pkcs8::spki::AlgorithmIdentifierRef;
use zeroize::Zeroizing;

use super::cipher::{Cipher, LONGEST_KEY};
use super::derive::pbkdf2;
use super::hash::Hash;
use super::names::{MALFORMED, cipher_unsupported, derivation_unsupported};
use crate::key::SecretBytes;
use crate::key_file::budget::Effort;
use crate::key_file::problem::KeyDerivation;
use crate::key_file::refusal::Refusal;

/// A way to derive a key, with its parameters.
pub(super) struct Derivation<'a> {
    salt: &'a [u8],
    way: Way,
    key_length: Option<usize>,
}

enum Way {
    /// PBKDF2 with the HMAC of a hash (RFC 8018 section 5.2).
    Pbkdf2 { hash: Hash, rounds: u32 },
    /// scrypt (RFC 7914 section 7.1).
    Scrypt { log_n: u8, block_size: u32, parallelization: u32 },
}

/// `PBES2-params` (RFC 8018 appendix A.4).
pub(super) struct Pbes2<'a> {
    derivation: Derivation<'a>,
    cipher: Cipher,
    iv: &'a [u8],
}

impl<'a> Pbes2<'a> {
    pub(super) fn read(algorithm: &AlgorithmIdentifierRef<'a>) -> Result<Self, Refusal> {
        let [derivation, scheme] = two_algorithms(algorithm)?;
        let derivation = Derivation::read(&derivation)?;
        let (cipher, iv) = Cipher::of_scheme(&scheme).ok_or_else(|| cipher_unsupported(&scheme.oid))?;
        if iv.len() != cipher.iv_length() {
            return Err(cipher_unsupported(&scheme.oid).into());
        }
        Ok(Self { derivation, cipher, iv })
    }

    /// What trying one passphrase costs.
    pub(super) fn cost(&self) -> u64 {
        self.derivation.cost(self.key_length())
    }

    /// The length of the key as the file says it. NSS once wrote AES-256 under the names of AES-128 and AES-192, and
    /// the same for Camellia: what it says as length is what it used.
    fn key_length(&self) -> usize {
        self.derivation.key_length.unwrap_or_else(|| self.cipher.key_length())
    }

    pub(super) fn decrypt(
        &self,
        data: &[u8],
        passphrase: &[u8],
        effort: &mut Effort<'_>,
    ) -> Result<SecretBytes, Refusal> {
        let key = self.derivation.derive(passphrase, self.key_length(), effort)?;
        self.cipher.decrypt(&key, self.iv, data).ok_or(Refusal::WrongPassphrase)
    }
}

/// `PBMAC1-params` (RFC 8018 appendix A.5), as PKCS#12 uses them (RFC 9579).
pub(in crate::key_file) struct Pbmac1<'a> {
    derivation: Derivation<'a>,
    hash: Hash,
}

impl<'a> Pbmac1<'a> {
    pub(in crate::key_file) fn read(algorithm: &AlgorithmIdentifierRef<'a>) -> Result<Self, Refusal> {
        let [derivation, code] = two_algorithms(algorithm)?;
        let hash = Hash::of_hmac(&code.oid).ok_or_else(|| derivation_unsupported(&code.oid))?;
        Ok(Self { derivation: Derivation::read(&derivation)?, hash })
    }

    /// What trying one passphrase costs.
    pub(in crate::key_file) fn cost(&self) -> u64 {
        self.derivation.cost(self.key_length())
    }

    fn key_length(&self) -> usize {
        self.derivation.key_length.unwrap_or_else(|| self.hash.length())
    }

    /// Whether the passphrase gives this code for the content.
    pub(in crate::key_file) fn verify(
        &self,
        code: &[u8],
        content: &[u8],
        passphrase: &[u8],
        effort: &mut Effort<'_>,
    ) -> Result<bool, Refusal> {
        let key = self.derivation.derive(passphrase, self.key_length(), effort)?;
        Ok(self.hash.is_hmac(code, &key, content))
    }
}

impl<'a> Derivation<'a> {
    fn read(algorithm: &AlgorithmIdentifierRef<'a>) -> Result<Self, Refusal> {
        let parameters = algorithm.parameters.as_ref();
        let unsupported = || Refusal::from(derivation_unsupported(&algorithm.oid));
        let parameters = parameters.filter(|any| any.tag() == Tag::Sequence).ok_or_else(unsupported)?;
        let mut reader = SliceReader::new(parameters.value()).map_err(|_| unsupported())?;
        match algorithm.oid.to_string().as_str() {
            "1.2.840.113549.1.5.12" => Self::read_pbkdf2(&mut reader),
            "1.3.6.1.4.1.11591.4.11" => Self::read_scrypt(&mut reader).ok_or_else(unsupported),
            _ => Err(unsupported()),
        }
    }

    /// `PBKDF2-params` (RFC 8018 appendix A.2).
    fn read_pbkdf2(reader: &mut SliceReader<'a>) -> Result<Self, Refusal> {
        let damaged = |_: pkcs8::der::Error| MALFORMED;
        let salt = reader.decode::<&OctetStringRef>().map_err(damaged)?.as_bytes();
        let rounds = rounds(reader.decode().map_err(damaged)?)?;
        let key_length = reader.decode::<Option<u16>>().map_err(damaged)?.map(usize::from);
        let hash = match reader.decode::<Option<AnyRef<'a>>>().map_err(damaged)? {
            None => Hash::Sha1,
            Some(any) => {
                let prf = any.decode_as::<AlgorithmIdentifierRef<'a>>().map_err(damaged)?;
                Hash::of_hmac(&prf.oid).ok_or_else(|| derivation_unsupported(&prf.oid))?
            }
        };
        if key_length.is_some_and(|length| !(1..=LONGEST_KEY).contains(&length)) {
            return Err(MALFORMED);
        }
        Ok(Self { salt, way: Way::Pbkdf2 { hash, rounds }, key_length })
    }

    /// `scrypt-params` (RFC 7914 section 7.1).
    fn read_scrypt(reader: &mut SliceReader<'a>) -> Option<Self> {
        let salt = reader.decode::<&OctetStringRef>().ok()?.as_bytes();
        let cost = reader.decode::<u64>().ok()?;
        let block_size = reader.decode().ok()?;
        let parallelization = reader.decode().ok()?;
        let key_length = reader.decode::<Option<u16>>().ok()?.map(usize::from);
        let log_n = cost.is_power_of_two().then(|| cost.trailing_zeros())?;
        let way = Way::Scrypt { log_n: u8::try_from(log_n).ok()?, block_size, parallelization };
        let fits = key_length.is_none_or(|it| (1..=LONGEST_KEY).contains(&it));
        fits.then_some(Self { salt, way, key_length })
    }

    fn cost(&self, key_length: usize) -> u64 {
        match self.way {
            Way::Pbkdf2 { hash, rounds } => {
                let blocks = u64::try_from(key_length.div_ceil(hash.length())).unwrap_or(u64::MAX);
                (hash.price() * u64::from(rounds)).saturating_mul(blocks)
            }
            Way::Scrypt { log_n, block_size, parallelization } => {
                Effort::scrypt_cost(1 << log_n, block_size.into(), parallelization.into())
            }
        }
    }

    fn derive(
        &self,
        passphrase: &[u8],
        key_length: usize,
        effort: &mut Effort<'_>,
    ) -> Result<SecretBytes, Refusal> {
        let mut key = Zeroizing::new(vec![0; key_length]);
        match self.way {
            Way::Pbkdf2 { hash, rounds } => {
                effort.spend(KeyDerivation::Pbkdf2, self.cost(key_length))?;
                let input = (passphrase, self.salt, rounds);
                pbkdf2(hash, input, &mut key, |done| {
                    effort.advance(KeyDerivation::Pbkdf2, u64::from(done) * hash.price())
                })?;
            }
            Way::Scrypt { log_n, block_size, parallelization } => {
                effort.spend_scrypt(1 << log_n, block_size.into(), parallelization.into())?;
                let parameters =
                    scrypt::Params::new(log_n, block_size, parallelization).map_err(|_| MALFORMED)?;
                scrypt::scrypt(passphrase, self.salt, &parameters, &mut key).map_err(|_| MALFORMED)?;
                effort.advance(KeyDerivation::Scrypt, self.cost(key_length))?;
            }
        }
        Ok(key)
    }
}

/// A number of rounds; none at all is against the standards.
pub(in crate::key_file) fn rounds(number: u64) -> Result<u32, Refusal> {
    // A count beyond this would be too costly anyway.
    u32::try_from(number).ok().filter(|rounds| *rounds > 0).ok_or(MALFORMED)
}

fn two_algorithms<'a>(
    algorithm: &AlgorithmIdentifierRef<'a>,
) -> Result<[AlgorithmIdentifierRef<'a>; 2], Refusal> {
    let parameters = algorithm.parameters.filter(|any| any.tag() == Tag::Sequence).ok_or(MALFORMED)?;
    let mut reader = SliceReader::new(parameters.value()).map_err(|_| MALFORMED)?;
    let mut next = || AlgorithmIdentifierRef::decode(&mut reader).map_err(|_| MALFORMED);
    Ok([next()?, next()?])
}
