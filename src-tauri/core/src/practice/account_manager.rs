//! The practice Account Manager without its network: its API clients and state, and an answer to each request.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::api_client::{AccessTokenFormat, ApiClient};
use super::asked::Asked;
use super::faults::{Faults, Gateway, Wording};
use super::tokens::{self, SigningKey, TOKEN_LIFETIME};
use super::used_ids::UsedIds;
use super::verify::{Decision, Grant, Known, Refusal};
use super::words::words_for;
use super::{PracticeAddress, TOKEN_PATH};
use crate::moment::{Moment, UnixMillis, UnixSeconds};

/// Requests a minute that Account Manager says it allows. Said here, too, but not held anybody to.
const RATE_LIMIT: u32 = 400;
/// The most opaque tokens that are remembered.
const MOST_OPAQUE: usize = 1_000;
/// What `expires_in` says: a second less than the token lives, as Account Manager does.
const EXPIRES_IN: i64 = TOKEN_LIFETIME - 1;

/// How it behaves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PracticeSettings {
    /// In whose words it answers.
    pub wording: Wording,
    /// What is broken.
    pub faults: Faults,
}

/// An HTTP request, as far as it matters.
#[derive(Clone, Copy)]
pub struct Request<'r> {
    /// For example `POST`.
    pub method: &'r str,
    /// Without the query.
    pub path: &'r str,
    /// The `Content-Type` header.
    pub content_type: Option<&'r str>,
    /// The `Authorization` header.
    pub authorization: Option<&'r str>,
    /// The body.
    pub body: &'r [u8],
}

impl fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Header and body hold secrets.
        f.debug_struct("Request").field("method", &self.method).finish_non_exhaustive()
    }
}

/// How an answer goes over the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// At once and whole.
    Whole,
    /// Later than people wait.
    Late,
    /// Half of it, and then the connection ends.
    Half,
}

/// An HTTP answer.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Headers, without those that HTTP itself needs.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
    /// How it goes over the wire.
    pub delivery: Delivery,
    /// Why a token was refused, if one was.
    pub refusal: Option<Refusal>,
    /// The server's time, which may be wrong on purpose.
    pub date: UnixSeconds,
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The body may hold a token.
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("refusal", &self.refusal)
            .finish_non_exhaustive()
    }
}

/// The state behind the practice token endpoint.
pub struct AccountManager {
    clients: Vec<ApiClient>,
    settings: PracticeSettings,
    key: Arc<SigningKey>,
    used: UsedIds,
    opaque: Opaque,
    minute: Minute,
}

/// An answer; and the token with its claims where it does not carry them itself.
struct Given {
    answer: Answer,
    opaque: Option<(String, Map<String, Value>)>,
}

/// Claims of tokens that are no JWTs, the newest [`MOST_OPAQUE`].
#[derive(Default)]
struct Opaque {
    claims: HashMap<String, Map<String, Value>>,
    order: VecDeque<String>,
}

/// Requests counted in the current minute.
#[derive(Default)]
struct Minute {
    number: i64,
    requests: u32,
}

impl AccountManager {
    /// One without API clients. Its tokens stay good as long as the key is the same.
    #[must_use]
    pub fn new(key: Arc<SigningKey>) -> Self {
        Self {
            clients: Vec::new(),
            settings: PracticeSettings::default(),
            key,
            used: UsedIds::default(),
            opaque: Opaque::default(),
            minute: Minute::default(),
        }
    }

    /// Its API clients, the oldest first.
    #[must_use]
    pub fn api_clients(&self) -> &[ApiClient] {
        &self.clients
    }

    /// Saves an API client in the place of the one of the same ID, or as a new one.
    pub fn save_api_client(&mut self, client: ApiClient) {
        match self.clients.iter_mut().find(|its| its.client_id() == client.client_id()) {
            Some(its) => *its = client,
            None => self.clients.push(client),
        }
    }

    /// Deletes the API client of this ID.
    pub fn delete_api_client(&mut self, client_id: &str) {
        self.clients.retain(|client| client.client_id() != client_id);
    }

    /// How it behaves.
    #[must_use]
    pub fn settings(&self) -> &PracticeSettings {
        &self.settings
    }

    /// Changes how it behaves, from the next request on.
    pub fn set_settings(&mut self, settings: PracticeSettings) {
        self.settings = settings;
    }

    /// Answers a request that came to this address at this moment.
    pub fn answer(&mut self, request: &Request<'_>, address: &PracticeAddress, moment: &Moment) -> Answer {
        let now = UnixSeconds(moment.now.seconds().0 + self.settings.faults.clock_seconds());
        let mut answer = match request.path {
            TOKEN_PATH => self.token_endpoint(request, address, now, moment),
            "/dwsso/oauth2/introspect" => self.introspect(request, address, now),
            "/dwsso/oauth2/connect/jwk_uri" => get(request, || json_answer(200, &self.key.jwks())),
            "/dwsso/oauth2/.well-known/openid-configuration" => {
                get(request, || json_answer(200, &discovery(address)))
            }
            // The retired path is among these.
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
    ) -> Answer {
        let left = self.minute.count(moment.now);
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
        let left = if answer.status == 429 { 0 } else { left };
        let reset = Minute::seconds_left(moment.now).to_string();
        if answer.status == 429 {
            answer.headers.push(("retry-after", reset.clone()));
        }
        answer.headers.push(("x-ratelimit-limit", RATE_LIMIT.to_string()));
        answer.headers.push(("x-ratelimit-remaining", left.to_string()));
        answer.headers.push(("x-ratelimit-reset", reset));
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
    ) -> Answer {
        let asked = Asked::read(request.content_type, request.authorization, request.body);
        let Decision { outcome, spent } = self.known(address, now).decide(&asked);
        let given = match outcome {
            Ok(grant) => self.granted(&grant, address, now, moment),
            Err(refusal) => Ok(Given { answer: self.refused(refusal, &asked), opaque: None }),
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
            Err(tokens::SigningFailed) => json_answer(
                500,
                &json!({"error": "server_error", "error_description": "Internal Server Error"}),
            ),
        }
    }

    fn known<'k>(&'k self, address: &'k PracticeAddress, now: UnixSeconds) -> Known<'k> {
        Known {
            clients: &self.clients,
            faults: &self.settings.faults,
            wording: self.settings.wording,
            address,
            used: &self.used,
            other_key: self.key.public_key(),
            now,
        }
    }

    fn granted(
        &self,
        grant: &Grant<'_>,
        address: &PracticeAddress,
        now: UnixSeconds,
        moment: &Moment,
    ) -> Result<Given, tokens::SigningFailed> {
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
        Ok(Given { answer: json_answer(200, &body), opaque: is_opaque.then_some((token, claims)) })
    }

    fn refused(&self, refusal: Refusal, asked: &Asked) -> Answer {
        let words = words_for(&refusal, self.settings.wording);
        // Each engine has its own order.
        let body = match self.settings.wording {
            Wording::AsIn2021 => json!({"error_description": words.description, "error": words.error}),
            Wording::AsOf2026 => json!({"error": words.error, "error_description": words.description}),
        };
        let mut answer = json_answer(words.status, &body);
        // RFC 6749 section 5.2: who used the header is told the scheme.
        if words.status == 401 && asked.basic.is_some() {
            answer.headers.push(("www-authenticate", r#"Basic realm="dwsso""#.to_owned()));
        }
        answer.refusal = Some(refusal);
        answer
    }

    /// Token introspection (RFC 7662).
    fn introspect(&mut self, request: &Request<'_>, address: &PracticeAddress, now: UnixSeconds) -> Answer {
        if request.method != "POST" {
            return method_not_allowed("POST");
        }
        let asked = Asked::read(request.content_type, request.authorization, request.body);
        let Decision { outcome, spent } = self.known(address, now).authenticate(&asked);
        let answer = match outcome {
            Err(refusal) => self.refused(refusal, &asked),
            Ok(_) => {
                let token = asked.field("token").unwrap_or_default();
                let claims = self.key.read_own(token, now).or_else(|| self.opaque.get(token, now));
                json_answer(200, &introspection(claims))
            }
        };
        if let Some(spent) = spent {
            self.used.add(&spent, now);
        }
        answer
    }
}

impl fmt::Debug for AccountManager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountManager").field("api_clients", &self.clients.len()).finish_non_exhaustive()
    }
}

impl Opaque {
    fn add(&mut self, token: String, claims: Map<String, Value>) {
        if self.order.len() >= MOST_OPAQUE
            && let Some(oldest) = self.order.pop_front()
        {
            self.claims.remove(&oldest);
        }
        self.order.push_back(token.clone());
        self.claims.insert(token, claims);
    }

    fn get(&self, token: &str, now: UnixSeconds) -> Option<Map<String, Value>> {
        let claims = self.claims.get(token)?;
        (claims.get("exp")?.as_i64()? > now.0).then(|| claims.clone())
    }
}

impl Minute {
    /// Counts a request; how many are left of the limit.
    fn count(&mut self, now: UnixMillis) -> u32 {
        let number = now.seconds().0.div_euclid(60);
        if number != self.number {
            *self = Self { number, requests: 0 };
        }
        self.requests = self.requests.saturating_add(1);
        RATE_LIMIT.saturating_sub(self.requests)
    }

    fn seconds_left(now: UnixMillis) -> i64 {
        60 - now.seconds().0.rem_euclid(60)
    }
}

fn introspection(claims: Option<Map<String, Value>>) -> Value {
    let Some(mut claims) = claims else { return json!({"active": false}) };
    // RFC 7662 section 2.2: one text here, a list in the token.
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

fn answer(status: u16, content_type: &str, body: String) -> Answer {
    Answer {
        status,
        headers: vec![
            ("content-type", content_type.to_owned()),
            // RFC 6749 section 5.1.
            ("cache-control", "no-store".to_owned()),
            ("pragma", "no-cache".to_owned()),
        ],
        body,
        delivery: Delivery::Whole,
        refusal: None,
        date: UnixSeconds(0),
    }
}

fn json_answer(status: u16, body: &Value) -> Answer {
    answer(status, "application/json", body.to_string())
}

/// `title` and `words` are ours: nothing in them needs escaping.
fn html(status: u16, title: &str, words: &str) -> Answer {
    let page = format!(
        "<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{words}</p></body></html>\n"
    );
    answer(status, "text/html;charset=UTF-8", page)
}

fn get(request: &Request<'_>, then: impl FnOnce() -> Answer) -> Answer {
    if request.method == "GET" { then() } else { method_not_allowed("GET") }
}

fn not_found() -> Answer {
    html(404, "Not Found", "The requested URL was not found on this server.")
}

fn unavailable() -> Answer {
    html(503, "Service Unavailable", "The service is temporarily unavailable.")
}

fn method_not_allowed(allowed: &str) -> Answer {
    let mut answer = html(405, "Method Not Allowed", "The method is not allowed for this URL.");
    answer.headers.push(("allow", allowed.to_owned()));
    answer
}

fn too_many_requests() -> Answer {
    html(429, "Too Many Requests", "Too many requests were sent in a given amount of time.")
}
