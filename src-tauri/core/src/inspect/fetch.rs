//! Fetches the public keys of a token's issuer, when the person asks: from an address that was typed or shown. A redirect
//! is not followed, and a discovery document is believed only about its own issuer.

use serde::Deserialize;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::check::{KeyFetchProblem, SignatureCheck};
use super::keys::read_key_set;
use crate::diagnosis::find_in_failure;
use crate::http::{Connection, HttpRequest, Method, NameValue, Response, USER_AGENT, send, without_mark};
use crate::moment::Clock;
use crate::text::shorten;
use crate::token_exchange::{KeysAddress, fetchable};

/// The members of a discovery document that are read.
#[derive(Deserialize)]
struct Discovery {
    issuer: Option<String>,
    jwks_uri: Option<String>,
}

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
        let (url, issuer) = match address {
            KeysAddress::KeySet { url } => return self.get(url, tried).await,
            KeysAddress::Discovery { url, issuer } => (url, issuer),
        };
        let Some(document) = self.get(url, tried).await? else { return Ok(None) };
        let Ok(document) = serde_json::from_str::<Discovery>(&document) else {
            return Err(KeyFetchProblem::NotDiscovery);
        };
        let said = document.issuer.ok_or(KeyFetchProblem::NotDiscovery)?;
        if said.trim_end_matches('/') != issuer.trim_end_matches('/') {
            return Err(KeyFetchProblem::AnotherIssuer { issuer: shorten(&said) });
        }
        let keys = document.jwks_uri.filter(|url| fetchable(url).is_some());
        self.get(&keys.ok_or(KeyFetchProblem::NoKeysAddress)?, tried).await
    }

    /// The body of a response; `None` when cancelled.
    async fn get(&self, url: &str, tried: &mut Option<String>) -> Result<Option<String>, KeyFetchProblem> {
        let url = fetchable(url).ok_or(KeyFetchProblem::Address)?;
        *tried = Some(url.to_string());
        let headers =
            vec![NameValue::new("accept", "application/json"), NameValue::new("user-agent", USER_AGENT)];
        let request = HttpRequest { method: Method::GET, url: url.clone(), headers, body: None };
        let Some(exchange) = send((self.connect)(&url), request, self.clock, self.cancelled).await else {
            return Ok(None);
        };
        if let Some(failure) = &exchange.failure {
            return Err(KeyFetchProblem::NoAnswer { finding: Box::new(find_in_failure(failure)) });
        }
        body(exchange.response.as_ref()).map(Some)
    }
}

fn body(response: Option<&Response>) -> Result<String, KeyFetchProblem> {
    let response = response.ok_or(KeyFetchProblem::Status { status: 0 })?;
    match response.status {
        200 if response.cut_off => Err(KeyFetchProblem::TooLong),
        200 => Ok(String::from_utf8_lossy(without_mark(&response.body)).into_owned()),
        300..400 => Err(KeyFetchProblem::Redirect { to: response.header("location").map(shorten) }),
        status => Err(KeyFetchProblem::Status { status }),
    }
}
