//! The store: one SQLite file with everything that is needed at the next start. A change is on the disk once it is
//! acknowledged. Some files examine, open and rescue the SQLite file; the others each handle one kind of data.
//!
//! Calls block: usually for milliseconds, but for seconds while another program has locked the file.

mod api_results;
mod attempts;
mod code;
mod credential_keys;
mod credentials;
mod damage_note;
mod derived;
mod documents;
mod error;
mod examine;
mod files;
mod migrations;
mod moved_aside;
mod moving;
mod open;
mod order;
mod private;
mod private_copy;
mod prune;
mod rescue;
mod sealed_change;
mod secrets;
mod settings;
mod tables;
mod vault_row;
mod wal;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rusqlite::{Connection, Transaction, TransactionBehavior};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use error::{Rescue, StoreError};
pub use moved_aside::DamagedFile;
pub use moving::{MergeUndo, MovedAttempt};
pub use settings::{ClipboardFor, DEFAULT_HISTORY_LIMIT, LockAfter, Settings};

pub(crate) use credential_keys::CredentialKeys;
pub(crate) use moving::{CredentialRow, Incoming};
pub(crate) use sealed_change::SealedChange;
pub(crate) use secrets::{SealedSecret, version};
pub(crate) use vault_row::{PassphraseCosts, VaultRow};

use crate::lock::lock;
use crate::moment::UnixMillis;

/// The open store.
pub struct Store {
    connection: Mutex<Connection>,
    folder: PathBuf,
}

/// The result of opening.
#[derive(Debug)]
pub struct Opened {
    /// The store.
    pub store: Store,
    /// What was rescued, if the file was damaged.
    pub rescue: Option<Rescue>,
}

impl Store {
    /// Opens the store in this folder, and creates it if it does not exist. Credentials that were deleted earlier are
    /// now deleted for good.
    ///
    /// # Errors
    ///
    /// If the folder is missing, full or cannot be written to, or if the file is locked by another program or was
    /// written by a newer version. In these cases nothing was changed, and opening can be tried again. A damaged file
    /// is not an error: it is moved aside, and everything readable is copied into a new file.
    ///
    /// # Examples
    /// ```
    /// use countersign_core::credential::{Draft, Group};
    /// use countersign_core::moment::UnixMillis;
    /// use countersign_core::store::Store;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let folder = tempfile::tempdir()?;
    /// # let folder = folder.path();
    /// let now = UnixMillis(1_800_000_000_000);
    /// let store = Store::open(folder, now)?.store;
    /// let id = store.add_credential("Shop", Group::Sandbox, &Draft::default())?;
    /// drop(store);
    ///
    /// let opened = Store::open(folder, now)?;
    /// assert!(opened.rescue.is_none(), "the file is not damaged");
    /// assert_eq!(opened.store.credential(id)?.name, "Shop");
    /// # Ok(())
    /// # }
    /// ```
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

    /// The folder that contains the store.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The SQLite file.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.folder.join(files::FILE)
    }

    /// The document with this name, if there is one. Documents never contain secrets.
    ///
    /// # Errors
    ///
    /// If the store cannot be read; [`StoreError::Unreadable`] if the document is not a `T`.
    pub fn document<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, StoreError> {
        self.read(|connection| documents::read_document(connection, name))
    }

    /// Saves a document in place of the previous one.
    ///
    /// # Errors
    ///
    /// If the store cannot be written.
    pub fn save_document<T: Serialize>(&self, name: &str, content: &T) -> Result<(), StoreError> {
        self.write(|transaction| documents::write_document(transaction, name, content))
    }

    /// Frees the space of deleted data, and deletes the damaged files that were moved aside. All steps are tried even
    /// if one fails, because shrinking the file needs free space on the disk.
    pub(crate) fn wipe_deleted(&self) -> Result<(), StoreError> {
        let shrunk = self.read(|connection| Ok(connection.execute_batch("VACUUM")?));
        let emptied = self.read(|connection| {
            Ok(connection.pragma_update_and_check(None, "wal_checkpoint", "truncate", |_| Ok(()))?)
        });
        moved_aside::delete_all(&self.folder).and(shrunk).and(emptied)
    }

    /// The damaged files that were moved aside, the oldest first. They still hold what was stored then.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read.
    pub fn damaged_files(&self) -> Result<Vec<DamagedFile>, StoreError> {
        moved_aside::list(&self.folder)
    }

    /// Deletes a damaged file that was moved aside, with the files beside it.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if there is none with this name, or why it cannot be deleted.
    pub fn delete_damaged_file(&self, name: &str) -> Result<(), StoreError> {
        moved_aside::delete(&self.folder, name)
    }

    fn read<T>(&self, ask: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let connection = lock(&self.connection);
        ask(&connection).map_err(|error| self.note(&connection, error))
    }

    /// Makes the whole change or none of it. Once this returns, the change is on the disk.
    fn write<T>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.write_or_refuse(|transaction| change(transaction).map_err(|error| self.note(transaction, error)))
    }

    /// The same for a change that may refuse for reasons of its own.
    fn write_or_refuse<T, E: From<StoreError>>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = lock(&self.connection);
        let mut is_complete = false;
        let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let done = begun.and_then(|transaction| match change(&transaction) {
            Ok(value) => {
                is_complete = true;
                transaction.commit().map(|()| Ok(value))
            }
            Err(refusal) => Ok(Err(refusal)),
        });
        done.unwrap_or_else(|error| {
            let error = StoreError::from(error);
            let error = if is_complete { settle(&mut connection, error) } else { error };
            Err(self.note(&connection, error).into())
        })
    }

    /// Records damage for the next start, and finds out why the system refused.
    fn note(&self, connection: &Connection, error: StoreError) -> StoreError {
        if let StoreError::Damaged { detail } = &error {
            // If this fails too, opening may detect the damage by itself.
            drop(damage_note::leave(connection, &self.file(), detail));
        }
        error::look_at_folder(error, &self.folder)
    }
}

/// Finds out what became of a change that SQLite could not confirm. It may be in the log although the disk reported an
/// error, and would then be found there at the next start. The next change that succeeds overwrites it in the log. So
/// one that changes nothing is made at once.
fn settle(connection: &mut Connection, error: StoreError) -> StoreError {
    let StoreError::Other { detail } = error else { return error };
    let overwritten =
        connection.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|transaction| {
            let same: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
            transaction.pragma_update(None, "user_version", same)?;
            transaction.commit()
        });
    if overwritten.is_err() {
        return StoreError::Unconfirmed { detail };
    }
    // What is left of it in the log would look like changes that were lost. If the log cannot be emptied, a rescue at the
    // next start finds everything that was acknowledged.
    drop(connection.pragma_update_and_check(None, "wal_checkpoint", "truncate", |_| Ok(())));
    StoreError::Other { detail }
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Store").field("folder", &self.folder).finish_non_exhaustive()
    }
}
