//! Fetches the public keys of a token's issuer, when the person asks: from an address that was typed or shown. A redirect
//! is not followed, and a discovery document is believed only about its own issuer.

use tokio_util::sync::CancellationToken;
use url::Url;

use super::check::{KeyFetchProblem, SignatureCheck};
use super::keys::read_key_set;
use crate::diagnosis::find_in_failure;
use crate::discovery::{Issuer, read_document};
use crate::http::{
    Connection, HttpRequest, Method, NameValue, Response, TransportFailure, USER_AGENT, send, without_mark,
};
use crate::moment::Clock;
use crate::text::shorten;
use crate::token_exchange::{KeysAddress, fetchable};

/// Fetches the keys at an address, and verifies the token with them. `connect` makes the connection to each URL.
pub async fn fetch_keys(
    token: &str,
    address: &KeysAddress,
    connect: impl Fn(&Url) -> Connection,
    clock: &dyn Clock,
    cancelled: &CancellationToken,
) -> SignatureCheck {
    let mut tried = None;
    let fetcher = Fetcher { connect, clock, cancelled };
    match fetcher.keys(&address.understood(), &mut tried).await {
        Ok(Some(body)) => match read_key_set(&body) {
            Ok(keys) => SignatureCheck::with(token, Ok(keys)),
            Err(why) => SignatureCheck::NotFetched {
                problem: KeyFetchProblem::NoKeys { why: Box::new(why) },
                address: tried,
            },
        },
        Ok(None) => SignatureCheck::Cancelled,
        Err(problem) => SignatureCheck::NotFetched { problem, address: tried },
    }
}

struct Fetcher<'c, C> {
    connect: C,
    clock: &'c dyn Clock,
    cancelled: &'c CancellationToken,
}

impl<C: Fn(&Url) -> Connection> Fetcher<'_, C> {
    /// The text of the key set; `None` when cancelled.
    async fn keys(
        &self,
        address: &KeysAddress,
        tried: &mut Option<String>,
    ) -> Result<Option<String>, KeyFetchProblem> {
        let url = match address {
            KeysAddress::KeySet { url } => url.clone(),
            KeysAddress::Discovery { url, issuer } => {
                let issuer = Issuer::read(issuer).map_err(|_| KeyFetchProblem::Address)?;
                let Some(response) = self.get(url, tried).await? else { return Ok(None) };
                let document = read_document(&issuer, &response)
                    .map_err(|problem| KeyFetchProblem::Discovery { problem: Box::new(problem) })?;
                let keys = document.keys.filter(|url| fetchable(url).is_some());
                keys.ok_or(KeyFetchProblem::NoKeysAddress)?
            }
        };
        let Some(response) = self.get(&url, tried).await? else { return Ok(None) };
        body(&response).map(Some)
    }

    /// A whole response; `None` when cancelled.
    async fn get(&self, url: &str, tried: &mut Option<String>) -> Result<Option<Response>, KeyFetchProblem> {
        let url = fetchable(url).ok_or(KeyFetchProblem::Address)?;
        *tried = Some(url.to_string());
        let headers =
            vec![NameValue::new("accept", "application/json"), NameValue::new("user-agent", USER_AGENT)];
        let request = HttpRequest { method: Method::GET, url: url.clone(), headers, body: None };
        let Some(exchange) = send((self.connect)(&url), request, self.clock, self.cancelled).await else {
            return Ok(None);
        };
        match (exchange.response, exchange.failure) {
            (Some(response), None) => Ok(Some(response)),
            (_, failure) => {
                // An exchange without a response has a failure.
                let cut = TransportFailure::ConnectionCut { received_bytes: 0 };
                let finding = find_in_failure(failure.as_ref().unwrap_or(&cut));
                Err(KeyFetchProblem::NoAnswer { finding: Box::new(finding) })
            }
        }
    }
}

fn body(response: &Response) -> Result<String, KeyFetchProblem> {
    match response.status {
        200 if response.cut_off => Err(KeyFetchProblem::TooLong),
        200 => Ok(String::from_utf8_lossy(without_mark(&response.body)).into_owned()),
        300..400 => Err(KeyFetchProblem::Redirect { to: response.header("location").map(shorten) }),
        status => Err(KeyFetchProblem::Status { status }),
    }
}
