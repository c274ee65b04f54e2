//! Derives places from one another: organization, tenant, instance host and scopes name the same instance.

use super::clean;
use super::hosts::{host_of_tenant, tenant_of_host};
use super::places::ApiPlaces;
use super::token_facts::{TokenFacts, tenants_in};
use crate::token_request::{AuthMethod, RequestForm};

/// The version of the Open Commerce API that is tried unless another one was typed.
pub(super) const OCAPI_VERSION: &str = "v24_5";

/// What each field stands for while it is empty. Empty where nothing follows.
pub(super) fn suggest(places: &ApiPlaces, token: Option<&TokenFacts>, form: &RequestForm) -> ApiPlaces {
    let granting = granting_host(form);
    let tenant = tenant(places, token, form, granting.as_deref());
    let typed_instance = clean::host(&places.instance_host);
    // A host for WebDAV alone is the instance's, too, unless another one is known.
    let instance_host = granting
        .or_else(|| host_of_tenant(tenant.as_deref()?))
        .or_else(|| clean::host(&places.web_dav_host))
        .unwrap_or_default();
    ApiPlaces {
        organization: tenant.map(|tenant| format!("f_ecom_{tenant}")).unwrap_or_default(),
        web_dav_host: typed_instance.unwrap_or_else(|| instance_host.clone()),
        instance_host,
        ocapi_version: OCAPI_VERSION.into(),
        ..ApiPlaces::default()
    }
}

/// The instance that grants the token, if a Business Manager user requests it.
fn granting_host(form: &RequestForm) -> Option<String> {
    let is_granted_there = form.method == AuthMethod::BusinessManagerUser;
    is_granted_there.then(|| clean::host(&form.business_manager.instance_host)).flatten()
}

/// The instance that the places are of, for example `zzte_053`: what was typed says it first, then what the token is for,
/// then what was requested.
fn tenant(
    places: &ApiPlaces,
    token: Option<&TokenFacts>,
    form: &RequestForm,
    granting: Option<&str>,
) -> Option<String> {
    let organization = || clean::tenant(&clean::organization(&places.organization)?);
    let typed_host = || {
        let hosts = [&places.instance_host, &places.web_dav_host];
        hosts.into_iter().find_map(|host| tenant_of_host(&clean::host(host)?))
    };
    let granted = || token?.tenants().find_map(clean::tenant);
    let requested = || tenants_in(form.scopes.split_whitespace()).find_map(clean::tenant);
    let reached = || token?.instances.iter().find_map(|instance| clean::tenant(instance));
    organization()
        .or_else(typed_host)
        .or_else(|| tenant_of_host(granting?))
        .or_else(granted)
        .or_else(requested)
        .or_else(reached)
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
            let suggested = suggest(&ApiPlaces::default(), Some(&facts), &RequestForm::default());
            assert_eq!(suggested.organization, "f_ecom_zzte_053");
            assert_eq!(suggested.instance_host, HOST);
            assert_eq!(suggested.web_dav_host, HOST);
            assert_eq!(suggested.short_code, "", "nothing says it");
        }
        let form =
            RequestForm { scopes: "mail SALESFORCE_COMMERCE_API:zzte_053".into(), ..RequestForm::default() };
        let requested = suggest(&ApiPlaces::default(), None, &form);
        assert_eq!(requested.organization, "f_ecom_zzte_053");
    }

    #[test]
    fn what_was_typed_comes_before_the_token() {
        let facts = token(&["SALESFORCE_COMMERCE_API:abcd_001"], &[]);
        let places = ApiPlaces { instance_host: format!("https://{HOST}/"), ..ApiPlaces::default() };
        assert_eq!(suggest(&places, Some(&facts), &RequestForm::default()).organization, "f_ecom_zzte_053");
        let places = ApiPlaces { organization: "zzte_053".into(), ..ApiPlaces::default() };
        assert_eq!(suggest(&places, Some(&facts), &RequestForm::default()).web_dav_host, HOST);
    }

    #[test]
    fn a_host_that_cannot_be_derived_is_not_guessed() {
        let facts = token(&["SALESFORCE_COMMERCE_API:zzte_prd"], &[]);
        let suggested = suggest(&ApiPlaces::default(), Some(&facts), &RequestForm::default());
        assert_eq!((suggested.instance_host.as_str(), suggested.web_dav_host.as_str()), ("", ""));
        let places =
            ApiPlaces { instance_host: "production-web-acme.demandware.net".into(), ..ApiPlaces::default() };
        let suggested = suggest(&places, Some(&facts), &RequestForm::default());
        assert_eq!(suggested.web_dav_host, "production-web-acme.demandware.net");
    }

    #[test]
    fn the_instance_that_grants_the_token_is_the_one_that_is_tried() {
        let mut form = RequestForm::default();
        form.business_manager.instance_host = format!("https://{HOST}/");
        assert_eq!(
            suggest(&ApiPlaces::default(), None, &form).instance_host,
            "",
            "Account Manager grants it"
        );
        form.method = AuthMethod::BusinessManagerUser;
        let suggested = suggest(&ApiPlaces::default(), None, &form);
        assert_eq!((suggested.instance_host.as_str(), suggested.web_dav_host.as_str()), (HOST, HOST));
        assert_eq!(suggested.organization, "f_ecom_zzte_053");
    }
}
