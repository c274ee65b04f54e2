//! Private keys that are in this window's memory only: sealed nowhere, and in no file that this program knows.

use serde::Serialize;

use super::workspaces::CredentialRef;

/// What happens to private keys that are in memory only when secrets are locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OnlyInMemory {
    /// They stay, because nobody said that they may be lost.
    Stays,
    /// They are wiped. The person agreed that they are lost.
    IsLost,
}

/// A credential with private keys that are in memory only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct KeyInMemory {
    /// Credential ID; `null` as long as no credential could be stored.
    pub credential: CredentialRef,
    /// The reason.
    pub why: WhyOnlyInMemory,
}

/// Why a private key is in memory only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum WhyOnlyInMemory {
    /// The person chose to hold keys for this session only.
    SessionOnly,
    /// The current key is not stored.
    NotStored,
    /// An earlier key, which was made here and is in no file, or which a new one is to replace.
    Replaced,
}
