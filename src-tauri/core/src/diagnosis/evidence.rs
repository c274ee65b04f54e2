//! The facts that a diagnosis is based on: what is known about the request, and what the response's body contains.

use serde_json::Value;
use url::Url;

use crate::account_manager::with_current_path;
use crate::http::{HttpExchange, without_mark};
use crate::jwt::whole_number;
use crate::moment::UnixMillis;
use crate::redaction::Secrets;
use crate::token_request::client_auth::AuthUsed;
use crate::token_request::{Assertion, ClaimSource};

/// Claims without which servers refuse an assertion (RFC 7523 section 3).
pub(crate) const REQUIRED_CLAIMS: [&str; 4] = ["iss", "sub", "aud", "exp"];
/// Claims that are points in time (RFC 7519 section 4.1).
pub(crate) const DATE_CLAIMS: [&str; 3] = ["exp", "iat", "nbf"];

/// The contents of a response body, parsed once. The server's words are without secrets, so that findings can repeat
/// them, and can cut them: a secret that was cut is no longer recognised.
#[derive(Clone, PartialEq)]
pub struct BodyFacts {
    /// The JSON object, if the body is one, as it was received.
    pub object: Option<serde_json::Map<String, Value>>,
    /// The body is JSON of any kind.
    pub is_json: bool,
    /// The body is not valid UTF-8.
    pub invalid_utf8: bool,
    /// The `error` field: the server's error code (RFC 6749 section 5.2).
    pub error: Option<String>,
    /// The server's own words. If `error` is an object instead of text, the words in that object.
    pub error_description: Option<String>,
    /// `error` is an object, where OAuth has text.
    pub error_is_object: bool,
    /// The HTML page, if the body is one instead of JSON.
    pub(super) page: Option<Page>,
    /// The `token_type` field.
    pub(super) token_type: Option<String>,
}

/// An HTML page.
#[derive(Clone, PartialEq)]
pub(super) struct Page {
    /// Its title.
    pub(super) title: Option<String>,
}

impl BodyFacts {
    /// Reads a body. A byte order mark at its start is skipped.
    pub(crate) fn read(body: &[u8], secrets: &Secrets) -> Self {
        let body = without_mark(body);
        let value: Option<Value> = serde_json::from_slice(body).ok();
        let is_json = value.is_some();
        let object = match value {
            Some(Value::Object(object)) => Some(object),
            _ => None,
        };
        let member = |name: &str| object.as_ref()?.get(name);
        let words = |value: &Value| value.as_str().map(|text| secrets.hide(text).into_owned());
        let words_of = |name: &str| words(member(name)?);
        let error_object = member("error").and_then(Value::as_object);
        let words_of_object = || {
            let named = ["message", "error_description", "description", "detail"].iter();
            named.filter_map(|name| error_object?.get(*name)).find_map(words)
        };
        Self {
            error: words_of("error"),
            error_description: words_of("error_description").or_else(words_of_object),
            error_is_object: error_object.is_some(),
            page: if is_json { None } else { page(&String::from_utf8_lossy(body), secrets) },
            is_json,
            invalid_utf8: std::str::from_utf8(body).is_err(),
            token_type: words_of("token_type"),
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

/// How many characters are searched for the start of a page. A comment or an XML declaration may come before it.
const PAGE_BEGINS_WITHIN: usize = 2000;

fn page(text: &str, secrets: &Secrets) -> Option<Page> {
    let text = text.trim_start();
    let start: String = text.chars().take(PAGE_BEGINS_WITHIN).collect();
    let start = start.to_ascii_lowercase();
    let is_page = text.starts_with('<')
        && ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.contains(tag));
    is_page.then(|| Page { title: title(text, secrets) })
}

/// The text between `<title>` and `</title>`, so that a person can recognise the page. Never shown as HTML.
fn title(html: &str, secrets: &Secrets) -> Option<String> {
    let lower = html.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower[start..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    let title = secrets.hide(&html[start..end]).split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
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
            typed_times: DATE_CLAIMS.iter().filter_map(typed).collect(),
            instead_of_retired: with_current_path(&exchange.request.url),
            clock_correction,
            took_ms: exchange.duration_ms,
            answered_at: exchange.ended_at(),
        }
    }
}
