//! Short texts that people copy in place of a key: fingerprints, IDs, secrets, tokens, names of files.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use super::super::text::is_blank;
use crate::key_file::seen_instead::SeenInstead;

/// The longest text that is looked at, in bytes. A token can be long.
const LONGEST: usize = 16 * 1024;
/// The longest secret or password, in bytes, and the shortest.
const SECRET: std::ops::RangeInclusive<usize> = 6..=200;
/// A text of one word of this length is made by a program.
const MADE_BY_A_PROGRAM: usize = 20;
/// The lengths of MD5, SHA-1, SHA-256, SHA-384 and SHA-512 in bytes.
const HASHES: [usize; 5] = [16, 20, 32, 48, 64];
/// The endings of files with keys and certificates.
const ENDINGS: [&str; 11] =
    [".pem", ".key", ".p12", ".pfx", ".jks", ".crt", ".cer", ".der", ".p8", ".pk8", ".keystore"];
/// How references to a secret begin.
const REFERENCES: [&str; 9] =
    ["arn:aws:", "op://", "vault://", "${", "{{", "$(", "@Microsoft.KeyVault(", "pkcs11:", "sm://"];

/// Names a short text.
pub(super) fn name(text: &str) -> Option<SeenInstead> {
    if text.len() > LONGEST {
        return None;
    }
    let text = text
        .trim_matches(|character: char| is_blank(character) || matches!(character, '"' | '\'' | '`' | ','));
    if is_fingerprint(text) {
        return Some(SeenInstead::Fingerprint);
    }
    if text.split(is_between).any(is_jwt) {
        return Some(SeenInstead::Jwt);
    }
    // The name of a value may come before it.
    let (label, value) = labelled(text);
    if let Some(id) = uuid(value) {
        return Some(SeenInstead::ClientId { id });
    }
    if text.lines().any(|line| is_secret_name(labelled(line).0)) {
        return Some(SeenInstead::ClientSecret);
    }
    if is_placeholder(value) {
        return Some(SeenInstead::Placeholder);
    }
    if REFERENCES.iter().any(|start| value.starts_with(start) || text.starts_with(start))
        || is_cloud_name(value)
    {
        return Some(SeenInstead::Reference);
    }
    if text.lines().count() > 1 {
        return None;
    }
    if is_file_name(text) {
        return Some(SeenInstead::FileName);
    }
    if text.starts_with("https://") || text.starts_with("http://") {
        return Some(SeenInstead::Url);
    }
    let is_word =
        SECRET.contains(&value.len()) && value.chars().all(|character| character.is_ascii_graphic());
    if !is_word || (label.is_empty() && value.bytes().all(|byte| byte.is_ascii_lowercase())) {
        return None;
    }
    let by_program = value.len() >= MADE_BY_A_PROGRAM
        && value.chars().all(|character| character.is_ascii_alphanumeric() || "-_~.+/=".contains(character));
    Some(if by_program { SeenInstead::ClientSecret } else { SeenInstead::Password })
}

/// Splits `client_id: …`, `"clientSecret" = …` and the like. Without a name, the name is empty.
fn labelled(text: &str) -> (&str, &str) {
    let is_frame = |character: char| is_blank(character) || "\"'`,;{}".contains(character);
    let (label, value) = text.split_once([':', '=']).unwrap_or(("", text));
    let label = label.trim_matches(is_frame);
    let is_name = label.chars().all(|c| c.is_ascii_alphanumeric() || " _-.".contains(c)) && label.len() <= 40;
    if is_name && !label.is_empty() && !value.starts_with("//") && value.len() > 1 {
        (label, value.trim_matches(is_frame))
    } else {
        ("", text.trim_matches(is_frame))
    }
}

fn is_secret_name(label: &str) -> bool {
    let letters: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
    let letters = letters.to_ascii_lowercase();
    letters.ends_with("clientsecret") || letters.ends_with("apisecret") || letters == "secret"
}

fn uuid(text: &str) -> Option<String> {
    let is_hyphenated = text.len() == 36 && text.matches('-').count() == 4;
    let id = Uuid::try_parse(text).ok().filter(|_| is_hyphenated)?;
    Some(id.hyphenated().to_string())
}

/// `SHA256:…` of OpenSSH, or hexadecimal bytes as many as a hash has.
fn is_fingerprint(text: &str) -> bool {
    let is_base64_hash = |word: &str| {
        word.split_once(':').is_some_and(|(hash, value)| {
            let length = value.trim_end_matches('=').len();
            hash.to_ascii_uppercase().starts_with("SHA")
                && hash.len() <= 7
                && matches!(length, 27 | 43 | 64 | 86)
        })
    };
    if text.lines().count() > 3 {
        return false;
    }
    text.split(is_blank).any(is_base64_hash) || text.lines().any(is_hex_hash)
}

fn is_hex_hash(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    let is_named = ["fingerprint", "thumbprint", "md5", "sha1", "sha-1", "sha256", "sha-256", "sha512"]
        .iter()
        .any(|name| lower.contains(name));
    let value = lower.rsplit(['=', '#']).next().unwrap_or_default().trim_matches(is_blank);
    let value = ["md5:", "sha1:", "sha256:", "sha512:", "sha-1:", "sha-256:", "fingerprint:", "thumbprint:"]
        .iter()
        .fold(value, |value, name| value.rsplit_once(name).map_or(value, |(_, value)| value.trim_start()));
    let pairs: Vec<&str> = value.split([':', ' ', '-']).filter(|pair| !pair.is_empty()).collect();
    let is_hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    match pairs.as_slice() {
        // 32 digits without a name may be a secret.
        [digits] => {
            is_hex(digits) && HASHES.contains(&(digits.len() / 2)) && (is_named || digits.len() >= 40)
        }
        pairs => HASHES.contains(&pairs.len()) && pairs.iter().all(|pair| pair.len() == 2 && is_hex(pair)),
    }
}

/// What is between a token and what is around it.
fn is_between(character: char) -> bool {
    is_blank(character) || "\"'`,;:={}<>()&".contains(character)
}

fn is_jwt(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    let is_header = || {
        URL_SAFE_NO_PAD
            .decode(parts[0])
            .is_ok_and(|header| header.starts_with(b"{") && header.ends_with(b"}"))
    };
    matches!(parts.len(), 3 | 5) && is_header()
}

/// Asterisks or dots, or words in place of a secret.
fn is_placeholder(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let hidden = |character: char| matches!(character, '*' | '\u{2022}' | '\u{25cf}' | '.' | '\u{2026}');
    let said =
        ["redacted", "masked", "hidden", "changeme", "change-me", "your-private-key", "your_private_key"];
    let in_brackets = value.starts_with('<') && value.ends_with('>') && value.len() <= 60;
    !value.is_empty()
        && (value.chars().all(hidden)
            || in_brackets
            || said.iter().any(|word| lower.contains(word) && value.len() <= 60))
}

fn is_file_name(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_drive = text.get(1..3).is_some_and(|drive| matches!(drive, ":\\" | ":/"));
    let begins =
        ["~/", "./", "../", "file:", "\\\\", "%userprofile%"].iter().any(|start| lower.starts_with(start));
    is_drive
        || begins
        || ENDINGS.iter().any(|ending| lower.ends_with(ending))
        || (text.starts_with('/') && text.matches('/').count() > 1 && !text.contains(['+', '=']))
}

/// `projects/…/secrets/…` of Google.
fn is_cloud_name(value: &str) -> bool {
    value.starts_with("projects/") && value.contains("/secrets/")
}
