//! Account Manager's endpoints: the token endpoint, introspection of tokens, and the document that names both.

use serde_json::{Map, Value, json};

use super::faults::Gateway;
use super::message::{
    Delivery, PracticeResponse, Request, html, json_response, method_not_allowed, not_found,
    too_many_requests, unavailable,
};
use super::practice_account_manager::PracticeAccountManager;
use super::tokens::{self, TOKEN_LIFETIME};
use crate::account_manager::{
    AccessTokenFormat, ApiClient, Audiences, Decision, Grant, Judge, KeyThere, ParsedTokenRequest,
    PasswordThere, PracticeAddress, Refusal, Wording, words_for,
};
use crate::moment::{Moment, UnixSeconds};

/// `expires_in` in seconds: one second less than the token's lifetime, as Account Manager does.
const EXPIRES_IN: i64 = TOKEN_LIFETIME - 1;

/// A response; and an opaque token with its claims, which have to be remembered.
struct Given {
    answer: PracticeResponse,
    opaque: Option<(String, Map<String, Value>)>,
}

impl PracticeAccountManager {
    /// Responds at the token endpoint.
    pub(super) fn token_endpoint(
        &mut self,
        request: &Request<'_>,
        address: &PracticeAddress,
        now: UnixSeconds,
        moment: &Moment,
    ) -> PracticeResponse {
        self.minute.count(moment.now);
        let mut answer = match self.settings.faults.gateway {
            Gateway::RetiredPath => return not_found(),
            Gateway::Unavailable => return unavailable(),
            Gateway::Html => return html(200, "Scheduled maintenance", "This service is being maintained."),
            Gateway::Redirect => {
                let mut answer = html(302, "Found", "The document has moved.");
                answer.headers.push(("location", format!("http://{}/login", address.authority())));
                return answer;
            }
            Gateway::TooManyRequests => too_many_requests(),
            Gateway::Nobody | Gateway::Slow | Gateway::Cut if request.method != "POST" => {
                method_not_allowed("POST")
            }
            Gateway::Nobody | Gateway::Slow | Gateway::Cut => self.give_token(request, address, now, moment),
        };
        self.minute.announce(&mut answer, moment.now);
        answer.delivery = match self.settings.faults.gateway {
            Gateway::Slow => Delivery::Late,
            Gateway::Cut => Delivery::Half,
            _ => Delivery::Whole,
        };
        answer
    }

    fn give_token(
        &mut self,
        request: &Request<'_>,
        address: &PracticeAddress,
        now: UnixSeconds,
        moment: &Moment,
    ) -> PracticeResponse {
        let parsed = ParsedTokenRequest::read(request.content_type, request.authorization, request.body);
        let clients = self.settings.faults.applied_to(&self.clients, self.key.public_key_pem());
        let token_endpoint = address.token_endpoint();
        let Decision { outcome, spent } = self.judge(&clients, &token_endpoint, now).decide(&parsed);
        let given = match outcome {
            Ok(grant) => self.granted(&grant, address, now, moment),
            Err(refusal) => Ok(Given { answer: self.refused(refusal, &parsed), opaque: None }),
        };
        if let Some(spent) = spent {
            self.used.add(&spent, now);
        }
        match given {
            Ok(Given { answer, opaque }) => {
                if let Some((token, claims)) = opaque {
                    self.opaque.add(token, claims);
                }
                answer
            }
            Err(tokens::SigningError) => tokens::not_signed(),
        }
    }

    /// The inputs of a decision: what is set up, and the faults.
    fn judge<'j>(&'j self, clients: &'j [ApiClient], token_endpoint: &'j str, now: UnixSeconds) -> Judge<'j> {
        let audiences =
            if self.settings.faults.strict_audience { Audiences::WithoutPort } else { Audiences::Usual };
        Judge {
            clients,
            wording: self.settings.wording,
            token_endpoint,
            audiences,
            any_algorithm: false,
            other_auth_method: self.settings.faults.other_auth_method,
            refuses_scopes: self.settings.faults.scope_not_allowed,
            key: KeyThere::AsSetUp,
            password: PasswordThere::AsSetUp,
            used: &self.used,
            now,
        }
    }

    fn granted(
        &self,
        grant: &Grant<'_>,
        address: &PracticeAddress,
        now: UnixSeconds,
        moment: &Moment,
    ) -> Result<Given, tokens::SigningError> {
        let claims = tokens::claims(grant.client, &grant.scopes, address, now, moment);
        let wording = self.settings.wording;
        let is_opaque = grant.client.token_format == AccessTokenFormat::Uuid && wording == Wording::AsIn2021;
        let token = if is_opaque { moment.jti.clone() } else { self.key.sign(&claims)? };
        let mut body = json!({
            "access_token": token,
            "scope": grant.scopes.join(" "),
            "token_type": "Bearer",
            "expires_in": EXPIRES_IN,
        });
        if wording == Wording::AsOf2026 {
            body["refresh_expires_in"] = 0.into();
            body["not-before-policy"] = 0.into();
        }
        Ok(Given { answer: json_response(200, &body), opaque: is_opaque.then_some((token, claims)) })
    }

    fn refused(&self, refusal: Refusal, parsed: &ParsedTokenRequest) -> PracticeResponse {
        let words = words_for(&refusal, self.settings.wording);
        // Each engine has its own order of members.
        let body = match self.settings.wording {
            Wording::AsIn2021 => json!({"error_description": words.description, "error": words.error}),
            Wording::AsOf2026 => json!({"error": words.error, "error_description": words.description}),
        };
        let mut answer = json_response(words.status, &body);
        // RFC 6749 section 5.2: a client that used the header is told the scheme.
        if words.status == 401 && parsed.basic.is_some() {
            answer.headers.push(("www-authenticate", r#"Basic realm="dwsso""#.to_owned()));
        }
        answer.refusal = Some(refusal);
        answer
    }

    /// Token introspection (RFC 7662).
    pub(super) fn introspect(
        &mut self,
        request: &Request<'_>,
        address: &PracticeAddress,
        now: UnixSeconds,
    ) -> PracticeResponse {
        if request.method != "POST" {
            return method_not_allowed("POST");
        }
        let parsed = ParsedTokenRequest::read(request.content_type, request.authorization, request.body);
        let clients = self.settings.faults.applied_to(&self.clients, self.key.public_key_pem());
        let token_endpoint = address.token_endpoint();
        let Decision { outcome, spent } = self.judge(&clients, &token_endpoint, now).authenticate(&parsed);
        let answer = match outcome {
            Err(refusal) => self.refused(refusal, &parsed),
            Ok(_) => {
                let token = parsed.field("token").unwrap_or_default();
                let claims = self.key.read_own(token, now).or_else(|| self.opaque.get(token, now));
                json_response(200, &introspection(claims))
            }
        };
        if let Some(spent) = spent {
            self.used.add(&spent, now);
        }
        answer
    }
}

fn introspection(claims: Option<Map<String, Value>>) -> Value {
    let Some(mut claims) = claims else { return json!({"active": false}) };
    // RFC 7662 section 2.2: the scopes are one text here, but a list in the token.
    let scopes = claims
        .get("scope")
        .and_then(Value::as_array)
        .map(|scopes| scopes.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "));
    claims.insert("scope".to_owned(), scopes.unwrap_or_default().into());
    claims.insert("active".to_owned(), true.into());
    claims.insert("token_type".to_owned(), "Bearer".into());
    Value::Object(claims)
}

/// The discovery document (OpenID Connect Discovery 1.0 section 3, RFC 8414 section 2).
pub(super) fn discovery(address: &PracticeAddress) -> Value {
    let issuer = address.issuer();
    json!({
        "issuer": issuer,
        "token_endpoint": address.token_endpoint(),
        "jwks_uri": format!("{issuer}/connect/jwk_uri"),
        "introspection_endpoint": format!("{issuer}/introspect"),
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": [],
        "subject_types_supported": ["public"],
        "scopes_supported": ["mail", "roles", "tenantFilter", "openid", "profile"],
        "token_endpoint_auth_methods_supported":
            ["private_key_jwt", "client_secret_post", "client_secret_basic"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS256"],
        "id_token_signing_alg_values_supported": ["RS256"],
    })
}
