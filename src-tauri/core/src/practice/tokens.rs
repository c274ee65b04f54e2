//! The tokens of the practice Account Manager: real JWTs with Account Manager's claims, signed with a key of its own.
//! They cannot be mistaken for real ones: issuer and audience name this computer, and the claim `practice` is true.

use std::fmt;

use aws_lc_rs::signature::KeyPair as _;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use pkcs1::RsaPublicKeyRef;
use serde_json::{Map, Value, json};

use super::message::{PracticeResponse, json_response};
use crate::account_manager::{ApiClient, PracticeAddress};
use crate::commerce_instance::{GRANT_LIFETIME, GRANT_TYPE};
use crate::jws::{self, PublicKey, Verification};
use crate::jwt;
use crate::key::{LibraryKey, MakeKeyError, PrivateKey, RsaBits, make_rsa_key, write_pem};
use crate::moment::{Moment, UnixSeconds};

/// Lifetime of Account Manager's tokens, in seconds.
pub const TOKEN_LIFETIME: i64 = 30 * 60;
/// The audience of every practice token. No real server has it.
const AUDIENCE: &str = "urn:countersign:practice";

/// The key that signs tokens.
pub struct SigningKey {
    encoding_key: EncodingKey,
    public_key: PublicKey,
    public_key_pem: String,
    jwk: Value,
    key_id: String,
}

/// The library could not read its own key, so nothing was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SigningError;

impl fmt::Display for SigningError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the token could not be signed")
    }
}

impl std::error::Error for SigningError {}

impl SigningKey {
    /// Makes a key. This takes up to a second on one processor core.
    ///
    /// # Errors
    /// If the cryptography library fails.
    pub fn make() -> Result<Self, MakeKeyError> {
        Self::from_key(&make_rsa_key(RsaBits::Rsa2048)?)
    }

    fn from_key(key: &PrivateKey) -> Result<Self, MakeKeyError> {
        let LibraryKey::Rsa(key_pair) = key.library_key() else { return Err(MakeKeyError) };
        let pkcs1 = key_pair.public_key().as_ref();
        let numbers = RsaPublicKeyRef::try_from(pkcs1).map_err(|_| MakeKeyError)?;
        let encode = |number: &[u8]| URL_SAFE_NO_PAD.encode(number);
        let (n, e) = (encode(numbers.modulus.as_bytes()), encode(numbers.public_exponent.as_bytes()));
        // A JWK thumbprint (RFC 7638) has these three members in this order.
        let thumbprint = format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#);
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, thumbprint.as_bytes());
        let key_id = encode(digest.as_ref());
        Ok(Self {
            encoding_key: EncodingKey::from_rsa_der(key.inner_der()),
            public_key: PublicKey::from_pkcs1(pkcs1).map_err(|_| MakeKeyError)?,
            public_key_pem: write_pem("PUBLIC KEY", key.public_key_spki_der()).trim_end().to_owned(),
            jwk: json!({"kty": "RSA", "use": "sig", "alg": "RS256", "kid": key_id, "n": n, "e": e}),
            key_id,
        })
    }

    /// The public key as PEM, without white space around it. It also stands in for "another certificate".
    pub(super) fn public_key_pem(&self) -> &str {
        &self.public_key_pem
    }

    /// The JWK set (RFC 7517 section 5).
    pub(super) fn jwks(&self) -> Value {
        json!({"keys": [self.jwk]})
    }

    /// Signs the claims as a JWT.
    pub(super) fn sign(&self, claims: &Map<String, Value>) -> Result<String, SigningError> {
        let header = Header { kid: Some(self.key_id.clone()), ..Header::new(Algorithm::RS256) };
        jsonwebtoken::encode(&header, claims, &self.encoding_key).map_err(|_| SigningError)
    }

    /// The claims of an unexpired token that was signed with this key; `None` for any other text.
    pub(super) fn read_own(&self, token: &str, now: UnixSeconds) -> Option<Map<String, Value>> {
        let claims = jwt::decode_unverified(token)?.claims;
        let verification = jws::verify(token, std::slice::from_ref(&self.public_key));
        let is_ours = matches!(verification, Verification::Verified { .. });
        let is_alive = claims.get("exp")?.as_i64()? > now.0;
        (is_ours && is_alive).then_some(claims)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("key_id", &self.key_id).finish_non_exhaustive()
    }
}

/// The response when a token could not be signed.
pub(super) fn not_signed() -> PracticeResponse {
    json_response(500, &json!({"error": "server_error", "error_description": "Internal Server Error"}))
}

/// The claims of an access token, the same as in Account Manager's, at the server's time.
pub(super) fn claims(
    client: &ApiClient,
    scopes: &[String],
    address: &PracticeAddress,
    now: UnixSeconds,
    moment: &Moment,
) -> Map<String, Value> {
    let roles: Vec<&str> = client.roles.iter().map(|(role, _)| role.id()).collect();
    let claims = json!({
        "sub": client.client_id,
        "subname": client.display_name,
        "iss": address.issuer(),
        "aud": AUDIENCE,
        "client_id": client.client_id,
        "grant_type": "client_credentials",
        "scope": scopes,
        "roles": roles,
        "tenantFilter": client.tenant_filter(),
        "exp": now.0 + TOKEN_LIFETIME,
        "iat": now.0,
        "nbf": now.0,
        "jti": moment.jti,
        "practice": true,
    });
    match claims {
        Value::Object(claims) => claims,
        _ => Map::new(),
    }
}

/// The claims of a token of the Business Manager grant: it stands for a user, and has no scopes.
pub(super) fn user_claims(
    client: &ApiClient,
    login: &str,
    address: &PracticeAddress,
    now: UnixSeconds,
    moment: &Moment,
) -> Map<String, Value> {
    let mut claims = claims(client, &[], address, now, moment);
    for (name, value) in
        [("usr", login.into()), ("grant_type", GRANT_TYPE.into()), ("exp", (now.0 + GRANT_LIFETIME).into())]
    {
        claims.insert(name.to_owned(), value);
    }
    claims
}
