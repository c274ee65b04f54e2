//! Access tokens: decode them, say what they tell, and shorten them wherever they stand in a text. Nothing is
//! verified here yet.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::jwt;
use crate::moment::{UnixMillis, UnixSeconds};

/// Characters shown of a JWT's header, and of its claims. Both are shown decoded as well; it is the signature
/// that must stay hidden, for without it a JWT opens nothing.
const JWT_PART_SHOWN: usize = 24;
/// Characters shown of a token that is not a JWT: enough to tell two apart, too few to guess the rest.
const OPAQUE_SHOWN: usize = 4;
/// Members of an answer whose value is a token (RFC 6749 section 5.1, OpenID Connect Core section 3.1.3.3).
const TOKEN_MEMBERS: [&str; 3] = ["access_token", "refresh_token", "id_token"];

/// A token as the window shows it: shortened, with what it says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TokenShown {
    /// The first characters of a JWT's header and claims, or of another token; never its signature.
    pub shortened: String,
    /// `Bearer`, usually.
    pub token_type: Option<String>,
    /// When it ends: from `expires_in`, else from the token's `exp`.
    pub ends_at: Option<UnixMillis>,
    /// Seconds the server gave it (`expires_in`).
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub expires_in: Option<i64>,
    /// The scopes granted: of the answer, else of the token.
    pub scopes: Vec<String>,
    /// What the token says, if it is a JWT.
    pub decoded: Option<DecodedToken>,
}

/// A decoded JWT. Its signature was not verified.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DecodedToken {
    /// The header as indented JSON.
    pub header: String,
    /// The claims as indented JSON.
    pub claims: String,
    /// `client_id`, else `azp`, else `sub`.
    pub client: Option<String>,
    /// `iss`.
    pub issuer: Option<String>,
    /// `aud`.
    pub audience: Vec<String>,
    /// `roles`.
    pub roles: Vec<String>,
    /// `tenantFilter`.
    pub tenant_filter: Option<String>,
    /// `iat`.
    pub issued_at: Option<UnixSeconds>,
    /// `exp`.
    pub expires_at: Option<UnixSeconds>,
    /// `alg` of the header.
    pub algorithm: Option<String>,
    /// `kid` of the header.
    pub key_id: Option<String>,
    /// It comes from a practice Account Manager, and says so: it opens nothing real.
    pub practice: bool,
}

/// A token as the window shows it; `answer` is the object it came in.
#[must_use]
pub fn shown(token: &str, answer: &Map<String, Value>, received_at: UnixMillis) -> TokenShown {
    let decoded = jwt::decode_unverified(token);
    let claims = decoded.as_ref().map(|jwt| &jwt.claims);
    let expires_in = answer.get("expires_in").and_then(whole_number);
    let expires_at = claims.and_then(|claims| claims.get("exp")).and_then(whole_number);
    let scopes = answer.get("scope").or_else(|| claims?.get("scope")).map(words_of).unwrap_or_default();
    TokenShown {
        shortened: shorten(token),
        token_type: answer.get("token_type").and_then(Value::as_str).map(str::to_owned),
        // The server's clock may differ from ours; a duration is the same on both.
        ends_at: expires_in
            .and_then(|seconds| seconds.checked_mul(1000)?.checked_add(received_at.0))
            .or_else(|| expires_at?.checked_mul(1000))
            .map(UnixMillis),
        expires_in,
        scopes,
        decoded: decoded.map(|jwt| decoded_token(&jwt)),
    }
}

fn decoded_token(jwt: &jwt::Unverified) -> DecodedToken {
    let text = |name: &str| jwt.claims.get(name).and_then(Value::as_str).map(str::to_owned);
    let list = |name: &str| jwt.claims.get(name).map(words_of).unwrap_or_default();
    let time = |name: &str| jwt.claims.get(name).and_then(whole_number).map(UnixSeconds);
    let header = |name: &str| jwt.header.get(name).and_then(Value::as_str).map(str::to_owned);
    DecodedToken {
        header: jwt::pretty(&jwt.header),
        claims: jwt::pretty(&jwt.claims),
        client: text("client_id").or_else(|| text("azp")).or_else(|| text("sub")),
        issuer: text("iss"),
        audience: list("aud"),
        roles: list("roles"),
        tenant_filter: text("tenantFilter"),
        issued_at: time("iat"),
        expires_at: time("exp"),
        algorithm: header("alg"),
        key_id: header("kid"),
        practice: jwt.claims.get("practice") == Some(&Value::Bool(true)),
    }
}

/// Seconds from `iat` to `exp`, where the token is a JWT that has both.
pub(crate) fn seconds_from_issue_to_end(token: &str) -> Option<i64> {
    let claims = jwt::decode_unverified(token)?.claims;
    let time = |name: &str| claims.get(name).and_then(whole_number);
    time("exp")?.checked_sub(time("iat")?)
}

/// Servers write whole numbers as `1799`, `1799.0` and `"1799"`.
#[expect(clippy::cast_possible_truncation, reason = "floating point casts saturate")]
pub(crate) fn whole_number(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| number.as_f64().map(|float| float as i64)),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// Lists come as an array or as one text with spaces between.
fn words_of(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => text.split_whitespace().map(str::to_owned).collect(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// The first characters of a token, then `…`; never a JWT's signature.
#[must_use]
pub fn shorten(token: &str) -> String {
    let start = |part: &str, length: usize| part.chars().take(length).collect::<String>();
    match token.split_once('.') {
        Some((header, rest)) if jwt::decode_unverified(token).is_some() => {
            let claims = rest.split('.').next().unwrap_or_default();
            format!("{}.{}…", start(header, JWT_PART_SHOWN), start(claims, JWT_PART_SHOWN))
        }
        _ => start(token, OPAQUE_SHOWN.min(token.chars().count() / 4)) + "…",
    }
}

/// The text with every token in it shortened: whatever looks like a JWT, and the value of every JSON member or form
/// field that is a token, also of JSON within a JSON string. Works on any text, JSON or not, whole or cut, in one pass.
#[must_use]
pub fn shorten_all(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(step) = text[at..].find(is_token_character) {
        let start = at + step;
        let length = text[start..].find(|c| !is_token_character(c)).unwrap_or(text.len() - start);
        let end = start + length;
        match token_at(text, start, end) {
            Some((token, token_end)) => {
                out.push_str(&text[done..token]);
                out.push_str(&shorten(&text[token..token_end]));
                (done, at) = (token_end, token_end);
            }
            None => at = end,
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// From where to where a token is: the run of token characters from `start` to `end` holds a JWT, or ends with the name
/// of a member or field whose value is one.
fn token_at(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let run = &text[start..end];
    if let Some(from) = jwt_in(run) {
        return Some((start + from, end));
    }
    if !TOKEN_MEMBERS.iter().any(|name| run.ends_with(name)) {
        return None;
    }
    let after_name = &text[end..];
    let value = member_value(after_name).or_else(|| field_value(after_name))?;
    let from = text.len() - value.from_here.len();
    (value.length > 0).then_some((from, from + value.length))
}

/// Where a JWT begins in a run of its characters: at the first of three parts that is a JSON object in Base64, or at
/// what is usually the beginning of one, since the rest may be cut off.
fn jwt_in(run: &str) -> Option<usize> {
    let last_start = run.rmatch_indices('.').nth(1)?.0;
    let usual = run.find("eyJ").filter(|at| *at < last_start);
    let mut at = 0;
    let decoded = run.split('.').find_map(|part| {
        let start = at;
        at += part.len() + 1;
        (start < last_start && jwt::is_object(part)).then_some(start)
    });
    usual.into_iter().chain(decoded).min()
}

/// A value within the text: all the text from its first character on, and its own length.
struct Part<'a> {
    from_here: &'a str,
    length: usize,
}

fn is_token_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.')
}

/// The value of a JSON member behind its name: up to the closing quotation mark, or the end of a text that was cut.
/// In JSON within a JSON string there are backslashes before each quotation mark.
fn member_value(after_name: &str) -> Option<Part<'_>> {
    let (_, after_name) = quotation_mark(after_name)?;
    let (backslashes, from_here) = quotation_mark(after_name.trim_start().strip_prefix(':')?.trim_start())?;
    let mut before = 0;
    let end = from_here.find(|c| {
        // Within a string within a string, more backslashes than at its beginning mean that it goes on.
        let closes = c == '"' && if backslashes == 0 { before % 2 == 0 } else { before <= backslashes };
        before = if c == '\\' {
            before + 1
        } else if closes {
            before
        } else {
            0
        };
        closes
    });
    Some(Part { from_here, length: end.map_or(from_here.len(), |end| end - backslashes.min(before)) })
}

/// The text behind a quotation mark that it begins with, and how many backslashes stand before that.
fn quotation_mark(text: &str) -> Option<(usize, &str)> {
    let rest = text.trim_start_matches('\\');
    Some((text.len() - rest.len(), rest.strip_prefix('"')?))
}

/// The value of a form field behind its name, as in `access_token=…&token_type=bearer`.
fn field_value(after_name: &str) -> Option<Part<'_>> {
    let from_here = after_name.strip_prefix('=')?;
    let end = from_here.find(|c: char| c == '&' || c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '#'));
    Some(Part { from_here, length: end.unwrap_or(from_here.len()) })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const JWT: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6IkR3VCJ9.eyJjbGllbnRfaWQiOiJpZCIsInNjb3BlIjpbIm1haWwiLCJyb2xlcyJdLCJleHAiOjE3OTU0NDY2MDB9.c2lnbmF0dXJlLXRoYXQtb3BlbnMtZG9vcnM";

    fn shown_in(answer: Value) -> TokenShown {
        let answer = answer.as_object().unwrap().clone();
        shown(answer["access_token"].as_str().unwrap(), &answer, UnixMillis(1_000))
    }

    #[test]
    fn the_end_is_counted_from_the_answer_by_our_own_clock() {
        let token = shown_in(json!({"access_token": JWT, "expires_in": 1799}));
        assert_eq!(token.ends_at, Some(UnixMillis(1_800_000)));
        assert_eq!(
            shown_in(json!({"access_token": JWT, "expires_in": "60"})).ends_at,
            Some(UnixMillis(61_000))
        );
    }

    #[test]
    fn without_expires_in_the_token_itself_says_when_it_ends() {
        assert_eq!(shown_in(json!({"access_token": JWT})).ends_at, Some(UnixMillis(1_795_446_600_000)));
        assert_eq!(shown_in(json!({"access_token": "opaque-token-of-old"})).ends_at, None);
    }

    #[test]
    fn scopes_are_a_list_or_a_text() {
        assert_eq!(shown_in(json!({"access_token": JWT})).scopes, ["mail", "roles"]);
        assert_eq!(shown_in(json!({"access_token": JWT, "scope": "a b"})).scopes, ["a", "b"]);
    }

    #[test]
    fn the_signature_is_never_among_what_is_shown() {
        let token = shown_in(json!({"access_token": JWT}));
        assert_eq!(token.shortened, "eyJhbGciOiJSUzI1NiIsImtp.eyJjbGllbnRfaWQiOiJpZCIs…");
        assert!(!format!("{token:?}").contains("c2lnbmF0dXJl"));
    }

    #[test]
    fn tokens_are_shortened_wherever_they_stand() {
        let signature = "c2lnbmF0dXJlLXRoYXQtb3BlbnMtZG9vcnM";
        let opaque = "0f8d6a2c-very-secret";
        for text in [
            format!(r#"{{"access_token":"{JWT}","scope":"mail"}}"#),
            format!(r#"{{"access_token" : "{opaque}", "refresh_token":"{opaque}"}}"#),
            format!(r#"{{"access_token":"{opaque}"#),
            format!("<html>{JWT}</html>"),
            format!("{JWT} {JWT}"),
            format!(r#"{{"id_token":"","access_token":"{JWT}"}}"#),
            format!("access_token={opaque}&token_type=bearer"),
            format!("https://server.example/#access_token={opaque}"),
            format!(r#"{{"access_token":"ab\"{opaque}"}}"#),
            // As gateways wrap what is behind them, once and twice.
            format!(r#"{{"upstream":"{{\"access_token\":\"{opaque}\",\"n\":1}}"}}"#),
            format!(r#"{{"a":"{{\"b\":\"{{\\\"refresh_token\\\": \\\"{opaque}\\\"}}\"}}"}}"#),
            format!(r#"{{"upstream":"{{\"access_token\":\"{opaque}"#),
            // Headers that are not written `{"`.
            format!("eyAiYWxnIjoiUlMyNTYifQ.eyJhIjoxfQ.{signature}"),
            format!("say ewoiYWxnIjoiUlMyNTYifQ.ewoiYSI6MX0.{signature} please"),
        ] {
            let shown = shorten_all(&text);
            assert!(!shown.contains(signature) && !shown.contains(opaque), "{shown}");
            assert!(shown.contains('…'), "{shown}");
        }
    }

    #[test]
    fn what_stands_around_a_token_in_a_string_within_a_string_stays() {
        let text = r#"{"a":"{\"access_token\":\"0f8d6a2c-very-secret\",\"n\":1}","b":2}"#;
        assert_eq!(shorten_all(text), r#"{"a":"{\"access_token\":\"0f8d…\",\"n\":1}","b":2}"#);
    }

    #[test]
    fn a_text_made_to_be_slow_is_not() {
        for piece in
            ["ab.", "eyAi.", "\\\\\"", "eyJ.. ", "eyJ", "\"access_token\":\"x\",", "access_token=", "aaaa"]
        {
            // Quadratic work on this much takes minutes; one pass does not show.
            let text = piece.repeat((1 << 20) / piece.len());
            assert!(shorten_all(&text).len() <= text.len() * 2);
        }
    }

    #[test]
    fn other_text_stays_as_it_is() {
        for text in [
            "",
            r#"{"error":"invalid_client"}"#,
            r#"{"access_token":""}"#,
            "eyJ.",
            "x\u{FFFD}y",
            "www.example.com",
        ] {
            assert_eq!(shorten_all(text), text);
        }
    }
}
