//! Private keys in OpenSSH's own format (`PROTOCOL.key` of OpenSSH), encrypted or not.

use ssh_key::private::{EcdsaKeypair, KeypairData, RsaKeypair};
use ssh_key::{Kdf, PrivateKey as SshKey};

use super::found::{Taken, problem_of};
use crate::key::KeyError;
use crate::key::RsaNumbers;
use crate::key::{CandidateKey, EcCurve, KeySyntax, KeyType};
use crate::key_file::limit::ReadingLimit;
use crate::key_file::passphrase::{LockForm, Trial, Unlocker};
use crate::key_file::problem::{KeyDerivation, KeyProblem, ReadFormat};
use crate::key_file::refusal::Refusal;

/// The first bytes of the format.
pub(super) const MAGIC: &[u8] = b"openssh-key-v1\0";

/// Its label in PEM.
pub(super) const LABEL: &str = "OPENSSH PRIVATE KEY";

/// Reads the key, with a passphrase if it needs one.
pub(super) fn read(bytes: &[u8], unlocker: &mut Unlocker<'_>) -> Result<Taken, KeyProblem> {
    if !unlocker.budget().take(ReadingLimit::PrivateKeys, 1) {
        return Ok(Taken::TooMuch);
    }
    let key = SshKey::from_bytes(bytes).map_err(|error| problem_of_error(&error, bytes))?;
    let key = if key.is_encrypted() {
        let Some(lock) = unlocker.next_lock(LockForm::OpenSsh) else { return Ok(Taken::TooMuch) };
        let opened = unlocker.open(lock, |passphrase, effort| {
            effort.spend_on_bytes(KeyDerivation::Bcrypt, bytes.len())?;
            if let Kdf::Bcrypt { rounds, .. } = key.kdf() {
                effort.spend_bcrypt(*rounds)?;
            }
            key.decrypt(passphrase).map_err(|error| match error {
                // The format has two equal numbers before the key, so a wrong passphrase is recognised.
                ssh_key::Error::Crypto => Refusal::WrongPassphrase,
                other => Refusal::Problem(problem_of_error(&other, bytes)),
            })
        });
        match opened {
            Trial::Opened(key) => key,
            Trial::Locked { lock, refused } => return Ok(Taken::Locked { lock, refused }),
            Trial::Problem(problem) => return Err(problem),
        }
    } else {
        key
    };
    private_key(key.key_data()).map(Taken::PrivateKey)
}

fn private_key(data: &KeypairData) -> Result<CandidateKey, KeyProblem> {
    let read = match data {
        KeypairData::Rsa(key) => read_rsa(key),
        KeypairData::Ecdsa(EcdsaKeypair::NistP256 { public, private }) => CandidateKey::from_ec_numbers(
            EcCurve::P256,
            private.as_slice(),
            public.as_bytes(),
            KeySyntax::OpenSsh,
        ),
        KeypairData::Ecdsa(EcdsaKeypair::NistP384 { public, private }) => CandidateKey::from_ec_numbers(
            EcCurve::P384,
            private.as_slice(),
            public.as_bytes(),
            KeySyntax::OpenSsh,
        ),
        KeypairData::Ecdsa(EcdsaKeypair::NistP521 { .. }) => {
            return Err(KeyProblem::KeyTypeUnusable { key_type: KeyType::Ec { curve: "P-521".to_owned() } });
        }
        KeypairData::Ed25519(key) => {
            CandidateKey::from_ed25519_seed(key.private.as_ref(), key.public.as_ref(), KeySyntax::OpenSsh)
        }
        other => return Err(unusable(other)),
    };
    read.map_err(|error| problem_of(error, LABEL))
}

fn read_rsa(key: &RsaKeypair) -> Result<CandidateKey, KeyError> {
    let (public, private) = (key.public(), key.private());
    let numbers = [public.n(), public.e(), private.d(), private.p(), private.q(), private.iqmp()]
        .map(ssh_key::Mpint::as_positive_bytes);
    let [Some(n), Some(e), Some(d), Some(p), Some(q), Some(q_inverse)] = numbers else {
        return Err(KeyError::Inconsistent);
    };
    let numbers = RsaNumbers { n, e, d, p, q, q_inverse };
    let pkcs1 = numbers.to_pkcs1_computing_exponents().ok_or(KeyError::Inconsistent)?;
    CandidateKey::from_pkcs1(&pkcs1, KeySyntax::OpenSsh)
}

/// The problem of a key of a type that cannot sign here: DSA, or a key that never leaves its hardware.
fn unusable(data: &KeypairData) -> KeyProblem {
    let name = data.algorithm().map(|algorithm| algorithm.to_string()).unwrap_or_default();
    KeyProblem::KeyTypeUnusable { key_type: KeyType::Other { oid: name.chars().take(64).collect() } }
}

/// The problem behind an error of the library, which says little: the name of an unknown cipher is looked up
/// here.
fn problem_of_error(error: &ssh_key::Error, bytes: &[u8]) -> KeyProblem {
    match error {
        ssh_key::Error::PublicKey => KeyProblem::Inconsistent { label: LABEL.to_owned() },
        ssh_key::Error::AlgorithmUnsupported { algorithm } => {
            KeyProblem::KeyTypeUnusable { key_type: KeyType::Other { oid: algorithm.to_string() } }
        }
        _ => match cipher_name(bytes) {
            Some(name) if name.parse::<ssh_key::Cipher>().is_err() => {
                KeyProblem::CipherUnsupported { cipher: name.to_owned() }
            }
            _ => KeyProblem::FileDamaged { format: ReadFormat::OpenSsh },
        },
    }
}

/// The first string after the magic bytes, if it looks like a name.
fn cipher_name(bytes: &[u8]) -> Option<&str> {
    let (length, rest) = bytes.strip_prefix(MAGIC)?.split_first_chunk()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok().filter(|length| *length <= 64)?;
    let name = std::str::from_utf8(rest.get(..length)?).ok()?;
    name.bytes().all(|byte| byte.is_ascii_graphic()).then_some(name)
}
