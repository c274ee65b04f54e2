//! Where the request of a proposed credential goes, and its tenant: from hosts, addresses and IDs as files have them.

use url::Url;

use super::problem::LeftOutReason;
use super::stack::Merged;
use super::value::{ImportField, Value};
use crate::account_manager::{self, Spelling, Tenant, is_host};
use crate::http::authority_in;
use crate::token_request::{AuthMethod, ClaimEdit, Destination};

/// Account Manager's usual host.
const HOST: &str = "account.demandware.com";

/// Where the request goes, and the claims that differ because of it.
pub(super) fn destination(merged: &mut Merged, method: AuthMethod) -> (Destination, Vec<ClaimEdit>) {
    let audience = merged.of(ImportField::Audience).map(|value| value.text().to_owned()).unwrap_or_default();
    let endpoint = endpoint(merged);
    match endpoint {
        None => {
            let differs = !audience.is_empty() && audience != account_manager::AUDIENCE;
            let edit = ClaimEdit::Set { name: "aud".to_owned(), text: audience };
            let claims = if differs && method == AuthMethod::SignedJwt { vec![edit] } else { Vec::new() };
            (Destination::AccountManager, claims)
        }
        Some(url) => (Destination::other(url, audience), Vec::new()),
    }
}

/// Whether a token endpoint or Account Manager's host was written, but could not be taken. The request would then go to
/// the usual one, which may be wrong.
pub(super) fn is_endpoint_missing(merged: &Merged) -> bool {
    if merged.of(ImportField::TokenEndpoint).is_some() {
        return false;
    }
    merged.left.iter().any(|left| match left.field {
        Some(ImportField::TokenEndpoint) => left.why != LeftOutReason::Empty,
        Some(ImportField::AccountManagerHost) => {
            left.why != LeftOutReason::Empty && merged.of(ImportField::AccountManagerHost).is_none()
        }
        _ => false,
    })
}

/// The token endpoint, unless it is Account Manager's usual one.
fn endpoint(merged: &mut Merged) -> Option<String> {
    if let Some(value) = merged.of(ImportField::TokenEndpoint) {
        let text = value.text().to_owned();
        // Without a scheme, what stands before a port would be taken for one.
        let url =
            if text.contains("://") { Url::parse(&text) } else { Url::parse(&format!("https://{text}")) };
        let url = url.ok();
        let known = url.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        match known {
            Some(url) if is_usual_host(&url) => return None,
            Some(url) if url.path().len() > 1 => {
                return Some(if text.contains("://") { text } else { url.into() });
            }
            // A host alone is Account Manager's host, or nothing that a token comes from.
            Some(url) if url.host_str().is_some_and(is_host) => {
                return Some(format!("https://{}{}", authority_in(&text), account_manager::TOKEN_PATH));
            }
            _ => merged.leave(ImportField::TokenEndpoint, &LeftOutReason::UnknownValue),
        }
    }
    let value = merged.of(ImportField::AccountManagerHost)?;
    let host = authority_in(value.text()).to_ascii_lowercase();
    if host.is_empty() || host.contains(char::is_whitespace) {
        merged.leave(ImportField::AccountManagerHost, &LeftOutReason::UnknownValue);
        return None;
    }
    let url = format!("https://{host}{}", account_manager::TOKEN_PATH);
    match Url::parse(&url) {
        Ok(url) if is_usual_host(&url) => None,
        Ok(_) => Some(url),
        Err(_) => {
            merged.leave(ImportField::AccountManagerHost, &LeftOutReason::UnknownValue);
            None
        }
    }
}

fn is_usual_host(url: &Url) -> bool {
    url.scheme() == "https" && url.port().is_none() && url.host_str() == Some(HOST)
}

/// The tenant: from its ID, or from realm and instance. What is none is left out.
pub(super) fn tenant_of(merged: &mut Merged) -> Option<Tenant> {
    if let Some(value) = merged.of(ImportField::TenantId) {
        if let Some((tenant, _)) = Tenant::read(value.text()) {
            return Some(tenant);
        }
        merged.leave(ImportField::TenantId, &LeftOutReason::UnknownValue);
    }
    let text = |field| merged.of(field).map(|value: &Value| value.text().to_owned());
    let (realm, instance) = (text(ImportField::Realm)?, text(ImportField::Instance)?);
    Tenant::read(&format!("{realm}_{instance}")).map(|(tenant, _): (Tenant, Spelling)| tenant)
}

/// Scopes with the tenant's, if there are families among them and no tenant.
pub(super) fn with_tenant_scope(scopes: &str, tenant: &Tenant) -> String {
    let has_family = scopes.split(' ').any(|scope| scope.starts_with("sfcc."));
    let has_tenant = scopes.contains("SALESFORCE_COMMERCE_API:");
    if has_family && !has_tenant {
        format!("{} {scopes}", account_manager::tenant_scope(tenant))
    } else {
        scopes.to_owned()
    }
}
