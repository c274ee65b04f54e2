//! Where the halves of a key pair came from.

use serde::{Deserialize, Serialize};

/// Where a key or certificate came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "origin", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Origin {
    /// Made in this window.
    Generated,
    /// Read from a file.
    File {
        /// Its name without the folder.
        name: String,
    },
    /// Pasted as text.
    Pasted,
}
