//! Sends a request and records what happened. This is the only file that talks to the network.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::exchange::HttpExchange;
use super::failure::TransportFailure;
use super::loopback::is_loopback;
use super::message::{HttpRequest, NameValue, Response};
use super::timeouts::Timeouts;
use crate::moment::Clock;

/// The most that is read of a body, in bytes. Token responses have a few kilobytes.
pub const MAX_BODY_BYTES: usize = 1024 * 1024;

/// The HTTP client for one request to this URL. It follows no redirects, retries nothing, stores no cookies and
/// reuses no connections. A test may add a certificate authority to it.
pub fn client_for(url: &Url, timeouts: Timeouts) -> ClientBuilder {
    let builder = Client::builder()
        .redirect(Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .http1_only()
        .pool_max_idle_per_host(0)
        .connect_timeout(timeouts.for_connecting())
        .timeout(Duration::from_secs(timeouts.total.into()));
    // A proxy cannot reach servers on this computer, and should not learn about them.
    let builder = if is_loopback(url) { builder.no_proxy() } else { builder };
    // Reading the system's trust store takes longer than the whole exchange, and http does not need it.
    if url.scheme() == "http" { builder.tls_certs_only([]) } else { builder }
}

/// Sends the request and records the response, or why there is none, in the exchange. `None` if `cancelled` was
/// triggered first.
///
/// # Examples
/// ```
/// # use std::error::Error;
/// # use std::sync::{Arc, Mutex};
/// use std::time::{Duration, Instant};
///
/// use countersign_core::http::{HttpRequest, Method, Timeouts, TransportFailure, client_for, send};
/// use countersign_core::moment::{Clock, UnixMillis};
/// # use countersign_core::moment::Moment;
/// # use countersign_core::practice::{Limits, MomentSource, PracticeAccountManager, PracticeServer, SigningKey};
/// use tokio_util::sync::CancellationToken;
///
/// struct ProgramClock(Instant);
///
/// impl Clock for ProgramClock {
///     fn now(&self) -> UnixMillis {
///         UnixMillis(1_800_000_000_000)
///     }
///     fn steady(&self) -> Duration {
///         self.0.elapsed()
///     }
/// }
///
/// # impl MomentSource for ProgramClock {
/// #     fn moment(&self) -> Moment {
/// #         Moment { now: self.now(), jti: "9b2f6a1e-7c1d-4a52-8f0b-3d9c5e6f7a81".into() }
/// #     }
/// # }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn Error>> {
/// # let clock = ProgramClock(Instant::now());
/// # let manager = Arc::new(Mutex::new(PracticeAccountManager::new(Arc::new(SigningKey::make()?))));
/// # let moments = Arc::new(ProgramClock(Instant::now()));
/// # let server = PracticeServer::start_at(0, manager, moments, Limits::default()).await?;
/// # let url: url::Url = server.address().token_endpoint().parse()?;
/// // `url` is a token endpoint, which only takes POST.
/// let request = HttpRequest { method: Method::GET, url, headers: Vec::new(), body: None };
/// let timeouts = Timeouts { connect: 5, total: 10 };
/// let client = client_for(&request.url, timeouts);
///
/// let sent = send(client, request.clone(), timeouts, &clock, &CancellationToken::new()).await;
///
/// let exchange = sent.ok_or("cancelled")?;
/// let response = exchange.response.ok_or("no response")?;
/// assert_eq!((response.status, response.reason()), (405, "Method Not Allowed"));
/// assert_eq!(exchange.failure, None);
///
/// // Without a server there is still an exchange, and it says why there is no response.
/// # server.stop().await;
/// let client = client_for(&request.url, timeouts);
/// let exchange = send(client, request, timeouts, &clock, &CancellationToken::new()).await.ok_or("cancelled")?;
/// assert_eq!(exchange.response, None);
/// assert!(matches!(exchange.failure, Some(TransportFailure::ConnectionRefused { .. })));
/// # Ok(())
/// # }
/// ```
pub async fn send(
    client: ClientBuilder,
    request: HttpRequest,
    timeouts: Timeouts,
    clock: &dyn Clock,
    cancelled: &CancellationToken,
) -> Option<HttpExchange> {
    let client = client.build();
    // Building the client does not count: the duration shown is that of the server and the network.
    let (started_at, started) = (clock.now(), clock.steady());
    let (response, failure) = tokio::select! {
        // Nothing is sent after it was cancelled.
        biased;
        () = cancelled.cancelled() => return None,
        outcome = attempt(client, &request, timeouts) => outcome,
    };
    let duration = clock.steady().saturating_sub(started);
    let duration_ms = u32::try_from(duration.as_millis()).unwrap_or(u32::MAX);
    Some(HttpExchange { request, started_at, duration_ms, response, failure })
}

async fn attempt(
    client: reqwest::Result<Client>,
    request: &HttpRequest,
    timeouts: Timeouts,
) -> (Option<Response>, Option<TransportFailure>) {
    let failed = |error: &reqwest::Error, received| {
        TransportFailure::from_error(error, &request.url, timeouts, received)
    };
    let client = match client {
        Ok(client) => client,
        Err(error) => return (None, Some(failed(&error, None))),
    };
    let mut outgoing = client.request(request.method.clone(), request.url.clone());
    if let Some(body) = &request.body {
        outgoing = outgoing.body(body.clone());
    }
    for header in &request.headers {
        outgoing = outgoing.header(&header.name, &header.value);
    }
    match outgoing.send().await {
        Err(error) => (None, Some(failed(&error, None))),
        Ok(mut incoming) => {
            let mut response = start_of_response(&incoming);
            let failure = read_body(&mut incoming, &mut response).await.err();
            let received = response.body.len();
            (Some(response), failure.map(|error| failed(&error, Some(received))))
        }
    }
}

fn start_of_response(incoming: &reqwest::Response) -> Response {
    let headers = incoming.headers().iter();
    Response {
        status: incoming.status().as_u16(),
        version: format!("{:?}", incoming.version()),
        headers: headers
            .map(|(name, value)| NameValue::new(name.as_str(), String::from_utf8_lossy(value.as_bytes())))
            .collect(),
        body: Vec::new(),
        cut_off: false,
    }
}

async fn read_body(incoming: &mut reqwest::Response, response: &mut Response) -> Result<(), reqwest::Error> {
    while let Some(chunk) = incoming.chunk().await? {
        let room = MAX_BODY_BYTES - response.body.len();
        response.body.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if chunk.len() > room {
            response.cut_off = true;
            break;
        }
    }
    Ok(())
}
