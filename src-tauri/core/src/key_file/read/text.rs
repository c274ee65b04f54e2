//! Turns the bytes of a file into text: byte order marks, UTF-16, stray bytes of old encodings. What the text
//! means is decided elsewhere.

use std::ops::Deref;

use zeroize::Zeroizing;

/// Text that may hold a private key: either borrowed from the caller, or in memory that is cleared on drop.
pub(super) enum SecretText<'b> {
    Borrowed(&'b str),
    Decoded(Zeroizing<String>),
}

impl Deref for SecretText<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            Self::Decoded(text) => text,
        }
    }
}

/// Reads bytes as UTF-8, or as UTF-16 if a byte order mark says so (Windows Notepad writes that).
///
/// Bytes that are not UTF-8 become U+FFFD. Beside PEM blocks, for example in the bag attributes of an old
/// export, they do no harm; inside a block they are reported as stray characters.
pub(super) fn read_text(bytes: &[u8]) -> SecretText<'_> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => SecretText::Decoded(read_utf16(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => SecretText::Decoded(read_utf16(rest, u16::from_be_bytes)),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => SecretText::Borrowed(text),
            Err(_) => SecretText::Decoded(read_broken_utf8(bytes)),
        },
    }
}

/// White space, and the byte order mark that editors leave where files were joined.
pub(super) fn is_blank(character: char) -> bool {
    character.is_whitespace() || character == '\u{feff}'
}

fn read_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Zeroizing<String> {
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

fn read_broken_utf8(bytes: &[u8]) -> Zeroizing<String> {
    // At worst, every byte becomes the three bytes of U+FFFD.
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 3));
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    text
}
