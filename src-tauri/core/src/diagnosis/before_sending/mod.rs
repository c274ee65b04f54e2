//! Judges a request before it is sent: everything that can be checked without the server. The request itself is made
//! by `token_request/unsigned.rs`.
//!
//! Each file checks one part: `key_pair.rs` key, certificate and the assertion's header, `api_client.rs` the API key,
//! `secrets.rs` client secret and access key, `business_manager.rs` user and instance, `endpoint.rs` the token endpoint,
//! `host.rs` its host, `scopes.rs` the scopes, `parameters.rs` further form parameters, `slas.rs` what SLAS wants,
//! `claims.rs` the audience and the other claims. `confirmed.rs` is what the person may confirm.

mod api_client;
mod business_manager;
mod claims;
mod confirmed;
mod endpoint;
mod host;
mod key_pair;
mod parameters;
mod scopes;
mod secrets;
pub(super) mod slas;

use super::finding::Finding;
use super::rules::FindingShown;
use super::weight::{Field, Severity};
use crate::key_pair::KeyPairFacts;
use crate::moment::UnixSeconds;
use crate::text::shorten;
use crate::token_request::{
    AuthMethod, ClientSecrets, Destination, ReadyRequest, RequestForm, UnsignedRequest,
};

pub use confirmed::Confirmed;

/// All findings about a request, in the order of the window's steps. `form` is what the request was made from. What
/// belongs to a method that is not chosen is not checked.
#[must_use]
pub fn check(
    form: &RequestForm,
    request: &UnsignedRequest,
    key_pair: &KeyPairFacts,
    secrets: &ClientSecrets,
    now: UnixSeconds,
) -> Vec<FindingShown> {
    let is_signed = form.method == AuthMethod::SignedJwt;
    let typed_endpoint = form.typed_endpoint().unwrap_or_default();
    let mut findings = if is_signed { key_pair::check_key_pair(form, key_pair) } else { Vec::new() };
    findings.extend(api_client::check_api_key(form));
    findings.extend(business_manager::check_business_manager(form, request.token_endpoint()));
    findings.extend(secrets::check_secrets(form, secrets));
    findings.extend(if form.method == AuthMethod::BusinessManagerUser {
        endpoint::check_instance(request.token_endpoint(), form.endpoint_as_typed())
    } else {
        endpoint::check_endpoint(request.token_endpoint(), &typed_endpoint)
    });
    if form.method != AuthMethod::BusinessManagerUser
        && let (Destination::Other { parameters, trusted, .. }, Ok(endpoint)) =
            (&form.destination, request.token_endpoint())
    {
        findings.extend(slas::check_slas(endpoint, form));
        findings.extend(parameters::check_parameters(parameters, form));
        if !trusted.is_empty() && request.trusted().is_empty() {
            findings.push(Finding::TrustedNotForAccountManager);
        }
    }
    if is_signed && let Ok(endpoint) = request.token_endpoint() {
        findings.extend(claims::check_audience(request, endpoint, &typed_endpoint, now));
    }
    let for_account_manager =
        form.destination.is_account_manager() && form.method != AuthMethod::BusinessManagerUser;
    if form.user().is_some_and(str::is_empty) {
        findings.push(Finding::UserOfJwtMissing);
    }
    findings.extend(scopes::check_scopes(&form.scopes, for_account_manager));
    if is_signed && request.lifetime_seconds().is_none() {
        findings.push(Finding::LifetimeInvalid { seen: shorten(&form.lifetime_seconds) });
    }
    findings.extend(check_timeouts(form, request));
    if is_signed {
        findings.extend(key_pair::check_header(form, key_pair));
        findings.extend(claims::check_edits(&form.claims));
        let correction = form.clock_correction_seconds;
        let there = UnixSeconds(now.0.saturating_add(correction.into()));
        findings.extend(claims::check_claims(request.claims(), form, there));
        if correction != 0 {
            findings.push(Finding::ClockCorrected { seconds: correction });
        }
    }
    findings.into_iter().map(Finding::shown).collect()
}

/// Releases the request for signing if there is no error, no warning that the person has not `confirmed`, and nothing
/// disclosed that is not exactly what was confirmed.
///
/// # Errors
/// The errors and warnings, if one of them forbids sending.
pub fn release(
    request: UnsignedRequest,
    findings: Vec<FindingShown>,
    confirmed: &Confirmed,
) -> Result<ReadyRequest, Vec<FindingShown>> {
    let passes = |shown: &FindingShown| match &shown.finding {
        // Decided by the request itself, whatever else is confirmed.
        Finding::AssertionDisclosed { .. } => true,
        _ if confirmed.warnings => shown.severity < Severity::Error,
        _ => shown.severity < Severity::Warning,
    };
    match request.ready(confirmed.disclosure.as_ref()) {
        Some(ready) if findings.iter().all(passes) => Ok(ready),
        _ => Err(findings.into_iter().filter(|shown| shown.severity >= Severity::Warning).collect()),
    }
}

fn check_timeouts(form: &RequestForm, request: &UnsignedRequest) -> Vec<Finding> {
    let timeouts = [
        (request.connect_timeout(), &form.connect_timeout_seconds, Field::ConnectTimeout),
        (request.total_timeout(), &form.total_timeout_seconds, Field::TotalTimeout),
    ];
    let invalid = timeouts.into_iter().filter(|(read, ..)| read.is_none());
    invalid.map(|(_, typed, field)| Finding::TimeoutInvalid { seen: shorten(typed), field }).collect()
}
