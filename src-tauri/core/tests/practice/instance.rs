//! The practice instance over HTTP: the Business Manager grant, and each refusal of its APIs, byte for byte.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use countersign_core::account_manager::TokenEndpointAuthMethod;
use countersign_core::commerce_instance::{
    BusinessManagerUser, GrantTrouble, OcapiTrouble, SettingsProblem, make_access_key,
};
use countersign_core::moment::UnixSeconds;
use countersign_core::practice::{
    ApiClientForm, HeaderFault, InstanceForm, InstanceProblem, Limits, PracticeAccountManager,
    PracticeServer, PracticeSnapshot, read_api_client,
};
use countersign_core::store::Store;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::attempt::{FORM, PASSWORD, TOKEN_PATH, manager};
use crate::common::{CLIENT_ID, NOW};
use crate::credential::start;

const GRANT: &str = "urn:demandware:params:oauth:grant-type:client-id:dwsid:dwsecuretoken";
const SITES: &str = "/s/-/dw/data/v24_5/sites?select=(data.(id))&count=1";
const SCHEMAS: &str = "/dx/scapi-schemas/v1/organizations/f_ecom_zzte_053/schemas";
const IMPEX: &str = "/on/demandware.servlet/webdav/Sites/Impex";
const LOGIN: &str = "practice.user@example.com";

/// A response, taken apart.
struct Heard {
    status: u16,
    head: String,
    body: String,
}

impl Heard {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{}", self.body))
    }

    fn header(&self, name: &str) -> Option<&str> {
        let found = self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        found.map(str::trim_end)
    }
}

/// A server with one API client that has a secret, and a Business Manager user with an access key.
struct Instance {
    server: PracticeServer,
    manager: Arc<Mutex<PracticeAccountManager>>,
    access_key: String,
}

impl Instance {
    async fn new() -> Self {
        Self::with_secret(PASSWORD, TokenEndpointAuthMethod::ClientSecretPost).await
    }

    async fn with_secret(secret: &str, auth_method: TokenEndpointAuthMethod) -> Self {
        let (server, manager) = start(Limits::default()).await;
        let form = ApiClientForm { password: Some(secret.into()), auth_method, ..ApiClientForm::default() };
        let access_key = make_access_key().unwrap();
        {
            let mut manager = manager.lock().unwrap();
            manager.save_api_client(read_api_client(CLIENT_ID.into(), form, None).unwrap());
            manager.set_access_key(access_key.clone());
        }
        Self { server, manager, access_key: access_key.expose_secret().to_owned() }
    }

    async fn say(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Heard {
        let host = self.server.address().authority();
        let mut request = format!("{method} {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
        for (name, value) in headers {
            write!(request, "{name}: {value}\r\n").unwrap();
        }
        write!(request, "content-length: {}\r\n\r\n{body}", body.len()).unwrap();
        let mut stream = TcpStream::connect(host.parse::<SocketAddr>().unwrap()).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut heard = String::new();
        stream.read_to_string(&mut heard).await.unwrap();
        let (head, body) = heard.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Heard { status, head: head.to_owned(), body: body.to_owned() }
    }

    async fn get(&self, target: &str, token: &str) -> Heard {
        self.say("GET", target, &[("authorization", &format!("Bearer {token}"))], "").await
    }

    /// A token with these scopes; without any, with Account Manager's own.
    async fn token(&self, scope: &str) -> String {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.extend_pairs([
            ("grant_type", "client_credentials"),
            ("client_id", CLIENT_ID),
            ("client_secret", PASSWORD),
        ]);
        if !scope.is_empty() {
            form.append_pair("scope", scope);
        }
        let given = self.say("POST", TOKEN_PATH, &[("content-type", FORM)], &form.finish()).await;
        given.json()["access_token"].as_str().unwrap_or_else(|| panic!("{}", given.body)).to_owned()
    }

    async fn grant(&self, credentials: &str) -> Heard {
        let target = format!("/dw/oauth2/access_token?client_id={CLIENT_ID}");
        let basic = format!("Basic {}", STANDARD.encode(credentials));
        let body = format!(
            "grant_type={}",
            url::form_urlencoded::byte_serialize(GRANT.as_bytes()).collect::<String>()
        );
        self.say("POST", &target, &[("content-type", FORM), ("authorization", &basic)], &body).await
    }

    fn right(&self) -> String {
        format!("{LOGIN}:{}:{PASSWORD}", self.access_key)
    }

    async fn user_token(&self) -> String {
        self.grant(&self.right()).await.json()["access_token"].as_str().unwrap().to_owned()
    }

    fn trouble(&self, ocapi: OcapiTrouble) {
        self.faults(|faults| faults.instance.ocapi = ocapi);
    }

    fn faults(&self, change: impl FnOnce(&mut countersign_core::practice::Faults)) {
        let mut manager = self.manager.lock().unwrap();
        let mut settings = manager.settings().clone();
        change(&mut settings.faults);
        manager.set_settings(settings);
    }

    fn save(&self, change: impl FnOnce(&mut InstanceForm)) -> Result<(), Vec<InstanceProblem>> {
        let mut manager = self.manager.lock().unwrap();
        let mut form = manager.instance_form();
        change(&mut form);
        manager.save_instance(form, NOW.seconds())
    }

    /// The settings that open `/sites`, as documented.
    fn open_sites(&self) {
        self.save(|form| form.ocapi_settings = settings(CLIENT_ID, "/sites", "get", "(**)")).unwrap();
    }
}

fn settings(client_id: &str, resource: &str, method: &str, read_attributes: &str) -> String {
    json!({"_v": "24.5", "clients": [{"client_id": client_id, "resources": [{
        "resource_id": resource, "methods": [method], "read_attributes": read_attributes, "write_attributes": "(**)",
    }]}]})
    .to_string()
}

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

#[tokio::test]
async fn ocapi_refuses_each_wrong_request_in_its_own_words() {
    let instance = Instance::new().await;
    let token = instance.token("").await;
    instance.open_sites();
    let bearer = format!("Bearer {token}");
    let demo = "a".repeat(30);
    let sites = "/s/-/dw/data/v24_5/sites";
    #[rustfmt::skip]
    let cases: &[(&str, &[(&str, &str)], u16, &str, Value, &str)] = &[
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

#[tokio::test]
async fn webdav_opens_once_the_permissions_name_the_api_client_and_the_folder() {
    let instance = Instance::new().await;
    let token = instance.token("").await;
    let bearer = format!("Bearer {token}");
    let with_token: &[(&str, &str)] = &[("authorization", &bearer), ("depth", "1")];
    let permit = |client_id: &str, path: &str, operation: &str| {
        let permissions = json!({"clients": [{"client_id": client_id,
            "permissions": [{"path": path, "operations": [operation]}]}]});
        instance.save(|form| form.webdav_permissions = permissions.to_string()).unwrap();
    };
    let refused = instance.say("PROPFIND", IMPEX, &[], "").await;
    assert_eq!((refused.status, refused.header("www-authenticate")), (401, Some(r#"Basic realm="webdav""#)));
    assert_eq!(instance.say("PROPFIND", IMPEX, with_token, "").await.status, 403);
    permit("another", "/impex", "read_write");
    assert_eq!(instance.say("PROPFIND", IMPEX, with_token, "").await.status, 403);
    permit(CLIENT_ID, "/catalogs", "read_write");
    assert_eq!(instance.say("PROPFIND", IMPEX, with_token, "").await.status, 403);
    for operation in ["read", "read_write"] {
        permit(CLIENT_ID, "/impex", operation);
        let given = instance.say("PROPFIND", IMPEX, with_token, "<propfind/>").await;
        assert_eq!(
            (given.status, given.header("content-type")),
            (207, Some("application/xml;charset=UTF-8"))
        );
        assert!(given.head.starts_with("HTTP/1.1 207 Multi-Status\r\n"), "{}", given.head);
        assert!(given.body.contains(&format!("<D:href>{IMPEX}/src/</D:href>")), "{}", given.body);
        assert!(!given.body.contains("practice.txt"), "only what is directly inside");
    }
    let itself = instance.say("PROPFIND", IMPEX, &[("authorization", &bearer), ("depth", "0")], "").await;
    assert_eq!(itself.body.matches("<D:response>").count(), 1);
    let file = instance.get(&format!("{IMPEX}/src/practice.txt"), &token).await;
    assert_eq!((file.status, &*file.body), (200, "This file is for practice.\n"));
    assert_eq!(instance.get(&format!("{IMPEX}/"), &token).await.status, 200);
    assert_eq!(instance.get(&format!("{IMPEX}/nothing"), &token).await.status, 404);
    assert_eq!(instance.get("/on/demandware.servlet/webdav/Sites/Logs", &token).await.status, 403);
    for method in ["PUT", "DELETE", "MKCOL", "MOVE"] {
        let refused = instance.say(method, IMPEX, with_token, "").await;
        assert_eq!((refused.status, refused.header("allow")), (405, Some("GET, PROPFIND")), "{method}");
    }
}

#[tokio::test]
async fn the_business_manager_grant_gives_a_token_for_the_user_for_fifteen_minutes() {
    let instance = Instance::new().await;
    let given = instance.grant(&instance.right()).await;
    assert_eq!(given.status, 200);
    let body = given.json();
    assert_eq!((&body["token_type"], &body["expires_in"]), (&json!("Bearer"), &json!(899)));
    let token = body["access_token"].as_str().unwrap();
    let claims = URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap();
    let claims: Value = serde_json::from_slice(&claims).unwrap();
    assert_eq!((&claims["usr"], &claims["client_id"]), (&json!(LOGIN), &json!(CLIENT_ID)));
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 900);
    // It is what OCAPI wants where it wants a user.
    instance.save(|form| form.ocapi_settings = settings(CLIENT_ID, "/**", "get", "(**)")).unwrap();
    instance.trouble(OcapiTrouble::UserNeeded);
    assert_eq!(instance.get(SITES, token).await.status, 200);
    instance.trouble(OcapiTrouble::Nothing);
    let this = "/s/-/dw/data/v24_5/users/this";
    assert_eq!(instance.get(this, token).await.json()["login"], LOGIN);
    let without = instance.get(this, &instance.token("").await).await;
    assert_eq!(without.json()["fault"]["type"], "AccessWithoutUserForbiddenException");
    // SCAPI knows no users.
    assert_eq!(instance.get(SCHEMAS, token).await.status, 403);
}

#[tokio::test]
async fn the_business_manager_grant_refuses_in_the_instances_words() {
    let instance = Instance::new().await;
    let credentials = format!(
        r#"{{"error":"unauthorized_client","error_description":"Client id '{CLIENT_ID}' has invalid credentials to use grant type '{GRANT}'"}}"#
    );
    let owner = r#"{"error":"invalid_grant","error_description":"Resource owner authentication failed"}"#;
    let client = r#"{"error":"invalid_client","error_description":"Client authentication failed"}"#;
    let key = instance.access_key.clone();
    for (sent, status, body) in [
        (format!("{LOGIN}:wrong:{PASSWORD}"), 400, &*credentials),
        (format!("another@example.com:{key}:{PASSWORD}"), 400, &credentials),
        (format!("{LOGIN}:{key}:wrong"), 401, client),
        (format!("{LOGIN}:{key}"), 401, client),
        // The three parts are not form-encoded.
        (format!("{LOGIN}:{key}:p%2Bss%3Aw%25rd+%26+more"), 401, client),
    ] {
        let heard = instance.grant(&sent).await;
        assert_eq!((heard.status, &*heard.body), (status, body), "{sent}");
    }
    for (trouble, body) in [
        (GrantTrouble::IpNotAllowed, &*credentials),
        (GrantTrouble::KeyInactive, &credentials),
        (GrantTrouble::KeyForWebdav, &credentials),
        (GrantTrouble::AliasHost, &credentials),
        (GrantTrouble::MultiFactor, owner),
    ] {
        instance.faults(|faults| faults.instance.grant = trouble);
        let heard = instance.grant(&instance.right()).await;
        assert_eq!((heard.status, &*heard.body), (400, body), "{trouble:?}");
    }
    instance.faults(|faults| faults.instance.grant = GrantTrouble::Nothing);
    // A password grant, as a user in a dw.json makes it.
    let target = format!("/dw/oauth2/access_token?client_id={CLIENT_ID}");
    let heard = instance.say("POST", &target, &[("content-type", FORM)], "grant_type=password").await;
    assert_eq!((heard.status, &*heard.body), (400, owner));
    // Without a client ID, it is Account Manager's path that was switched off.
    assert_eq!(instance.say("POST", "/dw/oauth2/access_token", &[], "").await.status, 404);
    instance.manager.lock().unwrap().delete_api_client(CLIENT_ID);
    assert_eq!(instance.grant(&instance.right()).await.body, client);
}

#[tokio::test]
async fn a_secret_of_every_printable_character_works_in_body_header_and_grant() {
    let printable: String = (' '..='~').collect();
    let mixed = format!("Ä€😀{}", printable.chars().rev().collect::<String>());
    let encode = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    for secret in [&printable, &mixed] {
        let instance = Instance::with_secret(secret, TokenEndpointAuthMethod::ClientSecretPost).await;
        let body =
            format!("grant_type=client_credentials&client_id={CLIENT_ID}&client_secret={}", encode(secret));
        assert_eq!(instance.say("POST", TOKEN_PATH, &[("content-type", FORM)], &body).await.status, 200);
        let heard = instance.grant(&format!("{LOGIN}:{}:{secret}", instance.access_key)).await;
        assert_eq!(heard.status, 200, "{}", heard.body);

        let instance = Instance::with_secret(secret, TokenEndpointAuthMethod::ClientSecretBasic).await;
        let ask = async |secret: &str| {
            let basic = format!("Basic {}", STANDARD.encode(format!("{CLIENT_ID}:{secret}")));
            let headers = [("content-type", FORM), ("authorization", &*basic)];
            instance.say("POST", TOKEN_PATH, &headers, "grant_type=client_credentials").await
        };
        assert_eq!(ask(&encode(secret)).await.status, 200);
        // Percent-encoded throughout, spaces too, is the same text.
        assert_eq!(ask(&encode(secret).replace('+', "%20")).await.status, 200);
        let refused = ask(secret).await;
        assert_eq!(
            (refused.status, &*refused.body),
            (
                400,
                r#"{"error":"unauthorized_client","error_description":"Unexpected error when authenticating client"}"#
            )
        );
    }
}

#[tokio::test]
async fn a_proxy_that_spoils_the_header_leaves_the_body_alone() {
    let secret = "correct horse battery staple";
    let by_body = Instance::with_secret(secret, TokenEndpointAuthMethod::ClientSecretPost).await;
    let by_header = Instance::with_secret(secret, TokenEndpointAuthMethod::ClientSecretBasic).await;
    for (fault, ocapi) in [
        (HeaderFault::Removed, "MissingClientIdException"),
        (HeaderFault::SchemeLost, "InvalidAuthorizationHeaderException"),
    ] {
        for instance in [&by_body, &by_header] {
            instance.faults(|faults| faults.header = fault);
        }
        let encoded = secret.replace(' ', "+");
        let body = format!("grant_type=client_credentials&client_id={CLIENT_ID}&client_secret={encoded}");
        assert_eq!(by_body.say("POST", TOKEN_PATH, &[("content-type", FORM)], &body).await.status, 200);
        let basic = format!("Basic {}", STANDARD.encode(format!("{CLIENT_ID}:{encoded}")));
        let headers = [("content-type", FORM), ("authorization", &*basic)];
        let refused = by_header.say("POST", TOKEN_PATH, &headers, "grant_type=client_credentials").await;
        assert_eq!(
            (refused.status, &*refused.body),
            (400, r#"{"error":"invalid_client","error_description":"Missing client_id parameter"}"#)
        );
        let refused = by_body.get(SITES, "any").await;
        assert_eq!(refused.json()["fault"]["type"], ocapi);
    }
}

#[tokio::test]
async fn what_the_instance_is_set_to_is_the_same_at_the_next_start() {
    let instance = Instance::new().await;
    instance.open_sites();
    instance.save(|form| form.login = " other@example.com ".into()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), NOW).unwrap().store;
    instance.manager.lock().unwrap().snapshot().write(&store).unwrap();
    let kept = PracticeSnapshot::read(&store).unwrap();
    let mut next = manager();
    next.restore(kept);
    let form = instance.manager.lock().unwrap().instance_form();
    assert_eq!(next.instance_form(), form);
    assert_eq!(form.login, "other@example.com");
    assert!(next.business_manager_user().has_access_key() && next.new_access_key().is_none());
    // The key itself is in no byte of what is stored, and still opens.
    let stored = serde_json::to_string(&next.snapshot()).unwrap();
    assert!(!stored.contains(&instance.access_key));
    *instance.manager.lock().unwrap() = next;
    let heard = instance.grant(&format!("other@example.com:{}:{PASSWORD}", instance.access_key)).await;
    assert_eq!(heard.status, 200, "{}", heard.body);
}

#[test]
fn a_snapshot_of_an_older_version_is_read() {
    let older = r#"{"settings":{"wording":"as_in_2021","faults":{"inactive":true,"gateway":"html"}},"api_clients":[]}"#;
    let read: PracticeSnapshot = serde_json::from_str(older).unwrap();
    assert!(read.settings.faults.inactive);
    assert_eq!(read.settings.faults.header, HeaderFault::Intact);
    let mut manager = manager();
    manager.restore(read);
    assert_eq!(manager.instance_form(), InstanceForm { login: LOGIN.into(), ..InstanceForm::default() });
}

#[tokio::test]
async fn problems_in_what_was_typed_are_reported_at_once_and_nothing_is_saved() {
    let instance = Instance::new().await;
    let before = instance.manager.lock().unwrap().instance_form();
    let problems = instance.save(|form| {
        form.ocapi_settings = "{".into();
        form.webdav_permissions =
            r#"{"clients":[{"client_id":"x","permissions":[{"path":"/impex","operations":["write"]}]}]}"#
                .into();
        form.login = "a:b".into();
    });
    let problems = problems.unwrap_err();
    assert!(
        matches!(
            problems.as_slice(),
            [
                InstanceProblem::OcapiSettings { problem: SettingsProblem::NotJson { line: 1, .. } },
                InstanceProblem::WebdavPermissions { problem: SettingsProblem::OtherShape { line: 1, .. } },
                InstanceProblem::Login,
            ]
        ),
        "{problems:?}"
    );
    assert_eq!(instance.manager.lock().unwrap().instance_form(), before);
}

#[test]
fn nobody_is_the_user_before_an_access_key_was_made() {
    let user = BusinessManagerUser::default();
    assert!(!user.has_access_key());
    assert_eq!(format!("{user:?}"), format!("BusinessManagerUser {{ login: {LOGIN:?}, .. }}"));
}

#[tokio::test]
async fn the_users_token_ends_after_fifteen_minutes() {
    let instance = Instance::new().await;
    let token = instance.user_token().await;
    instance.open_sites();
    assert_eq!(instance.get(SITES, &token).await.status, 200);
    instance.faults(|faults| faults.clock_minutes = 15);
    assert_eq!(instance.get(SITES, &token).await.status, 401);
}
