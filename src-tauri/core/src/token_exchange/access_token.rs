//! What an access token says: taken from the response that it came in and, if it is a JWT, from the token itself.
//! Nothing is verified here.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::api_fit::{ApiFit, api_fit};
use super::keys_address::KeysAddress;
use super::role_reach::{RoleReach, role_reach};
use crate::jwt::{self, decode_unverified, whole_number};
use crate::moment::{UnixMillis, UnixSeconds};
use crate::redaction::Secrets;

/// A token as the window shows it: shortened, with its contents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TokenShown {
    /// The first characters of the token (of a JWT: of its header and claims), never of the signature.
    pub shortened: String,
    /// `token_type` of the response, usually `Bearer`.
    pub token_type: Option<String>,
    /// When the token expires: from `expires_in`, otherwise from the token's `exp`.
    pub ends_at: Option<UnixMillis>,
    /// `expires_in` of the response, in seconds.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub expires_in: Option<i64>,
    /// The granted scopes: from the response, otherwise from the token.
    pub scopes: Vec<String>,
    /// The number of scopes, roles, instances and audiences that are left out of these lists, because they are too many.
    #[serde(default)]
    pub left_out: u32,
    /// The decoded token, if it is a JWT.
    pub decoded: Option<DecodedToken>,
}

/// A decoded JWT. Its signature was not verified.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DecodedToken {
    /// The header as JSON.
    pub header: String,
    /// The claims as JSON.
    pub claims: String,
    /// `client_id`, else `azp`, else `sub`.
    pub client: Option<String>,
    /// The user whom the token acts for: `usr`, or `sub` if that is not the client.
    #[serde(default)]
    pub user: Option<String>,
    /// `iss`.
    pub issuer: Option<String>,
    /// Where the issuer's public keys are, if its address may be fetched.
    #[serde(default)]
    pub keys_at: Option<KeysAddress>,
    /// The APIs that it fits, judging by its claims.
    #[serde(default)]
    pub fits: Vec<ApiFit>,
    /// `aud`.
    pub audience: Vec<String>,
    /// `roles`.
    pub roles: Vec<String>,
    /// `tenantFilter`.
    pub tenant_filter: Option<String>,
    /// The instances that each role is for, from `roles` and `tenantFilter`.
    #[serde(default)]
    pub reach: Vec<RoleReach>,
    /// `iat`.
    pub issued_at: Option<UnixSeconds>,
    /// `exp`.
    pub expires_at: Option<UnixSeconds>,
    /// `alg` from the header.
    pub algorithm: Option<String>,
    /// `kid` from the header.
    pub key_id: Option<String>,
    /// The token says that it comes from a practice Account Manager, so no real server accepts it.
    pub practice: bool,
}

/// A token as the window shows it. `answer` is the response's JSON object.
#[must_use]
pub fn shown(token: &str, answer: &Map<String, Value>, received_at: UnixMillis) -> TokenShown {
    let decoded = decode_unverified(token);
    let claims = decoded.as_ref().map(|jwt| &jwt.claims);
    let expires_in = answer.get("expires_in").and_then(whole_number);
    let expires_at = claims.and_then(|claims| claims.get("exp")).and_then(whole_number);
    let scopes = answer.get("scope").or_else(|| claims?.get("scope")).map(words_of).unwrap_or_default();
    TokenShown {
        shortened: jwt::shorten_token(token),
        token_type: answer.get("token_type").and_then(Value::as_str).map(str::to_owned),
        // A duration is the same on both clocks, even if the server's differs from ours.
        ends_at: expires_in
            .and_then(|seconds| seconds.checked_mul(1000)?.checked_add(received_at.0))
            .or_else(|| expires_at?.checked_mul(1000))
            .map(UnixMillis),
        expires_in,
        decoded: decoded.map(|jwt| decoded_token(&jwt, &scopes)),
        scopes,
        left_out: 0,
    }
}

impl TokenShown {
    /// The token without secrets in what it and its response say.
    pub(super) fn without(self, secrets: &Secrets) -> Self {
        let Self { shortened, token_type, ends_at, expires_in, scopes, left_out, decoded } = self;
        let hide = |text: String| secrets.hide(&text).into_owned();
        let hide_all = |texts: Vec<String>| {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            secrets.hide_together(&texts)
        };
        Self {
            shortened,
            token_type: token_type.map(hide),
            ends_at,
            expires_in,
            scopes: hide_all(scopes),
            left_out,
            decoded: decoded.map(|it| DecodedToken {
                header: hide(it.header),
                claims: hide(it.claims),
                client: it.client.map(hide),
                user: it.user.map(hide),
                issuer: it.issuer.map(hide),
                keys_at: it.keys_at.map(|address| match address {
                    KeysAddress::KeySet { url } => KeysAddress::KeySet { url: hide(url) },
                    KeysAddress::Discovery { url, issuer } => {
                        KeysAddress::Discovery { url: hide(url), issuer: hide(issuer) }
                    }
                }),
                fits: it
                    .fits
                    .into_iter()
                    .map(|fit| match fit {
                        ApiFit::Scapi { instances } => ApiFit::Scapi { instances: hide_all(instances) },
                        other => other,
                    })
                    .collect(),
                audience: hide_all(it.audience),
                roles: hide_all(it.roles),
                tenant_filter: it.tenant_filter.map(hide),
                reach: it
                    .reach
                    .into_iter()
                    .map(|RoleReach { role, instances }| RoleReach {
                        role: hide(role),
                        instances: hide_all(instances),
                    })
                    .collect(),
                issued_at: it.issued_at,
                expires_at: it.expires_at,
                algorithm: it.algorithm.map(hide),
                key_id: it.key_id.map(hide),
                practice: it.practice,
            }),
        }
    }
}

fn decoded_token(jwt: &jwt::Unverified, scopes: &[String]) -> DecodedToken {
    let text = |name: &str| jwt.claims.get(name).and_then(Value::as_str).map(str::to_owned);
    let list = |name: &str| jwt.claims.get(name).map(words_of).unwrap_or_default();
    let time = |name: &str| jwt.claims.get(name).and_then(whole_number).map(UnixSeconds);
    let header = |name: &str| jwt.header.get(name).and_then(Value::as_str).map(str::to_owned);
    let (roles, tenant_filter) = (list("roles"), text("tenantFilter"));
    let client = text("client_id").or_else(|| text("azp")).or_else(|| text("sub"));
    DecodedToken {
        header: jwt::pretty(&jwt.header),
        claims: jwt::pretty(&jwt.claims),
        user: text("usr").or_else(|| text("sub").filter(|subject| Some(subject) != client.as_ref())),
        client,
        keys_at: text("iss").as_deref().and_then(KeysAddress::of_issuer),
        issuer: text("iss"),
        fits: api_fit(&jwt.claims, scopes, &roles),
        audience: list("aud"),
        reach: role_reach(&roles, tenant_filter.as_deref()),
        roles,
        tenant_filter,
        issued_at: time("iat"),
        expires_at: time("exp"),
        algorithm: header("alg"),
        key_id: header("kid"),
        practice: jwt.claims.get("practice") == Some(&Value::Bool(true)),
    }
}

/// Lists are JSON arrays, or one string with spaces between the values.
pub(crate) fn words_of(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => text.split_whitespace().map(str::to_owned).collect(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const JWT: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6IkR3VCJ9.eyJjbGllbnRfaWQiOiJpZCIsInNjb3BlIjpbIm1haWwiLCJyb2xlcyJdLCJleHAiOjE3OTU0NDY2MDB9.c2lnbmF0dXJlLXRoYXQtb3BlbnMtZG9vcnM";

    fn shown_in(answer: Value) -> TokenShown {
        let answer = answer.as_object().unwrap().clone();
        shown(answer["access_token"].as_str().unwrap(), &answer, UnixMillis(1_000))
    }

    #[test]
    fn the_expiry_is_counted_from_the_response_by_our_own_clock() {
        let token = shown_in(json!({"access_token": JWT, "expires_in": 1799}));
        assert_eq!(token.ends_at, Some(UnixMillis(1_800_000)));
        assert_eq!(
            shown_in(json!({"access_token": JWT, "expires_in": "60"})).ends_at,
            Some(UnixMillis(61_000))
        );
    }

    #[test]
    fn without_expires_in_the_token_itself_says_when_it_expires() {
        assert_eq!(shown_in(json!({"access_token": JWT})).ends_at, Some(UnixMillis(1_795_446_600_000)));
        assert_eq!(shown_in(json!({"access_token": "opaque-token-of-old"})).ends_at, None);
    }

    #[test]
    fn scopes_are_a_list_or_one_text() {
        assert_eq!(shown_in(json!({"access_token": JWT})).scopes, ["mail", "roles"]);
        assert_eq!(shown_in(json!({"access_token": JWT, "scope": "a b"})).scopes, ["a", "b"]);
    }

    #[test]
    fn the_signature_is_never_shown() {
        let token = shown_in(json!({"access_token": JWT}));
        assert_eq!(token.shortened, "eyJhbGciOiJSUzI1NiIsImtp.eyJjbGllbnRfaWQiOiJpZCIs…");
        assert!(!format!("{token:?}").contains("c2lnbmF0dXJl"));
    }
}
