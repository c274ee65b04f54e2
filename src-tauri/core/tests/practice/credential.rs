//! A practice credential's way from its form through the running server to the findings. It can go nowhere else.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use countersign_core::account_manager::Wording;
use countersign_core::diagnosis::Verdict;
use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::diagnosis::{CheckOutcome, Finding, ServerCheck, Severity};
use countersign_core::http::{Connection, ProxySettings, Timeouts};
use countersign_core::moment::{Clock as _, Moment};
use countersign_core::practice::{
    ApiClientForm, Faults, Gateway, Limits, MomentSource, PracticeAccountManager, PracticeServer,
    PracticeSettings, read_api_client,
};
use countersign_core::prepare::{prepare, preview};
use countersign_core::token_exchange::ExchangeShown;
use countersign_core::token_exchange::send;
use countersign_core::token_request::{Destination, RequestForm};
use tokio_util::sync::CancellationToken;

use crate::attempt::{certificate, manager};
use crate::common::{CLIENT_ID, TestClock, key_pair, moment, proxy_for_all};

/// Moments of a clock that the test controls.
pub(crate) struct Moments(pub(crate) TestClock);

impl MomentSource for Moments {
    fn moment(&self) -> Moment {
        Moment { now: self.0.now(), jti: uuid::Uuid::new_v4().to_string() }
    }
}

/// A server at any port, with an API client that has the certificate.
pub(crate) async fn start(limits: Limits) -> (PracticeServer, Arc<Mutex<PracticeAccountManager>>) {
    let mut manager = manager();
    let form = ApiClientForm { public_key: certificate(), ..ApiClientForm::default() };
    manager.save_api_client(read_api_client(CLIENT_ID.into(), form, None).unwrap());
    let manager = Arc::new(Mutex::new(manager));
    let moments = Arc::new(Moments(TestClock(Instant::now())));
    let server = PracticeServer::start_at(0, manager.clone(), moments, limits).await.unwrap();
    (server, manager)
}

pub(crate) fn form() -> RequestForm {
    RequestForm {
        api_key: CLIENT_ID.into(),
        destination: Destination::Practice { running: None },
        ..RequestForm::default()
    }
}

pub(crate) async fn ask(server: &PracticeServer, form: RequestForm) -> ExchangeShown {
    ask_within(server, form, 60).await
}

async fn ask_within(server: &PracticeServer, form: RequestForm, total: u32) -> ExchangeShown {
    let form = form.with_practice(Some(server.address().clone()));
    let mut at = moment();
    at.jti = uuid::Uuid::new_v4().to_string();
    let (request, _) = prepare(&form, &key_pair(), &at, &Confirmed::warnings()).unwrap();
    let timeouts = Timeouts { connect: total, total };
    // A proxy that nobody runs: what is for this computer never goes to one.
    let proxies = proxy_for_all("http://proxy.invalid:1");
    let connection = Connection::to(request.url(), timeouts, &proxies);
    send(connection, request, &TestClock(Instant::now()), &CancellationToken::new()).await.unwrap().shown()
}

#[tokio::test]
async fn a_practice_credential_gets_a_token_that_says_practice() {
    let (server, _) = start(Limits::default()).await;
    let shown = ask(&server, form()).await;
    assert_eq!(shown.verdict, Verdict::TokenReceived, "{:?}", shown.findings);
    assert!(shown.token.unwrap().decoded.unwrap().practice);
    assert_eq!(shown.sent.url, server.address().token_endpoint());
}

#[tokio::test]
async fn while_practice_is_off_nothing_is_sent_and_the_person_is_told_so() {
    let off = form().with_practice(None);
    let shown = preview(&off, &key_pair(), &moment(), &ProxySettings::default());
    let errors: Vec<_> = shown.findings.iter().filter(|found| found.severity == Severity::Error).collect();
    assert_eq!(errors.iter().map(|found| &found.finding).collect::<Vec<_>>(), [&Finding::PracticeIsOff]);
    let refused = prepare(&off, &key_pair(), &moment(), &Confirmed::warnings()).unwrap_err();
    assert_eq!(refused[0].finding, Finding::PracticeIsOff);
}

#[test]
fn the_page_cannot_set_the_address_of_practice() {
    let said = r#"{"kind":"practice","running":"203.0.113.7:80","token_endpoint":"https://else.example"}"#;
    let read: Destination = serde_json::from_str(said).unwrap();
    assert_eq!(read, Destination::Practice { running: None });
    assert_eq!(serde_json::to_string(&read).unwrap(), r#"{"kind":"practice"}"#);
}

#[test]
fn an_address_of_another_computer_is_not_accepted_for_practice() {
    for address in ["203.0.113.7:4443", "0.0.0.0:4443", "192.168.1.7:4443", "[::]:4443"] {
        assert!(countersign_core::account_manager::PracticeAddress::new(address.parse().unwrap()).is_none());
    }
}

#[test]
fn switching_practice_on_changes_no_other_destination() {
    let address = crate::attempt::address();
    let real = RequestForm::default();
    assert_eq!(real.clone().with_practice(Some(address.clone())), real);
    let other = crate::common::form_for("https://server.example/token");
    assert_eq!(other.clone().with_practice(Some(address)), other);
}

fn codes(shown: &ExchangeShown) -> Vec<String> {
    let code =
        |finding: &Finding| serde_json::to_value(finding).unwrap()["code"].as_str().unwrap().to_owned();
    shown.findings.iter().map(|shown| code(&shown.finding)).collect()
}

#[tokio::test]
async fn each_gateway_leads_to_its_own_diagnosis() {
    let limits = Limits { late: Duration::from_secs(4), ..Limits::default() };
    let (server, manager) = start(limits).await;
    for (gateway, expected) in [
        (Gateway::RetiredPath, &["not_a_token_endpoint", "intermediary"][..]),
        (Gateway::TooManyRequests, &["too_many_requests"]),
        (Gateway::Unavailable, &["server_error"]),
        (Gateway::Html, &["maintenance"]),
        (Gateway::Redirect, &["redirect"]),
        (Gateway::Slow, &["answer_timeout"]),
        (Gateway::Cut, &["connection_cut"]),
    ] {
        let faults = Faults { gateway, ..Faults::default() };
        manager.lock().unwrap().set_settings(PracticeSettings { faults, ..PracticeSettings::default() });
        let total = if gateway == Gateway::Slow { 2 } else { 60 };
        let shown = ask_within(&server, form(), total).await;
        assert_eq!(codes(&shown), expected, "{gateway:?}");
        assert!(shown.token.is_none());
    }
}

#[tokio::test]
async fn half_a_response_arrives_as_half_of_it() {
    let (server, manager) = start(Limits::default()).await;
    let faults = Faults { gateway: Gateway::Cut, ..Faults::default() };
    manager.lock().unwrap().set_settings(PracticeSettings { faults, ..PracticeSettings::default() });
    for _ in 0..20 {
        let shown = ask(&server, form()).await;
        let response = shown.response.expect("its head arrived");
        let length = response.headers.iter().find(|header| header.name == "content-length").unwrap();
        let length: u32 = length.value.parse().unwrap();
        assert_eq!(response.body.bytes, length / 2);
        let Finding::ConnectionCut { received_bytes } = shown.findings[0].finding else {
            panic!("{:?}", shown.findings)
        };
        assert_eq!(received_bytes, length / 2);
    }
}

#[tokio::test]
async fn each_fault_leads_to_its_cause_in_the_words_of_both_engines() {
    let (server, manager) = start(Limits::default()).await;
    let healthy = Faults::default;
    for (faults, in_2021, of_2026) in [
        (
            Faults { another_certificate: true, ..healthy() },
            &["jwt_not_accepted"][..],
            &["signature_not_accepted"][..],
        ),
        // The older engine says the same of both.
        (Faults { stray_characters: true, ..healthy() }, &["jwt_not_accepted"], &["public_key_not_readable"]),
        // Here the newer engine says the same about unknown clients, inactive clients and clients with another
        // method.
        (
            Faults { other_auth_method: true, ..healthy() },
            &["auth_method_not_accepted"],
            &["client_unknown_or_inactive", "auth_method_not_accepted"],
        ),
        (
            Faults { inactive: true, ..healthy() },
            &["client_unknown_or_inactive"],
            &["client_unknown_or_inactive", "auth_method_not_accepted"],
        ),
        (
            Faults { strict_audience: true, ..healthy() },
            &["audience_not_accepted"],
            &["audience_not_accepted"],
        ),
        (Faults { scope_not_allowed: true, ..healthy() }, &["invalid_scope"], &["invalid_scope"]),
        (Faults { clock_minutes: 10, ..healthy() }, &["clocks_differ"], &["clocks_differ"]),
        // The older engine says the same of a wrong certificate.
        (
            Faults { clock_minutes: -10, ..healthy() },
            &["clocks_differ", "jwt_not_accepted"],
            &["clocks_differ"],
        ),
        // The older engine tolerates five minutes; that the clocks differ is noted beside the token.
        (Faults { clock_minutes: 2, ..healthy() }, &["clocks_differ"], &["clocks_differ"]),
        (Faults { clock_minutes: -2, ..healthy() }, &["clocks_differ"], &["clocks_differ"]),
    ] {
        for (wording, expected) in [(Wording::AsIn2021, in_2021), (Wording::AsOf2026, of_2026)] {
            let settings = PracticeSettings { wording, faults: faults.clone() };
            manager.lock().unwrap().set_settings(settings);
            let shown = ask(&server, form()).await;
            assert_eq!(codes(&shown), expected, "{faults:?}, {wording:?}");
            let is_tolerated = faults.clock_minutes.abs() == 2 && wording == Wording::AsIn2021;
            assert_eq!(shown.token.is_some(), is_tolerated, "{faults:?}, {wording:?}");
            let worst = shown.findings.iter().map(|shown| shown.severity).max();
            let expected = if is_tolerated { Severity::Note } else { Severity::Error };
            assert_eq!(worst, Some(expected), "{faults:?}, {wording:?}");
        }
    }
}

#[tokio::test]
async fn a_refused_audience_proves_what_was_checked_before_it_and_nothing_else() {
    use CheckOutcome::{NotReached, Passed, Stopped};
    use ServerCheck::{ApiClient, Audience, AuthMethod, ClientType, Signature, Times};
    let (server, manager) = start(Limits::default()).await;
    let faults = Faults { strict_audience: true, ..Faults::default() };
    let settings = PracticeSettings { wording: Wording::AsOf2026, faults };
    manager.lock().unwrap().set_settings(settings);
    let diagnosis = ask(&server, form()).await.diagnosis.unwrap();
    let checks: Vec<_> = diagnosis.checks.iter().map(|shown| (shown.check, shown.outcome)).collect();
    assert_eq!(
        checks,
        [
            (ApiClient, Passed),
            (AuthMethod, Passed),
            (Signature, Passed),
            (Audience, Stopped),
            (Times, NotReached),
            (ClientType, NotReached),
        ]
    );
}

#[tokio::test]
async fn a_client_without_a_certificate_is_told_so_in_the_words_of_both_engines() {
    let (server, manager) = start(Limits::default()).await;
    for wording in [Wording::AsIn2021, Wording::AsOf2026] {
        let client = read_api_client(CLIENT_ID.into(), ApiClientForm::default(), None).unwrap();
        let settings = PracticeSettings { wording, ..PracticeSettings::default() };
        manager.lock().unwrap().save_api_client(client);
        manager.lock().unwrap().set_settings(settings);
        assert_eq!(codes(&ask(&server, form()).await), ["public_key_not_readable"], "{wording:?}");
    }
}
