//! The weekly backup: a transfer file with everything, made without asking. The key that it is sealed with was derived
//! once from a passphrase that the person chose, and is itself sealed in the vault; so a backup waits while secrets are
//! locked. When one is due follows from the chosen day and the last one: a day on which the program did not run is made
//! up for at its next start.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use zeroize::Zeroizing;

use super::sealed::MOST_CONTENT_BYTES;
use super::{Collected, EXTENSION, FileKey, LeftOut, TransferProblem, TransferWanted, collect, write};
use crate::key_file::FileError;
use crate::moment::{UnixMillis, UnixSeconds};
use crate::secret::{SecretKind, SecretOwner};
use crate::store::{PassphraseCosts, Store, StoreError};
use crate::vault::{KeyBytes, Vault, VaultError};

/// How many backups are kept. Older ones that this program made are deleted.
pub const MOST_BACKUPS: usize = 8;
/// After a failure it is tried again this much later.
const TRY_AGAIN_MS: i64 = 60 * 60 * 1000;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// The document in the store.
const DOCUMENT: &str = "backup";

/// A day of the week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum BackupDay {
    /// Monday.
    #[default]
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

/// What the person chose, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BackupPlan {
    /// Whether backups are made.
    pub on: bool,
    /// The folder that they are written to.
    pub folder: String,
    /// The day of the week.
    pub day: BackupDay,
    /// How far local time is ahead of UTC, in minutes.
    pub utc_offset_minutes: i32,
    /// The backups that were made in this folder and are still kept, the oldest first.
    pub made: Vec<BackupMade>,
    /// When one was last tried. It is stored before the file is written: what cannot be noted is not made.
    pub tried: Option<UnixMillis>,
    /// Why the last try failed; `None` if it did not.
    pub failure: Option<BackupFailure>,
    /// What the last backup does not have.
    pub left_out: Vec<LeftOut>,
}

/// A backup that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupMade {
    /// Name of the file in the folder.
    pub name: String,
    /// When it was made.
    pub at: UnixMillis,
    /// The beginning of the file in Base64, by which it is known again. No two files begin alike.
    pub beginning: String,
}

/// A backup that could not be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BackupFailure {
    /// When it was tried.
    pub at: UnixMillis,
    /// Why it could not be made.
    pub problem: BackupProblem,
}

/// Why a backup could not be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum BackupProblem {
    /// The key of backups is not stored, or no longer: the passphrase has to be typed again.
    NoKey,
    /// Secrets cannot be opened.
    SecretsClosed,
    /// The store cannot be read.
    Store {
        /// The error's own words.
        detail: String,
    },
    /// The file cannot be made.
    File {
        /// The problem.
        problem: TransferProblem,
    },
    /// The file cannot be written.
    Folder {
        /// The system's reason.
        error: FileError,
    },
}

/// A backup that was made and is not written yet.
pub struct Backup {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its name.
    pub name: String,
    /// What it does not have.
    pub left_out: Vec<LeftOut>,
}

impl BackupPlan {
    /// The plan; one that is off if none was stored.
    ///
    /// # Errors
    ///
    /// If the store cannot be read.
    pub fn read(store: &Store) -> Result<Self, StoreError> {
        Ok(store.document(DOCUMENT)?.unwrap_or_default())
    }

    /// Stores the plan.
    ///
    /// # Errors
    ///
    /// If the store cannot be written.
    pub fn write(&self, store: &Store) -> Result<(), StoreError> {
        store.save_document(DOCUMENT, self)
    }

    /// Whether a backup is due now: the chosen day has begun since the last one.
    #[must_use]
    pub fn is_due(&self, now: UnixMillis) -> bool {
        // A time in the future is from a clock that was wrong.
        let last = self.made.last().map(|made| made.at).filter(|at| at.0 <= now.0 + DAY_MS);
        self.on && last.is_none_or(|at| at < self.day_began(now))
    }

    /// Whether to try now: one is due, and none was tried a moment ago.
    #[must_use]
    pub fn is_to_try(&self, now: UnixMillis) -> bool {
        let just_tried = |at: UnixMillis| (0..TRY_AGAIN_MS).contains(&(now.0 - at.0));
        self.is_due(now) && !self.tried.is_some_and(just_tried)
    }

    /// When the next one is due; in the past if it is due already.
    #[must_use]
    pub fn next(&self, now: UnixMillis) -> UnixMillis {
        let began = self.day_began(now);
        if self.is_due(now) { began } else { UnixMillis(began.0 + 7 * DAY_MS) }
    }

    /// When the chosen day last began, by local time.
    fn day_began(&self, now: UnixMillis) -> UnixMillis {
        let offset = i64::from(self.utc_offset_minutes) * 60 * 1000;
        let days = (now.0 + offset).div_euclid(DAY_MS);
        // 1 January 1970 was a Thursday.
        let since = (days + 3 - self.day as i64).rem_euclid(7);
        UnixMillis((days - since) * DAY_MS - offset)
    }

    /// Notes that a backup was written. Returns those that are no longer kept, for the caller to delete.
    pub fn note_made(&mut self, backup: &Backup, at: UnixMillis) -> Vec<BackupMade> {
        let beginning = beginning(&backup.bytes);
        self.made.push(BackupMade { name: backup.name.clone(), at, beginning });
        self.failure = None;
        self.left_out.clone_from(&backup.left_out);
        let mut superseded = Vec::new();
        while self.made.len() > MOST_BACKUPS {
            // Of several on one day the newest is enough, so that what the person makes does not push out other weeks.
            let again = self.made.windows(2).position(
                |two| matches!(two, [one, next] if self.local_day(one.at) == self.local_day(next.at)),
            );
            superseded.push(self.made.remove(again.unwrap_or_default()));
        }
        superseded
    }

    /// The day of a time, counted from 1970, by local time.
    fn local_day(&self, at: UnixMillis) -> i64 {
        (at.0 + i64::from(self.utc_offset_minutes) * 60 * 1000).div_euclid(DAY_MS)
    }

    /// Name of a file that is made now.
    fn file_name(&self, now: UnixMillis) -> String {
        let local = now.0 + i64::from(self.utc_offset_minutes) * 60 * 1000;
        let UnixSeconds(seconds) = UnixMillis(local).seconds();
        let at = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
        let (date, time) = (at.date(), at.time());
        format!(
            "countersign-backup-{}-{:02}-{:02}-{:02}{:02}{:02}.{EXTENSION}",
            date.year(),
            u8::from(date.month()),
            date.day(),
            time.hour(),
            time.minute(),
            time.second()
        )
    }
}

impl BackupMade {
    /// Whether a file that begins with these bytes is this backup.
    #[must_use]
    pub fn is(&self, bytes: &[u8]) -> bool {
        beginning(bytes) == self.beginning
    }
}

/// The header of a file, which no other file has.
fn beginning(bytes: &[u8]) -> String {
    STANDARD.encode(bytes.get(..super::HEADER_BYTES).unwrap_or(bytes))
}

/// The form in which the key is sealed.
#[derive(Serialize, Deserialize)]
struct StoredKey<'a> {
    salt: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    /// In Base64, which JSON does not escape, so it is borrowed from the text without a copy.
    key: &'a str,
}

/// Derives the key of backups from the passphrase that the person chose, and seals it in the vault.
///
/// # Errors
///
/// If the passphrase is too short, or the vault cannot seal.
pub fn store_key(vault: &Vault, passphrase: &SecretString) -> Result<(), BackupKeyError> {
    let FileKey { costs, key } = FileKey::new(passphrase).map_err(BackupKeyError::Passphrase)?;
    let key = Zeroizing::new(STANDARD.encode(key.as_slice()));
    let PassphraseCosts { salt, memory_kib, passes, lanes } = costs;
    let stored = StoredKey { salt: STANDARD.encode(salt), memory_kib, passes, lanes, key: &key };
    let stored =
        serde_json::to_string(&stored).map_err(|_| BackupKeyError::Vault(VaultError::SealingFailed))?;
    vault
        .store_secret(SecretOwner::Backup, SecretKind::BackupKey, &SecretString::from(stored))
        .map(drop)
        .map_err(BackupKeyError::Vault)
}

/// Why the key of backups could not be stored.
#[derive(Debug)]
pub enum BackupKeyError {
    /// The passphrase cannot be used.
    Passphrase(TransferProblem),
    /// The vault could not seal the key.
    Vault(VaultError),
}

/// Makes a backup of everything.
///
/// # Errors
///
/// Why it could not be made.
pub fn make(
    vault: &Vault,
    plan: &BackupPlan,
    made_by: &str,
    now: UnixMillis,
) -> Result<Backup, BackupProblem> {
    let key = stored_key(vault)?;
    let failed = |problem| BackupProblem::File { problem };
    let mut collected = collect(vault, &TransferWanted::ALL, made_by, now).map_err(vault_problem)?;
    // A backup with less history is better than none.
    collected.fit_into(MOST_CONTENT_BYTES).map_err(failed)?;
    let Collected { content, left_out, .. } = collected;
    let bytes = write(&content, &key).map_err(failed)?;
    Ok(Backup { bytes, name: plan.file_name(now), left_out })
}

fn stored_key(vault: &Vault) -> Result<FileKey, BackupProblem> {
    let stored = vault.read(SecretOwner::Backup, SecretKind::BackupKey).map_err(vault_problem)?;
    let stored = stored.ok_or(BackupProblem::NoKey)?;
    // Exposed to read the key.
    let found: StoredKey<'_> =
        serde_json::from_str(stored.expose_secret()).map_err(|_| BackupProblem::NoKey)?;
    let key = Zeroizing::new(STANDARD.decode(found.key).map_err(|_| BackupProblem::NoKey)?);
    Ok(FileKey {
        costs: PassphraseCosts {
            salt: STANDARD.decode(&found.salt).map_err(|_| BackupProblem::NoKey)?,
            memory_kib: found.memory_kib,
            passes: found.passes,
            lanes: found.lanes,
        },
        key: KeyBytes::from_slice(&key).ok_or(BackupProblem::NoKey)?,
    })
}

fn vault_problem(error: VaultError) -> BackupProblem {
    match error {
        VaultError::Store { error } => BackupProblem::Store { detail: error.to_string() },
        VaultError::SecretDamaged { .. } | VaultError::HowSealedLost => BackupProblem::NoKey,
        _ => BackupProblem::SecretsClosed,
    }
}
