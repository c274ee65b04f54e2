//! What of the practice Account Manager is there again at the next start: its API clients, and how it behaves. In the
//! store it is a document, without any secret: a certificate is public, and of a password there is a hash.
//!
//! Its signing key is not kept, nor what it remembers of tokens and `jti` values: a token lives for half an hour, and to
//! the next run it is that of another server, as tokens of a real one are.

use serde::{Deserialize, Serialize};

use super::faults::PracticeSettings;
use crate::account_manager::ApiClient;
use crate::store::{Store, StoreError};

/// The document's name.
const NAME: &str = "practice";

/// What is kept of a practice Account Manager.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PracticeSnapshot {
    /// How it behaves.
    pub settings: PracticeSettings,
    /// Its API clients, the oldest first.
    pub api_clients: Vec<ApiClient>,
}

impl PracticeSnapshot {
    /// What was kept; nothing and a healthy server until something was.
    ///
    /// # Errors
    ///
    /// As for everything that reads the store.
    pub fn read(store: &Store) -> Result<Self, StoreError> {
        Ok(store.document(NAME)?.unwrap_or_default())
    }

    /// Keeps this in the place of what was kept before.
    ///
    /// # Errors
    ///
    /// As for every change of the store.
    pub fn write(&self, store: &Store) -> Result<(), StoreError> {
        store.save_document(NAME, self)
    }
}
