//! Client assertions: header and claims in, signed JWT out (RFC 7523 section 3, RFC 7515).
//!
//! [`claims_for`] decides what the claims are, `diagnosis::before_sending` judges them, and `client_auth/` puts the
//! assertion into the request.

use std::fmt;

use aws_lc_rs::digest::{Algorithm as Digest, SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jsonwebtoken::{EncodingKey, Header};
use serde::Serialize;
use serde_json::{Map, Value};

use super::form::{ClaimEdit, HeaderParameters};
use crate::certificate::Certificate;
use crate::jwt;
use crate::key::{KeyType, PrivateKey, SigningAlgorithm};
use crate::moment::Moment;
use crate::text::Allowance;

/// The claims of a plain client assertion, in the order in which they are signed. RFC 7523 section 3 requires `iss`,
/// `sub`, `aud` and `exp`. Keycloak also requires `jti`, and `iat` if `exp` is more than a minute ahead.
pub const STANDARD_CLAIMS: [&str; 6] = ["iss", "sub", "aud", "iat", "exp", "jti"];

/// What the standard claims are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssertionBasis {
    /// The API key (client ID), used as `iss`, and as `sub` unless there is a user.
    pub client_id: String,
    /// The user whom the JWT is for, used as `sub`, if it is not the client itself.
    pub user: Option<String>,
    /// The `aud` claim.
    pub audience: String,
    /// Seconds from `iat` to `exp`.
    pub lifetime_seconds: u32,
    /// Seconds that the server's clock is ahead of this computer's, if that is to be corrected.
    pub clock_correction_seconds: i32,
}

/// Why a claim has its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ClaimSource {
    /// It follows from the form.
    Automatic,
    /// It is new in every request.
    Fresh,
    /// The person changed it.
    Edited,
    /// The person added it.
    Added,
    /// The person left it out.
    LeftOut,
}

/// A claim of the client assertion, as it would be signed now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ClaimShown {
    /// Claim name.
    pub name: String,
    /// The value as text: strings without quotes, anything else as JSON.
    pub text: String,
    /// Why the claim has this value.
    pub source: ClaimSource,
}

/// A claim, its value and the reason for the value.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Claim name.
    pub name: String,
    /// The value. For a claim that is left out, the value it would have.
    pub value: Value,
    /// Why the claim has this value.
    pub source: ClaimSource,
}

impl Claim {
    /// Whether the claim is in the signed JWT.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.source != ClaimSource::LeftOut
    }

    /// The claim as the window shows it.
    #[must_use]
    pub fn shown(&self) -> ClaimShown {
        let text = match &self.value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        ClaimShown { name: self.name.clone(), text, source: self.source }
    }
}

/// Reads the text of a claim as a value. JSON numbers, literals, arrays, objects and quoted strings are read as JSON;
/// any other text is a string. `Err` if the text begins like an array, object or quoted string but is not valid JSON.
pub fn read_claim_text(text: &str) -> Result<Value, serde_json::Error> {
    match serde_json::from_str::<Value>(text) {
        Ok(value) => Ok(value),
        Err(error) if text.trim_start().starts_with(['{', '[', '"']) => Err(error),
        Err(_) => Ok(Value::String(text.to_owned())),
    }
}

/// The claims at this moment: the standard ones with the person's edits, then the ones that the person added. An edit
/// whose text cannot be read leaves the claim unchanged; checks before sending report it.
#[must_use]
pub fn claims_for(basis: &AssertionBasis, edits: &[ClaimEdit], moment: &Moment) -> Vec<Claim> {
    let issued_at = moment.now.seconds().0.saturating_add(basis.clock_correction_seconds.into());
    let mut claims: Vec<Claim> = STANDARD_CLAIMS
        .iter()
        .map(|&name| {
            let (value, source) = match name {
                "sub" => {
                    let subject = basis.user.as_ref().unwrap_or(&basis.client_id);
                    (subject.clone().into(), ClaimSource::Automatic)
                }
                "iss" => (basis.client_id.clone().into(), ClaimSource::Automatic),
                "aud" => (basis.audience.clone().into(), ClaimSource::Automatic),
                "iat" => (issued_at.into(), ClaimSource::Fresh),
                "exp" => (issued_at.saturating_add(basis.lifetime_seconds.into()).into(), ClaimSource::Fresh),
                _ => (moment.jti.clone().into(), ClaimSource::Fresh),
            };
            Claim { name: name.to_owned(), value, source }
        })
        .collect();
    for edit in edits {
        match edit {
            ClaimEdit::LeaveOut { name } => {
                claims.iter_mut().filter(|c| c.name == *name).for_each(|c| c.source = ClaimSource::LeftOut);
            }
            ClaimEdit::Set { name, text } => {
                let Ok(value) = read_claim_text(text) else { continue };
                match claims.iter_mut().find(|c| c.name == *name) {
                    Some(claim) => (claim.value, claim.source) = (value, ClaimSource::Edited),
                    None => claims.push(Claim { name: name.clone(), value, source: ClaimSource::Added }),
                }
            }
        }
    }
    claims
}

/// The header the person chose: the algorithm, and what tells the server which key or certificate to verify the
/// signature with (RFC 7515 section 4.1). Without a certificate, parameters derived from it are left out; checks
/// before sending report that.
#[must_use]
pub fn header_for(
    algorithm: SigningAlgorithm,
    parameters: &HeaderParameters,
    certificate: Option<&Certificate>,
) -> Header {
    let der = certificate.map(Certificate::der);
    let thumbprint = |wanted: bool, algorithm: &'static Digest| {
        der.filter(|_| wanted).map(|der| URL_SAFE_NO_PAD.encode(digest(algorithm, der)))
    };
    Header {
        typ: parameters.typ.value().map(str::to_owned),
        kid: Some(parameters.kid.clone()).filter(|kid| !kid.is_empty()),
        x5t: thumbprint(parameters.x5t, &SHA1_FOR_LEGACY_USE_ONLY),
        x5t_s256: thumbprint(parameters.x5t_s256, &SHA256),
        // RFC 7515 section 4.1.6: Base64 with padding, unlike everything around it.
        x5c: der.filter(|_| parameters.x5c).map(|der| vec![STANDARD.encode(der)]),
        ..Header::new(algorithm.jwt())
    }
}

/// The most that is shown of an assertion's header and claims, in bytes as text and as JSON. The request contains the
/// assertion whole.
const SHOWN: usize = 12 * 1024;

/// Cuts an assertion's header and claims to what is shown of them.
pub(crate) fn cut_assertion(header: &mut String, claims: &mut String) {
    let mut allowance = Allowance::to_show(SHOWN);
    allowance.cut(header);
    allowance.cut(claims);
}

/// A client assertion before it is signed.
#[derive(Clone, Debug, PartialEq)]
pub struct Assertion {
    header: Header,
    claims: Vec<Claim>,
    clock_correction_seconds: i32,
}

impl Assertion {
    /// An assertion with this header and these claims.
    #[must_use]
    pub fn new(header: Header, claims: Vec<Claim>) -> Self {
        Self { header, claims, clock_correction_seconds: 0 }
    }

    /// The same assertion, of which is known that its times are shifted by so many seconds.
    #[must_use]
    pub fn with_clock_correction(self, seconds: i32) -> Self {
        Self { clock_correction_seconds: seconds, ..self }
    }

    /// Seconds that its times are shifted, to fit the server's clock.
    #[must_use]
    pub fn clock_correction_seconds(&self) -> i32 {
        self.clock_correction_seconds
    }

    /// The header as JSON.
    #[must_use]
    pub fn header_json(&self) -> String {
        jwt::pretty(&self.header)
    }

    /// The signed claims as JSON.
    #[must_use]
    pub fn claims_json(&self) -> String {
        jwt::pretty(&self.signed_claims())
    }

    /// All claims with the reason for their values. Claims that are left out keep their place.
    #[must_use]
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// The value of a signed claim; `None` if the claim is left out or does not exist.
    #[must_use]
    pub fn signed_claim(&self, name: &str) -> Option<&Value> {
        self.claims.iter().find(|claim| claim.is_signed() && claim.name == name).map(|claim| &claim.value)
    }

    fn signed_claims(&self) -> Map<String, Value> {
        let signed = self.claims.iter().filter(|claim| claim.is_signed());
        signed.map(|claim| (claim.name.clone(), claim.value.clone())).collect()
    }

    /// The header parameters that name a key or certificate (RFC 7515 section 4.1).
    pub(crate) fn key_names(&self) -> Vec<String> {
        let Header { kid, x5t, x5t_s256, .. } = &self.header;
        let named = [("kid", kid), ("x5t", x5t), ("x5t#S256", x5t_s256)];
        named.into_iter().filter(|(_, value)| value.is_some()).map(|(name, _)| name.to_owned()).collect()
    }

    /// Whether it is to be signed with RS256.
    pub(crate) fn is_rs256(&self) -> bool {
        self.header.alg == jsonwebtoken::Algorithm::RS256
    }

    /// Signs with the algorithm named in the header. Fails if the key cannot be used with it.
    pub(crate) fn sign(self, key: &PrivateKey) -> Result<SignedAssertion, SigningError> {
        // The library expects RSA keys as PKCS#1 and all others as PKCS#8.
        let encoding_key = match key.key_type() {
            KeyType::Rsa { .. } => EncodingKey::from_rsa_der(key.inner_der()),
            KeyType::Ec { .. } => EncodingKey::from_ec_der(key.pkcs8_der()),
            _ => EncodingKey::from_ed_der(key.pkcs8_der()),
        };
        let compact = jsonwebtoken::encode(&self.header, &self.signed_claims(), &encoding_key)
            .map_err(|_| SigningError)?;
        Ok(SignedAssertion { assertion: self, compact })
    }
}

/// The key could not sign. The library's message is dropped: it does not help a person, and might contain parts of
/// the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SigningError;

impl fmt::Display for SigningError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the key could not sign")
    }
}

impl std::error::Error for SigningError {}

/// A signed client assertion. Until it expires, anyone who has it can get a token.
#[derive(Clone, PartialEq)]
pub struct SignedAssertion {
    assertion: Assertion,
    compact: String,
}

impl SignedAssertion {
    /// The assertion that was signed.
    #[must_use]
    pub fn assertion(&self) -> &Assertion {
        &self.assertion
    }

    /// The assertion that was signed, without its signature.
    #[must_use]
    pub fn into_assertion(self) -> Assertion {
        self.assertion
    }

    /// The JWT in compact serialisation, for the `client_assertion` field.
    #[must_use]
    pub fn compact(&self) -> &str {
        &self.compact
    }
}

impl fmt::Debug for SignedAssertion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedAssertion").field("assertion", &self.assertion).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::form::HeaderType;
    use super::*;
    use crate::moment::UnixMillis;

    fn basis() -> AssertionBasis {
        AssertionBasis {
            client_id: "id".into(),
            user: None,
            audience: "https://a/t".into(),
            lifetime_seconds: 60,
            clock_correction_seconds: 0,
        }
    }

    fn moment() -> Moment {
        Moment { now: UnixMillis(1_795_444_800_999), jti: "one-time".into() }
    }

    fn signed_claims(edits: &[ClaimEdit]) -> String {
        let claims = claims_for(&basis(), edits, &moment());
        serde_json::to_string(&Assertion::new(Header::default(), claims).signed_claims()).unwrap()
    }

    fn set(name: &str, text: &str) -> ClaimEdit {
        ClaimEdit::Set { name: name.into(), text: text.into() }
    }

    #[test]
    fn the_plain_assertion_has_the_six_claims_in_order_and_whole_seconds() {
        assert_eq!(
            signed_claims(&[]),
            r#"{"iss":"id","sub":"id","aud":"https://a/t","iat":1795444800,"exp":1795444860,"jti":"one-time"}"#
        );
        let header = header_for(SigningAlgorithm::Rs256, &HeaderParameters::default(), None);
        let header = Assertion::new(header, Vec::new()).header_json();
        assert_eq!(serde_json::from_str::<Value>(&header).unwrap(), json!({"typ": "JWT", "alg": "RS256"}));
    }

    #[test]
    fn the_header_has_the_chosen_type_or_none() {
        for (typ, expected) in [
            (HeaderType::Jwt, json!({"typ": "JWT", "alg": "RS256"})),
            (HeaderType::ClientAuthentication, json!({"typ": "client-authentication+jwt", "alg": "RS256"})),
            (HeaderType::Missing, json!({"alg": "RS256"})),
        ] {
            let parameters = HeaderParameters { typ, ..HeaderParameters::default() };
            let header = header_for(SigningAlgorithm::Rs256, &parameters, None);
            let header = Assertion::new(header, Vec::new()).header_json();
            assert_eq!(serde_json::from_str::<Value>(&header).unwrap(), expected);
        }
    }

    #[test]
    fn a_claim_can_be_edited_added_and_left_out() {
        let edits = [
            set("aud", r#"["https://a/t","https://b"]"#),
            ClaimEdit::LeaveOut { name: "jti".into() },
            set("exp", "17"),
            set("nbf", "16"),
            set("purpose", "a test"),
        ];
        assert_eq!(
            signed_claims(&edits),
            r#"{"iss":"id","sub":"id","aud":["https://a/t","https://b"],"iat":1795444800,"exp":17,"nbf":16,"purpose":"a test"}"#
        );
    }

    #[test]
    fn a_claim_that_is_left_out_is_still_shown_at_its_place() {
        let claims = claims_for(&basis(), &[ClaimEdit::LeaveOut { name: "iat".into() }], &moment());
        assert_eq!(
            claims[3].shown(),
            ClaimShown { name: "iat".into(), text: "1795444800".into(), source: ClaimSource::LeftOut }
        );
    }

    #[test]
    fn text_is_json_only_where_it_is_json() {
        assert_eq!(read_claim_text("12").unwrap(), json!(12));
        assert_eq!(read_claim_text("true").unwrap(), json!(true));
        assert_eq!(read_claim_text("\"12\"").unwrap(), json!("12"));
        assert_eq!(read_claim_text("12ab").unwrap(), json!("12ab"));
        assert_eq!(read_claim_text("").unwrap(), json!(""));
        assert!(read_claim_text("[1,").is_err());
        assert!(read_claim_text("{a:1}").is_err());
    }
}
