//! Opens the file: private to its owner, of a known version, undamaged, and migrated to the newest version. A file
//! that cannot be opened is not changed.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::{StoreError, look_at_folder};
use super::migrations::{MIGRATIONS, newest};

/// Name of the file in the data folder. SQLite puts `-wal` and `-shm` files beside it.
pub(super) const FILE: &str = "countersign.sqlite";
/// How long to wait while another program writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(2);
/// Small tables, without which nothing works. Damage in the others is noticed when they are read.
const CHECKED_AT_ONCE: [&str; 5] = ["credential", "secret", "vault", "attempt", "document"];
/// The document that records that damage was noticed while the file was open.
pub(super) const DAMAGE_SEEN: &str = "damage_seen";

/// Opens the file in this folder, and creates it if it does not exist.
pub(super) fn connect(folder: &Path) -> Result<Connection, StoreError> {
    let path = folder.join(FILE);
    make_private_file(&path).map_err(|error| StoreError::from_io(&error))?;
    let opened = open_existing(&path);
    // SQLite does not say why the system refused. The folder tells.
    opened.map_err(|error| look_at_folder(error, folder))
}

/// Whether this file is undamaged, so that it can replace the damaged one.
///
/// # Errors
///
/// If it was written by a newer version, which this version cannot judge.
pub(super) fn is_sound(path: &Path) -> Result<bool, StoreError> {
    refuse_newer(version_in_header(path).map_err(|error| StoreError::from_io(&error))?)?;
    let Ok(connection) = open_file(path, OpenFlags::SQLITE_OPEN_READ_WRITE) else { return Ok(false) };
    Ok(user_version(&connection).is_ok_and(|version| version > 0) && check(&connection).is_ok())
}

fn open_existing(path: &Path) -> Result<Connection, StoreError> {
    // SQLite writes into every file that it opens. A file that must not be changed is therefore recognised first.
    refuse_newer(version_in_header(path).map_err(|error| StoreError::from_io(&error))?)?;
    let mut connection = open_file(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    if let Err(newer) = refuse_newer(user_version(&connection)?) {
        // The newest changes are still in the files beside it. Closing would move them in.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        return Err(newer);
    }
    configure(&connection)?;
    check(&connection)?;
    MIGRATIONS.to_latest(&mut connection)?;
    refuse_damage_seen(&connection)?;
    Ok(connection)
}

/// Opens the file without checking its contents.
pub(super) fn open_file(path: &Path, access: OpenFlags) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
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
    if user_version(connection)? == 0 {
        return Ok(());
    }
    for table in CHECKED_AT_ONCE {
        let verdict: String =
            connection.query_row(&format!("PRAGMA quick_check('{table}')"), [], |row| row.get(0))?;
        if verdict != "ok" {
            return Err(StoreError::Damaged { detail: verdict });
        }
    }
    Ok(())
}

fn refuse_damage_seen(connection: &Connection) -> Result<(), StoreError> {
    let seen = "SELECT content FROM document WHERE name = ?1";
    let mut seen = connection.prepare(seen)?;
    match seen.query_map([DAMAGE_SEEN], |row| row.get(0))?.next() {
        Some(detail) => Err(StoreError::Damaged { detail: detail? }),
        None => Ok(()),
    }
}

/// Creates the file with its permissions in one step. SQLite gives the files beside it the same permissions. If the
/// file exists, for example from a restored backup, access is taken away from others.
pub(super) fn make_private_file(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => take_back(path),
        other => other.map(drop),
    }
}

#[cfg(unix)]
fn take_back(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    for path in with_companions(path) {
        let Ok(metadata) = path.metadata() else { continue };
        if metadata.permissions().mode() & 0o077 != 0 {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn take_back(_path: &Path) -> io::Result<()> {
    // The data folder is in the person's profile, which only they can open.
    Ok(())
}

/// The file, and the files that SQLite puts beside it.
pub(super) fn with_companions(path: &Path) -> [PathBuf; 3] {
    ["-wal", "-shm", ""].map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    })
}
