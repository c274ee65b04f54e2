//! What an answer means: a first explanation of refusals by the server's own words, and of answers that are none
//! of a token endpoint's. Matching is tolerant, since servers word things differently over the years.

use std::time::UNIX_EPOCH;

use serde_json::Value;

use super::Finding;
use crate::access_token;
use crate::exchange::{Answer, MAX_BODY_BYTES};
use crate::moment::UnixSeconds;

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
    /// The server's own words.
    pub error_description: Option<String>,
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
        let text_of = |name: &str| object.as_ref()?.get(name)?.as_str().map(str::to_owned);
        Self {
            error: text_of("error"),
            error_description: text_of("error_description"),
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// The audience that was signed.
    pub audience: Option<String>,
    /// The scopes asked for.
    pub scopes: String,
    /// When the answer came, by this computer's clock.
    pub answered_at: Option<UnixSeconds>,
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
    let expires_in = access_token::whole_number(body.object.as_ref()?.get("expires_in")?)?;
    let token_seconds = access_token::seconds_from_issue_to_end(body.access_token()?)?;
    (expires_in.abs_diff(token_seconds) > LIFE_TOLERANCE_SECONDS)
        .then_some(Finding::TokenLifeDiffers { expires_in, token_seconds })
}

/// Why an answer is not a token, the most important first.
#[must_use]
pub fn find_in_refusal(answer: &Answer, body: &BodyFacts, asked: &Asked) -> Vec<Finding> {
    let by_words = body
        .error
        .as_ref()
        .map(|error| explain_error(error, body.error_description.as_deref().unwrap_or_default(), asked));
    // A server that breaks off over the stored key has no trouble of its own.
    let by_status = explain_status(answer).filter(|_| by_words != Some(Finding::PublicKeyNotUsable));
    // What the body lacks only matters where neither the server's words nor its status explain the answer.
    let by_body = if by_words.is_none() && by_status.is_none() { explain_body(answer, body) } else { None };
    let by_clock = by_words.as_ref().and_then(|finding| explain_clock(finding, answer, asked));
    // That the clock is wrong is known then, and not only likely.
    let by_words = by_words.filter(|finding| by_clock.is_none() || *finding != Finding::JwtTimeNotAccepted);
    let findings: Vec<Finding> =
        by_clock.into_iter().chain(by_words).chain(by_status).chain(by_body).collect();
    if findings.is_empty() { vec![Finding::Unexplained { status: answer.status }] } else { findings }
}

fn explain_error(error: &str, description: &str, asked: &Asked) -> Finding {
    let description = description.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|words| description.contains(words));
    match error {
        "invalid_client" | "server_error" if says(&["public key"]) => Finding::PublicKeyNotUsable,
        "invalid_client" if says(&["authentication method"]) => Finding::AuthMethodNotAccepted,
        "invalid_client" if says(&["audience"]) => {
            Finding::AudienceNotAccepted { audience: asked.audience.clone() }
        }
        "invalid_client"
            if says(&[
                "expired",
                "not active",
                "issued in the future",
                "too far in the past",
                "exp must",
            ]) =>
        {
            Finding::JwtTimeNotAccepted
        }
        "invalid_client" if says(&["jwt is not valid", "signature", "signed jwt failed"]) => {
            Finding::JwtNotAccepted
        }
        "invalid_client" if says(&["claim", "token reuse"]) => Finding::JwtClaimNotAccepted,
        "invalid_client" => Finding::InvalidClient,
        "invalid_scope" => Finding::InvalidScope { scopes: asked.scopes.clone() },
        "unauthorized_client" => Finding::UnauthorizedClient,
        "unsupported_grant_type" => Finding::UnsupportedGrantType,
        "invalid_request" => Finding::InvalidRequest,
        "invalid_grant" => Finding::InvalidGrant,
        other => Finding::OtherError { error: other.to_owned() },
    }
}

/// Clocks may differ by this much, in seconds, where the server's words are about time: the strictest server allows 15.
const SAME_TIME: i64 = 10;
/// And by this much where it only says that the JWT is not valid: the server that says so allows 5 minutes.
const ABOUT_THE_SAME_TIME: i64 = 5 * 60;

/// Whether the server's clock, as it says itself (RFC 9110 section 6.6.1), differs enough to be why.
fn explain_clock(by_words: &Finding, answer: &Answer, asked: &Asked) -> Option<Finding> {
    let allowed = match by_words {
        Finding::JwtTimeNotAccepted => SAME_TIME,
        Finding::JwtNotAccepted => ABOUT_THE_SAME_TIME,
        _ => return None,
    };
    let theirs = httpdate::parse_http_date(answer.header("date")?).ok()?;
    let theirs = theirs.duration_since(UNIX_EPOCH).ok()?.as_secs();
    let seconds = asked.answered_at?.0 - i64::try_from(theirs).ok()?;
    (seconds.abs() > allowed).then_some(Finding::ClockDiffers { seconds })
}

fn explain_status(answer: &Answer) -> Option<Finding> {
    match answer.status {
        300..=399 => Some(Finding::Redirect {
            location: answer
                .header("location")
                .map(|address| access_token::shorten_all(address).into_owned()),
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
    if answer.body.iter().all(u8::is_ascii_whitespace) {
        return Some(Finding::EmptyBody);
    }
    if body.is_json {
        return Some(Finding::JsonWithoutToken);
    }
    let text = String::from_utf8_lossy(&answer.body);
    let start = text.trim_start().get(..200).unwrap_or(text.trim_start()).to_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") || start.contains("<head") {
        return Some(Finding::HtmlInsteadOfJson { title: html_title(&text) });
    }
    Some(if body.invalid_utf8 { Finding::InvalidUtf8 } else { Finding::NotJson })
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
    use crate::token_request::NameValue;

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
            answered_at: Some(UnixSeconds(0)),
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
            Finding::JwtNotAccepted
        );
        assert_eq!(explained("Audience validation failed"), audience);
        assert_eq!(explained("Invalid token audience"), audience);
        assert_eq!(explained("JWT has expired"), Finding::JwtTimeNotAccepted);
        assert_eq!(explained("Token is not active"), Finding::JwtTimeNotAccepted);
        assert_eq!(explained("Client authentication failed"), Finding::InvalidClient);
        assert_eq!(explained("Unable to load public key"), Finding::PublicKeyNotUsable);
        assert_eq!(
            explained("Invalid authentication method for accessing this endpoint."),
            Finding::AuthMethodNotAccepted
        );
        for words in [
            "Token jti claim is required",
            "Token reuse detected",
            "Token expiration is too far in the future and iat claim not present in token",
            "client_id parameter does not match sub claim",
        ] {
            assert_eq!(explained(words), Finding::JwtClaimNotAccepted, "{words}");
        }
    }

    #[test]
    fn a_server_that_breaks_off_over_the_stored_key_has_no_trouble_of_its_own() {
        let body =
            r#"{"error":"server_error","error_description":"No Client Bearer Jwt Public key configured"}"#;
        assert_eq!(findings(500, body), [Finding::PublicKeyNotUsable]);
    }

    #[test]
    fn a_clock_that_differs_is_the_cause_where_the_servers_words_can_be_about_time() {
        let found = |words: &str, answered_at: i64| {
            let body = format!(r#"{{"error":"invalid_client","error_description":"{words}"}}"#).into_bytes();
            // The 6th of November 1994, 08:49:37.
            let date = NameValue::new("Date", "Sun, 06 Nov 1994 08:49:37 GMT");
            let read = BodyFacts::read(&body);
            let answer =
                Answer { status: 401, version: "HTTP/1.1".into(), headers: vec![date], body, cut_off: false };
            let asked =
                Asked { answered_at: Some(UnixSeconds(784_111_777 + answered_at)), ..Asked::default() };
            find_in_refusal(&answer, &read, &asked)
        };
        let differs = |seconds| Finding::ClockDiffers { seconds };
        assert_eq!(found("JWT has expired", 5), [Finding::JwtTimeNotAccepted]);
        assert_eq!(found("JWT has expired", -120), [differs(-120)]);
        assert_eq!(found("JWT is not valid", 120), [Finding::JwtNotAccepted]);
        assert_eq!(found("JWT is not valid", 600), [differs(600), Finding::JwtNotAccepted]);
        assert_eq!(found("Client authentication failed", 600), [Finding::InvalidClient]);
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
        assert_eq!(findings(503, "<html>"), [Finding::ServerError { status: 503 }]);
        assert_eq!(findings(302, ""), [Finding::Redirect { location: None }]);
        assert_eq!(findings(401, ""), [Finding::EmptyBody]);
    }
}
