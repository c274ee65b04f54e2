//! What is stored for the next start: API clients, what the practice instance is set to, and how both behave. It is a
//! document in the store and contains no secret: certificates are public, and passwords and the access key are stored as
//! hashes.
//!
//! The signing key is not stored, nor what is remembered of tokens and `jti` values. A token is valid for half an
//! hour; after a restart, older tokens are like those of another server.

use serde::{Deserialize, Serialize};

use super::faults::PracticeSettings;
use super::instance::InstanceSetup;
use crate::account_manager::ApiClient;
use crate::store::{Store, StoreError};

/// Name of the document.
const NAME: &str = "practice";

/// What is stored of a practice Account Manager.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PracticeSnapshot {
    /// How it behaves.
    pub settings: PracticeSettings,
    /// The API clients, the oldest first.
    pub api_clients: Vec<ApiClient>,
    /// What the instance is set to.
    pub instance: InstanceSetup,
}

impl PracticeSnapshot {
    /// Reads the snapshot. If none was stored, it has no API clients and no faults.
    ///
    /// # Errors
    ///
    /// If the store cannot be read.
    pub fn read(store: &Store) -> Result<Self, StoreError> {
        Ok(store.document(NAME)?.unwrap_or_default())
    }

    /// Stores this snapshot in place of the previous one.
    ///
    /// # Errors
    ///
    /// If the store cannot be written.
    pub fn write(&self, store: &Store) -> Result<(), StoreError> {
        store.save_document(NAME, self)
    }
}
