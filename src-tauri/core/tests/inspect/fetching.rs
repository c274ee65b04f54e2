//! Keys are fetched from the address that was shown, and from nowhere else; what goes wrong is told.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use countersign_core::discovery::LookupProblem;
use countersign_core::http::{Connection, ProxySettings};
use countersign_core::inspect::{KeyFetchProblem, SignatureCheck, fetch_keys};
use countersign_core::jws::{LONGEST_KEY_SET, Verification};
use countersign_core::token_exchange::KeysAddress;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::common::{TIMEOUTS, TestClock, http, key_pair};
use crate::keys::{jwk, sign};

/// A server that answers each path with its answer, and notes the paths. `{origin}` in an answer is its own address.
async fn server(answers: Vec<(&'static str, String)>) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let (noted, own) = (asked.clone(), origin.clone());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = vec![0; 8192];
            let read = stream.read(&mut request).await.unwrap();
            let path =
                String::from_utf8_lossy(&request[..read]).split(' ').nth(1).unwrap_or_default().to_owned();
            let answer = answers
                .iter()
                .find(|(its, _)| *its == path)
                .map(|(_, answer)| answer.replace("{origin}", &own));
            noted.lock().unwrap().push(path);
            let answer =
                answer.unwrap_or_else(|| String::from_utf8(http("404 Not Found", &[], b"")).unwrap());
            drop(stream.write_all(answer.as_bytes()).await);
        }
    });
    (origin, asked)
}

fn ok(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{body}")
}

async fn fetched(token: &str, address: &KeysAddress) -> SignatureCheck {
    let connect = |url: &url::Url| Connection::to(url, TIMEOUTS, &ProxySettings::default());
    fetch_keys(token, address, connect, &TestClock(Instant::now()), &CancellationToken::new()).await
}

fn token() -> String {
    sign(&key_pair(), Some("4hqH"), &json!({"a": 1}))
}

fn key_set() -> String {
    json!({"keys": [jwk(&key_pair(), &json!({"kid": "4hqH", "use": "sig"}))]}).to_string()
}

fn problem(check: SignatureCheck) -> KeyFetchProblem {
    match check {
        SignatureCheck::NotFetched { problem, .. } => problem,
        other => panic!("{other:?}"),
    }
}

fn is_verified(check: &SignatureCheck) -> bool {
    matches!(check, SignatureCheck::Checked { verification: Verification::Verified { .. }, .. })
}

#[tokio::test]
async fn keys_come_from_the_address_or_from_the_one_that_the_issuer_names() {
    let document = r#"{"issuer": "{origin}", "jwks_uri": "{origin}/keys"}"#;
    let answers = vec![("/keys", ok(&key_set())), ("/.well-known/openid-configuration", ok(document))];
    let (origin, asked) = server(answers).await;
    let check = fetched(&token(), &KeysAddress::KeySet { url: format!("{origin}/keys") }).await;
    assert!(is_verified(&check), "{check:?}");
    let discovery = KeysAddress::of_issuer(&origin).unwrap();
    let check = fetched(&token(), &discovery).await;
    assert!(is_verified(&check), "{check:?}");
    assert_eq!(*asked.lock().unwrap(), ["/keys", "/.well-known/openid-configuration", "/keys"]);
}

#[tokio::test]
async fn a_discovery_document_that_lies_leads_nowhere() {
    let discovery = |problem| KeyFetchProblem::Discovery { problem: Box::new(problem) };
    let other = LookupProblem::OtherIssuer { issuer: "https://other.example".into() };
    for (document, expected) in [
        (r#"{"issuer": "https://other.example", "jwks_uri": "{origin}/keys"}"#, discovery(other)),
        (
            r#"{"issuer": "{origin}", "jwks_uri": "http://other.example/keys"}"#,
            KeyFetchProblem::NoKeysAddress,
        ),
        (r#"{"issuer": "{origin}", "jwks_uri": "file:///etc/passwd"}"#, KeyFetchProblem::NoKeysAddress),
        (r#"{"issuer": "{origin}"}"#, KeyFetchProblem::NoKeysAddress),
        ("<html>", discovery(LookupProblem::NotJson)),
        ("[]", discovery(LookupProblem::NotAnObject)),
    ] {
        let (origin, asked) = server(vec![("/.well-known/openid-configuration", ok(document))]).await;
        let check = fetched(&token(), &KeysAddress::of_issuer(&origin).unwrap()).await;
        assert_eq!(problem(check), expected, "{document}");
        assert_eq!(asked.lock().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_too_much_is_not_read() {
    let redirect =
        "HTTP/1.1 302 Found\r\nlocation: {origin}/trap\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    let long = ok(&format!("{{\"keys\": [{}", " ".repeat(LONGEST_KEY_SET + 1)));
    let (origin, asked) =
        server(vec![("/moved", redirect.into()), ("/long", long), ("/html", ok("<html>"))]).await;
    let at = |path: &str| KeysAddress::KeySet { url: format!("{origin}{path}") };
    let to = Some(format!("{origin}/trap"));
    assert_eq!(problem(fetched(&token(), &at("/moved")).await), KeyFetchProblem::Redirect { to });
    assert_eq!(problem(fetched(&token(), &at("/long")).await), KeyFetchProblem::TooLong);
    assert!(matches!(problem(fetched(&token(), &at("/html")).await), KeyFetchProblem::NoKeys { .. }));
    assert_eq!(problem(fetched(&token(), &at("/nothing")).await), KeyFetchProblem::Status { status: 404 });
    assert!(!asked.lock().unwrap().contains(&"/trap".to_owned()));
}

#[tokio::test]
async fn an_address_that_others_could_change_on_the_way_is_not_fetched() {
    for url in ["http://keys.example/jwks", "ftp://keys.example", "https://a:b@keys.example", "keys", ""] {
        let check = fetched(&token(), &KeysAddress::KeySet { url: url.into() }).await;
        assert_eq!(problem(check), KeyFetchProblem::Address, "{url}");
    }
}
