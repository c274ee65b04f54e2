//! Which APIs of B2C Commerce an access token fits, judging by what it says. Whether an API accepts it is up to the
//! instance's settings.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use url::Url;

use crate::account_manager::is_host;

/// The role without which no SCAPI scope is granted; with `:realm_instance` it is a scope.
const SCAPI_ROLE: &str = "SALESFORCE_COMMERCE_API";
/// The role for the sandbox API.
const SANDBOX_ROLE: &str = "CC_SANDBOX_API_USER";
/// What the scopes of SCAPI's families begin with, for administrators and for shoppers.
const FAMILY: &str = "sfcc.";
const SHOPPER_FAMILY: &str = "sfcc.shopper";

/// An API that a token fits, or nearly fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "api", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ApiFit {
    /// SCAPI's Admin APIs.
    Scapi {
        /// The instances, for example `zzte_053`.
        instances: Vec<String>,
    },
    /// Not SCAPI: it has scopes of families, but none that names an instance.
    ScapiWithoutInstance,
    /// Not SCAPI: it has the scope that names an instance, but none of a family.
    ScapiWithoutFamily,
    /// OCAPI's Data API and WebDAV.
    OcapiAndWebdav {
        /// It acts as a Business Manager user.
        as_user: bool,
        /// Its API client has SCAPI's role, with which OCAPI may refuse it.
        scapi_role: bool,
    },
    /// The API for on-demand sandboxes.
    Sandboxes,
    /// SCAPI's Shopper APIs: SLAS issued it.
    ScapiShopper,
    /// OCAPI's Shop API: it is a shopper's token.
    OcapiShop,
}

/// The APIs that a token with these claims fits; `scopes` are the granted ones. Empty if the claims do not say.
pub(crate) fn api_fit(claims: &Map<String, Value>, scopes: &[String], roles: &[String]) -> Vec<ApiFit> {
    if is_slas(claims) {
        return vec![ApiFit::ScapiShopper];
    }
    if is_ocapi_shopper(claims) {
        return vec![ApiFit::OcapiShop];
    }
    if !is_account_managers(claims) {
        return Vec::new();
    }
    let instances: Vec<String> = scopes
        .iter()
        .filter_map(|scope| scope.strip_prefix(SCAPI_ROLE)?.strip_prefix(':'))
        .map(str::to_owned)
        .collect();
    let has_family =
        scopes.iter().any(|scope| scope.starts_with(FAMILY) && !scope.starts_with(SHOPPER_FAMILY));
    let has_role = |name: &str| roles.iter().any(|role| role == name);
    let mut fits = Vec::new();
    match (instances.is_empty(), has_family) {
        (false, true) => fits.push(ApiFit::Scapi { instances }),
        (false, false) => fits.push(ApiFit::ScapiWithoutFamily),
        (true, true) => fits.push(ApiFit::ScapiWithoutInstance),
        (true, false) => {}
    }
    let as_user = claims.get("usr").is_some_and(Value::is_string);
    fits.push(ApiFit::OcapiAndWebdav { as_user, scapi_role: has_role(SCAPI_ROLE) });
    if has_role(SANDBOX_ROLE) {
        fits.push(ApiFit::Sandboxes);
    }
    fits
}

/// Whether Account Manager issued a token with these claims, or a practice Account Manager.
pub(crate) fn is_account_managers(claims: &Map<String, Value>) -> bool {
    let issuer = claims.get("iss").and_then(Value::as_str).and_then(|issuer| Url::parse(issuer).ok());
    let by_account_manager = issuer.is_some_and(|url| url.host_str().is_some_and(is_host));
    by_account_manager || claims.contains_key("tenantFilter") || claims.contains_key("usr")
}

/// Whether SLAS issued a token with these claims, which is for shoppers.
pub(crate) fn is_slas(claims: &Map<String, Value>) -> bool {
    let begins = |name: &str, with: &str| {
        claims.get(name).and_then(Value::as_str).is_some_and(|text| text.starts_with(with))
    };
    begins("iss", "slas/") || begins("sub", "cc-slas::") || begins("ctx", "slas")
}

/// Whether OCAPI issued a token with these claims for a shopper.
pub(crate) fn is_ocapi_shopper(claims: &Map<String, Value>) -> bool {
    let subject = claims.get("sub").and_then(Value::as_str);
    subject.is_some_and(|subject| subject.starts_with('{') && subject.contains("customer_info"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fits(claims: &Value, scopes: &str, roles: &[&str]) -> Vec<ApiFit> {
        let scopes: Vec<String> = scopes.split_whitespace().map(str::to_owned).collect();
        let roles: Vec<String> = roles.iter().map(|role| (*role).to_owned()).collect();
        api_fit(claims.as_object().unwrap(), &scopes, &roles)
    }

    #[test]
    fn the_scopes_of_account_managers_token_decide() {
        let token = json!({"iss": "https://account.demandware.com:443/dwsso/oauth2"});
        let ocapi = |scapi_role| ApiFit::OcapiAndWebdav { as_user: false, scapi_role };
        assert_eq!(fits(&token, "mail roles", &[]), [ocapi(false)]);
        let instances = vec!["zzte_053".to_owned(), "zzte_prd".to_owned()];
        let scopes = "SALESFORCE_COMMERCE_API:zzte_053 sfcc.orders SALESFORCE_COMMERCE_API:zzte_prd";
        assert_eq!(fits(&token, scopes, &[SCAPI_ROLE]), [ApiFit::Scapi { instances }, ocapi(true)]);
        assert_eq!(fits(&token, "sfcc.orders.rw", &[]), [ApiFit::ScapiWithoutInstance, ocapi(false)]);
        let no_family = "SALESFORCE_COMMERCE_API:zzte_053 sfcc.shopper-products";
        assert_eq!(fits(&token, no_family, &[]), [ApiFit::ScapiWithoutFamily, ocapi(false)]);
        assert_eq!(fits(&token, "", &[SANDBOX_ROLE]), [ocapi(false), ApiFit::Sandboxes]);
    }

    #[test]
    fn a_users_and_a_shoppers_token_are_told_apart() {
        let user = json!({"usr": "admin@example.com"});
        assert_eq!(fits(&user, "", &[]), [ApiFit::OcapiAndWebdav { as_user: true, scapi_role: false }]);
        let shopper = json!({"iss": "slas/prod/zzte_053", "sub": "cc-slas::zzte_053::scid:a::usid:b"});
        assert_eq!(fits(&shopper, "sfcc.shopper-products", &[]), [ApiFit::ScapiShopper]);
        let ocapi = json!({"iss": "an-api-key", "sub": r#"{"_v":"1","customer_info":{"guest":true}}"#});
        assert_eq!(fits(&ocapi, "", &[]), [ApiFit::OcapiShop]);
        assert_eq!(fits(&json!({"iss": "https://login.example.com"}), "sfcc.orders", &[]), []);
    }
}
