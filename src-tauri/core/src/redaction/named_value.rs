//! The value that follows a name: in JSON and what resembles it, in forms, XML and HTML, and in sentences.

use std::ops::Range;

/// The shortest word of a sentence that is taken for a token, if it has a digit.
const SHORTEST_IN_SENTENCE: usize = 8;
/// The shortest that is taken for one without a digit. No word is as long.
const SHORTEST_WITHOUT_DIGIT: usize = 32;

/// A value after a name. It is not empty.
pub(super) struct NamedValue {
    /// Where it is, in bytes.
    pub(super) place: Range<usize>,
    /// It is a member's or form field's. Otherwise it is a word of a sentence that looks like a token: "invalid token
    /// expired" has none.
    pub(super) is_field: bool,
}

impl NamedValue {
    /// The value after the name at this place, if one follows.
    pub(super) fn after(text: &[u8], name: &Range<usize>) -> Option<Self> {
        let at = |position: usize| text.get(position).copied();
        let skip_space =
            |from: usize| from + text[from..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let is_element = name.start.checked_sub(1).is_some_and(|before| matches!(text[before], b'<' | b':'));
        let is_quoted = matches!(at(name.end), Some(b'"' | b'\''));
        let mark = skip_space(name.end + usize::from(is_quoted));
        match at(mark)? {
            b'=' if at(mark + 1) == Some(b'>') => field(text, skip_space(mark + 2)),
            b'=' => field(text, mark + 1),
            b':' if is_quoted => field(text, skip_space(mark + 1)),
            b':' => word(text, skip_space(mark + 1)),
            b'>' if is_element => field(text, mark + 1),
            _ if is_quoted => field(text, mark + attribute_at(&text[mark..])?),
            _ => word(text, mark),
        }
    }
}

/// The value of a member or form field that begins here.
fn field(text: &[u8], start: usize) -> Option<NamedValue> {
    let place = match text.get(start)? {
        b'{' | b'[' => return None,
        quote if is_quote(*quote) => quoted(text, start, *quote),
        _ => {
            let ends =
                |byte: &u8| byte.is_ascii_whitespace() || is_quote(*byte) || b"&<>#;,()[]{}\\".contains(byte);
            let length = text[start..].iter().position(ends).unwrap_or(text.len() - start);
            start..start + length
        }
    };
    let is_literal = [&b"null"[..], b"true", b"false"].contains(&&text[place.clone()]);
    (!place.is_empty() && !is_literal).then_some(NamedValue { place, is_field: true })
}

/// The next word of a sentence, if it looks like a token. It may stand in quotation marks or a bracket.
fn word(text: &[u8], start: usize) -> Option<NamedValue> {
    let start = start + usize::from(matches!(text.get(start)?, b'(' | b'[' | b'<'));
    let start = start + usize::from(is_quote(*text.get(start)?));
    // With `…`, by which a token that was shortened before is known.
    let is_part = |byte: &&u8| {
        byte.is_ascii_alphanumeric() || b"-._~+/=".contains(byte) || "…".as_bytes().contains(byte)
    };
    let word = &text[start..start + text[start..].iter().take_while(is_part).count()];
    // A full stop at the end belongs to the sentence.
    let word = word.strip_suffix(b".").unwrap_or(word);
    let has_digit = word.iter().any(u8::is_ascii_digit);
    let shortest = if has_digit { SHORTEST_IN_SENTENCE } else { SHORTEST_WITHOUT_DIGIT };
    (word.len() >= shortest && !is_date(word))
        .then(|| NamedValue { place: start..start + word.len(), is_field: false })
}

/// Whether a word is a date: "expiry time of assertion 2026-11-29T12:01:00Z" has no assertion in it.
fn is_date(word: &[u8]) -> bool {
    let (date, rest) = word.split_at(word.len().min(b"2026-11-29".len()));
    let is_day = date.iter().zip(b"dddd-dd-dd").all(|(byte, form)| match form {
        b'd' => byte.is_ascii_digit(),
        other => byte == other,
    });
    is_day
        && (rest.is_empty() || rest.len() == 3 && rest[0] == b'T' && rest[1..].iter().all(u8::is_ascii_digit))
}

fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

/// What is in quotation marks: up to the closing one, or to the end of a text that was cut off.
fn quoted(text: &[u8], start: usize, quote: u8) -> Range<usize> {
    let mut is_escaped = false;
    let closes = |byte: &u8| {
        let closes = *byte == quote && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        closes
    };
    let inside = &text[start + 1..];
    let length = inside.iter().position(closes).unwrap_or(inside.len());
    start + 1..start + 1 + length
}

/// The length of the name of an HTML attribute that has the value of what was named before it, with its `=`.
fn attribute_at(text: &[u8]) -> Option<usize> {
    [&b"value="[..], b"content="].into_iter().find(|name| text.starts_with(name)).map(<[u8]>::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value<'t>(text: &'t str, name: &str) -> Option<&'t str> {
        let at = text.find(name).unwrap();
        NamedValue::after(text.as_bytes(), &(at..at + name.len())).map(|value| &text[value.place])
    }

    #[test]
    fn a_value_is_found_in_every_syntax() {
        for text in [
            r#"{"token" : "a b","#,
            r#"{"token":"a b"#,
            "{'token': 'a b'}",
            r#"<input name="token" value="a b">"#,
            "token => 'a b'",
        ] {
            assert_eq!(value(text, "token"), Some("a b"), "{text}");
        }
        for text in ["a=1&token=abc&b=2", "<x:token>abc</x:token>", r#"{"token":abc}"#] {
            assert_eq!(value(text, "token"), Some("abc"), "{text}");
        }
        assert_eq!(value(r#"{"token":"a\"b"}"#, "token"), Some(r#"a\"b"#));
        for text in ["the token '0f8d6a2c' is", "token: 0f8d6a2c.", "token (0f8d6a2c)", "token 0f8d6a2c"] {
            assert_eq!(value(text, "token"), Some("0f8d6a2c"), "{text}");
        }
    }

    #[test]
    fn words_and_structures_are_no_values() {
        for text in [
            "token",
            "token is expired",
            "token: expired",
            "token=",
            r#"{"token":""}"#,
            r#"{"token":null}"#,
            r#"{"token":{"a":1}}"#,
            r#"["token","abc"]"#,
            "</b>token> abc",
            "token (((((((((0f8d6a2c",
            "token 2026-11-29T12:01:00Z",
            "token: 2026-11-29 12:01:00",
        ] {
            assert_eq!(value(text, "token"), None, "{text}");
        }
    }
}
