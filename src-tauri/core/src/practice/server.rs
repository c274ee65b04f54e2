//! The practice Account Manager's network side: HTTP on loopback, within limits. All responses come from
//! `practice_account_manager.rs`. Nothing is logged.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http_body_util::{BodyExt as _, Limited};
use hyper::body::Incoming;
use hyper::header::{self, HeaderName};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};
use tokio_util::sync::{CancellationToken, DropGuard};

use super::caller;
use super::connections::{Connection, Connections};
use super::delivery::{ResponseBody, deliver, plain};
use super::message::{Delivery, Request};
use super::practice_account_manager::PracticeAccountManager;
use crate::account_manager::PracticeAddress;
use crate::lock::lock;
use crate::moment::Moment;

/// The port that is used if it is free, so that the address stays the same.
pub const PREFERRED_PORT: u16 = 4443;
/// OCAPI's header for the client ID.
const CLIENT_ID: HeaderName = HeaderName::from_static("x-dw-client-id");
/// WebDAV's header for how much below a folder is meant (RFC 4918 section 10.2).
const DEPTH: HeaderName = HeaderName::from_static("depth");
/// How long to wait before accepting again after the system refused, for example for lack of file descriptors.
const PAUSE_AFTER_REFUSAL: Duration = Duration::from_millis(100);

/// Gives each request its time and a random identifier.
pub trait MomentSource: Send + Sync + 'static {
    /// The current time, with a new identifier.
    fn moment(&self) -> Moment;
}

/// Limits of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Size of a request's body, in bytes.
    pub body: usize,
    /// Size of a request's head, in bytes; at least 8192.
    pub head: usize,
    /// Number of header lines in a request.
    pub headers: usize,
    /// Number of simultaneous connections. Beyond it, the one that has kept the server waiting the longest is closed.
    pub connections: usize,
    /// How long a request may take to arrive, and how long a connection may be idle.
    pub patience: Duration,
    /// Delay of a late response.
    pub late: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 64 * 1024,
            head: 16 * 1024,
            headers: 64,
            connections: 64,
            patience: Duration::from_secs(10),
            // Longer than the usual timeout of 30 seconds, so that the client gives up first.
            late: Duration::from_secs(45),
        }
    }
}

/// Why the server could not be started.
#[derive(Debug)]
pub enum StartError {
    /// No port was available on loopback.
    NoPort(io::Error),
}

impl std::fmt::Display for StartError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoPort(_) => f.write_str("no port was available on this computer"),
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NoPort(error) => Some(error),
        }
    }
}

/// A running server. Dropping it stops it.
///
/// # Examples
/// An API client that sends its password in the body gets a token, until a fault is switched on:
///
/// ```
/// use std::sync::{Arc, Mutex};
/// # use std::time::Duration;
///
/// use countersign_core::account_manager::TokenEndpointAuthMethod;
/// # use countersign_core::http::{Connection, HttpRequest, Method, NameValue, ProxySettings, Timeouts, send};
/// # use countersign_core::moment::Clock;
/// use countersign_core::moment::{Moment, UnixMillis};
/// use countersign_core::practice::{
///     ApiClientForm, Gateway, Limits, MomentSource, PracticeAccountManager, PracticeServer, PracticeSettings,
///     SigningKey, read_api_client,
/// };
/// # use tokio_util::sync::CancellationToken;
///
/// struct Stopped;
///
/// impl MomentSource for Stopped {
///     fn moment(&self) -> Moment {
///         Moment { now: UnixMillis(1_800_000_000_000), jti: "9b2f6a1e-7c1d-4a52-8f0b-3d9c5e6f7a81".into() }
///     }
/// }
///
/// # impl Clock for Stopped {
/// #     fn now(&self) -> UnixMillis {
/// #         self.moment().now
/// #     }
/// #     fn steady(&self) -> Duration {
/// #         Duration::ZERO
/// #     }
/// # }
/// # async fn post(server: &PracticeServer, body: &str) -> Result<u16, Box<dyn std::error::Error>> {
/// #     let request = HttpRequest {
/// #         method: Method::POST,
/// #         url: server.address().token_endpoint().parse()?,
/// #         headers: vec![NameValue::new("content-type", "application/x-www-form-urlencoded")],
/// #         body: Some(body.into()),
/// #     };
/// #     let timeouts = Timeouts { connect: 10, total: 10 };
/// #     let connection = Connection::to(&request.url, timeouts, &ProxySettings::default());
/// #     let exchange = send(connection, request, &Stopped, &CancellationToken::new()).await;
/// #     Ok(exchange.and_then(|exchange| exchange.response).ok_or("there is a response")?.status)
/// # }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let form = ApiClientForm {
///     password: Some("correct horse battery staple".into()),
///     auth_method: TokenEndpointAuthMethod::ClientSecretPost,
///     ..ApiClientForm::default()
/// };
/// let mut manager = PracticeAccountManager::new(Arc::new(SigningKey::make()?));
/// manager.save_api_client(read_api_client("shop".into(), form, None).expect("the form has no problem"));
/// let manager = Arc::new(Mutex::new(manager));
/// let server = PracticeServer::start_at(0, manager.clone(), Arc::new(Stopped), Limits::default()).await?;
/// assert!(server.address().token_endpoint().starts_with("http://127.0.0.1:"));
///
/// // `post` sends a form to the token endpoint and returns the status code.
/// let form = "grant_type=client_credentials&client_id=shop&client_secret=correct+horse+battery+staple";
/// assert_eq!(post(&server, form).await?, 200);
///
/// let mut settings = PracticeSettings::default();
/// settings.faults.gateway = Gateway::TooManyRequests;
/// manager.lock().expect("nothing panicked").set_settings(settings);
/// assert_eq!(post(&server, form).await?, 429);
///
/// server.stop().await;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct PracticeServer {
    address: PracticeAddress,
    accepting: JoinHandle<()>,
    stop: DropGuard,
}

/// What every request handler needs.
struct Shared {
    manager: Arc<Mutex<PracticeAccountManager>>,
    moments: Arc<dyn MomentSource>,
    address: PracticeAddress,
    limits: Limits,
}

impl PracticeServer {
    /// Starts the server on loopback, at [`PREFERRED_PORT`] if that is free, otherwise at any port.
    ///
    /// # Errors
    /// If no port is available.
    pub async fn start(
        manager: Arc<Mutex<PracticeAccountManager>>,
        moments: Arc<dyn MomentSource>,
        limits: Limits,
    ) -> Result<Self, StartError> {
        Self::start_at(PREFERRED_PORT, manager, moments, limits).await
    }

    /// Starts the server on loopback, at `port` if that is free, otherwise at any port. 0 means any port.
    ///
    /// # Errors
    /// If no port is available.
    pub async fn start_at(
        port: u16,
        manager: Arc<Mutex<PracticeAccountManager>>,
        moments: Arc<dyn MomentSource>,
        limits: Limits,
    ) -> Result<Self, StartError> {
        let at = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listener = match TcpListener::bind(at(port)).await {
            Ok(listener) => listener,
            Err(_) => TcpListener::bind(at(0)).await.map_err(StartError::NoPort)?,
        };
        let bound = listener.local_addr().map_err(StartError::NoPort)?;
        let address = PracticeAddress::new(bound)
            .ok_or_else(|| StartError::NoPort(io::Error::from(io::ErrorKind::AddrNotAvailable)))?;
        let stop = CancellationToken::new();
        let shared = Arc::new(Shared { manager, moments, address: address.clone(), limits });
        let accepting = tokio::spawn(accept(listener, shared, stop.clone()));
        Ok(Self { address, accepting, stop: stop.drop_guard() })
    }

    /// The address of the server.
    #[must_use]
    pub fn address(&self) -> &PracticeAddress {
        &self.address
    }

    /// Stops the server. Once this returns, the port is free and no connection is open.
    pub async fn stop(self) {
        let Self { accepting, stop, .. } = self;
        drop(stop);
        // This fails only if the task ended in another way, and then it has stopped too.
        drop(accepting.await);
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>, stop: CancellationToken) {
    let connections = Arc::new(Connections::up_to(shared.limits.connections));
    let mut served = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => accepted,
            Some(_) = served.join_next() => continue,
        };
        let Ok((stream, _)) = accepted else {
            tokio::time::sleep(PAUSE_AFTER_REFUSAL).await;
            continue;
        };
        let connection = Arc::new(connections.open());
        let (shared, stop) = (shared.clone(), stop.clone());
        served.spawn(async move {
            // How a connection ends is up to the client; there is nothing to do about it.
            tokio::select! {
                () = stop.cancelled() => {}
                () = connection.closed() => {}
                _ = serve(TokioIo::new(stream), shared, connection.clone()) => {}
            }
        });
    }
    drop(listener);
    while served.join_next().await.is_some() {}
}

async fn serve<S>(
    stream: TokioIo<S>,
    shared: Arc<Shared>,
    connection: Arc<Connection>,
) -> Result<(), hyper::Error>
where
    TokioIo<S>: hyper::rt::Read + hyper::rt::Write + Unpin + 'static,
{
    let limits = shared.limits;
    let service = service_fn(move |request| {
        let (shared, connection) = (shared.clone(), connection.clone());
        async move { Ok::<_, Infallible>(respond(request, &shared, &connection).await) }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.patience)
        .max_headers(limits.headers)
        .max_buf_size(limits.head)
        .auto_date_header(false)
        .serve_connection(stream, service)
        .await
}

async fn respond(
    request: hyper::Request<Incoming>,
    shared: &Shared,
    connection: &Connection,
) -> Response<ResponseBody> {
    let (head, body) = request.into_parts();
    if let Some(refused) = caller::refuse(&head, &shared.address) {
        return plain(refused);
    }
    let body = Limited::new(body, shared.limits.body).collect();
    let body = match tokio::time::timeout(shared.limits.patience, body).await {
        Err(_) => return plain(StatusCode::REQUEST_TIMEOUT),
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => {
            return plain(StatusCode::PAYLOAD_TOO_LARGE);
        }
        Ok(Err(_)) => return plain(StatusCode::BAD_REQUEST),
        Ok(Ok(body)) => body.to_bytes(),
    };
    let _busy = connection.begin_to_respond();
    let text = |name: HeaderName| head.headers.get(name).and_then(|value| value.to_str().ok());
    let request = Request {
        method: head.method.as_str(),
        path: head.uri.path(),
        query: head.uri.query().unwrap_or_default(),
        host: text(header::HOST).unwrap_or_default(),
        content_type: text(header::CONTENT_TYPE),
        authorization: text(header::AUTHORIZATION),
        client_id: text(CLIENT_ID),
        depth: text(DEPTH),
        body: &body,
    };
    let moment = shared.moments.moment();
    let answer = {
        let mut manager = lock(&shared.manager);
        manager.answer(&request, &shared.address, &moment)
    };
    if answer.delivery == Delivery::Late {
        tokio::time::sleep(shared.limits.late).await;
    }
    deliver(answer)
}
