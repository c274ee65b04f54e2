//! The way of a request, measured with real servers on this computer: which stages it has, where it ended and why.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; it has a clock"
)]

mod common;

use std::time::{Duration, Instant};

use common::{TIMEOUTS, exchange_through, http, proxy_for_all, request_to, serve_once};
use countersign_core::history::without_secrets;
use countersign_core::http::{Connection, ProxySettings, Timeouts};
use countersign_core::token_exchange::StageMark::{Done, NotReached, Odd};
use countersign_core::token_exchange::StageName::{
    Connection as ToServer, Name, Proxy, Server, ThisComputer, Tls, Token,
};
use countersign_core::token_exchange::{ExchangeShown, Stage, StageEnd, StageMark, StageName, send};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

const TOKEN: &[u8] = br#"{"access_token":"opaque-access-token","token_type":"Bearer"}"#;
const REFUSAL: &[u8] = br#"{"error":"invalid_client","error_description":"JWT has expired"}"#;

async fn shown_from(url: &str, timeouts: Timeouts) -> ExchangeShown {
    exchange_through(&ProxySettings::default(), url, timeouts).await.shown()
}

/// The name of each stage with its mark: `done`, `odd`, `not_reached`, or why the request ended there.
fn marks(shown: &ExchangeShown) -> Vec<(StageName, StageMark)> {
    shown.way.iter().map(|stage| (stage.name, stage.mark)).collect()
}

fn stage(shown: &ExchangeShown, name: StageName) -> &Stage {
    shown.way.iter().find(|stage| stage.name == name).unwrap()
}

fn ended(by: StageEnd) -> StageMark {
    StageMark::Ended { by }
}

/// A server for one connection that answers after a moment.
async fn answering(answer: Vec<u8>) -> std::net::SocketAddr {
    let (address, _) = serve_once(async move |mut stream| {
        tokio::time::sleep(Duration::from_millis(30)).await;
        stream.write_all(&answer).await.unwrap();
    })
    .await;
    address
}

#[tokio::test]
async fn a_token_has_passed_every_stage_and_each_has_its_time() {
    let address = answering(http("200 OK", &[], TOKEN)).await;
    let shown = shown_from(&format!("http://localhost:{}/token", address.port()), TIMEOUTS).await;
    let all = [(ThisComputer, Done), (Name, Done), (ToServer, Done), (Server, Done), (Token, Done)];
    assert_eq!(marks(&shown), all);
    for name in [Name, ToServer, Server] {
        assert!(stage(&shown, name).milliseconds.unwrap() <= shown.duration_ms, "{:?}", shown.way);
    }
    assert!(stage(&shown, Server).milliseconds.unwrap() >= 30, "{:?}", shown.way);
    let stored = without_secrets(&shown).unwrap();
    assert_eq!(stored.way, shown.way, "the history has it, too");

    let odd = answering(http("200 OK", &[], br#"{"access_token":"opaque","token_type":"MAC"}"#)).await;
    let shown = shown_from(&format!("http://{odd}/token"), TIMEOUTS).await;
    let without_name = [(ThisComputer, Done), (ToServer, Done), (Server, Done), (Token, Odd)];
    assert_eq!(marks(&shown), without_name, "an address needs no lookup");
}

#[tokio::test]
async fn a_refusal_ends_at_the_server() {
    for (answer, by) in [
        (http("401 Unauthorized", &[], REFUSAL), StageEnd::Refused),
        (http("503 Service Unavailable", &[], b""), StageEnd::NoToken),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{".to_vec(), StageEnd::CutOff),
        (b"SSH-2.0-OpenSSH_9.6\r\n".to_vec(), StageEnd::Failed),
    ] {
        let address = answering(answer).await;
        let shown = shown_from(&format!("http://{address}/token"), TIMEOUTS).await;
        let expected = [(ThisComputer, Done), (ToServer, Done), (Server, ended(by)), (Token, NotReached)];
        assert_eq!(marks(&shown), expected);
    }
}

#[tokio::test]
async fn a_name_or_address_that_nobody_has_ends_before_the_server() {
    let shown = shown_from("https://server.invalid/token", TIMEOUTS).await;
    let unknown = [
        (ThisComputer, Done),
        (Name, ended(StageEnd::NotFound)),
        (ToServer, NotReached),
        (Tls, NotReached),
        (Server, NotReached),
        (Token, NotReached),
    ];
    assert_eq!(marks(&shown), unknown);

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let shown = shown_from(&format!("http://localhost:{port}/token"), TIMEOUTS).await;
    let refused = [
        (ThisComputer, Done),
        (Name, Done),
        (ToServer, ended(StageEnd::Refused)),
        (Server, NotReached),
        (Token, NotReached),
    ];
    assert_eq!(marks(&shown), refused);
}

#[tokio::test]
async fn a_server_that_is_silent_ends_the_stage_that_waits_for_it() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let within = Timeouts { connect: 1, total: 2 };
    let at_tls = shown_from(&format!("https://{address}/token"), within).await;
    let expected = [
        (ThisComputer, Done),
        (ToServer, Done),
        (Tls, ended(StageEnd::TimedOut)),
        (Server, NotReached),
        (Token, NotReached),
    ];
    assert_eq!(marks(&at_tls), expected, "the connection stood; the handshake did not come");
    let at_server = shown_from(&format!("http://{address}/token"), within).await;
    assert_eq!(stage(&at_server, Server).mark, ended(StageEnd::TimedOut));
}

/// A TLS server for one connection, with a certificate for `localhost` from an authority called "Example Trust".
/// Returns its port and the authority.
async fn tls_server(version: &'static rustls::SupportedProtocolVersion) -> (u16, rcgen::Certificate) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::OrganizationName, "Example Trust");
    params.distinguished_name.push(DnType::CommonName, "Example Trust CA 1");
    let authority = params.self_signed(&key).unwrap();
    let issuer = Issuer::new(params, key);
    let key = KeyPair::generate().unwrap();
    let own = CertificateParams::new(vec!["localhost".to_owned()]).unwrap().signed_by(&key, &issuer).unwrap();
    let provider = std::sync::Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[version])
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![own.der().clone()], PrivateKeyDer::try_from(key.serialize_der()).unwrap())
        .unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        use std::io::{Read as _, Write as _};
        let (mut stream, _) = listener.accept().unwrap();
        let mut tls = rustls::ServerConnection::new(std::sync::Arc::new(config)).unwrap();
        let mut secured = rustls::Stream::new(&mut tls, &mut stream);
        let mut request = Vec::new();
        while !String::from_utf8_lossy(&request).contains("client_assertion=") {
            let mut chunk = [0; 4096];
            // A client that does not trust the certificate hangs up.
            let Ok(read @ 1..) = secured.read(&mut chunk) else { return };
            request.extend_from_slice(&chunk[..read]);
        }
        secured.write_all(&http("200 OK", &[], TOKEN)).unwrap();
        secured.flush().unwrap();
    });
    (port, authority)
}

async fn over_tls(port: u16, trusted: Option<&rcgen::Certificate>) -> ExchangeShown {
    let request = request_to(&format!("https://localhost:{port}/token"));
    let mut connection = Connection::to(request.url(), TIMEOUTS, &ProxySettings::default());
    if let Some(authority) = trusted {
        connection = connection.trusting(authority.der());
    }
    let clock = common::TestClock(Instant::now());
    send(connection, request, &clock, &CancellationToken::new()).await.unwrap().shown()
}

#[tokio::test]
async fn tls_has_its_version_and_who_issued_the_certificate() {
    for (version, number) in [(&rustls::version::TLS13, "1.3"), (&rustls::version::TLS12, "1.2")] {
        let (port, authority) = tls_server(version).await;
        let shown = over_tls(port, Some(&authority)).await;
        assert_eq!(stage(&shown, Token).mark, Done, "{shown:?}");
        let tls = stage(&shown, Tls);
        assert_eq!((tls.mark, tls.tls_version.as_deref()), (Done, Some(number)));
        assert_eq!(tls.issuer.as_deref(), Some("Example Trust"));
    }
}

#[tokio::test]
async fn a_certificate_that_is_not_trusted_ends_at_tls_and_its_issuer_is_known() {
    let (port, _) = tls_server(&rustls::version::TLS13).await;
    let shown = over_tls(port, None).await;
    let expected = [
        (ThisComputer, Done),
        (Name, Done),
        (ToServer, Done),
        (Tls, ended(StageEnd::BadCertificate)),
        (Server, NotReached),
        (Token, NotReached),
    ];
    assert_eq!(marks(&shown), expected);
    let tls = stage(&shown, Tls);
    assert_eq!((tls.issuer.as_deref(), &tls.tls_version), (Some("Example Trust"), &None));
}

/// A proxy for one connection: reads the first message, and sends these bytes.
async fn proxy_that_says(reply: &'static [u8]) -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        drop(stream.read(&mut [0; 4096]).await);
        drop(stream.write_all(reply).await);
        drop(stream.shutdown().await);
        // A reset must not overtake the answer.
        drop(stream.read_to_end(&mut Vec::new()).await);
    });
    address
}

async fn through(proxy: &str, url: &str) -> ExchangeShown {
    exchange_through(&proxy_for_all(proxy), url, TIMEOUTS).await.shown()
}

#[tokio::test]
async fn behind_a_proxy_only_what_can_be_seen_from_here_is_a_stage() {
    let expected = |proxy, tls, server| {
        [(ThisComputer, Done), (Proxy, proxy), (Tls, tls), (Server, server), (Token, NotReached)]
    };
    let https = "https://server.example/token";

    let address = proxy_that_says(b"HTTP/1.1 503 Service Unavailable\r\n\r\n").await;
    let refusing = through(&format!("http://{address}"), https).await;
    assert_eq!(marks(&refusing), expected(ended(StageEnd::Failed), NotReached, NotReached));
    let address = proxy_that_says(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n").await;
    let locked = through(&format!("http://{address}"), https).await;
    assert_eq!(marks(&locked), expected(ended(StageEnd::Refused), NotReached, NotReached));
    let unknown = through("http://proxy.invalid:8080", https).await;
    assert_eq!(marks(&unknown), expected(ended(StageEnd::Failed), NotReached, NotReached));
    // The tunnel stands, and then nobody speaks TLS in it.
    let address = proxy_that_says(b"HTTP/1.1 200 OK\r\n\r\n").await;
    let cut = through(&format!("http://{address}"), https).await;
    assert_eq!(stage(&cut, Proxy).mark, Done, "{:?}", cut.way);
    assert!(matches!(stage(&cut, Tls).mark, StageMark::Ended { .. }), "{:?}", cut.way);

    let address =
        proxy_that_says(b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n").await;
    let plain = through(&format!("http://{address}"), "http://server.example/token").await;
    let without_tls =
        [(ThisComputer, Done), (Proxy, ended(StageEnd::Refused)), (Server, NotReached), (Token, NotReached)];
    assert_eq!(marks(&plain), without_tls);
}

#[tokio::test]
async fn the_clocks_are_shown_when_the_answer_is_about_time() {
    // Five minutes and 31 seconds after the assertion's end.
    let date = "date: Mon, 23 Nov 2026 14:46:31 GMT";
    let address = answering(http("401 Unauthorized", &[date], REFUSAL)).await;
    let shown = shown_from(&format!("http://{address}/token"), TIMEOUTS).await;
    let clocks = shown.clocks.unwrap();
    assert_eq!(clocks.issued_at, Some(common::NOW.seconds()));
    assert_eq!(clocks.server.0 - clocks.expires_at.unwrap().0, 331);
    assert!((clocks.here.0 - common::NOW.0).abs() < 2_000, "{clocks:?}");
    assert!((500..1500).contains(&clocks.uncertainty), "{clocks:?}");
}
