//! Hosts of B2C Commerce, and what an instance's host says about it.

use url::Url;

use crate::account_manager::Tenant;

/// The domains of B2C Commerce. Only Salesforce can make a host in them.
const DOMAINS: [&str; 3] = [".demandware.net", ".demandware.com", ".commercecloud.salesforce.com"];
/// The domain of the Salesforce Commerce API; the short code is before it.
pub(super) const SCAPI_DOMAIN: &str = ".api.commercecloud.salesforce.com";
/// The domain of instances whose host is made of realm and instance.
const INSTANCE_DOMAIN: &str = ".dx.commercecloud.salesforce.com";

/// Whether a host is Salesforce's, so that a token may go there without a question.
pub(super) fn is_commerce_host(url: &Url) -> bool {
    let host = url.host_str().map(|host| host.strip_suffix('.').unwrap_or(host)).unwrap_or_default();
    DOMAINS.iter().any(|domain| host.len() > domain.len() && host.ends_with(domain))
}

/// The tenant that an instance's host is made of, for example `zzte_053`.
pub(super) fn tenant_of_host(host: &str) -> Option<String> {
    Tenant::read(host.strip_suffix(INSTANCE_DOMAIN)?).map(|(tenant, _)| tenant.in_scopes())
}

/// The host of an instance that is a sandbox. Hosts of the others cannot be derived: they have the customer's name.
pub(super) fn host_of_tenant(tenant: &str) -> Option<String> {
    let (realm, instance) = tenant.split_once('_')?;
    let is_sandbox = !instance.is_empty() && instance.bytes().all(|byte| byte.is_ascii_digit());
    is_sandbox.then(|| format!("{realm}-{instance}{INSTANCE_DOMAIN}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_salesforces_own_hosts_get_a_token_without_a_question() {
        let is_commerce = |host: &str| is_commerce_host(&Url::parse(&format!("https://{host}/")).unwrap());
        for host in [
            "zzte-053.dx.commercecloud.salesforce.com",
            "kv7kzm78.api.commercecloud.salesforce.com.",
            "staging-web-acme.demandware.net",
        ] {
            assert!(is_commerce(host), "{host}");
        }
        for host in [
            "demandware.net",
            "www.acme.example",
            "demandware.net.example",
            "commercecloud.salesforce.com.evil",
        ] {
            assert!(!is_commerce(host), "{host}");
        }
    }

    #[test]
    fn a_sandboxes_host_and_its_tenant_follow_from_each_other() {
        let host = "zzte-053.dx.commercecloud.salesforce.com";
        assert_eq!(tenant_of_host(host).as_deref(), Some("zzte_053"));
        assert_eq!(host_of_tenant("zzte_053").as_deref(), Some(host));
        assert_eq!(host_of_tenant("zzte_prd"), None);
        assert_eq!(tenant_of_host("staging-web-acme.demandware.net"), None);
    }
}
