//! Derives places from one another: organization, tenant, instance host and scopes name the same instance.

use super::clean;
use super::hosts::{host_of_tenant, tenant_of_host};
use super::places::ApiPlaces;
use super::token_facts::{TokenFacts, tenants_in};

/// The version of the Open Commerce API that is tried unless another one was typed.
pub(super) const OCAPI_VERSION: &str = "v24_5";

/// What each field stands for while it is empty. Empty where nothing follows.
pub(super) fn suggest(places: &ApiPlaces, token: Option<&TokenFacts>, requested_scopes: &str) -> ApiPlaces {
    let tenant = tenant(places, token, requested_scopes);
    let instance_host = tenant.as_deref().and_then(host_of_tenant).unwrap_or_default();
    let typed_instance = clean::host(&places.instance_host);
    let typed_web_dav = clean::host(&places.web_dav_host);
    ApiPlaces {
        organization: tenant.map(|tenant| format!("f_ecom_{tenant}")).unwrap_or_default(),
        web_dav_host: typed_instance.unwrap_or_else(|| instance_host.clone()),
        // A host for WebDAV alone is the instance's, too, unless its tenant is known.
        instance_host: if instance_host.is_empty() {
            typed_web_dav.unwrap_or_default()
        } else {
            instance_host
        },
        ocapi_version: OCAPI_VERSION.into(),
        ..ApiPlaces::default()
    }
}

/// The instance that the places are of, for example `zzte_053`: what was typed says it first, then what the token is for,
/// then what was requested.
fn tenant(places: &ApiPlaces, token: Option<&TokenFacts>, requested_scopes: &str) -> Option<String> {
    let typed = || {
        clean::organization(&places.organization)
            .and_then(|organization| clean::tenant(&organization))
            .or_else(|| {
                let hosts = [&places.instance_host, &places.web_dav_host];
                hosts.into_iter().find_map(|host| tenant_of_host(&clean::host(host)?))
            })
    };
    let granted = || token?.tenants().find_map(clean::tenant);
    let requested = || tenants_in(requested_scopes.split_whitespace()).find_map(clean::tenant);
    let reached = || token?.instances.iter().find_map(|instance| clean::tenant(instance));
    typed().or_else(granted).or_else(requested).or_else(reached)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOST: &str = "zzte-053.dx.commercecloud.salesforce.com";

    fn token(scopes: &[&str], instances: &[&str]) -> TokenFacts {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        TokenFacts { scopes: own(scopes), instances: own(instances), ..TokenFacts::default() }
    }

    #[test]
    fn places_follow_from_what_the_token_is_for() {
        for facts in [
            token(&["mail", "SALESFORCE_COMMERCE_API:zzte_053"], &["abcd_001"]),
            token(&["mail"], &["zzte_053", "zzte_prd"]),
        ] {
            let suggested = suggest(&ApiPlaces::default(), Some(&facts), "");
            assert_eq!(suggested.organization, "f_ecom_zzte_053");
            assert_eq!(suggested.instance_host, HOST);
            assert_eq!(suggested.web_dav_host, HOST);
            assert_eq!(suggested.short_code, "", "nothing says it");
        }
        let requested = suggest(&ApiPlaces::default(), None, "mail SALESFORCE_COMMERCE_API:zzte_053");
        assert_eq!(requested.organization, "f_ecom_zzte_053");
    }

    #[test]
    fn what_was_typed_comes_before_the_token() {
        let facts = token(&["SALESFORCE_COMMERCE_API:abcd_001"], &[]);
        let places = ApiPlaces { instance_host: format!("https://{HOST}/"), ..ApiPlaces::default() };
        assert_eq!(suggest(&places, Some(&facts), "").organization, "f_ecom_zzte_053");
        let places = ApiPlaces { organization: "zzte_053".into(), ..ApiPlaces::default() };
        assert_eq!(suggest(&places, Some(&facts), "").web_dav_host, HOST);
    }

    #[test]
    fn a_host_that_cannot_be_derived_is_not_guessed() {
        let facts = token(&["SALESFORCE_COMMERCE_API:zzte_prd"], &[]);
        let suggested = suggest(&ApiPlaces::default(), Some(&facts), "");
        assert_eq!((suggested.instance_host.as_str(), suggested.web_dav_host.as_str()), ("", ""));
        let places =
            ApiPlaces { instance_host: "production-web-acme.demandware.net".into(), ..ApiPlaces::default() };
        let suggested = suggest(&places, Some(&facts), "");
        assert_eq!(suggested.web_dav_host, "production-web-acme.demandware.net");
    }
}
