//! Short texts that people copy in place of a key: fingerprints, IDs, secrets, tokens, names of files.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use super::super::text::is_blank;
use super::placeholders::is_placeholder;
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
    // The name of a value may come before it.
    let pairs = pairs(text);
    let named_id = || pairs.iter().filter(|(label, _)| is_id_name(label)).find_map(|(_, value)| uuid(value));
    if pairs.iter().any(|(label, _)| is_secret_name(label)) {
        return Some(SeenInstead::ClientSecret { id: named_id() });
    }
    if is_fingerprint(text) {
        return Some(SeenInstead::Fingerprint);
    }
    if text.split(is_between).any(is_jwt) {
        return Some(SeenInstead::Jwt);
    }
    let (label, value) = labelled(text);
    if let Some(id) = uuid(value).or_else(named_id) {
        return Some(SeenInstead::ClientId { id });
    }
    if is_placeholder(value) {
        return Some(SeenInstead::Placeholder);
    }
    if REFERENCES.iter().any(|start| value.starts_with(start) || text.starts_with(start))
        || is_cloud_name(value)
    {
        return Some(SeenInstead::Reference);
    }
    let is_one_line = text.lines().count() == 1;
    if is_one_line && is_file_name(text) {
        return Some(SeenInstead::FileName);
    }
    if is_one_line && (text.starts_with("https://") || text.starts_with("http://")) {
        return Some(SeenInstead::Url);
    }
    // Beside others, only its name says what a value is.
    let is_alone = is_one_line && pairs.len() <= 1;
    let alone = is_alone.then_some((label, value));
    alone.into_iter().chain(pairs).find_map(|(label, value)| secret(label, value, is_alone))
}

/// All `client_id: …`, `"clientSecret" = …` and the like in JSON, a form, a command, or lines.
fn pairs(text: &str) -> Vec<(&str, &str)> {
    text.split(['\n', '\r', ',', '{', '}', '&', ';', '?'])
        .flat_map(|part| part.split(" -"))
        .map(labelled)
        .filter(|(label, _)| !label.is_empty())
        .collect()
}

/// Splits `client_id: …`. Without a name, the name is empty.
fn labelled(text: &str) -> (&str, &str) {
    let is_frame = |character: char| is_blank(character) || "\"'`,;{}".contains(character);
    let (label, value) = text.split_once([':', '=']).unwrap_or(("", text));
    // In a command, an option is before the quotation mark.
    let label = label.trim_matches(is_frame).rsplit(['"', '\'']).next().unwrap_or_default();
    let is_name = label.chars().all(|c| c.is_ascii_alphanumeric() || " _-.".contains(c)) && label.len() <= 40;
    if is_name && !label.is_empty() && !value.starts_with("//") && value.len() > 1 {
        (label, value.trim_matches(is_frame))
    } else {
        ("", text.trim_matches(is_frame))
    }
}

/// The letters and digits of a name, which people write in many ways.
fn letters_of(label: &str) -> String {
    label.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

fn is_secret_name(label: &str) -> bool {
    let letters = letters_of(label);
    letters.ends_with("clientsecret") || letters.ends_with("apisecret") || letters == "secret"
}

fn is_id_name(label: &str) -> bool {
    let letters = letters_of(label);
    letters.ends_with("clientid")
        || letters.ends_with("apikey")
        || matches!(letters.as_str(), "client" | "id")
}

/// Names a value that is a secret, by its name or, alone, by its characters.
fn secret(label: &str, value: &str, is_alone: bool) -> Option<SeenInstead> {
    let is_word = !value.is_empty()
        && value.len() <= *SECRET.end()
        && value.chars().all(|character| character.is_ascii_graphic())
        && !matches!(value, "true" | "false" | "null");
    let lower = label.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let is_pin =
        || lower.split(|character: char| !character.is_ascii_alphanumeric()).any(|word| word == "pin");
    if !is_word {
        return None;
    }
    if says(&["pass", "pwd"]) || is_pin() {
        return Some(SeenInstead::Password);
    }
    // A name that says nothing of secrets is most often that of a setting.
    let kinds = if label.is_empty() || says(&["token", "key", "auth", "cred"]) { 2 } else { 3 };
    let is_secret = value.len() >= *SECRET.start() && kinds_of_characters(value) >= kinds;
    if !(says(&["secret"]) || is_alone && is_secret) {
        return None;
    }
    let by_program = value.len() >= MADE_BY_A_PROGRAM
        && value.chars().all(|character| character.is_ascii_alphanumeric() || "-_~.+/=".contains(character));
    Some(if by_program { SeenInstead::ClientSecret { id: None } } else { SeenInstead::Password })
}

/// How many kinds of characters are in it: small letters, capitals, digits, marks. A word may begin with a capital, and
/// names have marks between words.
fn kinds_of_characters(value: &str) -> usize {
    let is_mark = |character: char| character.is_ascii_punctuation() && !"_-.:/=".contains(character);
    [
        value.contains(|character: char| character.is_ascii_lowercase()),
        value.chars().skip(1).any(|character| character.is_ascii_uppercase()),
        value.contains(|character: char| character.is_ascii_digit()),
        value.contains(is_mark),
    ]
    .into_iter()
    .filter(|is_there| *is_there)
    .count()
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
        // 32 digits without a name, or any with another name, may be a secret.
        [digits] => {
            let may_be = is_named || (digits.len() >= 40 && !line.contains('='));
            is_hex(digits) && HASHES.contains(&(digits.len() / 2)) && may_be
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
