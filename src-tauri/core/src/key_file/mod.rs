//! The files and texts that hold keys and certificates, in every format that people have: reading them, with a
//! passphrase where needed, and writing them for other tools.
//!
//! `problem.rs` lists what can be wrong. `passphrase.rs` decides which passphrase is tried on what and how much
//! work that may take, and `password_based.rs` decrypts. Choosing among several keys is up to `key_pair/`.

mod passphrase;
mod password_based;
mod pkcs12_structure;
mod problem;
mod read;
pub(crate) mod write;

pub use passphrase::{Lock, LockForm, Locked, Passphrases};
pub use problem::{
    CertificateChoice, FileError, ForeignFormat, KeyDerivation, KeyProblem, ReadFormat, ReadNote,
};
pub use read::{MAX_KEY_FILE_BYTES, Reader, Reading};

pub(crate) use passphrase::Unlocker;
pub(crate) use read::{Found, read_bytes};
