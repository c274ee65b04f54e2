//! The two methods with secrets, byte for byte: API key and secret, and the Business Manager user.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; it has a clock"
)]

mod common;

use std::net::SocketAddr;
use std::time::Instant;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use common::{CLIENT_ID, TIMEOUTS, TestClock, http, moment, serve_once};
use countersign_core::diagnosis::Finding;
use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::history::without_secrets;
use countersign_core::http::{Connection, ProxySettings};
use countersign_core::key_pair::KeyPair;
use countersign_core::prepare::{prepare, preview};
use countersign_core::token_exchange::{ExchangeShown, TokenExchange, send};
use countersign_core::token_request::{
    AuthMethod, BusinessManagerForm, ClientSecrets, Destination, Proofs, RequestForm, SecretPlacement,
    ValuePreview,
};
use secrecy::SecretString;
use tokio::io::AsyncWriteExt as _;
use tokio_util::sync::CancellationToken;

const ACCESS_KEY: &str = "k%}'/+~,(k%}'/+~,(k%}'/+~,(k%}'/+~,(key1";
const USER: &str = "someone@example.com";

/// Every printable character of ASCII.
fn every_character() -> String {
    ('!'..='~').collect()
}

fn secrets(secret: &str) -> ClientSecrets {
    ClientSecrets { client_secret: Some(secret.into()), access_key: Some(SecretString::from(ACCESS_KEY)) }
}

fn form(method: AuthMethod, secret_placement: SecretPlacement, host: SocketAddr) -> RequestForm {
    RequestForm {
        method,
        secret_placement,
        api_key: CLIENT_ID.into(),
        business_manager: BusinessManagerForm {
            instance_host: format!("http://{host}/on/demandware.store"),
            user: USER.into(),
        },
        destination: Destination::other(format!("http://{host}/token?tenant=1"), ""),
        scopes: "mail roles".into(),
        ..RequestForm::default()
    }
}

/// What a server received, and what the window shows of it. The server repeats everything in its answer.
async fn sent(
    method: AuthMethod,
    placement: SecretPlacement,
    secret: &str,
) -> (SocketAddr, String, TokenExchange) {
    let sent = if method == AuthMethod::BusinessManagerUser { ACCESS_KEY } else { "" };
    let words = format!("{secret} {sent}");
    let echo = serde_json::json!({ "error": "invalid_client", "error_description": words });
    let (address, server) = serve_once(async move |mut stream| {
        let answer = http("401 Unauthorized", &[], echo.to_string().as_bytes());
        stream.write_all(&answer).await.unwrap();
    })
    .await;
    let (secrets, key_pair) = (secrets(secret), KeyPair::default());
    let proofs = Proofs { key_pair: &key_pair, secrets: &secrets };
    let form = form(method, placement, address);
    let (request, _) = prepare(&form, proofs, &moment(), &Confirmed::warnings()).unwrap();
    let connection = Connection::to(request.url(), TIMEOUTS, &ProxySettings::default());
    let clock = TestClock(Instant::now());
    let exchange = send(connection, request, &clock, &CancellationToken::new()).await.unwrap();
    (address, String::from_utf8(server.await.unwrap()).unwrap(), exchange)
}

fn expected(address: SocketAddr, target: &str, authorization: &str, body: &str) -> String {
    format!(
        "POST {target} HTTP/1.1\r\naccept: application/json\r\n\
         content-type: application/x-www-form-urlencoded\r\nuser-agent: Countersign/{}\r\n\
         {authorization}host: {address}\r\ncontent-length: {}\r\n\r\n{body}",
        env!("CARGO_PKG_VERSION"),
        body.len()
    )
}

fn basic(credentials: &str) -> String {
    format!("authorization: Basic {}\r\n", STANDARD.encode(credentials))
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// No secret is in what the window shows and in what is stored, in any spelling that the request has.
fn assert_hidden(exchange: &TokenExchange, secret: &str) {
    let shown: ExchangeShown = exchange.shown();
    assert!(shown.sent.secrets_hidden);
    for exchange in [&shown, &without_secrets(&shown).unwrap()] {
        let json = serde_json::to_string(exchange).unwrap();
        let in_json = |text: &str| serde_json::to_string(text).unwrap().trim_matches('"').to_owned();
        let with_user = STANDARD.encode(format!("{USER}:{ACCESS_KEY}:{secret}"));
        for spelled in [
            in_json(secret),
            in_json(ACCESS_KEY),
            encoded(secret),
            STANDARD.encode(format!("{CLIENT_ID}:{secret}")),
            STANDARD.encode(format!("{CLIENT_ID}:{}", encoded(secret))),
            with_user,
        ] {
            assert!(!json.contains(&spelled), "{spelled} in {json}");
        }
    }
}

#[tokio::test]
async fn a_secret_in_the_header_is_form_encoded_before_base64() {
    let secret = every_character();
    let (address, wire, exchange) = sent(AuthMethod::ClientSecret, SecretPlacement::Header, &secret).await;
    let body = "grant_type=client_credentials&scope=mail+roles";
    let authorization = basic(&format!("{CLIENT_ID}:{}", encoded(&secret)));
    assert_eq!(wire, expected(address, "/token?tenant=1", &authorization, body));
    assert_hidden(&exchange, &secret);
}

#[tokio::test]
async fn a_secret_in_the_header_can_be_sent_as_it_is() {
    let secret = every_character();
    let (address, wire, exchange) =
        sent(AuthMethod::ClientSecret, SecretPlacement::HeaderNotEncoded, &secret).await;
    let body = "grant_type=client_credentials&scope=mail+roles";
    let authorization = basic(&format!("{CLIENT_ID}:{secret}"));
    assert_eq!(wire, expected(address, "/token?tenant=1", &authorization, body));
    assert_hidden(&exchange, &secret);
}

#[tokio::test]
async fn a_secret_in_the_body_is_a_form_field() {
    let secret = every_character();
    let (address, wire, exchange) = sent(AuthMethod::ClientSecret, SecretPlacement::Body, &secret).await;
    let body = format!(
        "grant_type=client_credentials&client_id={CLIENT_ID}&client_secret={}&scope=mail+roles",
        encoded(&secret)
    );
    assert_eq!(wire, expected(address, "/token?tenant=1", "", &body));
    assert_hidden(&exchange, &secret);
}

#[tokio::test]
async fn a_business_manager_user_goes_to_their_instance() {
    let (address, wire, exchange) =
        sent(AuthMethod::BusinessManagerUser, SecretPlacement::default(), "s3cret of the client").await;
    let body = "grant_type=urn%3Ademandware%3Aparams%3Aoauth%3Agrant-type%3Aclient-id%3Adwsid%3Adwsecuretoken\
                &scope=mail+roles";
    let target = format!("/dw/oauth2/access_token?client_id={CLIENT_ID}");
    let authorization = basic(&format!("{USER}:{ACCESS_KEY}:s3cret of the client"));
    assert_eq!(wire, expected(address, &target, &authorization, body));
    assert_hidden(&exchange, "s3cret of the client");
}

#[test]
fn the_preview_has_no_secret_and_is_otherwise_what_is_sent() {
    let host = SocketAddr::from(([127, 0, 0, 1], 9));
    let (secrets, key_pair) = (secrets("s3cret of the client"), KeyPair::default());
    let proofs = Proofs { key_pair: &key_pair, secrets: &secrets };
    for (method, placement, hidden) in [
        (AuthMethod::ClientSecret, SecretPlacement::Header, "authorization"),
        (AuthMethod::ClientSecret, SecretPlacement::Body, "client_secret"),
        (AuthMethod::BusinessManagerUser, SecretPlacement::Header, "authorization"),
    ] {
        let form = form(method, placement, host);
        let preview = preview(&form, proofs, &moment(), &ProxySettings::default());
        let sent = prepare(&form, proofs, &moment(), &Confirmed::warnings()).unwrap().0.sent();
        assert_eq!(preview.url, sent.url);
        assert_eq!((&*preview.assertion_header, preview.claims.len()), ("", 0));
        assert_eq!(preview.form.len(), sent.form.len());
        let fields = preview.headers.iter().zip(&sent.headers).chain(preview.form.iter().zip(&sent.form));
        for (before, after) in fields {
            assert_eq!(before.name, after.name);
            match &before.value {
                ValuePreview::Known { text } => assert_eq!(text, &after.value),
                ValuePreview::Hidden { start } => {
                    assert_eq!(before.name, hidden);
                    assert!(after.value.starts_with(start) && after.value.len() > start.len());
                }
                ValuePreview::AfterSigning => panic!("nothing is signed"),
            }
        }
    }
}

#[test]
fn without_its_secrets_nothing_is_sent() {
    let host = SocketAddr::from(([127, 0, 0, 1], 9));
    let missing = |method| {
        let form = form(method, SecretPlacement::default(), host);
        let findings = prepare(&form, &KeyPair::default(), &moment(), &Confirmed::warnings()).unwrap_err();
        findings.into_iter().map(|shown| shown.finding).collect::<Vec<_>>()
    };
    assert_eq!(missing(AuthMethod::ClientSecret), [Finding::ClientSecretMissing]);
    assert_eq!(
        missing(AuthMethod::BusinessManagerUser),
        [Finding::AccessKeyMissing, Finding::ClientSecretMissing]
    );
    assert_eq!(missing(AuthMethod::SignedJwt)[0], Finding::KeyMissing);
}
