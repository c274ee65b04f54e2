//! Sends a request and records what happened. This is the only file that sends anything to a server.

use std::future::poll_fn;
use std::pin::pin;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::exchange::HttpExchange;
use super::failure::TransportFailure;
use super::measured::{Authorities, Event, MeasuredConnector, MeasuredLookup, Notes, tls_config};
use super::message::{HttpRequest, NameValue, Response};
use super::passage::{Passage, Route};
use super::proxy::{ProxySettings, ProxyShown};
use super::timeouts::Timeouts;
use super::tls::TlsFailure;
use crate::moment::Clock;

/// The most that is read of a body, in bytes. Token responses have a few kilobytes.
pub const MAX_BODY_BYTES: usize = 1024 * 1024;

/// How one request is sent: by which client, how long that may take, and through which proxy.
#[derive(Debug)]
pub struct Connection {
    client: ClientBuilder,
    timeouts: Timeouts,
    proxy: Option<ProxyShown>,
    route: Route,
    authorities: Authorities,
}

impl Connection {
    /// The connection for one request to this URL. It follows no redirects, retries nothing, stores no cookies and is
    /// not used for another request.
    #[must_use]
    pub fn to(url: &Url, timeouts: Timeouts, proxies: &ProxySettings) -> Self {
        let proxy = proxies.proxy_for(url);
        let client = Client::builder()
            .redirect(Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .http1_only()
            .pool_max_idle_per_host(0)
            // The client must not look for a proxy itself.
            .no_proxy()
            .connect_timeout(timeouts.for_connecting())
            .timeout(Duration::from_secs(timeouts.total.into()));
        let client = match &proxy {
            Some(proxy) => client.proxy(proxy.for_client()),
            None => client,
        };
        let route = Route {
            through_proxy: proxy.is_some(),
            proxy_speaks_tls: proxy.as_ref().is_some_and(|proxy| proxy.speaks_tls()),
        };
        let proxy = proxy.map(|proxy| proxy.shown());
        Self { client, timeouts, proxy, route, authorities: Vec::new() }
    }

    /// The same connection, which also trusts this certificate, in DER.
    #[must_use]
    pub fn trusting(mut self, authority: &[u8]) -> Self {
        self.authorities.push(authority.to_vec().into());
        self
    }

    /// The client, which notes what happens on the way to this URL.
    fn client(self, url: &Url, notes: &Notes) -> Result<Client, TransportFailure> {
        let Self { client, timeouts, route, authorities, .. } = self;
        // Reading the system's trust store takes longer than the whole exchange, and http does not need it.
        let client = if url.scheme() == "http" && !route.proxy_speaks_tls {
            client.tls_certs_only([])
        } else {
            // It fails only without any certificate to trust.
            let tls = tls_config(authorities, notes)
                .map_err(|_| TransportFailure::Tls(TlsFailure::NoTrustStore))?;
            client.tls_backend_preconfigured(tls)
        };
        client
            .dns_resolver(MeasuredLookup(notes.clone()))
            .connector_layer(MeasuredConnector(notes.clone()))
            .build()
            .map_err(|error| TransportFailure::from_error(&error, url, timeouts, route.through_proxy, None))
    }
}

/// Sends the request over the connection that was made for its URL, and records the response, or why there is none, in
/// the exchange. `None` if `cancelled` was
/// triggered first.
///
/// # Examples
/// ```
/// # use std::error::Error;
/// # use std::sync::{Arc, Mutex};
/// use std::time::{Duration, Instant};
///
/// use countersign_core::http::{
///     Connection, HttpRequest, Method, ProxySettings, Timeouts, TransportFailure, send,
/// };
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
/// let connection =
///     || Connection::to(&request.url, Timeouts { connect: 5, total: 10 }, &ProxySettings::default());
///
/// let sent = send(connection(), request.clone(), &clock, &CancellationToken::new()).await;
///
/// let exchange = sent.ok_or("cancelled")?;
/// let response = exchange.response.ok_or("no response")?;
/// assert_eq!((response.status, response.reason()), (405, "Method Not Allowed"));
/// assert_eq!(exchange.failure, None);
///
/// // Without a server there is still an exchange, and it says why there is no response.
/// # server.stop().await;
/// let sent = send(connection(), request.clone(), &clock, &CancellationToken::new()).await;
/// let exchange = sent.ok_or("cancelled")?;
/// assert_eq!(exchange.response, None);
/// assert!(matches!(exchange.failure, Some(TransportFailure::ConnectionRefused { .. })));
/// # Ok(())
/// # }
/// ```
pub async fn send(
    connection: Connection,
    request: HttpRequest,
    clock: &dyn Clock,
    cancelled: &CancellationToken,
) -> Option<HttpExchange> {
    let (proxy, timeouts, route) = (connection.proxy.clone(), connection.timeouts, connection.route);
    let notes = Notes::default();
    let client = connection.client(&request.url, &notes);
    // Building the client does not count: the duration shown is that of the server and the network.
    let (started_at, started) = (clock.now(), clock.steady());
    let since_start = || clock.steady().saturating_sub(started);
    let (response, failure) = {
        let mut attempt = pin!(attempt(client, &request, timeouts, route.through_proxy, &notes));
        tokio::select! {
            // Nothing is sent after it was cancelled.
            biased;
            () = cancelled.cancelled() => return None,
            // What is noted has no clock. It gets its time at once, when the attempt waits for the next event.
            outcome = poll_fn(|context| {
                let outcome = attempt.as_mut().poll(context);
                notes.stamp(since_start());
                outcome
            }) => outcome,
        }
    };
    let duration_ms = u32::try_from(since_start().as_millis()).unwrap_or(u32::MAX);
    let passage = Passage::of(notes.stamped(), &request.url, route);
    let failure = failure.map(|failure| failure.on_the_way(&passage));
    let passage = Some(passage);
    Some(HttpExchange { request, proxy, started_at, duration_ms, response, failure, passage })
}

async fn attempt(
    client: Result<Client, TransportFailure>,
    request: &HttpRequest,
    timeouts: Timeouts,
    through_proxy: bool,
    notes: &Notes,
) -> (Option<Response>, Option<TransportFailure>) {
    let failed = |error: &reqwest::Error, received| {
        TransportFailure::from_error(error, &request.url, timeouts, through_proxy, received)
    };
    let client = match client {
        Ok(client) => client,
        Err(failure) => return (None, Some(failure)),
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
            notes.note(Event::ResponseBegan);
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
