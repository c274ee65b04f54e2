//! Damaged files: they are moved aside unchanged, and everything that can be read of them is there again.

use std::fs;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use countersign_core::credential::CredentialId;
use countersign_core::history::AttemptFilter;
use countersign_core::store::{Rescue, Store, StoreError};
use countersign_core::vault::{SecretKind, SecretOwner};
use rusqlite::Connection;
use secrecy::ExposeSecret as _;
use tempfile::TempDir;

use crate::common::{Keychain, NOW, add, draft, names, new_store, open, refused, vault};

const PAGE: u64 = 4096;
const CREDENTIALS: u32 = 300;
const ATTEMPTS: u32 = 60;

fn file(folder: &Path) -> PathBuf {
    folder.join("countersign.sqlite")
}

fn secret_of(number: i64) -> String {
    format!("the secret of {number}")
}

/// A store with many pages, closed.
fn filled() -> (TempDir, Keychain) {
    let (folder, store) = new_store();
    let keychain = Keychain::default();
    let vault = vault(store, &keychain);
    for number in 1..=CREDENTIALS {
        let id = add(vault.store(), &format!("credential {number}"));
        vault.store().save_draft(id, &draft("key", &"notes ".repeat(100))).unwrap();
        if number % 10 == 0 {
            let owner = SecretOwner::Credential { id };
            vault.store_secret(owner, SecretKind::ClientSecret, &secret_of(id.0).into()).unwrap();
        }
        if number <= ATTEMPTS {
            vault.store().record_attempt(id, &refused(number.into())).unwrap();
        }
    }
    (folder, keychain)
}

/// The pages of a table, except its root.
fn leaf_pages(folder: &Path, table: &str) -> Vec<u64> {
    let connection = Connection::open(file(folder)).unwrap();
    let sql = "SELECT pageno FROM dbstat WHERE name = ?1 AND pagetype = 'leaf' ORDER BY path";
    let mut pages = connection.prepare(sql).unwrap();
    let pages = pages.query_map([table], |row| row.get::<_, u32>(0)).unwrap();
    pages.map(|page| u64::from(page.unwrap())).collect()
}

fn overwrite(folder: &Path, page: u64, bytes: &[u8]) {
    let mut damaged = fs::OpenOptions::new().write(true).open(file(folder)).unwrap();
    damaged.seek(SeekFrom::Start((page - 1) * PAGE)).unwrap();
    damaged.write_all(bytes).unwrap();
}

fn rescued(folder: &Path) -> (Store, Rescue) {
    let before = fs::read(file(folder)).unwrap();
    let opened = Store::open(folder, NOW).unwrap();
    let rescue = opened.rescue.expect("the damage is noticed");
    assert_eq!(rescue.moved_to, "countersign-damaged-2027-01-15-080000.sqlite");
    assert!(fs::read(folder.join(&rescue.moved_to)).unwrap() == before, "the damaged file was changed");
    (opened.store, rescue)
}

#[test]
fn one_damaged_page_of_credentials_loses_only_those_on_it() {
    let (folder, keychain) = filled();
    let pages = leaf_pages(folder.path(), "credential");
    assert!(pages.len() > 10, "{pages:?}");
    overwrite(folder.path(), pages[pages.len() / 2], &[0xAA; PAGE as usize]);
    let (store, rescue) = rescued(folder.path());
    let named = names(&store, "credential").len();
    assert!(named > 280 && named < 300, "{named} have their name");
    assert!(rescue.incomplete);
    assert_eq!(rescue.secrets, CREDENTIALS / 10, "also those whose credential is lost");
    assert_eq!(rescue.attempts, ATTEMPTS);
    assert_eq!(store.count_credentials(), Ok(rescue.credentials));

    let vault = vault(store, &keychain);
    for number in (10..=i64::from(CREDENTIALS)).step_by(10) {
        let owner = SecretOwner::Credential { id: CredentialId(number) };
        let secret = vault.read(owner, SecretKind::ClientSecret).unwrap().unwrap();
        assert_eq!(secret.expose_secret(), secret_of(number));
    }
    drop(vault);
    let again = Store::open(folder.path(), NOW).unwrap();
    assert_eq!(again.rescue, None, "the new file is sound");
    assert_eq!(names(&again.store, "credential").len(), named);
}

#[test]
fn damage_in_rarely_read_data_is_noticed_on_reading_and_repaired_at_the_next_start() {
    let (folder, _keychain) = filled();
    let pages = leaf_pages(folder.path(), "exchange");
    overwrite(folder.path(), pages[pages.len() / 2], &[0xAA; PAGE as usize]);
    let store = open(folder.path());
    let all = store.attempts(&AttemptFilter::default(), None, 100).unwrap();
    assert_eq!(all.total, ATTEMPTS, "the list does not need it");
    let read = all.attempts.iter().map(|attempt| store.attempt(attempt.id));
    let errors: Vec<_> = read.filter_map(Result::err).collect();
    assert!(errors.iter().any(|error| matches!(error, StoreError::Damaged { .. })), "{errors:?}");
    drop(store);

    let opened = Store::open(folder.path(), NOW).unwrap();
    let rescue = opened.rescue.expect("the damage is remembered");
    assert_eq!((rescue.credentials, rescue.attempts), (CREDENTIALS, ATTEMPTS));
    let left = opened.store.attempts(&AttemptFilter::default(), None, 100).unwrap().attempts;
    let readable = left.iter().filter(|attempt| opened.store.attempt(attempt.id).is_ok()).count();
    assert!(readable > 50, "{readable} of {ATTEMPTS} exchanges can be read");
}

#[test]
fn a_truncated_file_gives_back_its_beginning() {
    let (folder, _keychain) = filled();
    let length = fs::metadata(file(folder.path())).unwrap().len();
    let damaged = fs::OpenOptions::new().write(true).open(file(folder.path())).unwrap();
    damaged.set_len(length / 2).unwrap();
    let (store, rescue) = rescued(folder.path());
    assert!(rescue.incomplete && rescue.credentials > 50, "{rescue:?}");
    assert_eq!(store.count_credentials(), Ok(rescue.credentials));
}

#[test]
fn nothing_is_rescued_from_a_file_that_is_not_a_store_and_the_program_starts_empty() {
    for content in [
        &b"This is not a database, but it is long enough to have a header of a hundred bytes, or nearly so."
            [..],
        &[0; 8192],
    ] {
        let folder = TempDir::new().unwrap();
        fs::write(file(folder.path()), content).unwrap();
        let (store, rescue) = rescued(folder.path());
        assert_eq!((rescue.credentials, rescue.secrets, rescue.attempts), (0, 0, 0));
        assert!(rescue.incomplete);
        add(&store, "a");
    }
}

#[test]
fn a_second_damaged_file_in_the_same_second_gets_its_own_name() {
    let folder = TempDir::new().unwrap();
    for _ in 0..2 {
        fs::write(file(folder.path()), [0xAA; 8192]).unwrap();
        assert!(Store::open(folder.path(), NOW).unwrap().rescue.is_some());
        for ending in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(folder.path().join(format!("countersign.sqlite{ending}")));
        }
    }
    let moved = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut moved: Vec<_> = moved.map(|name| name.to_string_lossy().into_owned()).collect();
    moved.sort();
    let names =
        ["countersign-damaged-2027-01-15-080000-2.sqlite", "countersign-damaged-2027-01-15-080000.sqlite"];
    assert_eq!(moved, names);
}

#[test]
fn an_interrupted_rescue_is_finished_or_started_again() {
    let (folder, _keychain) = filled();
    let complete = folder.path().join("countersign-rescue.sqlite");
    // The damaged file was already moved, so the new one takes its place.
    fs::rename(file(folder.path()), &complete).unwrap();
    assert_eq!(open(folder.path()).count_credentials(), Ok(CREDENTIALS));
    assert!(!complete.exists());
    // A file that is not a store does not take its place.
    fs::write(&complete, "left behind").unwrap();
    assert_eq!(open(folder.path()).count_credentials(), Ok(CREDENTIALS));
    assert!(!complete.exists());
}

#[test]
fn a_rescue_interrupted_between_log_and_file_is_finished_with_the_new_file() {
    let (folder, _keychain) = filled();
    let complete = folder.path().join("countersign-rescue.sqlite");
    fs::copy(file(folder.path()), &complete).unwrap();
    let newest = Connection::open(&complete).unwrap();
    newest.execute("UPDATE credential SET name = 'was in the log alone' WHERE id = 1", []).unwrap();
    newest.close().unwrap();
    let damaged = fs::read(file(folder.path())).unwrap();
    let log = folder.path().join("countersign-damaged-2027-01-01-070000.sqlite-wal");
    fs::write(&log, "the log").unwrap();
    let store = open(folder.path());
    assert_eq!(store.credential(CredentialId(1)).unwrap().name, "was in the log alone");
    assert!(!complete.exists());
    let moved = folder.path().join("countersign-damaged-2027-01-01-070000.sqlite");
    assert!(fs::read(moved).unwrap() == damaged, "beside its log");
    assert_eq!(fs::read(log).unwrap(), b"the log");
}

#[test]
fn ids_that_were_used_before_the_damage_are_not_reused() {
    let (folder, _keychain) = filled();
    let store = open(folder.path());
    let last = add(&store, "the last");
    store.delete_credential(last, NOW).unwrap();
    drop(store);
    drop(open(folder.path()));
    let pages = leaf_pages(folder.path(), "credential");
    overwrite(folder.path(), pages[pages.len() / 2], &[0xAA; PAGE as usize]);
    let (store, _) = rescued(folder.path());
    assert!(add(&store, "new") > last);
}

#[test]
fn a_damaged_byte_in_a_text_hides_neither_its_entry_nor_the_others() {
    let (folder, _keychain) = filled();
    let damaged = Connection::open(file(folder.path())).unwrap();
    for sql in [
        "UPDATE credential SET name = CAST(x'61ff62' AS TEXT), api_key = CAST(x'ff' AS TEXT) WHERE id = 1",
        "UPDATE credential SET form = CAST(x'ff' AS TEXT) WHERE id = 2",
        "UPDATE attempt SET url = CAST(x'68ff' AS TEXT) WHERE id = 1",
        "UPDATE attempt SET verdict = CAST(x'ff' AS TEXT) WHERE id = 2",
    ] {
        damaged.execute(sql, []).unwrap();
    }
    damaged.close().unwrap();
    let store = open(folder.path());
    assert_eq!(names(&store, "").len(), CREDENTIALS as usize);
    let first = store.credential(CredentialId(1)).unwrap();
    assert_eq!(first.name, "a\u{FFFD}b");
    store.save_draft(first.id, &first.draft).unwrap();
    let page = store.attempts(&AttemptFilter::default(), None, 100).unwrap();
    assert_eq!(page.attempts.len(), ATTEMPTS as usize - 1, "all but the one that says nothing any more");
}

#[test]
fn a_rescue_copies_what_it_can_of_a_row_and_reports_that_something_is_missing() {
    let (folder, _keychain) = filled();
    let damaged = Connection::open(file(folder.path())).unwrap();
    damaged.execute("UPDATE credential SET name = CAST(x'61ff62' AS TEXT) WHERE id = 1", []).unwrap();
    damaged.close().unwrap();
    fs::write(folder.path().join("countersign.sqlite-damage"), "noticed while it was open").unwrap();
    let (store, rescue) = rescued(folder.path());
    assert_eq!((rescue.credentials, rescue.incomplete), (CREDENTIALS, true));
    assert_eq!(store.credential(CredentialId(1)).unwrap().name, "a\u{FFFD}b");
}
