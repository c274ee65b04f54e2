//! The outside of a transfer file: a header in clear, and one sealed content. `docs/transfer-file.md` describes both to
//! the byte. Nothing of the content is used before all of it was authenticated.

use std::fmt;

use aes_gcm::aead::{AeadInOut as _, KeyInit as _};
use aes_gcm::{Aes256Gcm, Nonce};
use aws_lc_rs::rand;
use secrecy::SecretString;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::problem::{MOST_FILE_BYTES, TransferProblem};
use crate::store::PassphraseCosts;
use crate::vault::{KeyBytes, VaultError, acceptable, derive_key, forms, make_costs};

/// The version of the format that is written, and the newest that is read.
pub const VERSION: u32 = 1;

/// As in PNG: a byte that is no text, the name, and line ends that a transfer as text would change.
const MAGIC: [u8; 8] = *b"\x89CSXF\r\n\x1a";
const SALT_BYTES: usize = 16;
const NONCE_BYTES: usize = 12;
const TAG_BYTES: usize = 16;
const SUM_BYTES: usize = 8;
/// Magic, version and the parameters of the key: what the key check is bound to.
const KEY_PART: usize = 8 + 4 + 3 * 4 + SALT_BYTES;
const SUMMED: usize = KEY_PART + NONCE_BYTES + TAG_BYTES + NONCE_BYTES + 8;
/// Length of the header in bytes.
pub const HEADER_BYTES: usize = SUMMED + SUM_BYTES;
/// The most bytes of a content.
pub(super) const MOST_CONTENT_BYTES: usize = MOST_FILE_BYTES - HEADER_BYTES - TAG_BYTES;
/// Four times the memory and the work of what is written today. A file that asks for more was not written by this
/// program, and deriving its key would only exhaust the computer.
const MOST_MEMORY_KIB: u32 = 4 * 64 * 1024;
const MOST_WORK: u64 = 4 * 3 * 64 * 1024;

/// The key of transfer files, derived from a passphrase, and how it was derived. Cleared on drop.
pub struct FileKey {
    pub(super) costs: PassphraseCosts,
    pub(super) key: KeyBytes,
}

impl FileKey {
    /// The key of a new file, from a passphrase that the person has chosen. Takes a few tenths of a second.
    ///
    /// # Errors
    ///
    /// [`TransferProblem::PassphraseTooShort`].
    pub fn new(passphrase: &SecretString) -> Result<Self, TransferProblem> {
        let passphrase = acceptable(passphrase).map_err(|error| match error {
            VaultError::PassphraseTooShort { fewest } => TransferProblem::PassphraseTooShort { fewest },
            _ => TransferProblem::SealingFailed,
        })?;
        let costs = make_costs().map_err(|_| TransferProblem::SealingFailed)?;
        let key = derive_key(&passphrase, &costs).map_err(|_| TransferProblem::SealingFailed)?;
        Ok(Self { costs, key })
    }
}

impl fmt::Debug for FileKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("FileKey([elided])")
    }
}

/// Seals a content as a file. The buffer is sealed in place; nothing of it is left unsealed.
pub(super) fn seal(key: &FileKey, mut content: Zeroizing<Vec<u8>>) -> Result<Vec<u8>, TransferProblem> {
    let cipher = cipher(&key.key)?;
    let mut header = Vec::with_capacity(HEADER_BYTES);
    header.extend_from_slice(&MAGIC);
    for number in [VERSION, key.costs.memory_kib, key.costs.passes, key.costs.lanes] {
        header.extend_from_slice(&number.to_be_bytes());
    }
    header.extend_from_slice(&key.costs.salt);
    let nonce = make_nonce()?;
    let check = cipher
        .encrypt_inout_detached(&Nonce::from(nonce), &header, [].as_mut_slice().into())
        .map_err(|_| TransferProblem::SealingFailed)?;
    header.extend_from_slice(&nonce);
    header.extend_from_slice(&check);
    let nonce = make_nonce()?;
    header.extend_from_slice(&nonce);
    header.extend_from_slice(&((content.len() + TAG_BYTES) as u64).to_be_bytes());
    header.extend_from_slice(&sum(&header));
    let tag = cipher
        .encrypt_inout_detached(&Nonce::from(nonce), &header, content.as_mut_slice().into())
        .map_err(|_| TransferProblem::SealingFailed)?;
    let mut file = header;
    file.reserve_exact(content.len() + TAG_BYTES);
    file.extend_from_slice(&content);
    file.extend_from_slice(&tag);
    Ok(file)
}

/// A transfer file whose header was read. Its content is still sealed.
pub struct SealedTransfer {
    costs: PassphraseCosts,
    bytes: Vec<u8>,
}

impl SealedTransfer {
    /// Whether these bytes begin like a transfer file.
    #[must_use]
    pub fn is_meant(bytes: &[u8]) -> bool {
        bytes.starts_with(&MAGIC)
    }

    /// Reads the header of a file, and checks its length.
    ///
    /// # Errors
    ///
    /// If it is no transfer file, is of a newer version, is cut off or damaged, or asks for too much work.
    pub fn read(bytes: Vec<u8>) -> Result<Self, TransferProblem> {
        if !Self::is_meant(&bytes) {
            return Err(TransferProblem::AnotherFile);
        }
        if bytes.len() > MOST_FILE_BYTES {
            return Err(TransferProblem::too_large(bytes.len()));
        }
        let mut rest = bytes.get(MAGIC.len()..).unwrap_or_default();
        let found = u32::from_be_bytes(take(&mut rest)?);
        if found > VERSION {
            return Err(TransferProblem::NewerVersion { found, known: VERSION });
        }
        let costs = [(); 3].map(|()| take(&mut rest).map(u32::from_be_bytes));
        let salt = take::<SALT_BYTES>(&mut rest)?.to_vec();
        let [memory_kib, passes, lanes] = costs;
        let costs = PassphraseCosts { salt, memory_kib: memory_kib?, passes: passes?, lanes: lanes? };
        take::<{ NONCE_BYTES + TAG_BYTES + NONCE_BYTES }>(&mut rest)?;
        let length = u64::from_be_bytes(take(&mut rest)?);
        let found_sum = take::<SUM_BYTES>(&mut rest)?;
        if found == 0 || found_sum != sum(bytes.get(..SUMMED).unwrap_or_default()) {
            return Err(TransferProblem::Damaged);
        }
        let work = u64::from(costs.memory_kib) * u64::from(costs.passes);
        if costs.memory_kib > MOST_MEMORY_KIB || work > MOST_WORK {
            return Err(TransferProblem::CostsTooHigh);
        }
        match (rest.len() as u64).cmp(&length) {
            std::cmp::Ordering::Less => Err(TransferProblem::CutOff),
            std::cmp::Ordering::Greater => Err(TransferProblem::Damaged),
            std::cmp::Ordering::Equal => Ok(Self { costs, bytes }),
        }
    }

    /// Opens the content with the passphrase of the file. Takes a few tenths of a second.
    ///
    /// # Errors
    ///
    /// [`TransferProblem::WrongPassphrase`]; [`TransferProblem::Damaged`] if the passphrase is right, but not everything
    /// is as it was sealed.
    pub(super) fn open(&self, passphrase: &SecretString) -> Result<Zeroizing<Vec<u8>>, TransferProblem> {
        for form in forms(passphrase) {
            let key = derive_key(&form, &self.costs).map_err(|_| TransferProblem::CostsTooHigh)?;
            let cipher = cipher(&key)?;
            if self.fits(&cipher).is_some() {
                return self.content(&cipher).ok_or(TransferProblem::Damaged);
            }
        }
        Err(TransferProblem::WrongPassphrase)
    }

    /// Whether it is the right key.
    fn fits(&self, cipher: &Aes256Gcm) -> Option<()> {
        let (bound_to, mut rest) = self.bytes.split_at_checked(KEY_PART)?;
        let nonce = take::<NONCE_BYTES>(&mut rest).ok()?;
        let tag = take::<TAG_BYTES>(&mut rest).ok()?;
        let empty = [].as_mut_slice().into();
        cipher.decrypt_inout_detached(&Nonce::from(nonce), bound_to, empty, &tag.into()).ok()
    }

    fn content(&self, cipher: &Aes256Gcm) -> Option<Zeroizing<Vec<u8>>> {
        let (header, sealed) = self.bytes.split_at_checked(HEADER_BYTES)?;
        let mut nonce = header.get(KEY_PART + NONCE_BYTES + TAG_BYTES..)?;
        let nonce = take::<NONCE_BYTES>(&mut nonce).ok()?;
        let (sealed, tag) = sealed.split_last_chunk::<TAG_BYTES>()?;
        let mut content = Zeroizing::new(sealed.to_vec());
        let inout = content.as_mut_slice().into();
        cipher.decrypt_inout_detached(&Nonce::from(nonce), header, inout, &(*tag).into()).ok()?;
        Some(content)
    }
}

impl fmt::Debug for SealedTransfer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SealedTransfer").field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}

/// The next bytes. A file that ends before them is cut off.
fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], TransferProblem> {
    let (taken, left) = rest.split_first_chunk::<N>().ok_or(TransferProblem::CutOff)?;
    *rest = left;
    Ok(*taken)
}

fn sum(header: &[u8]) -> [u8; SUM_BYTES] {
    let mut sum = [0; SUM_BYTES];
    sum.iter_mut().zip(Sha256::digest(header)).for_each(|(to, from)| *to = from);
    sum
}

fn cipher(key: &KeyBytes) -> Result<Aes256Gcm, TransferProblem> {
    Aes256Gcm::new_from_slice(key.as_slice()).map_err(|_| TransferProblem::SealingFailed)
}

fn make_nonce() -> Result<[u8; NONCE_BYTES], TransferProblem> {
    let mut nonce = [0; NONCE_BYTES];
    rand::fill(&mut nonce).map_err(|_| TransferProblem::SealingFailed)?;
    Ok(nonce)
}
