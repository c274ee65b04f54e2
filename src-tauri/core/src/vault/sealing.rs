//! Sealing: AES-256-GCM with a random nonce (NIST SP 800-38D section 8.2.2). A sealed secret is bound to its vault,
//! owner and kind, and cannot be opened as any other.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey};
use aws_lc_rs::rand;
use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use super::{SecretKind, SecretOwner};

/// Length of a sealing key in bytes.
pub const SEALING_KEY_BYTES: usize = 32;

/// The layout of sealed data, as its first byte: this byte, the nonce, the ciphertext with its tag.
const LAYOUT: u8 = 1;
const NONCE_BYTES: usize = 12;
const VAULT_ID_BYTES: usize = 16;

/// The bytes of a sealing key. Cleared on drop; `Debug` shows nothing.
pub struct KeyBytes(Zeroizing<[u8; SEALING_KEY_BYTES]>);

impl KeyBytes {
    /// A random key.
    pub(super) fn make() -> Result<Self, SealingError> {
        let mut bytes = Zeroizing::new([0; SEALING_KEY_BYTES]);
        rand::fill(&mut *bytes).map_err(|_| SealingError)?;
        Ok(Self(bytes))
    }

    /// The key with these bytes; `None` if their number is not [`SEALING_KEY_BYTES`].
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        Some(Self(Zeroizing::new(bytes.try_into().ok()?)))
    }

    pub(super) fn from_array(bytes: Zeroizing<[u8; SEALING_KEY_BYTES]>) -> Self {
        Self(bytes)
    }

    /// The bytes, to be stored by a [`super::SealingKeyHome`].
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        &*self.0
    }
}

impl fmt::Debug for KeyBytes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("KeyBytes([elided])")
    }
}

/// The cryptography library failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SealingError;

impl std::fmt::Display for SealingError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the cryptography library could not seal")
    }
}

impl std::error::Error for SealingError {}

/// The sealed data was altered, belongs elsewhere, or was sealed with another key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct UnsealError;

impl std::fmt::Display for UnsealError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the sealed secret does not open")
    }
}

impl std::error::Error for UnsealError {}

/// A key that seals and opens the secrets of one vault.
pub(super) struct SealingKey {
    key: RandomizedNonceKey,
    vault: Vec<u8>,
}

/// A random identifier that distinguishes this vault from all others and names its key in the keychain.
pub(super) fn make_vault_id() -> Result<Vec<u8>, SealingError> {
    let mut id = vec![0; VAULT_ID_BYTES];
    rand::fill(&mut id).map_err(|_| SealingError)?;
    Ok(id)
}

impl SealingKey {
    pub(super) fn new(vault: &[u8], bytes: &KeyBytes) -> Result<Self, SealingError> {
        let key = RandomizedNonceKey::new(&AES_256_GCM, bytes.as_slice()).map_err(|_| SealingError)?;
        Ok(Self { key, vault: vault.to_owned() })
    }

    pub(super) fn seal(
        &self,
        owner: SecretOwner,
        kind: SecretKind,
        secret: &SecretString,
    ) -> Result<Vec<u8>, SealingError> {
        // Exposed to be sealed. The copy is overwritten by its own ciphertext.
        self.seal_bytes(secret.expose_secret().as_bytes(), &self.place_of(owner, kind))
    }

    pub(super) fn open(
        &self,
        owner: SecretOwner,
        kind: SecretKind,
        sealed: &[u8],
    ) -> Result<SecretString, UnsealError> {
        let secret = self.open_bytes(sealed, &self.place_of(owner, kind))?;
        let text = std::str::from_utf8(&secret).map_err(|_| UnsealError)?;
        Ok(SecretString::from(text))
    }

    /// A value that only this key can open, so that a wrong key is detected before it is used.
    pub(super) fn key_check(&self) -> Result<Vec<u8>, SealingError> {
        self.seal_bytes(&[], &self.place("key check"))
    }

    pub(super) fn fits(&self, key_check: &[u8]) -> bool {
        self.open_bytes(key_check, &self.place("key check")).is_ok()
    }

    fn seal_bytes(&self, bytes: &[u8], place: &[u8]) -> Result<Vec<u8>, SealingError> {
        // With room for the tag, so that the buffer is never reallocated, which would leave unsealed bytes behind.
        let mut in_out = Vec::with_capacity(bytes.len() + AES_256_GCM.tag_len());
        in_out.extend_from_slice(bytes);
        let nonce =
            self.key.seal_in_place_append_tag(Aad::from(place), &mut in_out).map_err(|_| SealingError)?;
        let mut sealed = vec![LAYOUT];
        sealed.extend_from_slice(nonce.as_ref());
        sealed.append(&mut in_out);
        Ok(sealed)
    }

    fn open_bytes(&self, sealed: &[u8], place: &[u8]) -> Result<Zeroizing<Vec<u8>>, UnsealError> {
        let (&layout, rest) = sealed.split_first().ok_or(UnsealError)?;
        let (nonce, ciphertext) = rest.split_at_checked(NONCE_BYTES).ok_or(UnsealError)?;
        if layout != LAYOUT {
            return Err(UnsealError);
        }
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| UnsealError)?;
        let mut in_out = Zeroizing::new(ciphertext.to_vec());
        let length =
            self.key.open_in_place(nonce, Aad::from(place), &mut in_out).map_err(|_| UnsealError)?.len();
        in_out.truncate(length);
        Ok(in_out)
    }

    fn place_of(&self, owner: SecretOwner, kind: SecretKind) -> Vec<u8> {
        let owner = match owner {
            SecretOwner::Credential { id } => format!("credential {}", id.0),
            SecretOwner::Practice => "practice".to_owned(),
        };
        // Names are written out here, because secrets that are sealed today must open even after a name in the code
        // has changed.
        let kind = match kind {
            SecretKind::PrivateKey => "private_key",
            SecretKind::ClientSecret => "client_secret",
            SecretKind::AccessKey => "access_key",
            SecretKind::KeyPassphrase => "key_passphrase",
            SecretKind::PracticeServer => "practice_server",
        };
        self.place(&format!("{owner} {kind}"))
    }

    /// What a sealed secret is bound to. Each part is preceded by its length, so that no two places are equal.
    fn place(&self, name: &str) -> Vec<u8> {
        let parts: [&[u8]; 4] = [b"countersign", &[LAYOUT], &self.vault, name.as_bytes()];
        let mut place = Vec::new();
        for part in parts {
            place.extend_from_slice(&(part.len() as u64).to_be_bytes());
            place.extend_from_slice(part);
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::CredentialId;

    const OWNER: SecretOwner = SecretOwner::Credential { id: CredentialId(7) };
    const OTHER: SecretOwner = SecretOwner::Credential { id: CredentialId(8) };

    fn key(vault: &[u8], byte: u8) -> SealingKey {
        SealingKey::new(vault, &KeyBytes::from_slice(&[byte; 32]).unwrap()).unwrap()
    }

    fn opened(key: &SealingKey, owner: SecretOwner, kind: SecretKind, sealed: &[u8]) -> Option<String> {
        key.open(owner, kind, sealed).ok().map(|secret| secret.expose_secret().to_owned())
    }

    #[test]
    fn a_secret_opens_only_for_its_owner_and_kind_in_its_vault_and_with_its_key() {
        let here = key(b"vault", 1);
        let sealed = here.seal(OWNER, SecretKind::ClientSecret, &"the secret".into()).unwrap();
        assert_eq!(opened(&here, OWNER, SecretKind::ClientSecret, &sealed).as_deref(), Some("the secret"));
        assert_eq!(opened(&here, OTHER, SecretKind::ClientSecret, &sealed), None);
        assert_eq!(opened(&here, SecretOwner::Practice, SecretKind::ClientSecret, &sealed), None);
        assert_eq!(opened(&here, OWNER, SecretKind::PrivateKey, &sealed), None);
        assert_eq!(opened(&key(b"other", 1), OWNER, SecretKind::ClientSecret, &sealed), None);
        assert_eq!(opened(&key(b"vault", 2), OWNER, SecretKind::ClientSecret, &sealed), None);
    }

    #[test]
    fn a_sealed_secret_with_any_byte_altered_does_not_open() {
        let key = key(b"vault", 1);
        let sealed = key.seal(OWNER, SecretKind::AccessKey, &"abc".into()).unwrap();
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            assert_eq!(opened(&key, OWNER, SecretKind::AccessKey, &altered), None, "byte {at}");
            assert_eq!(opened(&key, OWNER, SecretKind::AccessKey, &sealed[..at]), None, "cut at {at}");
        }
    }

    #[test]
    fn the_same_secret_is_sealed_differently_each_time() {
        let key = key(b"vault", 1);
        let seal = || key.seal(OWNER, SecretKind::AccessKey, &"abc".into()).unwrap();
        assert_ne!(seal(), seal());
    }

    #[test]
    fn a_wrong_key_is_detected_by_the_key_check() {
        let check = key(b"vault", 1).key_check().unwrap();
        assert!(key(b"vault", 1).fits(&check));
        assert!(!key(b"vault", 2).fits(&check));
        assert!(!key(b"other", 1).fits(&check));
    }

    #[test]
    fn the_bytes_of_a_key_are_never_printed() {
        assert_eq!(format!("{:?}", KeyBytes::from_slice(&[65; 32]).unwrap()), "KeyBytes([elided])");
    }
}
