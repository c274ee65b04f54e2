//! Damage that is noticed while the file is open: a note beside the file tells the next start, and nothing is written
//! into the file from then on. Changes still last, in the log.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::error::StoreError;
use super::files::{DAMAGE_NOTE, beside, make_private_file};

/// Leaves the note, and keeps this connection from moving the log into the file.
pub(super) fn leave(connection: &Connection, file: &Path, detail: &str) -> Result<(), StoreError> {
    let note = beside(file, DAMAGE_NOTE);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    make_private_file(&note)?;
    fs::write(&note, detail).map_err(|error| StoreError::from_io(&error))
}

/// What the note says, if there is one.
pub(super) fn read(file: &Path) -> Option<String> {
    let note = fs::read(beside(file, DAMAGE_NOTE)).ok()?;
    Some(String::from_utf8_lossy(&note).into_owned())
}
