//! SCAPI: the two scopes that a token needs.

use countersign_core::account_manager::TokenEndpointAuthMethod;
use countersign_core::practice::{ApiClientForm, read_api_client};

use super::{Instance, SCHEMAS};
use crate::attempt::PASSWORD;
use crate::common::CLIENT_ID;

#[tokio::test]
async fn scapi_wants_the_tenants_scope_and_the_apis_own() {
    const FORBIDDEN: &str = r#"{"type":"https://api.commercecloud.salesforce.com/documentation/error/v1/errors/forbidden","title":"Forbidden","detail":"Your access-token is valid, but you have no permissions to access the resource."}"#;
    let instance = Instance::new().await;
    let tenant = "SALESFORCE_COMMERCE_API:zzte_053";
    let token = instance.token(&format!("{tenant} sfcc.scapi-schemas")).await;
    let given = instance.get(SCHEMAS, &token).await;
    assert_eq!(given.status, 200);
    assert_eq!(given.json()["data"][0]["apiName"], "scapi-schemas");
    let other_organization = SCHEMAS.replace("zzte_053", "abcd_001");
    let sites = "/configuration/sites/v1/organizations/f_ecom_zzte_053/sites";
    for (scope, target) in [
        ("", SCHEMAS),
        (tenant, SCHEMAS),
        ("sfcc.scapi-schemas", SCHEMAS),
        // The bare role is granted as a scope, and opens nothing.
        ("SALESFORCE_COMMERCE_API sfcc.scapi-schemas", SCHEMAS),
        (&format!("{tenant} sfcc.scapi-schemas"), &other_organization),
        (&format!("{tenant} sfcc.scapi-schemas"), sites),
    ] {
        let refused = instance.get(target, &instance.token(scope).await).await;
        assert_eq!((refused.status, &*refused.body), (403, FORBIDDEN), "{scope} {target}");
        assert_eq!(refused.header("content-type"), Some("application/problem+json"));
    }
    let token = instance.token(&format!("{tenant} sfcc.sites sfcc.catalogs sfcc.products")).await;
    for target in [
        sites,
        "/product/catalogs/v1/organizations/f_ecom_zzte_053/catalogs",
        "/product/products/v1/organizations/f_ecom_zzte_053/products",
    ] {
        assert_eq!(instance.get(target, &token).await.status, 200, "{target}");
    }
    assert_eq!(instance.get("/none/such/v1/organizations/f_ecom_zzte_053/x", &token).await.status, 404);
    let bearer = format!("Bearer {token}");
    let refused = instance.say("DELETE", sites, &[("authorization", &bearer)], "").await;
    assert_eq!((refused.status, refused.header("allow")), (405, Some("GET")));
    assert_eq!(instance.say("GET", SCHEMAS, &[], "").await.status, 401);
}

#[tokio::test]
async fn a_scope_for_writing_opens_the_api_for_reading() {
    let instance = Instance::new().await;
    let form = ApiClientForm {
        allowed_scopes: "sfcc.sites.rw".into(),
        auth_method: TokenEndpointAuthMethod::ClientSecretPost,
        password: Some(PASSWORD.into()),
        ..ApiClientForm::default()
    };
    instance.manager.lock().unwrap().save_api_client(read_api_client(CLIENT_ID.into(), form, None).unwrap());
    let token = instance.token("SALESFORCE_COMMERCE_API:zzte_053 sfcc.sites.rw").await;
    let target = "/configuration/sites/v1/organizations/f_ecom_zzte_053/sites";
    assert_eq!(instance.get(target, &token).await.status, 200);
}
