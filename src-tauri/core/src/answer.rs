//! What the window shows of an exchange: the answer with its tokens shortened, and what it means.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::access_token::{self, TokenShown};
use crate::account_manager::is_retired_token_endpoint;
use crate::diagnosis::FindingShown;
use crate::diagnosis::answer::{Asked, BodyFacts, find_in_refusal, find_in_success, without_mark};
use crate::diagnosis::claims::REQUIRED_CLAIMS;
use crate::exchange::{Answer, Exchange};
use crate::http::NameValue;
use crate::jwt;
use crate::moment::UnixMillis;
use crate::text::shorten;
use crate::token_request::SentRequest;

/// The outcome in one word; the headline follows from it and from the first finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Verdict {
    /// A token came.
    TokenReceived,
    /// The server answered, but not with a token.
    Refused,
    /// No (complete) answer came.
    NoAnswer,
}

/// A body as the window shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BodyShown {
    /// As received; bytes that are not UTF-8 as `\u{FFFD}`; tokens shortened unless asked for in full.
    pub text: String,
    /// Indented, when it is JSON.
    pub pretty: Option<String>,
    /// How many bytes were read.
    pub bytes: u32,
    /// It went on after that.
    pub cut_off: bool,
    /// Tokens in it are shortened.
    pub shortened: bool,
}

/// The response as the window shows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ResponseShown {
    /// Status code.
    pub status: u16,
    /// The words beside it, for example `Unauthorized`; the standard's, since servers may leave them out.
    pub reason: String,
    /// For example `HTTP/1.1`.
    pub version: String,
    /// The headers, tokens in them shortened.
    pub headers: Vec<NameValue>,
    /// The body.
    pub body: BodyShown,
    /// The server's error code (RFC 6749 section 5.2), if there is one, tokens in it shortened.
    pub error: Option<String>,
    /// The server's own words, if there are any, tokens in them shortened.
    pub error_description: Option<String>,
}

impl ResponseShown {
    /// The server's error code as a list has room for it: some servers put a whole page there.
    #[must_use]
    pub fn short_error(&self) -> Option<String> {
        self.error.as_deref().map(shorten)
    }
}

/// One exchange as the window shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ExchangeShown {
    /// The outcome.
    pub verdict: Verdict,
    /// When it was sent.
    pub started_at: UnixMillis,
    /// Milliseconds from sending to the end of the answer.
    pub duration_ms: u32,
    /// The request.
    pub sent: SentRequest,
    /// The response, if one came.
    pub response: Option<ResponseShown>,
    /// The token, if one came.
    pub token: Option<TokenShown>,
    /// What it means, the most important first.
    pub findings: Vec<FindingShown>,
}

/// What came of "Get token".
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum GetTokenOutcome {
    /// It was sent; see the exchange.
    Sent {
        /// The exchange.
        exchange: Box<ExchangeShown>,
    },
    /// Nothing was sent, because of these errors, or of warnings that were not confirmed.
    NotSent {
        /// Errors and warnings.
        findings: Vec<FindingShown>,
    },
    /// The person cancelled.
    Cancelled,
}

/// Whether tokens are shown in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tokens {
    /// Only their first characters.
    Shortened,
    /// As they are: the person asked for it.
    InFull,
}

impl Tokens {
    fn show(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::InFull => Cow::Borrowed(text),
            Self::Shortened => jwt::shorten_all(text),
        }
    }
}

impl Exchange {
    /// The exchange as the window shows it: tokens shortened.
    #[must_use]
    pub fn shown(&self) -> ExchangeShown {
        let facts = self.answer.as_ref().map(|answer| (answer, BodyFacts::read(&answer.body)));
        let token = facts.as_ref().and_then(|(_, facts)| self.token(facts));
        let (verdict, findings) = match (&self.failure, &facts) {
            (Some(failure), _) => (Verdict::NoAnswer, vec![failure.finding()]),
            (None, Some((_, facts))) if token.is_some() => (Verdict::TokenReceived, find_in_success(facts)),
            (None, Some((answer, facts))) => {
                (Verdict::Refused, find_in_refusal(answer, facts, &self.asked()))
            }
            (None, None) => (Verdict::NoAnswer, Vec::new()),
        };
        ExchangeShown {
            verdict,
            started_at: self.started_at,
            duration_ms: self.duration_ms,
            sent: self.request.sent(),
            response: facts.as_ref().map(|(answer, facts)| response_shown(answer, facts)),
            token: if verdict == Verdict::TokenReceived { token } else { None },
            findings: findings.into_iter().map(crate::diagnosis::Finding::shown).collect(),
        }
    }

    /// The access token, if the answer is a granted one (RFC 6749 section 5.1).
    #[must_use]
    pub fn access_token(&self) -> Option<String> {
        let answer = self.answer.as_ref().filter(|answer| (200..300).contains(&answer.status))?;
        BodyFacts::read(&answer.body).access_token().map(str::to_owned)
    }

    fn token(&self, facts: &BodyFacts) -> Option<TokenShown> {
        let token = self.access_token()?;
        Some(access_token::shown(&token, facts.object.as_ref()?, self.ended_at()))
    }

    fn ended_at(&self) -> UnixMillis {
        UnixMillis(self.started_at.0 + i64::from(self.duration_ms))
    }

    fn asked(&self) -> Asked {
        let assertion = self.request.assertion();
        let claim = |name: &str| assertion.and_then(|assertion| assertion.claims().get(name));
        let missing = REQUIRED_CLAIMS.iter().find(|name| assertion.is_some() && claim(name).is_none());
        Asked {
            audience: claim("aud").map(|aud| match aud {
                serde_json::Value::String(text) => text.clone(),
                other => other.to_string(),
            }),
            scopes: self.request.scope().unwrap_or_default().to_owned(),
            missing_claim: missing.map(|name| (*name).to_owned()),
            seconds_ahead: claim("exp")
                .and_then(jwt::whole_number)
                .map(|exp| exp.saturating_sub(self.started_at.seconds().0)),
            other_algorithm: assertion.is_some_and(|assertion| !assertion.is_rs256()),
            at_retired_path: is_retired_token_endpoint(self.request.url()),
            answered_at: self.ended_at().seconds(),
        }
    }
}

fn without_tokens(words: &str) -> String {
    Tokens::Shortened.show(words).into_owned()
}

fn response_shown(answer: &Answer, facts: &BodyFacts) -> ResponseShown {
    let reason = reqwest::StatusCode::from_u16(answer.status).ok().and_then(|s| s.canonical_reason());
    ResponseShown {
        status: answer.status,
        reason: reason.unwrap_or_default().to_owned(),
        version: answer.version.clone(),
        headers: answer
            .headers
            .iter()
            .map(|header| NameValue::new(&header.name, Tokens::Shortened.show(&header.value)))
            .collect(),
        body: answer.body_shown(Tokens::Shortened),
        error: facts.error.as_deref().map(without_tokens),
        error_description: facts.error_description.as_deref().map(without_tokens),
    }
}

impl fmt::Debug for ResponseShown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Cookies and other headers open doors, too.
        f.debug_struct("ResponseShown").field("status", &self.status).finish_non_exhaustive()
    }
}

impl Answer {
    /// The body as the window shows it.
    #[must_use]
    pub fn body_shown(&self, tokens: Tokens) -> BodyShown {
        let text = String::from_utf8_lossy(&self.body);
        // Of the bytes, not of the text: what is not UTF-8 is no JSON, however it looks with replacements.
        let pretty = serde_json::from_slice::<serde_json::Value>(without_mark(&self.body))
            .ok()
            .map(|value| jwt::pretty(&value));
        let shown = tokens.show(&text);
        BodyShown {
            shortened: shown != text,
            text: shown.into_owned(),
            pretty: pretty.map(|pretty| tokens.show(&pretty).into_owned()),
            bytes: u32::try_from(self.body.len()).unwrap_or(u32::MAX),
            cut_off: self.cut_off,
        }
    }
}
