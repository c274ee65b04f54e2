//! Decoded bytes as text: they are text, or a structure that gets the BEGIN and END lines that name it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::super::content::{EncryptedKey, label_without_secret};
use super::super::foreign::{Binary, binary_format};
use super::super::text::read_text;
use super::candidate::{Candidate, with_room};
use super::weight::{Kind, kind_of};
use crate::key::private_key_structure;
use crate::key_file::problem::ReadFormat;

/// The shortest text that can say anything.
const SHORTEST_TEXT: usize = 12;

/// The bytes as text, if they are text: UTF-8 or UTF-16 without control characters.
pub(super) fn as_text(bytes: &[u8]) -> Option<Candidate> {
    if bytes.len() < SHORTEST_TEXT || binary_format(bytes).is_some() {
        return None;
    }
    let read = read_text(bytes);
    let is_plain = |character: char| {
        !character.is_control() || matches!(character, '\t' | '\n' | '\r' | '\u{1a}' | '\u{1b}')
    };
    // What is no text in any encoding has other bytes, too.
    let is_text = read.chars().all(is_plain) && (read.is_unmarked() || std::str::from_utf8(bytes).is_ok());
    is_text.then(|| Zeroizing::new(read.to_string()))
}

/// The label for the BEGIN and END lines of a structure; `None` for bytes that are none that is known.
pub(super) fn label_of(bytes: &[u8]) -> Option<&'static str> {
    match binary_format(bytes) {
        Some(Binary::Read(ReadFormat::Pkcs12)) => return Some("PKCS12"),
        Some(Binary::Read(ReadFormat::JavaKeystore)) => return Some("JAVA KEYSTORE"),
        Some(Binary::Read(ReadFormat::OpenSsh)) => return Some(super::super::open_ssh::LABEL),
        Some(Binary::Read(ReadFormat::Der | ReadFormat::Jwk)) => {}
        Some(Binary::Read(ReadFormat::Pkcs7)) => return Some(super::super::pkcs7::LABEL),
        Some(Binary::Foreign(_)) => return Some("KEYSTORE"),
        None => return None,
    }
    match kind_of(bytes) {
        Kind::Unknown => None,
        Kind::Usable if private_key_structure(bytes).is_none() && EncryptedKey::read(bytes).is_some() => {
            Some("ENCRYPTED PRIVATE KEY")
        }
        Kind::Usable => Some("PRIVATE KEY"),
        Kind::Whole => label_without_secret(bytes),
    }
}

/// The structure between BEGIN and END lines.
pub(super) fn as_block(bytes: &[u8]) -> Option<Candidate> {
    let label = label_of(bytes)?;
    let mut block = with_room(bytes.len() / 3 * 4 + 4 + 2 * (label.len() + 20));
    block.push_str("\n-----BEGIN ");
    block.push_str(label);
    block.push_str("-----\n");
    // The text was allocated at its full size.
    STANDARD.encode_string(bytes, &mut block);
    block.push_str("\n-----END ");
    block.push_str(label);
    block.push_str("-----\n");
    Some(block)
}
