//! Sealing: AES-256-GCM with a random nonce (NIST SP 800-38D section 8.2.2). A sealed secret is bound to its vault,
//! owner, kind and seal number, and cannot be opened as any other.

use std::fmt;

use aes_gcm::aead::{AeadInOut as _, KeyInit as _};
use aes_gcm::{Aes256Gcm, Nonce};
use aws_lc_rs::rand;
use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use super::seal_numbers::SealNumbers;
use super::{SecretKind, SecretOwner};

/// Length of a sealing key in bytes.
pub const SEALING_KEY_BYTES: usize = 32;

/// The layout of sealed data, as its first byte: this byte, the nonce, the ciphertext with its tag.
const LAYOUT: u8 = 2;
/// The layout before there were seal numbers. It is only read.
const LAYOUT_WITHOUT_NUMBER: u8 = 1;
const NONCE_BYTES: usize = 12;
const TAG_BYTES: usize = 16;
/// What the seal numbers are bound to. The name is from a time when they were empty.
const NUMBERS: &str = "key check";
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

/// A key that seals and opens the secrets of one vault. Cleared on drop, and never written to swap space where the
/// system allows that.
pub(super) struct SealingKey {
    // Dropped, and thereby cleared, before its memory is unlocked.
    cipher: Box<Aes256Gcm>,
    vault: Vec<u8>,
    _out_of_swap: Option<region::LockGuard>,
}

/// A random identifier that distinguishes this vault from all others and names its key in the keychain.
pub(super) fn make_vault_id() -> Result<Vec<u8>, SealingError> {
    let mut id = vec![0; VAULT_ID_BYTES];
    rand::fill(&mut id).map_err(|_| SealingError)?;
    Ok(id)
}

impl SealingKey {
    pub(super) fn new(vault: &[u8], bytes: &KeyBytes) -> Result<Self, SealingError> {
        let cipher = Aes256Gcm::new_from_slice(bytes.as_slice()).map_err(|_| SealingError)?;
        let cipher = Box::new(cipher);
        // A limit of the system on locked memory is no reason not to work.
        let out_of_swap = region::lock(&raw const *cipher, size_of::<Aes256Gcm>()).ok();
        Ok(Self { cipher, vault: vault.to_owned(), _out_of_swap: out_of_swap })
    }

    /// Whether this is the key of the vault with this ID.
    pub(super) fn is_of(&self, vault: &[u8]) -> bool {
        self.vault == vault
    }

    pub(super) fn seal(
        &self,
        owner: SecretOwner,
        kind: SecretKind,
        number: u64,
        secret: &SecretString,
    ) -> Result<Vec<u8>, SealingError> {
        let place = self.place(LAYOUT, &[place_of(owner, kind).as_bytes(), &number.to_be_bytes()]);
        // Exposed to be sealed. The copy is overwritten by its own ciphertext.
        self.seal_bytes(LAYOUT, secret.expose_secret().as_bytes(), &place)
    }

    /// Opens a secret that was sealed with this number. Number 0 stands for the time before there were numbers.
    pub(super) fn open(
        &self,
        owner: SecretOwner,
        kind: SecretKind,
        number: u64,
        sealed: &[u8],
    ) -> Result<SecretString, UnsealError> {
        let name = place_of(owner, kind);
        let secret = if number == 0 {
            let place = self.place(LAYOUT_WITHOUT_NUMBER, &[name.as_bytes()]);
            self.open_bytes(LAYOUT_WITHOUT_NUMBER, sealed, &place)?
        } else {
            let place = self.place(LAYOUT, &[name.as_bytes(), &number.to_be_bytes()]);
            self.open_bytes(LAYOUT, sealed, &place)?
        };
        let text = std::str::from_utf8(&secret).map_err(|_| UnsealError)?;
        Ok(SecretString::from(text))
    }

    /// Seals the numbers. Only this key can open them, so that they also tell whether a key is the right one.
    pub(super) fn seal_numbers(&self, numbers: &SealNumbers) -> Result<Vec<u8>, SealingError> {
        let place = self.place(LAYOUT_WITHOUT_NUMBER, &[NUMBERS.as_bytes()]);
        self.seal_bytes(LAYOUT_WITHOUT_NUMBER, &numbers.write(), &place)
    }

    pub(super) fn open_numbers(&self, sealed: &[u8]) -> Result<SealNumbers, UnsealError> {
        let place = self.place(LAYOUT_WITHOUT_NUMBER, &[NUMBERS.as_bytes()]);
        SealNumbers::read(&self.open_bytes(LAYOUT_WITHOUT_NUMBER, sealed, &place)?).ok_or(UnsealError)
    }

    fn seal_bytes(&self, layout: u8, bytes: &[u8], place: &[u8]) -> Result<Vec<u8>, SealingError> {
        let mut nonce = [0; NONCE_BYTES];
        rand::fill(&mut nonce).map_err(|_| SealingError)?;
        // With room for everything, so that the buffer is never reallocated, which would leave unsealed bytes behind.
        let mut sealed = Vec::with_capacity(1 + NONCE_BYTES + bytes.len() + TAG_BYTES);
        sealed.push(layout);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(bytes);
        let text = sealed.get_mut(1 + NONCE_BYTES..).ok_or(SealingError)?;
        let tag = self.cipher.encrypt_inout_detached(&Nonce::from(nonce), place, text.into());
        sealed.extend_from_slice(&tag.map_err(|_| SealingError)?);
        Ok(sealed)
    }

    fn open_bytes(&self, layout: u8, sealed: &[u8], place: &[u8]) -> Result<Zeroizing<Vec<u8>>, UnsealError> {
        let (&found, rest) = sealed.split_first().ok_or(UnsealError)?;
        let (nonce, rest) = rest.split_first_chunk::<NONCE_BYTES>().ok_or(UnsealError)?;
        let (ciphertext, tag) = rest.split_last_chunk::<TAG_BYTES>().ok_or(UnsealError)?;
        if found != layout {
            return Err(UnsealError);
        }
        let mut text = Zeroizing::new(ciphertext.to_vec());
        let opened = self.cipher.decrypt_inout_detached(
            &Nonce::from(*nonce),
            place,
            text.as_mut_slice().into(),
            &(*tag).into(),
        );
        opened.map_err(|_| UnsealError)?;
        Ok(text)
    }

    /// What sealed data is bound to. Each part is preceded by its length, so that no two places are equal.
    fn place(&self, layout: u8, names: &[&[u8]]) -> Vec<u8> {
        let parts: [&[u8]; 3] = [b"countersign", &[layout], &self.vault];
        let mut place = Vec::new();
        for part in parts.iter().chain(names) {
            place.extend_from_slice(&(part.len() as u64).to_be_bytes());
            place.extend_from_slice(part);
        }
        place
    }
}

/// The name of a secret among those of its vault. Names are written out here, because secrets that are sealed today must
/// open even after a name in the code has changed.
pub(super) fn place_of(owner: SecretOwner, kind: SecretKind) -> String {
    let owner = match owner {
        SecretOwner::Credential { id } => format!("credential {}", id.0),
        SecretOwner::Practice => "practice".to_owned(),
        SecretOwner::Backup => "backup".to_owned(),
    };
    let kind = match kind {
        SecretKind::PrivateKey => "private_key",
        SecretKind::ClientSecret => "client_secret",
        SecretKind::AccessKey => "access_key",
        SecretKind::KeyPassphrase => "key_passphrase",
        SecretKind::PracticeServer => "practice_server",
        SecretKind::BackupKey => "backup_key",
    };
    format!("{owner} {kind}")
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
        key.open(owner, kind, 3, sealed).ok().map(|secret| secret.expose_secret().to_owned())
    }

    #[test]
    fn a_secret_opens_only_for_its_owner_kind_and_number_in_its_vault_and_with_its_key() {
        let here = key(b"vault", 1);
        let sealed = here.seal(OWNER, SecretKind::ClientSecret, 3, &"the secret".into()).unwrap();
        assert_eq!(opened(&here, OWNER, SecretKind::ClientSecret, &sealed).as_deref(), Some("the secret"));
        assert_eq!(opened(&here, OTHER, SecretKind::ClientSecret, &sealed), None);
        assert_eq!(opened(&here, SecretOwner::Practice, SecretKind::ClientSecret, &sealed), None);
        assert_eq!(opened(&here, OWNER, SecretKind::PrivateKey, &sealed), None);
        assert_eq!(opened(&key(b"other", 1), OWNER, SecretKind::ClientSecret, &sealed), None);
        assert_eq!(opened(&key(b"vault", 2), OWNER, SecretKind::ClientSecret, &sealed), None);
        for number in [0, 2, 4] {
            assert!(here.open(OWNER, SecretKind::ClientSecret, number, &sealed).is_err(), "{number}");
        }
    }

    #[test]
    fn a_sealed_secret_with_any_byte_altered_does_not_open() {
        let key = key(b"vault", 1);
        let sealed = key.seal(OWNER, SecretKind::AccessKey, 3, &"abc".into()).unwrap();
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
        let seal = || key.seal(OWNER, SecretKind::AccessKey, 3, &"abc".into()).unwrap();
        assert_ne!(seal(), seal());
    }

    #[test]
    fn another_implementation_opens_what_is_sealed() {
        use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, UnboundKey};
        let sealed = key(b"vault", 1).seal(OWNER, SecretKind::AccessKey, 3, &"abc".into()).unwrap();
        let place = key(b"vault", 1).place(LAYOUT, &[b"credential 7 access_key", &3_u64.to_be_bytes()]);
        let theirs = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &[1; 32]).unwrap());
        let nonce = aws_lc_rs::aead::Nonce::try_assume_unique_for_key(&sealed[1..13]).unwrap();
        let mut text = sealed[13..].to_vec();
        assert_eq!(theirs.open_in_place(nonce, Aad::from(place), &mut text).unwrap(), b"abc");
    }

    #[test]
    fn the_seal_numbers_open_only_with_the_right_key_and_empty_ones_are_from_before() {
        let here = key(b"vault", 1);
        let mut numbers = SealNumbers::default();
        let number = numbers.next("credential 7 private_key");
        let sealed = here.seal_numbers(&numbers).unwrap();
        assert_eq!(here.open_numbers(&sealed).unwrap().of("credential 7 private_key"), number);
        assert!(key(b"vault", 2).open_numbers(&sealed).is_err());
        assert!(key(b"other", 1).open_numbers(&sealed).is_err());
        let before = here.place(LAYOUT_WITHOUT_NUMBER, &[NUMBERS.as_bytes()]);
        let before = here.seal_bytes(LAYOUT_WITHOUT_NUMBER, &[], &before).unwrap();
        assert_eq!(here.open_numbers(&before).unwrap().of("credential 7 private_key"), 0);
    }

    #[test]
    fn the_bytes_of_a_key_are_never_printed() {
        assert_eq!(format!("{:?}", KeyBytes::from_slice(&[65; 32]).unwrap()), "KeyBytes([elided])");
    }
}
