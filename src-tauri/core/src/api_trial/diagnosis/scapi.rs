//! Refusals of the Salesforce Commerce API and of SLAS, and which scopes the token has not.

use url::Url;

use super::facts::TrialFacts;
use crate::api_trial::answer::ApiAnswer;
use crate::api_trial::clean;
use crate::api_trial::finding::ApiFinding;
use crate::api_trial::hosts::SCAPI_DOMAIN;
use crate::api_trial::places::TriedApi;
use crate::api_trial::probes::ScapiProbe;
use crate::api_trial::token_facts::TENANT_ROLE;
use crate::http::Response;
use crate::text::shorten;

/// What a refusal means; `None` if it is none of the Salesforce Commerce API.
pub(super) fn explain(response: &Response, answer: &ApiAnswer, facts: &TrialFacts<'_>) -> Option<ApiFinding> {
    let is_scapi = facts.api == TriedApi::Scapi
        || facts.url.host_str().is_some_and(|host| host.ends_with(SCAPI_DOMAIN))
        || organization(facts.url).is_some();
    if !is_scapi || answer.page {
        return None;
    }
    match response.status {
        401 | 403 if is_shopper_api(facts.url) && !facts.token.shopper => Some(ApiFinding::ShopperApi),
        401 => Some(facts.refused_token()),
        403 if answer.says("access-token is invalid") => Some(facts.refused_token()),
        403 => Some(no_permission(facts)),
        404 => Some(ApiFinding::ScapiNotFound { organization: organization(facts.url).map(shorten) }),
        _ => None,
    }
}

fn no_permission(facts: &TrialFacts<'_>) -> ApiFinding {
    let tenant = organization(facts.url).and_then(clean::tenant);
    let tenant_scope = tenant.as_ref().map(|tenant| format!("{TENANT_ROLE}:{tenant}"));
    let family_scope = ScapiProbe::of_path(facts.url.path()).map(|probe| probe.scope.to_owned());
    let missing: Vec<String> =
        tenant_scope.into_iter().chain(family_scope).filter(|scope| !facts.token.has_scope(scope)).collect();
    if missing.is_empty() {
        return ApiFinding::NoPermission { tenant };
    }
    ApiFinding::ScopesMissing { missing, bare_role: facts.token.has_scope(TENANT_ROLE) }
}

/// The organization in a path of the Salesforce Commerce API.
fn organization(url: &Url) -> Option<&str> {
    let (_, rest) = url.path().split_once("/organizations/")?;
    rest.split('/').next().filter(|organization| !organization.is_empty())
}

/// Shopper APIs have their name in the path: `/product/shopper-products/`, and SLAS `/shopper/auth/`.
fn is_shopper_api(url: &Url) -> bool {
    let before = url.path().split("/organizations/").next().unwrap_or_default();
    before.split('/').any(|part| part == "shopper" || part.starts_with("shopper-"))
}
