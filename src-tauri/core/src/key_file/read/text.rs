//! Turns the bytes of a file into text: byte order marks, UTF-16, stray bytes of old encodings. What the text
//! means is decided elsewhere.

use std::ops::Deref;

use zeroize::Zeroizing;

/// Text that may hold a private key: either borrowed from the caller, or in memory that is cleared on drop.
pub(super) enum SecretText<'b> {
    Borrowed(&'b str),
    Decoded(Zeroizing<String>),
    /// UTF-16 without a byte order mark.
    Unmarked(Zeroizing<String>),
}

impl SecretText<'_> {
    /// It was UTF-16 and had no mark that says so.
    pub(super) fn is_unmarked(&self) -> bool {
        matches!(self, Self::Unmarked(_))
    }
}

impl Deref for SecretText<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            Self::Decoded(text) | Self::Unmarked(text) => text,
        }
    }
}

/// The byte order in UTF-16.
type Unit = fn([u8; 2]) -> u16;

/// Reads bytes as UTF-8, or as UTF-16 if a byte order mark (Windows Notepad writes one) or every second byte says so.
///
/// What is not UTF-8 is read as Windows-1252: the encoding of old Windows programs, whose dashes and spaces people
/// have in their texts.
pub(super) fn read_text(bytes: &[u8]) -> SecretText<'_> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => SecretText::Decoded(read_utf16(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => SecretText::Decoded(read_utf16(rest, u16::from_be_bytes)),
        _ => match (unmarked_utf16(bytes), std::str::from_utf8(bytes)) {
            (Some(unit), _) => SecretText::Unmarked(read_utf16(bytes, unit)),
            (None, Ok(text)) => SecretText::Borrowed(text),
            (None, Err(_)) => SecretText::Decoded(read_single_bytes(bytes)),
        },
    }
}

/// The byte order of UTF-16 without a mark: of the pairs at the beginning, most have a zero on the same side, and none on
/// the other.
fn unmarked_utf16(bytes: &[u8]) -> Option<Unit> {
    let (pairs, _) = bytes.as_chunks::<2>();
    let sample = &pairs[..pairs.len().min(64)];
    let zeros = |side: usize| sample.iter().filter(|pair| pair[side] == 0).count();
    let is_most = |count: usize| sample.len() >= 4 && count * 4 >= sample.len() * 3;
    match (zeros(0), zeros(1)) {
        (0, low) if is_most(low) => Some(u16::from_le_bytes),
        (high, 0) if is_most(high) => Some(u16::from_be_bytes),
        _ => None,
    }
}

/// White space, and the byte order mark that editors leave where files were joined.
pub(super) fn is_blank(character: char) -> bool {
    character.is_whitespace() || character == '\u{feff}'
}

fn read_utf16(bytes: &[u8], unit: Unit) -> Zeroizing<String> {
    // UTF-8 needs at most three bytes for a UTF-16 unit. Growing would leave copies in memory.
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() / 2 * 3 + 3));
    let (pairs, odd) = bytes.as_chunks::<2>();
    for character in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if !odd.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

/// Reads what is not UTF-8 as Windows-1252, and the rest as UTF-8.
pub(super) fn read_single_bytes(bytes: &[u8]) -> Zeroizing<String> {
    // At worst, every byte becomes the three bytes of a dash.
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 3));
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| windows_1252(*byte)));
    }
    text
}

/// The character of a byte above ASCII. Those that Windows does not use are control characters.
fn windows_1252(byte: u8) -> char {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => FROM_80[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}
