//! The practice Account Manager without its network: its API clients and state, and the response to each request.

use std::fmt;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::faults::{Gateway, PracticeSettings};
use super::message::{
    Delivery, PracticeResponse, Request, html, json_response, method_not_allowed, not_found,
    too_many_requests, unavailable,
};
use super::opaque_tokens::OpaqueTokens;
use super::rate_limit::Minute;
use super::snapshot::PracticeSnapshot;
use super::tokens::{self, SigningKey, TOKEN_LIFETIME};
use crate::account_manager::{
    AccessTokenFormat, ApiClient, Decision, Grant, Judge, ParsedTokenRequest, PracticeAddress, Refusal,
    TOKEN_PATH, UsedIds, Wording, words_for,
};
use crate::moment::{Moment, UnixSeconds};

/// `expires_in` in seconds: one second less than the token's lifetime, as Account Manager does.
const EXPIRES_IN: i64 = TOKEN_LIFETIME - 1;

/// The state of the practice Account Manager.
pub struct PracticeAccountManager {
    clients: Vec<ApiClient>,
    settings: PracticeSettings,
    key: Arc<SigningKey>,
    used: UsedIds,
    opaque: OpaqueTokens,
    minute: Minute,
}

/// A response; and an opaque token with its claims, which have to be remembered.
struct Given {
    answer: PracticeResponse,
    opaque: Option<(String, Map<String, Value>)>,
}

impl PracticeAccountManager {
    /// A practice Account Manager without API clients. Tokens stay valid across instances with the same key.
    #[must_use]
    pub fn new(key: Arc<SigningKey>) -> Self {
        Self {
            clients: Vec::new(),
            settings: PracticeSettings::default(),
            key,
            used: UsedIds::default(),
            opaque: OpaqueTokens::default(),
            minute: Minute::default(),
        }
    }

    /// The API clients, the oldest first.
    #[must_use]
    pub fn api_clients(&self) -> &[ApiClient] {
        &self.clients
    }

    /// Saves an API client. It replaces the one with the same ID, if there is one.
    pub fn save_api_client(&mut self, client: ApiClient) {
        match self.clients.iter_mut().find(|its| its.client_id() == client.client_id()) {
            Some(its) => *its = client,
            None => self.clients.push(client),
        }
    }

    /// Deletes the API client with this ID.
    pub fn delete_api_client(&mut self, client_id: &str) {
        self.clients.retain(|client| client.client_id() != client_id);
    }

    /// How it behaves.
    #[must_use]
    pub fn settings(&self) -> &PracticeSettings {
        &self.settings
    }

    /// What is stored of it for the next start.
    #[must_use]
    pub fn snapshot(&self) -> PracticeSnapshot {
        PracticeSnapshot { settings: self.settings.clone(), api_clients: self.clients.clone() }
    }

    /// Restores what was stored. API clients and settings that were set up in the meantime take precedence.
    pub fn restore(&mut self, snapshot: PracticeSnapshot) {
        let meanwhile = std::mem::replace(&mut self.clients, snapshot.api_clients);
        if self.settings == PracticeSettings::default() {
            self.settings = snapshot.settings;
        }
        meanwhile.into_iter().for_each(|client| self.save_api_client(client));
    }

    /// Discards the API clients, the settings, and everything remembered of requests.
    pub fn forget_everything(&mut self) {
        *self = Self::new(self.key.clone());
    }

    /// Changes how it behaves, from the next request on.
    pub fn set_settings(&mut self, settings: PracticeSettings) {
        self.settings = settings;
    }

    /// Responds to a request that arrived at this address at this moment.
    pub fn answer(
        &mut self,
        request: &Request<'_>,
        address: &PracticeAddress,
        moment: &Moment,
    ) -> PracticeResponse {
        let now = UnixSeconds(moment.now.seconds().0 + self.settings.faults.clock_seconds());
        let mut answer = match request.path {
            TOKEN_PATH => self.token_endpoint(request, address, now, moment),
            "/dwsso/oauth2/introspect" => self.introspect(request, address, now),
            "/dwsso/oauth2/connect/jwk_uri" => get(request, || json_response(200, &self.key.jwks())),
            "/dwsso/oauth2/.well-known/openid-configuration" => {
                get(request, || json_response(200, &discovery(address)))
            }
            // This includes the retired path.
            _ => not_found(),
        };
        answer.date = now;
        answer
    }

    fn token_endpoint(
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
            Err(tokens::SigningError) => json_response(
                500,
                &json!({"error": "server_error", "error_description": "Internal Server Error"}),
            ),
        }
    }

    /// The inputs of a decision: what is set up, and the faults.
    fn judge<'j>(&'j self, clients: &'j [ApiClient], token_endpoint: &'j str, now: UnixSeconds) -> Judge<'j> {
        Judge {
            clients,
            wording: self.settings.wording,
            token_endpoint,
            strict_audience: self.settings.faults.strict_audience,
            other_auth_method: self.settings.faults.other_auth_method,
            refuses_scopes: self.settings.faults.scope_not_allowed,
            trusts_signatures: false,
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
    fn introspect(
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

impl fmt::Debug for PracticeAccountManager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PracticeAccountManager")
            .field("api_clients", &self.clients.len())
            .finish_non_exhaustive()
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
fn discovery(address: &PracticeAddress) -> Value {
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

fn get(request: &Request<'_>, then: impl FnOnce() -> PracticeResponse) -> PracticeResponse {
    if request.method == "GET" { then() } else { method_not_allowed("GET") }
}
