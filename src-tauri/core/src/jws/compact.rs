//! Takes a signature in compact serialisation apart (RFC 7515 section 7.1), as strictly as a verifier has to. The payload
//! may be anything; decoding a JWT for display is in `jwt/`, and tolerates more.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde_json::{Map, Value};

/// The longest signature with header and payload that is read, in bytes.
pub const LONGEST_JWS: usize = 256 * 1024;

/// A signature, taken apart and not verified.
#[derive(Clone, Debug, PartialEq)]
pub struct CompactJws<'t> {
    /// The header. Of two members with the same name, the last one (RFC 7515 section 4).
    pub header: Map<String, Value>,
    /// Header and payload exactly as they were signed.
    pub signed: &'t str,
    /// The payload.
    pub payload: Vec<u8>,
    /// The signature; empty if there is none.
    pub signature: Vec<u8>,
}

/// Why a text is no signature in compact serialisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "part", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum CompactProblem {
    /// It is longer than what is read.
    Length {
        /// Its length in bytes.
        bytes: u32,
        /// The most that is read, in bytes.
        limit: u32,
    },
    /// It does not have three parts.
    Parts {
        /// The number of parts.
        count: u32,
    },
    /// The header is not a JSON object in Base64url.
    Header,
    /// The payload is not Base64url.
    Payload,
    /// The signature is not Base64url.
    Signature,
}

impl<'t> CompactJws<'t> {
    /// Takes a text apart.
    ///
    /// # Errors
    /// If it does not have exactly three parts in Base64url without padding, the first of them a JSON object.
    pub fn read(text: &'t str) -> Result<Self, CompactProblem> {
        let as_u32 = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        if text.len() > LONGEST_JWS {
            return Err(CompactProblem::Length { bytes: as_u32(text.len()), limit: as_u32(LONGEST_JWS) });
        }
        let parts: Vec<&str> = text.split('.').collect();
        let [header, payload, signature] = parts[..] else {
            return Err(CompactProblem::Parts { count: as_u32(parts.len()) });
        };
        let decode = |part| URL_SAFE_NO_PAD.decode(part).ok();
        let header = decode(header).and_then(|json| serde_json::from_slice(&json).ok());
        Ok(Self {
            header: header.ok_or(CompactProblem::Header)?,
            payload: decode(payload).ok_or(CompactProblem::Payload)?,
            signed: &text[..text.len() - signature.len() - 1],
            signature: decode(signature).ok_or(CompactProblem::Signature)?,
        })
    }

    /// A member of the header that is a text.
    #[must_use]
    pub fn header_text(&self, name: &str) -> Option<&str> {
        self.header.get(name).and_then(Value::as_str)
    }

    /// The extensions that a verifier must understand (RFC 7515 section 4.1.11). None is understood here, so a signature
    /// that has any, or a `crit` of another form, is not valid. `None` without `crit`.
    #[must_use]
    pub fn critical(&self) -> Option<Vec<String>> {
        let names = self.header.get("crit")?.as_array().into_iter().flatten().filter_map(Value::as_str);
        Some(names.map(str::to_owned).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_taken_apart_strictly() {
        let read = CompactJws::read("eyJhbGciOiJSUzI1NiJ9.Zm9v.AAEC").unwrap();
        assert_eq!(read.header_text("alg"), Some("RS256"));
        assert_eq!((read.signed, &*read.signature), ("eyJhbGciOiJSUzI1NiJ9.Zm9v", &[0, 1, 2][..]));
        for (text, problem) in [
            ("", CompactProblem::Parts { count: 1 }),
            ("a.b", CompactProblem::Parts { count: 2 }),
            ("a.b.c.d.e", CompactProblem::Parts { count: 5 }),
            ("WzFd.Zm9v.AAEC", CompactProblem::Header),
            ("eyJhbGciOiJSUzI1NiJ9.Zm9.AAEC", CompactProblem::Payload),
            ("eyJhbGciOiJSUzI1NiJ9.Zm9v.AAE=", CompactProblem::Signature),
        ] {
            assert_eq!(CompactJws::read(text), Err(problem), "{text}");
        }
        let long = "a".repeat(LONGEST_JWS + 1);
        assert!(matches!(CompactJws::read(&long), Err(CompactProblem::Length { .. })));
    }
}
