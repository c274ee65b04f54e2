//! What a report says of a token, of a refusal, and of no answer; and that its words stay as they are.

use std::fs;
use std::path::Path;

use countersign_core::moment::UnixSeconds;
use countersign_core::report::{KnownSecrets, LineSaid, ReportForm, ReportLabels, ReportWords};
use serde_json::Value;

use crate::common::{CLIENT_ID, TIMEOUTS, answer_exchange, exchange_within, http, key_pair};
use crate::making::{FORMS, report, report_of, words};

const JSON: &str = "content-type: application/json";

fn fingerprint() -> String {
    let pair = key_pair();
    pair.certificate().unwrap().facts(UnixSeconds(0)).fingerprint_sha256
}

fn assert_says(text: &str, all: &[&str]) {
    for said in all {
        assert!(text.contains(said), "{said} in:\n{text}");
    }
}

#[tokio::test]
async fn a_refusal_is_told_with_request_response_findings_and_versions() {
    let body = br#"{"error":"invalid_client","error_description":"client authentication failed"}"#;
    let exchange = answer_exchange(http("401 Unauthorized", &[JSON, "x-trace: 4711"], body)).await;
    for form in FORMS {
        let said = report_of(form, &exchange, &words("A sentence."));
        let url = &exchange.shown().sent.url;
        let fingerprint = fingerprint();
        assert_says(
            &said,
            &[
                "A sentence.",
                url,
                CLIENT_ID,
                "client_credentials",
                "RS256",
                "x-trace",
                "4711",
                "HTTP/1.1 401 Unauthorized",
                "client authentication failed",
                &fingerprint,
                "2026-11-23T14:40:00Z",
                "Countersign 0.1.0",
                "Debian GNU/Linux 13, x86_64",
                "WebKitGTK 2.50.1",
            ],
        );
    }
}

#[tokio::test]
async fn a_token_is_told_without_itself_and_the_assertion_without_its_signature() {
    let token =
        "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJmb3Itd2hvbSIsInNjb3BlIjpbIm1haWwiXX0.c2lnbmF0dXJlLXRoYXQtb3BlbnM";
    let body = format!(r#"{{"access_token":"{token}","token_type":"Bearer","expires_in":1799}}"#);
    let exchange = answer_exchange(http("200 OK", &[JSON], body.as_bytes())).await;
    let sent = exchange.request.sent();
    let assertion = &sent.form.iter().find(|field| field.name == "client_assertion").unwrap().value;
    for form in FORMS {
        let said = report_of(form, &exchange, &words("Said."));
        assert_says(&said, &["for-whom", "Bearer", "1799 s", "mail", "client_assertion", "jti"]);
        for secret in [token, assertion] {
            let signature = secret.rsplit('.').next().unwrap();
            assert!(!said.contains(&signature[..16]), "{said}");
        }
    }
}

#[tokio::test]
async fn no_answer_is_told_as_such() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let exchange = exchange_within(&format!("http://{address}/token"), TIMEOUTS).await;
    let labels = ReportLabels { no_response: "There was none.".into(), ..ReportLabels::default() };
    for form in FORMS {
        let said = report_of(form, &exchange, &ReportWords { labels: labels.clone(), ..words("Said.") });
        assert_says(&said, &["There was none.", &address.to_string(), "client_assertion"]);
    }
}

#[tokio::test]
async fn a_long_body_is_cut_and_the_report_says_so() {
    let body = format!("{{\"error\":\"{}\"}}", "a long story ".repeat(80_000));
    let exchange = answer_exchange(http("400 Bad Request", &[JSON], body.as_bytes())).await;
    let labels = ReportLabels { body_beginning: "Only the beginning.".into(), ..ReportLabels::default() };
    for form in FORMS {
        let said = report_of(form, &exchange, &ReportWords { labels: labels.clone(), ..words("Said.") });
        assert_says(&said, &["a long story a long story", "Only the beginning."]);
        assert!(said.len() < 256 * 1024, "{} bytes", said.len());
    }
}

/// What the keys of the messages begin with that a report can have.
const IN_REPORTS: [&str; 9] =
    ["basis_", "cause_", "certainty_", "check_", "clocks_", "evidence_", "finding_", "report_", "way_"];

#[tokio::test]
async fn no_word_of_a_report_is_taken_for_a_secret() {
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/messages/en.json");
    let catalogue: Value = serde_json::from_str(&fs::read_to_string(catalogue).unwrap()).unwrap();
    let is_in_reports = |key: &str| IN_REPORTS.iter().any(|start| key.starts_with(start));
    let messages = catalogue.as_object().unwrap().iter().filter(|(key, _)| is_in_reports(key));
    let messages: Vec<&str> = messages.filter_map(|(_, message)| message.as_str()).collect();
    assert!(messages.len() > 500);
    let exchange = answer_exchange(http("401 Unauthorized", &[JSON], br#"{"error":"invalid_client"}"#)).await;
    let shown = exchange.shown();
    let mut changed = Vec::new();
    for some in messages.chunks(200) {
        let lines = some.iter().map(|said| LineSaid { name: String::new(), said: (*said).to_owned() });
        let words = ReportWords { experiments: lines.collect(), ..ReportWords::default() };
        let text = report(ReportForm::Text, &shown, &words, KnownSecrets::default());
        changed.extend(some.iter().filter(|message| {
            let plain = message.replace("**", "").replace('`', "");
            let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
            !text.contains(&format!(": {plain}\n"))
        }));
    }
    assert_eq!(changed, Vec::<&&str>::new());
}
