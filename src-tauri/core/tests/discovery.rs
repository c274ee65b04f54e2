//! What servers publish about themselves is read from a server of ours, which lies in each way that does harm.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; it has a clock"
)]

mod common;

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use common::{TIMEOUTS, TestClock, http};
use countersign_core::diagnosis::Finding;
use countersign_core::discovery::{
    Discovered, DiscoveryConcern, EndpointRefusal, Filling, Issuer, LookupProblem, Wanted, discover, fill,
    read_document,
};
use countersign_core::http::{Connection, ProxySettings, Response};
use countersign_core::key::SigningAlgorithm;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

const WANTED: Wanted<'_> = Wanted {
    algorithm: SigningAlgorithm::Rs256,
    fitting: &[SigningAlgorithm::Rs256, SigningAlgorithm::Ps256],
    grant: "client_credentials",
    private_key_jwt: true,
};

/// A server that answers by the path, which it notes.
async fn serve(
    answer: impl Fn(&str, &str) -> Vec<u8> + Send + Sync + 'static,
) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let (noted, own) = (asked.clone(), origin.clone());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = Vec::new();
            let mut chunk = [0; 1024];
            while !request.ends_with(b"\r\n\r\n") {
                let read = stream.read(&mut chunk).await.unwrap();
                request.extend_from_slice(&chunk[..read]);
            }
            let head = String::from_utf8(request).unwrap();
            let path = head.split(' ').nth(1).unwrap().to_owned();
            noted.lock().unwrap().push(head);
            // A client that has read enough hangs up.
            drop(stream.write_all(&answer(&own, &path)).await);
            drop(stream.shutdown().await);
            drop(tokio::time::timeout(Duration::from_secs(5), stream.read(&mut [0])).await);
        }
    });
    (origin, asked)
}

async fn discovered(issuer: &str) -> Discovered {
    let connection = |url: &_| Connection::to(url, TIMEOUTS, &ProxySettings::default());
    let clock = TestClock(Instant::now());
    let issuer = Issuer::read(issuer).unwrap();
    let none = CancellationToken::new();
    discover(&issuer, WANTED, connection, &clock, &none).await.unwrap()
}

/// The problems with the two places, where a server answers with this at both.
async fn problems(answer: Vec<u8>) -> Vec<Option<LookupProblem>> {
    let (origin, _) = serve(move |_, _| answer.clone()).await;
    let discovered = discovered(&origin).await;
    assert_eq!(discovered.found, None, "nothing is filled in");
    discovered.lookups.into_iter().map(|lookup| lookup.problem).collect()
}

fn json_answer(document: &Value) -> Vec<u8> {
    http("200 OK", &["content-type: application/json"], document.to_string().as_bytes())
}

#[tokio::test]
async fn both_places_are_tried_in_their_order_and_nothing_else() {
    let (origin, asked) = serve(|own, path| {
        if path.starts_with("/.well-known/oauth-authorization-server") {
            json_answer(&json!({
                "issuer": format!("{own}/realms/a"), "token_endpoint": format!("{own}/realms/a/token"),
                "token_endpoint_auth_methods_supported": ["private_key_jwt"],
                "grant_types_supported": ["client_credentials"],
            }))
        } else {
            http("404 Not Found", &[], b"")
        }
    })
    .await;
    let discovered = discovered(&format!("{origin}/realms/a/")).await;
    let found = discovered.found.unwrap();
    assert_eq!(found.concerns, []);
    assert_eq!(
        found.filling,
        Filling {
            token_endpoint: Some(format!("{origin}/realms/a/token")),
            confirm_endpoint: false,
            audience: format!("{origin}/realms/a"),
            algorithm: None,
        }
    );
    assert_eq!(discovered.lookups[0].problem, Some(LookupProblem::Status { status: 404 }));
    let asked = asked.lock().unwrap();
    let host = origin.strip_prefix("http://").unwrap();
    let paths: Vec<_> = asked.iter().map(|head| head.lines().next().unwrap()).collect();
    assert_eq!(
        paths,
        [
            "GET /realms/a/.well-known/openid-configuration HTTP/1.1",
            "GET /.well-known/oauth-authorization-server/realms/a HTTP/1.1",
        ]
    );
    for head in asked.iter() {
        let headers: Vec<_> = head.trim_end().lines().skip(1).collect();
        let agent = format!("user-agent: {}", countersign_core::http::USER_AGENT);
        assert_eq!(headers, ["accept: application/json", &agent, &format!("host: {host}")]);
    }
}

#[tokio::test]
async fn a_document_that_lies_or_is_none_fills_in_nothing() {
    let twice = |problem: LookupProblem| vec![Some(problem.clone()), Some(problem)];
    let document = |body: &[u8]| http("200 OK", &[], body);
    for (answer, problem) in [
        (
            json_answer(
                &json!({"issuer": "https://login.example.com", "token_endpoint": "https://login.example.com/t"}),
            ),
            LookupProblem::OtherIssuer { issuer: "https://login.example.com".into() },
        ),
        (json_answer(&json!({"token_endpoint": "http://127.0.0.1/t"})), LookupProblem::IssuerMissing),
        (json_answer(&json!({"issuer": ["http://127.0.0.1"]})), LookupProblem::IssuerMissing),
        (json_answer(&json!([1, 2])), LookupProblem::NotAnObject),
        (document(b"<html>"), LookupProblem::NotJson),
        (document(b""), LookupProblem::NotJson),
        (document("{\"issuer\":".repeat(200_000).as_bytes()), LookupProblem::TooLarge),
        (document("[".repeat(100_000).as_bytes()), LookupProblem::NotJson),
        (document(b"{\"issuer\":\"caf\xE9\"}"), LookupProblem::NotUtf8),
        (document(&vec![b' '; 10 * 1024 * 1024]), LookupProblem::TooLarge),
        (http("500 Internal Server Error", &[], b"{}"), LookupProblem::Status { status: 500 }),
    ] {
        assert_eq!(problems(answer).await, twice(problem));
    }
}

#[tokio::test]
async fn no_redirect_is_followed() {
    let (trap, trapped) = serve(|own, _| json_answer(&json!({"issuer": own, "token_endpoint": own}))).await;
    let location = format!("{trap}/elsewhere");
    let redirect = http("302 Found", &[&format!("location: {location}")], b"");
    let expected = Some(LookupProblem::Redirect { location });
    assert_eq!(problems(redirect).await, [expected.clone(), expected]);
    assert!(trapped.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_server_that_cannot_be_reached_is_tried_once() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    drop(listener);
    let discovered = discovered(&format!("http://{address}")).await;
    let problem = LookupProblem::NoResponse { finding: Finding::ConnectionRefused { address } };
    assert_eq!(discovered.lookups.len(), 1);
    assert_eq!(discovered.lookups[0].problem, Some(problem));
}

#[tokio::test]
async fn a_mark_before_the_document_does_no_harm() {
    let (origin, _) = serve(|own, _| {
        let document = json!({"issuer": own, "token_endpoint": format!("{own}/t")}).to_string();
        http("200 OK", &[], format!("\u{FEFF}{document}").as_bytes())
    })
    .await;
    assert!(discovered(&origin).await.found.is_some());
}

/// What would be filled in of a document of this issuer, and what is said about it.
fn filled(issuer: &str, document: Value) -> (Filling, Vec<DiscoveryConcern>) {
    let asked = Issuer::read(issuer).unwrap();
    let mut whole = json!({
        "issuer": issuer,
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "grant_types_supported": ["client_credentials"],
    });
    whole.as_object_mut().unwrap().extend(document.as_object().unwrap().clone());
    whole.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    let response = Response {
        status: 200,
        version: "HTTP/1.1".into(),
        headers: Vec::new(),
        body: whole.to_string().into_bytes(),
        cut_off: false,
    };
    fill(&asked, &read_document(&asked, &response).unwrap(), WANTED)
}

#[test]
fn a_token_endpoint_is_not_taken_silently_where_it_may_be_somebody_elses() {
    const ISSUER: &str = "https://login.example.com";
    for (endpoint, concern) in [
        (
            "https://login.evil.example/t",
            DiscoveryConcern::EndpointOnOtherHost {
                host: "login.evil.example".into(),
                issuer_host: "login.example.com".into(),
            },
        ),
        (
            "https://login.example.com:8443/t",
            DiscoveryConcern::EndpointOnOtherHost {
                host: "login.example.com:8443".into(),
                issuer_host: "login.example.com".into(),
            },
        ),
        ("https://127.0.0.1:4443/t", DiscoveryConcern::EndpointPrivate { host: "127.0.0.1:4443".into() }),
        ("https://169.254.169.254/t", DiscoveryConcern::EndpointPrivate { host: "169.254.169.254".into() }),
        ("https://[::ffff:10.0.0.1]/t", DiscoveryConcern::EndpointPrivate { host: "[::ffff:a00:1]".into() }),
    ] {
        let (filling, concerns) = filled(ISSUER, json!({"token_endpoint": endpoint}));
        assert_eq!((filling.token_endpoint.as_deref(), filling.confirm_endpoint), (Some(endpoint), true));
        assert_eq!(concerns, [concern]);
    }
    for (endpoint, why) in [
        ("http://login.example.com/t", EndpointRefusal::NotEncrypted),
        ("http://127.0.0.1/t", EndpointRefusal::NotEncrypted),
        ("javascript:alert(1)", EndpointRefusal::NotAUrl),
        ("file:///etc/passwd", EndpointRefusal::NotAUrl),
        ("/t", EndpointRefusal::NotAUrl),
        ("https://a:b@login.example.com/t", EndpointRefusal::HasCredentials),
        ("https://login.example.com/t#f", EndpointRefusal::HasFragment),
    ] {
        let (filling, concerns) = filled(ISSUER, json!({"token_endpoint": endpoint}));
        assert_eq!((filling.token_endpoint, filling.confirm_endpoint), (None, false));
        assert_eq!(concerns, [DiscoveryConcern::EndpointRefused { endpoint: endpoint.into(), why }]);
    }
    let (filling, concerns) = filled(ISSUER, json!({}));
    assert_eq!((filling.token_endpoint, concerns), (None, vec![DiscoveryConcern::EndpointMissing]));
}

#[test]
fn what_the_server_does_not_offer_is_said() {
    let said = |document: Value| {
        let mut whole = json!({"token_endpoint": "https://login.example.com/t"});
        whole.as_object_mut().unwrap().extend(document.as_object().unwrap().clone());
        let (filling, concerns) = filled("https://login.example.com", whole);
        assert_eq!(concerns.len(), 1, "{concerns:?}");
        (filling.algorithm, concerns.into_iter().next().unwrap())
    };
    let offered = vec!["client_secret_basic".to_owned()];
    let document = json!({"token_endpoint_auth_methods_supported": offered});
    assert_eq!(said(document), (None, DiscoveryConcern::NoPrivateKeyJwt { offered }));
    let document = json!({"token_endpoint_auth_methods_supported": null});
    assert_eq!(said(document), (None, DiscoveryConcern::MethodsUnsaid));
    let offered = vec!["authorization_code".to_owned()];
    let document = json!({"grant_types_supported": offered});
    assert_eq!(
        said(document),
        (None, DiscoveryConcern::GrantNotOffered { grant: "client_credentials".into(), offered })
    );
    // The key can sign with one of these, or with none.
    for (offered, expected) in
        [(["ES256", "PS256"], Some(SigningAlgorithm::Ps256)), (["ES256", "EdDSA"], None)]
    {
        let offered = offered.map(str::to_owned).to_vec();
        let document = json!({"token_endpoint_auth_signing_alg_values_supported": offered});
        let algorithm = SigningAlgorithm::Rs256;
        assert_eq!(said(document), (expected, DiscoveryConcern::AlgorithmNotOffered { algorithm, offered }));
    }
    for wrong in
        [json!({"grant_types_supported": "client_credentials"}), json!({"grant_types_supported": [1]})]
    {
        let members = vec!["grant_types_supported".to_owned()];
        assert_eq!(said(wrong), (None, DiscoveryConcern::WrongType { members }));
    }
}
