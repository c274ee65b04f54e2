//! Finds secrets that nobody knows yet, by what they look like and by what stands before them: JWTs, private keys, and
//! the values of members, fields and headers that are named like secrets. Works on any text, complete or cut off.

use std::ops::Range;

use super::named_value::NamedValue;
use super::names;
use crate::jwt;

/// The name of an authorisation code in a URL.
const CODE: &[u8] = b"code";
/// Authentication schemes that a secret follows (RFC 6750 section 2.1, RFC 7617).
const SCHEMES: [&str; 2] = ["bearer", "basic"];

/// A secret in a text.
pub(super) struct Shape {
    /// Where it is, in bytes.
    pub(super) place: Range<usize>,
    /// What may stay of it.
    pub(super) stays: String,
    /// The part that must stay hidden wherever else it occurs.
    pub(super) value: Range<usize>,
}

/// All of them, from the first to the last.
pub(super) fn shapes_in(text: &[u8]) -> Vec<Shape> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = text[at..].iter().position(|byte| is_token_character(*byte)) {
        let run = at + step..end_of_run(text, at + step);
        at = match shape_at(text, &run) {
            Some(shape) => {
                let end = shape.place.end.max(run.end);
                found.push(shape);
                end
            }
            None => run.end,
        };
    }
    found
}

/// The secret that a run of token characters contains or names.
fn shape_at(text: &[u8], run: &Range<usize>) -> Option<Shape> {
    jwt_in(text, run).or_else(|| private_key_after(text, run)).or_else(|| named_value_at(text, run))
}

fn is_token_character(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
}

/// The end of a run of token characters. A JWT goes on in the next line until its signature begins.
fn end_of_run(text: &[u8], start: usize) -> usize {
    let end_of_line =
        |from: usize| from + text[from..].iter().take_while(|byte| is_token_character(**byte)).count();
    let mut end = end_of_line(start);
    if !text[start..end].windows(3).any(|window| window == b"eyJ") {
        return end;
    }
    let mut dots = text[start..end].iter().filter(|byte| **byte == b'.').count();
    while dots < 2 && matches!(text.get(end), Some(b'\r' | b'\n')) {
        let next_line = end + text[end..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let next_end = end_of_line(next_line);
        if next_end == next_line {
            break;
        }
        dots += text[next_line..next_end].iter().filter(|byte| **byte == b'.').count();
        end = next_end;
    }
    end
}

/// A JWT in a run of its characters: from the first of three parts that is a JSON object in Base64url, or from `eyJ`,
/// the usual beginning of one, since the rest may be cut off.
fn jwt_in(text: &[u8], run: &Range<usize>) -> Option<Shape> {
    let token = std::str::from_utf8(&text[run.clone()]).ok()?;
    let last_start = token.rmatch_indices('.').nth(1)?.0;
    let usual = token.find("eyJ").filter(|at| *at < last_start);
    let mut at = 0;
    let decoded = token.split('.').find_map(|part| {
        let start = at;
        at += part.len() + 1;
        (start < last_start && jwt::is_object(&on_one_line(part))).then_some(start)
    });
    let from = usual.into_iter().chain(decoded).min()?;
    let signature = token.rfind('.').map_or(token.len(), |dot| dot + 1);
    Some(Shape {
        place: run.start + from..run.end,
        stays: jwt::shorten_token(&on_one_line(&token[from..])),
        value: run.start + signature..run.end,
    })
}

fn on_one_line(text: &str) -> String {
    text.split_ascii_whitespace().collect()
}

/// What stands between the boundaries of a private key in PEM (RFC 7468), if the run is the last word of the first of
/// them.
fn private_key_after(text: &[u8], run: &Range<usize>) -> Option<Shape> {
    const LABEL: &[u8] = b"KEY-----";
    const LONGEST_BEFORE: usize = 64;
    let before = &text[run.start.saturating_sub(LONGEST_BEFORE)..run.start];
    let is_first = before
        .windows(5)
        .rposition(|window| window == b"-----")
        .is_some_and(|at| before[at..].starts_with(b"-----BEGIN "));
    let is_label = text[run.clone()].starts_with(LABEL) && before.ends_with(b"PRIVATE ") && is_first;
    let start = is_label.then_some(run.start + LABEL.len())?;
    let length = text[start..].windows(5).position(|window| window == b"-----").unwrap_or(text.len() - start);
    let place = start..start + length;
    (length > 0).then(|| Shape { value: place.clone(), place, stays: names::HIDDEN.to_owned() })
}

/// The value after a name.
fn named_value_at(text: &[u8], run: &Range<usize>) -> Option<Shape> {
    if run.len() < names::SHORTEST {
        return None;
    }
    let name = std::str::from_utf8(&text[run.clone()]).ok()?;
    let before = run.start.checked_sub(1).map(|at| text[at]);
    let is_code = name.as_bytes() == CODE && matches!(before, Some(b'?' | b'&'));
    let is_scheme = SCHEMES.iter().any(|scheme| name.eq_ignore_ascii_case(scheme));
    if !(names::is_secret(name) || is_code || is_scheme) {
        return None;
    }
    let value = NamedValue::after(text, run)?;
    // The last part of a path names nothing, and neither does a code in a sentence.
    if !value.is_field && (before == Some(b'/') || is_code) {
        return None;
    }
    let name = if is_scheme { "token" } else { name };
    let stays = names::what_may_stay(name, &String::from_utf8_lossy(&text[value.place.clone()]));
    Some(Shape { value: value.place.clone(), place: value.place, stays })
}
