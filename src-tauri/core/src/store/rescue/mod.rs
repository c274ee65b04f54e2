//! Rescues a damaged file: everything that can be read is copied into a new file, and the damaged one is moved aside
//! under a dated name. Neither it nor its log is changed, so that other tools may get more out of them.
//!
//! The new file is complete before the damaged one is moved, and an interrupted rescue is finished at the next start.

mod rows;
mod source;

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::code::to_json;
use super::error::{Rescue, StoreError};
use super::examine::{is_sound_alone, open_file, user_version};
use super::files::{FILE, make_private_file, remove_all, rename};
use super::migrations::{MIGRATIONS, newest};
use super::moved_aside::move_aside;
use super::open::configure;
use crate::credential::Ticks;
use crate::moment::UnixMillis;
use crate::token_request::RequestForm;

/// Name of the new file until it is complete.
const IN_THE_MAKING: &str = "countersign-rescue.sqlite.part";
/// Name of the complete new file until the damaged one was moved aside.
const COMPLETE: &str = "countersign-rescue.sqlite";

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
        if !is_sound_alone(&complete)? {
            return remove_all(&complete);
        }
        move_aside(folder, now)?;
    }
    rename(&complete, &file)
}

fn fill(new: &Path, damaged: &Path) -> Result<Rescue, StoreError> {
    make_private_file(new)?;
    let mut target = open_file(new, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let incomplete = match source::open(damaged)? {
        Some(source) => {
            // The tables must have the damaged file's version, so that its rows fit.
            let version = user_version(&source.connection).ok();
            let version = version.filter(|version| (1..=newest()).contains(version));
            MIGRATIONS.to_version(&mut target, version.unwrap_or_else(newest) as usize)?;
            rows::copy_all(&source.connection, &target)? || source.changes_missing
        }
        None => true,
    };
    MIGRATIONS.to_latest(&mut target)?;
    configure(&target)?;
    settle(&target)?;
    let count =
        |table: &str| target.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0));
    let (credentials, secrets, attempts) = (count("credential")?, count("secret")?, count("attempt")?);
    // No log may be left beside the file when it is moved.
    target.pragma_update_and_check(None, "wal_checkpoint", "truncate", |_| Ok(()))?;
    target.close().map_err(|(_, error)| error)?;
    Ok(Rescue { moved_to: String::new(), credentials, secrets, attempts, incomplete })
}

/// Repairs references to rows that could not be read. Secrets and attempts get an empty credential, so that they are
/// not lost too.
fn settle(target: &Connection) -> Result<(), StoreError> {
    let (form, ticks) = (to_json(&RequestForm::default())?, to_json(&Ticks::default())?);
    target.execute(
        "INSERT INTO credential (id, position, name, grouping, form, notes, ticks, key_home, api_key, folded) \
         SELECT DISTINCT owner, owner, '', 'none', ?1, '', ?2, '{\"home\":\"vault\"}', '', '' \
         FROM (SELECT credential AS owner FROM secret UNION SELECT credential FROM attempt) \
         WHERE owner IS NOT NULL AND owner NOT IN (SELECT id FROM credential)",
        [form, ticks],
    )?;
    target.execute("DELETE FROM exchange WHERE attempt NOT IN (SELECT id FROM attempt)", [])?;
    Ok(())
}
