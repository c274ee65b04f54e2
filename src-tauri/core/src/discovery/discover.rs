//! Sends the requests: one for each place where a document can be, until one is found.

use serde::Serialize;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::document::{Document, LookupProblem, read_document};
use super::filling::{DiscoveryConcern, Filling, Wanted, fill};
use super::issuer::Issuer;
use crate::diagnosis::find_in_failure;
use crate::http::{
    Connection, HttpExchange, HttpRequest, Method, NameValue, ProxyShown, TransportFailure, USER_AGENT, send,
};
use crate::moment::Clock;

/// One request for a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Lookup {
    /// Its URL.
    pub url: String,
    /// The proxy that it went through; `None` if it went directly.
    pub proxy: Option<ProxyShown>,
    /// Why no document was found there; `None` if one was.
    pub problem: Option<LookupProblem>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Found {
    /// What would be filled in.
    pub filling: Filling,
    /// What the person should know first.
    pub concerns: Vec<DiscoveryConcern>,
}

/// The outcome of a discovery.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Discovered {
    /// The issuer that was asked for.
    pub issuer: String,
    /// The requests, in their order.
    pub lookups: Vec<Lookup>,
    /// What was found; `None` if there is no document that can be used.
    pub found: Option<Found>,
}

/// Looks for the issuer's documents, over a new connection for each. `None` if `cancelled` was triggered first.
pub async fn discover(
    issuer: &Issuer,
    wanted: Wanted<'_>,
    connection_to: impl Fn(&Url) -> Connection,
    clock: &dyn Clock,
    cancelled: &CancellationToken,
) -> Option<Discovered> {
    discover_at(issuer.locations(), issuer, wanted, connection_to, clock, cancelled).await
}

/// Like [`discover`], with one request: only where nearly every server has its document.
pub async fn discover_at_once(
    issuer: &Issuer,
    wanted: Wanted<'_>,
    connection_to: impl Fn(&Url) -> Connection,
    clock: &dyn Clock,
    cancelled: &CancellationToken,
) -> Option<Discovered> {
    let [first, _] = issuer.locations();
    discover_at([first], issuer, wanted, connection_to, clock, cancelled).await
}

async fn discover_at(
    locations: impl IntoIterator<Item = Url> + Send,
    issuer: &Issuer,
    wanted: Wanted<'_>,
    connection_to: impl Fn(&Url) -> Connection,
    clock: &dyn Clock,
    cancelled: &CancellationToken,
) -> Option<Discovered> {
    let mut lookups = Vec::new();
    let mut found = None;
    for url in locations {
        let exchange = send(connection_to(&url), request_for(url), clock, cancelled).await?;
        let read = read(issuer, &exchange);
        let url = exchange.request.url.to_string();
        match read {
            Ok(document) => {
                lookups.push(Lookup { url, proxy: exchange.proxy, problem: None });
                let (filling, concerns) = fill(issuer, &document, wanted);
                found = Some(Found { filling, concerns });
                break;
            }
            Err(problem) => {
                // A server that cannot be reached cannot be reached for the other document either.
                let is_last = matches!(problem, LookupProblem::NoResponse { .. });
                lookups.push(Lookup { url, proxy: exchange.proxy, problem: Some(problem) });
                if is_last {
                    break;
                }
            }
        }
    }
    Some(Discovered { issuer: issuer.text(), lookups, found })
}

fn request_for(url: Url) -> HttpRequest {
    let headers =
        vec![NameValue::new("accept", "application/json"), NameValue::new("user-agent", USER_AGENT)];
    HttpRequest { method: Method::GET, url, headers, body: None }
}

fn read(issuer: &Issuer, exchange: &HttpExchange) -> Result<Document, LookupProblem> {
    match (&exchange.response, &exchange.failure) {
        (Some(response), None) => read_document(issuer, response),
        (_, failure) => {
            // An exchange without a response has a failure.
            let cut = TransportFailure::ConnectionCut { received_bytes: 0 };
            Err(LookupProblem::NoResponse { finding: find_in_failure(failure.as_ref().unwrap_or(&cut)) })
        }
    }
}
