//! The list of credentials, and what is typed into them.

use countersign_core::api_trial::{ApiResult, TrialSent, TrialShown, TrialVerdict, TriedApi};
use countersign_core::certificate::CertificateLife;
use countersign_core::credential::{CredentialId, Group};
use countersign_core::diagnosis::Finding;
use countersign_core::history::AttemptFilter;
use countersign_core::moment::{UnixMillis, UnixSeconds};
use countersign_core::proposed_name::ProposedName;
use countersign_core::store::StoreError;
use countersign_core::token_request::Destination;

use crate::common::{
    Keychain, NOW, add, draft, exchange, granted, key_pair, names, new_store, open, refused, vault,
};

#[test]
fn what_was_typed_is_exactly_the_same_after_a_restart() {
    let (folder, store) = new_store();
    let id = store.add_credential("  Sandbox  ", Group::Sandbox, &draft("", "")).unwrap();
    let mut typed = draft(" not-yet-a-key\u{200B}", "Line one\nLine two ü 🔑");
    typed.form.destination = Destination::other("https://server.example/token", " ");
    store.save_draft(id, &typed).unwrap();
    drop(store);
    let credential = open(folder.path()).credential(id).unwrap();
    assert_eq!(credential.name, "  Sandbox  ");
    assert_eq!(credential.group, Group::Sandbox);
    assert_eq!(credential.draft, typed);
}

#[test]
fn a_credential_is_found_by_words_in_its_name_key_notes_or_group_ignoring_case_and_diacritics() {
    let (_folder, store) = new_store();
    store.add_credential("Zürich Feed", Group::Staging, &draft("aaaa-BBBB", "for the Café")).unwrap();
    store.add_credential("OMS", Group::Production, &draft("cccc", "")).unwrap();
    for (search, found) in [
        ("", &["OMS", "Zürich Feed"][..]),
        ("zurich", &["Zürich Feed"]),
        ("FEED züri", &["Zürich Feed"]),
        ("bbbb", &["Zürich Feed"]),
        ("cafe", &["Zürich Feed"]),
        ("production", &["OMS"]),
        ("feed oms", &[]),
        ("100%", &[]),
        ("_", &[]),
    ] {
        assert_eq!(names(&store, search), found, "{search:?}");
    }
}

#[test]
fn the_search_follows_changes() {
    let (_folder, store) = new_store();
    let id = add(&store, "Old");
    store.rename_credential(id, "New").unwrap();
    store.set_group(id, Group::Development).unwrap();
    store.save_draft(id, &draft("key-1", "remember")).unwrap();
    assert!(names(&store, "old").is_empty());
    assert_eq!(names(&store, "new development key-1 remember"), ["New"]);
}

#[test]
fn the_person_chooses_the_order_and_it_lasts() {
    let (folder, store) = new_store();
    let [a, b, c] = ["a", "b", "c"].map(|name| add(&store, name));
    store.move_credential(c, Group::None, Some(a)).unwrap();
    assert_eq!(names(&store, ""), ["c", "a", "b"]);
    store.move_credential(a, Group::None, None).unwrap();
    assert_eq!(names(&store, ""), ["c", "b", "a"]);
    store.move_credential(b, Group::None, Some(b)).unwrap();
    drop(store);
    let store = open(folder.path());
    assert_eq!(names(&store, ""), ["c", "a", "b"], "before itself is behind all others");
    add(&store, "d");
    assert_eq!(names(&store, ""), ["c", "a", "b", "d"]);
}

#[test]
fn groups_are_in_one_order_and_a_move_can_change_the_group() {
    let (folder, store) = new_store();
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|name| add(&store, name));
    store.set_group(d, Group::Production).unwrap();
    store.set_group(b, Group::Sandbox).unwrap();
    assert_eq!(names(&store, ""), ["d", "b", "a", "c"]);
    // Before one of another group is the end of its own group.
    store.move_credential(c, Group::Production, Some(b)).unwrap();
    assert_eq!(names(&store, ""), ["d", "c", "b", "a"]);
    store.move_credential(a, Group::Production, Some(d)).unwrap();
    assert_eq!(names(&store, ""), ["a", "d", "c", "b"]);
    assert_eq!(names(&store, "production"), ["a", "d", "c"]);
    drop(store);
    assert_eq!(names(&open(folder.path()), ""), ["a", "d", "c", "b"]);
}

#[test]
fn a_credential_without_a_name_proposes_one_that_follows_its_changes_and_is_found_by_it() {
    let (_folder, store) = new_store();
    let id = add(&store, "");
    let proposed = || store.credential_summary(id, NOW.seconds()).unwrap().proposed_name;
    assert_eq!(proposed(), None);
    let other = Destination::other("https://login.example.com/token", "");
    let mut typed = draft("", "");
    typed.form.destination = other;
    store.save_draft(id, &typed).unwrap();
    assert_eq!(proposed(), Some(ProposedName::Host { host: "login.example.com".into() }));
    assert_eq!(store.credentials("login.example", NOW.seconds()).unwrap().len(), 1);
    typed.form.api_key = "oms-export".into();
    store.save_draft(id, &typed).unwrap();
    assert_eq!(proposed(), Some(ProposedName::ApiClient { id: "oms-export".into() }));
    let attempt = store.record_attempt(id, &granted(0)).unwrap();
    let summary = store.attempt(attempt).unwrap().summary;
    assert_eq!(summary.credential_proposed_name, proposed());
}

#[test]
fn a_deleted_credential_is_restored_to_its_place_with_everything() {
    let (_folder, store) = new_store();
    let [_, id, _] = ["a", "b", "c"].map(|name| add(&store, name));
    store.save_draft(id, &draft("key", "notes")).unwrap();
    let attempt = store.record_attempt(id, &granted(0)).unwrap();
    let before = store.credential(id).unwrap();
    store.delete_credential(id, NOW).unwrap();
    assert_eq!(names(&store, ""), ["a", "c"]);
    assert_eq!(store.credential(id), Err(StoreError::NotFound));
    assert_eq!(store.attempt(attempt), Err(StoreError::NotFound), "its history is gone from sight with it");
    store.undo_delete(id).unwrap();
    assert_eq!(names(&store, ""), ["a", "b", "c"]);
    assert_eq!(store.credential(id).unwrap(), before);
    assert_eq!(store.attempt(attempt).unwrap().summary.credential_name, "b");
}

#[test]
fn a_deleted_credential_is_gone_for_good_at_the_next_start_and_its_id_is_not_reused() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    store.record_attempt(id, &granted(0)).unwrap();
    store.delete_credential(id, NOW).unwrap();
    drop(store);
    let store = open(folder.path());
    assert_eq!(store.undo_delete(id), Err(StoreError::NotFound));
    assert_eq!(store.attempts(&Default::default(), None, 10).unwrap().total, 0);
    assert_ne!(add(&store, "b"), id);
}

#[test]
fn a_deleted_credential_takes_no_place_among_those_that_are_moved() {
    let (_folder, store) = new_store();
    let [a, b, c] = ["a", "b", "c"].map(|name| add(&store, name));
    store.delete_credential(b, NOW).unwrap();
    store.move_credential(c, Group::None, Some(a)).unwrap();
    assert_eq!(names(&store, ""), ["c", "a"]);
    store.undo_delete(b).unwrap();
    assert_eq!(names(&store, ""), ["c", "a", "b"]);
}

#[test]
fn the_list_shows_the_last_result_even_after_the_history_was_deleted() {
    let (_folder, store) = new_store();
    let id = add(&store, "a");
    store.record_attempt(id, &granted(0)).unwrap();
    store.record_attempt(id, &refused(60)).unwrap();
    store.delete_all_attempts().unwrap();
    let summary = store.credentials("", NOW.seconds()).unwrap().remove(0);
    let last = summary.last_result.unwrap();
    assert_eq!(last.at, UnixMillis(NOW.0 + 60_000));
    assert_eq!(last.error.as_deref(), Some("invalid_scope"));
    assert!(last.finding.is_some());
}

#[test]
fn the_last_result_is_what_the_server_said_and_not_the_likeliest_cause() {
    let (_folder, store) = new_store();
    let id = add(&store, "a");
    let body =
        r#"{"error":"invalid_client","error_description":"Invalid client or Invalid client credentials"}"#;
    let refused = exchange(0, "mail", 401, body).shown();
    assert_eq!(refused.findings[0].finding, Finding::ClientUnknownOrInactive);
    store.record_attempt(id, &refused).unwrap();
    let said = Some(Finding::InvalidClient);
    let last = store.credentials("", NOW.seconds()).unwrap().remove(0).last_result.unwrap();
    assert_eq!(last.finding, said);
    let page = store.attempts(&AttemptFilter::default(), None, 1).unwrap();
    assert_eq!(page.attempts[0].finding, said);
}

#[test]
fn the_list_shows_when_the_certificate_expires() {
    let (_folder, store) = new_store();
    let id = add(&store, "a");
    let vault = vault(store, &Keychain::default());
    vault.store_key_pair(id, &key_pair()).unwrap();
    let summary = |now| vault.store().credentials("", now).unwrap().remove(0);
    assert_eq!(summary(NOW.seconds()).certificate_life, Some(CertificateLife::Valid { days_left: 365 }));
    let end = summary(NOW.seconds()).certificate_not_after.unwrap();
    assert_eq!(
        summary(UnixSeconds(end.0 + 1)).certificate_life,
        Some(CertificateLife::Ended { days_ago: 0 })
    );
}

#[test]
fn changing_a_missing_credential_is_an_error() {
    let (_folder, store) = new_store();
    let nobody = CredentialId(77);
    assert_eq!(store.rename_credential(nobody, "x"), Err(StoreError::NotFound));
    assert_eq!(store.save_draft(nobody, &draft("", "")), Err(StoreError::NotFound));
    assert_eq!(store.move_credential(nobody, Group::None, None), Err(StoreError::NotFound));
    assert_eq!(store.record_attempt(nobody, &granted(0)), Err(StoreError::NotFound));
}

#[test]
fn the_list_shows_the_last_trial_of_each_api() {
    let (_folder, store) = new_store();
    let id = add(&store, "Staging");
    let trial = |api, verdict, at| TrialShown {
        api,
        verdict,
        started_at: UnixMillis(at),
        duration_ms: 7,
        proxy: None,
        sent: TrialSent {
            method: "GET".into(),
            url: "https://a".into(),
            headers: Vec::new(),
            practice: false,
        },
        response: None,
        findings: Vec::new(),
    };
    for (api, verdict, at) in [
        (TriedApi::Scapi, TrialVerdict::Refused, 1),
        (TriedApi::Ocapi, TrialVerdict::NoAnswer, 2),
        (TriedApi::Scapi, TrialVerdict::Opens, 3),
        (TriedApi::Other, TrialVerdict::Opens, 4),
    ] {
        store.record_trial(id, &trial(api, verdict, at)).unwrap();
    }
    let results = store.credential_summary(id, NOW.seconds()).unwrap().api_results;
    let of = |result: Option<ApiResult>| result.map(|it| (it.verdict, it.at.0));
    assert_eq!(of(results.scapi), Some((TrialVerdict::Opens, 3)));
    assert_eq!(of(results.ocapi), Some((TrialVerdict::NoAnswer, 2)));
    assert_eq!(of(results.web_dav), None);
    assert!(store.record_trial(CredentialId(99), &trial(TriedApi::Scapi, TrialVerdict::Opens, 5)).is_err());
}
