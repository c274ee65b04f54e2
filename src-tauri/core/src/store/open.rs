//! Opens the file for writing: private to its owner, examined before, and migrated to the newest version. A file that
//! cannot be opened is not changed.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::{StoreError, look_at_folder};
use super::examine::{examine, open_file};
use super::files::{FILE, make_private_file};
use super::migrations::MIGRATIONS;

/// Opens the file in this folder, and creates it if it does not exist.
pub(super) fn connect(folder: &Path) -> Result<Connection, StoreError> {
    let path = folder.join(FILE);
    make_private_file(&path)?;
    let opened = examine(&path).and_then(|()| open_for_writing(&path));
    // SQLite does not say why the system refused. The folder tells.
    opened.map_err(|error| look_at_folder(error, folder))
}

fn open_for_writing(path: &Path) -> Result<Connection, StoreError> {
    let mut connection = open_file(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // If a migration fails, closing must not move the log into the file.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    configure(&connection)?;
    MIGRATIONS.to_latest(&mut connection)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(connection)
}

/// Settings that every writing connection needs.
pub(super) fn configure(connection: &Connection) -> Result<(), StoreError> {
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    // An acknowledged change is on the disk, not only in the system's or the disk's cache.
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Deleted data is overwritten.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(())
}
