//! What Account Manager would say to a client assertion that somebody holds in the hand, in the words of both engines.

use serde::Serialize;
use url::form_urlencoded;

use super::TOKEN_ENDPOINT;
use super::api_client::{AccessTokenFormat, ApiClient, ClientAuthenticationType, TokenEndpointAuthMethod};
use super::parsed_request::{FORM, ParsedTokenRequest};
use super::used_ids::UsedIds;
use super::verify::{Audiences, Decision, Judge, KeyThere, PasswordThere};
use super::wording::Wording;
use super::words::words_for;
use crate::jwt::{JWT_BEARER, decode_unverified};
use crate::moment::UnixSeconds;

/// What one of Account Manager's engines would say to an assertion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AccountManagerSays {
    /// The engine.
    pub wording: Wording,
    /// What it would say.
    pub saying: Saying,
}

/// What Account Manager would say to an assertion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Saying {
    /// It would accept the assertion, if the API client is set up with the certificate of the key.
    Accepts,
    /// It would refuse it.
    Refuses {
        /// `error`.
        error: String,
        /// `error_description`.
        description: String,
    },
}

/// What both engines would say to the assertion at this time, the newer one first. The API client is taken to exist, to
/// be active, and to be set up with the certificate of the key that signed.
#[must_use]
pub fn would_say(assertion: &str, now: UnixSeconds) -> Vec<AccountManagerSays> {
    let subject = decode_unverified(assertion)
        .and_then(|jwt| jwt.claims.get("sub").and_then(|subject| subject.as_str().map(str::to_owned)));
    let client = ApiClient {
        client_id: subject.unwrap_or_default(),
        display_name: String::new(),
        password: None,
        public_key: String::new(),
        auth_method: TokenEndpointAuthMethod::PrivateKeyJwt,
        token_format: AccessTokenFormat::Jwt,
        authentication_type: ClientAuthenticationType::Confidential,
        active: true,
        allowed_scopes: Vec::new(),
        roles: Vec::new(),
    };
    let body: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("grant_type", "client_credentials")
        .append_pair("client_assertion_type", JWT_BEARER)
        .append_pair("client_assertion", assertion)
        .finish();
    let request = ParsedTokenRequest::read(Some(FORM), None, body.as_bytes());
    let says = |wording| {
        let judge = Judge {
            clients: std::slice::from_ref(&client),
            wording,
            token_endpoint: TOKEN_ENDPOINT,
            audiences: Audiences::Usual,
            any_algorithm: false,
            other_auth_method: false,
            refuses_scopes: false,
            key: KeyThere::Fits,
            password: PasswordThere::AsSetUp,
            used: &UsedIds::default(),
            now,
        };
        let Decision { outcome, .. } = judge.authenticate(&request);
        let saying = match outcome {
            Ok(_) => Saying::Accepts,
            Err(refusal) => {
                let words = words_for(&refusal, wording);
                Saying::Refuses { error: words.error.to_owned(), description: words.description }
            }
        };
        AccountManagerSays { wording, saying }
    };
    vec![says(Wording::AsOf2026), says(Wording::AsIn2021)]
}
