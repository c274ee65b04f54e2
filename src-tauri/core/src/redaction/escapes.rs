//! Escapes that stand for a character: of JSON and the languages that write strings like it (RFC 8259 section 7), of
//! URLs and forms (RFC 3986 section 2.1), and of HTML.

use std::borrow::Cow;

/// The first bytes of all escapes.
pub(super) const MARKS: [u8; 3] = *b"\\%&";
/// The longest name of a character in HTML, with `&` and `;`.
const LONGEST_ENTITY: usize = 40;

/// An escape, and what it stands for.
pub(crate) struct Escape {
    /// Its length in bytes.
    pub(crate) length: usize,
    /// What it stands for.
    pub(crate) meaning: Meaning,
}

/// What an escape stands for.
pub(crate) enum Meaning {
    /// One byte of a character, or the whole character.
    Byte([u8; 1]),
    /// A character.
    Text(String),
}

impl Meaning {
    pub(crate) fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Byte(byte) => byte,
            Self::Text(text) => text.as_bytes(),
        }
    }
}

/// The escape that the text begins with, if it begins with one.
pub(crate) fn decode(text: &[u8]) -> Option<Escape> {
    match text.first()? {
        b'\\' => after_backslash(text),
        b'%' => after_percent(text),
        b'&' => entity(text),
        _ => None,
    }
}

fn after_backslash(text: &[u8]) -> Option<Escape> {
    let byte = |byte| Some(Escape { length: 2, meaning: Meaning::Byte([byte]) });
    match *text.get(1)? {
        b'u' if text.get(2) == Some(&b'{') => in_braces(text),
        b'u' => utf16(text, b"\\u"),
        b'x' => Some(Escape { length: 4, meaning: Meaning::Byte([hex_byte(text.get(2..4)?)?]) }),
        b'n' => byte(b'\n'),
        b'r' => byte(b'\r'),
        b't' => byte(b'\t'),
        b'b' => byte(8),
        b'f' => byte(12),
        mark @ (b'"' | b'\'' | b'`' | b'\\' | b'/') => byte(mark),
        _ => None,
    }
}

fn after_percent(text: &[u8]) -> Option<Escape> {
    match text.get(1)? {
        // As `escape` of JavaScript and some old servers write it.
        b'u' | b'U' => utf16(text, b"%u"),
        _ => Some(Escape { length: 3, meaning: Meaning::Byte([hex_byte(text.get(1..3)?)?]) }),
    }
}

/// A UTF-16 code unit in four hex digits, or two of them for one character.
fn utf16(text: &[u8], mark: &[u8; 2]) -> Option<Escape> {
    const LENGTH: usize = 6;
    let unit = |at: usize| {
        let escape = text.get(at..at + LENGTH)?;
        let digits = escape[..2].eq_ignore_ascii_case(mark).then_some(&escape[2..])?;
        Some(u16::from_be_bytes([hex_byte(&digits[..2])?, hex_byte(&digits[2..])?]))
    };
    let first = unit(0)?;
    let pair = unit(LENGTH).and_then(|second| String::from_utf16(&[first, second]).ok());
    match (String::from_utf16(&[first]), pair) {
        (Ok(text), _) => Some(Escape { length: LENGTH, meaning: Meaning::Text(text) }),
        (Err(_), Some(text)) => Some(Escape { length: 2 * LENGTH, meaning: Meaning::Text(text) }),
        (Err(_), None) => None,
    }
}

/// A code point of up to six hex digits, as in `\u{41}`.
fn in_braces(text: &[u8]) -> Option<Escape> {
    let digits = text.get(3..text.len().min(10))?.split(|byte| *byte == b'}').next()?;
    let length = 3 + digits.len() + 1;
    let number = u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    let is_closed = text.get(length - 1) == Some(&b'}');
    let character = is_closed.then(|| char::from_u32(number)).flatten()?;
    Some(Escape { length, meaning: Meaning::Text(character.into()) })
}

fn hex_byte(digits: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    match digits {
        [high, low] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
        _ => None,
    }
}

/// A character of HTML, by its name or number. Numbers are read without the `;` at their end, too, as browsers do.
fn entity(text: &[u8]) -> Option<Escape> {
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'#';
    let inside = text[1..].iter().take(LONGEST_ENTITY).take_while(is_part).count();
    let name = std::str::from_utf8(text.get(1..=inside)?).ok()?;
    let is_closed = text.get(inside + 1) == Some(&b';');
    if let Some(number) = name.strip_prefix('#') {
        return by_number(number, is_closed);
    }
    let whole = std::str::from_utf8(text.get(..inside + 2)?).ok().filter(|_| is_closed)?;
    match html_escape::decode_html_entities(whole) {
        Cow::Owned(meaning) => Some(Escape { length: whole.len(), meaning: Meaning::Text(meaning) }),
        Cow::Borrowed(_) => None,
    }
}

fn by_number(number: &str, is_closed: bool) -> Option<Escape> {
    let (digits, base) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let count = digits.chars().take_while(|character| character.is_digit(base)).count();
    let is_closed = is_closed && count == digits.len();
    let character = char::from_u32(u32::from_str_radix(&digits[..count], base).ok()?)?;
    let length = "&#".len() + (number.len() - digits.len()) + count + usize::from(is_closed);
    Some(Escape { length, meaning: Meaning::Text(character.into()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_escape_stands_for_its_character() {
        for (escape, meaning) in [
            (r"\u0041", "A"),
            (r"\u00FC", "ü"),
            (r"\ud83d\uDE00", "😀"),
            (r"\u{1F600}", "😀"),
            (r"\x41", "A"),
            (r"\n", "\n"),
            (r"\/", "/"),
            (r#"\""#, "\""),
            (r"\\", "\\"),
            ("%2b", "+"),
            ("%2B", "+"),
            ("%u002B", "+"),
            ("&amp;", "&"),
            ("&plus;", "+"),
            ("&uuml;", "ü"),
            ("&#43;", "+"),
            ("&#0043;", "+"),
            ("&#x2B;", "+"),
            ("&#X2b;", "+"),
        ] {
            let found = decode(format!("{escape} and more").as_bytes()).expect(escape);
            assert_eq!(
                (found.length, found.meaning.as_bytes()),
                (escape.len(), meaning.as_bytes()),
                "{escape}"
            );
        }
        let found = decode(b"&#43a").unwrap();
        assert_eq!((found.length, found.meaning.as_bytes()), (4, &b"+"[..]));
    }

    #[test]
    fn whatever_only_looks_like_an_escape_stands_for_itself() {
        for text in [
            "",
            "\\",
            r"\u12",
            r"\ud83d",
            r"\ud83dx",
            r"\u{}",
            r"\u{110000}",
            r"\u{41",
            r"\x4",
            r"\a",
            r"\%",
            "%",
            "%4",
            "%zz",
            "&",
            "&;",
            "&nothing;",
            "&amp",
            "&#;",
            "&#x;",
            "&#99999999999;",
            "&#xD800;",
            "a",
        ] {
            assert!(decode(text.as_bytes()).is_none(), "{text}");
        }
    }
}
