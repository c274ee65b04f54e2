//! A request as a server sees it, and what a server would answer to it in any world: the simulation.

use url::Url;

use super::cause::Cause;
use super::world::{ApiClientThere, Setting, World};
use crate::account_manager::{
    AccessTokenFormat, ApiClient, Audiences, ClientAuthenticationType, FORM, Judge, ParsedTokenRequest,
    Refusal, Role, Spent, TokenEndpointAuthMethod, UsedIds, Wording,
};
use crate::jwt::decode_unverified;
use crate::moment::UnixSeconds;
use crate::token_request::{Assertion, ClaimSource, TokenRequest};

/// A server whose order of checks and words are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Engine {
    /// The order of its checks, and its words.
    pub(crate) wording: Wording,
    /// It is not Account Manager, but the same software somewhere else.
    pub(crate) elsewhere: bool,
}

/// A request that was sent or could be sent, as a server sees it. It holds what proves the client, so it is never kept.
pub(crate) struct Scene {
    request: ParsedTokenRequest,
    /// The same without its `Authorization` header, if it has one.
    without_header: Option<ParsedTokenRequest>,
    endpoint: Url,
    /// The time at the server when it judges, as well as that is known.
    now: UnixSeconds,
    client_id: String,
    /// The method that the request uses.
    pub(crate) method: TokenEndpointAuthMethod,
    audience: Option<String>,
    has_key_id: bool,
    /// The `jti`, if the person typed it. Otherwise it is new in every request.
    typed_id: Option<String>,
    /// The requested scopes.
    pub(crate) scopes: Vec<String>,
}

impl Scene {
    /// The scene of a request that is judged at this time by the server's clock; `None` if no model of a server can judge
    /// it, because it asks for another grant than client credentials.
    pub(crate) fn of(asked: &TokenRequest, now: UnixSeconds) -> Option<Self> {
        let request = asked.http();
        let header = |name: &str| {
            let found = request.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
            found.map(|header| header.value.as_str())
        };
        // The HTTP client adds the content type of a form.
        let content_type = header("content-type").unwrap_or(FORM);
        let body = request.body.as_deref().unwrap_or_default();
        let read =
            |authorization| ParsedTokenRequest::read(Some(content_type), authorization, body.as_bytes());
        let parsed = read(header("authorization"));
        if parsed.field("grant_type") != Some("client_credentials") {
            return None;
        }
        let assertion = parsed.field("client_assertion").and_then(decode_unverified);
        let claim = |name: &str| {
            let claims = &assertion.as_ref()?.claims;
            claims.get(name)?.as_str().map(str::to_owned)
        };
        let in_header = || parsed.basic.as_ref()?.client_id.clone();
        let client_id = claim("sub")
            .or_else(in_header)
            .or_else(|| parsed.field("client_id").map(str::to_owned))
            .unwrap_or_default();
        let method = if parsed.field("client_assertion").is_some() {
            TokenEndpointAuthMethod::PrivateKeyJwt
        } else if parsed.basic.is_some() {
            TokenEndpointAuthMethod::ClientSecretBasic
        } else if parsed.field("client_secret").is_some() {
            TokenEndpointAuthMethod::ClientSecretPost
        } else {
            TokenEndpointAuthMethod::PrivateKeyJwt
        };
        let scopes = parsed.field("scope").unwrap_or_default().split_whitespace().map(str::to_owned);
        Some(Self {
            endpoint: request.url.clone(),
            now,
            client_id,
            method,
            audience: claim("aud"),
            has_key_id: assertion.as_ref().is_some_and(|jwt| jwt.header.get("kid").is_some()),
            typed_id: typed_id(asked),
            scopes: scopes.collect(),
            without_header: parsed.basic.is_some().then(|| read(None)),
            request: parsed,
        })
    }

    /// Whether the assertion's header has a key ID.
    pub(crate) fn has_key_id(&self) -> bool {
        self.has_key_id
    }

    /// Whether this cause can be one of this request's refusal at this server.
    pub(crate) fn concerns(&self, cause: Cause, engine: Engine) -> bool {
        let is_signed = self.method == TokenEndpointAuthMethod::PrivateKeyJwt;
        match cause {
            Cause::ClientUnknown | Cause::ClientInactive | Cause::ClientPublic | Cause::OtherAuthMethod => {
                true
            }
            Cause::OtherKey | Cause::KeyMissing | Cause::KeyUnreadable => is_signed,
            // Only Account Manager was seen to be so strict.
            Cause::KeyWithStrayCharacters => is_signed && !engine.elsewhere,
            Cause::OtherKeyId => is_signed && self.has_key_id && engine.wording == Wording::AsOf2026,
            Cause::OtherAudience | Cause::ClockAhead | Cause::ClockBehind => is_signed,
            Cause::IdUsed => is_signed && self.typed_id.is_some(),
            Cause::OtherSecret => !is_signed,
            Cause::HeaderLost => self.without_header.is_some(),
            Cause::ScopeNotAllowed => self.other_scopes().next().is_some(),
            Cause::TenantNotAllowed => !engine.elsewhere && self.tenants().next().is_some(),
        }
    }

    /// Why this server would refuse the request in this world. `Ok` if it would grant a token.
    pub(crate) fn judged(&self, engine: Engine, world: World) -> Result<(), Refusal> {
        self.judged_by(engine, world, &Setting::default())
    }

    /// The same, where the server accepts something that no world says.
    pub(crate) fn judged_by(&self, engine: Engine, world: World, set: &Setting) -> Result<(), Refusal> {
        let now = UnixSeconds(self.now.0.saturating_add(world.clock_ahead));
        let mut used = UsedIds::default();
        if let Some(id) = self.typed_id.as_ref().filter(|_| world.id_used) {
            used.add(&Spent { id: id.clone(), until: UnixSeconds(i64::MAX) }, now);
        }
        let client = self.client_in(world, set);
        let clients =
            if world.client == ApiClientThere::Unknown { &[][..] } else { std::slice::from_ref(&client) };
        let usual = if engine.elsewhere { Audiences::Keycloaks } else { Audiences::Usual };
        let judge = Judge {
            clients,
            wording: engine.wording,
            token_endpoint: self.endpoint.as_str(),
            audiences: match &set.audience {
                Some(accepted) if self.audience.as_ref() == Some(accepted) => Audiences::Any,
                Some(_) => Audiences::Another,
                None => world.audiences.unwrap_or(usual),
            },
            any_algorithm: engine.elsewhere,
            other_auth_method: world.other_auth_method && set.method.is_none(),
            refuses_scopes: false,
            key: world.key,
            password: world.password,
            used: &used,
            now,
        };
        let arrived = self.without_header.as_ref().filter(|_| world.header_lost).unwrap_or(&self.request);
        judge.decide(arrived).outcome.map(drop)
    }

    /// The API client in this world: it may have what is asked for, unless the world says otherwise.
    fn client_in(&self, world: World, set: &Setting) -> ApiClient {
        let allowed = |unless: bool| {
            let may_have = move |scope: &&String| match &set.scopes {
                Some(scopes) => scopes.contains(scope),
                None => !unless,
            };
            self.scopes.iter().filter(may_have)
        };
        let is_public = world.client == ApiClientThere::Public;
        ApiClient {
            client_id: self.client_id.clone(),
            display_name: String::new(),
            password: None,
            public_key: String::new(),
            auth_method: set.method.unwrap_or(self.method),
            token_format: AccessTokenFormat::Jwt,
            authentication_type: if is_public {
                ClientAuthenticationType::Public
            } else {
                ClientAuthenticationType::Confidential
            },
            active: world.client != ApiClientThere::Inactive,
            allowed_scopes: allowed(world.refuses_scopes).cloned().collect(),
            roles: vec![(
                Role::SalesforceCommerceApi,
                allowed(world.refuses_tenants)
                    .filter_map(|scope| tenant_of(scope))
                    .map(str::to_owned)
                    .collect(),
            )],
        }
    }

    /// The requested scopes that this cause is about.
    pub(crate) fn scopes_of(&self, cause: Cause) -> impl Iterator<Item = &String> {
        let is_tenants = cause == Cause::TenantNotAllowed;
        let is_role = |scope: &str| scope.starts_with(Role::SalesforceCommerceApi.id());
        self.scopes
            .iter()
            .filter(move |scope| if is_tenants { tenant_of(scope).is_some() } else { !is_role(scope) })
    }

    /// The requested instances, such as `zzte_053`.
    fn tenants(&self) -> impl Iterator<Item = &str> {
        self.scopes.iter().filter_map(|scope| tenant_of(scope))
    }

    /// The requested scopes that name no role.
    fn other_scopes(&self) -> impl Iterator<Item = &str> {
        let is_role = |scope: &&String| scope.starts_with(Role::SalesforceCommerceApi.id());
        self.scopes.iter().filter(move |scope| !is_role(scope)).map(String::as_str)
    }
}

fn tenant_of(scope: &str) -> Option<&str> {
    scope.strip_prefix(Role::SalesforceCommerceApi.id())?.strip_prefix(':')
}

fn typed_id(asked: &TokenRequest) -> Option<String> {
    let claims = asked.assertion().map(Assertion::claims)?;
    let id = claims.iter().find(|claim| claim.name == "jti")?;
    let is_typed = matches!(id.source, ClaimSource::Edited | ClaimSource::Added);
    id.value.as_str().filter(|_| is_typed).map(str::to_owned)
}
