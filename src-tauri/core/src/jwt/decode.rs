//! Decodes a JSON Web Token without verifying it, and formats JSON for display.

use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

/// Header and claims of a JWT whose signature was not verified.
#[derive(Clone, Debug, PartialEq)]
pub struct Unverified {
    /// The JOSE header.
    pub header: Map<String, Value>,
    /// The claims.
    pub claims: Map<String, Value>,
}

/// Decodes a JWT without verifying its signature. `None` if it is not a JWT: not three parts, not Base64url, or
/// not JSON objects.
#[must_use]
pub fn decode_unverified(token: &str) -> Option<Unverified> {
    let mut parts = token.split('.');
    let (header, claims, _signature) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    Some(Unverified { header: decode_part(header)?, claims: decode_part(claims)? })
}

/// Whether this is a JSON object in Base64url, as the first two parts of a JWT are.
pub(crate) fn is_object(part: &str) -> bool {
    decode_part(part).is_some()
}

pub(crate) fn decode_part(part: &str) -> Option<Map<String, Value>> {
    // Some servers add padding although RFC 7515 section 2 forbids it; a reader can tolerate that.
    let bytes = URL_SAFE_NO_PAD.decode(part.trim_end_matches('=')).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// The longest indented JSON, in bytes. Indenting can make deeply nested JSON a hundred times longer. The window indents
/// what it draws.
const LONGEST_INDENTED: usize = 16 * 1024;

/// JSON with its members in their original order: indented by two spaces if that is short, otherwise on one line.
#[must_use]
pub fn pretty(value: &impl serde::Serialize) -> String {
    let mut indented = Bounded(Vec::new());
    let text = match serde_json::to_writer_pretty(&mut indented, value) {
        Ok(()) => String::from_utf8(indented.0).ok(),
        Err(_) => serde_json::to_string(value).ok(),
    };
    text.unwrap_or_default()
}

/// Takes no more than [`LONGEST_INDENTED`].
struct Bounded(Vec<u8>);

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LONGEST_INDENTED {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_jwt_apart_without_its_signature_being_right() {
        let jwt = decode_unverified("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.x").unwrap();
        assert_eq!(jwt.header["alg"], "RS256");
        assert_eq!(jwt.claims["sub"], "a");
    }

    #[test]
    fn nested_json_is_not_indented_to_a_multiple_of_its_length() {
        let depth = 100;
        let nested = "[".repeat(depth) + &"0,".repeat(100) + "0" + &"]".repeat(depth);
        let value: Value = serde_json::from_str(&nested).unwrap();
        assert_eq!(pretty(&value), nested);
        assert_eq!(pretty(&serde_json::json!([1])), "[\n  1\n]");
    }

    #[test]
    fn takes_nothing_else_for_a_jwt() {
        for other in
            ["", "a.b", "a.b.c.d", "eyJhbGciOiJSUzI1NiJ9.WzFd.x", "00000000-0000-0000-0000-000000000000"]
        {
            assert_eq!(decode_unverified(other), None, "{other}");
        }
    }
}
