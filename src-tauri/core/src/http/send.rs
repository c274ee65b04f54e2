//! Sends a request and keeps what happened. The one file that talks to the network.

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

/// No more than this is read of a body, in bytes. Token responses have a few kilobytes.
pub const MAX_BODY_BYTES: usize = 1024 * 1024;

/// The client for one request to this URL: no redirect is followed, nothing is retried, no cookie or connection is kept.
/// A test may add a certificate authority to it.
pub fn client_for(url: &Url, timeouts: Timeouts) -> ClientBuilder {
    let builder = Client::builder()
        .redirect(Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .http1_only()
        .pool_max_idle_per_host(0)
        .connect_timeout(timeouts.for_connecting())
        .timeout(Duration::from_secs(timeouts.total.into()));
    // A proxy cannot reach this computer's own servers, and has no business with them.
    let builder = if is_loopback(url) { builder.no_proxy() } else { builder };
    // Reading the system's trust store takes longer than the whole exchange; http has no use for it.
    if url.scheme() == "http" { builder.tls_certs_only([]) } else { builder }
}

/// Sends the request. `None` when it was cancelled.
pub async fn send(
    client: ClientBuilder,
    request: HttpRequest,
    timeouts: Timeouts,
    clock: &dyn Clock,
    cancelled: &CancellationToken,
) -> Option<HttpExchange> {
    let client = client.build();
    // Getting ready is ours; the time that is shown is the server's and the network's.
    let (started_at, started) = (clock.now(), clock.steady());
    let (response, failure) = tokio::select! {
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
