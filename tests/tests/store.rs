//! The store in a hostile environment: killed while it writes, on a full disk, in a read-only folder, and with a file
//! that another program has locked. What was acknowledged is there, errors say what is wrong, and once the cause is
//! fixed, the store works again.

use std::fs;
use std::path::Path;
use std::time::Duration;

use countersign_tests::store_by_hand::StoreByHand;
use serde_json::json;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_store_by_hand");

/// How often the program is killed.
const KILLS: u32 = 200;
/// More changes than the fastest disk can make in that time.
const AHEAD: u64 = 2000;
/// Longest time to wait before the kill, in microseconds.
const LONGEST_MICROS: u64 = 100_000;

fn store_in(folder: &Path) -> StoreByHand {
    let mut store = StoreByHand::start(PROGRAM);
    store.ok(&format!("open {}", folder.display()));
    store
}

/// A random number less than `below`.
fn random(below: u64) -> u64 {
    uuid::Uuid::new_v4().as_u64_pair().0 % below
}

/// A numbered change: to notes, to a secret, or a new attempt.
fn numbered(number: u64) -> String {
    match number % 3 {
        0 => format!("save 1 {number}"),
        1 => format!("secret 1 {number}"),
        _ => format!("attempt 1 {}", number % 5000),
    }
}

#[test]
fn every_acknowledged_change_survives_repeated_kills() {
    let folder = TempDir::new().unwrap();
    let mut store = store_in(folder.path());
    store.ok("add the-one");
    drop(store);

    let (mut number, mut acknowledged, mut interrupted) = (0, 0, 0);
    let (mut notes, mut secret, mut attempts) = (0, 0, Vec::new());
    for _ in 0..KILLS {
        let mut store = store_in(folder.path());
        let first = number;
        for ahead in 0..AHEAD {
            store.send(&numbered(first + ahead));
        }
        // However slow the disk is, the process is killed after its first change, while it writes others.
        let mut answers = vec![store.answer().expect("the first change is acknowledged")];
        std::thread::sleep(Duration::from_micros(random(LONGEST_MICROS)));
        store.kill();
        answers.extend(std::iter::from_fn(|| store.answer()));
        for answer in answers {
            assert!(answer.get("ok").is_some(), "{answer}");
            match number % 3 {
                0 => notes = number,
                1 => secret = number,
                _ => attempts.push(answer["ok"].clone()),
            }
            number += 1;
            acknowledged += 1;
        }
        interrupted += u32::from(number < first + AHEAD);
        // The change in progress may be done or not, so its number is not used again.
        let under_way = number;
        number += 1;

        let mut store = store_in(folder.path());
        let there = |answer: serde_json::Value| answer.as_str().unwrap_or("0").parse().unwrap_or(0);
        let found = [there(store.ok("notes 1")), there(store.ok("reveal 1"))];
        for (found, expected) in found.into_iter().zip([&mut notes, &mut secret]) {
            let fits = found == *expected || found == under_way;
            assert!(fits, "{found} is there for {expected}, and {under_way} was under way");
            *expected = found;
        }
        let kept = store.ok("attempts");
        let kept = kept.as_array().unwrap();
        let last = attempts.len().saturating_sub(900);
        assert!(attempts[last..].iter().all(|attempt| kept.contains(attempt)), "an attempt is missing");
    }
    println!(
        "{KILLS} kills, {interrupted} of them while writing; {acknowledged} acknowledged changes, all there"
    );
    assert!(interrupted >= 190, "only {interrupted} kills met a program that was writing");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_reported_loses_nothing_and_the_store_works_again_once_there_is_space() {
    let disk = TempDir::new().unwrap();
    let disk = disk.path().display().to_string();
    let mut store = StoreByHand::start_with_disk(PROGRAM, Path::new(&disk), 2048);
    let ballast = format!("{disk}/ballast");
    store.beside("fallocate", &["--length", "512KiB", &ballast]);
    store.ok(&format!("open {disk}"));
    store.ok("add the-one");
    store.ok("save 1 before");
    store.ok("secret 1 hidden");
    let mut recorded = Vec::new();
    let full = loop {
        let answer = store.ask("attempt 1 20000");
        match answer.get("ok") {
            Some(id) => recorded.push(id.clone()),
            None => break answer,
        }
        assert!(recorded.len() < 200, "the disk is never full");
    };
    assert_eq!(full, json!({ "error": { "code": "disk_full" } }));
    assert!(!recorded.is_empty());
    // Nothing is half done, and everything can be read.
    assert_eq!(store.error("attempt 1 20000"), "disk_full");
    assert_eq!(store.ok("notes 1"), "before");
    assert_eq!(store.ok("reveal 1"), "hidden");
    recorded.reverse();
    assert_eq!(store.ok("attempts"), json!(recorded));

    // A program that starts now reports the full disk or works. It never starts with an empty store.
    store.ok("close");
    let opened = store.ask(&format!("open {disk}"));
    if opened.get("ok").is_none() {
        assert_eq!(opened, json!({ "error": { "code": "disk_full" } }));
    }

    store.beside("rm", &[&ballast]);
    if opened.get("ok").is_none() {
        store.ok(&format!("open {disk}"));
    }
    store.ok("save 1 after");
    store.ok("attempt 1 20000");
    assert_eq!(store.ok("notes 1"), "after");
    assert_eq!(store.ok("reveal 1"), "hidden");
    assert_eq!(store.ok("attempts").as_array().unwrap().len(), recorded.len() + 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_from_the_start_is_reported() {
    let disk = TempDir::new().unwrap();
    let disk = disk.path().display().to_string();
    let mut store = StoreByHand::start_with_disk(PROGRAM, Path::new(&disk), 256);
    store.beside("sh", &["-c", &format!("cat /dev/zero > {disk}/ballast 2>/dev/null; true")]);
    assert_eq!(store.error(&format!("open {disk}")), "disk_full");
    store.beside("rm", &[&format!("{disk}/ballast")]);
    store.ok(&format!("open {disk}"));
    store.ok("add the-one");
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_folder_is_reported_and_everything_is_there_once_it_is_writable_again() {
    let disk = TempDir::new().unwrap();
    let disk = disk.path().display().to_string();
    let mut store = StoreByHand::start_with_disk(PROGRAM, Path::new(&disk), 4096);
    let remount = |store: &StoreByHand, how: &str| store.beside("mount", &["-o", how, &disk]);

    remount(&store, "remount,ro");
    assert_eq!(store.error(&format!("open {disk}")), "read_only", "an empty folder");
    remount(&store, "remount,rw");
    store.ok(&format!("open {disk}"));
    store.ok("add the-one");
    store.ok("save 1 before");
    store.ok("close");

    remount(&store, "remount,ro");
    assert_eq!(store.error(&format!("open {disk}")), "read_only", "a folder with a store");
    remount(&store, "remount,rw");
    store.ok(&format!("open {disk}"));
    assert_eq!(store.ok("notes 1"), "before");
    store.ok("save 1 after");
}

#[test]
fn a_file_that_another_program_holds_is_reported_and_the_store_works_again_once_it_is_released() {
    let folder = TempDir::new().unwrap();
    let mut store = store_in(folder.path());
    store.ok("add the-one");
    store.ok("save 1 before");
    let file = folder.path().join("countersign.sqlite");

    let other = rusqlite::Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(store.error("save 1 lost"), "locked");
    assert_eq!(store.ok("notes 1"), "before", "reading goes on");
    other.execute_batch("COMMIT").unwrap();
    store.ok("save 1 after");
    store.ok("close");

    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT").unwrap();
    assert_eq!(store.error(&format!("open {}", folder.path().display())), "locked");
    drop(other);
    store.ok(&format!("open {}", folder.path().display()));
    assert_eq!(store.ok("notes 1"), "after");
    assert!(fs::read_dir(folder.path()).unwrap().all(|entry| {
        let name = entry.unwrap().file_name();
        name.to_string_lossy().starts_with("countersign.sqlite")
    }));
}

#[test]
fn two_programs_on_one_folder_never_leave_a_secret_that_cannot_be_opened() {
    let folder = TempDir::new().unwrap();
    let [mut first, mut second] = [(); 2].map(|()| store_in(folder.path()));
    for id in 1..=2 {
        first.ok(&format!("add name-{id}"));
        first.ok(&format!("secret {id} of-the-first"));
    }
    assert_eq!(second.ok("reveal 1"), "of-the-first");

    // The protection changes in one, and the other stores.
    second.ok("keychain");
    first.ok("secret 1 after-a-new-key");
    assert_eq!(second.ok("reveal 1"), "after-a-new-key");
    second.ok("passphrase the-passphrase");
    assert_eq!(first.ask("secret 1 lost"), json!({ "vault": { "code": "needs_passphrase" } }));
    first.ok("unlock the-passphrase");
    first.ok("secret 1 after-a-passphrase");

    // Both change it again and again, and store in between.
    for round in 0..50 {
        let (one, other) = if round % 2 == 0 { (&mut first, &mut second) } else { (&mut second, &mut first) };
        one.send("keychain");
        other.send(&format!("secret 2 round-{round}"));
        let (changed, stored) = (one.answer().unwrap(), other.answer().unwrap());
        assert!(changed.get("ok").is_some(), "{changed}");
        if stored.get("ok").is_some() {
            assert_eq!(one.ok("reveal 2"), format!("round-{round}"));
        }
        assert_eq!(other.ok("reveal 1"), "after-a-passphrase");
    }

    // One deletes, the other stores.
    second.ok("forget 1");
    first.ok("secret 1 after-deleting");
    assert_eq!(second.ok("reveal 1"), "after-deleting");
    second.ok("everything");
    assert!(first.ask("secret 1 lost").get("error").is_some(), "its owner was deleted");
    first.kill();
    second.kill();
    let mut next = store_in(folder.path());
    assert_eq!(next.ok("list"), json!([]));
    next.ok("add name");
    next.ok("secret 3 the-first-after-that");
}
