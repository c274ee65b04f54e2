//! The damaged files that were moved aside: under dated names in the same folder, with everything that was beside them.
//! They hold what was stored, so that more of it can be rescued by other means, until the person deletes them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Serialize;
use time::OffsetDateTime;
use time::PrimitiveDateTime;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;

use super::error::StoreError;
use super::files::{BESIDE, FILE, remove_all, rename, with_companions};
use crate::moment::UnixMillis;

/// Prefix of their names.
const PREFIX: &str = "countersign-damaged-";
/// Ending of their names.
const ENDING: &str = ".sqlite";
/// When a file was moved, in its name, in UTC.
const MOVED_AT: &[BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day]-[hour][minute][second]");

/// A damaged file that was moved aside. It still holds what was stored then: credentials that were deleted since, and
/// secrets as they were sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DamagedFile {
    /// Its name in the data folder.
    pub name: String,
    /// When it was moved; `None` if its name does not say.
    pub moved_at: Option<UnixMillis>,
    /// Its size with the files beside it.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub bytes: u64,
}

/// The damaged files in this folder, in the order of their names.
pub(super) fn list(folder: &Path) -> Result<Vec<DamagedFile>, StoreError> {
    let entries = fs::read_dir(folder).map_err(|error| StoreError::from_io(&error))?;
    let mut bytes_of = BTreeMap::<String, u64>::new();
    for entry in entries {
        let entry = entry.map_err(|error| StoreError::from_io(&error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(PREFIX) {
            let bytes = entry.metadata().map_or(0, |metadata| metadata.len());
            *bytes_of.entry(without_ending(&name).to_owned()).or_default() += bytes;
        }
    }
    let files = bytes_of.into_iter();
    Ok(files.map(|(name, bytes)| DamagedFile { moved_at: moved_at(&name), name, bytes }).collect())
}

/// Deletes one of them, with the files beside it.
pub(super) fn delete(folder: &Path, name: &str) -> Result<(), StoreError> {
    if !list(folder)?.iter().any(|file| file.name == name) {
        return Err(StoreError::NotFound);
    }
    remove_all(&folder.join(name))
}

/// Deletes all of them.
pub(super) fn delete_all(folder: &Path) -> Result<(), StoreError> {
    list(folder)?.iter().try_for_each(|file| remove_all(&folder.join(&file.name)))
}

/// Moves the damaged file and the files beside it. Returns its new name.
pub(super) fn move_aside(folder: &Path, now: UnixMillis) -> Result<String, StoreError> {
    let name = begun_name(folder)?.map_or_else(|| free_name(folder, now), Ok)?;
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
    let begun = list(folder)?.into_iter().filter(|file| !folder.join(&file.name).exists());
    let mut names = begun.map(|file| file.name);
    Ok(names.find(|name| {
        // Existing files are not overwritten.
        let mut pairs =
            with_companions(&folder.join(FILE)).into_iter().zip(with_companions(&folder.join(name)));
        pairs.all(|(from, to)| !from.exists() || !to.exists())
    }))
}

fn free_name(folder: &Path, now: UnixMillis) -> Result<String, StoreError> {
    let date = OffsetDateTime::from_unix_timestamp(now.seconds().0).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let date = date.format(MOVED_AT).map_err(|error| StoreError::Other { detail: error.to_string() })?;
    let stem = format!("{PREFIX}{date}");
    let names = std::iter::once(stem.clone()).chain((2..).map(|number| format!("{stem}-{number}")));
    let mut free = names
        .map(|name| name + ENDING)
        .filter(|name| !with_companions(&folder.join(name)).iter().any(|path| path.exists()));
    free.next().ok_or(StoreError::Other { detail: stem })
}

fn without_ending(name: &str) -> &str {
    BESIDE.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

fn moved_at(name: &str) -> Option<UnixMillis> {
    let date = name.strip_prefix(PREFIX)?.get(.."2027-01-15-080000".len())?;
    let date = PrimitiveDateTime::parse(date, MOVED_AT).ok()?;
    Some(UnixMillis(date.assume_utc().unix_timestamp() * 1000))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::files::beside;

    #[test]
    fn the_name_says_when_the_file_was_moved() {
        let at = Some(UnixMillis(1_800_000_000_000));
        assert_eq!(moved_at("countersign-damaged-2027-01-15-080000.sqlite"), at);
        assert_eq!(moved_at("countersign-damaged-2027-01-15-080000-2.sqlite"), at);
        assert_eq!(moved_at("countersign-damaged-copy.sqlite"), None);
    }

    #[test]
    fn a_file_and_those_beside_it_are_one() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("countersign-damaged-2027-01-15-080000.sqlite");
        for (ending, content) in [("", "four"), ("-wal", "five!"), ("-damage", "six...")] {
            fs::write(beside(&file, ending), content).unwrap();
        }
        fs::write(folder.path().join("other"), "stays").unwrap();
        let [found] = &list(folder.path()).unwrap()[..] else { panic!("one file") };
        assert_eq!(found.bytes, 15);
        assert_eq!(delete(folder.path(), "other"), Err(StoreError::NotFound));
        assert_eq!(delete(folder.path(), "../other"), Err(StoreError::NotFound));
        delete(folder.path(), &found.name).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
