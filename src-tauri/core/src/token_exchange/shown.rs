//! What the window shows of an exchange: the response with its tokens shortened, and what it means.
//!
//! The history stores these types. A new field therefore needs a default, so that older attempts can still be read.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::access_token::TokenShown;
use crate::diagnosis::{BodyFacts, FindingShown, Verdict, without_mark};
use crate::http::{NameValue, ProxyShown, Response};
use crate::jwt;
use crate::moment::UnixMillis;
use crate::text::shorten;
use crate::token_request::SentRequest;

/// A response body as the window shows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BodyShown {
    /// The body as text. Bytes that are not UTF-8 are replaced by `\u{FFFD}`. Tokens are shortened unless the person
    /// asked to see them in full.
    pub text: String,
    /// The body as indented JSON, if it is JSON.
    pub pretty: Option<String>,
    /// Number of bytes that were read.
    pub bytes: u32,
    /// The body was longer than what was read.
    pub cut_off: bool,
    /// Tokens in the body are shortened.
    pub shortened: bool,
}

/// The response as the window shows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ResponseShown {
    /// Status code.
    pub status: u16,
    /// The reason phrase of the status code from the standard, for example `Unauthorized`. Servers may leave theirs
    /// out.
    pub reason: String,
    /// HTTP version, for example `HTTP/1.1`.
    pub version: String,
    /// The headers, with tokens shortened.
    pub headers: Vec<NameValue>,
    /// The body.
    pub body: BodyShown,
    /// The server's error code (RFC 6749 section 5.2), if there is one, with tokens shortened.
    pub error: Option<String>,
    /// The server's `error_description`, if there is one, with tokens shortened.
    pub error_description: Option<String>,
}

/// An exchange as the window shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ExchangeShown {
    /// The outcome.
    pub verdict: Verdict,
    /// When the request was sent.
    pub started_at: UnixMillis,
    /// Milliseconds from sending to the end of the response.
    pub duration_ms: u32,
    /// The proxy that the request went through; `None` if it went directly, or if it was stored before this field
    /// existed.
    #[serde(default)]
    pub proxy: Option<ProxyShown>,
    /// The request.
    pub sent: SentRequest,
    /// The response, if there was one.
    pub response: Option<ResponseShown>,
    /// The token, if one was granted.
    pub token: Option<TokenShown>,
    /// The findings, the most important first.
    pub findings: Vec<FindingShown>,
}

/// The outcome of "Get token".
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum GetTokenOutcome {
    /// The request was sent; its outcome is in the exchange.
    Sent {
        /// The exchange.
        exchange: Box<ExchangeShown>,
    },
    /// Nothing was sent, because of errors or unconfirmed warnings.
    NotSent {
        /// The errors and warnings.
        findings: Vec<FindingShown>,
    },
    /// The person cancelled.
    Cancelled,
}

/// Whether tokens are shown in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tokens {
    /// Only their first characters are shown.
    Shortened,
    /// Tokens are shown as they are, because the person asked for it.
    InFull,
}

impl Tokens {
    fn show(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::InFull => Cow::Borrowed(text),
            Self::Shortened => jwt::shorten_tokens(text),
        }
    }
}

fn without_tokens(words: &str) -> String {
    Tokens::Shortened.show(words).into_owned()
}

impl ResponseShown {
    /// The response as the window shows it. `body` is what was read from its body.
    pub(super) fn of(response: &Response, body: &BodyFacts) -> Self {
        Self {
            status: response.status,
            reason: response.reason().to_owned(),
            version: response.version.clone(),
            headers: response
                .headers
                .iter()
                .map(|header| NameValue::new(&header.name, Tokens::Shortened.show(&header.value)))
                .collect(),
            body: BodyShown::of(response, Tokens::Shortened),
            error: body.error.as_deref().map(without_tokens),
            error_description: body.error_description.as_deref().map(without_tokens),
        }
    }

    /// The server's error code, shortened to fit a list. Some servers put a whole page there.
    #[must_use]
    pub fn short_error(&self) -> Option<String> {
        self.error.as_deref().map(shorten)
    }
}

impl fmt::Debug for ResponseShown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Cookies and other headers can be secrets, too.
        f.debug_struct("ResponseShown").field("status", &self.status).finish_non_exhaustive()
    }
}

impl BodyShown {
    /// The body of a response as the window shows it.
    #[must_use]
    pub fn of(response: &Response, tokens: Tokens) -> Self {
        let text = String::from_utf8_lossy(&response.body);
        // Parsed from the bytes, not from the text: a body that is not UTF-8 is not JSON, even if the replaced text
        // looks like it.
        let pretty = serde_json::from_slice::<serde_json::Value>(without_mark(&response.body))
            .ok()
            .map(|value| jwt::pretty(&value));
        let shown = tokens.show(&text);
        Self {
            shortened: shown != text,
            text: shown.into_owned(),
            pretty: pretty.map(|pretty| tokens.show(&pretty).into_owned()),
            bytes: u32::try_from(response.body.len()).unwrap_or(u32::MAX),
            cut_off: response.cut_off,
        }
    }
}

impl fmt::Debug for BodyShown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Its text can hold whole tokens.
        f.debug_struct("BodyShown").field("bytes", &self.bytes).finish_non_exhaustive()
    }
}
