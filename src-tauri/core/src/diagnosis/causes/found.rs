//! The finding for a refusal that a simulation ended with.

use super::cause::Cause;
use crate::account_manager::{Refusal, Wording};
use crate::diagnosis::clock;
use crate::diagnosis::evidence::RequestFacts;
use crate::diagnosis::finding::Finding;
use crate::diagnosis::server_time::CLOCK_MATTERS;
use crate::diagnosis::times::{self, Objection};
use crate::diagnosis::{audiences, named_scopes};
use crate::http::Response;
use crate::text::shorten;

/// The finding for a refusal by this engine. What it never tells apart, whatever is sent, is one finding. `cause` is what led to it at the server; `None` if the request itself did.
pub(super) fn finding(
    refusal: &Refusal,
    cause: Option<Cause>,
    wording: Wording,
    response: &Response,
    request: &RequestFacts,
) -> Finding {
    let missing = |name: &str| Finding::JwtClaimMissing { name: name.to_owned() };
    match refusal {
        _ if cause == Some(Cause::HeaderLost) => Finding::SecretHeaderNotRead,
        Refusal::PublicKeyUnreadable if cause == Some(Cause::OtherKeyId) => Finding::KeyIdNotKnown,
        Refusal::NotAForm
        | Refusal::FieldTwice
        | Refusal::GrantTypeMissing
        | Refusal::NoClient
        | Refusal::AssertionTypeMissing
        | Refusal::AssertionTypeOther { .. }
        | Refusal::AssertionMissing
        | Refusal::NotAJwt
        | Refusal::CriticalExtension => Finding::InvalidRequest,
        Refusal::PasswordGrant => Finding::PasswordGrantRefused,
        Refusal::GrantTypeUnsupported { .. } => Finding::UnsupportedGrantType,
        Refusal::TwoMethods => Finding::TwoAuthMethods,
        Refusal::SubjectMissing => missing("sub"),
        // Keycloak checks a missing issuer like a wrong one.
        Refusal::IssuerIsNotSubject => match &request.missing_claim {
            Some(name) => missing(name),
            None => Finding::JwtIssuerIsNotSubject,
        },
        Refusal::ClientIdDiffers | Refusal::ClientIdNotProven => Finding::ClientIdsDiffer,
        Refusal::ClientUnknown | Refusal::ClientInactive => Finding::ClientUnknownOrInactive,
        Refusal::OtherMethod { .. } => Finding::AuthMethodNotAccepted,
        Refusal::ProofMissing | Refusal::SecretWrong => Finding::ClientSecretNotAccepted,
        Refusal::SecretNotFormEncoded => Finding::SecretNotFormEncoded,
        Refusal::SignatureWrong | Refusal::PublicKeyStrayCharacters if wording == Wording::AsIn2021 => {
            Finding::JwtNotAccepted
        }
        Refusal::AlgorithmOther => Finding::JwtAlgorithmNotAccepted,
        Refusal::PublicKeyEmpty | Refusal::PublicKeyStrayCharacters | Refusal::PublicKeyUnreadable => {
            Finding::PublicKeyNotReadable
        }
        Refusal::SignatureWrong => Finding::SignatureNotAccepted,
        Refusal::EndMissing => missing("exp"),
        // By a clock that is behind, every JWT is valid for too long.
        Refusal::EndTooFar => match clock::ahead_of_jwt(response, request) {
            Some(ahead) if ahead < 0 && ahead.unsigned_abs() > CLOCK_MATTERS => clock::differ(ahead),
            _ => Finding::JwtLifetimeNotAccepted,
        },
        Refusal::Expired | Refusal::IssuedTooLongAgo => times::explain(Objection::TooOld, response, request),
        Refusal::NotYetValid | Refusal::IssuedInFuture => {
            times::explain(Objection::TooNew, response, request)
        }
        Refusal::AudienceMissing => missing("aud"),
        Refusal::AudienceOther | Refusal::SeveralAudiences => Finding::AudienceNotAccepted {
            audience: request.audience.clone(),
            alternatives: audiences::alternatives(&request.endpoint, request.audience.as_deref()),
        },
        Refusal::IdMissing => missing("jti"),
        Refusal::IdUsed => Finding::JwtUsedBefore,
        Refusal::PublicClient => Finding::UnauthorizedClient,
        Refusal::TenantScope { scope } => Finding::TenantScopeNotAllowed {
            scope: shorten(scope),
            scopes: request.scopes.clone(),
            corrected: named_scopes::without(&request.scopes, scope),
        },
        Refusal::ScopeNotAllowed { .. } => named_scopes::explain("", &request.scopes),
    }
}
