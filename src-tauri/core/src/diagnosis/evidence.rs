//! The facts that a diagnosis is based on: what is known about the request, and what the response's body contains.

use serde_json::Value;
use url::Url;

use super::reading::{self, Page, Reading, TokenElsewhere};
use crate::account_manager::with_current_path;
use crate::http::{Content, HttpExchange, Response};
use crate::jwt::whole_number;
use crate::moment::UnixMillis;
use crate::redaction::Secrets;
use crate::token_request::client_auth::AuthUsed;
use crate::token_request::{Assertion, ClaimSource};

/// Claims without which servers refuse an assertion (RFC 7523 section 3).
pub(crate) const REQUIRED_CLAIMS: [&str; 4] = ["iss", "sub", "aud", "exp"];
/// Claims that are points in time (RFC 7519 section 4.1).
pub(crate) const DATE_CLAIMS: [&str; 3] = ["exp", "iat", "nbf"];

/// The contents of a response, read once, whatever shape they are in (`reading/`). The server's words are without
/// secrets, so that findings can repeat them, and can cut them: a secret that was cut is no longer recognised.
#[derive(Clone, PartialEq)]
pub struct BodyFacts {
    /// The JSON object, if the body is one, as it was received.
    pub object: Option<serde_json::Map<String, Value>>,
    /// The body is JSON of any kind.
    pub is_json: bool,
    /// The error code (RFC 6749 section 5.2), in whatever member it is.
    pub error: Option<String>,
    /// The server's own words, in whatever member they are.
    pub error_description: Option<String>,
    /// `error` is an object or list, where OAuth has text.
    pub error_is_object: bool,
    /// Everything that the server says in words, the description first.
    pub(super) words: Vec<String>,
    /// The HTML page, if the body is one instead of JSON.
    pub(super) page: Option<Page>,
    /// A token that is not in `access_token`.
    pub(super) token_elsewhere: Option<TokenElsewhere>,
    /// The body's character set, if it is not UTF-8.
    pub(super) charset: Option<&'static str>,
    /// The body is not text.
    pub(super) is_binary: bool,
    /// The coding of the body that nobody asked for and that could not be taken off.
    pub(super) unread_coding: Option<String>,
    /// The `token_type` field.
    pub(super) token_type: Option<String>,
}

impl BodyFacts {
    /// Reads the body of a response, with the headers that say something about it.
    pub(crate) fn of(response: &Response, secrets: &Secrets) -> Self {
        Self::from(&response.content(), Some(response), secrets)
    }

    /// Reads a body that came with no headers.
    #[cfg(test)]
    pub(crate) fn read(body: &[u8], secrets: &Secrets) -> Self {
        Self::from(&Content::of(body), None, secrets)
    }

    fn from(content: &Content<'_>, response: Option<&Response>, secrets: &Secrets) -> Self {
        let Reading { json, page, code, description, words, token } = reading::read(content, response);
        let hide = |text: String| secrets.hide(&text).into_owned();
        let is_json = json.is_some();
        let object = match json {
            Some(Value::Object(object)) => Some(object),
            _ => None,
        };
        let member = |name: &str| object.as_ref()?.get(name);
        Self {
            error: code.map(hide),
            error_description: description.map(hide),
            error_is_object: member("error").is_some_and(|error| error.is_object() || error.is_array()),
            words: words.into_iter().map(hide).collect(),
            page: page.map(|page| Page {
                title: page.title.map(hide),
                heading: page.heading.map(hide),
                text: hide(page.text),
                ..page
            }),
            token_elsewhere: token.map(|token| TokenElsewhere { name: token.name.map(hide) }),
            charset: content.charset,
            is_binary: content.is_binary,
            unread_coding: content.coding.as_ref().filter(|it| !it.is_read).map(|it| it.name.clone()),
            token_type: member("token_type").and_then(Value::as_str).map(|text| hide(text.to_owned())),
            is_json,
            object,
        }
    }

    /// The access token, if there is one.
    #[must_use]
    pub fn access_token(&self) -> Option<&str> {
        self.object.as_ref()?.get("access_token")?.as_str().filter(|token| !token.is_empty())
    }

    /// Whether the body is an HTML page.
    pub(crate) fn is_page(&self) -> bool {
        self.page.is_some()
    }

    /// The title of the HTML page.
    pub(crate) fn page_title(&self) -> Option<&str> {
        self.page.as_ref()?.title.as_deref()
    }
}

/// What is known about the request that can explain a response.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestFacts {
    /// Where the request went.
    pub endpoint: Url,
    /// How the client authenticated.
    pub auth: AuthUsed,
    /// The audience that was signed.
    pub audience: Option<String>,
    /// The scopes that were requested.
    pub scopes: String,
    /// The first claim that was not signed although every server requires it (RFC 7523 section 3).
    pub missing_claim: Option<String>,
    /// Seconds from sending to the assertion's `exp`, if it has one, by the clock that it was made for.
    pub seconds_ahead: Option<i64>,
    /// The assertion was signed with an algorithm other than RS256, the only one that Account Manager documents.
    pub other_algorithm: bool,
    /// The header parameters that were signed and name a key or certificate (RFC 7515 section 4.1).
    pub key_names: Vec<String>,
    /// The points in time that the person set, by claim name.
    pub typed_times: Vec<(String, i64)>,
    /// The address to use, if the request went to Account Manager's path that is switched off.
    pub instead_of_retired: Option<Url>,
    /// Milliseconds from sending to the end of the response.
    pub took_ms: u32,
    /// Seconds that the JWT's times were shifted, to fit the server's clock.
    pub clock_correction: i64,
    /// When the response had arrived, by this computer's clock.
    pub answered_at: UnixMillis,
}

impl RequestFacts {
    /// The facts about the request of an exchange. `scope` is what it requested; `assertion` is what was signed for
    /// it.
    #[must_use]
    pub fn of(exchange: &HttpExchange, scope: &str, auth: AuthUsed, assertion: Option<&Assertion>) -> Self {
        let claim = |name: &str| assertion.and_then(|assertion| assertion.signed_claim(name));
        let missing = REQUIRED_CLAIMS.iter().find(|name| assertion.is_some() && claim(name).is_none());
        let typed = |name: &&str| {
            let claims = assertion.map(Assertion::claims).unwrap_or_default();
            let claim = claims.iter().find(|claim| claim.name == **name)?;
            let is_typed = matches!(claim.source, ClaimSource::Edited | ClaimSource::Added);
            let time = whole_number(&claim.value).filter(|_| is_typed)?;
            Some(((*name).to_owned(), time))
        };
        let clock_correction = assertion.map(Assertion::clock_correction_seconds).unwrap_or_default().into();
        Self {
            endpoint: exchange.request.url.clone(),
            auth,
            audience: claim("aud").map(|aud| match aud {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            }),
            scopes: scope.to_owned(),
            missing_claim: missing.map(|name| (*name).to_owned()),
            seconds_ahead: claim("exp").and_then(whole_number).map(|exp| {
                exp.saturating_sub(exchange.started_at.seconds().0).saturating_sub(clock_correction)
            }),
            other_algorithm: assertion.is_some_and(|assertion| !assertion.is_rs256()),
            key_names: assertion.map(Assertion::key_names).unwrap_or_default(),
            typed_times: DATE_CLAIMS.iter().filter_map(typed).collect(),
            instead_of_retired: with_current_path(&exchange.request.url),
            clock_correction,
            took_ms: exchange.duration_ms,
            answered_at: exchange.ended_at(),
        }
    }
}
