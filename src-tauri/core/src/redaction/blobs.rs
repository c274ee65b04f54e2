//! Base64 (RFC 4648 sections 4 and 5) and hex inside of a text: where they may be, and what they contain. Nobody says
//! where such a blob begins, so its first characters may not belong to it.

use std::ops::Range;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Stands between two texts that are searched together, such as the values of two headers. It is in no text that a
/// server may send in a header (RFC 9110 section 5.5).
pub(super) const NEXT_TEXT: u8 = 0x1F;

/// Base64 without padding. The last character may have bits that belong to nothing.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone),
);
/// The shortest blob that is looked into, in characters: the shortest secret that is hidden wherever it occurs, in
/// Base64.
const SHORTEST: usize = 6;

/// The shortest text in a blob that is looked at, in bytes: the shortest secret that is hidden wherever it occurs.
const SHORTEST_TEXT: usize = 4;

/// An encoding of bytes in characters.
pub(super) struct Decoder {
    is_character: fn(u8) -> bool,
    decode: fn(&[u8]) -> Vec<u8>,
    /// Bits in a character.
    bits: usize,
    /// Characters after which the encoding begins again.
    group: usize,
}

pub(super) const DECODERS: &[Decoder] = &[
    Decoder { is_character: is_base64, decode: decode_base64, bits: 6, group: 4 },
    Decoder { is_character: |byte| byte.is_ascii_hexdigit(), decode: decode_hex, bits: 4, group: 2 },
];

impl Decoder {
    /// The positions of the characters of each blob. A blob goes on after white space, since it may be wrapped, and in
    /// the next of several texts.
    pub(super) fn blobs_in(&self, bytes: &[u8]) -> Vec<Vec<usize>> {
        let mut blobs = Vec::new();
        let mut blob = Vec::new();
        for (at, byte) in bytes.iter().copied().enumerate() {
            if (self.is_character)(byte) {
                blob.push(at);
            } else if !byte.is_ascii_whitespace() && byte != NEXT_TEXT {
                blobs.push(std::mem::take(&mut blob));
            }
        }
        blobs.push(blob);
        blobs.retain(|blob| blob.len() >= SHORTEST);
        blobs
    }

    /// How many of a blob's first characters may belong to something else.
    pub(super) fn alignments(&self) -> Range<usize> {
        0..self.group
    }

    /// What the characters stand for.
    pub(super) fn decode(&self, characters: &[u8]) -> Vec<u8> {
        (self.decode)(characters)
    }

    /// The characters that spell the byte with this number.
    pub(super) fn spelled_by(&self, number: usize) -> Range<usize> {
        number * 8 / self.bits..(number * 8 + 8).div_ceil(self.bits)
    }
}

/// The texts among these bytes. What was decoded from something else than a blob has next to none.
pub(super) fn texts_in(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut texts = Vec::new();
    let mut start = 0;
    for chunk in bytes.utf8_chunks() {
        let mut at = start;
        for text in chunk.valid().split(|c: char| c.is_ascii_control() && !c.is_ascii_whitespace()) {
            texts.push(at..at + text.len());
            at += text.len() + 1;
        }
        start += chunk.valid().len() + chunk.invalid().len();
    }
    texts.retain(|text| text.len() >= SHORTEST_TEXT);
    texts
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_')
}

fn decode_base64(characters: &[u8]) -> Vec<u8> {
    let standard = characters.iter().map(|character| match character {
        b'-' => b'+',
        b'_' => b'/',
        other => *other,
    });
    // One character alone holds less than a byte.
    let whole = if characters.len() % 4 == 1 { characters.len() - 1 } else { characters.len() };
    BASE64.decode(standard.take(whole).collect::<Vec<_>>()).unwrap_or_default()
}

fn decode_hex(characters: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| {
        char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or_default()
    };
    characters.chunks_exact(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
}
