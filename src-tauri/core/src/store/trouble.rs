//! What can go wrong with the file, and what was saved of a damaged one.

use serde::Serialize;

/// Why something could not be stored or read. Nothing that was acknowledged before is lost by any of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum StoreTrouble {
    /// The disk is full.
    DiskFull,
    /// The folder or the file system allows no writing.
    ReadOnly,
    /// Another program holds the file.
    Locked,
    /// The file was written by a newer version of this program. It was left alone.
    NewerVersion {
        /// The file's version.
        found: u32,
        /// The newest version that this program knows.
        known: u32,
    },
    /// The file is damaged. Opened anew, it is moved aside and what can be read is rescued.
    Damaged {
        /// The library's words.
        detail: String,
    },
    /// There is no such credential or attempt (any more).
    NotFound,
    /// One entry cannot be read by this version; the others can.
    Unreadable {
        /// The reader's words.
        detail: String,
    },
    /// Anything else, in the system's words.
    Other {
        /// The system's words.
        detail: String,
    },
}

/// What was saved of a damaged file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Rescue {
    /// The name that the damaged file has now, in the same folder.
    pub moved_to: String,
    /// How many credentials could be read.
    pub credentials: u32,
    /// How many sealed secrets could be read.
    pub secrets: u32,
    /// How many attempts could be read.
    pub attempts: u32,
    /// Parts of the file could not be read: something may be missing.
    pub incomplete: bool,
}
