//! The outcome of a trial.

use serde::{Deserialize, Serialize};

/// The outcome in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum TrialVerdict {
    /// The API opens with the token.
    Opens,
    /// It answered, and does not.
    Refused,
    /// No response arrived, or not a complete one.
    NoAnswer,
}
