//! Checks the token endpoint.

use url::Url;

use super::host::check_host;
use crate::account_manager;
use crate::diagnosis::finding::Finding;
use crate::http::is_loopback;
use crate::redaction::secret_parameter;
use crate::text::{correction, shorten};
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
            EndpointProblem::HasCredentials => Finding::EndpointHasCredentials {
                corrected: corrected(typed, |url| {
                    // Only a URL that cannot have them refuses to lose them.
                    let _ = url.set_username("").and_then(|()| url.set_password(None));
                }),
            },
            EndpointProblem::HasFragment => {
                Finding::EndpointHasFragment { corrected: corrected(typed, |url| url.set_fragment(None)) }
            }
        }],
    }
}

/// Findings about the instance that takes the Business Manager grant. `typed` is the host as typed.
pub(super) fn check_instance(endpoint: Result<&Url, &EndpointProblem>, typed: &str) -> Vec<Finding> {
    match endpoint {
        Ok(url) => check_host(url).into_iter().collect(),
        Err(EndpointProblem::PracticeIsOff) => vec![Finding::PracticeIsOff],
        Err(EndpointProblem::Missing) => vec![Finding::InstanceHostMissing],
        Err(_) => vec![Finding::InstanceHostUnreadable { seen: shorten(typed) }],
    }
}

/// The address as typed, changed.
fn corrected(typed: &str, change: impl FnOnce(&mut Url)) -> Option<String> {
    let mut url = Url::parse(typed.trim()).ok()?;
    change(&mut url);
    correction(url.into())
}

fn check_url(url: &Url) -> Vec<Finding> {
    let mut findings: Vec<Finding> = check_host(url).into_iter().collect();
    if url.scheme() == "http" && !is_loopback(url) {
        findings.push(Finding::EndpointNotEncrypted { host: url.host_str().unwrap_or_default().to_owned() });
    }
    if let Some(name) = secret_parameter(url) {
        findings.push(Finding::EndpointHasSecret { name });
    }
    if let Some(current) = account_manager::with_current_path(url) {
        findings.push(Finding::EndpointRetired { corrected: correction(current.into()) });
    }
    findings
}
