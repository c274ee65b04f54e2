//! Reads private keys in JSON: one JSON Web Key or a set of them (RFC 7517, RFC 7518 section 6, RFC 8037
//! section 2), and the certificates in them.

use std::fmt;

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::found::{Found, problem_of};
use crate::certificate::Certificate;
use crate::key::KeyError;
use crate::key::RsaNumbers;
use crate::key::SecretBytes;
use crate::key::{EcCurve, KeySyntax, KeyType, PrivateKey};
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

#[derive(Deserialize)]
#[serde(untagged)]
enum Document {
    Set { keys: Vec<Jwk> },
    Bare(Vec<Jwk>),
    One(Box<Jwk>),
}

/// The members that are read. Secret ones are cleared on drop.
#[derive(Deserialize)]
struct Jwk {
    kty: String,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
    d: Option<SecretText>,
    p: Option<SecretText>,
    q: Option<SecretText>,
    dp: Option<SecretText>,
    dq: Option<SecretText>,
    qi: Option<SecretText>,
    oth: Option<serde::de::IgnoredAny>,
    #[serde(default)]
    x5c: Vec<String>,
}

#[derive(Deserialize)]
#[serde(transparent)]
struct SecretText(Zeroizing<String>);

impl fmt::Debug for SecretText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[elided]")
    }
}

/// Whether the text is JSON that is meant to be a key.
pub(super) fn is_jwk(text: &str) -> bool {
    text.starts_with(['{', '[']) && text.contains("\"kty\"")
}

/// Reads all private keys and certificates in the text.
pub(super) fn read(text: &str, found: &mut Found) {
    let keys = match serde_json::from_str(text) {
        Ok(Document::Set { keys } | Document::Bare(keys)) => keys,
        Ok(Document::One(key)) => vec![*key],
        Err(_) => return found.add_problem(KeyProblem::FileDamaged { format: ReadFormat::Jwk }),
    };
    for key in &keys {
        for text in &key.x5c {
            let certificate = BASE64.decode(text).ok().and_then(|der| Certificate::from_der(&der).ok());
            match certificate {
                Some(certificate) => found.certificates.push(certificate),
                None => found.add_problem(KeyProblem::JwkMemberInvalid { member: "x5c".to_owned() }),
            }
        }
        match key.read() {
            Ok(private_key) => found.private_keys.push(private_key),
            // A set usually has public keys beside the private key.
            Err(KeyProblem::PublicKey) => found.leave_out("JWK (public)", Some(KeyProblem::PublicKey)),
            Err(problem) => found.add_problem(problem),
        }
    }
    found.nothing_else_inside(ReadFormat::Jwk);
}

impl Jwk {
    fn read(&self) -> Result<PrivateKey, KeyProblem> {
        let read = match self.kty.as_str() {
            "RSA" => self.read_rsa()?,
            "EC" => self.read_ec()?,
            "OKP" => self.read_okp()?,
            other => return Err(KeyProblem::JwkKindUnusable { kind: shorten(other) }),
        };
        read.map_err(|error| problem_of(error, LABEL))
    }

    fn read_rsa(&self) -> Result<Result<PrivateKey, KeyError>, KeyProblem> {
        let Some(d) = &self.d else { return Err(KeyProblem::PublicKey) };
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
        let [p, q, dp, dq, qi] = secret.map(|(name, value)| decode_secret(name, value.as_ref()));
        let (p, q, dp, dq, qi) = (p?, q?, dp?, dq?, qi?);
        let (n, e, d) =
            (decode("n", self.n.as_deref())?, decode("e", self.e.as_deref())?, decode_secret("d", Some(d))?);
        let numbers = RsaNumbers { n: &n, e: &e, d: &d, p: &p, q: &q, q_inverse: &qi };
        Ok(match numbers.to_pkcs1(&dp, &dq) {
            Some(pkcs1) => PrivateKey::from_pkcs1(&pkcs1, KeySyntax::Jwk),
            None => Err(KeyError::Inconsistent),
        })
    }

    fn read_ec(&self) -> Result<Result<PrivateKey, KeyError>, KeyProblem> {
        let name = self.crv.as_deref().ok_or_else(|| missing("crv"))?;
        let Some(d) = &self.d else { return Err(KeyProblem::PublicKey) };
        let Some(curve) = EcCurve::named(name) else {
            return Err(KeyProblem::KeyTypeUnusable { key_type: KeyType::Ec { curve: shorten(name) } });
        };
        let length = curve.coordinate_length();
        let number = coordinate("d", decode_secret("d", Some(d))?, length)?;
        let x = coordinate("x", decode("x", self.x.as_deref())?, length)?;
        let y = coordinate("y", decode("y", self.y.as_deref())?, length)?;
        // SEC 1 section 2.3.3: an uncompressed point.
        let point = [&[4], x.as_slice(), y.as_slice()].concat();
        Ok(PrivateKey::from_ec_numbers(curve, &number, &point, KeySyntax::Jwk))
    }

    fn read_okp(&self) -> Result<Result<PrivateKey, KeyError>, KeyProblem> {
        let name = self.crv.as_deref().ok_or_else(|| missing("crv"))?;
        let Some(d) = &self.d else { return Err(KeyProblem::PublicKey) };
        if name != "Ed25519" {
            return Err(KeyProblem::JwkKindUnusable { kind: shorten(name) });
        }
        let seed = decode_secret("d", Some(d))?;
        let public = decode("x", self.x.as_deref())?;
        Ok(PrivateKey::from_ed25519_seed(&seed, &public, KeySyntax::Jwk))
    }
}

fn missing(member: &str) -> KeyProblem {
    KeyProblem::JwkMembersMissing { members: vec![member.to_owned()] }
}

fn decode_secret(member: &str, text: Option<&SecretText>) -> Result<SecretBytes, KeyProblem> {
    decode(member, text.map(|text| text.0.as_str()))
}

fn decode(member: &str, text: Option<&str>) -> Result<SecretBytes, KeyProblem> {
    let text = text.ok_or_else(|| missing(member))?;
    let invalid = || KeyProblem::JwkMemberInvalid { member: member.to_owned() };
    // Allocated at its largest size: growing would leave copies in memory.
    let mut bytes = Zeroizing::new(vec![0; base64::decoded_len_estimate(text.len())]);
    let length = BASE64_URL.decode_slice(text, &mut bytes).map_err(|_| invalid())?;
    bytes.truncate(length);
    if bytes.is_empty() { Err(invalid()) } else { Ok(bytes) }
}

/// Pads a number to as many bytes as the curve has (RFC 7518 section 6.2.1.2). Some writers leave out leading
/// zeros.
fn coordinate(member: &str, bytes: SecretBytes, length: usize) -> Result<SecretBytes, KeyProblem> {
    if bytes.len() > length {
        return Err(KeyProblem::JwkMemberInvalid { member: member.to_owned() });
    }
    let mut padded = Zeroizing::new(vec![0; length]);
    padded[length - bytes.len()..].copy_from_slice(&bytes);
    Ok(padded)
}

fn shorten(name: &str) -> String {
    name.chars().take(LONGEST_NAME).collect()
}
