//! Settings.

use std::time::Duration;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::documents::{read_document, write_document};
use super::prune::prune;
use super::{Store, StoreError};

/// How many attempts are stored by default.
pub const DEFAULT_HISTORY_LIMIT: u32 = 1_000;

pub(super) const SETTINGS: &str = "settings";

/// What the person can configure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Settings {
    /// How many attempts are stored; beyond that the oldest are deleted. 0 stores none.
    pub history_limit: u32,
    /// When secrets are locked because nobody is there.
    pub lock_after: LockAfter,
    /// How long a copied secret stays in the clipboard.
    pub clipboard_for: ClipboardFor,
}

/// How long the person may be away before secrets are locked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum LockAfter {
    /// For any time.
    Never,
    /// 5 minutes.
    FiveMinutes,
    /// 15 minutes.
    #[default]
    FifteenMinutes,
    /// 60 minutes.
    SixtyMinutes,
}

impl LockAfter {
    /// The longest absence; `None` if secrets are not locked because of one.
    #[must_use]
    pub fn limit(self) -> Option<Duration> {
        let minutes = match self {
            Self::Never => return None,
            Self::FiveMinutes => 5,
            Self::FifteenMinutes => 15,
            Self::SixtyMinutes => 60,
        };
        Some(Duration::from_secs(60 * minutes))
    }
}

/// How long a copied secret stays in the clipboard, if nothing else is copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ClipboardFor {
    /// Until secrets are locked or the program ends.
    NoLimit,
    /// 30 seconds.
    ThirtySeconds,
    /// 60 seconds.
    #[default]
    SixtySeconds,
    /// 120 seconds.
    TwoMinutes,
}

impl ClipboardFor {
    /// The time; `None` if there is no limit.
    #[must_use]
    pub fn limit(self) -> Option<Duration> {
        let seconds = match self {
            Self::NoLimit => return None,
            Self::ThirtySeconds => 30,
            Self::SixtySeconds => 60,
            Self::TwoMinutes => 120,
        };
        Some(Duration::from_secs(seconds))
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            history_limit: DEFAULT_HISTORY_LIMIT,
            lock_after: LockAfter::default(),
            clipboard_for: ClipboardFor::default(),
        }
    }
}

impl Store {
    /// The settings; the defaults if none were saved.
    ///
    /// # Errors
    ///
    /// If the store cannot be read.
    pub fn settings(&self) -> Result<Settings, StoreError> {
        self.read(settings)
    }

    /// Changes the settings. Attempts beyond the new limit are deleted.
    ///
    /// # Errors
    ///
    /// If the store cannot be written.
    pub fn change_settings(&self, change: impl FnOnce(&mut Settings)) -> Result<(), StoreError> {
        self.write(|transaction| {
            let mut changed = settings(transaction)?;
            change(&mut changed);
            write_document(transaction, SETTINGS, &changed)?;
            prune(transaction, changed.history_limit)
        })
    }
}

pub(super) fn settings(connection: &Connection) -> Result<Settings, StoreError> {
    Ok(read_document(connection, SETTINGS)?.unwrap_or_default())
}
