//! Copies every row that can be read. The damage is narrowed down to single rows.

use std::borrow::Cow;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, ErrorCode, Row, Statement, params, params_from_iter};

use crate::store::error::StoreError;
use crate::store::tables::TABLES;

/// The most failed reads per table.
const MOST_FAILED_READS: u32 = 4_000;

/// Copies every readable row. Returns whether something could not be read.
pub(super) fn copy_all(source: &Connection, target: &Connection) -> Result<bool, StoreError> {
    target.pragma_update(None, "foreign_keys", false)?;
    target.execute_batch("BEGIN")?;
    let mut incomplete = false;
    for table in &TABLES {
        incomplete |= copy_table(source, target, table.name)?;
    }
    go_on_counting(source, target)?;
    target.execute_batch("COMMIT")?;
    Ok(incomplete)
}

/// Copies a table. Returns whether something could not be read.
fn copy_table(source: &Connection, target: &Connection, table: &str) -> Result<bool, StoreError> {
    let mut copy = Target::of(target, table)?;
    let columns = copy.columns.join(", ");
    let select = format!("SELECT {columns} FROM {table} WHERE rowid BETWEEN ?1 AND ?2 ORDER BY rowid");
    let Ok(mut select) = source.prepare(&select) else { return Ok(true) };
    let mut failed = 0;
    let mut ranges = vec![(1, last_row(source, table))];
    while let Some(range) = ranges.pop() {
        if !copy_range(&mut select, &mut copy, range)? {
            failed += 1;
            // The damage is somewhere in this range. Its halves are read separately, down to single rows.
            ranges.extend(halves(range).into_iter().flatten());
        }
        if failed > MOST_FAILED_READS {
            break;
        }
    }
    Ok(copy.incomplete || failed > 0)
}

/// Copies the rows with these IDs. Returns whether all could be read.
fn copy_range(
    select: &mut Statement<'_>,
    copy: &mut Target<'_>,
    (first, last): (i64, i64),
) -> Result<bool, StoreError> {
    let Ok(mut rows) = select.query([first, last]) else { return Ok(false) };
    loop {
        match rows.next() {
            Ok(Some(row)) => copy.put(row)?,
            Ok(None) => return Ok(true),
            Err(_) => return Ok(false),
        }
    }
}

/// The halves of a range of IDs, the lower last. One ID has none.
fn halves((first, last): (i64, i64)) -> Option<[(i64, i64); 2]> {
    let middle = first + (last - first) / 2;
    (first < last).then_some([(middle + 1, last), (first, middle)])
}

/// A table of the new file.
struct Target<'a> {
    columns: Vec<String>,
    insert: Statement<'a>,
    is_there: Statement<'a>,
    /// Something of a row could not be copied.
    incomplete: bool,
}

impl<'a> Target<'a> {
    fn of(target: &'a Connection, table: &str) -> Result<Self, StoreError> {
        let all = target.prepare(&format!("SELECT * FROM {table}"))?;
        let columns: Vec<_> = all.column_names().iter().map(|name| format!("\"{name}\"")).collect();
        let (names, values) = (columns.join(", "), vec!["?"; columns.len()].join(", "));
        let insert = target.prepare(&format!("INSERT OR IGNORE INTO {table} ({names}) VALUES ({values})"))?;
        let is_there = target.prepare(&format!("SELECT 1 FROM {table} WHERE rowid = ?1"))?;
        Ok(Self { columns, insert, is_there, incomplete: false })
    }

    fn put(&mut self, row: &Row<'_>) -> Result<(), StoreError> {
        let mut values = Vec::with_capacity(self.columns.len());
        for column in 0..self.columns.len() {
            let (value, whole) = readable(row.get_ref(column)?);
            self.incomplete |= !whole;
            values.push(value);
        }
        match self.insert.execute(params_from_iter(&values)) {
            // The row was copied before and is read twice, or it does not fit, which is damage too. In every table,
            // the first column is the row's ID.
            Ok(0) => self.incomplete |= !self.is_there.exists([&values[0]])?,
            Ok(_) => {}
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                self.incomplete = true;
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }
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
