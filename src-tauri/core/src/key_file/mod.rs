//! The files and texts that hold keys and certificates, in every format that people have: reading them, with a
//! passphrase where needed, and writing them for other tools.
//!
//! `problem.rs` lists what can be wrong, `undone.rs` what was undone to read a text, and `seen_instead.rs` what people
//! take for a key. `limit.rs` has the bounds of one reading, and `budget.rs` holds what is left of
//! them. `passphrase.rs` decides which passphrase is tried on what, and `password_based.rs` decrypts. Choosing among several keys is up to `key_pair/`.

mod budget;
mod limit;
mod passphrase;
mod password_based;
mod pkcs12_structure;
mod problem;
mod read;
mod refusal;
mod seen_instead;
mod undone;
pub(crate) mod write;

pub use limit::{MAX_READING_BYTES, ReadingLimit};
pub use passphrase::{Lock, LockForm, Locked, Passphrases};
pub use problem::{
    CertificateChoice, FileError, ForeignFormat, KeyDerivation, KeyProblem, ReadFormat, ReadNote, SpecialFile,
};
pub use read::{MAX_KEY_FILE_BYTES, Reader, Reading};
pub use seen_instead::SeenInstead;
pub use undone::Undone;

pub(crate) use budget::Budget;
pub(crate) use passphrase::Unlocker;
pub(crate) use read::{Found, NamedKey, PRIVATE_KEY, problem_of, read_bytes};
