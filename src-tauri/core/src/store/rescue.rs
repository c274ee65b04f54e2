//! Rescues a damaged file: everything that can be read is copied into a new file, and the damaged one is moved aside
//! under a dated name. It is never changed, so that other tools may get more out of it.
//!
//! The new file is complete before the damaged one is moved, and an interrupted rescue is finished at the next start.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::{fs, io};

use rusqlite::config::DbConfig;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OpenFlags, params, params_from_iter};
use time::OffsetDateTime;

use super::code::to_json;
use super::migrations::{MIGRATIONS, newest};
use super::open::{
    DAMAGE_SEEN, FILE, configure, is_sound, make_private_file, open_file, user_version, with_companions,
};
use super::{Rescue, StoreError};
use crate::moment::UnixMillis;
use crate::token_request::RequestForm;

/// Name of the new file until it is complete.
const IN_THE_MAKING: &str = "countersign-rescue.sqlite.part";
/// Name of the complete new file until the damaged one was moved aside.
const COMPLETE: &str = "countersign-rescue.sqlite";
/// Prefix of the names of damaged files.
const MOVED_ASIDE: &str = "countersign-damaged-";
/// The most failed reads per table.
const MOST_FAILED_READS: u32 = 4_000;

/// All tables, referenced ones first.
const TABLES: [&str; 6] = ["vault", "document", "credential", "secret", "attempt", "exchange"];

/// Replaces the damaged file with a new one that contains everything readable.
pub(super) fn move_aside_and_rescue(folder: &Path, now: UnixMillis) -> Result<Rescue, StoreError> {
    let damaged = folder.join(FILE);
    remove_all(&folder.join(IN_THE_MAKING))?;
    let mut rescue = fill(&folder.join(IN_THE_MAKING), &damaged)?;
    rename(&folder.join(IN_THE_MAKING), &folder.join(COMPLETE))?;
    rescue.moved_to = move_aside(folder, now)?;
    rename(&folder.join(COMPLETE), &damaged)?;
    Ok(rescue)
}

/// Finishes a rescue that a crash interrupted. The new file only gets its name once it is complete, so the other file
/// is the damaged one. It may have lost its log already, and must not be opened as if it were sound.
pub(super) fn finish_interrupted(folder: &Path, now: UnixMillis) -> Result<(), StoreError> {
    let (complete, file) = (folder.join(COMPLETE), folder.join(FILE));
    if !complete.exists() {
        return Ok(());
    }
    if file.exists() {
        if !is_sound(&complete)? {
            return remove_all(&complete);
        }
        move_aside(folder, now)?;
    }
    rename(&complete, &file)
}

/// Deletes every damaged file that was moved aside.
pub(super) fn delete_moved_aside(folder: &Path) -> Result<(), StoreError> {
    let entries = fs::read_dir(folder).map_err(|error| StoreError::from_io(&error))?;
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(MOVED_ASIDE) {
            remove(&entry.path())?;
        }
    }
    Ok(())
}

fn fill(new: &Path, damaged: &Path) -> Result<Rescue, StoreError> {
    make_private_file(new).map_err(|error| StoreError::from_io(&error))?;
    let mut target = open_file(new, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let mut rescue =
        Rescue { moved_to: String::new(), credentials: 0, secrets: 0, attempts: 0, incomplete: true };
    match open_damaged(damaged) {
        Some(source) => {
            // The tables must have the damaged file's version, so that its rows fit.
            let version = user_version(&source).ok().filter(|version| (1..=newest()).contains(version));
            MIGRATIONS.to_version(&mut target, version.unwrap_or_else(newest) as usize)?;
            rescue.incomplete = copy_all(&source, &target)?;
        }
        None => MIGRATIONS.to_latest(&mut target)?,
    }
    MIGRATIONS.to_latest(&mut target)?;
    configure(&target)?;
    settle(&target)?;
    let count =
        |table: &str| target.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0));
    (rescue.credentials, rescue.secrets, rescue.attempts) =
        (count("credential")?, count("secret")?, count("attempt")?);
    // No log may be left beside the file when it is moved.
    target.pragma_update_and_check(None, "wal_checkpoint", "truncate", |_| Ok(()))?;
    target.close().map_err(|(_, error)| error)?;
    Ok(rescue)
}

/// Opens the damaged file read-only, and without the files beside it if those cannot be used.
fn open_damaged(damaged: &Path) -> Option<Connection> {
    let readable = |connection: &Connection| {
        // Without this, a truncated file cannot be read at all. Nothing is written, because the file is opened
        // read-only.
        let cut_off_too = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, true);
        cut_off_too.is_ok() && user_version(connection).is_ok()
    };
    let with_its_log = open_file(damaged, OpenFlags::SQLITE_OPEN_READ_ONLY).ok().filter(readable);
    with_its_log.or_else(|| {
        let mut address = url::Url::from_file_path(damaged).ok()?;
        address.set_query(Some("immutable=1"));
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        open_file(Path::new(address.as_str()), flags).ok().filter(readable)
    })
}

/// Copies every readable row. Returns whether something could not be read.
fn copy_all(source: &Connection, target: &Connection) -> Result<bool, StoreError> {
    target.pragma_update(None, "foreign_keys", false)?;
    target.execute_batch("BEGIN")?;
    let mut incomplete = false;
    for table in TABLES {
        incomplete |= copy_table(source, target, table)?;
    }
    go_on_counting(source, target)?;
    target.execute_batch("COMMIT")?;
    Ok(incomplete)
}

fn copy_table(source: &Connection, target: &Connection, table: &str) -> Result<bool, StoreError> {
    let columns = {
        let statement = target.prepare(&format!("SELECT * FROM {table}"))?;
        statement.column_names().iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>()
    };
    let names = columns.join(", ");
    let insert =
        format!("INSERT OR IGNORE INTO {table} ({names}) VALUES ({})", vec!["?"; columns.len()].join(", "));
    let mut insert = target.prepare(&insert)?;
    let select = format!("SELECT {names} FROM {table} WHERE rowid BETWEEN ?1 AND ?2 ORDER BY rowid");
    let Ok(mut select) = source.prepare(&select) else { return Ok(true) };
    let last = last_row(source, table);

    // In every table, the first column is the row's ID.
    let is_there = format!("SELECT 1 FROM {table} WHERE rowid = ?1");
    let mut is_there = target.prepare(&is_there)?;
    let mut incomplete = false;
    let mut failed = 0;
    let mut ranges = vec![(1, last)];
    while let Some((first, last)) = ranges.pop() {
        let mut rows = match select.query([first, last]) {
            Ok(rows) => rows,
            Err(_) => return Ok(true),
        };
        let broke = loop {
            match rows.next() {
                Ok(Some(row)) => {
                    let mut values = Vec::with_capacity(columns.len());
                    for column in 0..columns.len() {
                        let (value, whole) = readable(row.get_ref(column)?);
                        incomplete |= !whole;
                        values.push(value);
                    }
                    match insert.execute(params_from_iter(&values)) {
                        Ok(0) => {
                            // The row was copied before and is read twice, or it does not fit, which is damage too.
                            incomplete |= !is_there.exists([&values[0]])?;
                        }
                        Ok(_) => {}
                        Err(error)
                            if error.sqlite_error_code()
                                == Some(rusqlite::ErrorCode::ConstraintViolation) =>
                        {
                            incomplete = true;
                        }
                        Err(error) => return Err(error.into()),
                    }
                }
                Ok(None) => break false,
                Err(_) => break true,
            }
        };
        if broke {
            failed += 1;
            if failed > MOST_FAILED_READS {
                break;
            }
            // The damage is somewhere in this range. Its halves are read separately, down to single rows.
            if first < last {
                let middle = first + (last - first) / 2;
                ranges.push((middle + 1, last));
                ranges.push((first, middle));
            }
        }
    }
    Ok(incomplete || failed > 0)
}

/// A value as far as it can be read, and whether it is complete: text may contain a damaged byte.
fn readable(value: ValueRef<'_>) -> (Value, bool) {
    match value {
        ValueRef::Null => (Value::Null, true),
        ValueRef::Integer(number) => (Value::Integer(number), true),
        ValueRef::Real(number) => (Value::Real(number), true),
        ValueRef::Blob(bytes) => (Value::Blob(bytes.to_vec()), true),
        ValueRef::Text(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            let whole = matches!(text, Cow::Borrowed(_));
            (Value::Text(text.into_owned()), whole)
        }
    }
}

/// IDs that were used in the damaged file are not used again, because secrets are sealed for them.
fn go_on_counting(source: &Connection, target: &Connection) -> Result<(), StoreError> {
    for (table, referring) in [
        ("credential", "SELECT credential FROM secret UNION SELECT credential FROM attempt"),
        ("attempt", "SELECT attempt FROM exchange"),
    ] {
        let given = "SELECT seq FROM sqlite_sequence WHERE name = ?1";
        let given: i64 = source.query_row(given, [table], |row| row.get(0)).unwrap_or(0);
        let used = format!("SELECT ifnull(max(id), 0) FROM (SELECT id FROM {table} UNION {referring})");
        let used: i64 = target.query_row(&used, [], |row| row.get(0))?;
        target.execute("DELETE FROM sqlite_sequence WHERE name = ?1", [table])?;
        let sql = "INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)";
        target.execute(sql, params![table, given.max(used)])?;
    }
    Ok(())
}

/// The highest ID of a table; a sufficiently high number if it cannot be read.
fn last_row(source: &Connection, table: &str) -> i64 {
    const HIGH_ENOUGH: i64 = 1 << 24;
    source
        .query_row(&format!("SELECT max(rowid) FROM {table}"), [], |row| row.get::<_, Option<i64>>(0))
        .map_or(HIGH_ENOUGH, |last| last.unwrap_or(0))
}

/// Repairs references to rows that could not be read. Secrets and attempts get an empty credential, so that they are
/// not lost too.
fn settle(target: &Connection) -> Result<(), StoreError> {
    let form = to_json(&RequestForm::default())?;
    target.execute(
        "INSERT INTO credential (id, position, name, grouping, form, notes, ticks, key_home, api_key, folded) \
         SELECT DISTINCT owner, owner, '', 'none', ?1, '', '[false,false,false,false]', '{\"home\":\"vault\"}', '', '' \
         FROM (SELECT credential AS owner FROM secret UNION SELECT credential FROM attempt) \
         WHERE owner IS NOT NULL AND owner NOT IN (SELECT id FROM credential)",
        [form],
    )?;
    target.execute("DELETE FROM exchange WHERE attempt NOT IN (SELECT id FROM attempt)", [])?;
    target.execute("DELETE FROM document WHERE name = ?1", [DAMAGE_SEEN])?;
    Ok(())
}

/// Moves the damaged file and the files beside it. Returns its new name.
fn move_aside(folder: &Path, now: UnixMillis) -> Result<String, StoreError> {
    let name = match begun_name(folder)? {
        Some(name) => name,
        None => free_name(folder, now)?,
    };
    // The log is moved first: beside another file, it would be taken for that file's log.
    let from = with_companions(&folder.join(FILE));
    for (from, to) in from.iter().zip(with_companions(&folder.join(&name))) {
        if from.exists() {
            rename(from, &to)?;
        }
    }
    Ok(name)
}

/// The name under which a crash left a log without its file.
fn begun_name(folder: &Path) -> Result<Option<String>, StoreError> {
    let entries = fs::read_dir(folder).map_err(|error| StoreError::from_io(&error))?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let logs = names.filter_map(|name| {
        let name = name.strip_suffix("-wal").or_else(|| name.strip_suffix("-shm"))?;
        name.starts_with(MOVED_ASIDE).then(|| name.to_owned())
    });
    let mut begun = logs.filter(|name| !folder.join(name).exists());
    Ok(begun.find(|name| {
        let moved = with_companions(&folder.join(name));
        // Existing files are not overwritten.
        with_companions(&folder.join(FILE)).iter().zip(moved).all(|(from, to)| !from.exists() || !to.exists())
    }))
}

fn free_name(folder: &Path, now: UnixMillis) -> Result<String, StoreError> {
    let date = OffsetDateTime::from_unix_timestamp(now.seconds().0).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let (year, month, day) = date.to_calendar_date();
    let (hour, minute, second) = date.to_hms();
    let stem =
        format!("{MOVED_ASIDE}{year:04}-{:02}-{day:02}-{hour:02}{minute:02}{second:02}", u8::from(month));
    let names = std::iter::once(stem.clone()).chain((2..).map(|number| format!("{stem}-{number}")));
    let mut free = names.map(|name| name + ".sqlite").filter(|name| {
        let taken = with_companions(&folder.join(name));
        !taken.iter().any(|path| path.exists())
    });
    free.next().ok_or(StoreError::Other { detail: stem })
}

fn remove_all(path: &Path) -> Result<(), StoreError> {
    with_companions(path).iter().try_for_each(|path: &PathBuf| remove(path))
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::from_io(&error)),
        _ => Ok(()),
    }
}

fn rename(from: &Path, to: &Path) -> Result<(), StoreError> {
    fs::rename(from, to).map_err(|error| StoreError::from_io(&error))
}
