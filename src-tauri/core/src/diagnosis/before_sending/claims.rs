//! Checks the claims that would be signed, whether they follow from the form or were edited.

use std::collections::HashSet;

use url::Url;

use crate::account_manager::{self, LONGEST_LIFE_2026, SKEW_2026};
use crate::diagnosis::evidence::{DATE_CLAIMS, REQUIRED_CLAIMS};
use crate::diagnosis::finding::Finding;
use crate::moment::UnixSeconds;
use crate::text::{correction, shorten, white_space_in, without_white_space};
use crate::token_request::{
    Claim, ClaimEdit, ClaimSource, Destination, RequestForm, UnsignedRequest, read_claim_text,
};

/// Says who else could use the assertion, or else compares its audience with the endpoint. `typed` is the endpoint
/// exactly as typed.
pub(super) fn check_audience(
    request: &UnsignedRequest,
    endpoint: &Url,
    typed: &str,
    now: UnixSeconds,
) -> Option<Finding> {
    let claims = request.claims();
    let Some(disclosure) = request.disclosure().cloned() else {
        return compare_audience(claims, endpoint, typed);
    };
    let left = signed(claims, "exp").and_then(|exp| ahead(exp, now));
    // A cast from floating point saturates.
    Some(Finding::AssertionDisclosed { disclosure, seconds: left.map(|left| left as u32) })
}

/// Compares the audience with the endpoint. Servers compare the text; only Account Manager accepts its own endpoint
/// with and without the port.
fn compare_audience(claims: &[Claim], endpoint: &Url, typed: &str) -> Option<Finding> {
    let claim = signed(claims, "aud")?;
    let Some(audience) = claim.value.as_str() else {
        return Some(Finding::AudienceIsNotEndpoint { audience: shorten(&claim.value.to_string()) });
    };
    if white_space_in(audience).is_some() {
        return Some(Finding::AudienceWhiteSpace { corrected: correction(without_white_space(audience)) });
    }
    let without_port = |address: &str| address.replacen(":443/", "/", 1);
    let fits = audience == typed
        || endpoint.host_str().is_some_and(account_manager::is_host)
            && without_port(audience) == without_port(typed);
    Some(if fits {
        Finding::AudienceFits { with_port: endpoint.port().is_none() && audience.contains(":443/") }
    } else if Url::parse(audience).is_ok_and(|url| url == *endpoint) {
        Finding::AudienceSpelledOtherwise { audience: shorten(audience) }
    } else {
        Finding::AudienceIsNotEndpoint { audience: shorten(audience) }
    })
}

/// The most mistakes in the claim editor that are named at once.
const MOST_MISTAKES: usize = 20;

/// Checks what was typed into the claim editor, even if it would not be signed.
pub(super) fn check_edits(edits: &[ClaimEdit]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut names = HashSet::new();
    for edit in edits {
        if findings.len() >= MOST_MISTAKES {
            break;
        }
        let (ClaimEdit::Set { name, .. } | ClaimEdit::LeaveOut { name }) = edit;
        let is_new = names.insert(name);
        if name.trim().is_empty() {
            findings.push(Finding::ClaimNameMissing);
        } else if !is_new {
            findings.push(Finding::ClaimTwice { name: shorten(name) });
        }
        if let ClaimEdit::Set { text, .. } = edit
            && let Err(error) = read_claim_text(text)
        {
            findings.push(Finding::ClaimNotJson { name: shorten(name), detail: error.to_string() });
        }
    }
    findings
}

/// Checks the claims that would be signed.
pub(super) fn check_claims(claims: &[Claim], form: &RequestForm, now: UnixSeconds) -> Vec<Finding> {
    let mut findings = Vec::new();
    for claim in claims {
        let name = claim.name.as_str();
        match claim.source {
            ClaimSource::LeftOut if REQUIRED_CLAIMS.contains(&name) => {
                findings.push(Finding::ClaimLeftOut { name: name.to_owned() });
            }
            ClaimSource::LeftOut if is_missed(name, claims, now) => {
                findings.push(Finding::ClaimAdvised { name: name.to_owned() });
            }
            ClaimSource::LeftOut => {}
            // RFC 7519 section 2: a NumericDate is a JSON number.
            _ if DATE_CLAIMS.contains(&name) && !claim.value.is_number() => {
                findings.push(Finding::ClaimNotANumber { name: name.to_owned() });
            }
            _ if name == "exp" => findings.extend(check_end(claim, &form.destination, now)),
            _ if matches!(name, "iat" | "nbf") => findings.extend(check_beginning(claim, now)),
            _ => {}
        }
    }
    if let (Some(issuer), Some(subject)) = (signed(claims, "iss"), signed(claims, "sub"))
        && issuer.value != subject.value
        // With the JWT bearer grant, the JWT is for somebody else than the client.
        && form.user().is_none()
    {
        findings.push(Finding::ClaimIssuerIsNotSubject);
    }
    findings
}

fn signed<'a>(claims: &'a [Claim], name: &str) -> Option<&'a Claim> {
    claims.iter().find(|claim| claim.name == name && claim.is_signed())
}

/// Whether a server would miss this claim. Keycloak, on which Account Manager runs today, requires `jti`, and `iat`
/// if `exp` is more than [`LONGEST_LIFE_2026`] ahead.
fn is_missed(name: &str, claims: &[Claim], now: UnixSeconds) -> bool {
    match name {
        "jti" => true,
        "iat" => signed(claims, "exp")
            .and_then(|exp| ahead(exp, now))
            .is_some_and(|by| by > f64::from(LONGEST_LIFE_2026)),
        _ => false,
    }
}

/// Seconds from now to the claim's point in time; negative if it has passed.
fn ahead(claim: &Claim, now: UnixSeconds) -> Option<f64> {
    claim.value.as_f64().map(|time| time - now.0 as f64)
}

/// Checks `iat` and `nbf`, if the person set them.
fn check_beginning(claim: &Claim, now: UnixSeconds) -> Option<Finding> {
    let ahead = ahead(claim, now)?;
    if !matches!(claim.source, ClaimSource::Edited | ClaimSource::Added) {
        return None;
    }
    if ahead > f64::from(SKEW_2026) {
        return Some(Finding::ClaimAhead { name: claim.name.clone() });
    }
    (claim.name == "iat" && -ahead > f64::from(LONGEST_LIFE_2026)).then_some(Finding::ClaimIssuedLongAgo)
}

fn check_end(exp: &Claim, destination: &Destination, now: UnixSeconds) -> Option<Finding> {
    let ahead = ahead(exp, now)?;
    if exp.source == ClaimSource::Edited && ahead <= 0.0 {
        return Some(Finding::ClaimExpired);
    }
    let too_long = ahead > f64::from(account_manager::LONGEST_ASSERTION_LIFETIME);
    // A cast from floating point saturates.
    let finding = Finding::LifetimeTooLong { seconds: ahead as u32 };
    (destination.is_account_manager() && too_long).then_some(finding)
}
