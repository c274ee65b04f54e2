//! What is made of a response or a form is at most a small multiple of it: what the window shows, what crosses to the
//! page, and what is stored, whatever a server sends or a person types.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; it has a clock"
)]

#[path = "../common/mod.rs"]
mod common;
mod corpus;

use common::{CLIENT_ID, answer_exchange, form_for, key_pair, moment};
use corpus::{Answer, answers, claims};
use countersign_core::credential::{CredentialId, Draft, Group};
use countersign_core::diagnosis::Severity;
use countersign_core::history::AttemptFilter;
use countersign_core::http::ProxySettings;
use countersign_core::moment::UnixMillis;
use countersign_core::prepare::preview;
use countersign_core::store::Store;
use countersign_core::token_exchange::{ExchangeShown, GetTokenOutcome, TokenExchange};
use countersign_core::token_request::{ClaimEdit, RequestForm};
use rusqlite::Connection;
use serde::Serialize;
use serde_json::Value;
use tempfile::TempDir;

/// What is made of an input, in bytes, is at most so many times as long as the input…
const TIMES: usize = 4;
/// …and this, for what is there without any input: names of members, verdict, times, a short response's findings.
const AND: usize = 32 * 1024;

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

/// All bytes of text in a value that crosses to the page.
fn text_in(value: &impl Serialize) -> usize {
    fn in_value(value: &Value) -> usize {
        match value {
            Value::String(text) => text.len(),
            Value::Array(items) => items.iter().map(in_value).sum(),
            Value::Object(members) => members.values().map(in_value).sum(),
            _ => 0,
        }
    }
    in_value(&serde_json::to_value(value).unwrap())
}

/// A store with one credential.
struct History {
    folder: TempDir,
    store: Store,
    credential: CredentialId,
}

impl History {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::open(folder.path(), UnixMillis(1_800_000_000_000)).unwrap().store;
        let credential = store.add_credential("a", Group::None, &Draft::default()).unwrap();
        Self { folder, store, credential }
    }

    /// What is stored of the only attempt.
    fn stored(&self) -> ExchangeShown {
        let stored: String =
            self.read().query_row("SELECT shown FROM exchange", [], |row| row.get(0)).unwrap();
        serde_json::from_str(&stored).unwrap()
    }

    fn read(&self) -> Connection {
        Connection::open(self.folder.path().join("countersign.sqlite")).unwrap()
    }

    /// The bytes of everything in the store that an attempt fills.
    fn bytes(&self) -> usize {
        let connection = self.read();
        let sum = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        let bytes = sum("SELECT ifnull(sum(length(CAST(shown AS BLOB))), 0) FROM exchange")
            + sum(
                "SELECT ifnull(sum(length(CAST(url || folded || ifnull(error, '') || ifnull(finding, '') AS BLOB))), 0) \
                   FROM attempt",
            )
            + sum("SELECT length(CAST(ifnull(last_result, '') AS BLOB)) FROM credential");
        usize::try_from(bytes).unwrap()
    }
}

/// Stores an exchange, and returns what exceeds the bound of what is made of it, then, when it is opened again and when
/// it is compared.
fn excesses(name: &str, exchange: &TokenExchange, shown: ExchangeShown, input: usize) -> Vec<String> {
    let history = History::new();
    let record = |shown: &ExchangeShown| history.store.record_attempt(history.credential, shown).unwrap();
    let attempt = record(&shown);
    let (text, stored) = (text_in(&shown), history.bytes());
    let ipc = json(&GetTokenOutcome::Sent { exchange: Box::new(shown) }).len();
    let opened = history.store.attempt(attempt).unwrap();
    assert_eq!(opened.exchange, history.stored(), "{name}: it stays as it was stored");
    let listed = json(&history.store.attempts(&AttemptFilter::default(), None, 100).unwrap()).len();
    let other = ExchangeShown { response: None, token: None, ..opened.exchange.clone() };
    let compared = history.store.compare_attempts(attempt, record(&other)).unwrap();
    let revealed = exchange.body_in_full().map(|body| text_in(&body) + json(&body).len()).unwrap_or_default();
    [
        ("text, JSON and stored", text + ipc + stored, TIMES * input + AND),
        ("opened again", json(&opened).len(), stored + AND),
        ("listed", listed, AND),
        ("compared", text_in(&compared) + json(&compared).len(), TIMES * input + AND),
        ("with tokens in full", revealed, TIMES * input + AND),
    ]
    .into_iter()
    .filter(|(_, made, most)| made > most)
    .map(|(what, made, most)| {
        format!("{name}: {input} became {made} of {most} ({what}; {text} shown + {ipc} to the page + {stored} stored)")
    })
    .collect()
}

#[tokio::test]
async fn what_is_shown_crosses_and_is_stored_of_a_response_is_at_most_four_times_what_was_received() {
    let mut exceeded = Vec::new();
    for size in [500, 60_000, 400_000] {
        for answer in answers(size) {
            let name = format!("{} of {size}", answer.name);
            let wire = answer.on_the_wire();
            let received = wire.len();
            let exchange = answer_exchange(wire).await;
            let response = exchange.http.response.as_ref().unwrap();
            assert_eq!(response.headers.len(), answer.headers.len() + 1, "{name}");
            assert_eq!(response.body.len(), answer.body.len(), "{name}");
            let shown = exchange.shown();
            assert_eq!(shown.token.is_some(), answer.grants, "{name}");
            exceeded.extend(excesses(&name, &exchange, shown, received + exchange.request.body().len()));
        }
    }
    assert!(exceeded.is_empty(), "{}", exceeded.join("\n"));
}

#[tokio::test]
async fn a_response_of_a_usual_kind_is_shown_and_stored_whole() {
    let members: Vec<String> = (0..900).map(|n| format!(r#""role_{n}":["a b","c\"d"]"#)).collect();
    let page = format!("<html>\n<p class=\"a\">{}\n</p>", "Sign in \"here\".\n".repeat(1500));
    for body in [format!("{{{}}}", members.join(",")), page] {
        let shown =
            answer_exchange(Answer::refused("usual", body.clone().into_bytes()).on_the_wire()).await.shown();
        let seen = &shown.response.as_ref().unwrap().body;
        assert!(seen.text == body && !seen.only_beginning && !seen.cut_off);
        let history = History::new();
        let id = history.store.record_attempt(history.credential, &shown).unwrap();
        let kept = history.store.attempt(id).unwrap().exchange.response.unwrap();
        assert!(kept.body.text == body && !kept.body.only_beginning, "{} bytes", body.len());
    }
}

#[tokio::test]
async fn what_is_only_the_beginning_says_so() {
    let shown = answer_exchange(Answer::refused("control", vec![1; 60_000]).on_the_wire()).await.shown();
    let body = shown.response.unwrap().body;
    assert!(body.only_beginning && !body.cut_off && body.bytes == 60_000, "{}", body.text.len());
    let [error, words] = ["word ", "other "].map(|word| word.repeat(2000));
    let words = format!(r#"{{"error":"{error}","error_description":"{words}"}}"#);
    let shown = answer_exchange(Answer::refused("words", words.into_bytes()).on_the_wire()).await.shown();
    let response = shown.response.unwrap();
    assert!(response.error.is_some_and(|error| error.ends_with('…')));
    assert!(response.error_description.is_some_and(|words| words.ends_with('…')));
    assert!(!response.body.only_beginning);
    let scopes = format!(r#"{{"access_token":"opaque-token","scope":"{}"}}"#, "mail ".repeat(50_000));
    let answer = Answer { grants: true, ..Answer::refused("scopes", scopes.into_bytes()) };
    let token = answer_exchange(answer.on_the_wire()).await.shown().token.unwrap();
    assert_eq!(token.scopes.len() + token.left_out as usize, 50_000);
    assert!((100..1000).contains(&token.scopes.len()), "{}", token.scopes.len());
}

#[tokio::test]
async fn a_request_becomes_at_most_four_times_what_was_typed_and_sent() {
    let usual = form_for("http://127.0.0.1:9/token");
    let mut exceeded = Vec::new();
    for size in [500, 60_000, 300_000] {
        for (name, edits) in claims(size) {
            let form = RequestForm { claims: edits, ..usual.clone() };
            let typed = json(&form).len();
            let preview = preview(&form, &key_pair(), &moment(), &ProxySettings::default());
            let (text, ipc) = (text_in(&preview), json(&preview).len());
            if text + ipc > TIMES * typed + AND {
                exceeded.push(format!("{name} of {size}: {typed} became {text} + {ipc}"));
            }
            // Such a request is not sent.
            if preview.findings.iter().any(|shown| shown.severity == Severity::Error) {
                continue;
            }
            let answer = Answer::refused("plain", br#"{"error":"invalid_client"}"#.to_vec()).on_the_wire();
            let received = answer.len();
            let exchange = common::exchange_of(form, answer).await;
            let input = received + exchange.request.body().len();
            exceeded.extend(excesses(&format!("{name} of {size}"), &exchange, exchange.shown(), input));
        }
    }
    assert!(exceeded.is_empty(), "{}", exceeded.join("\n"));
}

#[test]
fn an_api_key_that_is_too_long_for_a_correction_gets_none() {
    let quoted = |length: usize| {
        let form = RequestForm { api_key: format!("\"{}\"", "a".repeat(length)), ..form_for("http://a/") };
        preview(&form, &key_pair(), &moment(), &ProxySettings::default())
    };
    let corrected = |length| json(&quoted(length).findings).contains("corrected");
    assert!(corrected(CLIENT_ID.len()) && !corrected(5000));
}

#[test]
fn only_the_first_mistakes_in_claims_are_named() {
    let edits = vec![ClaimEdit::Set { name: String::new(), text: "[".into() }; 10_000];
    let form = RequestForm { claims: edits, ..form_for("http://127.0.0.1:9/token") };
    assert!(preview(&form, &key_pair(), &moment(), &ProxySettings::default()).findings.len() < 60);
}
