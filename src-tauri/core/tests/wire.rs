//! The token request byte for byte: what is sent is exactly what the window shows.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; it has a clock"
)]

mod common;

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use common::{
    CLIENT_ID, NOW, TIMEOUTS, answer_with, exchange_with, http, key_pair, moment, request_to, serve_once,
};
use countersign_core::diagnosis::Finding;
use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::http::NameValue;
use countersign_core::http::{Connection, ProxySettings};
use countersign_core::moment::{Clock, UnixMillis};
use countersign_core::prepare::{prepare, preview};
use countersign_core::token_exchange::send;
use countersign_core::token_request::{Destination, RequestForm, ValuePreview};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

const TOKEN: &[u8] = br#"{"access_token":"opaque-access-token","token_type":"Bearer","expires_in":1799}"#;

#[tokio::test]
async fn the_request_on_the_wire_is_the_one_that_is_shown() {
    let (address, server) = serve_once(async |mut stream| {
        stream.write_all(&http("200 OK", &[], TOKEN)).await.unwrap();
    })
    .await;
    let shown = exchange_with(&format!("http://{address}/as/token?tenant=a%20b")).await;
    let wire = String::from_utf8(server.await.unwrap()).unwrap();

    let assertion = &shown.sent.form[2].value;
    let body = format!(
        "grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type\
         %3Ajwt-bearer&client_assertion={assertion}"
    );
    let expected = format!(
        "POST /as/token?tenant=a%20b HTTP/1.1\r\naccept: application/json\r\n\
         content-type: application/x-www-form-urlencoded\r\nuser-agent: Countersign/{}\r\nhost: {address}\r\n\
         content-length: {}\r\n\r\n{body}",
        env!("CARGO_PKG_VERSION"),
        body.len()
    );
    assert_eq!(wire, expected);

    let headers: Vec<_> = shown.sent.headers.iter().map(|h| format!("{}: {}\r\n", h.name, h.value)).collect();
    assert!(wire.contains(&format!("HTTP/1.1\r\n{}\r\n", headers.concat())), "{headers:?}");
    assert_eq!(shown.sent.body, body);
}

#[tokio::test]
async fn scopes_are_sent_as_one_field_separated_by_spaces() {
    let mut form = common::form_for("https://server.example/token");
    form.scopes = "  SALESFORCE_COMMERCE_API:zzte_053\n sfcc.products ".into();
    let (request, _) = prepare(&form, &key_pair(), &moment(), &Confirmed::default()).unwrap();
    assert!(request.body().ends_with("&scope=SALESFORCE_COMMERCE_API%3Azzte_053+sfcc.products"));
}

#[test]
fn two_requests_never_share_an_assertion() {
    let form = common::form_for("https://server.example/token");
    let mut later = moment();
    later.jti = "another".into();
    let body =
        |moment| prepare(&form, &key_pair(), moment, &Confirmed::default()).unwrap().0.body().to_owned();
    assert_ne!(body(&moment()), body(&later));
}

#[test]
fn the_preview_is_the_request_without_its_signature() {
    let form = common::form_for("https://server.example/token");
    let preview = preview(&form, &key_pair(), &moment(), &ProxySettings::default());
    let sent = prepare(&form, &key_pair(), &moment(), &Confirmed::default()).unwrap().0.sent();
    assert_eq!((&preview.url, &preview.method), (&sent.url, &sent.method));
    assert_eq!(preview.assertion_header, sent.assertion_header);
    assert_eq!(preview.assertion_claims, sent.assertion_claims);
    let to_come: Vec<_> =
        preview.form.iter().filter(|field| field.value == ValuePreview::AfterSigning).collect();
    assert_eq!(to_come.len(), 1, "only signing brings the assertion");
    assert_eq!(to_come[0].name, "client_assertion");
    assert_eq!(preview.form.len(), sent.form.len());
    for (before, after) in preview.form.iter().zip(&sent.form) {
        let is_same = before.value == ValuePreview::from(after.value.clone());
        assert_eq!(before.name, after.name);
        assert!(before.value == ValuePreview::AfterSigning || is_same, "{before:?}");
    }
    for (before, after) in preview.headers.iter().zip(&sent.headers) {
        assert_eq!((&before.name, &before.value), (&after.name, &after.value.clone().into()));
    }
    assert!(preview.assertion_claims.contains(CLIENT_ID));
}

#[tokio::test]
async fn a_redirect_is_shown_and_never_followed() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let trap = listener.local_addr().unwrap();
    let location = format!("location: http://{trap}/token");
    for status in ["301 Moved Permanently", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let shown = answer_with(http(status, &[&location], b"")).await;
        assert_eq!(
            common::findings(&shown)[0],
            countersign_core::diagnosis::Finding::Redirect {
                location: Some(format!("http://{trap}/token")),
                target: Some(format!("http://{trap}/token")),
                same_server: false,
            }
        );
    }
    let visited = tokio::time::timeout(std::time::Duration::from_millis(200), listener.accept()).await;
    assert!(visited.is_err(), "the redirect was followed");
}

#[tokio::test]
async fn a_token_is_counted_down_decoded_and_shortened() {
    let shown = answer_with(http("200 OK", &["content-type: application/json"], TOKEN)).await;
    let token = shown.token.unwrap();
    assert_eq!(token.expires_in, Some(1799));
    assert_eq!(token.shortened, "opaq…");
    let response = shown.response.unwrap();
    assert!(response.body.shortened);
    assert_eq!(response.body.text, r#"{"access_token":"opaq…","token_type":"Bearer","expires_in":1799}"#);
    assert_eq!((response.status, response.reason.as_str()), (200, "OK"));
}

#[tokio::test]
async fn no_debug_output_contains_a_token() {
    let (address, server) = serve_once(async |mut stream| {
        stream.write_all(&http("200 OK", &[], TOKEN)).await.unwrap();
    })
    .await;
    let exchange = common::exchange_within(&format!("http://{address}/token"), common::TIMEOUTS).await;
    server.await.unwrap();
    assert_eq!(exchange.access_token().as_deref(), Some("opaque-access-token"));
    for debug in [format!("{exchange:?}"), format!("{:?}", exchange.shown()), format!("{:?}", key_pair())] {
        assert!(!debug.contains("opaque-access-token"), "{debug}");
        let signature = exchange.request.body().rsplit('.').next().unwrap().to_owned();
        assert!(!debug.contains(&signature), "{debug}");
    }
}

/// A clock that is set back an hour each time it is read.
struct ClockSetBack(AtomicI64, Instant);

impl Clock for ClockSetBack {
    fn now(&self) -> UnixMillis {
        UnixMillis(NOW.0 - self.0.fetch_add(3_600_000, Ordering::Relaxed))
    }

    fn steady(&self) -> Duration {
        self.1.elapsed()
    }
}

#[tokio::test]
async fn setting_back_the_clock_meanwhile_does_not_change_the_duration() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
        drop(stream);
    });
    let request = request_to(&format!("http://{address}/token"));
    let clock = ClockSetBack(AtomicI64::new(0), Instant::now());
    let connection = Connection::to(request.url(), TIMEOUTS, &ProxySettings::default());
    let exchange = send(connection, request, &clock, &CancellationToken::new()).await.unwrap();
    assert_eq!(exchange.http.started_at, NOW);
    assert!((50..10_000).contains(&exchange.http.duration_ms), "{}", exchange.http.duration_ms);
}

#[test]
fn further_parameters_come_last_and_one_with_a_secrets_name_is_hidden_in_the_preview() {
    let parameters = [
        ("audience", "https://api.example.com/"),
        (" channel_id ", "A&B ü"),
        ("", ""),
        ("password", "s3cret"),
    ];
    let parameters = parameters.iter().map(|(name, value)| NameValue::new(*name, *value)).collect();
    let (token_endpoint, audience) = ("https://login.example.com/token".into(), String::new());
    let destination =
        Destination::Other { token_endpoint, audience, parameters, trusted: String::new(), user: None };
    let form = RequestForm {
        destination,
        scopes: "mail".into(),
        ..common::form_for("https://login.example.com/token")
    };
    let (request, _) = prepare(&form, &key_pair(), &moment(), &Confirmed::warnings()).unwrap();
    let end = "&scope=mail&audience=https%3A%2F%2Fapi.example.com%2F&channel_id=A%26B+%C3%BC&password=s3cret";
    assert!(request.body().ends_with(end), "{}", request.body());

    let preview = preview(&form, &key_pair(), &moment(), &ProxySettings::default());
    let value =
        |name: &str| preview.form.iter().find(|field| field.name == name).map(|field| field.value.clone());
    assert_eq!(value("channel_id"), Some(ValuePreview::from("A&B ü".to_owned())));
    assert_eq!(value("password"), Some(ValuePreview::Hidden { start: String::new() }));

    let elsewhere = RequestForm { destination: Destination::AccountManager, ..form };
    let (request, _) = prepare(&elsewhere, &key_pair(), &moment(), &Confirmed::warnings()).unwrap();
    assert!(request.body().ends_with("&scope=mail"), "Account Manager gets no further parameters");
}

#[test]
fn the_jwt_bearer_grant_has_the_jwt_for_the_user_and_no_client_authentication() {
    let destination = Destination::Other {
        token_endpoint: "https://login.example.com/services/oauth2/token".into(),
        audience: "https://login.example.com".into(),
        parameters: Vec::new(),
        trusted: String::new(),
        user: Some(" admin@example.com ".into()),
    };
    let form = RequestForm { destination, ..common::form_for("https://login.example.com/token") };
    let (request, _) = prepare(&form, &key_pair(), &moment(), &Confirmed::warnings()).unwrap();
    let sent = request.sent();
    let names: Vec<_> = sent.form.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["grant_type", "assertion"]);
    let start = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=ey";
    assert!(request.body().starts_with(start), "{}", request.body());
    assert!(!sent.headers.iter().any(|header| header.name == "authorization"));
    let claims: serde_json::Value = serde_json::from_str(&sent.assertion_claims).unwrap();
    assert_eq!(claims["iss"], CLIENT_ID);
    assert_eq!(claims["sub"], "admin@example.com");
    assert_eq!(claims["aud"], "https://login.example.com");

    let preview = preview(&form, &key_pair(), &moment(), &ProxySettings::default());
    let [_, assertion] = &preview.form[..] else { panic!("two fields") };
    assert_eq!((assertion.name.as_str(), &assertion.value), ("assertion", &ValuePreview::AfterSigning));
    assert!(!preview.findings.iter().any(|shown| shown.finding == Finding::ClaimIssuerIsNotSubject));
}
