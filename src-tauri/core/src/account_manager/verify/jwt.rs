//! Reads the parts of a client assertion.

use serde_json::{Map, Value};

use crate::account_manager::refusal::Refusal;
use crate::jws::CompactJws;

/// A client assertion, split into its parts.
pub(super) struct Jwt<'t> {
    pub(super) algorithm: String,
    pub(super) has_key_id: bool,
    claims: Map<String, Value>,
    /// Header and claims exactly as they were signed.
    pub(super) signed: &'t str,
    pub(super) signature: Vec<u8>,
}

impl<'t> Jwt<'t> {
    /// # Errors
    /// If it is no JWT, or has extensions that must be understood (RFC 7515 section 4.1.11). None is understood here.
    pub(super) fn read(token: &'t str) -> Result<Self, Refusal> {
        let jws = CompactJws::read(token).map_err(|_| Refusal::NotAJwt)?;
        let claims = serde_json::from_slice(&jws.payload).map_err(|_| Refusal::NotAJwt)?;
        if jws.critical().is_some() {
            return Err(Refusal::CriticalExtension);
        }
        Ok(Self {
            algorithm: jws.header_text("alg").unwrap_or_default().to_owned(),
            has_key_id: jws.header_text("kid").is_some(),
            claims,
            signed: jws.signed,
            signature: jws.signature,
        })
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.claims.get(name)?.as_str().filter(|text| !text.is_empty())
    }

    /// A NumericDate in whole seconds (RFC 7519 section 2), clamped so that adding a few minutes to it cannot
    /// overflow.
    #[expect(clippy::cast_possible_truncation, reason = "floating point casts saturate, and it is clamped")]
    pub(super) fn time(&self, name: &str) -> Option<i64> {
        const FAR: i64 = 1 << 53;
        self.claims.get(name)?.as_f64().map(|seconds| (seconds as i64).clamp(-FAR, FAR))
    }

    pub(super) fn audiences(&self) -> Vec<&str> {
        match self.claims.get("aud") {
            Some(Value::String(audience)) if !audience.is_empty() => vec![audience],
            Some(Value::Array(audiences)) => audiences.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }
}
