//! Opening the file: private to its owner, of a known version, and migrated from every earlier version.

use std::fs;
use std::path::Path;

use countersign_core::account_manager::Recipient;
use countersign_core::credential::{CredentialId, Group, KeyHome, Ticks};
use countersign_core::history::{AttemptFilter, AttemptId};
use countersign_core::store::{Store, StoreError};
use countersign_core::token_request::{ClaimEdit, Destination};
use countersign_core::vault::{SecretKind, SecretOwner, VaultState};
use rusqlite::{Connection, params};
use secrecy::ExposeSecret as _;
use tempfile::TempDir;

use crate::common::{Keychain, NOW, add, granted, new_store, vault};

fn file(folder: &Path) -> std::path::PathBuf {
    folder.join("countersign.sqlite")
}

/// The newest version of the file that the program knows.
const KNOWN: u32 = 8;

#[cfg(unix)]
#[test]
fn the_file_and_its_companions_are_private_to_their_owner() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, store) = new_store();
    add(&store, "a");
    let modes = || {
        let entries = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap());
        let modes = entries.map(|entry| entry.metadata().unwrap().permissions().mode() & 0o777);
        modes.collect::<Vec<_>>()
    };
    assert_eq!(modes(), [0o600; 3], "the file, its log and the log's index");
    drop(store);
    // As after a backup that was restored carelessly.
    fs::set_permissions(file(folder.path()), fs::Permissions::from_mode(0o644)).unwrap();
    let _store = crate::common::open(folder.path());
    assert!(modes().iter().all(|mode| *mode == 0o600));
}

#[test]
fn a_file_of_a_newer_version_is_refused_and_not_changed() {
    let (folder, store) = new_store();
    add(&store, "a");
    drop(store);
    let connection = Connection::open(file(folder.path())).unwrap();
    connection.pragma_update(None, "user_version", 4711).unwrap();
    drop(connection);
    let before = fs::read(file(folder.path())).unwrap();
    for _ in 0..2 {
        let refused = Store::open(folder.path(), NOW).unwrap_err();
        assert_eq!(refused, StoreError::NewerVersion { found: 4711, known: KNOWN });
    }
    assert_eq!(fs::read(file(folder.path())).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing was put beside it");
}

#[test]
fn a_newer_version_that_is_only_in_the_log_is_refused_too() {
    let (folder, store) = new_store();
    add(&store, "a");
    drop(store);
    // The newer program was killed before its change of version reached the file itself.
    let killed = Connection::open(file(folder.path())).unwrap();
    killed.pragma_update(None, "wal_autocheckpoint", 0).unwrap();
    killed.pragma_update(None, "user_version", KNOWN + 1).unwrap();
    let copy = TempDir::new().unwrap();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
    }
    let refused = Store::open(copy.path(), NOW).unwrap_err();
    assert_eq!(refused, StoreError::NewerVersion { found: KNOWN + 1, known: KNOWN });
    for ending in ["", "-wal"] {
        let name = format!("countersign.sqlite{ending}");
        let (left, before) = (copy.path().join(&name), folder.path().join(&name));
        assert!(fs::read(left).unwrap() == fs::read(before).unwrap(), "{name} was changed");
    }
}

#[test]
fn a_file_of_version_1_is_read_completely() {
    let folder = TempDir::new().unwrap();
    let connection = Connection::open(file(folder.path())).unwrap();
    connection.execute_batch(include_str!("version_1.sql")).unwrap();
    drop(connection);
    let opened = Store::open(folder.path(), NOW).unwrap();
    assert_eq!(opened.rescue, None);
    let store = opened.store;
    let credential = store.credential(CredentialId(3)).unwrap();
    assert_eq!(credential.name, "Staging Zürich");
    assert_eq!(credential.group, Group::Staging);
    assert_eq!(credential.draft.form.api_key, "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15");
    assert_eq!(credential.draft.form.destination, Destination::other("https://server.example/token", ""));
    let claims = [ClaimEdit::LeaveOut { name: "jti".into() }];
    assert_eq!(credential.draft.form.claims, claims);
    assert_eq!(credential.draft.notes, "Ask Ana.\nTwice.");
    let ticks = Ticks { account_manager: [true, true, false, false], ..Ticks::default() };
    assert_eq!(credential.draft.ticks, ticks);
    assert_eq!(credential.key_home, KeyHome::Vault);
    let summary = store.credentials("zurich", NOW.seconds()).unwrap().remove(0);
    assert_eq!(summary.last_result.unwrap().error.as_deref(), Some("invalid_scope"));
    assert!(summary.certificate_life.is_some());
    let attempt = store.attempt(AttemptId(5)).unwrap();
    assert_eq!(attempt.summary.status, Some(400));
    assert_eq!(attempt.exchange.findings.len(), 1);
    for id in 1..=4 {
        let exchange = store.attempt(AttemptId(id)).unwrap().exchange;
        assert!(exchange.token.is_some(), "attempt {id} brought a token");
    }
    assert_eq!(store.settings().unwrap().history_limit, 250);

    let vault = vault(store, &Keychain::default());
    vault.unlock(&"version one".into()).unwrap();
    assert!(matches!(vault.state(), VaultState::Open { .. }));
    let owner = SecretOwner::Credential { id: CredentialId(3) };
    let secret = vault.read(owner, SecretKind::ClientSecret).unwrap().unwrap();
    assert_eq!(secret.expose_secret(), "a secret of version 1");
    let pair = vault.key_pair(CredentialId(3)).unwrap().pair;
    assert_eq!(pair.belong_together(), Some(true));
}

#[test]
fn ticks_of_an_older_version_belong_to_the_destination_that_the_credential_has() {
    let folder = TempDir::new().unwrap();
    let connection = Connection::open(file(folder.path())).unwrap();
    connection.execute_batch(include_str!("version_1.sql")).unwrap();
    let practice =
        r#"UPDATE credential SET form = json_set(form, '$.destination', json('{"kind":"practice"}'))"#;
    connection.execute(practice, []).unwrap();
    drop(connection);
    let store = Store::open(folder.path(), NOW).unwrap().store;
    let ticks = Ticks { practice: [true, true, false, false], ..Ticks::default() };
    assert_eq!(store.credential(CredentialId(3)).unwrap().draft.ticks, ticks);
}

#[test]
fn text_that_is_not_utf8_is_damage() {
    let (folder, store) = new_store();
    store.save_document("note", &"a").unwrap();
    let connection = Connection::open(file(folder.path())).unwrap();
    connection.execute("UPDATE document SET content = CAST(x'22ff22' AS TEXT)", []).unwrap();
    let read = store.document::<String>("note");
    assert!(matches!(read, Err(StoreError::Damaged { .. })), "{read:?}");
}

#[test]
fn a_file_of_version_1_loses_the_curl_commands_and_indented_bodies_but_nothing_else_of_its_attempts() {
    let folder = TempDir::new().unwrap();
    let stored = || {
        let connection = Connection::open(file(folder.path())).unwrap();
        let mut all = connection.prepare("SELECT shown FROM exchange ORDER BY attempt").unwrap();
        let rows = all.query_map([], |row| row.get::<_, String>(0)).unwrap();
        rows.map(|shown| serde_json::from_str(&shown.unwrap()).unwrap()).collect::<Vec<serde_json::Value>>()
    };
    Connection::open(file(folder.path())).unwrap().execute_batch(include_str!("version_1.sql")).unwrap();
    let mut before = stored();
    drop(Store::open(folder.path(), NOW).unwrap());
    for exchange in &mut before {
        let curl = exchange["sent"].as_object_mut().unwrap().remove("curl");
        assert!(curl.is_some_and(|curl| curl.as_str().unwrap().starts_with("curl ")));
        if let Some(body) = exchange.pointer_mut("/response/body") {
            let indented = body.as_object_mut().unwrap().remove("pretty").unwrap();
            body["json"] = indented.is_string().into();
        }
    }
    let is_json =
        |exchange: &serde_json::Value| exchange.pointer("/response/body/json") == Some(&true.into());
    assert!(before.iter().any(is_json));
    assert_eq!(stored(), before);
}

#[test]
fn two_programs_can_have_the_file_open() {
    let (folder, first) = new_store();
    let second = crate::common::open(folder.path());
    let id = add(&first, "by the first");
    second.rename_credential(id, "by the second").unwrap();
    second.record_attempt(id, &granted(0)).unwrap();
    assert_eq!(first.credential(id).unwrap().name, "by the second");
}

#[test]
fn a_missing_folder_is_an_error() {
    let folder = TempDir::new().unwrap();
    let error = Store::open(&folder.path().join("missing"), NOW).unwrap_err();
    assert!(matches!(error, StoreError::Other { .. }), "{error:?}");
}

#[test]
fn what_version_4_sent_to_this_computer_counts_as_practice_only_if_its_credential_is_for_practice() {
    let folder = TempDir::new().unwrap();
    let connection = Connection::open(file(folder.path())).unwrap();
    connection.execute_batch(include_str!("version_1.sql")).unwrap();
    // Two credentials whose last request went to the address of the practice Account Manager, one by chance.
    let url = "http://127.0.0.1:4443/dwsso/oauth2/access_token";
    for (id, destination) in [
        (101, r#"{"kind":"practice"}"#.to_owned()),
        (102, format!(r#"{{"kind":"other","token_endpoint":"{url}","audience":""}}"#)),
    ] {
        let form = format!(r#"{{"api_key":"","destination":{destination}}}"#);
        let last = format!(
            r#"{{"at":0,"url":"{url}","recipient":"practice","verdict":"token_received","error":null,"finding":null}}"#
        );
        let copy = "INSERT INTO credential (id, position, name, grouping, form, notes, ticks, key_home, \
                    last_result, api_key, folded) \
                    SELECT ?1, ?1, name, 'none', ?2, '', ticks, key_home, ?3, '', '' FROM credential WHERE id = 3";
        connection.execute(copy, params![id, form, last]).unwrap();
        let copy = "INSERT INTO attempt (id, credential, at, url, verdict, duration_ms, folded) \
                    VALUES (?1, ?1, 0, ?2, 'token_received', 1, '')";
        connection.execute(copy, params![id, url]).unwrap();
    }
    drop(connection);
    let store = Store::open(folder.path(), NOW).unwrap().store;
    for (id, recipient) in [(101, Recipient::Practice), (102, Recipient::Other)] {
        let of = AttemptFilter { credential: Some(CredentialId(id)), ..AttemptFilter::default() };
        let page = store.attempts(&of, None, 10).unwrap();
        assert_eq!(page.attempts[0].recipient, recipient, "attempt of {id}");
        let summary = store.credential_summary(CredentialId(id), NOW.seconds()).unwrap();
        assert_eq!(summary.last_result.unwrap().recipient, recipient, "last result of {id}");
    }
}
