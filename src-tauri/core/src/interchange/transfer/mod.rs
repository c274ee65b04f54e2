//! The transfer file: credentials with their keys, certificates, secrets and history, sealed with a passphrase, to move
//! them to another computer or to back them up. `docs/transfer-file.md` describes the format for everybody.
//!
//! `sealed.rs` is the outside of the file and `content.rs` the inside; `collect.rs` reads what goes into one, `compare.rs`
//! says what one would bring, `merge.rs` brings it, and `backup.rs` says when a backup is due and what it is sealed with.

pub mod backup;
mod collect;
mod compare;
mod content;
mod merge;
mod problem;
mod sealed;

use secrecy::SecretString;

pub use crate::store::MergeUndo;
pub use collect::{Collected, LeftOut, LeftOutPart, TransferWanted, collect};
pub use compare::{
    MovedDifference, MovedPart, MovedShown, MovedSide, TransferPreview, TransferState, preview,
};
pub use content::{
    MOST_ATTEMPTS, MOST_CREDENTIALS, MovedCredential, MovedKey, MovedSecrets, TransferContent, read_content,
};
pub use merge::{Merged, TransferChoice, TransferChoices, merge};
pub use problem::{MOST_FILE_BYTES, TransferProblem};
pub use sealed::{FileKey, HEADER_BYTES, SealedTransfer, VERSION};

/// How the names of transfer files end.
pub const EXTENSION: &str = "countersign";

/// Writes a transfer file.
///
/// # Errors
///
/// If it would be too large.
pub fn write(content: &TransferContent, key: &FileKey) -> Result<Vec<u8>, TransferProblem> {
    sealed::seal(key, content::write(content, sealed::MOST_CONTENT_BYTES)?)
}

/// Opens a transfer file with its passphrase. Takes a few tenths of a second.
///
/// # Errors
///
/// If the passphrase is wrong, the file is damaged, or holds something else.
pub fn open(file: &SealedTransfer, passphrase: &SecretString) -> Result<TransferContent, TransferProblem> {
    read_content(&file.open(passphrase)?)
}
