//! Private keys encrypted as OpenSSL did before PKCS#8: `Proc-Type: 4,ENCRYPTED` and `DEK-Info` (RFC 1421
//! section 4.6.1), with a key derived by one round of MD5.

use md5::{Digest as _, Md5};
use zeroize::Zeroizing;

use crate::key::SecretBytes;
use crate::key_file::budget::Effort;
use crate::key_file::password_based::{cbc_decrypt, is_whole_sequence};
use crate::key_file::problem::{KeyDerivation, KeyProblem};
use crate::key_file::refusal::Refusal;

/// Content of the header `DEK-Info`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DekInfo {
    cipher: Cipher,
    iv: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cipher {
    Aes128,
    Aes192,
    Aes256,
    TripleDes,
    Des,
}

impl DekInfo {
    /// Reads `AES-256-CBC,0123…`: the cipher and its initialization vector in hexadecimal.
    pub(super) fn read(name: &str, iv: &str) -> Result<Self, KeyProblem> {
        let (cipher, block) = match name {
            "AES-128-CBC" => (Cipher::Aes128, 16),
            "AES-192-CBC" => (Cipher::Aes192, 16),
            "AES-256-CBC" => (Cipher::Aes256, 16),
            "DES-EDE3-CBC" => (Cipher::TripleDes, 8),
            "DES-CBC" => (Cipher::Des, 8),
            other => {
                let cipher = other.chars().take(32).collect();
                return Err(KeyProblem::CipherUnsupported { cipher });
            }
        };
        let digits: Option<Vec<u8>> =
            iv.chars().map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok())).collect();
        let iv: Vec<u8> = digits
            .unwrap_or_default()
            .chunks_exact(2)
            .map(|pair| pair.iter().fold(0, |byte, digit| (byte << 4) | digit))
            .collect();
        if iv.len() == block {
            Ok(Self { cipher, iv })
        } else {
            Err(KeyProblem::Damaged { label: "DEK-Info".to_owned() })
        }
    }

    /// Decrypts the body of the block.
    pub(super) fn decrypt(
        &self,
        data: &[u8],
        passphrase: &str,
        effort: &mut Effort<'_>,
    ) -> Result<SecretBytes, Refusal> {
        effort.spend_on_bytes(KeyDerivation::Pbkdf1, data.len())?;
        let length = match self.cipher {
            Cipher::Des => 8,
            Cipher::Aes128 => 16,
            Cipher::Aes192 | Cipher::TripleDes => 24,
            Cipher::Aes256 => 32,
        };
        let key = derive_key(passphrase, &self.iv[..8], length);
        let plain = match self.cipher {
            Cipher::Aes128 => cbc_decrypt::<aes::Aes128>(&key, &self.iv, data),
            Cipher::Aes192 => cbc_decrypt::<aes::Aes192>(&key, &self.iv, data),
            Cipher::Aes256 => cbc_decrypt::<aes::Aes256>(&key, &self.iv, data),
            Cipher::TripleDes => cbc_decrypt::<des::TdesEde3>(&key, &self.iv, data),
            Cipher::Des => cbc_decrypt::<des::Des>(&key, &self.iv, data),
        }?;
        if is_whole_sequence(&plain) { Ok(plain) } else { Err(Refusal::WrongPassphrase) }
    }
}

/// OpenSSL's `EVP_BytesToKey` with MD5 and an iteration count of one.
fn derive_key(passphrase: &str, salt: &[u8], length: usize) -> SecretBytes {
    let mut key = Zeroizing::new(Vec::with_capacity(48));
    let mut before = Zeroizing::new(Vec::new());
    while key.len() < length {
        let mut hash = Md5::new();
        hash.update(before.as_slice());
        hash.update(passphrase);
        hash.update(salt);
        before = Zeroizing::new(hash.finalize().to_vec());
        key.extend_from_slice(&before);
    }
    key.truncate(length);
    key
}
