//! A server that gives one answer, and a token that is tried there.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use countersign_core::account_manager::PracticeAddress;
use countersign_core::api_trial::{
    ApiFinding, ApiPlaces, ApiTrial, TokenFacts, TrialForm, TrialShown, TriedApi, send,
};
use countersign_core::http::{Connection, ProxySettings, Timeouts};
use countersign_core::moment::{Clock, UnixMillis};
use countersign_core::token_request::RequestForm;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

pub(crate) const NOW: UnixMillis = UnixMillis(1_795_444_800_000);
pub(crate) const CLIENT_ID: &str = "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15";
pub(crate) const TOKEN: &str = "b9c1e7d4-opaque-canary-token-5f20a6";
const TIMEOUTS: Timeouts = Timeouts { connect: 5, total: 10 };

pub(crate) struct TestClock(pub(crate) Instant);

impl Clock for TestClock {
    fn now(&self) -> UnixMillis {
        NOW
    }

    fn steady(&self) -> Duration {
        self.0.elapsed()
    }
}

/// A token with these scopes that the practice Account Manager issued, so that every API is tried at its address.
pub(crate) fn token(scopes: &[&str]) -> TokenFacts {
    TokenFacts {
        scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        instances: vec!["zzte_053".into()],
        client_id: Some(CLIENT_ID.into()),
        ends_at: Some(UnixMillis(NOW.0 + 60_000)),
        shopper: false,
        practice: true,
    }
}

/// Serves one connection with these bytes. Gives the request that it got.
pub(crate) async fn serve(answer: Vec<u8>) -> (SocketAddr, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let served = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        let mut chunk = [0; 4096];
        while !request.ends_with(b"\r\n\r\n") {
            let read = stream.read(&mut chunk).await.unwrap();
            assert!(read > 0, "the request ended early");
            request.extend_from_slice(&chunk[..read]);
        }
        // A client that has read enough hangs up.
        drop(stream.write_all(&answer).await);
        drop(stream.shutdown().await);
        String::from_utf8(request).unwrap()
    });
    (address, served)
}

/// Tries a token at this address, and gives the trial.
pub(crate) async fn try_at(
    address: SocketAddr,
    api: TriedApi,
    places: &ApiPlaces,
    facts: TokenFacts,
) -> ApiTrial {
    let practice = PracticeAddress::new(address).unwrap();
    let form = RequestForm { api_key: CLIENT_ID.into(), ..RequestForm::default() };
    let trying = TrialForm { places, form: &form, token: Some(&facts), practice: Some(&practice) };
    let request = trying.unsent(api).with_token(TOKEN, None).unwrap();
    let connection = Connection::to(&request.http().url, TIMEOUTS, &ProxySettings::default());
    send(connection, request, facts, &TestClock(Instant::now()), &CancellationToken::new()).await.unwrap()
}

/// What the window shows of a trial that gets this answer.
pub(crate) async fn answered(
    api: TriedApi,
    facts: TokenFacts,
    status: &str,
    headers: &[&str],
    body: &str,
) -> TrialShown {
    let (address, served) = serve(http(status, headers, body)).await;
    let shown = try_at(address, api, &ApiPlaces::default(), facts).await.shown();
    served.await.unwrap();
    shown
}

/// The one finding of a trial.
pub(crate) fn finding(shown: &TrialShown) -> &ApiFinding {
    let [found] = &shown.findings[..] else { panic!("one finding: {:?}", shown.findings) };
    &found.finding
}

/// A whole HTTP answer.
pub(crate) fn http(status: &str, headers: &[&str], body: &str) -> Vec<u8> {
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\n\r\n{body}", body.len()).into_bytes()
}
