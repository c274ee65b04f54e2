//! Writes JSON Web Keys (RFC 7517, RFC 7518 section 6, RFC 8037) with their thumbprint (RFC 7638) as key ID.

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use pkcs1::{RsaPrivateKeyRef, RsaPublicKeyRef};
use pkcs8::SubjectPublicKeyInfoRef;
use pkcs8::der::Decode;
use pkcs8::der::asn1::OctetStringRef;
use sec1::EcPrivateKey;
use zeroize::Zeroizing;

use super::WriteKeyError;
use crate::certificate::Certificate;
use crate::key::{KeyType, PrivateKey};

/// Name of a member, and its value as JSON. The value may be secret, so it is cleared on drop.
type Member = (&'static str, Zeroizing<String>);

/// A private key as a JWK.
pub(crate) fn write_private_jwk(key: &PrivateKey) -> Result<Zeroizing<String>, WriteKeyError> {
    let public = public_members(key.key_type(), key.public_key_spki_der())?;
    let identifier = quoted(&thumbprint(&public));
    let private = private_members(key)?;
    let usage = [("use", quoted("sig")), ("kid", identifier)];
    Ok(object(&public.into_iter().chain(private).chain(usage).collect::<Vec<_>>(), "", "\n"))
}

/// A public key as a JWK, with its certificate if there is one (`x5c`, RFC 7517 section 4.7).
pub(crate) fn write_public_jwk(
    key_type: KeyType,
    spki: &[u8],
    certificate: Option<&Certificate>,
) -> Result<String, WriteKeyError> {
    Ok(object(&described(key_type, spki, certificate)?, "", "\n").to_string())
}

/// A public key as a set of one JWK (RFC 7517 section 5), which is what a server reads from a URL.
pub(crate) fn write_jwk_set(
    key_type: KeyType,
    spki: &[u8],
    certificate: Option<&Certificate>,
) -> Result<String, WriteKeyError> {
    let key = object(&described(key_type, spki, certificate)?, "    ", "");
    Ok(format!("{{\n  \"keys\": [\n    {}\n  ]\n}}\n", key.as_str()))
}

fn described(
    key_type: KeyType,
    spki: &[u8],
    certificate: Option<&Certificate>,
) -> Result<Vec<Member>, WriteKeyError> {
    let mut members = public_members(key_type, spki)?;
    let identifier = quoted(&thumbprint(&members));
    members.extend([("use", quoted("sig")), ("kid", identifier)]);
    if let Some(certificate) = certificate {
        // `x5c` is Base64, the other members are Base64url.
        let der = STANDARD.encode(certificate.der());
        members.push(("x5c", Zeroizing::new(format!("[\"{der}\"]"))));
        let fingerprint = URL_SAFE_NO_PAD.encode(certificate.fingerprint_sha256());
        members.push(("x5t#S256", quoted(&fingerprint)));
    }
    Ok(members)
}

/// The members that make up the public key, and no others: the thumbprint is taken of exactly these (RFC 7638
/// section 3.2).
fn public_members(key_type: KeyType, spki: &[u8]) -> Result<Vec<Member>, WriteKeyError> {
    let spki = SubjectPublicKeyInfoRef::try_from(spki).map_err(|_| WriteKeyError)?;
    let key = spki.subject_public_key.as_bytes().ok_or(WriteKeyError)?;
    match key_type {
        KeyType::Rsa { .. } | KeyType::RsaPss { .. } => {
            let numbers = RsaPublicKeyRef::try_from(key).map_err(|_| WriteKeyError)?;
            Ok(vec![
                ("kty", quoted("RSA")),
                ("n", encoded(numbers.modulus.as_bytes())),
                ("e", encoded(numbers.public_exponent.as_bytes())),
            ])
        }
        KeyType::Ec { curve } => {
            // SEC 1 section 2.3.3: an uncompressed point is the byte 4 and both coordinates.
            let coordinates = key.strip_prefix(&[4]).ok_or(WriteKeyError)?;
            let (x, y) = coordinates.split_at(coordinates.len() / 2);
            Ok(vec![("kty", quoted("EC")), ("crv", quoted(&curve)), ("x", encoded(x)), ("y", encoded(y))])
        }
        KeyType::Ed25519 => Ok(vec![("kty", quoted("OKP")), ("crv", quoted("Ed25519")), ("x", encoded(key))]),
        KeyType::Other { .. } => Err(WriteKeyError),
    }
}

fn private_members(key: &PrivateKey) -> Result<Vec<Member>, WriteKeyError> {
    let inner = key.inner_der();
    match key.key_type() {
        KeyType::Rsa { .. } | KeyType::RsaPss { .. } => {
            let numbers = RsaPrivateKeyRef::try_from(inner).map_err(|_| WriteKeyError)?;
            Ok(vec![
                ("d", encoded(numbers.private_exponent.as_bytes())),
                ("p", encoded(numbers.prime1.as_bytes())),
                ("q", encoded(numbers.prime2.as_bytes())),
                ("dp", encoded(numbers.exponent1.as_bytes())),
                ("dq", encoded(numbers.exponent2.as_bytes())),
                ("qi", encoded(numbers.coefficient.as_bytes())),
            ])
        }
        KeyType::Ec { .. } => {
            let inner = EcPrivateKey::try_from(inner).map_err(|_| WriteKeyError)?;
            Ok(vec![("d", encoded(inner.private_key))])
        }
        KeyType::Ed25519 => {
            let seed: &OctetStringRef = Decode::from_der(inner).map_err(|_| WriteKeyError)?;
            Ok(vec![("d", encoded(seed.as_bytes()))])
        }
        KeyType::Other { .. } => Err(WriteKeyError),
    }
}

/// SHA-256 thumbprint in Base64url: the hash of the members, sorted by name and without white space (RFC 7638
/// section 3).
fn thumbprint(members: &[Member]) -> String {
    let mut members: Vec<_> =
        members.iter().map(|(name, value)| format!("\"{name}\":{}", value.as_str())).collect();
    members.sort();
    let hashed = digest::digest(&digest::SHA256, format!("{{{}}}", members.join(",")).as_bytes());
    URL_SAFE_NO_PAD.encode(hashed.as_ref())
}

/// Bytes as a JSON string in Base64url. RFC 7518 section 2 forbids leading zeros; the numbers have none.
fn encoded(bytes: &[u8]) -> Zeroizing<String> {
    quoted(&Zeroizing::new(URL_SAFE_NO_PAD.encode(bytes)))
}

/// A text as a JSON string. It must contain nothing that has to be escaped.
fn quoted(text: &str) -> Zeroizing<String> {
    let mut quoted = Zeroizing::new(String::with_capacity(text.len() + 2));
    quoted.push('"');
    quoted.push_str(text);
    quoted.push('"');
    quoted
}

/// A JSON object with one member per line, followed by `end`. `indent` is put before all lines but the first.
fn object(members: &[Member], indent: &str, end: &str) -> Zeroizing<String> {
    let mut parts = vec!["{"];
    for (at, (name, value)) in members.iter().enumerate() {
        parts.extend([if at == 0 { "\n" } else { ",\n" }, indent, "  \"", name, "\": ", value]);
    }
    parts.extend(["\n", indent, "}", end]);
    // Allocated in full: growing would leave copies of a key in memory.
    let mut text = Zeroizing::new(String::with_capacity(parts.iter().map(|part| part.len()).sum()));
    parts.into_iter().for_each(|part| text.push_str(part));
    text
}
