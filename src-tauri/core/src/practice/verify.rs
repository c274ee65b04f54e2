//! Decides on a token request as Account Manager does: who asks, is it proven, what may they have. Pure: what is known
//! and what time it is comes in, a decision with a named reason goes out. The order of the checks is part of the
//! behaviour, for of two faults only the first is answered; it differs between Account Manager's two engines.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};
use url::Url;

use super::api_client::{ApiClient, ClientAuthenticationType, Role, TokenEndpointAuthMethod};
use super::asked::{Asked, Basic};
use super::faults::{Faults, Wording};
use super::public_key::{NoKey, RsaPublicKey, read_key};
use super::used_ids::{Spent, UsedIds};
use super::{ISSUER_PATH, PracticeAddress, TOKEN_PATH};
use crate::client_auth::JWT_BEARER;
use crate::diagnosis::before_sending::is_loopback;
use crate::jwt;
use crate::moment::UnixSeconds;

/// How far clocks may differ, in seconds, with the older engine.
const SKEW_2021: i64 = 5 * 60;
/// How far clocks may differ, in seconds, with the newer engine.
const SKEW_2026: i64 = 15;
/// How far ahead `exp` may be, in seconds, as Account Manager documents it.
const LONGEST_LIFE_2021: i64 = 30 * 60;
/// How long a JWT serves from its `iat`, in seconds, with the newer engine; and how far ahead `exp` may be without one.
const LONGEST_LIFE_2026: i64 = 60;
/// What is granted when nothing is asked for.
const DEFAULT_SCOPES: [&str; 4] = ["mail", "roles", "tenantFilter", "openid"];
/// A refusal repeats no more than this of what was sent, in characters.
const REPEATED: usize = 200;

/// Why a request was refused, whatever Account Manager says about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The body is not form-encoded.
    NotAForm,
    /// A field is there twice.
    FieldTwice,
    /// No `grant_type`.
    GrantTypeMissing,
    /// A password grant: a user's name and password were sent.
    PasswordGrant,
    /// Another `grant_type` than `client_credentials`.
    GrantTypeUnsupported {
        /// What was sent.
        seen: String,
    },
    /// Nothing says who asks.
    NoClient,
    /// A client ID, and no proof.
    ProofMissing,
    /// Two proofs in one request.
    TwoMethods,
    /// `client_assertion` without its type.
    AssertionTypeMissing,
    /// Another `client_assertion_type`.
    AssertionTypeOther {
        /// What was sent.
        seen: String,
    },
    /// `client_assertion_type` without the assertion.
    AssertionMissing,
    /// The assertion is no JWT.
    NotAJwt,
    /// No `sub`.
    SubjectMissing,
    /// `iss` is not the same as `sub`, or not there.
    IssuerIsNotSubject,
    /// Two different client IDs in one request.
    ClientIdDiffers,
    /// There is no API client of this ID.
    ClientUnknown,
    /// The API client is inactive.
    ClientInactive,
    /// The proof is not of the kind that is set for the API client.
    OtherMethod {
        /// What was sent.
        sent: TokenEndpointAuthMethod,
        /// What is set.
        set: TokenEndpointAuthMethod,
    },
    /// The password is wrong, or there is none.
    SecretWrong,
    /// The password is right, but was not form-encoded before Base64.
    SecretNotFormEncoded,
    /// The JWT is not signed with RS256.
    AlgorithmOther,
    /// Nothing is stored in "Client JWT Bearer Public Key".
    PublicKeyEmpty,
    /// Something stands before or behind the stored key.
    PublicKeyStrayCharacters,
    /// What is stored there is no RSA certificate or public key.
    PublicKeyUnreadable,
    /// Another key made the signature.
    SignatureWrong,
    /// No `exp`, or not a number.
    EndMissing,
    /// `exp` has passed.
    Expired,
    /// `exp` is too far ahead.
    EndTooFar,
    /// `nbf` has not come.
    NotYetValid,
    /// `iat` has not come.
    IssuedInFuture,
    /// `iat` is too long ago.
    IssuedTooLongAgo,
    /// No `aud`.
    AudienceMissing,
    /// `aud` is not the token endpoint.
    AudienceOther,
    /// `aud` is more than one.
    SeveralAudiences,
    /// No `jti`.
    IdMissing,
    /// The `jti` was used before.
    IdUsed,
    /// The API client is public.
    PublicClient,
    /// An instance that is not in the role's filter.
    TenantScope {
        /// The scope.
        scope: String,
    },
    /// Scopes that the API client is not allowed.
    ScopeNotAllowed {
        /// Which.
        scopes: Vec<String>,
    },
}

/// What a decision is made from.
pub(super) struct Known<'k> {
    pub(super) clients: &'k [ApiClient],
    pub(super) faults: &'k Faults,
    pub(super) wording: Wording,
    pub(super) address: &'k PracticeAddress,
    pub(super) used: &'k UsedIds,
    /// Stands in for the stored certificate where the fault is that another one is stored.
    pub(super) other_key: &'k RsaPublicKey,
    /// By the server's clock.
    pub(super) now: UnixSeconds,
}

/// A token may be given.
pub(super) struct Grant<'k> {
    pub(super) client: &'k ApiClient,
    pub(super) scopes: Vec<String>,
}

/// A decision, and the `jti` that it used up, whichever way it went.
pub(super) struct Decision<T> {
    pub(super) outcome: Result<T, Refusal>,
    pub(super) spent: Option<Spent>,
}

impl<'k> Known<'k> {
    /// Decides on a token request (RFC 6749 section 4.4.2).
    pub(super) fn decide(&self, asked: &Asked) -> Decision<Grant<'k>> {
        if let Err(refusal) = check_grant(asked) {
            return Decision { outcome: Err(refusal), spent: None };
        }
        let Decision { outcome, spent } = self.authenticate(asked);
        Decision { outcome: outcome.and_then(|client| self.grant(client, asked)), spent }
    }

    /// Who asks, proven.
    pub(super) fn authenticate(&self, asked: &Asked) -> Decision<&'k ApiClient> {
        let mut spent = None;
        let outcome = match (asked.field("client_assertion_type"), asked.field("client_assertion")) {
            (None, None) => self.by_secret(asked),
            (None, Some(_)) => Err(Refusal::AssertionTypeMissing),
            (Some(seen), _) if seen != JWT_BEARER => {
                Err(Refusal::AssertionTypeOther { seen: seen.chars().take(REPEATED).collect() })
            }
            (Some(_), None) => Err(Refusal::AssertionMissing),
            (Some(_), Some(assertion)) => {
                Jwt::read(assertion).ok_or(Refusal::NotAJwt).and_then(|jwt| match self.wording {
                    Wording::AsIn2021 => self.by_assertion_2021(asked, &jwt, &mut spent),
                    Wording::AsOf2026 => self.by_assertion_2026(asked, &jwt, &mut spent),
                })
            }
        };
        Decision { outcome, spent }
    }

    fn by_assertion_2021(
        &self,
        asked: &Asked,
        jwt: &Jwt<'_>,
        spent: &mut Option<Spent>,
    ) -> Result<&'k ApiClient, Refusal> {
        let now = self.now.0;
        let subject = jwt.text("sub").ok_or(Refusal::SubjectMissing)?;
        let client = self.client(subject)?;
        let end = jwt.time("exp");
        if end.is_some_and(|end| end + SKEW_2021 < now) {
            return Err(Refusal::Expired);
        }
        self.check_signature(client, jwt)?;
        if jwt.text("iss") != Some(subject) {
            return Err(Refusal::IssuerIsNotSubject);
        }
        let audiences = jwt.audiences();
        if audiences.is_empty() {
            return Err(Refusal::AudienceMissing);
        }
        let end = end.ok_or(Refusal::EndMissing)?;
        if end > now + LONGEST_LIFE_2021 + SKEW_2021 {
            return Err(Refusal::EndTooFar);
        }
        if jwt.time("nbf").is_some_and(|start| start > now + SKEW_2021) {
            return Err(Refusal::NotYetValid);
        }
        if jwt.time("iat").is_some_and(|issued| issued > now + SKEW_2021) {
            return Err(Refusal::IssuedInFuture);
        }
        // This engine takes a JWT without `jti`, but none twice.
        if let Some(id) = jwt.text("jti") {
            self.check_unused(id)?;
            *spent = Some(Spent { id: id.to_owned(), until: UnixSeconds(end + SKEW_2021) });
        }
        check_single_proof(asked)?;
        check_client_id(asked, subject)?;
        if !audiences.iter().any(|audience| self.takes_audience(audience)) {
            return Err(Refusal::AudienceOther);
        }
        self.check_method(client, TokenEndpointAuthMethod::PrivateKeyJwt)?;
        self.check_active(client)?;
        Ok(client)
    }

    fn by_assertion_2026(
        &self,
        asked: &Asked,
        jwt: &Jwt<'_>,
        spent: &mut Option<Spent>,
    ) -> Result<&'k ApiClient, Refusal> {
        let now = self.now.0;
        let subject = jwt.text("sub").ok_or(Refusal::SubjectMissing)?;
        check_client_id(asked, subject)?;
        if jwt.text("iss") != Some(subject) {
            return Err(Refusal::IssuerIsNotSubject);
        }
        let client = self.client(subject)?;
        self.check_active(client)?;
        check_single_proof(asked)?;
        self.check_method(client, TokenEndpointAuthMethod::PrivateKeyJwt)?;
        self.check_signature(client, jwt)?;
        match jwt.audiences().as_slice() {
            [] => return Err(Refusal::AudienceMissing),
            [audience] if self.takes_audience(audience) => {}
            [_] => return Err(Refusal::AudienceOther),
            _ => return Err(Refusal::SeveralAudiences),
        }
        let end = jwt.time("exp").ok_or(Refusal::EndMissing)?;
        if end <= now - SKEW_2026 {
            return Err(Refusal::Expired);
        }
        if jwt.time("nbf").is_some_and(|start| start > now + SKEW_2026) {
            return Err(Refusal::NotYetValid);
        }
        match jwt.time("iat") {
            None if end > now + LONGEST_LIFE_2026 => return Err(Refusal::EndTooFar),
            Some(issued) if issued > now + SKEW_2026 => return Err(Refusal::IssuedInFuture),
            Some(issued) if issued + LONGEST_LIFE_2026 < now - SKEW_2026 => {
                return Err(Refusal::IssuedTooLongAgo);
            }
            _ => {}
        }
        let id = jwt.text("jti").ok_or(Refusal::IdMissing)?;
        self.check_unused(id)?;
        let until = end.min(now + SKEW_2026 + LONGEST_LIFE_2026) + SKEW_2026;
        *spent = Some(Spent { id: id.to_owned(), until: UnixSeconds(until) });
        Ok(client)
    }

    fn by_secret(&self, asked: &Asked) -> Result<&'k ApiClient, Refusal> {
        let in_body = asked.field("client_secret");
        let client_id = asked.field("client_id");
        match (&asked.basic, in_body) {
            (Some(_), Some(_)) => Err(Refusal::TwoMethods),
            (Some(basic), None) => {
                let in_header = basic.client_id.as_deref().ok_or(Refusal::SecretNotFormEncoded)?;
                check_client_id(asked, in_header)?;
                let client = self.set_up_for(in_header, TokenEndpointAuthMethod::ClientSecretBasic)?;
                check_basic_secret(client, basic)?;
                Ok(client)
            }
            (None, Some(secret)) => {
                let client_id = client_id.ok_or(Refusal::NoClient)?;
                let client = self.set_up_for(client_id, TokenEndpointAuthMethod::ClientSecretPost)?;
                if client.has_password(secret) { Ok(client) } else { Err(Refusal::SecretWrong) }
            }
            (None, None) => {
                let client = self.client(client_id.ok_or(Refusal::NoClient)?)?;
                self.check_active(client)?;
                let none = TokenEndpointAuthMethod::None;
                if client.auth_method == none { Ok(client) } else { Err(Refusal::ProofMissing) }
            }
        }
    }

    /// The API client of this ID, active, and set up for this method.
    fn set_up_for(&self, client_id: &str, method: TokenEndpointAuthMethod) -> Result<&'k ApiClient, Refusal> {
        let client = self.client(client_id)?;
        self.check_active(client)?;
        self.check_method(client, method)?;
        Ok(client)
    }

    fn client(&self, client_id: &str) -> Result<&'k ApiClient, Refusal> {
        self.clients.iter().find(|client| client.client_id == client_id).ok_or(Refusal::ClientUnknown)
    }

    fn check_active(&self, client: &ApiClient) -> Result<(), Refusal> {
        if client.active && !self.faults.inactive { Ok(()) } else { Err(Refusal::ClientInactive) }
    }

    fn check_method(&self, client: &ApiClient, sent: TokenEndpointAuthMethod) -> Result<(), Refusal> {
        let set = match (self.faults.other_auth_method, sent) {
            (false, _) => client.auth_method,
            (true, TokenEndpointAuthMethod::PrivateKeyJwt) => TokenEndpointAuthMethod::ClientSecretPost,
            (true, _) => TokenEndpointAuthMethod::PrivateKeyJwt,
        };
        if set == sent { Ok(()) } else { Err(Refusal::OtherMethod { sent, set }) }
    }

    fn check_signature(&self, client: &ApiClient, jwt: &Jwt<'_>) -> Result<(), Refusal> {
        if jwt.algorithm != "RS256" {
            return Err(Refusal::AlgorithmOther);
        }
        let stored = if self.faults.stray_characters && !client.public_key.is_empty() {
            read_key(&format!("{}\n.", client.public_key))
        } else {
            read_key(&client.public_key)
        };
        let stored = stored.map_err(|no_key| match no_key {
            NoKey::Empty => Refusal::PublicKeyEmpty,
            NoKey::StrayCharacters => Refusal::PublicKeyStrayCharacters,
            NoKey::Unreadable => Refusal::PublicKeyUnreadable,
        })?;
        let key = if self.faults.another_certificate { self.other_key } else { &stored };
        if key.verifies(jwt.signed.as_bytes(), &jwt.signature) {
            Ok(())
        } else {
            Err(Refusal::SignatureWrong)
        }
    }

    fn check_unused(&self, id: &str) -> Result<(), Refusal> {
        if self.used.contains(id) { Err(Refusal::IdUsed) } else { Ok(()) }
    }

    /// With the port or without it, as Account Manager takes its own audience with and without `:443`; the newer engine
    /// takes the issuer, too. Strictly: the token endpoint without the port, and nothing else.
    fn takes_audience(&self, audience: &str) -> bool {
        let Ok(url) = Url::parse(audience) else { return false };
        let is_bare = url.scheme() == "http"
            && is_loopback(&url)
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        let is_issuer = self.wording == Wording::AsOf2026 && url.path() == ISSUER_PATH;
        let port_fits = url.port().is_none_or(|port| port == self.address.port());
        if self.faults.strict_audience {
            return is_bare && url.path() == TOKEN_PATH && url.port().is_none();
        }
        is_bare && port_fits && (url.path() == TOKEN_PATH || is_issuer)
    }

    fn grant(&self, client: &'k ApiClient, asked: &Asked) -> Result<Grant<'k>, Refusal> {
        let is_public = client.authentication_type == ClientAuthenticationType::Public
            || client.auth_method == TokenEndpointAuthMethod::None;
        if is_public {
            return Err(Refusal::PublicClient);
        }
        let is_allowed = |scope: &str| {
            !self.faults.scope_not_allowed && client.allowed_scopes.iter().any(|allowed| allowed == scope)
        };
        let scopes: Vec<&str> = asked.field("scope").unwrap_or_default().split_whitespace().collect();
        if scopes.is_empty() {
            if self.faults.scope_not_allowed {
                return Err(Refusal::ScopeNotAllowed { scopes: vec![DEFAULT_SCOPES[0].to_owned()] });
            }
            let granted = DEFAULT_SCOPES.into_iter().filter(|scope| is_allowed(scope));
            return Ok(Grant { client, scopes: granted.map(str::to_owned).collect() });
        }
        let mut not_allowed = Vec::new();
        for scope in &scopes {
            let role = Role::SalesforceCommerceApi;
            let may_have = match scope.strip_prefix(role.id()) {
                _ if self.faults.scope_not_allowed => false,
                // The bare role is taken here; the API refuses it later.
                Some("") => client.roles.iter().any(|(its, _)| *its == role),
                Some(suffix) if suffix.starts_with(':') => {
                    let instance = &suffix[1..];
                    if !client.instances_of(role).any(|its| its == instance) {
                        return Err(Refusal::TenantScope { scope: scope.chars().take(REPEATED).collect() });
                    }
                    true
                }
                _ => is_allowed(scope),
            };
            if !may_have {
                not_allowed.push(scope.chars().take(REPEATED).collect());
            }
        }
        if !not_allowed.is_empty() {
            return Err(Refusal::ScopeNotAllowed { scopes: not_allowed });
        }
        Ok(Grant { client, scopes: scopes.into_iter().map(str::to_owned).collect() })
    }
}

fn check_grant(asked: &Asked) -> Result<(), Refusal> {
    if !asked.is_form {
        return Err(Refusal::NotAForm);
    }
    if asked.twice().is_some() {
        return Err(Refusal::FieldTwice);
    }
    match asked.field("grant_type") {
        Some("client_credentials") => Ok(()),
        Some("password") => Err(Refusal::PasswordGrant),
        Some(other) => Err(Refusal::GrantTypeUnsupported { seen: other.chars().take(REPEATED).collect() }),
        None => Err(Refusal::GrantTypeMissing),
    }
}

/// RFC 6749 section 2.3: no more than one method in a request.
fn check_single_proof(asked: &Asked) -> Result<(), Refusal> {
    if asked.basic.is_some() || asked.field("client_secret").is_some() {
        return Err(Refusal::TwoMethods);
    }
    Ok(())
}

fn check_client_id(asked: &Asked, proven: &str) -> Result<(), Refusal> {
    match asked.field("client_id") {
        Some(said) if said != proven => Err(Refusal::ClientIdDiffers),
        _ => Ok(()),
    }
}

fn check_basic_secret(client: &ApiClient, basic: &Basic) -> Result<(), Refusal> {
    match &basic.secret {
        Some(secret) if client.has_password(secret) => Ok(()),
        None => Err(Refusal::SecretNotFormEncoded),
        Some(_) if client.has_password(&basic.raw_secret) => Err(Refusal::SecretNotFormEncoded),
        Some(_) => Err(Refusal::SecretWrong),
    }
}

/// A client assertion, taken apart.
struct Jwt<'t> {
    algorithm: String,
    claims: Map<String, Value>,
    /// Header and claims as they were signed.
    signed: &'t str,
    signature: Vec<u8>,
}

impl<'t> Jwt<'t> {
    fn read(token: &'t str) -> Option<Self> {
        let parts = jwt::decode_unverified(token)?;
        let (signed, signature) = token.rsplit_once('.')?;
        Some(Self {
            algorithm: parts.header.get("alg").and_then(Value::as_str).unwrap_or_default().to_owned(),
            claims: parts.claims,
            signed,
            signature: URL_SAFE_NO_PAD.decode(signature).ok()?,
        })
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.claims.get(name)?.as_str().filter(|text| !text.is_empty())
    }

    /// A NumericDate in whole seconds (RFC 7519 section 2), far enough from the ends of the number to reckon with.
    #[expect(clippy::cast_possible_truncation, reason = "floating point casts saturate, and it is clamped")]
    fn time(&self, name: &str) -> Option<i64> {
        const FAR: i64 = 1 << 53;
        self.claims.get(name)?.as_f64().map(|seconds| (seconds as i64).clamp(-FAR, FAR))
    }

    fn audiences(&self) -> Vec<&str> {
        match self.claims.get("aud") {
            Some(Value::String(audience)) if !audience.is_empty() => vec![audience],
            Some(Value::Array(audiences)) => audiences.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }
}
