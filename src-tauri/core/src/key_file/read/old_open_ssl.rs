//! Private keys encrypted as OpenSSL did before PKCS#8: `Proc-Type: 4,ENCRYPTED` and `DEK-Info` (RFC 1421
//! section 4.6.1), with a key derived by one round of MD5.

use md5::{Digest as _, Md5};
use zeroize::Zeroizing;

use crate::key::SecretBytes;
use crate::key_file::budget::Effort;
use crate::key_file::password_based::{Cipher, is_whole_sequence};
use crate::key_file::problem::{KeyDerivation, KeyProblem};
use crate::key_file::refusal::Refusal;

/// Content of the header `DEK-Info`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DekInfo {
    cipher: Cipher,
    iv: Vec<u8>,
}

impl DekInfo {
    /// Reads `AES-256-CBC,0123…`: the cipher and its initialization vector in hexadecimal.
    pub(super) fn read(name: &str, iv: &str) -> Result<Self, KeyProblem> {
        let Some(cipher) = Cipher::with_open_ssl_name(name) else {
            return Err(KeyProblem::CipherUnsupported { cipher: name.chars().take(32).collect() });
        };
        let digits: Option<Vec<u8>> =
            iv.chars().map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok())).collect();
        let iv: Vec<u8> = digits
            .unwrap_or_default()
            .chunks_exact(2)
            .map(|pair| pair.iter().fold(0, |byte, digit| (byte << 4) | digit))
            .collect();
        if iv.len() == cipher.iv_length() {
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
        let key = derive_key(passphrase, &self.iv[..8], self.cipher.key_length());
        let plain = self.cipher.decrypt(&key, &self.iv, data).ok_or(Refusal::WrongPassphrase)?;
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
