//! What a token endpoint's own words say about a refused request. The description comes first, because servers use
//! one error code for many causes; then the code. Matching is tolerant, because the words change over the years.

use super::evidence::{BodyFacts, RequestFacts};
use super::finding::Finding;
use super::times::{self, Objection};
use super::{audiences, named_scopes};
use crate::account_manager::LONGEST_ASSERTION_LIFETIME;
use crate::http::Response;
use crate::text::shorten;
use crate::token_request::SecretPlacement;
use crate::token_request::client_auth::AuthUsed;

/// Error codes whose description can be about the client, its key or its assertion. Other descriptions name scopes
/// and grants, which can contain any word.
const ERRORS_ABOUT_CLIENTS: [&str; 5] =
    ["invalid_client", "invalid_request", "unauthorized_client", "invalid_grant", "server_error"];

/// What the description says; `None` if it says nothing that is known, or if the response has no error code as text:
/// then it is no OAuth error (RFC 6749 section 5.2), and `answer.rs` explains it.
pub(super) fn explain_words(
    response: &Response,
    body: &BodyFacts,
    request: &RequestFacts,
) -> Option<Finding> {
    let said = body.error_description.as_deref().unwrap_or_default();
    let words = said.to_lowercase();
    match body.error.as_deref()? {
        // DocuSign has a code of its own for it.
        "consent_required" => Some(Finding::ConsentMissing),
        "invalid_scope" => Some(explain_scope(said, &words, &request.scopes)),
        error if ERRORS_ABOUT_CLIENTS.contains(&error) => {
            let about = Words { error, words: &words };
            let of_method = match request.auth {
                AuthUsed::SignedJwt => about
                    .key()
                    .or_else(|| about.times(response, request))
                    .or_else(|| about.claims(response, request)),
                AuthUsed::ClientSecret { .. } | AuthUsed::BusinessManagerUser => about.secret(),
                AuthUsed::Nothing { .. } => None,
            };
            of_method.or_else(|| about.client(request))
        }
        _ => None,
    }
}

/// What an error code of RFC 6749 section 5.2 says by itself; `None` for any other code.
pub(super) fn explain_code(error: &str, request: &RequestFacts) -> Option<Finding> {
    Some(match error {
        "invalid_client" => refused_client(request),
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
fn explain_scope(said: &str, words: &str, requested: &str) -> Finding {
    const NAMED_AFTER: &str = "tenant scope:";
    // Lower-casing can change the length of a text (not of English), so this position may not exist in the original.
    let named = words.find(NAMED_AFTER).and_then(|at| said.get(at + NAMED_AFTER.len()..)).map(str::trim);
    match named {
        Some(scope) => Finding::TenantScopeNotAllowed {
            scope: shorten(scope),
            scopes: requested.to_owned(),
            corrected: named_scopes::without(requested, scope),
        },
        None => named_scopes::explain(said, requested),
    }
}

/// A description in lower case, with the error code that it came with.
struct Words<'a> {
    error: &'a str,
    words: &'a str,
}

impl Words<'_> {
    fn say(&self, any_of: &[&str]) -> bool {
        any_of.iter().any(|these| self.words.contains(these))
    }

    fn key(&self) -> Option<Finding> {
        if self.say(&["bearer jwt public key", "load public key"]) {
            Some(Finding::PublicKeyNotReadable)
        } else if self.say(&["hasn't approved this consumer", "consent_required"]) {
            Some(Finding::ConsentMissing)
        } else if self.say(&["of the expected type", "of the expected token type"]) {
            Some(Finding::JwtTypeNotAccepted)
        } else if self.say(&["algorithm"]) {
            Some(Finding::JwtAlgorithmNotAccepted)
        } else if self.say(&["signature"]) {
            Some(Finding::SignatureNotAccepted)
        } else {
            None
        }
    }

    fn times(&self, response: &Response, request: &RequestFacts) -> Option<Finding> {
        if self.say(&["expiration is too far"]) {
            return Some(Finding::JwtLifetimeNotAccepted);
        }
        let objection = if self.say(&["expired", "too far in the past"]) {
            Objection::TooOld
        } else if self.say(&["issued in the future"]) {
            Objection::TooNew
        } else if self.say(&["not active", "exp must"]) {
            Objection::Either
        } else {
            return None;
        };
        Some(times::explain(objection, response, request))
    }

    fn claims(&self, response: &Response, request: &RequestFacts) -> Option<Finding> {
        if let Some((before, _)) = self.words.split_once(" claim is required") {
            let name = before.rsplit(' ').next().unwrap_or_default();
            Some(Finding::JwtClaimMissing { name: shorten(name) })
        } else if self.say(&["audience"]) {
            Some(Finding::AudienceNotAccepted {
                audience: request.audience.clone(),
                alternatives: audiences::alternatives(&request.endpoint, request.audience.as_deref()),
            })
        } else if self.say(&["reuse", "used once", "already used", "already been used"]) {
            Some(Finding::JwtUsedBefore)
        } else if self.say(&["does not match sub", "does not match authenticated client"]) {
            Some(Finding::ClientIdsDiffer)
        } else if self.say(&["failed to parse jwt"]) {
            Some(Finding::InvalidRequest)
        } else if self.say(&["jwt is not valid", "signed jwt failed"]) {
            Some(why_not_valid(response, request))
        } else {
            None
        }
    }

    fn secret(&self) -> Option<Finding> {
        self.say(&["expired"]).then_some(Finding::ClientSecretExpired)
    }

    fn client(&self, request: &RequestFacts) -> Option<Finding> {
        if self.error == "invalid_request" && self.say(&["client authentication"]) {
            Some(Finding::TwoAuthMethods)
        } else if self.say(&["authentication method", "auth method"]) {
            Some(Finding::AuthMethodNotAccepted)
        } else if self.say(&[
            "unexpected error when authenticating client",
            "not properly encoded",
            "invalid authorization header",
        ]) {
            Some(match request.auth {
                AuthUsed::ClientSecret { .. } if !is_spoiled(request.auth) => Finding::SecretHeaderNotRead,
                _ => Finding::SecretNotFormEncoded,
            })
        } else if self.say(&["credentials to use grant type"]) {
            Some(Finding::BusinessManagerGrantRefused)
        } else if self.say(&["resource owner authentication failed"]) {
            Some(Finding::PasswordGrantRefused)
        } else if self.say(&["client_assertion", "missing form parameter"]) {
            Some(Finding::InvalidRequest)
        } else if self.say(&["invalid client credentials", "client authentication failed"]) {
            Some(refused_client(request))
        } else {
            None
        }
    }
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

/// Account Manager of 2021 used one sentence for a wrong signature and for most wrong claims. The claims that were
/// signed tell these apart.
fn why_not_valid(response: &Response, request: &RequestFacts) -> Finding {
    if let Some(name) = &request.missing_claim {
        return Finding::JwtClaimMissing { name: name.clone() };
    }
    if request.other_algorithm {
        return Finding::JwtAlgorithmNotAccepted;
    }
    if request.seconds_ahead.is_some_and(|seconds| seconds > LONGEST_ASSERTION_LIFETIME.into()) {
        return Finding::JwtLifetimeNotAccepted;
    }
    times::explain_vague(response, request).unwrap_or(Finding::JwtNotAccepted)
}
