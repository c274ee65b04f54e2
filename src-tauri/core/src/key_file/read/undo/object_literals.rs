//! JSON Web Keys as programs print them: Node and Deno (`{ kty: 'RSA' }`), Python (`{'kty': 'RSA'}`), Ruby and PHP
//! (`"kty" => "RSA"`). They become JSON.

use super::super::text::is_blank;
use super::candidate::{Candidate, unless_same, with_room};

/// The member that every key has (RFC 7517 section 4.1).
const KEY_TYPE: &str = "kty";

/// The text with each object that has a key type as JSON.
pub(super) fn undo(text: &str) -> Vec<Candidate> {
    // A name and the colon after it get two quotation marks, and marks within strings get a backslash.
    let mut changed = with_room(2 * text.len());
    let (mut rest, mut searched, mut brace) = (0, 0, None);
    for (at, _) in text.match_indices(KEY_TYPE) {
        if at < rest {
            continue;
        }
        let from = searched.max(rest);
        brace = text[from..at].rfind('{').map(|found| from + found).or(brace);
        searched = at;
        let after = text[at + KEY_TYPE.len()..].trim_start_matches(|c| is_blank(c) || quote(c).is_some());
        let is_name = after.starts_with(':') || after.starts_with("=>");
        let Some(start) = brace.filter(|start| *start >= rest && is_name) else { continue };
        changed.push_str(&text[rest..start]);
        rest = start + object(&text[start..], &mut changed);
    }
    changed.push_str(&text[rest..]);
    unless_same(text, changed)
}

/// The plain quotation mark that this one is a form of.
fn quote(character: char) -> Option<char> {
    match character {
        '"' | '“' | '”' | '„' | '‟' => Some('"'),
        '\'' | '‘' | '’' | '‚' | '‛' => Some('\''),
        '`' => Some('`'),
        _ => None,
    }
}

/// Writes the object that the text begins with as JSON, and returns its length. No value in a JSON Web Key has braces.
fn object(text: &str, into: &mut String) -> usize {
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if let Some(mark) = quote(character) {
            rest = string(&rest[character.len_utf8()..], mark, into);
            continue;
        }
        if character.is_ascii_alphabetic() || matches!(character, '_' | '$') {
            rest = word(rest, into);
            continue;
        }
        if let Some(after) = rest.strip_prefix("=>") {
            into.push(':');
            rest = after;
            continue;
        }
        rest = &rest[character.len_utf8()..];
        if matches!(character, '}' | ']') {
            without_comma(into);
        }
        into.push(character);
        if character == '}' {
            break;
        }
    }
    text.len() - rest.len()
}

/// Writes a string, given the text after its mark, and returns the text after it. Older versions of Node print a long one
/// in parts, with plus signs between them.
fn string<'t>(text: &'t str, mark: char, into: &mut String) -> &'t str {
    into.push('"');
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        match character {
            '\\' => match rest.next() {
                Some(escaped @ ('\'' | '`')) => into.push(escaped),
                Some(escaped) => into.extend(['\\', escaped]),
                None => break,
            },
            _ if quote(character) == Some(mark) => {
                let next = rest.as_str().trim_start().strip_prefix('+').map(str::trim_start);
                let part = next.and_then(|next| {
                    let first = next.chars().next().filter(|first| quote(*first) == Some(mark))?;
                    Some(&next[first.len_utf8()..])
                });
                match part {
                    Some(part) => rest = part.chars(),
                    None => break,
                }
            }
            '"' => into.push_str("\\\""),
            _ => into.push(character),
        }
    }
    into.push('"');
    rest.as_str()
}

/// Writes a bare word, and returns the text after it.
fn word<'t>(text: &'t str, into: &mut String) -> &'t str {
    let is_part = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '$');
    let (word, after) = text.split_at(text.find(|character| !is_part(character)).unwrap_or(text.len()));
    let next = after.trim_start();
    if next.starts_with(':') || next.starts_with("=>") {
        into.extend(["\"", word, "\""]);
        return after;
    }
    into.push_str(match word {
        "True" => "true",
        "False" => "false",
        "None" | "undefined" | "nil" => "null",
        // Python's mark of bytes.
        "b" | "u" if after.starts_with(['"', '\'']) => "",
        _ => word,
    });
    after
}

/// Takes a comma from the end, which JSON has only between values.
fn without_comma(json: &mut String) {
    if let Some(kept) = json.trim_end().strip_suffix(',').map(str::len) {
        json.truncate(kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_become_json() {
        for (text, json) in [
            ("{ kty: 'RSA', ext: true, }", "{ \"kty\": \"RSA\", \"ext\": true}"),
            ("It's {'kty': 'RSA', 'x': None}", "It's {\"kty\": \"RSA\", \"x\": null}"),
            (
                "[{kty: \"a\" +\n  \"b\"}, {kid: 'x', kty: 'c'}]",
                "[{\"kty\": \"ab\"}, {\"kid\": \"x\", \"kty\": \"c\"}]",
            ),
            ("{\"kty\" => \"RSA\"}", "{\"kty\" : \"RSA\"}"),
            ("{“kty”: ‘a\"b’}", "{\"kty\": \"a\\\"b\"}"),
        ] {
            assert_eq!(
                undo(text).first().map(|changed| changed.to_string()).as_deref(),
                Some(json),
                "{text}"
            );
        }
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in ["{ \"kty\": \"RSA\" }", "{ kid: 'x' }", "kty: 'RSA'", "{ the kty of it }", "kty"] {
            assert!(undo(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn room_is_enough_for_whatever_grows() {
        for text in ["{kty:1,a:2,b:3}", "{kty:'\"\"\"\"'}", "{kty:'", "{kty:`a\\"] {
            let room = 2 * text.len();
            assert!(undo(text).iter().all(|changed| changed.len() <= room), "{text}");
        }
    }
}
