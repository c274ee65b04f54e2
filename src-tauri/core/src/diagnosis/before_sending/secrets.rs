//! Checks the client secret, and the Business Manager user with their access key.

use secrecy::{ExposeSecret as _, SecretString};

use crate::diagnosis::finding::Finding;
use crate::token_request::{AuthMethod, ClientSecrets, RequestForm};

pub(super) fn check_secrets(form: &RequestForm, secrets: &ClientSecrets) -> Vec<Finding> {
    let mut findings = Vec::new();
    if form.method == AuthMethod::BusinessManagerUser {
        if form.business_manager.user.trim().is_empty() {
            findings.push(Finding::UserMissing);
        }
        if is_missing(secrets.access_key.as_ref()) {
            findings.push(Finding::AccessKeyMissing);
        }
    }
    if form.method != AuthMethod::SignedJwt && is_missing(secrets.client_secret.as_ref()) {
        findings.push(Finding::ClientSecretMissing);
    }
    findings
}

/// Exposed only to see whether there is anything.
fn is_missing(secret: Option<&SecretString>) -> bool {
    secret.is_none_or(|secret| secret.expose_secret().trim().is_empty())
}
