//! Fetches the public keys of a token's issuer, when the person asks: from an address that was typed or shown. A redirect
//! is not followed, and a discovery document is believed only about its own issuer.

use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::keys::{NoKeys, SignatureCheck, read_key_set};
use crate::diagnosis::{Finding, find_in_failure};
use crate::http::{Connection, HttpRequest, Method, NameValue, Response, USER_AGENT, send, without_mark};
use crate::moment::Clock;
use crate::text::shorten;
use crate::token_exchange::{KeysAddress, fetchable};

/// Why keys could not be fetched.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeyFetchProblem {
    /// The address is no URL that keys may come from: `https`, or this computer, and no user name or password.
    Address,
    /// No complete response came.
    NoAnswer {
        /// Why.
        finding: Box<Finding>,
    },
    /// The server sends to another address, which is not followed.
    Redirect {
        /// The address, shortened.
        to: Option<String>,
    },
    /// The server returned another status than 200.
    Status {
        /// The status.
        status: u16,
    },
    /// The response is longer than what is read.
    TooLong,
    /// The response has no key that can be used.
    NoKeys {
        /// Why.
        why: Box<NoKeys>,
    },
    /// The response is no discovery document.
    NotDiscovery,
    /// The discovery document is about another issuer (OpenID Connect Discovery 1.0 section 4.3).
    AnotherIssuer {
        /// What it says, shortened.
        issuer: String,
    },
    /// The discovery document names no address of keys, or one that keys may not come from.
    NoKeysAddress,
}

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
