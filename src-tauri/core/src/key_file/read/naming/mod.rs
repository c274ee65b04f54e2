//! Names what is no key: what people have beside their keys and drop or paste by mistake. Each name leads to where it
//! belongs, or to what to do.

mod files;
mod placeholders;
mod short;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use zeroize::Zeroizing;

use super::content::is_cut;
use super::text::is_blank;
use crate::key_file::problem::{ForeignFormat, KeyProblem};
use crate::key_file::seen_instead::SeenInstead;

pub(super) use files::{encryption_of, is_rich_text, is_saml, name_of_bytes};
pub(super) use placeholders::is_placeholder_inside;

/// Number of characters in a full line of PEM text (RFC 7468 section 2).
const FULL_LINE: usize = 64;

/// The problem of a text in which nothing was found. `undone`: what it becomes when something is undone.
pub(super) fn problem_of<'t>(text: &'t str, undone: impl Iterator<Item = &'t str>) -> KeyProblem {
    if text.trim_matches(is_blank).is_empty() {
        return KeyProblem::Empty;
    }
    let named = std::iter::once(text).chain(undone).find_map(|text| name(text.trim_matches(is_blank)));
    if let Some(problem) = named {
        return problem;
    }
    // U+001A ends a text file on DOS; it does not make the content binary.
    if text.contains(|character: char| {
        character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{1a}')
    }) {
        return KeyProblem::NotText;
    }
    KeyProblem::NoBeginLine { starts_with: harmless_start(text.trim_matches(is_blank)) }
}

fn name(text: &str) -> Option<KeyProblem> {
    if let Some(format) = foreign_text(text) {
        return Some(KeyProblem::UnsupportedFormat { format });
    }
    if is_structure(text) {
        let is_whole = decode(text).is_some_and(|bytes| !is_cut(&bytes));
        return Some(if is_whole {
            KeyProblem::NotAKey { seen: SeenInstead::OtherStructure }
        } else {
            KeyProblem::PartOfBase64
        });
    }
    let seen = files::name_of_text(text).or_else(|| short::name(text))?;
    Some(KeyProblem::NotAKey { seen })
}

fn foreign_text(text: &str) -> Option<ForeignFormat> {
    let mut lines = text.lines().map(|line| line.trim_matches(is_blank));
    if text.contains("PuTTY-User-Key-File-") {
        Some(ForeignFormat::Putty)
    } else if text.contains("<RSAKeyValue") {
        Some(ForeignFormat::XmlKey)
    } else if lines.any(is_ssh_public_key) {
        Some(ForeignFormat::SshPublicKey)
    } else {
        None
    }
}

/// A line of `id_rsa.pub`, or of a file with such lines.
fn is_ssh_public_key(line: &str) -> bool {
    let mut words = line.split([' ', '\t']);
    let algorithm = words.next().unwrap_or_default();
    let is_algorithm = algorithm.starts_with("ecdsa-sha2-")
        || algorithm.ends_with("@openssh.com")
        || matches!(algorithm, "ssh-rsa" | "ssh-dss" | "ssh-ed25519");
    is_algorithm && words.next().is_some_and(|key| key.starts_with("AAAA"))
}

/// Base64 of a structure. A mere word that begins with these letters does not count.
fn is_structure(text: &str) -> bool {
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
    let characters = || text.bytes().filter(|byte| !byte.is_ascii_whitespace());
    // A SEQUENCE of 256 bytes or more begins like this.
    text.starts_with("MII") && characters().count() >= FULL_LINE && characters().all(is_base64)
}

/// What Base64 stands for, padded or not.
fn decode(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let characters = text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=');
    let mut base64 = Zeroizing::new(Vec::with_capacity(text.len()));
    base64.extend(characters);
    let mut bytes = Zeroizing::new(vec![0; base64::decoded_len_estimate(base64.len())]);
    let length = STANDARD_NO_PAD.decode_slice(base64.as_slice(), &mut bytes).ok()?;
    bytes.truncate(length);
    Some(bytes)
}

/// The most of a text that is quoted back to the person, in characters.
const LONGEST_START: usize = 24;

/// The first characters of a text, to remind a person of what was pasted. Empty if they could be part of a key:
/// a line is quoted only if it consists of words and punctuation, and could not be Base64 or hexadecimal, not
/// even in groups or between punctuation.
fn harmless_start(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim_matches(is_blank);
    let is_code = |character: char| character.is_ascii_alphanumeric() || "+/=_-".contains(character);
    let words = || line.split(|character: char| !is_code(character)).filter(|word| !word.is_empty());
    let is_hexadecimal = words().all(|word| word.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let has_marks = line.contains(|character: char| !is_code(character) && !is_blank(character));
    if words().all(is_word) && !is_hexadecimal && (has_marks || words().count() > 1) {
        line.chars().take(LONGEST_START).collect()
    } else {
        String::new()
    }
}

/// Whether this is a word, an abbreviation or a small number, which hardly ever occur in Base64.
fn is_word(run: &str) -> bool {
    let tail_is_lower_case = run.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
    let is_word = run.len() <= 15 && run.starts_with(|c: char| c.is_ascii_alphabetic()) && tail_is_lower_case;
    let is_abbreviation = run.len() <= 12 && run.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_number = run.len() <= 4 && run.bytes().all(|byte| byte.is_ascii_digit());
    is_word || is_abbreviation || is_number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_marks_are_said_back() {
        assert_eq!(harmless_start("<!DOCTYPE html>\n<p>"), "<!DOCTYPE html>");
        assert_eq!(harmless_start("Bag Attributes\nfriendlyName"), "Bag Attributes");
        assert_eq!(harmless_start("my key (the new one!) of last Thursday"), "my key (the new one!) of");
    }

    #[test]
    fn what_could_be_a_key_is_not_said_back() {
        for text in [
            "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj",
            "MIIEvQIB ADANBgkq hkiG9w0B AQEFAASC",
            "308204BD020100300D06092A864886F7",
            "30 82 04 bd 02 01 00",
            "00:bb:54:94:d4:b7",
            "de ad be ef",
            "hunter2",
            "hunter",
            "key: MIIEvQIBADAN",
            "<RSAKeyValue><D>Zm9vYmFyYmF6cXV4cXV1eA==</D></RSAKeyValue>",
            "d = 118273645546372819283746",
        ] {
            assert_eq!(harmless_start(text), "", "{text}");
        }
    }
}
