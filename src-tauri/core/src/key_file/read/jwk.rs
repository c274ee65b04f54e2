//! Reads private keys in JSON: one JSON Web Key or a set of them (RFC 7517, RFC 7518 section 6, RFC 8037
//! section 2), and the certificates in them.

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use serde::Deserialize;
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::found::{Found, problem_of};
use crate::key::KeyError;
use crate::key::RsaNumbers;
use crate::key::SecretBytes;
use crate::key::{CandidateKey, EcCurve, KeySyntax, KeyType};
use crate::key_file::limit::ReadingLimit;
use crate::key_file::problem::{KeyProblem, ReadFormat};

/// Label for problems with the numbers of a key.
const LABEL: &str = "JWK";
/// The longest name that is shown, in characters.
const LONGEST_NAME: usize = 32;

const BOTH_PADDINGS: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(false);
const BASE64_URL: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, BOTH_PADDINGS);
const BASE64: GeneralPurpose = GeneralPurpose::new(&STANDARD, BOTH_PADDINGS);

/// A JWK Set (RFC 7517 section 5).
#[derive(Deserialize)]
struct Set<'t> {
    #[serde(borrow)]
    keys: Vec<Jwk<'t>>,
}

/// The members that are read. Secret ones stay where they are in the text.
#[derive(Deserialize)]
struct Jwk<'t> {
    kty: String,
    kid: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
    #[serde(borrow)]
    d: Option<SecretText<'t>>,
    #[serde(borrow)]
    p: Option<SecretText<'t>>,
    #[serde(borrow)]
    q: Option<SecretText<'t>>,
    #[serde(borrow)]
    dp: Option<SecretText<'t>>,
    #[serde(borrow)]
    dq: Option<SecretText<'t>>,
    #[serde(borrow)]
    qi: Option<SecretText<'t>>,
    oth: Option<serde::de::IgnoredAny>,
    #[serde(default)]
    x5c: Vec<String>,
}

/// A JSON value as it stands in the text, quotation marks included. A JSON library that reads a string makes copies of
/// it, which nobody wipes.
#[derive(Deserialize)]
#[serde(transparent)]
struct SecretText<'t>(#[serde(borrow)] &'t RawValue);

impl SecretText<'_> {
    fn decode(&self, member: &str) -> Result<SecretBytes, KeyProblem> {
        let string = self.0.get().strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        let string = string.ok_or_else(|| invalid(member))?;
        if string.contains('\\') {
            return decode(member, &without_escapes(string).ok_or_else(|| invalid(member))?);
        }
        decode(member, string)
    }
}

/// The text without the escapes that JSON allows for ASCII characters (RFC 8259 section 7). Base64url has no others.
fn without_escapes(string: &str) -> Option<Zeroizing<String>> {
    // It only gets shorter. Growing would leave copies in memory.
    let mut text = Zeroizing::new(String::with_capacity(string.len()));
    let mut parts = string.split("\\u");
    text.push_str(parts.next()?);
    for part in parts {
        let (code, rest) = part.split_at_checked(4)?;
        let character = u8::from_str_radix(code, 16).ok().filter(u8::is_ascii)?;
        text.push(char::from(character));
        text.push_str(rest);
    }
    Some(text)
}

/// The member that every key has (RFC 7517 section 4.1).
const KEY_TYPE: &str = "\"kty\"";

/// Whether JSON in the text is meant to be a key.
pub(super) fn is_jwk(text: &str) -> bool {
    text.contains(['{', '[']) && text.contains(KEY_TYPE)
}

/// The number of keys in a text.
#[derive(Default)]
pub(super) struct Keys {
    pub(super) private: usize,
    pub(super) public: usize,
    /// JSON that is meant to be a key and cannot be read.
    pub(super) broken: usize,
}

/// Counts the keys in a text without reading them.
pub(super) fn weigh(text: &str) -> Keys {
    if !is_jwk(text) {
        return Keys::default();
    }
    match keys_in(text) {
        Ok(keys) => {
            let private = keys.iter().filter(|key| key.d.is_some()).count();
            Keys { private, public: keys.len() - private, broken: 0 }
        }
        Err(_) => Keys { broken: 1, ..Keys::default() },
    }
}

/// Reads all private keys and certificates in the text.
pub(super) fn read(text: &str, found: &mut Found<'_>) {
    let Ok(keys) = keys_in(text) else {
        return found.add_problem(KeyProblem::FileDamaged { format: ReadFormat::Jwk });
    };
    for key in &keys {
        if !found.budget().take(ReadingLimit::Objects, 1) {
            return;
        }
        for text in &key.x5c {
            let der = BASE64.decode(text).ok();
            found.add_certificate(der.as_deref(), invalid("x5c"));
        }
        if key.d.is_some() {
            found.name_next_key(key.kid.as_deref().unwrap_or_default());
            found.add_key(|| key.read());
            continue;
        }
        match key.problem_without_d() {
            // A set usually has public keys beside the private key.
            KeyProblem::PublicKey => found.leave_out("JWK (public)", Some(KeyProblem::PublicKey)),
            problem => found.add_problem(problem),
        }
    }
    found.nothing_else_inside(ReadFormat::Jwk);
}

/// One key, a set of keys, or a bare list of them; else the keys anywhere within the text. Each way is tried by itself,
/// because trying them together would need a copy of everything.
fn keys_in(text: &str) -> serde_json::Result<Vec<Jwk<'_>>> {
    if text.starts_with('[')
        && let Ok(keys) = serde_json::from_str(text)
    {
        return Ok(keys);
    }
    let set = serde_json::from_str(text).map(|Set { keys }| keys);
    let keys = set.or_else(|_| serde_json::from_str(text).map(|key| vec![key]));
    keys.or_else(|error| {
        let within: Vec<Jwk<'_>> =
            objects(text).filter_map(|object| serde_json::from_str(object).ok()).collect();
        if within.is_empty() { Err(error) } else { Ok(within) }
    })
}

/// The innermost objects with a key type. No value in a JSON Web Key has braces.
fn objects(text: &str) -> impl Iterator<Item = &str> {
    let mut floor = 0;
    text.match_indices(KEY_TYPE).filter_map(move |(at, _)| {
        let before = text.get(floor..at)?;
        // What was looked through once is never looked through again, so that the whole takes linear time.
        floor = at;
        let start = at - before.len() + before.rfind('{')?;
        let end = text[at..].find('}').map(|length| at + length + 1);
        floor = end.unwrap_or(text.len());
        let end = end?;
        Some(&text[start..end])
    })
}

impl Jwk<'_> {
    fn read(&self) -> Result<CandidateKey, KeyProblem> {
        let read = match self.kty.as_str() {
            "RSA" => self.read_rsa()?,
            "EC" => self.read_ec()?,
            "OKP" => self.read_okp()?,
            other => return Err(KeyProblem::JwkKindUnusable { kind: shorten(other) }),
        };
        read.map_err(|error| problem_of(error, LABEL))
    }

    /// What is wrong with a key that has no private part.
    fn problem_without_d(&self) -> KeyProblem {
        match self.kty.as_str() {
            "EC" | "OKP" if self.crv.is_none() => missing("crv"),
            "RSA" | "EC" | "OKP" => KeyProblem::PublicKey,
            other => KeyProblem::JwkKindUnusable { kind: shorten(other) },
        }
    }

    fn read_rsa(&self) -> Result<Result<CandidateKey, KeyError>, KeyProblem> {
        if self.oth.is_some() {
            return Ok(Err(KeyError::MultiPrime));
        }
        // RFC 7518 section 6.3.2 allows leaving out the primes. They are not recomputed here.
        let secret = [("p", &self.p), ("q", &self.q), ("dp", &self.dp), ("dq", &self.dq), ("qi", &self.qi)];
        let missing = [("n", self.n.is_none()), ("e", self.e.is_none())]
            .into_iter()
            .chain(secret.iter().map(|(name, value)| (*name, value.is_none())))
            .filter(|(_, is_missing)| *is_missing);
        let members: Vec<String> = missing.map(|(name, _)| name.to_owned()).collect();
        if !members.is_empty() {
            return Err(KeyProblem::JwkMembersMissing { members });
        }
        let [p, q, dp, dq, qi] = secret.map(|(name, value)| decode_secret(name, value));
        let (p, q, dp, dq, qi) = (p?, q?, dp?, dq?, qi?);
        let (n, e, d) =
            (decode_public("n", &self.n)?, decode_public("e", &self.e)?, decode_secret("d", &self.d)?);
        let numbers = RsaNumbers { n: &n, e: &e, d: &d, p: &p, q: &q, q_inverse: &qi };
        Ok(match numbers.to_pkcs1(&dp, &dq) {
            Some(pkcs1) => CandidateKey::from_pkcs1(&pkcs1, KeySyntax::Jwk),
            None => Err(KeyError::Inconsistent),
        })
    }

    fn read_ec(&self) -> Result<Result<CandidateKey, KeyError>, KeyProblem> {
        let name = self.crv.as_deref().ok_or_else(|| missing("crv"))?;
        let Some(curve) = EcCurve::named(name) else {
            return Err(KeyProblem::KeyTypeUnusable { key_type: KeyType::Ec { curve: shorten(name) } });
        };
        let length = curve.coordinate_length();
        let number = coordinate("d", decode_secret("d", &self.d)?, length)?;
        let x = coordinate("x", decode_public("x", &self.x)?, length)?;
        let y = coordinate("y", decode_public("y", &self.y)?, length)?;
        // SEC 1 section 2.3.3: an uncompressed point.
        let point = [&[4], x.as_slice(), y.as_slice()].concat();
        Ok(CandidateKey::from_ec_numbers(curve, &number, &point, KeySyntax::Jwk))
    }

    fn read_okp(&self) -> Result<Result<CandidateKey, KeyError>, KeyProblem> {
        let name = self.crv.as_deref().ok_or_else(|| missing("crv"))?;
        if name != "Ed25519" {
            return Err(KeyProblem::JwkKindUnusable { kind: shorten(name) });
        }
        let seed = decode_secret("d", &self.d)?;
        let public = decode_public("x", &self.x)?;
        Ok(CandidateKey::from_ed25519_seed(&seed, &public, KeySyntax::Jwk))
    }
}

fn missing(member: &str) -> KeyProblem {
    KeyProblem::JwkMembersMissing { members: vec![member.to_owned()] }
}

fn invalid(member: &str) -> KeyProblem {
    KeyProblem::JwkMemberInvalid { member: member.to_owned() }
}

fn decode_secret(member: &str, text: &Option<SecretText<'_>>) -> Result<SecretBytes, KeyProblem> {
    text.as_ref().ok_or_else(|| missing(member))?.decode(member)
}

fn decode_public(member: &str, text: &Option<String>) -> Result<SecretBytes, KeyProblem> {
    decode(member, text.as_ref().ok_or_else(|| missing(member))?)
}

fn decode(member: &str, text: &str) -> Result<SecretBytes, KeyProblem> {
    // Allocated at its largest size: growing would leave copies in memory.
    let mut bytes = Zeroizing::new(vec![0; base64::decoded_len_estimate(text.len())]);
    let length = BASE64_URL.decode_slice(text, &mut bytes).map_err(|_| invalid(member))?;
    bytes.truncate(length);
    if bytes.is_empty() { Err(invalid(member)) } else { Ok(bytes) }
}

/// Pads a number to as many bytes as the curve has (RFC 7518 section 6.2.1.2). Some writers leave out leading
/// zeros.
fn coordinate(member: &str, bytes: SecretBytes, length: usize) -> Result<SecretBytes, KeyProblem> {
    if bytes.len() > length {
        return Err(invalid(member));
    }
    let mut padded = Zeroizing::new(vec![0; length]);
    padded[length - bytes.len()..].copy_from_slice(&bytes);
    Ok(padded)
}

fn shorten(name: &str) -> String {
    name.chars().take(LONGEST_NAME).collect()
}
