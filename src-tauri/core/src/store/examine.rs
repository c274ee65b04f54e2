//! Looks whether the file may be opened for writing, and changes neither the file nor its log. SQLite writes into a
//! file that it opens for writing, and moves the log into it at the latest when it is closed.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::damage_note;
use super::error::StoreError;
use super::files::{BESIDE, JOURNAL, LOG, beside, has_content};
use super::migrations::newest;
use super::private_copy::PrivateCopy;
use super::tables::{TABLES, Table};
use super::wal;

/// How long to wait while another program writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(2);

/// Whether the file, with its log, is of a known version and undamaged. An empty file without a log is a new one.
///
/// # Errors
///
/// [`StoreError::NewerVersion`], [`StoreError::Damaged`], or why it cannot be read.
pub(super) fn examine(path: &Path) -> Result<(), StoreError> {
    match look(path) {
        // Another program may have been writing. Damage is there when it is seen twice.
        Err(StoreError::Damaged { .. }) => look(path),
        other => other,
    }
}

fn look(path: &Path) -> Result<(), StoreError> {
    let from_io = |error: io::Error| StoreError::from_io(&error);
    let damaged = |detail: &str| Err(StoreError::Damaged { detail: detail.to_owned() });
    refuse_newer(version_in_header(path).map_err(from_io)?)?;
    if let Some(detail) = damage_note::read(path) {
        return damaged(&detail);
    }
    let log = beside(path, LOG);
    if wal::lost_changes(&log).map_err(from_io)? {
        return damaged("changes in the log cannot be read");
    }
    if !has_content(path) {
        // SQLite would delete the log unread.
        return if has_content(&log) { damaged("the file is empty, its log is not") } else { Ok(()) };
    }
    if has_content(&beside(path, JOURNAL)) {
        // SQLite takes back the interrupted change by writing into the file.
        let copy = PrivateCopy::of(path)?;
        return check(&open_file(&copy.file(), OpenFlags::SQLITE_OPEN_READ_WRITE)?);
    }
    check(&open_unchanged(path)?)
}

/// Whether this file is undamaged by itself, so that it can replace the damaged one.
///
/// # Errors
///
/// If it was written by a newer version, which this version cannot judge.
pub(super) fn is_sound_alone(path: &Path) -> Result<bool, StoreError> {
    refuse_newer(version_in_header(path).map_err(|error| StoreError::from_io(&error))?)?;
    Ok(open_alone(path).is_ok_and(|connection| is_sound(&connection)))
}

/// Whether this is a store without damage in any table.
pub(super) fn is_sound(connection: &Connection) -> bool {
    user_version(connection).is_ok_and(|version| version > 0) && check_tables(connection, |_| true).is_ok()
}

/// Opens the file without checking its contents.
pub(super) fn open_file(path: &Path, access: OpenFlags) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    Ok(connection)
}

/// Opens the file for reading, without the files beside it. SQLite then puts none beside it, either.
pub(super) fn open_alone(path: &Path) -> Result<Connection, StoreError> {
    let address = url::Url::from_file_path(path);
    let mut address =
        address.map_err(|()| StoreError::Other { detail: format!("{} is no full path", path.display()) })?;
    address.set_query(Some("immutable=1"));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    open_file(Path::new(address.as_str()), flags)
}

/// Opens the file for reading together with its log. SQLite may make the log's index again, which is beside both.
fn open_unchanged(path: &Path) -> Result<Connection, StoreError> {
    if !BESIDE.iter().any(|ending| beside(path, ending).exists()) {
        return open_alone(path);
    }
    let connection = open_file(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(connection)
}

pub(super) fn user_version(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn refuse_newer(found: u32) -> Result<(), StoreError> {
    let known = newest();
    if found > known { Err(StoreError::NewerVersion { found, known }) } else { Ok(()) }
}

/// The version in the file's header (SQLite file format, section 1.3); 0 if it is not such a file.
fn version_in_header(path: &Path) -> io::Result<u32> {
    let mut header = Vec::new();
    File::open(path)?.take(100).read_to_end(&mut header)?;
    let version: Option<[u8; 4]> = header.get(60..64).and_then(|bytes| bytes.try_into().ok());
    let version = version.filter(|_| header.starts_with(b"SQLite format 3\0"));
    Ok(version.map_or(0, u32::from_be_bytes))
}

fn check(connection: &Connection) -> Result<(), StoreError> {
    let version = user_version(connection)?;
    refuse_newer(version)?;
    if version == 0 {
        return check_is_empty(connection);
    }
    // A migration goes through every table.
    let all = version < newest();
    check_tables(connection, |table| all || table.checked_at_start)
}

/// A new store has no version yet, and no tables either.
fn check_is_empty(connection: &Connection) -> Result<(), StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema)";
    if connection.query_row(sql, [], |row| row.get(0))? {
        return Err(StoreError::Damaged { detail: "the file has tables, but no version".to_owned() });
    }
    Ok(())
}

fn check_tables(connection: &Connection, which: impl Fn(&Table) -> bool) -> Result<(), StoreError> {
    for table in TABLES.iter().filter(|table| which(table)) {
        let sql = format!("PRAGMA quick_check('{}')", table.name);
        let verdict: String = connection.query_row(&sql, [], |row| row.get(0))?;
        if verdict != "ok" {
            return Err(StoreError::Damaged { detail: verdict });
        }
    }
    Ok(())
}
