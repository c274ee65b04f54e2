//! Settings.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::documents::{read_document, write_document};
use super::prune::prune;
use super::{Store, StoreError};

/// How many attempts are stored by default.
pub const DEFAULT_HISTORY_LIMIT: u32 = 1_000;

const SETTINGS: &str = "settings";

/// What the person can configure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Settings {
    /// How many attempts are stored; beyond that the oldest are deleted. 0 stores none.
    pub history_limit: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { history_limit: DEFAULT_HISTORY_LIMIT }
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

    /// Saves the settings. Attempts beyond the new limit are deleted.
    ///
    /// # Errors
    ///
    /// If the store cannot be written.
    pub fn save_settings(&self, settings: &Settings) -> Result<(), StoreError> {
        self.write(|transaction| {
            write_document(transaction, SETTINGS, settings)?;
            prune(transaction, settings.history_limit)
        })
    }
}

pub(super) fn settings(connection: &Connection) -> Result<Settings, StoreError> {
    Ok(read_document(connection, SETTINGS)?.unwrap_or_default())
}
