//! The store: one SQLite file with everything that shall be there at the next start. What is written and acknowledged
//! is on the disk. Its rooms: opening the file and rescuing a damaged one, then one for each thing that is kept.
//!
//! Calls block, for milliseconds as a rule; for seconds while another program holds the file.

mod attempts;
mod code;
mod credentials;
mod documents;
mod error;
mod fold;
mod migrations;
mod open;
mod prune;
mod rescue;
mod secrets;
mod settings;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use error::{Rescue, StoreError};
pub use settings::{DEFAULT_HISTORY_LIMIT, Settings};

pub(crate) use secrets::{CredentialKeys, PassphraseCosts, PrivateKeyChange, SealedSecret, VaultRow};

use crate::moment::UnixMillis;

/// The open store.
pub struct Store {
    connection: Mutex<Connection>,
    folder: PathBuf,
}

/// What came of opening.
#[derive(Debug)]
pub struct Opened {
    /// The store.
    pub store: Store,
    /// The file was damaged: what was saved of it.
    pub rescue: Option<Rescue>,
}

impl Store {
    /// Opens the store in this folder, or makes it there. Credentials that were deleted before are gone for good now.
    ///
    /// # Errors
    ///
    /// The folder is not there, cannot be written to, is full; the file is held by another program or was written by a
    /// newer version. Nothing was changed then, and it can be tried again. A damaged file is no error: it is moved aside
    /// and what can be read is taken over.
    pub fn open(folder: &Path, now: UnixMillis) -> Result<Opened, StoreError> {
        rescue::finish_interrupted(folder, now)?;
        let (connection, rescue) = match open::connect(folder) {
            Err(StoreError::Damaged { .. }) => {
                let rescue = rescue::move_aside_and_rescue(folder, now)?;
                (open::connect(folder)?, Some(rescue))
            }
            other => (other?, None),
        };
        let store = Self { connection: Mutex::new(connection), folder: folder.to_owned() };
        store.purge_deleted()?;
        Ok(Opened { store, rescue })
    }

    /// The folder that it is in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file that everything is in.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.folder.join(open::FILE)
    }

    /// The document of this name, if there is one. No secret is ever in a document.
    ///
    /// # Errors
    ///
    /// As for everything that reads; [`StoreError::Unreadable`] when it is not what `T` says.
    pub fn document<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, StoreError> {
        self.read(|connection| documents::read_document(connection, name))
    }

    /// Saves a document in the place of the one before.
    ///
    /// # Errors
    ///
    /// As for every change.
    pub fn save_document<T: Serialize>(&self, name: &str, content: &T) -> Result<(), StoreError> {
        self.write(|transaction| documents::write_document(transaction, name, content))
    }

    /// Deletes everything that is stored. The file stays, and what was moved aside: see [`Store::wipe_deleted`].
    pub(crate) fn delete_everything(&self) -> Result<(), StoreError> {
        self.write(|transaction| {
            for table in ["exchange", "attempt", "secret", "credential", "vault", "document"] {
                transaction.execute(&format!("DELETE FROM {table}"), [])?;
            }
            Ok(())
        })
    }

    /// Gives back the room of what was deleted, and deletes the damaged files that were moved aside. All of it is tried,
    /// whatever fails: shrinking the file needs room on the disk.
    pub(crate) fn wipe_deleted(&self) -> Result<(), StoreError> {
        let shrunk = self.read(|connection| Ok(connection.execute_batch("VACUUM")?));
        let emptied = self.read(|connection| {
            Ok(connection.pragma_update_and_check(None, "wal_checkpoint", "truncate", |_| Ok(()))?)
        });
        rescue::delete_moved_aside(&self.folder).and(shrunk).and(emptied)
    }

    fn read<T>(&self, ask: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let connection = self.lock();
        ask(&connection).map_err(|error| self.note(&connection, error))
    }

    /// All of the change or nothing. When this returns, it is on the disk.
    fn write<T>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut connection = self.lock();
        let done = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)
            .and_then(|transaction| {
                let value = change(&transaction)?;
                transaction.commit()?;
                Ok(value)
            });
        done.map_err(|error| self.note(&connection, error))
    }

    /// Damage is remembered where the next start looks for it; the system's refusals get their reason.
    fn note(&self, connection: &Connection, error: StoreError) -> StoreError {
        if let StoreError::Damaged { detail } = &error {
            // If this fails as well, opening notices the damage by itself.
            let _ = documents::write_document(connection, open::DAMAGE_SEEN, detail);
        }
        error::look_at_folder(error, &self.folder)
    }

    /// A panic while the lock was held leaves a connection whose transaction was rolled back.
    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Store").field("folder", &self.folder).finish_non_exhaustive()
    }
}
