//! Attempts: listed, searched, filtered, compared, deleted and limited.

use std::net::SocketAddr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use countersign_core::account_manager::{PracticeAddress, Recipient};
use countersign_core::credential::CredentialId;
use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::diagnosis::{Known, Verdict};
use countersign_core::history::{AttemptFilter, AttemptId, ComparedPart, changes_since};
use countersign_core::http::HttpExchange;
use countersign_core::moment::{Moment, UnixMillis};
use countersign_core::prepare::prepare;
use countersign_core::store::{Store, StoreError};
use countersign_core::token_exchange::{ExchangeShown, TokenExchange};
use countersign_core::token_request::{Destination, RequestForm, Variation};

use crate::common::{NOW, add, exchange, granted, key_pair, new_store, open, refused};

fn seconds(store: &Store, filter: &AttemptFilter) -> Vec<i64> {
    let page = store.attempts(filter, None, 100).unwrap();
    assert_eq!(page.total as usize, page.attempts.len());
    page.attempts.iter().map(|attempt| (attempt.at.0 - NOW.0) / 1000).collect()
}

fn three_attempts(store: &Store) -> [(CredentialId, AttemptId); 3] {
    let [oms, pim] = ["OMS", "PIM Überblick"].map(|name| add(store, name));
    [
        (oms, store.record_attempt(oms, &granted(0)).unwrap()),
        (pim, store.record_attempt(pim, &refused(10)).unwrap()),
        (oms, store.record_attempt(oms, &granted(20)).unwrap()),
    ]
}

#[test]
fn an_experiment_is_in_the_history_and_is_no_result_of_its_credential() {
    let (folder, store) = new_store();
    let id = add(&store, "OMS");
    store.record_attempt(id, &refused(0)).unwrap();
    let last = || store.credentials("", NOW.seconds()).unwrap().remove(0).last_result.unwrap();
    let before = last();
    let variation = Variation::Lifetime { seconds: 60 };
    let experiment = store.record_experiment(id, &variation, &granted(10)).unwrap();
    assert_eq!(last(), before, "the credential was refused last");
    assert_eq!(seconds(&store, &AttemptFilter::default()), [10, 0]);
    let tokens = AttemptFilter { verdict: Some(Verdict::TokenReceived), ..AttemptFilter::default() };
    assert_eq!(seconds(&store, &tokens), [10]);
    assert_eq!(seconds(&store, &AttemptFilter { no_experiments: true, ..tokens }), [0; 0]);
    drop(store);
    let store = open(folder.path());
    let summary = store.attempt(experiment).unwrap().summary;
    assert_eq!((summary.is_experiment, summary.variation), (true, Some(variation)));
    let connection = rusqlite::Connection::open(folder.path().join("countersign.sqlite")).unwrap();
    connection
        .execute(
            "UPDATE attempt SET experiment = '{\"change\":\"of_a_later_version\"}' WHERE id = ?1",
            [experiment.0],
        )
        .unwrap();
    let summary = store.attempt(experiment).unwrap().summary;
    assert_eq!((summary.is_experiment, summary.variation), (true, None));
}

#[test]
fn an_attempt_after_a_restart_is_as_it_was_shown() {
    let (folder, store) = new_store();
    let [_, (_, id), _] = three_attempts(&store);
    drop(store);
    let attempt = open(folder.path()).attempt(id).unwrap();
    let shown = refused(10);
    assert_eq!(attempt.summary.verdict, Verdict::Refused);
    assert_eq!(attempt.summary.status, Some(400));
    assert_eq!(attempt.summary.duration_ms, 312);
    assert_eq!(attempt.summary.error.as_deref(), Some("invalid_scope"));
    assert_eq!(attempt.summary.finding.as_ref(), shown.findings.first().map(|first| &first.finding));
    assert_eq!(attempt.exchange.findings, shown.findings);
    assert_eq!(attempt.exchange.response, shown.response);
    assert_eq!(attempt.exchange.sent.assertion_claims, shown.sent.assertion_claims);
}

#[test]
fn the_newest_come_first_page_by_page_and_none_appears_twice() {
    let (_folder, store) = new_store();
    let id = add(&store, "a");
    // Two at the same millisecond, and one that was recorded late.
    for second in [1, 2, 2, 5, 4, 3] {
        store.record_attempt(id, &granted(second)).unwrap();
    }
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = store.attempts(&AttemptFilter::default(), after, 2).unwrap();
        assert_eq!(page.total, 6);
        seen.extend(page.attempts.iter().map(|attempt| (attempt.at.0 - NOW.0) / 1000));
        after = page.attempts.last().map(|attempt| attempt.id);
        if !page.more {
            break;
        }
    }
    assert_eq!(seen, [5, 4, 3, 2, 2, 1]);
}

#[test]
fn a_filter_passes_only_what_matches_all_of_it() {
    let (_folder, store) = new_store();
    let [(oms, _), ..] = three_attempts(&store);
    let at = |second: i64| Some(UnixMillis(NOW.0 + second * 1000));
    let all = AttemptFilter::default;
    assert_eq!(seconds(&store, &all()), [20, 10, 0]);
    assert_eq!(seconds(&store, &AttemptFilter { credential: Some(oms), ..all() }), [20, 0]);
    assert_eq!(seconds(&store, &AttemptFilter { verdict: Some(Verdict::Refused), ..all() }), [10]);
    assert_eq!(seconds(&store, &AttemptFilter { since: at(10), ..all() }), [20, 10]);
    assert_eq!(seconds(&store, &AttemptFilter { until: at(10), ..all() }), [0]);
    let both = AttemptFilter { credential: Some(oms), verdict: Some(Verdict::Refused), ..all() };
    assert!(seconds(&store, &both).is_empty());
}

#[test]
fn the_search_covers_credential_url_scopes_status_and_the_servers_words() {
    let (_folder, store) = new_store();
    let [(oms, _), ..] = three_attempts(&store);
    let found =
        |text: &str| seconds(&store, &AttemptFilter { text: text.into(), ..AttemptFilter::default() });
    assert_eq!(found("uberblick"), [10]);
    assert_eq!(found("demandware"), [20, 10, 0]);
    assert_eq!(found("sfcc.orders"), [10]);
    assert_eq!(found("400 invalid_scope"), [10]);
    assert_eq!(found("unknown scope"), [10]);
    assert_eq!(found("oms"), [20, 0]);
    store.rename_credential(oms, "Orders").unwrap();
    assert!(found("oms").is_empty(), "the name is the one of now");
    assert_eq!(found("orders 200"), [20, 0]);
}

#[test]
fn only_the_newest_attempts_are_stored_up_to_the_persons_limit() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    assert_eq!(store.settings().unwrap().history_limit, 1_000);
    store.change_settings(|settings| settings.history_limit = 3).unwrap();
    for second in 0..5 {
        store.record_attempt(id, &granted(second)).unwrap();
    }
    assert_eq!(seconds(&store, &AttemptFilter::default()), [4, 3, 2]);
    store.change_settings(|settings| settings.history_limit = 1).unwrap();
    assert_eq!(seconds(&store, &AttemptFilter::default()), [4], "a smaller limit counts at once");
    drop(store);
    let store = open(folder.path());
    assert_eq!(store.settings().unwrap().history_limit, 1);
    store.change_settings(|settings| settings.history_limit = 0).unwrap();
    store.record_attempt(id, &granted(9)).unwrap();
    assert!(seconds(&store, &AttemptFilter::default()).is_empty());
}

#[test]
fn attempts_are_deleted_one_by_one_by_credential_or_all() {
    let (_folder, store) = new_store();
    let [(_, first), (pim, _), _] = three_attempts(&store);
    store.delete_attempt(first).unwrap();
    assert_eq!(store.attempt(first), Err(StoreError::NotFound));
    assert_eq!(store.delete_attempt(first), Err(StoreError::NotFound));
    store.delete_attempts_of(pim).unwrap();
    assert_eq!(seconds(&store, &AttemptFilter::default()), [20]);
    store.delete_all_attempts().unwrap();
    assert!(seconds(&store, &AttemptFilter::default()).is_empty());
}

#[test]
fn paging_continues_if_the_last_attempt_of_a_page_was_deleted_meanwhile() {
    let (_folder, store) = new_store();
    let id = add(&store, "a");
    let attempts = [1, 2, 3].map(|second| store.record_attempt(id, &granted(second)).unwrap());
    store.delete_attempt(attempts[1]).unwrap();
    let page = store.attempts(&AttemptFilter::default(), Some(attempts[1]), 10).unwrap();
    assert_eq!(page.attempts.iter().map(|attempt| attempt.id).collect::<Vec<_>>(), [attempts[0]]);
}

#[test]
fn comparing_two_attempts_shows_what_differs_and_what_always_does() {
    let (_folder, store) = new_store();
    let id = add(&store, "a");
    let granted = exchange(0, "mail", 200, r#"{"access_token":"0f8d6a2c-opaque","scope":"mail"}"#).shown();
    let refused = exchange(90, "mail more", 400, r#"{"error":"invalid_scope"}"#).shown();
    let [left, right] = [granted, refused].map(|shown| store.record_attempt(id, &shown).unwrap());
    let comparison = store.compare_attempts(left, right).unwrap();
    assert_eq!((comparison.left.id, comparison.right.id), (left, right));
    let reasons: Vec<_> = comparison
        .differences
        .iter()
        .filter(|difference| !difference.expected)
        .map(|it| (it.part, it.name.as_str(), it.left.as_deref(), it.right.as_deref()))
        .collect();
    assert_eq!(
        reasons,
        [
            (ComparedPart::RequestForm, "scope", Some("mail"), Some("mail more")),
            (ComparedPart::Status, "", Some("200"), Some("400")),
            (ComparedPart::ResponseBody, "access_token", Some("0f8…"), None),
            (ComparedPart::ResponseBody, "scope", Some("mail"), None),
            (ComparedPart::ResponseBody, "error", None, Some("invalid_scope")),
        ]
    );
    let expected: Vec<_> = comparison
        .differences
        .iter()
        .filter(|it| it.expected)
        .map(|it| (it.part, it.name.as_str()))
        .collect();
    for always in ["iat", "exp", "jti"] {
        assert!(expected.contains(&(ComparedPart::AssertionClaims, always)), "{always}");
    }
    assert!(expected.contains(&(ComparedPart::ResponseHeaders, "date")));
}

#[test]
fn an_attempt_compared_with_itself_has_no_difference() {
    let (_folder, store) = new_store();
    let [(_, first), ..] = three_attempts(&store);
    assert_eq!(store.compare_attempts(first, first).unwrap().differences, []);
}

#[test]
fn only_the_beginning_of_a_very_long_response_is_stored() {
    let (_folder, store) = new_store();
    let id = add(&store, "a");
    let body = "ü".repeat(200 * 1024);
    let attempt = store.record_attempt(id, &exchange(0, "", 502, &body).shown()).unwrap();
    let kept = store.attempt(attempt).unwrap().exchange.response.unwrap().body;
    assert!(kept.only_beginning && !kept.cut_off);
    assert!((100 * 1024..=128 * 1024).contains(&kept.text.len()), "{}", kept.text.len());
    assert_eq!(kept.bytes as usize, body.len());
}

#[test]
fn of_very_many_differences_the_first_are_shown_and_the_others_counted() {
    let (_folder, store) = new_store();
    let id = add(&store, "a");
    let members: String = (0..5000).map(|number| format!("\"member {number}\":1,")).collect();
    let [left, right] = [format!(r#"{{{members}"z":1}}"#), "{}".into()]
        .map(|body| store.record_attempt(id, &exchange(0, "", 400, &body).shown()).unwrap());
    let comparison = store.compare_attempts(left, right).unwrap();
    assert_eq!((comparison.differences.len(), comparison.more), (200, 4801));
    assert_eq!(comparison.differences[1].name, "member 1");
}

#[test]
fn however_long_what_the_server_sent_is_little_is_stored() {
    let (_folder, store) = new_store();
    let id = add(&store, "a");
    let nested = "[".repeat(100) + &"0,".repeat(20_000) + "0" + &"]".repeat(100);
    let words = "a ".repeat(200_000);
    let claims =
        serde_json::json!({ "roles": words, "exp": 2_000_000_000, "nested": [[[["0".repeat(500_000)]]]] });
    let base64 = |json: &str| URL_SAFE_NO_PAD.encode(json);
    let token = format!("{}.{}.c2ln", base64(r#"{"alg":"RS256"}"#), base64(&claims.to_string()));
    for body in [
        nested,
        serde_json::json!({ "error": words, "error_description": words }).to_string(),
        serde_json::json!({ "access_token": token, "scope": words, "token_type": "Bearer" }).to_string(),
    ] {
        let status = if body.contains("access_token") { 200 } else { 400 };
        let attempt = store.record_attempt(id, &exchange(0, "", status, &body).shown()).unwrap();
        let stored = serde_json::to_string(&store.attempt(attempt).unwrap().exchange).unwrap();
        assert!(stored.len() < 512 * 1024, "{} of {}", stored.len(), body.len());
    }
}

/// The differences, and whether each is expected because it changes with every request.
fn differences(left: &Changed, right: &Changed) -> Vec<(String, bool)> {
    let (_folder, store) = new_store();
    let id = add(&store, "a");
    let [left, right] = [left, right].map(|changed| {
        let mut shown = exchange(changed.second, "mail", 200, changed.body).shown();
        let mut claims: serde_json::Value = serde_json::from_str(&shown.sent.assertion_claims).unwrap();
        for (name, value) in changed.claims {
            match value {
                Some(by) => {
                    let now = NOW.seconds().0 + changed.second;
                    claims[*name] = (now + by).into();
                }
                None => drop(claims.as_object_mut().unwrap().remove(*name)),
            }
        }
        shown.sent.assertion_claims = claims.to_string();
        store.record_attempt(id, &shown).unwrap()
    });
    let found = store.compare_attempts(left, right).unwrap().differences;
    let compared = [ComparedPart::AssertionClaims, ComparedPart::ResponseBody, ComparedPart::TokenClaims];
    found.into_iter().filter(|it| compared.contains(&it.part)).map(|it| (it.name, it.expected)).collect()
}

struct Changed {
    second: i64,
    /// Claims as seconds after sending; `None` leaves the claim out.
    claims: &'static [(&'static str, Option<i64>)],
    body: &'static str,
}

const REFUSED: &str = r#"{"error":"invalid_client"}"#;

#[test]
fn a_missing_or_chosen_time_or_identifier_explains_a_different_outcome() {
    let usual = |second| Changed { second, claims: &[], body: REFUSED };
    let names =
        |of: &[(&str, bool)]| of.iter().map(|(name, new)| ((*name).to_owned(), *new)).collect::<Vec<_>>();
    let all_new = [("iat", true), ("exp", true), ("jti", true)];
    assert_eq!(differences(&usual(0), &usual(90)), names(&all_new));
    for (claims, expected) in [
        (&[("jti", None)] as &[_], [("iat", true), ("exp", true), ("jti", false)]),
        (&[("iat", None)], [("iat", false), ("exp", true), ("jti", true)]),
        (&[("exp", Some(3600))], [("iat", true), ("exp", false), ("jti", true)]),
        (&[("iat", Some(-600)), ("exp", Some(-540))], [("iat", false), ("exp", true), ("jti", true)]),
    ] {
        let changed = Changed { second: 90, claims, body: REFUSED };
        assert_eq!(differences(&usual(0), &changed), names(&expected), "{claims:?}");
    }
}

#[test]
fn a_shorter_token_lifetime_is_a_difference_but_rounding_is_not() {
    let with = |body| Changed { second: 0, claims: &[("iat", Some(0))], body };
    let compared = |left, right| differences(&with(left), &with(right));
    let long = r#"{"access_token":"a","expires_in":1799}"#;
    assert_eq!(
        compared(long, r#"{"access_token":"a","expires_in":1798}"#),
        [("expires_in".to_owned(), true)]
    );
    assert_eq!(
        compared(long, r#"{"access_token":"a","expires_in":900}"#),
        [("expires_in".to_owned(), false)]
    );
}

/// A request of the same credential, sent to this destination.
fn sent_to(destination: Destination) -> ExchangeShown {
    let form = RequestForm {
        api_key: "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15".into(),
        destination,
        ..RequestForm::default()
    };
    let moment = Moment { now: NOW, jti: "9b2f6a1e-0000-4000-8000-000000000000".into() };
    let (request, _) = prepare(&form, &key_pair(), &moment, &Confirmed::warnings()).unwrap();
    let http = HttpExchange { request: request.http().clone(), ..exchange(0, "", 200, "{}").http };
    TokenExchange { request, http, known: Known::default() }.shown()
}

#[test]
fn practice_is_what_was_made_for_practice_and_no_server_of_ones_own_at_its_address() {
    let (folder, store) = new_store();
    let address = PracticeAddress::new(SocketAddr::from(([127, 0, 0, 1], 4443))).unwrap();
    let token_endpoint = address.token_endpoint();
    let audience = String::new();
    let [practice, own] = ["practice", "own"].map(|name| add(&store, name));
    let practised =
        store.record_attempt(practice, &sent_to(Destination::Practice { running: Some(address) })).unwrap();
    let sent = store.record_attempt(own, &sent_to(Destination::other(token_endpoint, audience))).unwrap();
    drop(store);
    let store = open(folder.path());
    let [practised, sent] = [practised, sent].map(|id| store.attempt(id).unwrap());
    assert_eq!(practised.summary.url, sent.summary.url);
    assert_eq!(practised.summary.recipient, Recipient::Practice);
    assert_eq!(practised.exchange.sent.recipient, Recipient::Practice);
    assert_eq!(sent.summary.recipient, Recipient::Other);
    assert_eq!(sent.exchange.sent.recipient, Recipient::Other);
    let listed = store.credentials("", NOW.seconds()).unwrap();
    let last = |at: usize| listed[at].last_result.as_ref().unwrap().recipient;
    assert_eq!([last(0), last(1)], [Recipient::Practice, Recipient::Other]);
}

#[test]
fn sending_again_says_what_has_changed_since_and_nothing_that_changes_with_every_request() {
    let (_folder, store) = new_store();
    let id = add(&store, "OMS");
    let attempt = store.record_attempt(id, &refused(0)).unwrap();
    let attempt = store.attempt(attempt).unwrap();
    let moment =
        Moment { now: UnixMillis(NOW.0 + 86_400_000), jti: "9b2f6a1e-0000-4000-8000-000000000001".into() };
    let pair = key_pair();
    let changes = |form: &RequestForm| changes_since(&attempt, form, pair.certificate(), &moment).differences;
    let form = RequestForm {
        api_key: "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15".into(),
        scopes: "SFCC.Orders".into(),
        ..RequestForm::default()
    };
    assert_eq!(changes(&form), []);
    let destination = Destination::other("https://login.example.com/token", "https://login.example.com");
    let form = RequestForm { scopes: String::new(), lifetime_seconds: "90".into(), destination, ..form };
    let found = changes(&form);
    let parts: Vec<_> = found.iter().map(|found| (found.part, found.name.as_str())).collect();
    assert_eq!(
        parts,
        [
            (ComparedPart::Url, ""),
            (ComparedPart::AssertionClaims, "aud"),
            (ComparedPart::AssertionClaims, "exp"),
            (ComparedPart::RequestForm, "scope"),
        ]
    );
    assert_eq!(found[3].left.as_deref(), Some("SFCC.Orders"));
    assert_eq!(found[3].right, None);
}
