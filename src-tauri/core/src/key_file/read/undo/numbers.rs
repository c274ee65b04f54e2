//! Bytes written as numbers: the hexadecimal of `xxd`, `hexdump -C`, `od` and program code, and lists of decimal numbers as
//! Node and .NET print them.

use zeroize::Zeroizing;

use super::candidate::Candidate;
use super::decoded::{as_block, as_text};

/// The fewest bytes that can be a key.
const FEWEST: usize = 32;
/// The bytes on a line of the programs that show them as characters beside it.
const IN_A_LINE: usize = 16;

/// What hexadecimal digits stand for.
pub(super) fn undo_hexadecimal(text: &str) -> Vec<Candidate> {
    [of_dump(text), of_digits(text)].into_iter().flatten().filter_map(|bytes| from_bytes(&bytes)).collect()
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

/// Lines with an offset before the digits, and the bytes as characters after them.
fn of_dump(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len() / 2 + 1));
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (offset, rest) = line.split_once([' ', ':', '\t']).unwrap_or((line, ""));
        let is_offset =
            (4..=16).contains(&offset.len()) && offset.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_offset {
            // A heading, as PowerShell writes it.
            continue;
        }
        let (mut in_line, mut gap) = (0, 0);
        for group in rest.trim_start_matches([':', ' ']).split(' ') {
            gap += 1;
            if group.is_empty() {
                continue;
            }
            // More than a space is before the characters, and two of them can be in the middle.
            let is_after = in_line >= IN_A_LINE || gap > 2 || (gap == 2 && in_line != IN_A_LINE / 2);
            gap = 0;
            let is_group =
                group.len().is_multiple_of(2) && group.bytes().all(|byte| byte.is_ascii_hexdigit());
            if is_after && in_line > 0 || !is_group {
                break;
            }
            for pair in group.as_bytes().chunks(2) {
                let digits = std::str::from_utf8(pair).ok()?;
                bytes.push(u8::from_str_radix(digits, 16).ok()?);
                in_line += 1;
            }
        }
    }
    (bytes.len() >= FEWEST).then_some(bytes)
}
