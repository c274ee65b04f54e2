//! Escapes that stand for a character: with a backslash, with a percent sign, as HTML and XML write them, and as mails do.

use zeroize::Zeroizing;

use super::candidate::{Candidate, unless_same};
use crate::redaction::decode_escape;

/// The text with what its backslashes stand for, one level of them: `\\n` becomes `\n`.
pub(super) fn undo_backslashes(text: &str) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    if text.contains('\\') {
        candidates.extend(decode(text, b'\\', after_backslash));
    }
    // PowerShell escapes with a grave accent.
    if ["`n", "`r"].iter().any(|escape| text.contains(escape)) {
        candidates.extend(decode(text, b'`', after_grave_accent));
    }
    candidates
}

/// The text with what its percent signs stand for. In forms, a plus sign stands for a space.
pub(super) fn undo_percent(text: &str) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    if text.contains('%') {
        candidates.extend(decode(text, b'%', by_table));
        if text.contains('+') {
            let mut with_spaces = Zeroizing::new(text.to_owned());
            replace_ascii(&mut with_spaces, b'+', b' ');
            candidates.extend(decode(&with_spaces, b'%', by_table));
        }
    }
    candidates
}

/// The text with what its character references stand for.
pub(super) fn undo_entities(text: &str) -> Vec<Candidate> {
    if text.contains('&') { decode(text, b'&', by_table) } else { Vec::new() }
}

/// The text without the escapes and soft line ends of quoted-printable (RFC 2045 section 6.7).
pub(super) fn undo_quoted_printable(text: &str) -> Vec<Candidate> {
    let is_printed =
        text.contains("=\n") || text.contains("=\r\n") || text.contains("=3D") || text.contains("=20");
    if is_printed { decode(text, b'=', after_equals_sign) } else { Vec::new() }
}

/// Exchanges an ASCII character for another, without a copy.
pub(super) fn replace_ascii(text: &mut String, from: u8, to: u8) {
    let mut bytes = std::mem::take(text).into_bytes();
    bytes.iter_mut().filter(|byte| **byte == from).for_each(|byte| *byte = to);
    // One ASCII character for another: it is still UTF-8.
    *text = String::from_utf8(bytes).unwrap_or_default();
}

/// How long an escape is, and the bytes that it stands for.
type Meaning = (usize, Vec<u8>);

/// Replaces each escape that begins with `mark`. Few escapes are shorter than what they stand for, so there is room.
fn decode(text: &str, mark: u8, meaning: fn(&[u8]) -> Option<Meaning>) -> Vec<Candidate> {
    // `&nGt;` stands for six bytes.
    let mut decoded = Zeroizing::new(Vec::with_capacity(text.len() + text.len() / 5));
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|byte| *byte == mark) {
        decoded.extend_from_slice(&rest[..at]);
        match meaning(&rest[at..]) {
            Some((length, bytes)) => {
                decoded.extend_from_slice(&bytes);
                rest = rest.get(at + length..).unwrap_or_default();
            }
            None => {
                decoded.push(mark);
                rest = &rest[at + 1..];
            }
        }
    }
    decoded.extend_from_slice(rest);
    let bytes = std::mem::take(&mut *decoded);
    match String::from_utf8(bytes) {
        Ok(decoded) => unless_same(text, Zeroizing::new(decoded)),
        Err(error) => {
            // Bytes of an old encoding.
            let bytes = Zeroizing::new(error.into_bytes());
            unless_same(text, super::super::text::read_single_bytes(&bytes))
        }
    }
}

fn by_table(text: &[u8]) -> Option<Meaning> {
    let escape = decode_escape(text)?;
    Some((escape.length, escape.meaning.as_bytes().to_vec()))
}

fn after_backslash(text: &[u8]) -> Option<Meaning> {
    // A backslash at the end of a line continues it.
    if let Some(length) = line_end(text.get(1..)?) {
        return Some((1 + length, Vec::new()));
    }
    by_table(text).or_else(|| {
        // Java's properties, shells and Markdown escape punctuation that needs none in JSON.
        let mark = *text.get(1)?;
        (mark.is_ascii_punctuation() || mark == b' ').then(|| (2, vec![mark]))
    })
}

fn after_grave_accent(text: &[u8]) -> Option<Meaning> {
    match text.get(1)? {
        b'n' => Some((2, vec![b'\n'])),
        b'r' => Some((2, vec![b'\r'])),
        b't' => Some((2, vec![b'\t'])),
        _ => None,
    }
}

fn after_equals_sign(text: &[u8]) -> Option<Meaning> {
    let after = text.get(1..)?;
    let blanks = after.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    if let Some(length) = line_end(&after[blanks..]) {
        return Some((1 + blanks + length, Vec::new()));
    }
    let digits = std::str::from_utf8(after.get(..2)?).ok()?;
    u8::from_str_radix(digits, 16).ok().map(|byte| (3, vec![byte]))
}

/// The length of the line end that the text begins with.
fn line_end(text: &[u8]) -> Option<usize> {
    match text {
        [b'\r', b'\n', ..] => Some(2),
        [b'\n' | b'\r', ..] => Some(1),
        _ => None,
    }
}
