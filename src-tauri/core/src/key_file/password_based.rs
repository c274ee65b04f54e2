//! Decrypts what was encrypted with a passphrase: PBES2 and PBES1 (RFC 8018), the schemes of PKCS#12 (RFC 7292
//! appendix C), and the block ciphers beneath. `passphrase.rs` decides which passphrase is tried.
//!
//! MD5, SHA-1, DES and RC2 are here because existing files need them. Nothing is ever written with them.

use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipherDecrypt, BlockModeDecrypt as _, InnerIvInit as _, KeyInit};
use der::{Reader as _, Sequence};
use pkcs8::der::asn1::{ObjectIdentifier, OctetStringRef};
use pkcs8::pkcs5::pbes2::{self, Pbkdf2Prf};
use pkcs8::spki::AlgorithmIdentifierRef;
use pkcs12::kdf::{Pkcs12KeyType, derive_key};
use zeroize::Zeroizing;

use super::budget::Effort;
use super::problem::{KeyDerivation, KeyProblem};
use super::refusal::Refusal;
use crate::key::SecretBytes;

const PBES2: &str = "1.2.840.113549.1.5.13";
const MD5_DES: &str = "1.2.840.113549.1.5.3";
const SHA1_DES: &str = "1.2.840.113549.1.5.10";
const PKCS12_TRIPLE_DES: &str = "1.2.840.113549.1.12.1.3";
const PKCS12_DOUBLE_DES: &str = "1.2.840.113549.1.12.1.4";
const PKCS12_RC2_128: &str = "1.2.840.113549.1.12.1.5";
const PKCS12_RC2_40: &str = "1.2.840.113549.1.12.1.6";

/// `PBEParameter` (RFC 8018 appendix A.3) and `pkcs-12PbeParams` (RFC 7292 appendix C).
#[derive(Sequence)]
pub(super) struct SaltAndCount<'a> {
    pub(super) salt: &'a OctetStringRef,
    pub(super) iterations: u32,
}

/// Decrypts `data` as the algorithm says. The result has to be a single DER SEQUENCE: anything else counts as a
/// wrong passphrase.
pub(super) fn decrypt(
    algorithm: &AlgorithmIdentifierRef<'_>,
    data: &[u8],
    passphrase: &str,
    effort: &mut Effort<'_>,
) -> Result<SecretBytes, Refusal> {
    let oid = algorithm.oid.to_string();
    effort.spend_on_bytes(KeyDerivation::Pbkdf1, data.len())?;
    let plain = match oid.as_str() {
        PBES2 => decrypt_pbes2(algorithm, data, passphrase, effort)?,
        MD5_DES | SHA1_DES => {
            let parameters = salt_and_count(algorithm)?;
            effort.spend(KeyDerivation::Pbkdf1, parameters.iterations.into())?;
            let key = match oid.as_str() {
                MD5_DES => derive_pbkdf1::<md5::Md5>(passphrase, &parameters),
                _ => derive_pbkdf1::<sha1::Sha1>(passphrase, &parameters),
            };
            cbc_decrypt::<des::Des>(&key[..8], &key[8..16], data)?
        }
        PKCS12_TRIPLE_DES => decrypt_pkcs12::<des::TdesEde3>(algorithm, 24, data, passphrase, effort)?,
        PKCS12_DOUBLE_DES => decrypt_pkcs12::<des::TdesEde2>(algorithm, 16, data, passphrase, effort)?,
        PKCS12_RC2_128 => decrypt_pkcs12::<rc2::Rc2>(algorithm, 16, data, passphrase, effort)?,
        PKCS12_RC2_40 => decrypt_pkcs12::<rc2::Rc2>(algorithm, 5, data, passphrase, effort)?,
        _ => return Err(unsupported(&algorithm.oid)),
    };
    if is_whole_sequence(&plain) { Ok(plain) } else { Err(Refusal::WrongPassphrase) }
}

/// Checks, before a passphrase is asked for, whether the algorithm is supported.
pub(super) fn check_algorithm(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<(), KeyProblem> {
    let said = match algorithm.oid.to_string().as_str() {
        PBES2 => pbes2_parameters(algorithm).map(|_| ()),
        MD5_DES | SHA1_DES | PKCS12_TRIPLE_DES | PKCS12_DOUBLE_DES | PKCS12_RC2_128 | PKCS12_RC2_40 => {
            salt_and_count(algorithm).map(|_| ())
        }
        _ => Err(unsupported(&algorithm.oid)),
    };
    match said {
        Err(Refusal::Problem(problem)) => Err(problem),
        _ => Ok(()),
    }
}

/// The problem of an unsupported algorithm. It has the usual name, or else the object identifier.
fn unsupported(oid: &ObjectIdentifier) -> Refusal {
    let oid = oid.to_string();
    let cipher = match oid.as_str() {
        "1.2.840.113549.1.12.1.1" => "RC4 (128 bits)".to_owned(),
        "1.2.840.113549.1.12.1.2" => "RC4 (40 bits)".to_owned(),
        "1.2.840.113549.1.5.1" => "MD2 with DES".to_owned(),
        "1.2.840.113549.1.5.4" => "MD2 with RC2".to_owned(),
        "1.2.840.113549.1.5.6" => "MD5 with RC2".to_owned(),
        "1.2.840.113549.1.5.11" => "SHA-1 with RC2".to_owned(),
        "1.2.840.113549.3.2" => "RC2".to_owned(),
        "1.2.392.200011.61.1.1.1.2" => "Camellia-128".to_owned(),
        "1.2.392.200011.61.1.1.1.3" => "Camellia-192".to_owned(),
        "1.2.392.200011.61.1.1.1.4" => "Camellia-256".to_owned(),
        _ => oid,
    };
    Refusal::Problem(KeyProblem::CipherUnsupported { cipher })
}

fn salt_and_count<'a>(algorithm: &AlgorithmIdentifierRef<'a>) -> Result<SaltAndCount<'a>, Refusal> {
    let parameters = algorithm.parameters.as_ref().and_then(|any| any.decode_as::<SaltAndCount<'a>>().ok());
    // No tool writes an empty salt or a count of no iterations.
    parameters
        .filter(|found| !found.salt.as_bytes().is_empty() && found.iterations > 0)
        .ok_or_else(|| unsupported(&algorithm.oid))
}

fn pbes2_parameters(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<pbes2::Parameters, Refusal> {
    let Some(parameters) = algorithm.parameters.as_ref() else { return Err(unsupported(&algorithm.oid)) };
    if let Ok(parameters) = parameters.decode_as::<pbes2::Parameters>() {
        return Ok(parameters);
    }
    // There are two algorithms inside: name the one that is unknown.
    let named: Result<[AlgorithmIdentifierRef<'_>; 2], _> =
        parameters.sequence(|reader| Ok::<_, pkcs8::der::Error>([reader.decode()?, reader.decode()?]));
    Err(match named {
        Ok([derivation, _]) if !is_known_derivation(&derivation) => unsupported(&derivation.oid),
        Ok([_, cipher]) => unsupported(&cipher.oid),
        Err(_) => unsupported(&algorithm.oid),
    })
}

fn is_known_derivation(derivation: &AlgorithmIdentifierRef<'_>) -> bool {
    // Their parameters could still be out of bounds. Then the cipher is named instead, which does no harm.
    derivation.oid == pbes2::PBKDF2_OID || derivation.oid == pbes2::SCRYPT_OID
}

fn decrypt_pbes2(
    algorithm: &AlgorithmIdentifierRef<'_>,
    data: &[u8],
    passphrase: &str,
    effort: &mut Effort<'_>,
) -> Result<SecretBytes, Refusal> {
    let parameters = pbes2_parameters(algorithm)?;
    match &parameters.kdf {
        pbes2::Kdf::Pbkdf2(kdf) => {
            let of_long_hash = matches!(kdf.prf, Pbkdf2Prf::HmacWithSha384 | Pbkdf2Prf::HmacWithSha512);
            let price = if of_long_hash { 2 } else { 1 };
            effort.spend(KeyDerivation::Pbkdf2, price * u64::from(kdf.iteration_count))?;
        }
        pbes2::Kdf::Scrypt(kdf) => {
            effort.spend_scrypt(kdf.cost_parameter, kdf.block_size.into(), kdf.parallelization.into())?
        }
        _ => return Err(unsupported(&parameters.kdf.oid())),
    }
    let mut buffer = Zeroizing::new(data.to_vec());
    match parameters.decrypt_in_place(passphrase, &mut buffer).map(<[u8]>::len) {
        Ok(length) => {
            buffer.truncate(length);
            Ok(buffer)
        }
        Err(pkcs8::pkcs5::Error::UnsupportedAlgorithm { oid }) => Err(unsupported(&oid)),
        Err(_) => Err(Refusal::WrongPassphrase),
    }
}

/// PBKDF1 (RFC 8018 section 5.1), the first 16 bytes: key and initialization vector of DES.
fn derive_pbkdf1<D: md5::Digest>(passphrase: &str, parameters: &SaltAndCount<'_>) -> Zeroizing<Vec<u8>> {
    let mut key = D::new();
    key.update(passphrase);
    key.update(parameters.salt.as_bytes());
    let mut key = Zeroizing::new(key.finalize().to_vec());
    for _ in 1..parameters.iterations {
        key = Zeroizing::new(D::digest(key.as_slice()).to_vec());
    }
    key
}

fn decrypt_pkcs12<C: BlockCipherDecrypt + KeyInit>(
    algorithm: &AlgorithmIdentifierRef<'_>,
    key_length: usize,
    data: &[u8],
    passphrase: &str,
    effort: &mut Effort<'_>,
) -> Result<SecretBytes, Refusal> {
    let parameters = salt_and_count(algorithm)?;
    let password = pkcs12_password(passphrase);
    let mut derive = |purpose, length| {
        let iterations = parameters.iterations;
        effort.spend(KeyDerivation::Pkcs12, iterations.into())?;
        // A larger count was refused above.
        let iterations = i32::try_from(iterations).unwrap_or(i32::MAX);
        let key =
            derive_key::<sha1::Sha1>(&password, parameters.salt.as_bytes(), purpose, iterations, length);
        Ok::<_, Refusal>(Zeroizing::new(key))
    };
    let key = derive(Pkcs12KeyType::EncryptionKey, key_length)?;
    let iv = derive(Pkcs12KeyType::Iv, 8)?;
    cbc_decrypt::<C>(&key, &iv, data)
}

/// A passphrase in the form that PKCS#12 uses (RFC 7292 appendix B.1): UTF-16, big-endian, followed by two zero
/// bytes.
pub(super) fn pkcs12_password(passphrase: &str) -> SecretBytes {
    let mut password = Zeroizing::new(Vec::with_capacity(2 * passphrase.len() + 2));
    for unit in passphrase.encode_utf16() {
        password.extend_from_slice(&unit.to_be_bytes());
    }
    password.extend_from_slice(&[0, 0]);
    password
}

/// Decrypts in CBC mode and removes the PKCS#7 padding (RFC 5652 section 6.3).
pub(super) fn cbc_decrypt<C: BlockCipherDecrypt + KeyInit>(
    key: &[u8],
    iv: &[u8],
    data: &[u8],
) -> Result<SecretBytes, Refusal> {
    let mut buffer = Zeroizing::new(data.to_vec());
    let cipher = C::new_from_slice(key).map_err(|_| Refusal::WrongPassphrase)?;
    let cbc = cbc::Decryptor::inner_iv_slice_init(cipher, iv).map_err(|_| Refusal::WrongPassphrase)?;
    let length =
        cbc.decrypt_padded::<Pkcs7>(&mut buffer).map(<[u8]>::len).map_err(|_| Refusal::WrongPassphrase)?;
    buffer.truncate(length);
    Ok(buffer)
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
        _ => false,
    }
}
