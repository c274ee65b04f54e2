//! Shortens tokens wherever they occur in a text, so that nobody can use what remains.

use std::borrow::Cow;

use super::decode::{decode_unverified, is_object};

/// Characters shown of a JWT's header, and of its claims. Both are shown decoded as well. Only the signature
/// must stay hidden: without it a JWT is of no use.
const JWT_PART_SHOWN: usize = 24;
/// Characters shown of a token that is not a JWT: enough to tell two apart, too few to guess the rest.
const OPAQUE_SHOWN: usize = 4;
/// Members of a response whose value is a token (RFC 6749 section 5.1, OpenID Connect Core section 3.1.3.3).
const TOKEN_MEMBERS: [&str; 3] = ["access_token", "refresh_token", "id_token"];

/// The first characters of a token, followed by `…`. They never include a JWT's signature.
#[must_use]
pub fn shorten_token(token: &str) -> String {
    let start = |part: &str, length: usize| part.chars().take(length).collect::<String>();
    match token.split_once('.') {
        Some((header, rest)) if decode_unverified(token).is_some() => {
            let claims = rest.split('.').next().unwrap_or_default();
            format!("{}.{}…", start(header, JWT_PART_SHOWN), start(claims, JWT_PART_SHOWN))
        }
        _ => start(token, OPAQUE_SHOWN.min(token.chars().count() / 4)) + "…",
    }
}

/// The text with every token in it shortened: everything that looks like a JWT, and the value of every JSON
/// member or form field that is a token, also in JSON inside a JSON string. Works on any text, JSON or not,
/// complete or truncated, in one pass.
#[must_use]
pub fn shorten_tokens(text: &str) -> Cow<'_, str> {
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
                out.push_str(&shorten_token(&text[token..token_end]));
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

/// Where a token begins and ends, if the run of token characters from `start` to `end` contains a JWT or ends
/// with the name of a member or field whose value is a token.
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

/// Where a JWT begins in a run of its characters: at the first of three parts that is a JSON object in
/// Base64url, or at `eyJ`, the usual beginning of one, since the rest may be cut off.
fn jwt_in(run: &str) -> Option<usize> {
    let last_start = run.rmatch_indices('.').nth(1)?.0;
    let usual = run.find("eyJ").filter(|at| *at < last_start);
    let mut at = 0;
    let decoded = run.split('.').find_map(|part| {
        let start = at;
        at += part.len() + 1;
        (start < last_start && is_object(part)).then_some(start)
    });
    usual.into_iter().chain(decoded).min()
}

/// A value inside the text: the text from its first character on, and the value's length.
struct Part<'a> {
    from_here: &'a str,
    length: usize,
}

fn is_token_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.')
}

/// The value of a JSON member, given the text after its name: up to the closing quotation mark, or to the end
/// of a truncated text. In JSON inside a JSON string, each quotation mark has backslashes before it.
fn member_value(after_name: &str) -> Option<Part<'_>> {
    let (_, after_name) = quotation_mark(after_name)?;
    let (backslashes, from_here) = quotation_mark(after_name.trim_start().strip_prefix(':')?.trim_start())?;
    let mut before = 0;
    let end = from_here.find(|c| {
        // In a nested string, a quotation mark with more backslashes than the opening one does not close the
        // string.
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

/// The text after a leading quotation mark, and the number of backslashes before that mark.
fn quotation_mark(text: &str) -> Option<(usize, &str)> {
    let rest = text.trim_start_matches('\\');
    Some((text.len() - rest.len(), rest.strip_prefix('"')?))
}

/// The value of a form field, given the text after its name, as in `access_token=…&token_type=bearer`.
fn field_value(after_name: &str) -> Option<Part<'_>> {
    let from_here = after_name.strip_prefix('=')?;
    let end = from_here.find(|c: char| c == '&' || c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '#'));
    Some(Part { from_here, length: end.unwrap_or(from_here.len()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const JWT: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6IkR3VCJ9.eyJjbGllbnRfaWQiOiJpZCIsInNjb3BlIjpbIm1haWwiLCJyb2xlcyJdLCJleHAiOjE3OTU0NDY2MDB9.c2lnbmF0dXJlLXRoYXQtb3BlbnMtZG9vcnM";

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
            // As gateways wrap the response of the server behind them, once and twice.
            format!(r#"{{"upstream":"{{\"access_token\":\"{opaque}\",\"n\":1}}"}}"#),
            format!(r#"{{"a":"{{\"b\":\"{{\\\"refresh_token\\\": \\\"{opaque}\\\"}}\"}}"}}"#),
            format!(r#"{{"upstream":"{{\"access_token\":\"{opaque}"#),
            // JOSE headers that do not begin with `{"`.
            format!("eyAiYWxnIjoiUlMyNTYifQ.eyJhIjoxfQ.{signature}"),
            format!("say ewoiYWxnIjoiUlMyNTYifQ.ewoiYSI6MX0.{signature} please"),
        ] {
            let shown = shorten_tokens(&text);
            assert!(!shown.contains(signature) && !shown.contains(opaque), "{shown}");
            assert!(shown.contains('…'), "{shown}");
        }
    }

    #[test]
    fn what_stands_around_a_token_in_a_string_within_a_string_stays() {
        let text = r#"{"a":"{\"access_token\":\"0f8d6a2c-very-secret\",\"n\":1}","b":2}"#;
        assert_eq!(shorten_tokens(text), r#"{"a":"{\"access_token\":\"0f8d…\",\"n\":1}","b":2}"#);
    }

    #[test]
    fn a_text_made_to_be_slow_is_not() {
        for piece in
            ["ab.", "eyAi.", "\\\\\"", "eyJ.. ", "eyJ", "\"access_token\":\"x\",", "access_token=", "aaaa"]
        {
            // Quadratic work on this much text takes minutes; a single pass takes no noticeable time.
            let text = piece.repeat((1 << 20) / piece.len());
            assert!(shorten_tokens(&text).len() <= text.len() * 2);
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
            assert_eq!(shorten_tokens(text), text);
        }
    }
}
