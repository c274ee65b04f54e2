//! What a token endpoint's own words say about a refused request. Servers use one error code for many causes, so the words
//! come first (`words/`), then the code (RFC 6749 section 5.2). What a meaning leads to depends on the request.

use super::evidence::{BodyFacts, REQUIRED_CLAIMS, RequestFacts};
use super::finding::Finding;
use super::reading::name_of;
use super::times::{self, Objection};
use super::words::{Said, Words};
use super::{audiences, named_scopes, retry_after, times_said};
use crate::account_manager::LONGEST_ASSERTION_LIFETIME;
use crate::http::Response;
use crate::text::shorten;
use crate::token_request::SecretPlacement;
use crate::token_request::client_auth::AuthUsed;

/// Claims that servers name, as `words/` spells them, and as a JWT does.
const CLAIMS: [(&str, &str); 12] = [
    ("iss", "iss"),
    ("sub", "sub"),
    ("aud", "aud"),
    ("exp", "exp"),
    ("iat", "iat"),
    ("nbf", "nbf"),
    ("jti", "jti"),
    ("issuer", "iss"),
    ("subject", "sub"),
    ("audience", "aud"),
    ("expiration", "exp"),
    ("jwt id", "jti"),
];
/// Form parameters that some servers require.
const PARAMETERS: [(&str, &str); 4] =
    [("channel id", "channel_id"), ("audience", "audience"), ("resource", "resource"), ("scope*", "scope")];

/// What the words say, the most likely cause first; nothing if they say nothing that is known.
pub(super) fn explain_words(response: &Response, body: &BodyFacts, request: &RequestFacts) -> Vec<Finding> {
    let code = body.error.as_deref().map(name_of);
    let code = code.as_deref();
    let said = body.error_description.as_deref().unwrap_or_default();
    if code == Some("invalid_scope") {
        return vec![explain_scope(said, &request.scopes)];
    }
    // A page that names no error of OAuth is not a token endpoint's.
    if code.is_none() && said.is_empty() {
        return Vec::new();
    }
    let words = Words::of(code, &body.words);
    let signs = request.auth == AuthUsed::SignedJwt;
    let refused = Refused { response, body, request, words: &words };
    if code.is_some_and(is_of_an_api) && words.name(&["assertion", "client jwt"]).is_none() {
        return refused.explain(Said::NothingHere);
    }
    let said = words.first(|said| signs || !said.is_about_jwt());
    said.map(|said| refused.explain(said)).unwrap_or_default()
}

/// Error codes of APIs that take access tokens (RFC 6750 section 3.1). A token endpoint has none of them.
fn is_of_an_api(code: &str) -> bool {
    matches!(code, "invalid_token" | "insufficient_scope")
}

/// What an error code of OAuth and OpenID Connect says by itself (RFC 6749 section 5.2, RFC 6750 section 3.1, RFC 8707
/// section 2); `None` for any other code.
pub(super) fn explain_code(error: &str, response: &Response, request: &RequestFacts) -> Option<Finding> {
    Some(match &*name_of(error) {
        "invalid_client" => refused_client(request),
        // RFC 6749 has this status for a client that could not be authenticated.
        "access_denied" if response.status == 401 => refused_client(request),
        "access_denied" | "interaction_required" => Finding::PolicyRefused,
        "invalid_target" => Finding::ApiUnknown,
        "server_error" | "temporarily_unavailable" => retry_after::server_error(response, request),
        code if is_of_an_api(code) => Finding::NotATokenEndpoint { status: response.status },
        "invalid_scope" => named_scopes::explain("", &request.scopes),
        "unauthorized_client" => Finding::UnauthorizedClient,
        "unsupported_grant_type" => Finding::UnsupportedGrantType,
        "invalid_request" => Finding::InvalidRequest,
        "invalid_grant" => Finding::InvalidGrant,
        _ => return None,
    })
}

/// Account Manager names an instance that is not in the role's filter. Otherwise the requested scopes are searched for in
/// the description.
fn explain_scope(said: &str, requested: &str) -> Finding {
    const NAMED_AFTER: &str = "tenant scope:";
    let lower = said.to_lowercase();
    // Lower-casing can change the length of a text (not of English), so this position may not exist in the original.
    let named = lower.find(NAMED_AFTER).and_then(|at| said.get(at + NAMED_AFTER.len()..)).map(str::trim);
    match named {
        Some(scope) => Finding::TenantScopeNotAllowed {
            scope: shorten(scope),
            scopes: requested.to_owned(),
            corrected: named_scopes::without(requested, scope),
        },
        None => named_scopes::explain(said, requested),
    }
}

/// A refused request, and what the server said about it.
struct Refused<'a> {
    response: &'a Response,
    body: &'a BodyFacts,
    request: &'a RequestFacts,
    words: &'a Words,
}

impl Refused<'_> {
    fn explain(&self, said: Said) -> Vec<Finding> {
        vec![match said {
            Said::ThumbprintMissing => Finding::ThumbprintWanted,
            Said::CertificateUnknown => Finding::CertificateUnknown,
            Said::CertificateExpired => Finding::StoredCertificateExpired,
            Said::KeyIdRefused => return vec![self.sent_key_id().unwrap_or(Finding::KeyIdWanted)],
            Said::KeyNotFound => return self.key_not_found(),
            // Keycloak says the same of a `kid` that it did not compute itself.
            Said::KeyNotLoaded => {
                return self.sent_key_id().into_iter().chain([Finding::PublicKeyNotReadable]).collect();
            }
            Said::KeyUnreadable => Finding::PublicKeyNotReadable,
            Said::KeySetNotFetched => Finding::KeySetNotFetched,
            Said::AlgorithmRefused => Finding::JwtAlgorithmNotAccepted,
            Said::TypeRefused => Finding::JwtTypeNotAccepted,
            Said::SignatureWrong => Finding::SignatureNotAccepted,

            Said::TooOld => return self.times(Objection::TooOld),
            Said::TooNew => return self.times(Objection::TooNew),
            Said::TimesWrong => return self.times(Objection::Either),
            Said::LivesTooLong => return self.lives_too_long(),

            // Then it is the API that the token is for.
            Said::AudienceRefused if self.request.auth != AuthUsed::SignedJwt => Finding::ApiUnknown,
            Said::AudienceRefused => self.audience(),
            Said::ClaimMissing => {
                return match self.claim_named() {
                    Some(name) => vec![Finding::JwtClaimMissing { name }],
                    None => self.jwt_refused(),
                };
            }
            Said::UsedBefore => Finding::JwtUsedBefore,
            Said::ClientsDiffer => Finding::ClientIdsDiffer,
            Said::JwtMalformed | Said::RequestMalformed => Finding::InvalidRequest,
            Said::JwtRefused => return self.jwt_refused(),

            Said::ClientUnknown => Finding::ClientUnknown,
            Said::ClientInactive => Finding::ClientInactive,
            Said::SecretWrong => match refused_client(self.request) {
                Finding::InvalidClient => Finding::ClientSecretNotAccepted,
                spoiled => spoiled,
            },
            Said::SecretExpired => Finding::ClientSecretExpired,
            Said::MethodRefused => Finding::AuthMethodNotAccepted,
            Said::TwoMethods => Finding::TwoAuthMethods,
            Said::HeaderUnreadable => match self.request.auth {
                AuthUsed::ClientSecret { .. } if !is_spoiled(self.request.auth) => {
                    Finding::SecretHeaderNotRead
                }
                _ => Finding::SecretNotFormEncoded,
            },
            Said::ClientMissing | Said::ProofMissing if self.has_secret_in_header() => {
                Finding::SecretHeaderNotRead
            }
            // The assertion names the client. For a client that is set to another method, it is looked for elsewhere.
            Said::ClientMissing if self.request.auth == AuthUsed::SignedJwt => {
                let parameter = Finding::ParameterMissing { name: "client_id".into() };
                return vec![parameter, Finding::AuthMethodNotAccepted];
            }
            Said::ClientMissing | Said::ProofMissing => Finding::AuthMethodNotAccepted,
            Said::GrantRefused => Finding::UnauthorizedClient,
            Said::GrantUnsupported => Finding::UnsupportedGrantType,
            Said::ClientRefused => refused_client(self.request),

            Said::ConsentMissing => Finding::ConsentMissing,
            Said::UserRefused => Finding::UserNotAccepted,
            Said::BusinessManagerRefused => Finding::BusinessManagerGrantRefused,
            Said::PasswordRefused => Finding::PasswordGrantRefused,
            Said::RunAsMissing => Finding::RunAsUserMissing,
            Said::TenantUnknown => Finding::TenantUnknown,
            Said::OrgHostWanted => Finding::OrgHostWanted,
            Said::ScopeRefused => named_scopes::explain(
                self.body.error_description.as_deref().unwrap_or_default(),
                &self.request.scopes,
            ),
            Said::ApiUnknown => Finding::ApiUnknown,
            Said::PolicyRefused => Finding::PolicyRefused,
            Said::ParameterMissing => match self.named(&PARAMETERS) {
                Some(name) => Finding::ParameterMissing { name },
                None => Finding::InvalidRequest,
            },

            Said::MutualTlsWanted => Finding::ClientCertificateWanted,
            Said::DpopWanted => Finding::DpopWanted,
            Said::AddressRefused => Finding::AddressNotAllowed,
            Said::GatewayKeyMissing => Finding::GatewayKeyMissing,
            Said::TooMany => retry_after::too_many(self.response, self.request),
            Said::Overloaded => retry_after::server_error(self.response, self.request),
            Said::Maintenance => retry_after::maintenance(self.response, self.request),
            Said::HttpsWanted if self.request.endpoint.scheme() == "http" => {
                let host = self.request.endpoint.host_str().unwrap_or_default().to_owned();
                Finding::EndpointNotEncrypted { host }
            }
            Said::HttpsWanted => Finding::InvalidRequest,
            Said::NothingHere => Finding::NotATokenEndpoint { status: self.response.status },
        }]
    }

    /// The name that the server's words have, as a JWT or a form spells it.
    fn named(&self, names: &[(&'static str, &str)]) -> Option<String> {
        let said: Vec<&str> = names.iter().map(|(said, _)| *said).collect();
        let said = self.words.name(&said)?;
        names.iter().find(|(name, _)| *name == said).map(|(_, name)| (*name).to_owned())
    }

    /// The claim that is missing: of all that the server names, one that was left out. It can count more than are here.
    fn claim_named(&self) -> Option<String> {
        let missing = self.request.missing_claim.as_deref();
        let is_there = |claim: &str| REQUIRED_CLAIMS.contains(&claim) && missing != Some(claim);
        let can_be_missing: Vec<(&str, &str)> =
            CLAIMS.into_iter().filter(|(_, claim)| !is_there(claim)).collect();
        self.named(&can_be_missing).or_else(|| self.named(&CLAIMS))
    }

    fn has_secret_in_header(&self) -> bool {
        use SecretPlacement::{Header, HeaderNotEncoded};
        matches!(self.request.auth, AuthUsed::ClientSecret { placement: Header | HeaderNotEncoded, .. })
    }

    /// The `kid` that was sent, as a cause.
    fn sent_key_id(&self) -> Option<Finding> {
        self.request.key_names.iter().any(|name| name == "kid").then_some(Finding::KeyIdNotKnown)
    }

    fn key_not_found(&self) -> Vec<Finding> {
        let names_certificate = self.request.key_names.iter().any(|name| name.starts_with("x5t"));
        match self.sent_key_id() {
            Some(sent) => vec![sent, Finding::CertificateUnknown],
            None if names_certificate => vec![Finding::CertificateUnknown],
            None => vec![Finding::CertificateUnknown, Finding::KeyIdWanted],
        }
    }

    fn times(&self, objection: Objection) -> Vec<Finding> {
        let said = times_said::explain(&self.body.words.join("\n"), self.request);
        if said.is_empty() { vec![times::explain(objection, self.response, self.request)] } else { said }
    }

    /// A clock that is ahead makes a short life look long.
    fn lives_too_long(&self) -> Vec<Finding> {
        let clocks = match times::clocks_apart(self.response, self.request) {
            Some(clocks) => return vec![clocks, Finding::JwtLifetimeNotAccepted],
            None if times::clock_is_known(self.response) => None,
            None => Some(Finding::JwtTimeNotAccepted),
        };
        std::iter::once(Finding::JwtLifetimeNotAccepted).chain(clocks).collect()
    }

    fn audience(&self) -> Finding {
        let audience = self.request.audience.clone();
        let alternatives = audiences::alternatives(&self.request.endpoint, audience.as_deref());
        Finding::AudienceNotAccepted { audience, alternatives }
    }

    /// One sentence for a wrong signature and for most wrong claims. The claims that were signed tell these apart.
    fn jwt_refused(&self) -> Vec<Finding> {
        let Self { response, request, .. } = self;
        if let Some(name) = &request.missing_claim {
            return vec![Finding::JwtClaimMissing { name: name.clone() }];
        }
        if request.other_algorithm {
            return vec![Finding::JwtAlgorithmNotAccepted];
        }
        if request.seconds_ahead.is_some_and(|seconds| seconds > LONGEST_ASSERTION_LIFETIME.into()) {
            return vec![Finding::JwtLifetimeNotAccepted];
        }
        if let Some(times) = times::explain_vague(response, request) {
            return vec![times];
        }
        // In Account Manager, the audience has words of its own.
        let said = self.body.error_description.as_deref();
        let is_account_managers = said.is_some_and(is_account_managers_sentence);
        if is_account_managers {
            return vec![Finding::JwtNotAccepted];
        }
        let alternatives = audiences::alternatives(&request.endpoint, request.audience.as_deref());
        vec![Finding::AssertionNotAccepted { audience: request.audience.clone(), alternatives }]
    }
}

/// OpenAM's and Keycloak's sentences for a JWT that is wrong in a way for which they have no others.
fn is_account_managers_sentence(said: &str) -> bool {
    let said = said.to_lowercase();
    ["jwt is not valid", "signed jwt failed"].iter().any(|words| said.contains(words))
}

/// Why a client was refused without a reason. A secret that arrived as another one is the most likely.
fn refused_client(request: &RequestFacts) -> Finding {
    if is_spoiled(request.auth) { Finding::SecretNotFormEncoded } else { Finding::InvalidClient }
}

/// Whether the secret was sent as it is, and is another one once the server decodes it.
fn is_spoiled(auth: AuthUsed) -> bool {
    matches!(
        auth,
        AuthUsed::ClientSecret { placement: SecretPlacement::HeaderNotEncoded, encoding_matters: true }
    )
}
