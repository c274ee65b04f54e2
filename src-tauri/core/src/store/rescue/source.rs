//! Opens what a rescue reads from: a copy of the damaged file with its log, or the damaged file by itself.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::store::error::StoreError;
use crate::store::examine::{is_sound, open_alone, open_file, user_version};
use crate::store::files::{JOURNAL, LOG, beside, has_content};
use crate::store::private_copy::PrivateCopy;
use crate::store::wal;

/// What is read of the damaged file.
pub(super) struct Source {
    pub(super) connection: Connection,
    /// The changes in the log are missing, or some of them.
    pub(super) changes_missing: bool,
    /// Removed after the connection is closed.
    _copy: Option<PrivateCopy>,
}

/// Opens the damaged file, if anything in it can be read. Neither it nor its log is changed.
pub(super) fn open(damaged: &Path) -> Result<Option<Source>, StoreError> {
    let log = beside(damaged, LOG);
    let changes_lost = wal::lost_changes(&log).map_err(|error| StoreError::from_io(&error))?;
    let alone = open_alone(damaged).ok().filter(is_readable);
    if !has_content(&log) && !has_content(&beside(damaged, JOURNAL)) {
        return Ok(alone.map(|connection| Source { connection, changes_missing: false, _copy: None }));
    }
    let copy = PrivateCopy::of(damaged)?;
    let with_log = open_file(&copy.file(), OpenFlags::SQLITE_OPEN_READ_WRITE).ok().filter(is_readable);
    let (connection, changes_missing) = match (with_log, alone) {
        // Then it is the log that is damaged, or of another file.
        (Some(with_log), Some(alone)) if !is_sound(&with_log) && is_sound(&alone) => (alone, true),
        (Some(with_log), _) => (with_log, changes_lost),
        (None, Some(alone)) => (alone, true),
        (None, None) => return Ok(None),
    };
    Ok(Some(Source { connection, changes_missing, _copy: Some(copy) }))
}

fn is_readable(connection: &Connection) -> bool {
    // Without this, a truncated file cannot be read at all.
    let cut_off_too = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, true);
    cut_off_too.is_ok() && user_version(connection).is_ok()
}
