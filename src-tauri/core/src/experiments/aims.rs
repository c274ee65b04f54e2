//! What a finding is about, and what an experiment that got a token proves: two tables.

use crate::diagnosis::Finding;
use crate::token_request::{Aspect, ClaimEdit, RequestForm, SecretPlacement, Variation};

/// The parts of a request that a change of could cure this, if nothing else is known of the server.
pub(super) fn aspects_of(finding: &Finding) -> &'static [Aspect] {
    use Aspect::{Audience, Claims, Clock, Header, Lifetime, Method, Scopes};
    match finding {
        Finding::AudienceNotAccepted { .. }
        | Finding::AudienceIsNotEndpoint { .. }
        | Finding::AudienceSpelledOtherwise { .. } => &[Audience],
        Finding::ClocksDiffer { .. } => &[Clock],
        Finding::JwtTimeNotAccepted | Finding::JwtTimesFit | Finding::JwtTimeClaimOff { .. } => {
            &[Clock, Lifetime, Claims]
        }
        Finding::JwtLifetimeNotAccepted | Finding::JwtLifeTooShort { .. } => &[Lifetime, Claims],
        Finding::JwtClaimMissing { .. } | Finding::JwtUsedBefore | Finding::JwtIssuerIsNotSubject => {
            &[Claims]
        }
        Finding::JwtTypeNotAccepted
        | Finding::KeyIdNotKnown
        | Finding::ThumbprintWanted
        | Finding::CertificateUnknown
        | Finding::SignatureNotAccepted
        | Finding::PublicKeyNotReadable => &[Header],
        Finding::InvalidScope { .. } | Finding::TenantScopeNotAllowed { .. } => &[Scopes],
        Finding::AuthMethodNotAccepted
        | Finding::SecretNotFormEncoded
        | Finding::SecretHeaderNotRead
        | Finding::ClientSecretNotAccepted
        | Finding::UnauthorizedClient => &[Method],
        Finding::JwtNotAccepted | Finding::InvalidClient | Finding::InvalidGrant => {
            &[Clock, Lifetime, Claims, Header, Audience, Method]
        }
        Finding::InvalidRequest | Finding::OtherError { .. } | Finding::Unexplained { .. } => {
            &[Clock, Lifetime, Claims, Header, Audience, Scopes, Method]
        }
        _ => &[],
    }
}

/// The cause that is proven by a token for this variation of a refused form.
pub(super) fn proven_by(variation: &Variation, form: &RequestForm, audience: Option<&str>) -> Finding {
    let is_set = |name: &str| {
        form.claims.iter().any(|edit| matches!(edit, ClaimEdit::Set { name: set, .. } if set == name))
    };
    match variation {
        Variation::Clock { seconds } => {
            Finding::ClocksDiffer { seconds: seconds.unsigned_abs(), server_is_ahead: *seconds > 0 }
        }
        Variation::Lifetime { .. } if form.claims.contains(&ClaimEdit::LeaveOut { name: "exp".into() }) => {
            Finding::JwtClaimMissing { name: "exp".into() }
        }
        Variation::Lifetime { .. } => Finding::JwtLifetimeNotAccepted,
        Variation::PlainClaim { name } => match name.as_str() {
            "jti" if is_set(name) => Finding::JwtUsedBefore,
            "iss" | "sub" if is_set(name) => Finding::JwtIssuerIsNotSubject,
            "iat" | "nbf" if is_set(name) => Finding::JwtTimeNotAccepted,
            _ if is_set(name) => Finding::InvalidRequest,
            _ => Finding::JwtClaimMissing { name: name.clone() },
        },
        Variation::WithoutClaim { .. } => Finding::InvalidRequest,
        Variation::HeaderType { .. } => Finding::JwtTypeNotAccepted,
        Variation::WithoutKeyId => Finding::KeyIdNotKnown,
        Variation::Thumbprint { present: true } => Finding::ThumbprintWanted,
        Variation::Thumbprint { present: false } => Finding::CertificateUnknown,
        Variation::Audience { .. } if form.claims.contains(&ClaimEdit::LeaveOut { name: "aud".into() }) => {
            Finding::JwtClaimMissing { name: "aud".into() }
        }
        Variation::Audience { audience: accepted, .. } => Finding::AudienceNotAccepted {
            audience: audience.map(str::to_owned),
            alternatives: vec![accepted.clone()],
        },
        Variation::Scopes { scopes } => {
            let left_out = form.scopes.split_whitespace();
            let left_out = left_out.filter(|scope| !scopes.split_whitespace().any(|kept| kept == *scope));
            let left_out: Vec<String> = left_out.map(str::to_owned).collect();
            Finding::InvalidScope {
                scopes: form.scopes.clone(),
                // Of several, it can be any.
                named: if left_out.len() == 1 { left_out } else { Vec::new() },
                corrected: Some(scopes.clone()),
            }
        }
        Variation::Placement { placement: SecretPlacement::Header }
            if form.secret_placement == SecretPlacement::HeaderNotEncoded =>
        {
            Finding::SecretNotFormEncoded
        }
        Variation::Placement { .. } | Variation::Method { .. } | Variation::WithoutProof => {
            Finding::AuthMethodNotAccepted
        }
    }
}

/// Whether a finding from before sending is about just what this variation changes: then it says more precisely what the
/// token proves.
pub(super) fn is_about(finding: &Finding, variation: &Variation) -> bool {
    let claim = match variation {
        Variation::Lifetime { .. } => "exp",
        Variation::Audience { .. } => "aud",
        Variation::PlainClaim { name } => name.as_str(),
        _ => "",
    };
    match finding {
        Finding::ClaimLeftOut { name } | Finding::ClaimNotANumber { name } | Finding::ClaimAhead { name } => {
            name == claim
        }
        Finding::ClaimExpired => claim == "exp",
        Finding::ScopesWithCommas { .. }
        | Finding::ScopeWithOrganization { .. }
        | Finding::ScopeTenantWithHyphen { .. } => matches!(variation, Variation::Scopes { .. }),
        _ => false,
    }
}
