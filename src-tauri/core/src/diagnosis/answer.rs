//! What an answer means: which of its words, its status and its body explains it best. What a token endpoint's own
//! words say is in `refusal.rs`.

use serde_json::Value;

use super::{Finding, refusal};
use crate::exchange::{Answer, MAX_BODY_BYTES};
use crate::jwt;
use crate::moment::UnixSeconds;
use crate::text::shorten;

/// What the body holds, read once.
#[derive(Clone, Debug, PartialEq)]
pub struct BodyFacts {
    /// The JSON object, if it is one.
    pub object: Option<serde_json::Map<String, Value>>,
    /// It is JSON of whatever kind.
    pub is_json: bool,
    /// It is not valid UTF-8.
    pub invalid_utf8: bool,
    /// The server's error code (RFC 6749 section 5.2).
    pub error: Option<String>,
    /// The server's own words; of an error that is an object where OAuth has a text, what that says.
    pub error_description: Option<String>,
    /// Its error is such an object.
    pub error_is_object: bool,
}

impl BodyFacts {
    /// Reads a body. A byte order mark before it is skipped.
    #[must_use]
    pub fn read(body: &[u8]) -> Self {
        let body = without_mark(body);
        let value: Option<Value> = serde_json::from_slice(body).ok();
        let is_json = value.is_some();
        let object = match value {
            Some(Value::Object(object)) => Some(object),
            _ => None,
        };
        let member = |name: &str| object.as_ref()?.get(name);
        let text_of = |name: &str| member(name)?.as_str().map(str::to_owned);
        let error_object = member("error").and_then(Value::as_object);
        let words_of_object = || {
            let named = ["message", "error_description", "description", "detail"].iter();
            named.filter_map(|name| error_object?.get(*name)?.as_str()).next().map(str::to_owned)
        };
        Self {
            error: text_of("error"),
            error_description: text_of("error_description").or_else(words_of_object),
            error_is_object: error_object.is_some(),
            is_json,
            invalid_utf8: std::str::from_utf8(body).is_err(),
            object,
        }
    }

    /// The access token, if there is one.
    #[must_use]
    pub fn access_token(&self) -> Option<&str> {
        self.object.as_ref()?.get("access_token")?.as_str().filter(|token| !token.is_empty())
    }
}

/// The body without the byte order mark that some servers put before it.
#[must_use]
pub fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}

/// What was asked, as far as it explains an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The audience that was signed.
    pub audience: Option<String>,
    /// The scopes asked for.
    pub scopes: String,
    /// The first claim that every server wants (RFC 7523 section 3) and that was not signed.
    pub missing_claim: Option<String>,
    /// Seconds from sending to the assertion's end, as far as it has one.
    pub seconds_ahead: Option<i64>,
    /// It was signed with another algorithm than RS256, the only one that Account Manager documents.
    pub other_algorithm: bool,
    /// It went to Account Manager's path that is switched off.
    pub at_retired_path: bool,
    /// When the answer was there, by this computer's clock.
    pub answered_at: UnixSeconds,
}

/// What a granted token's answer has that is worth knowing.
#[must_use]
pub fn find_in_success(body: &BodyFacts) -> Vec<Finding> {
    let token_type = body.object.as_ref().and_then(|o| o.get("token_type")).and_then(Value::as_str);
    let unusual_type = token_type
        .filter(|token_type| !token_type.eq_ignore_ascii_case("bearer"))
        .map(|token_type| Finding::UnusualTokenType { token_type: token_type.to_owned() });
    unusual_type.into_iter().chain(find_other_life(body)).collect()
}

/// A server may look at its clock twice while it answers, and rounds.
const LIFE_TOLERANCE_SECONDS: u64 = 5;

fn find_other_life(body: &BodyFacts) -> Option<Finding> {
    let expires_in = jwt::whole_number(body.object.as_ref()?.get("expires_in")?)?;
    let token_seconds = jwt::seconds_from_issue_to_end(body.access_token()?)?;
    (expires_in.abs_diff(token_seconds) > LIFE_TOLERANCE_SECONDS)
        .then_some(Finding::TokenLifeDiffers { expires_in, token_seconds })
}

/// Why an answer is not a token, the most important first.
#[must_use]
pub fn find_in_refusal(answer: &Answer, body: &BodyFacts, asked: &Asked) -> Vec<Finding> {
    let by_words = refusal::explain_words(answer, body, asked);
    let by_code = body.error.as_deref().and_then(|error| refusal::explain_code(error, asked));
    let by_status = explain_status(answer, asked);
    let findings: Vec<Finding> = match (by_words, by_code) {
        // Whatever a redirect, a proxy or a limit says beside, the request itself was not judged.
        (words, code) if matches!(answer.status, 300..=399 | 407 | 429) => {
            by_status.into_iter().chain(words.or(code)).collect()
        }
        (Some(words), _) => vec![words],
        (None, Some(code)) => std::iter::once(code).chain(by_status).collect(),
        // An error code that is none of OAuth's tells less than the status, and a body less than both.
        (None, None) => by_status
            .or_else(|| body.error.as_deref().map(other_error))
            .or_else(|| explain_body(answer, body))
            .into_iter()
            .collect(),
    };
    if findings.is_empty() { vec![Finding::Unexplained { status: answer.status }] } else { findings }
}

/// Tokens first: one that was cut is not recognised as one any more.
fn other_error(error: &str) -> Finding {
    Finding::OtherError { error: shorten(&jwt::shorten_all(error)) }
}

fn explain_status(answer: &Answer, asked: &Asked) -> Option<Finding> {
    match answer.status {
        status @ (300..=399 | 404) if asked.at_retired_path => Some(Finding::RetiredPath { status }),
        300..=399 => Some(Finding::Redirect {
            location: answer.header("location").map(|address| jwt::shorten_all(address).into_owned()),
        }),
        status @ (404 | 405) => Some(Finding::NotATokenEndpoint { status }),
        407 => Some(Finding::ProxyAuthentication),
        429 => {
            Some(Finding::TooManyRequests { retry_after: answer.header("retry-after").map(str::to_owned) })
        }
        status @ 500..=599 => Some(Finding::ServerError { status }),
        _ => None,
    }
}

fn explain_body(answer: &Answer, body: &BodyFacts) -> Option<Finding> {
    if answer.cut_off {
        return Some(Finding::BodyTooLarge { limit: u32::try_from(MAX_BODY_BYTES).unwrap_or(u32::MAX) });
    }
    let content = without_mark(&answer.body);
    if content.iter().all(u8::is_ascii_whitespace) {
        return Some(Finding::EmptyBody);
    }
    if body.error_is_object {
        return Some(Finding::ErrorOfAnotherKind);
    }
    if body.access_token().is_some() {
        return Some(Finding::TokenUnderOtherStatus { status: answer.status });
    }
    if body.is_json {
        return Some(Finding::JsonWithoutToken);
    }
    let text = String::from_utf8_lossy(content);
    if is_html(&text) {
        return Some(Finding::HtmlInsteadOfJson { title: html_title(&text) });
    }
    Some(if body.invalid_utf8 { Finding::InvalidUtf8 } else { Finding::NotJson })
}

/// How far into a text a page is looked for: a comment or an XML declaration may stand before it.
const PAGE_BEGINS_WITHIN: usize = 2000;

fn is_html(text: &str) -> bool {
    let text = text.trim_start();
    let start: String = text.chars().take(PAGE_BEGINS_WITHIN).collect();
    let start = start.to_ascii_lowercase();
    text.starts_with('<')
        && ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.contains(tag))
}

/// The text between `<title>` and `</title>`, for a person to recognise the page by; not shown as HTML.
fn html_title(html: &str) -> Option<String> {
    let lower = html.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower[start..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    let title = html[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then(|| title.chars().take(120).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(status: u16, body: &str) -> Vec<Finding> {
        let answer = Answer {
            status,
            version: "HTTP/1.1".into(),
            headers: Vec::new(),
            body: body.as_bytes().to_vec(),
            cut_off: false,
        };
        let asked = Asked {
            audience: Some("https://a".into()),
            scopes: "mail".into(),
            missing_claim: None,
            seconds_ahead: Some(60),
            other_algorithm: false,
            at_retired_path: false,
            answered_at: UnixSeconds(1_800_000_000),
        };
        find_in_refusal(&answer, &BodyFacts::read(body.as_bytes()), &asked)
    }

    #[test]
    fn each_documented_error_code_has_its_explanation() {
        let explained = |error: &str| findings(400, &format!(r#"{{"error":"{error}"}}"#));
        assert_eq!(explained("invalid_client"), [Finding::InvalidClient]);
        assert_eq!(explained("invalid_scope"), [Finding::InvalidScope { scopes: "mail".into() }]);
        assert_eq!(explained("unauthorized_client"), [Finding::UnauthorizedClient]);
        assert_eq!(explained("unsupported_grant_type"), [Finding::UnsupportedGrantType]);
        assert_eq!(explained("mfa_required"), [Finding::OtherError { error: "mfa_required".into() }]);
        let [Finding::OtherError { error }] = &explained(&"java.lang.Trouble at ".repeat(999))[..] else {
            panic!("another error code")
        };
        assert!(error.len() < 100 && error.ends_with('…'), "a headline: {error}");
        // An assertion that a server gives back is shortened as everywhere, and not cut before it is known as one.
        let token = format!(
            "eyJhbGciOiJub25lIn0.eyJpc3MiOiJjYW5hcnktY2FuYXJ5LWNhbmFyeS1jYW5hcnktY2FuYXJ5LWNhbmFyeSJ9.{}",
            "c2ln".repeat(99)
        );
        let shown = format!("bad {}", jwt::shorten(&token));
        assert_eq!(explained(&format!("bad {token}")), [Finding::OtherError { error: shown }]);
    }

    #[test]
    fn a_token_that_lives_longer_than_its_answer_says_is_noted_but_not_rounding() {
        use base64::Engine as _;
        let part = |json: &str| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(json);
        let token = format!("{}.{}.x", part(r#"{"alg":"RS256"}"#), part(r#"{"iat":1000,"exp":2800}"#));
        let found = |expires_in: &str| {
            let body = format!(r#"{{"access_token":"{token}","expires_in":{expires_in}}}"#);
            find_in_success(&BodyFacts::read(body.as_bytes()))
        };
        assert_eq!(found("1799"), []);
        assert_eq!(found("\"1800\""), []);
        assert_eq!(found("900"), [Finding::TokenLifeDiffers { expires_in: 900, token_seconds: 1800 }]);
    }

    #[test]
    fn both_families_words_about_the_jwt_are_told_apart() {
        let explained = |words: &str| {
            findings(401, &format!(r#"{{"error":"invalid_client","error_description":"{words}"}}"#)).remove(0)
        };
        let audience = Finding::AudienceNotAccepted { audience: Some("https://a".into()) };
        assert_eq!(explained("JWT is not valid"), Finding::JwtNotAccepted);
        assert_eq!(
            explained(
                "Client authentication with signed JWT failed: Signature on JWT token failed validation"
            ),
            Finding::SignatureNotAccepted
        );
        assert_eq!(explained("Audience validation failed"), audience);
        assert_eq!(explained("Invalid token audience"), audience);
        assert_eq!(explained("JWT has expired"), Finding::JwtTimeNotAccepted);
        assert_eq!(explained("Token is not active"), Finding::JwtTimeNotAccepted);
        assert_eq!(explained("Client authentication failed"), Finding::InvalidClient);
    }

    #[test]
    fn a_status_tells_more_than_an_error_that_is_none_of_oauths() {
        for (status, error, expected) in [
            (404, "Realm does not exist", Finding::NotATokenEndpoint { status: 404 }),
            (404, "HTTP 404 Not Found", Finding::NotATokenEndpoint { status: 404 }),
            (503, "Service Unavailable", Finding::ServerError { status: 503 }),
            (500, "server_error", Finding::ServerError { status: 500 }),
            (429, "rate_limited", Finding::TooManyRequests { retry_after: None }),
            (401, "rate_limited", Finding::OtherError { error: "rate_limited".into() }),
        ] {
            assert_eq!(findings(status, &format!(r#"{{"error":"{error}"}}"#)), [expected]);
        }
        assert_eq!(
            findings(429, r#"{"error":"invalid_client"}"#)[0],
            Finding::TooManyRequests { retry_after: None }
        );
    }

    #[test]
    fn words_about_scopes_are_not_taken_for_words_about_the_jwt() {
        let body = r#"{"error":"invalid_scope","error_description":"Not allowed: audience expired"}"#;
        assert_eq!(findings(400, body), [Finding::InvalidScope { scopes: "mail".into() }]);
    }

    #[test]
    fn answers_of_something_else_than_a_token_endpoint_are_named() {
        assert_eq!(findings(204, ""), [Finding::EmptyBody]);
        assert_eq!(
            findings(200, "<!DOCTYPE html><title>Log\n in</title>"),
            [Finding::HtmlInsteadOfJson { title: Some("Log in".into()) }]
        );
        assert_eq!(findings(200, r#"{"hello":"world"}"#), [Finding::JsonWithoutToken]);
        assert_eq!(findings(200, r#"[1]"#), [Finding::JsonWithoutToken]);
        assert_eq!(findings(200, r#"{"access_token":"#), [Finding::NotJson]);
        assert_eq!(findings(401, r#"{"error":{"code":401,"message":"No"}}"#), [Finding::ErrorOfAnotherKind]);
        assert_eq!(
            findings(400, r#"{"access_token":"opaque"}"#),
            [Finding::TokenUnderOtherStatus { status: 400 }]
        );
        for page in ["\u{FEFF}<html><body>Blocked", "<!-- proxy -->\n<html>", "<?xml version=\"1.0\"?><html>"]
        {
            assert_eq!(findings(200, page), [Finding::HtmlInsteadOfJson { title: None }], "{page}");
        }
        assert_eq!(findings(503, "<html>"), [Finding::ServerError { status: 503 }]);
        assert_eq!(findings(302, ""), [Finding::Redirect { location: None }]);
        assert_eq!(findings(401, ""), [Finding::EmptyBody]);
    }
}
