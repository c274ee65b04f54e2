//! Settings, and small documents of other rooms: one JSON text under a name.

use rusqlite::{Connection, OptionalExtension as _, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::attempts::prune;
use super::code::{from_json, to_json};
use super::{Store, StoreError};

/// How many attempts are kept unless the person says otherwise.
pub const DEFAULT_HISTORY_LIMIT: u32 = 1_000;

const SETTINGS: &str = "settings";

/// What the person can set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Settings {
    /// How many attempts are kept; the oldest go first. 0 keeps none.
    pub history_limit: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { history_limit: DEFAULT_HISTORY_LIMIT }
    }
}

impl Store {
    /// The settings; the default until they were saved.
    ///
    /// # Errors
    ///
    /// As for everything that reads.
    pub fn settings(&self) -> Result<Settings, StoreError> {
        self.read(settings)
    }

    /// Saves the settings. Attempts beyond the new limit are deleted.
    ///
    /// # Errors
    ///
    /// As for every change.
    pub fn save_settings(&self, settings: &Settings) -> Result<(), StoreError> {
        self.write(|transaction| {
            write_document(transaction, SETTINGS, settings)?;
            prune(transaction, settings.history_limit)
        })
    }

    /// The document of this name, if there is one. No secret is ever in a document.
    ///
    /// # Errors
    ///
    /// As for everything that reads; [`StoreError::Unreadable`] when it is not what `T` says.
    pub fn document<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, StoreError> {
        self.read(|connection| read_document(connection, name))
    }

    /// Saves a document in the place of the one before.
    ///
    /// # Errors
    ///
    /// As for every change.
    pub fn save_document<T: Serialize>(&self, name: &str, content: &T) -> Result<(), StoreError> {
        self.write(|transaction| write_document(transaction, name, content))
    }
}

pub(super) fn settings(connection: &Connection) -> Result<Settings, StoreError> {
    Ok(read_document(connection, SETTINGS)?.unwrap_or_default())
}

fn read_document<T: DeserializeOwned>(connection: &Connection, name: &str) -> Result<Option<T>, StoreError> {
    let mut document = connection.prepare_cached("SELECT content FROM document WHERE name = ?1")?;
    let json: Option<String> = document.query_row([name], |row| row.get(0)).optional()?;
    json.map(|json| from_json(&json)).transpose()
}

pub(super) fn write_document<T: Serialize + ?Sized>(
    connection: &Connection,
    name: &str,
    content: &T,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO document (name, content) VALUES (?1, ?2) \
               ON CONFLICT (name) DO UPDATE SET content = excluded.content";
    connection.prepare_cached(sql)?.execute(params![name, to_json(&content)?])?;
    Ok(())
}
