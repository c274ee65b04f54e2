//! OCAPI: what its settings open, and each fault, byte for byte.

use countersign_core::commerce_instance::OcapiTrouble;
use countersign_core::moment::UnixSeconds;
use countersign_core::practice::InstanceForm;
use serde_json::{Value, json};

use super::{IMPEX, Instance, SCHEMAS, SITES, settings};
use crate::common::{CLIENT_ID, NOW};

fn fault(name: &str, arguments: Value, message: &str) -> String {
    json!({"_v": "24.5", "fault": {"arguments": arguments, "type": name, "message": message}}).to_string()
}

fn forbidden(path: &str) -> (u16, String) {
    let message = format!("Access to resource 'GET {path}' isn't allowed for the current client.");
    (403, fault("ClientAccessForbiddenException", json!({"method": "GET", "path": path}), &message))
}

#[tokio::test]
async fn ocapi_opens_once_the_settings_name_the_api_client() {
    let instance = Instance::new().await;
    let token = instance.token("").await;
    let refused = instance.get(SITES, &token).await;
    assert_eq!((refused.status, refused.body.clone()), forbidden("/data/v24_5/sites"));
    assert_eq!(refused.header("content-type"), Some("application/json;charset=UTF-8"));
    instance.open_sites();
    let given = instance.get(SITES, &token).await;
    let sites = json!([{"_type": "site", "id": "RefArch"}, {"_type": "site", "id": "RefArchGlobal"}]);
    assert_eq!((given.status, given.json()), (200, json!({"_v": "24.5", "_type": "sites", "data": sites})));
    // What the settings do not name stays closed, and a client ID beside the token changes nothing.
    assert_eq!(instance.get("/s/-/dw/data/v24_5/code_versions", &token).await.status, 403);
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", &*bearer), ("x-dw-client-id", CLIENT_ID)];
    assert_eq!(instance.say("GET", SITES, &headers, "").await.status, 200);
}

#[tokio::test]
async fn settings_open_what_they_name_and_nothing_else() {
    let instance = Instance::new().await;
    let token = instance.token("").await;
    let not_to_read = |path: &str| {
        let message = format!("The client application has no READ privileges for the resource 'GET {path}'.");
        (401, fault("UnauthorizedReadAccessException", json!({"method": "GET", "path": path}), &message))
    };
    let sites = "/data/v24_5/sites";
    for (text, expected) in [
        (settings("another", "/sites", "get", "(**)"), forbidden(sites)),
        (settings(CLIENT_ID, "/jobs/*", "get", "(**)"), forbidden(sites)),
        (settings(CLIENT_ID, "/sites/*", "get", "(**)"), forbidden(sites)),
        (settings(CLIENT_ID, "/sites", "post", "(**)"), not_to_read(sites)),
        (settings(CLIENT_ID, "/sites", "get", ""), not_to_read(sites)),
    ] {
        instance.save(|form| form.ocapi_settings = text.clone()).unwrap();
        let heard = instance.get(SITES, &token).await;
        assert_eq!((heard.status, heard.body), expected, "{text}");
    }
    for (resource, attributes, expected) in [
        ("/**", "(**)", json!({"default": "RefArch"})),
        ("/sites/*", "(id)", Value::Null),
        ("/sites/RefArch", "(display_name.(**))", json!({"default": "RefArch"})),
    ] {
        instance.save(|form| form.ocapi_settings = settings(CLIENT_ID, resource, "GET", attributes)).unwrap();
        let heard = instance.get("/s/-/dw/data/v24_5/sites/RefArch", &token).await;
        assert_eq!(
            (heard.status, &heard.json()["display_name"]),
            (200, &expected),
            "{resource} {attributes}"
        );
    }
}

/// Target, headers; status, type, arguments and message of the fault.
type Case<'c> = (&'c str, &'c [(&'c str, &'c str)], u16, &'c str, Value, &'c str);

#[tokio::test]
async fn ocapi_refuses_each_wrong_request_in_its_own_words() {
    let instance = Instance::new().await;
    let token = instance.token("").await;
    instance.open_sites();
    let bearer = format!("Bearer {token}");
    let demo = "a".repeat(30);
    let sites = "/s/-/dw/data/v24_5/sites";
    #[rustfmt::skip]
    let cases: &[Case<'_>] = &[
        (sites, &[], 400, "MissingClientIdException", json!({}),
            "No client id was provided, neither as query nor as header parameter."),
        (sites, &[("x-dw-client-id", "unknown")], 401, "UnknownClientIdException", json!({"clientId": "unknown"}),
            "No client application found for client id 'unknown'."),
        ("/s/-/dw/data/v24_5/sites?client_id=unknown", &[], 401, "UnknownClientIdException",
            json!({"clientId": "unknown"}), "No client application found for client id 'unknown'."),
        (sites, &[("x-dw-client-id", CLIENT_ID)], 401, "AuthorizationHeaderMissingException", json!({}),
            "Authorization header is missing."),
        (sites, &[("authorization", &bearer), ("x-dw-client-id", &demo)], 401, "DemoClientIdException",
            json!({"clientId": demo}),
            "Demo client ids aren't allowed to be used on development, staging, or production instances."),
        (sites, &[("authorization", &token)], 401, "InvalidAuthorizationHeaderException", json!({}),
            "Invalid Authorization header. Value should be something like 'Bearer {access_token}'."),
        (sites, &[("authorization", "Basic eDp5")], 401, "InvalidAuthorizationHeaderException", json!({}),
            "Invalid Authorization header. Value should be something like 'Bearer {access_token}'."),
        (sites, &[("authorization", "Bearer not.a.token")], 401, "InvalidAccessTokenException",
            json!({"accessToken": "not.a.token"}), "Unauthorized request! The access token 'not.a.token' is invalid."),
        ("/s/RefArch/dw/data/v24_5/sites", &[("authorization", &bearer)], 403, "SiteAccessForbiddenException",
            json!({"siteId": "RefArch"}),
            r#"Site-specific access via "/s/RefArch/" is forbidden. Expected global access via "/s/-/"."#),
        ("/s/-/dw/shop/v24_5/products/one", &[("authorization", &bearer)], 403, "OrganizationAccessForbiddenException",
            json!({}), r#"Global access via "/s/-/" is forbidden. Expected site-specific access via "/s/{site-id}/"."#),
        ("/s/Nowhere/dw/data/v24_5/sites", &[("authorization", &bearer)], 404, "UnknownSiteException",
            json!({"siteId": "Nowhere"}), "No site found for site id 'Nowhere'."),
        ("/s/-/dw/data/v99_1/sites", &[("authorization", &bearer)], 404, "VersionNotFoundException",
            json!({"version": "v99_1"}), "Version 'v99_1' specified in URL is unknown."),
        ("/s/-/dw/data/24.5/sites", &[("authorization", &bearer)], 400, "InvalidVersionException", json!({}),
            "Version is missing or malformed in request URL."),
        ("/s/-/dw/data/sites", &[("authorization", &bearer)], 400, "InvalidVersionException", json!({}),
            "Version is missing or malformed in request URL."),
        ("/s/-/dw/data/v24_5/sites?select=(id", &[("authorization", &bearer)], 400, "MalformedSelectorException",
            json!({"selector": "(id"}), "The syntax of the selector '(id' is malformed."),
    ];
    for (target, headers, status, name, arguments, message) in cases {
        let heard = instance.say("GET", target, headers, "").await;
        assert_eq!(
            (heard.status, heard.body),
            (*status, fault(name, arguments.clone(), message)),
            "{target}"
        );
    }
    let heard = instance.say("DELETE", sites, &[("authorization", &bearer)], "").await;
    assert_eq!(
        (heard.status, heard.body),
        (
            405,
            fault(
                "MethodNotAllowedException",
                json!({"method": "DELETE"}),
                "The HTTP method 'DELETE' isn't allowed."
            )
        )
    );
}

#[tokio::test]
async fn each_trouble_of_ocapi_has_its_own_fault_and_goes_with_it() {
    let instance = Instance::new().await;
    let token = instance.token("").await;
    instance.open_sites();
    let host = instance.server.address().authority();
    let (origin, path) = (format!("http://{host}"), "/data/v24_5/sites");
    #[rustfmt::skip]
    let cases = [
        (OcapiTrouble::SwitchedOff, 403, "OcapiDeprecatedException", json!({}),
            "OCAPI has been deprecated. Access is not available for this instance.".to_owned()),
        (OcapiTrouble::SavedLate, 403, "ClientAccessForbiddenException", json!({"method": "GET", "path": path}),
            format!("Access to resource 'GET {path}' isn't allowed for the current client.")),
        (OcapiTrouble::UserNeeded, 403, "AccessWithoutUserForbiddenException", json!({}),
            "To access the resource an authenticated user is required.".to_owned()),
        (OcapiTrouble::UserNotAllowed, 403, "UserAccessForbiddenException", json!({"method": "GET", "path": path}),
            format!("Access to resource 'GET {path}' isn't allowed for the current user.")),
        (OcapiTrouble::OriginNotAllowed, 401, "UnauthorizedOriginException", json!({"origin": origin}),
            format!("The request origin '{origin}' isn't authorized to perform the request.")),
        (OcapiTrouble::HostNotAllowed, 400, "InvalidHostHeaderException", json!({"host": host}),
            format!("The host name '{host}' is invalid. Not contained in the server allow list.")),
        (OcapiTrouble::SiteOffline, 403, "SiteOfflineException", json!({"siteId": "RefArch"}),
            "Access to the offline site 'RefArch' is forbidden.".to_owned()),
        (OcapiTrouble::ClientDeleted, 401, "UnknownClientIdException", json!({"clientId": CLIENT_ID}),
            format!("No client application found for client id '{CLIENT_ID}'.")),
    ];
    for (trouble, status, name, arguments, message) in cases {
        instance.trouble(trouble);
        let heard = instance.get(SITES, &token).await;
        assert_eq!((heard.status, heard.body), (status, fault(name, arguments, &message)), "{trouble:?}");
    }
    instance.trouble(OcapiTrouble::Nothing);
    assert_eq!(instance.get(SITES, &token).await.status, 200);
    // A deleted API client's token opens nothing, without any fault switched on.
    instance.manager.lock().unwrap().delete_api_client(CLIENT_ID);
    assert_eq!(instance.get(SITES, &token).await.json()["fault"]["type"], "UnknownClientIdException");
}

#[tokio::test]
async fn settings_that_take_effect_late_do_so_after_three_minutes() {
    let instance = Instance::new().await;
    let token = instance.token("").await;
    instance.trouble(OcapiTrouble::SavedLate);
    let ago = |seconds: i64| {
        let mut manager = instance.manager.lock().unwrap();
        let text = settings(CLIENT_ID, "/sites", "get", if seconds > 180 { "(**)" } else { "(data.(**))" });
        let form = InstanceForm { ocapi_settings: text, ..manager.instance_form() };
        manager.save_instance(form, UnixSeconds(NOW.seconds().0 - seconds)).unwrap();
    };
    ago(60);
    assert_eq!(instance.get(SITES, &token).await.status, 403);
    ago(200);
    assert_eq!(instance.get(SITES, &token).await.status, 200);
}

#[tokio::test]
async fn a_token_that_is_not_accepted_is_repeated_by_ocapi_word_for_word() {
    let instance = Instance::new().await;
    let token = instance.token("SALESFORCE_COMMERCE_API:zzte_053 sfcc.scapi-schemas").await;
    instance.open_sites();
    instance.faults(|faults| faults.instance.token_not_accepted = true);
    let refused = instance.get(SITES, &token).await;
    let message = format!("Unauthorized request! The access token '{token}' is invalid.");
    assert_eq!(
        (refused.status, refused.body),
        (401, fault("InvalidAccessTokenException", json!({"accessToken": token}), &message))
    );
    let refused = instance.get(SCHEMAS, &token).await;
    assert_eq!(
        (refused.status, &*refused.body, refused.header("content-type")),
        (
            401,
            r#"{"type":"https://api.commercecloud.salesforce.com/documentation/error/v1/errors/unauthorized","title":"Unauthorized","detail":"Your access-token is invalid and could not be used to identify the API client."}"#,
            Some("application/problem+json")
        )
    );
    assert_eq!(instance.get(IMPEX, &token).await.status, 401);
    // So does one that has expired by the server's clock.
    instance.faults(|faults| {
        faults.instance.token_not_accepted = false;
        faults.clock_minutes = 31;
    });
    assert_eq!(instance.get(SITES, &token).await.json()["fault"]["type"], "InvalidAccessTokenException");
}
