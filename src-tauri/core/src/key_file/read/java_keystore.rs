//! Keystores of Java before version 9: JKS, and JCEKS of the Java Cryptography Extension. Neither has a
//! standard. Both are read as OpenJDK's `sun.security.provider.JavaKeyStore` and
//! `com.sun.crypto.provider.JceKeyStore` do. Later keystores are PKCS#12.
//!
//! The certificates in them are not encrypted; only the private keys need a passphrase.

use md5::{Digest as _, Md5};
use sha1::Sha1;
use zeroize::Zeroizing;

use super::content::EncryptedKey;
use super::found::Found;
use crate::key::KeySyntax;
use crate::key::SecretBytes;
use crate::key_file::budget::Effort;
use crate::key_file::limit::ReadingLimit;
use crate::key_file::passphrase::{LockForm, Trial, Unlocker};
use crate::key_file::password_based::{SaltAndCount, cbc_decrypt, is_whole_sequence};
use crate::key_file::problem::{KeyDerivation, KeyProblem, ReadFormat};
use crate::key_file::refusal::Refusal;

/// The first bytes of JKS and of JCEKS.
pub(super) const MAGIC: [[u8; 4]; 2] = [[0xFE, 0xED, 0xFE, 0xED], [0xCE, 0xCE, 0xCE, 0xCE]];

/// Algorithm that JKS protects a key with.
const KEY_PROTECTOR: &str = "1.3.6.1.4.1.42.2.17.1.1";
/// Algorithm that JCEKS protects a key with: triple DES with a key derived by MD5.
const MD5_TRIPLE_DES: &str = "1.3.6.1.4.1.42.2.19.1";
/// Hashed between the passphrase and the content.
const WHITENER: &[u8] = b"Mighty Aphrodite";
const SHA1_LENGTH: usize = 20;
/// The longest alias that is shown, in characters.
const LONGEST_ALIAS: usize = 64;

const DAMAGED: KeyProblem = KeyProblem::FileDamaged { format: ReadFormat::JavaKeystore };

/// A private key, still encrypted.
struct KeyEntry<'k> {
    alias: String,
    encrypted: EncryptedKey<'k>,
}

/// Reads all private keys and certificates.
pub(super) fn read(bytes: &[u8], found: &mut Found<'_>, unlocker: &mut Unlocker<'_>) {
    // The hash at the end covers everything before it.
    let Some((content, hash)) = bytes.split_last_chunk::<SHA1_LENGTH>() else {
        return found.add_problem(DAMAGED);
    };
    let mut entries = Entries { rest: content, keys: Vec::new() };
    match entries.read(found) {
        Ok(()) => {}
        Err(problem @ KeyProblem::SecretKeyEntry { .. }) => found.add_problem(problem),
        Err(problem) => return found.add_problem(problem),
    }
    if !entries.keys.is_empty() {
        unlock(&entries.keys, content, hash, found, unlocker);
    }
    found.nothing_else_inside(ReadFormat::JavaKeystore);
}

/// Finds the passphrase of the keystore, then decrypts the keys: most have the same passphrase, some have their
/// own.
fn unlock(
    keys: &[KeyEntry<'_>],
    content: &[u8],
    hash: &[u8; SHA1_LENGTH],
    found: &mut Found<'_>,
    unlocker: &mut Unlocker<'_>,
) {
    let Some(lock) = unlocker.next_lock(LockForm::JavaKeystore) else { return };
    let opened = unlocker.open(lock.clone(), |passphrase, effort| {
        let passphrase = Zeroizing::new(passphrase.to_owned());
        // Each key can be checked by itself: a passphrase that unlocks one will do, even if it is not the
        // keystore's.
        effort.spend_on_bytes(KeyDerivation::Pbkdf1, content.len())?;
        if is_hash(hash, &passphrase, content) {
            return Ok(passphrase);
        }
        for key in keys {
            match key.open(&passphrase, effort) {
                Ok(_) => return Ok(passphrase),
                Err(Refusal::WrongPassphrase) => {}
                Err(refusal) => return Err(refusal),
            }
        }
        Err(Refusal::WrongPassphrase)
    });
    let passphrase = match opened {
        Trial::Opened(passphrase) => passphrase,
        Trial::Locked { lock, refused } => return found.add_locked(lock, refused),
        Trial::Problem(problem) => return found.add_problem(problem),
    };
    for key in keys {
        let mut entry_lock = lock.clone();
        entry_lock.entry = Some(key.alias.clone());
        let with_own =
            unlocker.open_with(&passphrase, entry_lock, |passphrase, effort| key.open(passphrase, effort));
        match with_own {
            Trial::Opened(pkcs8) => {
                found.name_next_key(&key.alias);
                found.take_key_within(&pkcs8, KeySyntax::JavaKeystore, DAMAGED);
            }
            Trial::Locked { lock, refused } => found.add_locked(lock, refused),
            Trial::Problem(problem) => found.add_problem(problem),
        }
    }
}

fn is_hash(hash: &[u8; SHA1_LENGTH], passphrase: &str, content: &[u8]) -> bool {
    let mut sha1 = Sha1::new();
    sha1.update(utf16(passphrase).as_slice());
    sha1.update(WHITENER);
    sha1.update(content);
    sha1.finalize().as_slice() == hash
}

/// The passphrase in Java's characters: UTF-16, big-endian.
fn utf16(passphrase: &str) -> SecretBytes {
    let mut bytes = Zeroizing::new(Vec::with_capacity(2 * passphrase.len()));
    for unit in passphrase.encode_utf16() {
        bytes.extend_from_slice(&unit.to_be_bytes());
    }
    bytes
}

/// The bytes that are left to be read. Every length is compared with them before it is used.
struct Entries<'k> {
    rest: &'k [u8],
    keys: Vec<KeyEntry<'k>>,
}

impl<'k> Entries<'k> {
    fn read(&mut self, found: &mut Found<'_>) -> Result<(), KeyProblem> {
        let _magic = self.number()?;
        let version = self.number()?;
        if !(1..=2).contains(&version) {
            return Err(DAMAGED);
        }
        for _ in 0..self.number()? {
            if !found.budget().take(ReadingLimit::Objects, 1) {
                return Ok(());
            }
            let kind = self.number()?;
            let alias = self.text()?;
            let _date = self.bytes(8)?;
            match kind {
                1 => self.private_key(alias, version, found)?,
                2 => self.certificate(version, found)?,
                // Only Java itself can tell where a secret key ends.
                3 => return Err(KeyProblem::SecretKeyEntry { alias }),
                _ => return Err(DAMAGED),
            }
        }
        if self.rest.is_empty() { Ok(()) } else { Err(DAMAGED) }
    }

    fn private_key(&mut self, alias: String, version: u32, found: &mut Found<'_>) -> Result<(), KeyProblem> {
        let length = self.number()?;
        let der = self.bytes(length)?;
        self.keys.push(KeyEntry { alias, encrypted: EncryptedKey::read(der).ok_or(DAMAGED)? });
        for _ in 0..self.number()? {
            self.certificate(version, found)?;
        }
        Ok(())
    }

    fn certificate(&mut self, version: u32, found: &mut Found<'_>) -> Result<(), KeyProblem> {
        if version == 2 {
            let _type = self.text()?;
        }
        let length = self.number()?;
        found.add_certificate(Some(self.bytes(length)?), DAMAGED);
        Ok(())
    }

    fn bytes(&mut self, length: u32) -> Result<&'k [u8], KeyProblem> {
        let length = usize::try_from(length).map_err(|_| DAMAGED)?;
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(DAMAGED)?;
        self.rest = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u32, KeyProblem> {
        let (number, rest) = self.rest.split_first_chunk().ok_or(DAMAGED)?;
        self.rest = rest;
        Ok(u32::from_be_bytes(*number))
    }

    /// A name in Java's modified UTF-8. Whatever differs from UTF-8 becomes U+FFFD.
    fn text(&mut self) -> Result<String, KeyProblem> {
        let (length, rest) = self.rest.split_first_chunk().ok_or(DAMAGED)?;
        self.rest = rest;
        let bytes = self.bytes(u16::from_be_bytes(*length).into())?;
        Ok(String::from_utf8_lossy(bytes).chars().take(LONGEST_ALIAS).collect())
    }
}

impl KeyEntry<'_> {
    /// Decrypts the key, which gives `PrivateKeyInfo` in DER.
    fn open(&self, passphrase: &str, effort: &mut Effort<'_>) -> Result<SecretBytes, Refusal> {
        let plain = match self.encrypted.algorithm.oid.to_string().as_str() {
            KEY_PROTECTOR => {
                effort.spend_on_bytes(KeyDerivation::Pbkdf1, self.encrypted.data.len())?;
                open_protected(self.encrypted.data, passphrase)?
            }
            MD5_TRIPLE_DES => self.open_md5_triple_des(passphrase, effort)?,
            _ => return self.encrypted.open(passphrase, effort),
        };
        if is_whole_sequence(&plain) { Ok(plain) } else { Err(Refusal::WrongPassphrase) }
    }

    fn open_md5_triple_des(&self, passphrase: &str, effort: &mut Effort<'_>) -> Result<SecretBytes, Refusal> {
        let parameters = self.encrypted.algorithm.parameters.ok_or(DAMAGED)?;
        let parameters: SaltAndCount<'_> = parameters.decode_as().map_err(|_| DAMAGED)?;
        let salt: [u8; 8] = parameters.salt.as_bytes().try_into().map_err(|_| DAMAGED)?;
        if parameters.iterations == 0 {
            return Err(DAMAGED.into());
        }
        effort.spend(KeyDerivation::Pbkdf1, 2 * u64::from(parameters.iterations))?;
        let key = derive_md5_triple_des(passphrase, salt, parameters.iterations);
        cbc_decrypt::<des::TdesEde3>(&key[..24], &key[24..], self.encrypted.data)
    }
}

/// Removes the key protection of JKS: a stream of SHA-1 hashes over the key, followed by a hash of passphrase
/// and key.
fn open_protected(data: &[u8], passphrase: &str) -> Result<SecretBytes, Refusal> {
    let parts = data.split_first_chunk::<SHA1_LENGTH>().and_then(|(salt, rest)| {
        rest.split_last_chunk::<SHA1_LENGTH>().map(|(key, check)| (salt, key, check))
    });
    let (salt, encrypted, check) = parts.ok_or(DAMAGED)?;
    let passphrase = utf16(passphrase);
    let hash = |bytes: &[u8]| {
        let mut sha1 = Sha1::new();
        sha1.update(passphrase.as_slice());
        sha1.update(bytes);
        Zeroizing::new(<[u8; SHA1_LENGTH]>::from(sha1.finalize()))
    };
    let mut plain = Zeroizing::new(encrypted.to_vec());
    let mut stream = Zeroizing::new(*salt);
    for chunk in plain.chunks_mut(SHA1_LENGTH) {
        stream = hash(stream.as_slice());
        chunk.iter_mut().zip(stream.iter()).for_each(|(byte, mask)| *byte ^= mask);
    }
    if *hash(&plain) == *check { Ok(plain) } else { Err(Refusal::WrongPassphrase) }
}

/// Key and initialization vector of `PBEWithMD5AndTripleDES`: each half of the salt is hashed with the
/// passphrase separately. Passphrases that are not ASCII do not occur, because Java accepts none for it.
fn derive_md5_triple_des(passphrase: &str, mut salt: [u8; 8], iterations: u32) -> SecretBytes {
    if salt[..4] == salt[4..] {
        // Java means to reverse the first half; this is what it really does.
        let [first, second, _, fourth, ..] = salt;
        salt[..4].copy_from_slice(&[fourth, first, second, fourth]);
    }
    let mut key = Zeroizing::new(Vec::with_capacity(32));
    for half in salt.chunks(4) {
        let hash_of = |bytes: &[u8]| {
            let mut md5 = Md5::new();
            md5.update(bytes);
            md5.update(passphrase);
            Zeroizing::new(<[u8; 16]>::from(md5.finalize()))
        };
        let mut hash = hash_of(half);
        for _ in 1..iterations {
            hash = hash_of(hash.as_slice());
        }
        key.extend_from_slice(hash.as_slice());
    }
    key
}
