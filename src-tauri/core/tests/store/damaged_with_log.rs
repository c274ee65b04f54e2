//! Damaged files with a log beside them: whatever is damaged, neither the file nor the log is changed, from the first
//! look at them to the rescue.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use countersign_core::history::AttemptFilter;
use countersign_core::store::{Rescue, Store, StoreError};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::common::{NOW, add, draft, new_store, refused};

const PAGE: usize = 4096;
const CREDENTIALS: u32 = 40;
/// The part of them that is in the log alone.
const IN_LOG: u32 = 10;

/// The files of a store whose program was killed: most is in the file, the newest changes are in the log. Made once,
/// because that takes time.
static KILLED: LazyLock<TempDir> = LazyLock::new(|| {
    let (running, store) = new_store();
    for number in 1..=CREDENTIALS {
        if number == CREDENTIALS - IN_LOG + 1 {
            let other = Connection::open(running.path().join("countersign.sqlite")).unwrap();
            other.pragma_update_and_check(None, "wal_checkpoint", "truncate", |_| Ok(())).unwrap();
        }
        let id = add(&store, &format!("credential {number}"));
        store.save_draft(id, &draft("key", &"notes ".repeat(200))).unwrap();
        store.record_attempt(id, &refused(number.into())).unwrap();
    }
    copy_files(running.path())
});

fn copy_files(folder: &Path) -> TempDir {
    let copy = TempDir::new().unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
    }
    copy
}

/// A copy of them, to be damaged.
struct Killed {
    folder: TempDir,
}

impl Killed {
    fn new() -> Self {
        let killed = Self { folder: copy_files(KILLED.path()) };
        assert!(killed.read("-wal").len() > IN_LOG as usize * PAGE, "the newest changes are in the log");
        killed
    }

    fn path(&self, ending: &str) -> PathBuf {
        self.folder.path().join(format!("countersign.sqlite{ending}"))
    }

    fn read(&self, ending: &str) -> Vec<u8> {
        fs::read(self.path(ending)).unwrap_or_default()
    }

    fn change(&self, ending: &str, damage: impl FnOnce(&mut Vec<u8>)) {
        let mut bytes = self.read(ending);
        damage(&mut bytes);
        fs::write(self.path(ending), bytes).unwrap();
    }

    /// Overwrites pages of a table in the file, and in the log if they are there too.
    fn damage_table(&self, table: &str) {
        let pages: Vec<usize> = {
            let copy = TempDir::new().unwrap();
            let file = copy.path().join("countersign.sqlite");
            fs::copy(self.path(""), &file).unwrap();
            let connection = Connection::open(&file).unwrap();
            let sql = "SELECT pageno FROM dbstat WHERE name = ?1 AND pagetype = 'leaf' ORDER BY pageno";
            let mut pages = connection.prepare(sql).unwrap();
            let pages = pages.query_map([table], |row| row.get::<_, i64>(0)).unwrap();
            pages.map(|page| usize::try_from(page.unwrap()).unwrap()).collect()
        };
        let in_log: Vec<usize> = {
            let log = self.read("-wal");
            let frames = log.get(32..).unwrap_or_default().chunks_exact(24 + PAGE);
            frames.map(|frame| u32::from_be_bytes(frame[..4].try_into().unwrap()) as usize).collect()
        };
        let page = pages.iter().find(|page| !in_log.contains(page)).expect("a page is in the file alone");
        self.change("", |file| file[(page - 1) * PAGE..page * PAGE].fill(0xAA));
    }

    /// Opens the store twice, and compares what was moved aside with what was there before.
    fn open(&self, what: &str) -> (Store, Option<Rescue>) {
        let before = ["", "-wal"].map(|ending| self.read(ending));
        let opened = Store::open(self.folder.path(), NOW).unwrap();
        let Some(rescue) = opened.rescue else { return (opened.store, None) };
        for (ending, before) in ["", "-wal"].into_iter().zip(before) {
            let moved = self.folder.path().join(format!("{}{ending}", rescue.moved_to));
            assert!(fs::read(moved).unwrap_or_default() == before, "{what}: {ending:?} was changed");
        }
        assert_eq!(opened.store.count_credentials(), Ok(rescue.credentials), "{what}");
        drop(opened.store);
        let again = Store::open(self.folder.path(), NOW).unwrap();
        assert_eq!(again.rescue, None, "{what}: the new file is sound");
        let names = fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names = names.map(|name| name.to_string_lossy().into_owned());
        let stray =
            names.find(|name| !name.starts_with("countersign.sqlite") && !name.starts_with(&rescue.moved_to));
        assert_eq!(stray, None, "{what}: it was left behind");
        (again.store, Some(rescue))
    }

    fn rescue(&self, what: &str) -> (Store, Rescue) {
        let (store, rescue) = self.open(what);
        (store, rescue.unwrap_or_else(|| panic!("{what} is noticed")))
    }
}

/// A way to damage something.
type Damage = (&'static str, fn(&Killed));

const DAMAGED_FILE: [Damage; 8] = [
    ("a page of credentials", |killed| killed.damage_table("credential")),
    ("a page of attempts", |killed| killed.damage_table("attempt")),
    ("a file cut in half", |killed| killed.change("", |file| file.truncate(file.len() / 2))),
    ("a file cut within a page", |killed| killed.change("", |file| file.truncate(5 * PAGE + 100))),
    ("pages of zeros", |killed| killed.change("", |file| file[PAGE..].fill(0))),
    ("a header of zeros", |killed| killed.change("", |file| file[..100].fill(0))),
    ("a file that is not a store", |killed| killed.change("", |file| file.fill(0xAA))),
    ("an empty file", |killed| killed.change("", Vec::clear)),
];

const LOG_BESIDE_IT: [Damage; 7] = [
    ("its log", |_| {}),
    ("no log", |killed| fs::remove_file(killed.path("-wal")).unwrap()),
    ("a log cut within a frame", |killed| killed.change("-wal", |log| log.truncate(log.len() / 2))),
    ("a log with a damaged frame", |killed| killed.change("-wal", |log| log[6 * PAGE] ^= 1)),
    ("a log that is not one", |killed| killed.change("-wal", |log| log.fill(0xAA))),
    ("no index of the log", |killed| fs::remove_file(killed.path("-shm")).unwrap()),
    ("a damaged index of the log", |killed| killed.change("-shm", |index| index.fill(0xAA))),
];

#[test]
fn neither_a_damaged_file_nor_its_log_is_changed() {
    for (file, damage_file) in DAMAGED_FILE {
        for (log, damage_log) in LOG_BESIDE_IT {
            let killed = Killed::new();
            damage_file(&killed);
            damage_log(&killed);
            let what = format!("{file} with {log}");
            if killed.read("").is_empty() && killed.read("-wal").is_empty() {
                // Nobody can tell that from a new store.
                continue;
            }
            if let (store, None) = killed.open(&what) {
                // The log has the damaged page as it should be.
                assert_eq!(file, "a header of zeros", "{what} is noticed");
                assert!(store.count_credentials().unwrap() >= CREDENTIALS - IN_LOG, "{what}");
            }
        }
    }
}

#[test]
fn a_damaged_log_beside_a_sound_file_is_noticed_and_kept() {
    let (log, damage_log) = LOG_BESIDE_IT[3];
    let killed = Killed::new();
    damage_log(&killed);
    let (_store, rescue) = killed.rescue(log);
    assert!(rescue.incomplete, "changes are lost");
    assert!(rescue.credentials >= CREDENTIALS - IN_LOG, "{rescue:?}");
}

#[test]
fn the_log_of_another_file_is_kept_and_does_not_spoil_what_is_rescued() {
    let killed = Killed::new();
    killed.damage_table("attempt");
    let other = Killed::new();
    other.change("-wal", |log| {
        // Only its first change, which alone makes no whole file.
        log.truncate(32 + 3 * (24 + PAGE));
    });
    fs::write(killed.path("-wal"), other.read("-wal")).unwrap();
    let (_store, rescue) = killed.rescue("the log of another file");
    assert!(rescue.credentials >= CREDENTIALS - IN_LOG - 5, "{rescue:?}");
}

#[test]
fn what_is_in_the_log_alone_is_rescued_too() {
    let killed = Killed::new();
    killed.damage_table("attempt");
    let (store, rescue) = killed.rescue("a damaged page");
    assert_eq!(rescue.credentials, CREDENTIALS);
    let newest = store.credentials(&format!("credential {CREDENTIALS}"), NOW.seconds()).unwrap();
    assert_eq!(newest.len(), 1);
}

#[test]
fn an_undamaged_log_is_read_whatever_happened_to_its_index() {
    for (what, change) in [LOG_BESIDE_IT[0], LOG_BESIDE_IT[5], LOG_BESIDE_IT[6]] {
        let killed = Killed::new();
        change(&killed);
        let opened = Store::open(killed.folder.path(), NOW).unwrap();
        assert_eq!(opened.rescue, None, "{what}");
        assert_eq!(opened.store.count_credentials(), Ok(CREDENTIALS), "{what}");
    }
}

#[test]
fn damage_that_is_noticed_while_the_file_is_open_is_noted_beside_it_and_closing_changes_nothing() {
    let killed = Killed::new();
    killed.damage_table("exchange");
    let store = Store::open(killed.folder.path(), NOW).unwrap().store;
    let file = killed.read("");
    let all = store.attempts(&AttemptFilter::default(), None, 100).unwrap();
    let read = all.attempts.iter().map(|attempt| store.attempt(attempt.id));
    assert!(read.filter_map(Result::err).any(|error| matches!(error, StoreError::Damaged { .. })));
    // What is typed meanwhile lasts.
    for _ in 0..20 {
        let id = add(&store, "added later");
        store.save_draft(id, &draft("key", &"a long note ".repeat(20_000))).unwrap();
    }
    drop(store);
    assert!(killed.read("") == file, "the file was changed");
    assert!(killed.path("-damage").exists());
    let (store, rescue) = killed.rescue("the damage");
    let [found] = &store.damaged_files().unwrap()[..] else { panic!("one file is listed") };
    assert_eq!(found.name, rescue.moved_to);
    assert_eq!(store.credentials("added later", NOW.seconds()).unwrap().len(), 20);
}

#[test]
fn a_change_that_a_crash_interrupted_without_a_log_is_taken_back_as_before() {
    let (folder, store) = new_store();
    add(&store, "before");
    drop(store);
    let file = folder.path().join("countersign.sqlite");
    // Another tool changed the file in its own way and was killed.
    let tool = Connection::open(&file).unwrap();
    tool.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(())).unwrap();
    tool.pragma_update(None, "cache_size", 1).unwrap();
    tool.execute_batch("BEGIN; UPDATE credential SET name = 'half done', notes = hex(zeroblob(20000));")
        .unwrap();
    let copy = copy_files(folder.path());
    assert!(is_hot(&copy.path().join("countersign.sqlite-journal")));
    let opened = Store::open(copy.path(), NOW).unwrap();
    assert_eq!(opened.rescue, None);
    assert_eq!(crate::common::names(&opened.store, ""), ["before"]);
}

fn is_hot(journal: &Path) -> bool {
    fs::read(journal).is_ok_and(|bytes| bytes.starts_with(&[0xD9, 0xD5, 0x05, 0xF9]))
}
