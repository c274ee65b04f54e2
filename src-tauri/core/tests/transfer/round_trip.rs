//! Everything that a computer holds is on the next one, and comes back unchanged.

use countersign_core::credential::{Draft, Group};
use countersign_core::interchange::transfer::backup::{BackupPlan, make, store_key};
use countersign_core::interchange::transfer::{
    FileKey, LeftOut, LeftOutPart, SealedTransfer, TransferChoice, TransferContent, TransferProblem,
    TransferState, TransferWanted, collect, open, write,
};
use countersign_core::practice::{Faults, PracticeSettings, PracticeSnapshot};
use countersign_core::store::{LockAfter, Settings};
use countersign_core::vault::{SecretKind, SecretOwner};

use crate::common::{MADE_BY, PASSPHRASE, computer, file_of, json, opened, used_computer};
use crate::stored::{NOW, all_bytes, granted, reopened};

#[test]
fn a_restored_backup_loses_nothing() {
    let here = used_computer();
    here.vault.store().change_settings(|settings| settings.lock_after = LockAfter::SixtyMinutes).unwrap();
    let faults = Faults { clock_minutes: 7, ..Faults::default() };
    let settings = PracticeSettings { faults, ..PracticeSettings::default() };
    let practice = PracticeSnapshot { settings, ..PracticeSnapshot::default() };
    practice.write(here.vault.store()).unwrap();
    store_key(&here.vault, &PASSPHRASE.into()).unwrap();
    let backup = make(&here.vault, &BackupPlan::default(), MADE_BY, NOW).unwrap();
    let before = json(&here.collect(&TransferWanted::ALL));

    let there = computer();
    there.vault.store().add_credential("", Group::None, &Draft::default()).unwrap();
    let content = open(&SealedTransfer::read(backup.bytes).unwrap(), &PASSPHRASE.into()).unwrap();
    assert_eq!(json(&content), before);
    assert!(there.states(&content).iter().all(|state| *state == TransferState::New));
    let merged = there.merge(&content, TransferChoice::TakeTheirs);
    assert_eq!((merged.added, merged.replaced.len()), (4, 0));
    assert_eq!(json(&there.collect(&TransferWanted::ALL)), before, "everything, in the same order");
    assert_eq!(there.names().len(), 4, "the empty credential of the first start is gone");

    // Also after a restart, with the keys as the window gets them.
    let again = reopened(there.folder.path(), &there.keychain);
    assert_eq!(json(&collect(&again, &TransferWanted::ALL, MADE_BY, NOW).unwrap().content), before);
    let (old, new) = (here.id("Rotating"), there.id("Rotating"));
    let pair = again.key_pair(new).unwrap();
    assert_eq!(pair, here.vault.key_pair(old).unwrap(), "the pair, and the one that it replaces");
    assert!(pair.pair.rotation().is_some());
    assert_eq!(again.store().settings().unwrap().lock_after, LockAfter::SixtyMinutes);
    assert_eq!(PracticeSnapshot::read(again.store()).unwrap().settings.faults.clock_minutes, 7);
    let search =
        countersign_core::history::AttemptFilter { text: "sfcc.orders".into(), ..Default::default() };
    let found =
        |vault: &countersign_core::vault::Vault| vault.store().attempts(&search, None, 9).unwrap().total;
    assert_eq!(found(&again), found(&here.vault), "the history is found by the same words");
}

#[test]
fn a_history_that_is_longer_than_the_settings_say_is_brought_whole() {
    let here = computer();
    let id = here.add("Shop", "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15");
    for second in 0..12 {
        here.vault.store().record_attempt(id, &granted(second)).unwrap();
    }
    let mut content = here.collect(&TransferWanted::ALL);
    content.settings = None;
    let there = computer();
    there.vault.store().change_settings(|settings| settings.history_limit = 5).unwrap();
    let merged = there.merge(&content, TransferChoice::TakeTheirs);
    assert_eq!((merged.attempts, merged.history_limit), (12, Some(12)));
    let moved = there.id("Shop");
    there.vault.store().record_attempt(moved, &granted(100)).unwrap();
    assert_eq!(there.requests_of(moved), 12, "only the next one takes the place of the oldest");
    assert_eq!(
        there.vault.store().settings().unwrap(),
        Settings { history_limit: 12, ..Settings::default() }
    );
}

#[test]
fn only_what_was_chosen_is_in_the_file() {
    let here = used_computer();
    let id = here.id("User");
    let chosen = TransferWanted { credentials: Some(vec![id]), history: false };
    let content = opened(file_of(&here.collect(&chosen)));
    let names: Vec<_> = content.credentials.iter().map(|credential| credential.name.as_str()).collect();
    assert_eq!(names, ["User"]);
    assert!(content.settings.is_none() && content.practice.is_none());
    let with_history = |history| {
        let wanted = TransferWanted { credentials: Some(vec![here.id("Rotating")]), history };
        here.collect(&wanted).credentials[0].attempts.len()
    };
    assert_eq!((with_history(false), with_history(true)), (0, 11));
}

#[test]
fn what_is_not_in_the_file_is_said() {
    let here = used_computer();
    let user = here.id("User");
    let rotating = here.id("Rotating");
    // A sealed secret that was altered does not open.
    let path = here.vault.store().file();
    let connection = rusqlite::Connection::open(path).unwrap();
    let sql =
        "UPDATE secret SET sealed = zeroblob(length(sealed)) WHERE credential = ?1 AND kind = 'access_key'";
    assert_eq!(connection.execute(sql, [user.0]).unwrap(), 1);
    let sql = "UPDATE exchange SET shown = '{}' WHERE attempt = (SELECT max(id) FROM attempt WHERE credential = ?1)";
    assert_eq!(connection.execute(sql, [rotating.0]).unwrap(), 1);
    drop(connection);
    let collected = collect(&here.vault, &TransferWanted::ALL, MADE_BY, NOW).unwrap();
    let mut left_out: Vec<_> = collected.left_out.into_iter().map(|left| left.what).collect();
    left_out.sort_by_key(|part| format!("{part:?}"));
    let paths = vec!["/home/ana/key.pem".to_owned(), "/home/ana/cert.pem".to_owned()];
    let secret = LeftOutPart::Secret { kind: SecretKind::AccessKey };
    assert_eq!(left_out, [LeftOutPart::KeyFiles { paths }, LeftOutPart::Requests { count: 1 }, secret]);
    assert_eq!(collected.content.credentials.len(), 4);
}

#[test]
fn secrets_that_are_in_memory_only_come_along_and_are_in_memory_where_the_person_chose_that() {
    let here = computer();
    let id = here.add("Shop", "a client");
    here.vault.store_for_session_only();
    here.vault.store_key_pair(id, &crate::stored::key_pair()).unwrap();
    here.store_secret(id, SecretKind::ClientSecret, "canary-in-memory");
    let content = here.collect(&TransferWanted::ALL);

    let there = computer();
    there.vault.store_for_session_only();
    assert_eq!(there.merge(&content, TransferChoice::TakeTheirs).in_memory, 1);
    assert_eq!(json(&there.collect(&TransferWanted::ALL)), json(&content));
    let bytes = all_bytes(there.folder.path());
    assert!(!bytes.windows(16).any(|window| window == b"canary-in-memory"));
    let moved = there.id("Shop");
    assert!(there.vault.key_pair(moved).unwrap().pair.private_key().is_some());
    let after = reopened(there.folder.path(), &there.keychain);
    assert!(after.key_pair(moved).unwrap().private_key_gone, "it was in memory only");
    let owner = SecretOwner::Credential { id: moved };
    assert!(after.read(owner, SecretKind::ClientSecret).unwrap().is_none());
}

#[test]
fn nothing_secret_of_a_file_or_of_what_it_brings_is_stored_in_clear() {
    let here = used_computer();
    let file = file_of(&here.collect(&TransferWanted::ALL));
    let there = computer();
    there.merge(&opened(file.clone()), TransferChoice::TakeTheirs);
    let stored = all_bytes(there.folder.path());
    let key = here.vault.key_pair(here.id("Rotating")).unwrap().pair;
    let pem = key.private_key().unwrap().to_pkcs8_pem();
    let pem = secrecy::ExposeSecret::expose_secret(&pem).lines().nth(3).unwrap().to_owned();
    for secret in [pem.as_str(), "s3cr3t \\\"", "s3cr3t \"", "% } ' / +", "of a file", "Rotating", "ana@shop"]
    {
        let is_in = |bytes: &[u8]| bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
        assert!(!is_in(&file), "{secret} is in the file");
        assert!(!is_in(&stored) || secret == "Rotating" || secret == "ana@shop", "{secret} is in the store");
    }
}

#[test]
fn a_locked_vault_gives_nothing_and_takes_nothing() {
    let here = used_computer();
    let content = here.collect(&TransferWanted::ALL);
    here.vault.lock();
    assert!(collect(&here.vault, &TransferWanted::ALL, MADE_BY, NOW).is_err());
    assert!(countersign_core::interchange::transfer::preview(&here.vault, &content, NOW).is_err());
    assert!(make(&here.vault, &BackupPlan::default(), MADE_BY, NOW).is_err());
}

#[test]
fn a_key_in_memory_comes_along_with_its_own_certificate() {
    let here = computer();
    let id = here.add("Shop", "a client");
    here.vault.store_key_pair(id, &crate::stored::key_pair()).unwrap();
    here.vault.store_for_session_only();
    let new = crate::stored::make_key_pair();
    here.vault.store_key_pair(id, &new).unwrap();
    let there = computer();
    there.merge(&here.collect(&TransferWanted::ALL), TransferChoice::TakeTheirs);
    let pair = there.vault.key_pair(there.id("Shop")).unwrap().pair;
    assert_eq!((pair.certificate(), pair.belong_together()), (new.certificate(), Some(true)));
}

#[test]
fn a_rescued_request_without_its_exchange_is_left_out_and_said() {
    let here = computer();
    let id = here.add("Shop", "a client");
    for second in 0..3 {
        here.vault.store().record_attempt(id, &granted(second)).unwrap();
    }
    let connection = rusqlite::Connection::open(here.vault.store().file()).unwrap();
    let sql = "DELETE FROM exchange WHERE attempt = (SELECT min(id) FROM attempt)";
    assert_eq!(connection.execute(sql, []).unwrap(), 1);
    drop(connection);
    let collected = collect(&here.vault, &TransferWanted::ALL, MADE_BY, NOW).unwrap();
    assert_eq!(collected.content.credentials[0].attempts.len(), 2);
    let left_out: Vec<_> = collected.left_out.into_iter().map(|left| left.what).collect();
    assert_eq!(left_out, [LeftOutPart::Requests { count: 1 }]);
}

#[test]
fn what_has_no_room_is_the_oldest_of_the_history_and_is_said() {
    let here = used_computer();
    let all = || collect(&here.vault, &TransferWanted::ALL, MADE_BY, NOW).unwrap();
    let id = here.id("Rotating");
    let times = |content: &TransferContent| {
        let attempts = content.credentials.iter().flat_map(|credential| &credential.attempts);
        let mut times: Vec<_> = attempts.map(|attempt| attempt.exchange.started_at.0).collect();
        times.sort_unstable();
        times
    };
    let before = times(&all().content);
    assert_eq!(before.len(), 12);
    let mut fewer = all();
    fewer.keep_newest(12);
    assert_eq!(times(&fewer.content), before);
    fewer.keep_newest(7);
    assert_eq!(times(&fewer.content), before[5..]);
    let said = LeftOut { credential: id, what: LeftOutPart::OldRequests { count: 5 } };
    assert!(fewer.left_out.contains(&said), "{:?}", fewer.left_out);

    let length = |content: &TransferContent| json(content).to_string().len();
    let whole = length(&all().content);
    let mut smaller = all();
    smaller.fit_into(whole).unwrap();
    assert_eq!(times(&smaller.content), before);
    smaller.fit_into(whole - 1).unwrap();
    assert_eq!(times(&smaller.content), before[1..]);
    smaller.fit_into(1).unwrap();
    assert_eq!(times(&smaller.content), [0; 0]);
    assert!(opened(file_of(&smaller.content)).credentials.len() == 4, "the rest is still there");
}

#[test]
fn a_key_that_is_in_the_window_only_is_said_once() {
    let here = used_computer();
    let (in_window, in_file) = (here.add("New", "new"), here.id("Rotating"));
    let mut collected = collect(&here.vault, &TransferWanted::ALL, MADE_BY, NOW).unwrap();
    let before = collected.left_out.len();
    collected.note_not_stored([in_window, in_file, in_window]);
    let said = LeftOut { credential: in_window, what: LeftOutPart::KeyNotStored };
    assert_eq!(collected.left_out[before..], [said]);
}

#[test]
fn what_could_not_be_read_again_is_not_written() {
    let here = used_computer();
    here.store_secret(here.id("User"), SecretKind::PrivateKey, "no private key");
    let collected = collect(&here.vault, &TransferWanted::ALL, MADE_BY, NOW).unwrap();
    let what = LeftOutPart::Secret { kind: SecretKind::PrivateKey };
    assert!(collected.left_out.contains(&LeftOut { credential: here.id("User"), what }));
    assert_eq!(opened(file_of(&collected.content)).credentials.len(), 4);
    let mut content = collected.content;
    content.credentials[1].identity = String::new();
    let key = FileKey::new(&PASSPHRASE.into()).unwrap();
    assert!(matches!(write(&content, &key).unwrap_err(), TransferProblem::Content { .. }));
}
