//! Checks the Business Manager user and the host of their instance.

use url::{Host, Url};

use crate::account_manager::Recipient;
use crate::diagnosis::finding::Finding;
use crate::http::is_loopback;
use crate::text::{white_space_in, without_white_space};
use crate::token_request::{AuthMethod, Destination, EndpointProblem, RequestForm};

/// Domains of the hosts that Salesforce gives to instances. Every other host is an alias of one.
const INSTANCE_DOMAINS: [&str; 2] = [".demandware.net", ".commercecloud.salesforce.com"];

/// Findings about user and instance, if the method has them.
pub(super) fn check_business_manager(
    form: &RequestForm,
    endpoint: Result<&Url, &EndpointProblem>,
) -> Vec<Finding> {
    if form.method != AuthMethod::BusinessManagerUser {
        return Vec::new();
    }
    let mut findings: Vec<Finding> = check_user(&form.business_manager.user).into_iter().collect();
    if let (Ok(url), false) = (endpoint, matches!(form.destination, Destination::Practice { .. })) {
        findings.extend(check_host(url));
    }
    findings
}

fn check_user(user: &str) -> Option<Finding> {
    if user.trim().is_empty() {
        return Some(Finding::UserMissing);
    }
    // RFC 7617 section 2: what comes before the first colon is the user.
    if user.contains(':') {
        return Some(Finding::UserHasColon);
    }
    if let Some(white_space) = white_space_in(user) {
        return Some(Finding::UserWhiteSpace { white_space, corrected: without_white_space(user) });
    }
    let is_address = user.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    (!is_address).then_some(Finding::UserIsNoAddress)
}

fn check_host(url: &Url) -> Option<Finding> {
    let Some(Host::Domain(host)) = url.host() else { return None };
    if is_loopback(url) {
        return None;
    }
    if Recipient::at(url.as_str()) == Recipient::AccountManager {
        return Some(Finding::InstanceIsAccountManager);
    }
    let is_instance = INSTANCE_DOMAINS.iter().any(|domain| host.ends_with(domain));
    (!is_instance).then(|| Finding::InstanceIsAlias { host: host.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::WhiteSpace;

    fn host(host: &str) -> Option<Finding> {
        check_host(&Url::parse(&format!("https://{host}/dw/oauth2/access_token")).unwrap())
    }

    #[test]
    fn an_alias_of_an_instance_is_told_from_its_own_host() {
        assert_eq!(host("zzte-053.dx.commercecloud.salesforce.com"), None);
        assert_eq!(host("zzte-053.sandbox.us01.dx.commercecloud.salesforce.com"), None);
        assert_eq!(host("staging-realm-customer.demandware.net"), None);
        assert_eq!(host("production-eu01-customer.demandware.net"), None);
        assert_eq!(host("127.0.0.1:8080"), None);
        assert_eq!(host("account.demandware.com"), Some(Finding::InstanceIsAccountManager));
        let shop = "www.example.com".to_owned();
        assert_eq!(host("www.example.com"), Some(Finding::InstanceIsAlias { host: shop }));
        let trick = "demandware.net.example.com".to_owned();
        assert_eq!(host("demandware.net.example.com"), Some(Finding::InstanceIsAlias { host: trick }));
    }

    #[test]
    fn a_login_is_an_address_without_colon_and_white_space() {
        assert_eq!(check_user("someone@example.com"), None);
        assert_eq!(check_user(" "), Some(Finding::UserMissing));
        assert_eq!(check_user("admin"), Some(Finding::UserIsNoAddress));
        assert_eq!(check_user("admin@"), Some(Finding::UserIsNoAddress));
        assert_eq!(check_user("a:b"), Some(Finding::UserHasColon));
        let (white_space, corrected) = (WhiteSpace::Around, "someone@example.com".to_owned());
        let found = check_user("someone@example.com ");
        assert_eq!(found, Some(Finding::UserWhiteSpace { white_space, corrected }));
    }
}
