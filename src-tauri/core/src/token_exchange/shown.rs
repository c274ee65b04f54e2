//! What the window shows of an exchange: the response without its secrets, and what it means. How much of it is shown is
//! decided in `bounds.rs`.
//!
//! The history stores these types. A new field therefore needs a default, so that older attempts can still be read.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::access_token::TokenShown;
use super::clocks::Clocks;
use super::way::Stage;
use crate::diagnosis::{BodyFacts, Diagnosis, Finding, FindingShown, Verdict};
use crate::http::{NameValue, ProxyShown, Response};
use crate::moment::UnixMillis;
use crate::redaction::Secrets;
use crate::text::shorten;
use crate::token_request::SentRequest;

/// A response body as the window shows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BodyShown {
    /// The body as text. Bytes that are not UTF-8 are replaced by `\u{FFFD}`. Secrets are hidden unless the
    /// person asked to see them.
    pub text: String,
    /// The text is only the beginning of what was read, because as text it would be several times as long, or because
    /// only the beginning was stored.
    #[serde(default)]
    pub only_beginning: bool,
    /// The body is JSON.
    #[serde(default)]
    pub json: bool,
    /// Number of bytes that were read.
    pub bytes: u32,
    /// The body was longer than what was read.
    pub cut_off: bool,
    /// Secrets in the body are hidden.
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
    /// The headers, without secrets.
    pub headers: Vec<NameValue>,
    /// The body.
    pub body: BodyShown,
    /// The server's error code (RFC 6749 section 5.2), if there is one, without secrets.
    pub error: Option<String>,
    /// The server's `error_description`, if there is one, without secrets.
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
    /// The findings, the most important first; of a refusal, its causes in order of likelihood.
    pub findings: Vec<FindingShown>,
    /// What else a refusal tells.
    #[serde(default)]
    pub diagnosis: Option<Diagnosis>,
    /// The way of the request; empty if it was not measured.
    #[serde(default)]
    pub way: Vec<Stage>,
    /// The clocks of this computer and of the server, if they are worth a look.
    #[serde(default)]
    pub clocks: Option<Clocks>,
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

impl ExchangeShown {
    /// What the response says by itself, or why none came: the summary of the exchange. It is certain, and the causes of a
    /// refusal need not be.
    #[must_use]
    pub fn said(&self) -> Option<&Finding> {
        let first = || self.findings.first().map(|shown| &shown.finding);
        self.diagnosis.as_ref().map(|diagnosis| &diagnosis.said).or_else(first)
    }
}

impl ResponseShown {
    /// The response as the window shows it. Its headers are without secrets. `body` is what was read from its body.
    pub(crate) fn of(response: &Response, body: &BodyFacts, secrets: &Secrets) -> Self {
        Self {
            status: response.status,
            reason: response.reason().to_owned(),
            version: response.version.clone(),
            headers: response.headers.clone(),
            body: BodyShown::of(response, body, |text| secrets.hide(text)),
            error: body.error.clone(),
            error_description: body.error_description.clone(),
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
    /// The body of a response as it was received, because the person asked to see tokens in full. `facts` is what was
    /// read from it.
    pub(super) fn in_full(response: &Response, facts: &BodyFacts) -> Self {
        Self::of(response, facts, |text| Cow::Borrowed(text))
    }

    fn of(response: &Response, facts: &BodyFacts, show: impl Fn(&str) -> Cow<'_, str>) -> Self {
        let text = response.text();
        let shown = show(&text);
        Self {
            shortened: shown != text,
            text: shown.into_owned(),
            only_beginning: false,
            json: facts.is_json,
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
