//! Recognises what is not PEM text: the formats that other programs store keys in, so that each can be named.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::content::{Content, content_of};
use super::text::is_blank;
use super::{java_keystore, open_ssh};
use crate::key::FoundKey;
use crate::key::KeySyntax;
use crate::key_file::budget::Budget;
use crate::key_file::problem::{ForeignFormat, KeyProblem, ReadFormat};

/// A binary format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binary {
    Read(ReadFormat),
    Foreign(ForeignFormat),
}

/// Recognises a binary format by its first bytes. Never takes text for one.
pub(super) fn binary_format(bytes: &[u8]) -> Option<Binary> {
    let is_java_keystore = || java_keystore::MAGIC.iter().any(|magic| bytes.starts_with(magic));
    match bytes {
        _ if is_java_keystore() => Some(Binary::Read(ReadFormat::JavaKeystore)),
        _ if bytes.starts_with(open_ssh::MAGIC) => Some(Binary::Read(ReadFormat::OpenSsh)),
        // A version, then the length of a salt of twenty bytes.
        [0, 0, 0, 1 | 2, 0, 0, 0, 20, ..] => Some(Binary::Foreign(ForeignFormat::BouncyCastle)),
        // A SEQUENCE with a length in the long or the indefinite form. In text, a byte of this value cannot
        // follow the digit 0.
        [0x30, length @ 0x80..=0x84, rest @ ..] => {
            let content = rest.get(usize::from(length & 0x0F)..).unwrap_or_default();
            Some(match content {
                // PFX (RFC 7292 section 4): version 3, then the SEQUENCE authSafe.
                [0x02, 0x01, 0x03, 0x30, ..] => Binary::Read(ReadFormat::Pkcs12),
                // ContentInfo (RFC 5652 section 3) with signedData.
                [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02, ..] => {
                    Binary::Foreign(ForeignFormat::Pkcs7)
                }
                _ => Binary::Read(ReadFormat::Der),
            })
        }
        // A short SEQUENCE that is exactly as long as it says: an Ed25519 key, for example.
        [0x30, length, rest @ ..] if rest.len() == usize::from(*length) => {
            Some(Binary::Read(ReadFormat::Der))
        }
        _ => None,
    }
}

/// Recognises by its label a PEM block in a format that is not supported. `None` for any other label.
pub(super) fn labelled_format(label: &str) -> Option<ForeignFormat> {
    match label {
        "SSH2 PUBLIC KEY" => Some(ForeignFormat::SshPublicKey),
        "SSH2 ENCRYPTED PRIVATE KEY" => Some(ForeignFormat::Ssh2),
        "PKCS7" | "PKCS #7 SIGNED DATA" | "CMS" => Some(ForeignFormat::Pkcs7),
        _ => label.starts_with("PGP ").then_some(ForeignFormat::Pgp),
    }
}

/// The problem of a text without any BEGIN or END line.
pub(super) fn problem_of_other_text(text: &str, budget: &Budget) -> KeyProblem {
    let text = text.trim_matches(is_blank);
    if text.is_empty() {
        return KeyProblem::Empty;
    }
    let format = if text.starts_with("PuTTY-User-Key-File-") {
        Some(ForeignFormat::Putty)
    } else if is_ssh_public_key(text) {
        Some(ForeignFormat::SshPublicKey)
    } else {
        None
    };
    if let Some(format) = format {
        return KeyProblem::UnsupportedFormat { format };
    }
    if let Some(problem) = problem_of_bare_base64(text, budget) {
        return problem;
    }
    // U+001A ends a text file on DOS; it does not make the content binary.
    if text.contains(|character: char| {
        character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{1a}')
    }) {
        return KeyProblem::NotText;
    }
    KeyProblem::NoBeginLine { starts_with: harmless_start(text) }
}

/// The problem of Base64 text that holds a long DER structure but lacks its BEGIN and END lines; `None` for
/// other text.
fn problem_of_bare_base64(text: &str, budget: &Budget) -> Option<KeyProblem> {
    // Allocated in full at once: growing would leave copies of a key in memory.
    let mut base64 = Zeroizing::new(Vec::with_capacity(text.len()));
    base64.extend(text.bytes().filter(|byte| !byte.is_ascii_whitespace()));
    // A SEQUENCE of 256 bytes or more begins like this.
    if !base64.starts_with(b"MII") {
        return None;
    }
    let bare = |label: Option<&str>| KeyProblem::LinesMissing { label: label.map(str::to_owned) };
    let mut der = Zeroizing::new(vec![0; base64.len()]);
    let Ok(length) = STANDARD.decode_slice(base64.as_slice(), &mut der) else {
        // Cut off in the middle of four characters. A mere word that begins with these letters does not count.
        let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=".contains(byte);
        return (base64.len() >= SHORTEST_LINE && base64.iter().all(is_base64)).then(|| bare(None));
    };
    let der = der.get(..length)?;
    if let Some(Binary::Foreign(format)) = binary_format(der) {
        return Some(KeyProblem::UnsupportedFormat { format });
    }
    Some(match content_of(der, "", budget) {
        Content::PrivateKey(FoundKey::Rsa { syntax: KeySyntax::Pkcs1, .. }) => bare(Some("RSA PRIVATE KEY")),
        Content::PrivateKey(FoundKey::Ec { syntax: KeySyntax::Sec1, .. }) => bare(Some("EC PRIVATE KEY")),
        Content::PrivateKey(_) => bare(Some("PRIVATE KEY")),
        Content::EncryptedPrivateKey(_) => bare(Some("ENCRYPTED PRIVATE KEY")),
        Content::Certificate(_) => bare(Some("CERTIFICATE")),
        Content::PublicKey => KeyProblem::PublicKey,
        Content::CertificateRequest => KeyProblem::CertificateRequest,
        Content::OtherPrivateKey(key_type) => KeyProblem::KeyTypeUnusable { key_type },
        Content::TooMuch | Content::Unknown => bare(None),
    })
}

/// Number of characters in a full line of PEM text (RFC 7468 section 2).
const SHORTEST_LINE: usize = 64;

fn is_ssh_public_key(text: &str) -> bool {
    let algorithm = text.split([' ', '\t']).next().unwrap_or_default();
    algorithm.starts_with("ecdsa-sha2-")
        || algorithm.ends_with("@openssh.com")
        || matches!(algorithm, "ssh-rsa" | "ssh-dss" | "ssh-ed25519")
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

    #[test]
    fn text_that_begins_with_a_zero_is_no_der() {
        assert_eq!(binary_format(b"0-----BEGIN PRIVATE KEY-----"), None);
        assert_eq!(binary_format("0é".as_bytes()), None);
    }
}
