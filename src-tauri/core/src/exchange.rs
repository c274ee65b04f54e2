//! Sends a token request and keeps what happened: the request as sent, the answer as received, the times, or how
//! it failed. A failure is data here, never an `Err`; what it means is said by `diagnosis`.

use std::fmt;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, Response};
use tokio_util::sync::CancellationToken;

use crate::diagnosis::transport::TransportFailure;
use crate::http::{NameValue, is_loopback};
use crate::moment::{Clock, UnixMillis};
use crate::token_request::TokenRequest;

/// No more than this is read of a body, in bytes. Token answers have a few kilobytes.
pub const MAX_BODY_BYTES: usize = 1024 * 1024;

/// How long to wait, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// For a connection.
    pub connect: u32,
    /// For everything, from the first packet to the last byte of the answer.
    pub total: u32,
}

impl Timeouts {
    /// When connecting may take as long as everything, it ends a little earlier, so that it is known to be what ran
    /// out of time.
    fn for_connecting(self) -> Duration {
        let everything = Duration::from_secs(self.total.into());
        let a_little = (everything / 10).clamp(Duration::from_millis(200), Duration::from_secs(1));
        Duration::from_secs(self.connect.into()).min(everything.saturating_sub(a_little))
    }
}

/// What was received.
#[derive(Clone, PartialEq)]
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// For example `HTTP/1.1`.
    pub version: String,
    /// The headers in the order received; bytes that are not UTF-8 as `\u{FFFD}`.
    pub headers: Vec<NameValue>,
    /// The body, [`MAX_BODY_BYTES`] at the most.
    pub body: Vec<u8>,
    /// The body went on after that.
    pub cut_off: bool,
}

impl Answer {
    /// The first header of this name, in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|h| h.name.eq_ignore_ascii_case(name)).map(|h| h.value.as_str())
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers and body can hold tokens.
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// One request and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// The request.
    pub request: TokenRequest,
    /// When it was sent.
    pub started_at: UnixMillis,
    /// Milliseconds until the end of the answer, or of the attempt.
    pub duration_ms: u32,
    /// The answer, as far as it came.
    pub answer: Option<Answer>,
    /// Why the answer is missing or incomplete.
    pub failure: Option<TransportFailure>,
}

/// The client for one request: no redirect is followed, nothing is retried, no cookie or connection is kept.
/// A test may add a certificate authority to it.
pub fn client_for(request: &TokenRequest, timeouts: Timeouts) -> ClientBuilder {
    let builder = Client::builder()
        .redirect(Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .http1_only()
        .pool_max_idle_per_host(0)
        .connect_timeout(timeouts.for_connecting())
        .timeout(Duration::from_secs(timeouts.total.into()));
    // A proxy cannot reach this computer's own servers, and has no business with them.
    let builder = if is_loopback(request.url()) { builder.no_proxy() } else { builder };
    // Reading the system's trust store takes longer than the whole exchange; http has no use for it.
    if request.url().scheme() == "http" { builder.tls_certs_only([]) } else { builder }
}

/// Sends the request. `None` when it was cancelled.
pub async fn send(
    client: ClientBuilder,
    request: TokenRequest,
    timeouts: Timeouts,
    clock: &dyn Clock,
    cancelled: &CancellationToken,
) -> Option<Exchange> {
    let client = client.build();
    // Getting ready is ours; the time that is shown is the server's and the network's.
    let (started_at, started) = (clock.now(), clock.steady());
    let (answer, failure) = tokio::select! {
        () = cancelled.cancelled() => return None,
        outcome = attempt(client, &request, timeouts) => outcome,
    };
    let duration = clock.steady().saturating_sub(started);
    let duration_ms = u32::try_from(duration.as_millis()).unwrap_or(u32::MAX);
    Some(Exchange { request, started_at, duration_ms, answer, failure })
}

async fn attempt(
    client: reqwest::Result<Client>,
    request: &TokenRequest,
    timeouts: Timeouts,
) -> (Option<Answer>, Option<TransportFailure>) {
    let failed = |error: &reqwest::Error, received| {
        TransportFailure::from_error(error, request.url(), timeouts, received)
    };
    let client = match client {
        Ok(client) => client,
        Err(error) => return (None, Some(failed(&error, None))),
    };
    let mut outgoing = client.post(request.url().clone()).body(request.body());
    for header in TokenRequest::headers(None, None) {
        outgoing = outgoing.header(header.name, header.value);
    }
    match outgoing.send().await {
        Err(error) => (None, Some(failed(&error, None))),
        Ok(mut response) => {
            let mut answer = start_of_answer(&response);
            let failure = read_body(&mut response, &mut answer).await.err();
            let received = answer.body.len();
            (Some(answer), failure.map(|error| failed(&error, Some(received))))
        }
    }
}

fn start_of_answer(response: &Response) -> Answer {
    let headers = response.headers().iter();
    Answer {
        status: response.status().as_u16(),
        version: format!("{:?}", response.version()),
        headers: headers
            .map(|(name, value)| NameValue::new(name.as_str(), String::from_utf8_lossy(value.as_bytes())))
            .collect(),
        body: Vec::new(),
        cut_off: false,
    }
}

async fn read_body(response: &mut Response, answer: &mut Answer) -> Result<(), reqwest::Error> {
    while let Some(chunk) = response.chunk().await? {
        let room = MAX_BODY_BYTES - answer.body.len();
        answer.body.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if chunk.len() > room {
            answer.cut_off = true;
            break;
        }
    }
    Ok(())
}
