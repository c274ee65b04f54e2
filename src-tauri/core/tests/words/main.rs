//! From what a server, or something on the way to it, answers to the finding that a person sees first.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "the clock of the tests")]

#[path = "../common/mod.rs"]
mod common;

mod cases;
mod intermediaries;
mod servers;

use std::time::{Duration, UNIX_EPOCH};

use countersign_core::diagnosis::Known;
use countersign_core::http::{HttpExchange, NameValue, Response};
use countersign_core::token_exchange::{ExchangeShown, TokenExchange};
use countersign_core::token_request::TokenRequest;

use common::{NOW, request_to};

/// An answer to a request that is right as far as this computer knows.
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) headers: &'a [(&'a str, &'a str)],
    pub(crate) body: &'a [u8],
    /// Seconds by which the server's clock is ahead; `None` without a `Date`.
    pub(crate) clock_ahead: Option<i64>,
}

impl Answer<'_> {
    pub(crate) fn shown(&self) -> ExchangeShown {
        self.to(request_to("https://login.example.com/oauth2/token"))
    }

    pub(crate) fn to(&self, request: TokenRequest) -> ExchangeShown {
        let mut headers: Vec<NameValue> =
            self.headers.iter().map(|(name, value)| NameValue::new(*name, *value)).collect();
        if let Some(seconds) = self.clock_ahead {
            let at = u64::try_from(NOW.seconds().0 + seconds).unwrap();
            let date = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(at));
            headers.push(NameValue::new("Date", date));
        }
        let response = Response {
            status: self.status,
            version: "HTTP/1.1".into(),
            headers,
            body: self.body.to_vec(),
            cut_off: false,
        };
        let http = HttpExchange {
            request: request.http().clone(),
            proxy: None,
            started_at: NOW,
            duration_ms: 300,
            response: Some(response),
            failure: None,
            passage: None,
        };
        TokenExchange { request, http, known: Known::default() }.shown()
    }
}

/// The codes of the findings of an exchange.
pub(crate) fn codes(shown: &ExchangeShown) -> Vec<String> {
    let code = |finding| serde_json::to_value(finding).unwrap()["code"].as_str().unwrap().to_owned();
    shown.findings.iter().map(|shown| code(&shown.finding)).collect()
}
