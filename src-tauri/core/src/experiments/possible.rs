//! Which variations a refused request can have.

use std::collections::BTreeSet;

use url::Url;

use super::refused::Refused;
use crate::account_manager::{ISSUER_PATH, TOKEN_PATH, is_account_manager};
use crate::diagnosis::{Finding, Severity, audience_alternatives, is_same, server_time};
use crate::discovery::Found;
use crate::http::is_loopback;
use crate::moment::Moment;
use crate::prepare::{findings_before, prepare_varied};
use crate::token_request::{
    AudienceKind, AuthMethod, HeaderType, RequestForm, SecretPlacement, TokenRequest, Variation,
};

/// Clocks that differ by no more than this, in seconds, are no reason to try another time.
const CLOCKS_AGREE: u32 = 5;
/// The lifetime that every server accepts, in seconds.
const SHORT_LIFE: u32 = 60;
/// Of more scopes than this, none is left out alone.
const FEW_SCOPES: usize = 6;
/// How the token endpoints of known servers end, after their issuer.
const TOKEN_PATHS: [&str; 8] = [
    "/protocol/openid-connect/token",
    "/oauth2/v2.0/token",
    "/oauth2/v1/token",
    "/v1/token",
    "/oauth2/token",
    "/oauth/token",
    "/connect/token",
    "/token",
];

/// A variation, and the request that would be sent for it.
pub(super) struct Possible {
    pub(super) variation: Variation,
    pub(super) request: TokenRequest,
}

/// The variations that can be sent now, the more like the original the earlier.
pub(super) fn possible(refused: &Refused<'_>, found: Option<&Found>, moment: &Moment) -> Vec<Possible> {
    let mut variations = variations(refused, found);
    variations.sort_by_key(Variation::aspect);
    let seen = findings_before(refused.form, refused.proofs, moment);
    let sendable = variations.into_iter().filter_map(|variation| {
        let request = prepared(refused, &variation, &seen, moment)?;
        Some(Possible { variation, request })
    });
    sendable.collect()
}

/// The request of a variation. `seen`: what was found of the original before it was sent. `None` if it must not be sent: it has an error, needs something else to be confirmed than
/// the original, or would go somewhere else.
fn prepared(
    refused: &Refused<'_>,
    variation: &Variation,
    seen: &[Finding],
    moment: &Moment,
) -> Option<TokenRequest> {
    // A warning that the person did not see is not confirmed, whatever else is.
    let is_new = |finding: &Finding| !seen.iter().any(|other| is_same(other, finding));
    let findings = findings_before(&variation.applied_to(refused.form), refused.proofs, moment);
    if findings.iter().any(|finding| is_new(finding) && is_warning(finding)) {
        return None;
    }
    let prepared = prepare_varied(refused.form, variation, refused.proofs, moment, refused.confirmed);
    prepared.ok().map(|(request, _)| request).filter(|request| goes_there(refused, request))
}

fn is_warning(finding: &Finding) -> bool {
    finding.clone().shown().severity >= Severity::Warning
}

/// Whether a request goes to exactly the place where the original went.
pub(super) fn goes_there(refused: &Refused<'_>, request: &TokenRequest) -> bool {
    let original = &refused.exchange.request;
    request.url() == original.url() && request.recipient() == original.recipient()
}

fn variations(refused: &Refused<'_>, found: Option<&Found>) -> Vec<Variation> {
    let form = refused.form;
    // Another grant, whose user and access key are nobody else's business.
    if form.method == AuthMethod::BusinessManagerUser {
        return Vec::new();
    }
    let mut all = Vec::new();
    if form.method == AuthMethod::SignedJwt {
        all.extend(of_times(refused));
        all.extend(of_claims(form));
        all.extend(of_header(refused));
        all.extend(of_audience(refused, found));
    }
    all.extend(of_scopes(&form.scopes));
    // With the JWT bearer grant, the JWT does not authenticate a client.
    if form.user().is_none() {
        all.extend(of_method(refused));
        all.push(Variation::WithoutProof);
    }
    all.retain(|variation| variation.applied_to(form) != *form || *variation == Variation::WithoutProof);
    all
}

fn of_times(refused: &Refused<'_>) -> Vec<Variation> {
    let http = &refused.exchange.http;
    let server = http.response.as_ref().and_then(server_time);
    let ahead = server.map(|server| server.0.saturating_sub(http.ended_at().seconds().0));
    let clock = ahead
        .and_then(|ahead| i32::try_from(ahead).ok())
        .filter(|ahead| ahead.abs_diff(refused.form.clock_correction_seconds) > CLOCKS_AGREE)
        .map(|seconds| Variation::Clock { seconds });
    clock.into_iter().chain([Variation::Lifetime { seconds: SHORT_LIFE }]).collect()
}

fn of_claims(form: &RequestForm) -> Vec<Variation> {
    // The audience and the end have variations of their own.
    let edited: BTreeSet<&str> =
        form.claims.iter().map(|edit| edit.name()).filter(|name| !matches!(*name, "aud" | "exp")).collect();
    let plain = edited.iter().map(|name| Variation::PlainClaim { name: (*name).to_owned() });
    let standard = ["iat", "jti"].into_iter().filter(|name| !edited.contains(name));
    let without = standard.map(|name| Variation::WithoutClaim { name: name.to_owned() });
    plain.chain(without).collect()
}

fn of_header(refused: &Refused<'_>) -> Vec<Variation> {
    let header = &refused.form.header;
    let types = [HeaderType::Jwt, HeaderType::ClientAuthentication, HeaderType::Missing];
    let types = types.into_iter().map(|typ| Variation::HeaderType { typ });
    let has_certificate = refused.proofs.key_pair.certificate().is_some();
    let thumbprint = has_certificate.then_some(Variation::Thumbprint { present: !header.x5t });
    types.chain([Variation::WithoutKeyId]).chain(thumbprint).collect()
}

fn of_audience(refused: &Refused<'_>, found: Option<&Found>) -> Vec<Variation> {
    let request = &refused.exchange.request;
    let signed = request.assertion().and_then(|assertion| assertion.signed_claim("aud"));
    let signed = signed.and_then(|audience| audience.as_str());
    let endpoint = request.url();
    let known = audience_alternatives(endpoint, signed).into_iter();
    let known = known.map(|audience| (kind_of(endpoint, signed, &audience), audience));
    // What the server publishes is no guess.
    let published = found.map(|found| vec![found.filling.audience.clone()]);
    let issuers = published
        .unwrap_or_else(|| issuers(endpoint))
        .into_iter()
        .map(|issuer| (AudienceKind::Issuer, issuer));
    let mut seen = BTreeSet::new();
    known
        .chain(issuers)
        .filter(|(_, audience)| Some(audience.as_str()) != signed && seen.insert(audience.clone()))
        .map(|(kind, audience)| Variation::Audience { kind, audience })
        .collect()
}

/// What tells an audience from the one that was signed.
fn kind_of(endpoint: &Url, signed: Option<&str>, audience: &str) -> AudienceKind {
    let port = endpoint.port_or_known_default().unwrap_or_default();
    let with_port = format!(":{port}/");
    let bare = |text: &str| text.replacen(&with_port, "/", 1);
    if signed.is_none_or(|signed| bare(signed) != bare(audience)) {
        AudienceKind::TokenEndpoint
    } else if audience.contains(&with_port) {
        AudienceKind::WithPort
    } else {
        AudienceKind::WithoutPort
    }
}

/// The issuers that the server at this token endpoint may be.
pub(super) fn issuers(endpoint: &Url) -> Vec<String> {
    if let Some(base) = endpoint.as_str().strip_suffix(TOKEN_PATH) {
        let host = if is_account_manager(endpoint) { format!("{base}:443") } else { base.to_owned() };
        return vec![format!("{host}{ISSUER_PATH}")];
    }
    let mut bare = endpoint.clone();
    bare.set_query(None);
    let base = TOKEN_PATHS.iter().find_map(|path| bare.as_str().strip_suffix(path));
    // Some issuers have a slash at the end, and servers compare the text.
    base.map(|base| vec![base.to_owned(), format!("{base}/")]).unwrap_or_default()
}

fn of_scopes(typed: &str) -> Vec<Variation> {
    let scopes: Vec<&str> = typed.split_whitespace().collect();
    let mut subsets: Vec<Vec<&str>> = Vec::new();
    if (3..=FEW_SCOPES).contains(&scopes.len()) {
        let without = |one: &&str| scopes.iter().copied().filter(|scope| scope != one).collect();
        subsets.extend(scopes.iter().map(without));
    }
    if scopes.len() > 1 {
        let (first, second) = scopes.split_at(scopes.len().div_ceil(2));
        subsets.extend([first.to_vec(), second.to_vec()]);
    }
    subsets.push(Vec::new());
    subsets.into_iter().map(|kept| Variation::Scopes { scopes: kept.join(" ") }).collect()
}

/// Whether nobody on the way could read a secret that the original did not have.
fn is_safe_for_secret(refused: &Refused<'_>) -> bool {
    let endpoint = refused.exchange.request.url();
    endpoint.scheme() == "https" || is_loopback(endpoint)
}

fn of_method(refused: &Refused<'_>) -> Vec<Variation> {
    let form = refused.form;
    let places = [SecretPlacement::Header, SecretPlacement::Body];
    if form.method == AuthMethod::ClientSecret {
        let placements = places.map(|placement| Variation::Placement { placement }).into_iter();
        let jwt = Variation::Method { method: AuthMethod::SignedJwt, placement: form.secret_placement };
        let has_key = refused.proofs.key_pair.private_key().is_some();
        placements.chain(has_key.then_some(jwt)).collect()
    } else if refused.proofs.secrets.client_secret.is_some() && is_safe_for_secret(refused) {
        places.map(|placement| Variation::Method { method: AuthMethod::ClientSecret, placement }).to_vec()
    } else {
        Vec::new()
    }
}
