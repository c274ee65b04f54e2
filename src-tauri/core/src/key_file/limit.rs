//! The bounds of one reading: of all sources that are read together, however many they are.

use serde::Serialize;

/// A bound of one reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ReadingLimit {
    /// Bytes of all sources together.
    Bytes,
    /// PEM blocks, JSON Web Keys and entries of keystores.
    Objects,
    /// Private keys.
    PrivateKeys,
    /// Certificates.
    Certificates,
    /// Things that are encrypted with a passphrase.
    Locks,
    /// Problems that are reported.
    Problems,
    /// Labels of what is left out.
    Labels,
    /// Work on encrypted files whose passphrase may be empty.
    EmptyPassphrases,
    /// Bytes of the texts that are looked at and made to find out what was done to a text.
    Undoing,
}

/// The most that is read together, in bytes: sixteen of the largest files, or thousands of usual ones.
pub const MAX_READING_BYTES: usize = ReadingLimit::Bytes.most() as usize;

impl ReadingLimit {
    pub(super) const ALL: [Self; 9] = [
        Self::Bytes,
        Self::Objects,
        Self::PrivateKeys,
        Self::Certificates,
        Self::Locks,
        Self::Problems,
        Self::Labels,
        Self::EmptyPassphrases,
        Self::Undoing,
    ];

    /// The most of it in one reading: far above what people have.
    pub(super) const fn most(self) -> u32 {
        match self {
            Self::Bytes => 16 * 1024 * 1024,
            Self::Objects => 10_000,
            Self::PrivateKeys => 250,
            // The trust store of an operating system has 150, that of a company some hundreds.
            Self::Certificates => 1_000,
            Self::Locks => 200,
            // People fix one thing at a time.
            Self::Problems | Self::Labels => 32,
            // In iterations of a hash: fifty keystores of Java.
            Self::EmptyPassphrases => 1_000_000,
            // Hundreds of times the text of a key and its chain.
            Self::Undoing => 4 * 1024 * 1024,
        }
    }
}
