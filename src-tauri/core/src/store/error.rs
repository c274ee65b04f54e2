//! What can go wrong with the file, and what was rescued from a damaged one.

use std::fmt;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use rusqlite::ErrorCode;
use serde::Serialize;

/// Why something could not be stored or read. None of these errors loses data that was acknowledged before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum StoreError {
    /// The disk is full.
    DiskFull,
    /// The folder or file system does not allow writing.
    ReadOnly,
    /// Another program has locked the file.
    Locked,
    /// Another Countersign has the folder. Two would overwrite each other's secrets.
    FolderInUse,
    /// Nobody knows whether another Countersign has the folder.
    FolderNotClaimed {
        /// The system's message.
        detail: String,
    },
    /// The file was written by a newer version of this program. It was not changed.
    NewerVersion {
        /// Version of the file.
        found: u32,
        /// The newest version that this program knows.
        known: u32,
    },
    /// The file is damaged. When the store is next opened, the file is moved aside and everything readable is
    /// rescued.
    Damaged {
        /// SQLite's message.
        detail: String,
    },
    /// There is no such credential or attempt, or no longer.
    NotFound,
    /// One entry cannot be read by this version. Others can.
    Unreadable {
        /// The parser's message.
        detail: String,
    },
    /// The disk reported an error at the end of a change, and again when the store looked. The change may be there at the
    /// next start, or not. Nothing that was acknowledged before is affected.
    Unconfirmed {
        /// SQLite's message.
        detail: String,
    },
    /// Another error. The change was not made.
    Other {
        /// The system's message.
        detail: String,
    },
}

/// What was rescued from a damaged file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Rescue {
    /// The new name of the damaged file, in the same folder.
    pub moved_to: String,
    /// The number of rescued credentials.
    pub credentials: u32,
    /// The number of rescued sealed secrets.
    pub secrets: u32,
    /// The number of rescued attempts.
    pub attempts: u32,
    /// Parts of the file could not be read, so something may be missing.
    pub incomplete: bool,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DiskFull => f.write_str("the disk is full"),
            Self::ReadOnly => f.write_str("the folder cannot be written to"),
            Self::Locked => f.write_str("another program has locked the file"),
            Self::FolderInUse => f.write_str("another program has the folder"),
            Self::FolderNotClaimed { detail } => write!(f, "the folder cannot be claimed: {detail}"),
            Self::NewerVersion { found, known } => {
                write!(f, "the file has version {found}, and this program knows {known}")
            }
            Self::Damaged { detail } => write!(f, "the file is damaged: {detail}"),
            Self::NotFound => f.write_str("there is no such entry"),
            Self::Unreadable { detail } => write!(f, "an entry cannot be read: {detail}"),
            Self::Unconfirmed { detail } => write!(f, "the disk did not confirm the change: {detail}"),
            Self::Other { detail } => f.write_str(detail),
        }
    }
}

impl std::error::Error for StoreError {}

impl StoreError {
    pub(super) fn from_io(error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::DiskFull,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::Other { detail: error.to_string() },
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        if matches!(error, rusqlite::Error::QueryReturnedNoRows) {
            return Self::NotFound;
        }
        let detail = error.to_string();
        // The program writes the right types and valid text, so anything else is damage.
        if matches!(
            error,
            rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::Utf8Error(..)
        ) {
            return Self::Damaged { detail };
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged { detail },
            _ => Self::Other { detail },
        }
    }
}

impl From<rusqlite_migration::Error> for StoreError {
    fn from(error: rusqlite_migration::Error) -> Self {
        match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
            other => Self::Other { detail: other.to_string() },
        }
    }
}

/// Finds out why the system refused, for which SQLite has a single code: writes a little into the folder and looks at
/// that error.
pub(super) fn look_at_folder(error: StoreError, folder: &Path) -> StoreError {
    if !matches!(error, StoreError::Other { .. }) {
        return error;
    }
    match write_a_little(folder).map_err(|refused| StoreError::from_io(&refused)) {
        Ok(()) | Err(StoreError::Other { .. }) => error,
        Err(clearer) => clearer,
    }
}

/// As much as SQLite needs at once: a piece of its shared-memory file.
const A_LITTLE: usize = 32 * 1024;

fn write_a_little(folder: &Path) -> io::Result<()> {
    let path = folder.join(".countersign-space");
    let written = fs::write(&path, vec![0; A_LITTLE]);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != ErrorKind::NotFound => written.and(Err(error)),
        _ => written,
    }
}
