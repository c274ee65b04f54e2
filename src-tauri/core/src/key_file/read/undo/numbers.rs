//! Bytes written as numbers: the hexadecimal of program code and of exports of the Windows registry, and lists of decimal
//! numbers as Node and .NET print them. `dumps.rs` has the lines of `xxd`, `hexdump` and `od`.

use zeroize::Zeroizing;

use super::candidate::Candidate;
use super::decoded::{as_block, as_text};
use super::dumps;

/// The fewest bytes that can be a key.
const FEWEST: usize = 32;

/// What hexadecimal digits stand for.
pub(super) fn undo_hexadecimal(text: &str) -> Vec<Candidate> {
    let dumped =
        dumps::bytes_of(text).into_iter().chain(of_digits(text)).filter(|bytes| bytes.len() >= FEWEST);
    let in_registry = registry_values(text).into_iter().filter_map(|bytes| from_registry(&bytes));
    dumped.filter_map(|bytes| from_bytes(&bytes)).chain(in_registry).collect()
}

/// What decimal numbers stand for. Java's bytes have a sign.
pub(super) fn undo_decimal(text: &str) -> Vec<Candidate> {
    let numbers = text
        .split(|character: char| !character.is_ascii_digit() && character != '-')
        .filter(|number| !number.is_empty());
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len() / 2 + 1));
    for number in numbers {
        match number.parse::<i16>() {
            Ok(number @ -128..=255) => bytes.push((number & 0xFF).to_le_bytes()[0]),
            _ => return Vec::new(),
        }
    }
    let has_words =
        text.split(|character: char| !character.is_ascii_alphabetic()).filter(|word| word.len() > 1);
    // `{"type":"Buffer","data":[…]}` has a few words.
    if bytes.len() < FEWEST || has_words.count() > 8 {
        Vec::new()
    } else {
        from_bytes(&bytes).into_iter().collect()
    }
}

fn from_bytes(bytes: &[u8]) -> Option<Candidate> {
    as_text(bytes).or_else(|| as_block(bytes))
}

/// Pairs of digits with anything between them that is none: colons, commas, `0x`, `\x`.
fn of_digits(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    // A name or a label may come before.
    let text = text
        .rsplit_once(['=', '"', '\'', '{', '['])
        .map_or(text, |(before, after)| if after.len() > before.len() { after } else { text });
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len() / 2 + 1));
    let mut high = None;
    let all = text.as_bytes();
    for (at, byte) in all.iter().enumerate() {
        // The 0 of `0x`, and the x.
        let is_prefix =
            (*byte == b'0' && matches!(all.get(at + 1), Some(b'x' | b'X'))) || matches!(byte, b'x' | b'X');
        match char::from(*byte).to_digit(16) {
            Some(digit) if !is_prefix => match high.take() {
                Some(high) => bytes.push(u8::try_from(high * 16 + digit).ok()?),
                None => high = Some(digit),
            },
            _ if high.is_some() => return None,
            _ if is_prefix || !byte.is_ascii_alphanumeric() => {}
            _ => return None,
        }
    }
    (bytes.len() >= FEWEST && high.is_none()).then_some(bytes)
}

/// What begins a value of bytes in an export of the Windows registry, before its type and a colon.
const REGISTRY: &str = "=hex";
/// The longest type of a value, with its parentheses.
const LONGEST_TYPE: usize = 6;

/// The values of bytes in an export of the Windows registry: `"Key"=hex:2d,2d,\`, with the type of the value in
/// parentheses if it is a text.
fn registry_values(text: &str) -> Vec<Zeroizing<Vec<u8>>> {
    text.match_indices(REGISTRY)
        .filter_map(|(at, _)| {
            let after = &text[at + REGISTRY.len()..];
            let colon = after.bytes().take(LONGEST_TYPE + 1).position(|byte| byte == b':')?;
            let (kind, digits) = (&after[..colon], &after[colon + 1..]);
            let is_kind = kind.is_empty() || (kind.starts_with('(') && kind.ends_with(')'));
            is_kind.then(|| listed(digits)).filter(|bytes| bytes.len() >= FEWEST)
        })
        .collect()
}

/// Pairs of digits with commas between them. A backslash continues the line.
fn listed(text: &str) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len() / 2 + 1));
    let mut rest = text;
    while let Some(byte) = rest.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
        bytes.push(byte);
        let Some(next) = rest[2..].strip_prefix(',') else { break };
        rest = next.trim_start_matches(['\\', '\r', '\n', ' ']);
    }
    bytes
}

/// A value of the registry. A text is in UTF-16, with a zero at its end; where it has several lines, at the end of each.
fn from_registry(bytes: &[u8]) -> Option<Candidate> {
    from_bytes(bytes).or_else(|| {
        // No other text has a zero as its second byte.
        if bytes.get(1) != Some(&0) {
            return as_text(bytes.strip_suffix(&[0])?);
        }
        let mut lines = Zeroizing::new(bytes.to_vec());
        for pair in lines.as_chunks_mut::<2>().0 {
            if *pair == [0, 0] {
                pair[0] = b'\n';
            }
        }
        as_text(&lines)
    })
}
