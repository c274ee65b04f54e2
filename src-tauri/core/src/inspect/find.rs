//! Finds tokens in any text: alone, behind `Bearer`, in a header, a JSON answer, a form, a URL or a command, encoded or
//! not, with line breaks and quotes inside.
//!
//! JWTs are found by their look: all their characters mean nothing to JSON, forms, URLs and shells, so they stand there as
//! they are. Other tokens are found by their names.

use serde::Serialize;
use serde_json::Value;
use url::form_urlencoded;

use crate::jws::LONGEST_JWS;

/// How a JSON object begins in Base64url: `{"`, `{ `, and a brace before a line break.
const BEGINNINGS: [&str; 4] = ["eyJ", "eyA", "ewo", "ew0"];
/// The names under which tokens travel, the most important first.
const NAMES: [&str; 9] = [
    "access_token",
    "accessToken",
    "id_token",
    "refresh_token",
    "client_assertion",
    "assertion",
    "subject_token",
    "token",
    "jwt",
];
/// The most values that are read by their names.
const MOST_NAMED: usize = 20;
/// The shortest text that may be a token without structure, in characters.
const SHORTEST_OPAQUE: usize = 16;
/// The longest name that is read before a token, in characters.
const LONGEST_NAME: usize = 40;
/// Lengths of signatures in Base64url without padding: EdDSA and ES256, ES384, ES512, HMAC, RSA with 2048, 3072, 4096, 8192
/// bits. After one of them, a token goes on in no other line.
const WHOLE_SIGNATURES: [usize; 9] = [43, 64, 86, 128, 176, 342, 512, 683, 1366];

/// Where a token is in a text, in UTF-16 code units as JavaScript counts them. For a token without parts, all are `end`
/// but the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TokenSpan {
    /// Where it begins.
    pub start: u32,
    /// Where its header ends.
    pub header_end: u32,
    /// Where its claims end.
    pub claims_end: u32,
    /// Where it ends.
    pub end: u32,
}

/// A token in a text.
pub(super) struct FoundToken {
    /// The name that the text gives it.
    pub(super) name: Option<String>,
    /// The token without white space inside.
    pub(super) token: String,
    pub(super) span: TokenSpan,
    start: usize,
}

/// All tokens in the text, in its order.
pub(super) fn tokens_in(text: &str) -> Vec<FoundToken> {
    let mut found = jwts_in(text);
    for (name, token) in named_values(text) {
        let is_new = !found.iter().any(|known| known.token == token);
        if is_new
            && is_opaque(&token)
            && let Some(start) = text.find(&token)
        {
            found.push(opaque(text, Some(name), start, token));
        }
    }
    let alone = text.trim().trim_matches(['"', '\'']);
    if found.is_empty()
        && is_opaque(alone)
        && let Some(start) = text.find(alone)
    {
        found.push(opaque(text, None, start, alone.to_owned()));
    }
    found.sort_by_key(|token| token.start);
    found
}

fn jwts_in(text: &str) -> Vec<FoundToken> {
    let mut found = Vec::new();
    let mut units = Units::default();
    let mut at = 0;
    while let Some(start) = next_start(text, at) {
        let pieces = pieces_from(text, start);
        at = pieces.last().map_or(start + 1, |piece| piece.1);
        let token: String = pieces.iter().map(|&(from, to)| &text[from..to]).collect();
        let token = token.trim_end_matches('.').to_owned();
        // A word that begins like this is no token.
        if !token.contains('.') && (token.len() < SHORTEST_OPAQUE || !crate::jwt::is_object(&token)) {
            continue;
        }
        // With an empty signature, the last dot belongs to the token.
        let token =
            if token.matches('.').count() == 1 && text[..at].ends_with('.') { token + "." } else { token };
        let dots: Vec<usize> = text[start..at].match_indices('.').map(|(dot, _)| start + dot).collect();
        let dot = |number: usize| dots.get(number).copied().unwrap_or(at);
        let span = TokenSpan {
            start: units.at(text, start),
            header_end: units.at(text, dot(0)),
            claims_end: units.at(text, dot(1)),
            end: units.at(text, at),
        };
        found.push(FoundToken { name: name_before(text, start), token, span, start });
    }
    found
}

/// Where the next run of token characters begins that begins like a JSON object.
fn next_start(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let start = at + text.get(at..)?.find(is_token_character)?;
        let end = end_of_run(text, start);
        let run = &text[start..end];
        // An escaped character before it, as in `%3D`, is not part of it.
        let escaped = text[..start].ends_with('%') && run.is_char_boundary(2) && begins(&run[2..]);
        if begins(run) || escaped {
            return Some(if escaped { start + 2 } else { start });
        }
        at = end;
    }
}

fn begins(run: &str) -> bool {
    BEGINNINGS.iter().any(|beginning| run.starts_with(beginning))
}

fn is_token_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.')
}

fn end_of_run(text: &str, start: usize) -> usize {
    text[start..].find(|character| !is_token_character(character)).map_or(text.len(), |end| start + end)
}

/// The pieces of a token that begins here and may go on in the next lines.
fn pieces_from(text: &str, start: usize) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let (mut dots, mut after_dot, mut length) = (0, 0, 0);
    let mut next = Some((start, end_of_run(text, start)));
    while let Some((from, to)) = next {
        let piece = &text[from..to];
        pieces.push((from, to));
        dots += piece.matches('.').count();
        after_dot = piece.rfind('.').map_or(after_dot + piece.len(), |dot| piece.len() - dot - 1);
        length += piece.len();
        next = continuation(text, to).filter(|&(from, to)| {
            let following = &text[from..to];
            let is_whole = dots >= 2
                && (WHOLE_SIGNATURES.contains(&after_dot)
                    || begins(following)
                    || following.len() > piece.len());
            !is_whole && length <= LONGEST_JWS
        });
    }
    pieces
}

/// The next line, if it has nothing but token characters, and quotes and signs that join lines around them.
fn continuation(text: &str, end: usize) -> Option<(usize, usize)> {
    let joins = |character: char| " \t\r\\\"'+>".contains(character);
    let ends = |character: char| joins(character) || ";,)}".contains(character);
    let next_line = text[end..].trim_start_matches(joins).strip_prefix('\n')?.trim_start_matches(joins);
    let next = text.len() - next_line.len();
    let run_end = end_of_run(text, next);
    let after = text[run_end..].trim_start_matches(ends);
    let is_alone = after.is_empty() || after.starts_with('\n');
    (next < run_end && is_alone).then_some((next, run_end))
}

/// The name that stands before a token: `Bearer`, a member of JSON, a field of a form.
fn name_before(text: &str, start: usize) -> Option<String> {
    const AROUND: [char; 6] = [' ', '\t', '"', '\'', '\\', '\n'];
    let before = text[..start].trim_end_matches(AROUND);
    let before = before.strip_suffix("%22").unwrap_or(before);
    let assigned = before
        .strip_suffix([':', '='])
        .or_else(|| before.strip_suffix("%3D"))
        .or_else(|| before.strip_suffix("%3A"))
        .map(|before| before.trim_end_matches(AROUND));
    let name_end = assigned.unwrap_or(before);
    let name_start = name_end
        .rfind(|character: char| !is_token_character(character))
        .map_or(0, |at| at + name_end[at..].chars().next().map_or(1, char::len_utf8));
    let name = &name_end[name_start..];
    let says = |word: &str| name.to_ascii_lowercase().contains(word);
    let is_name = name.len() <= LONGEST_NAME
        && (name.eq_ignore_ascii_case("bearer")
            || assigned.is_some() && ["token", "assertion", "jwt"].into_iter().any(says));
    is_name.then(|| name.to_owned())
}

/// The values that the text gives under names of tokens, however it is written.
fn named_values(text: &str) -> Vec<(String, String)> {
    let mut values = Vec::new();
    let start = text.find(['{', '[']).unwrap_or(text.len());
    // The rest after the JSON does not matter.
    let mut json = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Value>();
    if let Some(Ok(Value::Object(answer))) = json.next() {
        let nested = answer.get("data").and_then(Value::as_object);
        for object in [Some(&answer), nested].into_iter().flatten() {
            for name in NAMES {
                if let Some(Value::String(value)) = object.get(name) {
                    values.push((name.to_owned(), value.trim().to_owned()));
                }
            }
        }
        return values;
    }
    for part in
        text.split(|character: char| character.is_whitespace() || matches!(character, '?' | '#' | '"' | '\''))
    {
        for (name, value) in form_urlencoded::parse(part.as_bytes()) {
            if NAMES.contains(&&*name) && values.len() < MOST_NAMED {
                values.push((name.into_owned(), value.trim().to_owned()));
            }
        }
    }
    let mut words =
        text.split(|character: char| character.is_whitespace() || matches!(character, '"' | '\''));
    while let Some(word) = words.next() {
        if word.eq_ignore_ascii_case("bearer")
            && values.len() < MOST_NAMED
            && let Some(value) = words.next()
        {
            values.push(("Bearer".to_owned(), value.to_owned()));
        }
    }
    values
}

/// Whether a text may be a token without a structure that shows: one long word that is no address.
fn is_opaque(text: &str) -> bool {
    let is_of_token =
        |character: char| character.is_ascii_graphic() && !matches!(character, '{' | '"' | '<' | '>' | '@');
    text.len() >= SHORTEST_OPAQUE
        && text.chars().all(is_of_token)
        && !text.contains("://")
        && !text.contains("-----")
}

fn opaque(text: &str, name: Option<String>, start: usize, token: String) -> FoundToken {
    let mut units = Units::default();
    let from = units.at(text, start);
    let end = units.at(text, start + token.len());
    let span = TokenSpan { start: from, header_end: end, claims_end: end, end };
    FoundToken { name, token, span, start }
}

/// Counts UTF-16 code units from the start of a text, for places that only grow.
#[derive(Default)]
struct Units {
    byte: usize,
    units: u32,
}

impl Units {
    fn at(&mut self, text: &str, byte: usize) -> u32 {
        if byte > self.byte {
            let units = text[self.byte..byte].encode_utf16().count();
            self.units = self.units.saturating_add(u32::try_from(units).unwrap_or(u32::MAX));
            self.byte = byte;
        }
        self.units
    }
}
