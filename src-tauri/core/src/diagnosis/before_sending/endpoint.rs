//! Checks the token endpoint.

use url::Url;

use super::host::check_host;
use crate::account_manager;
use crate::diagnosis::finding::Finding;
use crate::http::is_loopback;
use crate::redaction::secret_parameter;
use crate::text::shorten;
use crate::token_request::EndpointProblem;

/// Findings about the token endpoint. `typed` is what the person typed.
pub(super) fn check_endpoint(endpoint: Result<&Url, &EndpointProblem>, typed: &str) -> Vec<Finding> {
    match endpoint {
        Ok(url) => check_url(url),
        Err(problem) => vec![match problem {
            EndpointProblem::PracticeIsOff => Finding::PracticeIsOff,
            EndpointProblem::Missing => Finding::EndpointMissing,
            EndpointProblem::NotAUrl => Finding::EndpointNotAUrl { seen: shorten(typed) },
            EndpointProblem::Scheme { scheme } => Finding::EndpointScheme { scheme: scheme.clone() },
            EndpointProblem::HasCredentials => Finding::EndpointHasCredentials,
            EndpointProblem::HasFragment => Finding::EndpointHasFragment,
        }],
    }
}

fn check_url(url: &Url) -> Vec<Finding> {
    let mut findings: Vec<Finding> = check_host(url).into_iter().collect();
    if url.scheme() == "http" && !is_loopback(url) {
        findings.push(Finding::EndpointNotEncrypted { host: url.host_str().unwrap_or_default().to_owned() });
    }
    if let Some(name) = secret_parameter(url) {
        findings.push(Finding::EndpointHasSecret { name });
    }
    if account_manager::is_retired_token_endpoint(url) {
        findings.push(Finding::EndpointRetired);
    }
    findings
}
