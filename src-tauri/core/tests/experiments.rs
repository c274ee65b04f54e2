//! Experiments with the practice Account Manager: for each of its faults, in the words of both engines, which requests
//! are sent to find the cause, and which cause is found.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; it has a clock"
)]

mod common;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use common::{CLIENT_ID, TIMEOUTS, TestClock, form_for, http, key_pair, moment, serve_once};
use countersign_core::account_manager::{AUDIENCE, Wording, certificate_text};
use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::diagnosis::{Certainty, Evidence, EvidenceShown, Finding};
use countersign_core::discovery::{Discovered, Issuer, Wanted, discover_at_once};
use countersign_core::experiments::{
    CauseFound, ExperimentOutcome, MOST_EXPERIMENTS, Progress, Refused, SearchEnd, Surroundings, find_cause,
    plan,
};
use countersign_core::http::{Connection, ProxySettings, Timeouts};
use countersign_core::moment::{Clock as _, Moment};
use countersign_core::practice::{
    ApiClientForm, Faults, Limits, MomentSource, PracticeAccountManager, PracticeServer, PracticeSettings,
    SigningKey, read_api_client,
};
use countersign_core::prepare::prepare;
use countersign_core::token_exchange::{TokenExchange, send};
use countersign_core::token_request::{
    AuthMethod, ClaimEdit, ClientSecrets, Destination, Disclosure, Proofs, RequestForm, SecretPlacement,
    TokenRequest, Variation,
};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

const PASSWORD: &str = "p+ss:w%rd & more";
/// A secret without warnings, which nobody would have confirmed for a request that has none.
const PLAIN: &str = "plain-client-secret";

struct Moments(TestClock);

impl MomentSource for Moments {
    fn moment(&self) -> Moment {
        Moment { now: self.0.now(), jti: uuid::Uuid::new_v4().to_string() }
    }
}

/// Where a search takes place: a clock of the test's, no waiting, and a list of the URLs that were sent to.
struct Place {
    clock: TestClock,
    sent_to: Mutex<Vec<String>>,
    /// How often what a server publishes was read.
    looked_up: AtomicUsize,
    /// Cancelled by the test once so many requests were sent.
    cancel_after: Option<(usize, CancellationToken)>,
}

impl Place {
    fn new() -> Self {
        Self {
            clock: TestClock(Instant::now()),
            sent_to: Mutex::default(),
            looked_up: AtomicUsize::new(0),
            cancel_after: None,
        }
    }
}

impl Surroundings for Place {
    fn moment(&self) -> Moment {
        Moment { now: self.clock.now(), jti: uuid::Uuid::new_v4().to_string() }
    }

    async fn look_up(&self, issuer: &Issuer, wanted: Wanted<'_>) -> Option<Discovered> {
        let connection_to = |url: &_| Connection::to(url, TIMEOUTS, &ProxySettings::default());
        self.looked_up.fetch_add(1, Ordering::Relaxed);
        discover_at_once(issuer, wanted, connection_to, &TestClock(Instant::now()), &CancellationToken::new())
            .await
    }

    async fn send(&self, request: TokenRequest, timeouts: Timeouts) -> Option<TokenExchange> {
        self.sent_to.lock().unwrap().push(request.url().to_string());
        sent(request, timeouts).await
    }

    async fn pause(&self) {}

    fn progressed(&self, progress: Progress<'_>) {
        if let (Progress::Sent { .. }, Some((after, token))) = (progress, &self.cancel_after)
            && self.sent_to.lock().unwrap().len() >= *after
        {
            token.cancel();
        }
    }
}

async fn sent(request: TokenRequest, timeouts: Timeouts) -> Option<TokenExchange> {
    let connection = Connection::to(request.url(), timeouts, &ProxySettings::default());
    send(connection, request, &TestClock(Instant::now()), &CancellationToken::new()).await
}

/// A practice server with one API client.
struct Practice {
    server: PracticeServer,
    manager: Arc<Mutex<PracticeAccountManager>>,
}

impl Practice {
    async fn start(client: ApiClientForm) -> Self {
        let mut manager = PracticeAccountManager::new(Arc::new(SigningKey::make().unwrap()));
        manager.save_api_client(read_api_client(CLIENT_ID.into(), client, None).unwrap());
        let manager = Arc::new(Mutex::new(manager));
        let moments = Arc::new(Moments(TestClock(Instant::now())));
        let server = PracticeServer::start_at(0, manager.clone(), moments, Limits::default()).await.unwrap();
        Self { server, manager }
    }

    async fn healthy() -> Self {
        Self::start(client()).await
    }

    fn set(&self, wording: Wording, faults: Faults) {
        self.manager.lock().unwrap().set_settings(PracticeSettings { wording, faults });
    }

    fn form(&self) -> RequestForm {
        RequestForm {
            api_key: CLIENT_ID.into(),
            destination: Destination::Practice { running: Some(self.server.address().clone()) },
            ..RequestForm::default()
        }
    }
}

fn client() -> ApiClientForm {
    let certificate = certificate_text(key_pair().certificate().unwrap()).unwrap();
    ApiClientForm { public_key: certificate, password: Some(PASSWORD.into()), ..ApiClientForm::default() }
}

/// What the client has besides its key pair.
fn secrets(client_secret: &str) -> ClientSecrets {
    ClientSecrets { client_secret: Some(client_secret.into()), access_key: None }
}

/// Sends the request of a form, which is refused, and looks for the cause.
async fn search(form: &RequestForm, secrets: &ClientSecrets, place: &Place) -> Option<CauseFound> {
    let (key_pair, confirmed) = (key_pair(), Confirmed::warnings());
    let proofs = Proofs { key_pair: &key_pair, secrets };
    let (request, _) = prepare(form, proofs, &place.moment(), &confirmed).unwrap();
    let exchange = sent(request, TIMEOUTS).await.unwrap();
    let refused = Refused { exchange: &exchange, form, proofs, confirmed: &confirmed };
    let planned = plan(&refused, &moment());
    let cancelled =
        place.cancel_after.as_ref().map_or_else(CancellationToken::new, |(_, token)| token.clone());
    let found = find_cause(&refused, place, &cancelled).await;
    if let Some(found) = &found {
        let most = planned.map_or(0, |plan| plan.most);
        assert!(found.experiments.len() <= most as usize, "{} of {most}", found.experiments.len());
        assert!(found.experiments.len() <= MOST_EXPERIMENTS);
    }
    let there = exchange.request.url().to_string();
    assert!(place.sent_to.lock().unwrap().iter().all(|url| *url == there), "nothing goes anywhere else");
    found
}

async fn found(form: &RequestForm) -> CauseFound {
    search(form, &ClientSecrets::default(), &Place::new()).await.unwrap()
}

fn codes(found: &CauseFound) -> Vec<String> {
    let code =
        |finding: &Finding| serde_json::to_value(finding).unwrap()["code"].as_str().unwrap().to_owned();
    found.findings.iter().map(|shown| code(&shown.finding)).collect()
}

fn changes(found: &CauseFound) -> Vec<String> {
    let change = |variation: &Variation| {
        serde_json::to_value(variation).unwrap()["change"].as_str().unwrap().to_owned()
    };
    found.experiments.iter().map(|experiment| change(&experiment.variation)).collect()
}

#[tokio::test]
async fn each_fault_of_practice_is_looked_for_with_the_experiments_that_tell() {
    let practice = Practice::healthy().await;
    let healthy = Faults::default;
    // The fault; for each engine: what is changed, the end, and what is left.
    type Expected = (&'static [&'static str], SearchEnd, &'static [&'static str]);
    let cases: [(Faults, Expected, Expected); 7] = [
        (
            Faults { another_certificate: true, ..healthy() },
            (&[], SearchEnd::OneLeft, &["jwt_not_accepted"]),
            (&[], SearchEnd::OneLeft, &["signature_not_accepted"]),
        ),
        (
            Faults { stray_characters: true, ..healthy() },
            (&[], SearchEnd::OneLeft, &["jwt_not_accepted"]),
            (&[], SearchEnd::OneLeft, &["public_key_not_readable"]),
        ),
        (
            Faults { inactive: true, ..healthy() },
            (&[], SearchEnd::OneLeft, &["client_unknown_or_inactive"]),
            (&["without_proof"], SearchEnd::OneLeft, &["client_unknown_or_inactive"]),
        ),
        (
            Faults { other_auth_method: true, ..healthy() },
            (&[], SearchEnd::OneLeft, &["auth_method_not_accepted"]),
            (&["without_proof"], SearchEnd::OneLeft, &["auth_method_not_accepted"]),
        ),
        (
            Faults { strict_audience: true, ..healthy() },
            (&["audience"], SearchEnd::Token, &["audience_not_accepted"]),
            (&["audience"], SearchEnd::Token, &["audience_not_accepted"]),
        ),
        (
            Faults { clock_minutes: 10, ..healthy() },
            (&["clock"], SearchEnd::Token, &["clocks_differ"]),
            (&["clock"], SearchEnd::Token, &["clocks_differ"]),
        ),
        (
            Faults { clock_minutes: -10, ..healthy() },
            (&["clock"], SearchEnd::Token, &["clocks_differ"]),
            (&["clock"], SearchEnd::Token, &["clocks_differ"]),
        ),
    ];
    for (faults, in_2021, of_2026) in cases {
        for (wording, expected) in [(Wording::AsIn2021, in_2021), (Wording::AsOf2026, of_2026)] {
            practice.set(wording, faults.clone());
            let found = found(&practice.form()).await;
            let what = format!("{faults:?}, {wording:?}: {found:#?}");
            assert_eq!(changes(&found), expected.0, "{what}");
            assert_eq!(found.end, expected.1, "{what}");
            assert_eq!(codes(&found), expected.2, "{what}");
            let is_proven = found.findings[0].certainty == Certainty::Proven;
            if found.end == SearchEnd::Token {
                assert!(is_proven, "{what}");
            }
        }
    }
}

#[tokio::test]
async fn the_audience_that_the_server_accepts_is_named() {
    let practice = Practice::healthy().await;
    practice.set(Wording::AsOf2026, Faults { strict_audience: true, ..Faults::default() });
    let found = found(&practice.form()).await;
    let Finding::AudienceNotAccepted { audience, alternatives } = &found.findings[0].finding else {
        panic!("{found:?}")
    };
    let with_port = practice.server.address().token_endpoint();
    assert_eq!(audience.as_deref(), Some(with_port.as_str()));
    assert_eq!(alternatives, &["http://127.0.0.1/dwsso/oauth2/access_token"]);
}

#[tokio::test]
async fn of_several_scopes_the_one_that_is_not_allowed_is_found() {
    let allowed = ApiClientForm { allowed_scopes: "mail roles openid".into(), ..client() };
    let practice = Practice::start(allowed).await;
    for wording in [Wording::AsIn2021, Wording::AsOf2026] {
        practice.set(wording, Faults::default());
        let form = RequestForm { scopes: "mail roles sfcc.orders openid".into(), ..practice.form() };
        let found = found(&form).await;
        assert_eq!(found.end, SearchEnd::Token, "{wording:?} {found:#?}");
        let Finding::InvalidScope { named, corrected, .. } = &found.findings[0].finding else {
            panic!("{found:?}")
        };
        assert_eq!(named, &["sfcc.orders"], "{wording:?}");
        assert_eq!(corrected.as_deref(), Some("mail roles openid"));
    }
}

#[tokio::test]
async fn what_is_wrong_in_the_request_itself_is_proven_by_the_token_without_it() {
    let practice = Practice::healthy().await;
    let set = |name: &str, text: &str| ClaimEdit::Set { name: name.into(), text: text.into() };
    let long = RequestForm { lifetime_seconds: "7200".into(), ..practice.form() };
    let without_id =
        RequestForm { claims: vec![ClaimEdit::LeaveOut { name: "jti".into() }], ..practice.form() };
    let other_audience = RequestForm { claims: vec![set("aud", "https://else.example")], ..practice.form() };
    for (wording, form, change, code) in [
        (Wording::AsIn2021, &long, "lifetime", "jwt_lifetime_not_accepted"),
        (Wording::AsOf2026, &without_id, "plain_claim", "jwt_claim_missing"),
        (Wording::AsIn2021, &other_audience, "audience", "audience_not_accepted"),
        (Wording::AsOf2026, &other_audience, "audience", "audience_not_accepted"),
    ] {
        practice.set(wording, Faults::default());
        let found = found(form).await;
        assert_eq!(found.end, SearchEnd::Token, "{wording:?} {found:#?}");
        assert_eq!(changes(&found).last().unwrap(), change, "{wording:?} {found:#?}");
        assert_eq!(codes(&found), [code]);
    }
}

#[tokio::test]
async fn another_method_is_tried_only_if_its_secret_is_known() {
    use countersign_core::account_manager::TokenEndpointAuthMethod::ClientSecretPost;
    let set = ApiClientForm { auth_method: ClientSecretPost, password: Some(PLAIN.into()), ..client() };
    let practice = Practice::start(set).await;
    for wording in [Wording::AsIn2021, Wording::AsOf2026] {
        practice.set(wording, Faults::default());
        let unconfirmed = search(&practice.form(), &secrets("\"quoted\""), &Place::new()).await.unwrap();
        assert!(!changes(&unconfirmed).contains(&"method".to_owned()), "{wording:?} {unconfirmed:#?}");
        let found = search(&practice.form(), &secrets(PLAIN), &Place::new()).await.unwrap();
        assert_eq!(found.end, SearchEnd::Token, "{wording:?} {found:#?}");
        let used = &found.experiments.last().unwrap().variation;
        let expected =
            Variation::Method { method: AuthMethod::ClientSecret, placement: SecretPlacement::Body };
        assert_eq!(*used, expected, "{wording:?}");
        let without = search(&practice.form(), &ClientSecrets::default(), &Place::new()).await.unwrap();
        assert!(!changes(&without).contains(&"method".to_owned()), "{wording:?} {without:#?}");
        assert_eq!(codes(&without), ["auth_method_not_accepted"], "{wording:?} {without:#?}");
    }
}

#[tokio::test]
async fn a_secret_at_the_other_place_is_tried() {
    use countersign_core::account_manager::TokenEndpointAuthMethod::ClientSecretPost;
    let practice = Practice::start(ApiClientForm { auth_method: ClientSecretPost, ..client() }).await;
    let form = RequestForm { method: AuthMethod::ClientSecret, ..practice.form() };
    for wording in [Wording::AsIn2021, Wording::AsOf2026] {
        practice.set(wording, Faults::default());
        let found = search(&form, &secrets(PASSWORD), &Place::new()).await.unwrap();
        assert_eq!(found.end, SearchEnd::Token, "{wording:?} {found:#?}");
        let used = &found.experiments.last().unwrap().variation;
        assert_eq!(*used, Variation::Placement { placement: SecretPlacement::Body }, "{wording:?}");
    }
}

#[tokio::test]
async fn a_search_ends_when_it_is_cancelled() {
    // No change helps, so the search goes on as long as it may.
    let (address, _server) = refusing(|_| false).await;
    let place = Place { cancel_after: Some((2, CancellationToken::new())), ..Place::new() };
    let form = form_for(&format!("http://{address}/token"));
    let found = search(&form, &ClientSecrets::default(), &place).await.unwrap();
    assert_eq!((found.end, found.experiments.len()), (SearchEnd::Cancelled, 2));
}

/// A server of which nothing is known. It grants a token to requests that it `likes`, by their body, and refuses all
/// others in words that nobody knows.
async fn refusing(likes: fn(&str) -> bool) -> (std::net::SocketAddr, tokio::task::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let request = common::read_request(&mut stream).await;
            let request = String::from_utf8(request).unwrap();
            let answer = if likes(&request) {
                http("200 OK", &[], br#"{"access_token":"a","token_type":"Bearer"}"#)
            } else {
                let body = br#"{"error":"invalid_client","error_description":"Computer says no"}"#;
                http("401 Unauthorized", &[], body)
            };
            drop(stream.write_all(&answer).await);
            drop(stream.shutdown().await);
        }
    });
    (address, server)
}

fn claim(request: &str, part: usize, name: &str) -> Option<String> {
    use base64::Engine as _;
    let (_, rest) = request.split_once("client_assertion=")?;
    let part = rest.split(['&', '.']).nth(part)?;
    let json = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(part).ok()?;
    let json: serde_json::Value = serde_json::from_slice(&json).ok()?;
    json.get(name)?.as_str().map(str::to_owned)
}

#[tokio::test]
async fn of_an_unknown_server_a_change_that_gets_a_token_is_the_proof() {
    let type_matters: fn(&str) -> bool =
        |request| claim(request, 0, "typ").as_deref() == Some("client-authentication+jwt");
    let issuer_matters: fn(&str) -> bool =
        |request| claim(request, 1, "aud").is_some_and(|aud| !aud.contains("/token"));
    let secret: fn(&str) -> bool = |request| request.contains("client_secret=");
    for (likes, code) in [
        (type_matters, "jwt_type_not_accepted"),
        (issuer_matters, "audience_not_accepted"),
        (secret, "auth_method_not_accepted"),
    ] {
        let (address, _server) = refusing(likes).await;
        let form = form_for(&format!("http://{address}/token"));
        let found = search(&form, &secrets(PLAIN), &Place::new()).await.unwrap();
        assert_eq!(found.end, SearchEnd::Token, "{code}: {found:#?}");
        assert_eq!(codes(&found), [code]);
    }
}

#[tokio::test]
async fn never_more_than_six_requests_are_sent() {
    let (address, _server) = refusing(|_| false).await;
    let form = form_for(&format!("http://{address}/token"));
    let found = search(&form, &secrets(PASSWORD), &Place::new()).await.unwrap();
    // One request reads what it publishes.
    let looked_up = found.published.as_ref().unwrap().lookups.len();
    assert_eq!(found.experiments.len() + looked_up, MOST_EXPERIMENTS, "{found:#?}");
    let is_same = |outcome: &ExperimentOutcome| matches!(outcome, ExperimentOutcome::Same { .. });
    assert!(found.experiments.iter().all(|experiment| is_same(&experiment.outcome)));
}

#[tokio::test]
async fn what_is_no_refusal_of_a_token_endpoint_is_not_experimented_with() {
    for answer in [
        http("429 Too Many Requests", &[], br#"{"error":"rate_limit"}"#),
        http("503 Service Unavailable", &[], b"<html>later</html>"),
        http("200 OK", &[], br#"{"access_token":"a","token_type":"Bearer"}"#),
    ] {
        let (address, _server) = serve_once(async move |mut stream| {
            stream.write_all(&answer).await.unwrap();
            drop(stream.shutdown().await);
        })
        .await;
        let form = form_for(&format!("http://{address}/token"));
        let place = Place::new();
        assert_eq!(search(&form, &ClientSecrets::default(), &place).await, None);
        assert!(place.sent_to.lock().unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_variation_that_needs_another_confirmation_is_left_out() {
    let (address, _server) = refusing(|_| false).await;
    let endpoint = format!("http://{address}/dwsso/oauth2/access_token");
    // An assertion for Account Manager, on its way to somebody else: confirmed for exactly this audience.
    let destination = Destination::other(endpoint, AUDIENCE);
    let form = RequestForm { destination, ..form_for("") };
    let disclosure = Disclosure { recipient: format!("http://{address}"), audience: AUDIENCE.into() };
    let confirmed = Confirmed { warnings: true, disclosure: Some(disclosure) };
    let key_pair = key_pair();
    let proofs = Proofs::from(&key_pair);
    let (request, _) = prepare(&form, proofs, &moment(), &confirmed).unwrap();
    let exchange = sent(request, TIMEOUTS).await.unwrap();
    let planned = |confirmed: &Confirmed| {
        let refused = Refused { exchange: &exchange, form: &form, proofs, confirmed };
        plan(&refused, &moment()).map(|plan| plan.variations).unwrap_or_default()
    };
    let has_other_type =
        |all: &[Variation]| all.iter().any(|variation| matches!(variation, Variation::HeaderType { .. }));
    assert!(has_other_type(&planned(&confirmed)), "the same audience is confirmed");
    assert!(!has_other_type(&planned(&Confirmed::warnings())), "nothing is disclosed that is not confirmed");
}

/// A server that publishes this about itself, with its own address for `ISSUER`, and issues a token to `likes`.
async fn publishing(document: &'static str, likes: fn(&str) -> bool) -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let request = String::from_utf8(common::read_request(&mut stream).await).unwrap();
            let answer = if request.starts_with("GET /.well-known/openid-configuration ") {
                let document = document.replace("ISSUER", &format!("http://{address}"));
                http("200 OK", &["content-type: application/json"], document.as_bytes())
            } else if likes(&request) {
                http("200 OK", &[], br#"{"access_token":"a","token_type":"Bearer"}"#)
            } else {
                http("401 Unauthorized", &[], br#"{"error":"invalid_client"}"#)
            };
            drop(stream.write_all(&answer).await);
            drop(stream.shutdown().await);
        }
    });
    address
}

#[tokio::test]
async fn what_an_unknown_server_publishes_is_read_first_and_its_issuer_is_the_audience_to_try() {
    let document = r#"{"issuer":"ISSUER/","token_endpoint":"ISSUER/token",
        "token_endpoint_auth_methods_supported":["private_key_jwt"]}"#;
    let with_slash: fn(&str) -> bool =
        |request| claim(request, 1, "aud").is_some_and(|aud| aud.ends_with('/'));
    let address = publishing(document, with_slash).await;
    let form = form_for(&format!("http://{address}/token"));
    let place = Place::new();
    let found = search(&form, &ClientSecrets::default(), &place).await.unwrap();
    assert_eq!(place.looked_up.load(Ordering::Relaxed), 1);
    assert_eq!((found.end, changes(&found).len()), (SearchEnd::Token, 1), "{found:#?}");
    let Finding::AudienceNotAccepted { alternatives, .. } = &found.findings[0].finding else {
        panic!("{found:#?}")
    };
    assert_eq!(*alternatives, [format!("http://{address}/")]);
    assert!(found.findings[0].evidence.contains(&supports(Evidence::TokenOnceChanged)));
}

#[tokio::test]
async fn what_a_server_publishes_can_contradict_the_request() {
    let document = r#"{"issuer":"ISSUER","token_endpoint":"ISSUER/token",
        "token_endpoint_auth_methods_supported":["client_secret_basic"]}"#;
    let address = publishing(document, |_| false).await;
    let form = form_for(&format!("http://{address}/token"));
    let found = search(&form, &ClientSecrets::default(), &Place::new()).await.unwrap();
    let first = &found.findings[0];
    assert_eq!((&first.finding, first.certainty), (&Finding::AuthMethodNotAccepted, Certainty::Likely));
    assert!(first.evidence.contains(&supports(Evidence::ServerPublishes)), "{first:#?}");
    assert!(found.findings[1..].iter().all(|shown| shown.certainty != Certainty::Likely), "{found:#?}");
}

fn supports(evidence: Evidence) -> EvidenceShown {
    EvidenceShown { evidence, supports: true }
}
