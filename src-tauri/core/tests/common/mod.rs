//! What the tests of requests share: one key pair, one moment, a form for a server of ours.

#![allow(dead_code, unreachable_pub, reason = "each test binary uses a part of it")]

use std::net::SocketAddr;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use countersign_core::certificate::{CertificateOptions, make_self_signed};
use countersign_core::diagnosis::Finding;
use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::http::{Connection, ProxySettings, Timeouts};
use countersign_core::key::{RsaBits, make_rsa_key};
use countersign_core::key_pair::KeyPair;
use countersign_core::moment::{Clock, Moment, UnixMillis};
use countersign_core::prepare::prepare;
use countersign_core::token_exchange::ExchangeShown;
use countersign_core::token_exchange::{TokenExchange, send};
use countersign_core::token_request::TokenRequest;
use countersign_core::token_request::{Destination, RequestForm};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

pub const NOW: UnixMillis = UnixMillis(1_795_444_800_000);
pub const CLIENT_ID: &str = "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15";

static KEY_PAIR: LazyLock<KeyPair> = LazyLock::new(|| {
    let key = make_rsa_key(RsaBits::Rsa2048).unwrap();
    let certificate = make_self_signed(&key, &CertificateOptions::default(), NOW.seconds()).unwrap();
    KeyPair::generated(key, certificate)
});

pub fn key_pair() -> KeyPair {
    KEY_PAIR.clone()
}

pub fn moment() -> Moment {
    Moment { now: NOW, jti: "9b2f6a1e-0000-4000-8000-000000000001".into() }
}

pub fn form_for(token_endpoint: &str) -> RequestForm {
    RequestForm {
        api_key: CLIENT_ID.into(),
        destination: Destination::other(token_endpoint, ""),
        ..RequestForm::default()
    }
}

pub fn request_to(token_endpoint: &str) -> TokenRequest {
    request_of(&form_for(token_endpoint))
}

fn request_of(form: &RequestForm) -> TokenRequest {
    prepare(form, &key_pair(), &moment(), &Confirmed::warnings()).unwrap().0
}

/// Real time passing, counted from a moment that the test knows.
pub struct TestClock(pub Instant);

impl Clock for TestClock {
    fn now(&self) -> UnixMillis {
        UnixMillis(NOW.0 + i64::try_from(self.0.elapsed().as_millis()).unwrap())
    }

    fn steady(&self) -> Duration {
        self.0.elapsed()
    }
}

pub const TIMEOUTS: Timeouts = Timeouts { connect: 5, total: 10 };

pub async fn exchange_within(token_endpoint: &str, timeouts: Timeouts) -> TokenExchange {
    exchange_through(&ProxySettings::default(), token_endpoint, timeouts).await
}

pub async fn exchange_through(proxies: &ProxySettings, url: &str, timeouts: Timeouts) -> TokenExchange {
    exchange_by(proxies, request_to(url), timeouts).await
}

async fn exchange_by(proxies: &ProxySettings, request: TokenRequest, timeouts: Timeouts) -> TokenExchange {
    let connection = Connection::to(request.url(), timeouts, proxies);
    let clock = TestClock(Instant::now());
    send(connection, request, &clock, &CancellationToken::new()).await.unwrap()
}

/// Settings with this proxy for everything.
pub fn proxy_for_all(url: &str) -> ProxySettings {
    ProxySettings::from_variables(|name| (name == "ALL_PROXY").then(|| url.to_owned()))
}

pub async fn exchange_with(token_endpoint: &str) -> ExchangeShown {
    exchange_within(token_endpoint, TIMEOUTS).await.shown()
}

pub fn findings(exchange: &ExchangeShown) -> Vec<Finding> {
    exchange.findings.iter().map(|shown| shown.finding.clone()).collect()
}

/// A server for one connection: reads a whole request, then does what it is told with the connection.
pub async fn serve_once<F, T>(then: F) -> (SocketAddr, tokio::task::JoinHandle<Vec<u8>>)
where
    F: FnOnce(TcpStream) -> T + Send + 'static,
    T: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let request = read_request(&mut stream).await;
        then(stream).await;
        request
    });
    (address, server)
}

pub async fn read_request(stream: &mut TcpStream) -> Vec<u8> {
    let mut request = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let read = stream.read(&mut chunk).await.unwrap();
        request.extend_from_slice(&chunk[..read]);
        let text = String::from_utf8_lossy(&request);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            // A request without a body has no length.
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap_or("0");
            if body.len() >= length.parse().unwrap() {
                return request;
            }
        }
        assert!(read > 0, "the request ended early");
    }
}

/// Answers with these bytes and closes.
pub async fn answer_with(bytes: impl AsRef<[u8]> + Send + 'static) -> ExchangeShown {
    answer_exchange(bytes).await.shown()
}

/// The exchange with a server that answers with these bytes and closes.
pub async fn answer_exchange(bytes: impl AsRef<[u8]> + Send + 'static) -> TokenExchange {
    exchange_of(RequestForm::default(), bytes).await
}

/// Sends the request of this form to a server that answers with these bytes and closes.
pub async fn exchange_of(form: RequestForm, bytes: impl AsRef<[u8]> + Send + 'static) -> TokenExchange {
    let (address, server) = serve_once(async move |mut stream| {
        // A client that has read enough hangs up.
        drop(stream.write_all(bytes.as_ref()).await);
        // Waits until the client has read it all: a reset must not overtake the answer.
        drop(stream.shutdown().await);
        drop(tokio::time::timeout(Duration::from_secs(5), stream.read(&mut [0])).await);
    })
    .await;
    let to_server = form_for(&format!("http://{address}/token"));
    let exchange = exchange_by(
        &ProxySettings::default(),
        request_of(&RequestForm { destination: to_server.destination, api_key: to_server.api_key, ..form }),
        TIMEOUTS,
    )
    .await;
    server.await.unwrap();
    exchange
}

/// A whole HTTP answer with this status line, these headers and this body.
pub fn http(status: &str, headers: &[&str], body: &[u8]) -> Vec<u8> {
    let mut answer = format!("HTTP/1.1 {status}\r\n");
    for header in headers {
        answer.push_str(header);
        answer.push_str("\r\n");
    }
    answer.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
    [answer.into_bytes(), body.to_vec()].concat()
}
