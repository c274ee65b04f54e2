//! Why a transfer file cannot be read or made.

use std::error::Error;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The most bytes that a transfer file may have.
pub const MOST_FILE_BYTES: usize = 256 * 1024 * 1024;

/// Why a transfer file cannot be read or made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum TransferProblem {
    /// It is no transfer file.
    AnotherFile,
    /// It was made by a newer version of the program.
    NewerVersion {
        /// The version of its format.
        found: u32,
        /// The newest version that this program reads.
        known: u32,
    },
    /// It ends too early.
    CutOff,
    /// It is not as it was written: some bytes were changed or added.
    Damaged,
    /// It has more bytes than a transfer file may have.
    TooLarge {
        /// How many it has, or would have.
        bytes: u32,
        /// The most that it may have.
        limit: u32,
    },
    /// Deriving its key would take more memory or work than this program ever asks for.
    CostsTooHigh,
    /// The passphrase is not the one of this file.
    WrongPassphrase,
    /// The new passphrase is too short.
    PassphraseTooShort {
        /// The fewest characters that it may have.
        fewest: u32,
    },
    /// It opened, but what is in it is not what a transfer file holds.
    Content {
        /// What is wrong, and where, for the person who fixes it. It has nothing of the content but names of fields.
        detail: String,
    },
    /// It has more credentials or requests than a transfer file may have.
    TooMany {
        /// The most that it may have.
        limit: u32,
    },
    /// The cryptography library failed.
    SealingFailed,
}

impl TransferProblem {
    /// A file with this many bytes is too large.
    pub(super) fn too_large(bytes: usize) -> Self {
        let number = |bytes| u32::try_from(bytes).unwrap_or(u32::MAX);
        Self::TooLarge { bytes: number(bytes), limit: number(MOST_FILE_BYTES) }
    }
}

impl fmt::Display for TransferProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AnotherFile => f.write_str("it is no transfer file"),
            Self::NewerVersion { found, known } => write!(f, "version {found} is newer than {known}"),
            Self::CutOff => f.write_str("the file ends too early"),
            Self::Damaged => f.write_str("the file was changed"),
            Self::TooLarge { bytes, limit } => write!(f, "{bytes} bytes are more than {limit}"),
            Self::CostsTooHigh => f.write_str("deriving its key would take too much work"),
            Self::WrongPassphrase => f.write_str("the passphrase is wrong"),
            Self::PassphraseTooShort { fewest } => {
                write!(f, "the passphrase has fewer than {fewest} characters")
            }
            Self::Content { detail } => write!(f, "the content is wrong: {detail}"),
            Self::TooMany { limit } => write!(f, "there are more than {limit}"),
            Self::SealingFailed => f.write_str("the cryptography library could not seal"),
        }
    }
}

impl Error for TransferProblem {}
