//! Each answer of an API, as it was seen or documented, and the finding that names its cause.

use countersign_core::api_trial::ApiFinding as F;
use countersign_core::api_trial::{
    ApiPlaces, LoginNeeded, RefusedToken, SettingsWanted, TokenFacts, TrialVerdict, TriedApi,
};
use countersign_core::diagnosis::{Certainty, Finding};
use countersign_core::moment::UnixMillis;
use tokio::net::TcpListener;

use crate::answering::{CLIENT_ID, NOW, answered, finding, http, serve, token, try_at};

fn fault(kind: &str) -> String {
    format!(r#"{{"_v":"24.5","fault":{{"arguments":{{}},"type":"{kind}","message":"No."}}}}"#)
}

fn problem(kind: &str, detail: &str) -> String {
    let base = "https://api.commercecloud.salesforce.com/documentation/error/v1/errors";
    format!(r#"{{"type":"{base}/{kind}","title":"{kind}","detail":"{detail}"}}"#)
}

#[tokio::test]
async fn each_fault_of_ocapi_names_its_cause() {
    let other = F::TokenNotTaken { why: RefusedToken::Other };
    for (status, kind, expected) in [
        ("400 Bad Request", "MissingClientIdException", F::ClientIdMissing),
        ("401 Unauthorized", "UnknownClientIdException", F::ClientIdUnknown),
        ("401 Unauthorized", "DemoClientIdException", F::DemoClient),
        ("401 Unauthorized", "InvalidAccessTokenException", other),
        ("401 Unauthorized", "InvalidAuthorizationHeaderException", F::AuthorizationHeaderSpoilt),
        ("401 Unauthorized", "AuthorizationHeaderMissingException", F::AuthorizationHeaderSpoilt),
        ("401 Unauthorized", "UnauthorizedReadAccessException", F::ReadNotAllowed),
        ("401 Unauthorized", "UnauthorizedWriteAccessException", F::WriteNotAllowed),
        ("401 Unauthorized", "UnauthorizedOriginException", F::OriginNotAllowed),
        (
            "403 Forbidden",
            "ClientAccessForbiddenException",
            F::ClientNotAllowed { resource: "/sites".into() },
        ),
        ("403 Forbidden", "AccessWithoutUserForbiddenException", F::UserNeeded { login: LoginNeeded::User }),
        ("403 Forbidden", "UserAccessForbiddenException", F::UserNeeded { login: LoginNeeded::Permission }),
        ("403 Forbidden", "OrganizationAccessForbiddenException", F::WrongContext { wants_site: true }),
        ("403 Forbidden", "SiteAccessForbiddenException", F::WrongContext { wants_site: false }),
        ("403 Forbidden", "OcapiDeprecatedException", F::OcapiOff),
        ("404 Not Found", "VersionNotFoundException", F::VersionNotThere { version: "v24_5".into() }),
        ("400 Bad Request", "InvalidVersionException", F::VersionNotThere { version: "v24_5".into() }),
        ("400 Bad Request", "InvalidHostHeaderException", F::HostNotAccepted { host: "127.0.0.1".into() }),
        ("403 Forbidden", "SiteOfflineException", F::SiteOffline),
        (
            "400 Bad Request",
            "SomethingElseException",
            F::OtherFault { fault: "SomethingElseException".into() },
        ),
    ] {
        let shown = answered(TriedApi::Ocapi, token(&[]), status, &[], &fault(kind)).await;
        assert_eq!(finding(&shown), &expected, "{kind}");
        assert_eq!(shown.verdict, TrialVerdict::Refused);
        let response = shown.response.unwrap();
        assert_eq!(response.error.as_deref(), Some(kind));
        assert_eq!(response.error_description.as_deref(), Some("No."));
    }
}

#[tokio::test]
async fn settings_to_paste_come_where_they_fix_it_and_nowhere_else() {
    let settings = async |kind: &str| {
        let shown = answered(TriedApi::Ocapi, token(&[]), "403 Forbidden", &[], &fault(kind)).await;
        shown.findings.into_iter().next().unwrap().settings
    };
    let ocapi = SettingsWanted::Ocapi { client_id: CLIENT_ID.into(), resource: "/sites".into() };
    for kind in ["ClientAccessForbiddenException", "UnauthorizedReadAccessException"] {
        assert_eq!(settings(kind).await.unwrap().wanted, ocapi, "{kind}");
    }
    assert_eq!(settings("OcapiDeprecatedException").await, None, "it would not help");
    let shown = answered(TriedApi::WebDav, token(&[]), "403 Forbidden", &[], "").await;
    let wanted = shown.findings[0].settings.clone().unwrap().wanted;
    assert_eq!(wanted, SettingsWanted::WebDav { client_id: CLIENT_ID.into() });
}

#[tokio::test]
async fn scapi_says_which_scope_the_token_has_not() {
    let detail = "Your access-token is valid, but you have no permissions to access the resource.";
    let forbidden = problem("forbidden", detail);
    let found = async |scopes: &[&str]| {
        let shown = answered(TriedApi::Scapi, token(scopes), "403 Forbidden", &[], &forbidden).await;
        assert_eq!(shown.response.as_ref().unwrap().error.as_deref(), Some("forbidden"));
        (finding(&shown).clone(), shown.findings[0].certainty)
    };
    let missing = |scopes: &[&str], bare_role| {
        let missing = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        (F::ScopesMissing { missing, bare_role }, Certainty::Proven)
    };
    let (tenant, family) = ("SALESFORCE_COMMERCE_API:zzte_053", "sfcc.scapi-schemas");
    assert_eq!(found(&["mail"]).await, missing(&[tenant, family], false));
    assert_eq!(found(&[tenant]).await, missing(&[family], false));
    assert_eq!(found(&["sfcc.scapi-schemas.rw", "SALESFORCE_COMMERCE_API"]).await, missing(&[tenant], true));
    let no_permission = F::NoPermission { tenant: Some("zzte_053".into()) };
    assert_eq!(found(&[tenant, family]).await, (no_permission, Certainty::Likely));
}

#[tokio::test]
async fn a_token_that_is_not_taken_says_why() {
    let body = problem("unauthorized", "access-token is invalid or expired");
    let found = async |facts: TokenFacts| {
        finding(&answered(TriedApi::Scapi, facts, "401 Unauthorized", &[], &body).await).clone()
    };
    let not_taken = |why| F::TokenNotTaken { why };
    assert_eq!(found(token(&[])).await, not_taken(RefusedToken::Other));
    let ended = TokenFacts { ends_at: Some(UnixMillis(NOW.0 - 1)), ..token(&[]) };
    assert_eq!(found(ended).await, not_taken(RefusedToken::Expired));
    let shopper = TokenFacts { shopper: true, ..token(&[]) };
    assert_eq!(found(shopper).await, not_taken(RefusedToken::Shopper));
}

#[tokio::test]
async fn a_shopper_api_and_slas_take_other_tokens() {
    for path in [
        "/product/shopper-products/v1/organizations/f_ecom_zzte_053/products/1",
        "/shopper/auth/v1/organizations/f_ecom_zzte_053/oauth2/userinfo",
    ] {
        let body = r#"{"status_code":"401 UNAUTHORIZED","message":"The access token is invalid"}"#;
        let (address, _) = serve(http("401 Unauthorized", &[], body)).await;
        let places = ApiPlaces { other_url: format!("http://{address}{path}"), ..ApiPlaces::default() };
        let shown = try_at(address, TriedApi::Other, &places, token(&[])).await.shown();
        assert_eq!(finding(&shown), &F::ShopperApi, "{path}");
        assert_eq!(shown.response.unwrap().error_description.as_deref(), Some("The access token is invalid"));
    }
}

#[tokio::test]
async fn each_api_opens_with_what_it_answers() {
    for (api, status, body) in [
        (TriedApi::Scapi, "200 OK", r#"{"data":[]}"#),
        (TriedApi::Ocapi, "200 OK", r#"{"_v":"24.5","count":0}"#),
        (TriedApi::WebDav, "207 Multi-Status", r#"<?xml version="1.0"?><D:multistatus xmlns:D="DAV:"/>"#),
    ] {
        let shown = answered(api, token(&[]), status, &[], body).await;
        assert_eq!((shown.verdict, shown.findings.len()), (TrialVerdict::Opens, 0), "{api:?}");
    }
    let login = "<!DOCTYPE html><title>Sign in</title>";
    for api in TriedApi::THREE {
        let shown = answered(api, token(&[]), "200 OK", &[], login).await;
        assert_eq!(finding(&shown), &F::Page { status: 200, title: Some("Sign in".into()) }, "{api:?}");
    }
    let shown = answered(TriedApi::Ocapi, token(&[]), "200 OK", &[], "OK").await;
    assert_eq!(finding(&shown), &F::NotApi);
}

#[tokio::test]
async fn statuses_without_words_are_explained_for_their_api() {
    let organization = Some("f_ecom_zzte_053".to_owned());
    for (api, status, expected) in [
        (TriedApi::WebDav, "401 Unauthorized", F::WebDavNotAllowed { status: 401 }),
        (TriedApi::WebDav, "403 Forbidden", F::WebDavNotAllowed { status: 403 }),
        (TriedApi::WebDav, "404 Not Found", F::WebDavNotFound),
        (TriedApi::Scapi, "404 Not Found", F::ScapiNotFound { organization }),
        (TriedApi::Ocapi, "404 Not Found", F::NotFound),
        (TriedApi::Ocapi, "401 Unauthorized", F::TokenNotTaken { why: RefusedToken::Other }),
        (TriedApi::Scapi, "503 Service Unavailable", F::ServerFailed { status: 503 }),
        (TriedApi::Ocapi, "407 Proxy Authentication Required", F::ProxyLogin),
        (TriedApi::Ocapi, "418 I'm a teapot", F::Unexplained { status: 418 }),
    ] {
        let shown = answered(api, token(&[]), status, &[], "").await;
        assert_eq!(finding(&shown), &expected, "{api:?} {status}");
    }
    let shown = answered(TriedApi::Ocapi, token(&[]), "302 Found", &["location: /login"], "").await;
    assert_eq!(finding(&shown), &F::Redirected { location: Some("/login".into()) });
    let shown = answered(TriedApi::Scapi, token(&[]), "429 Too Many Requests", &["retry-after: 7"], "").await;
    let F::TooMany { again_at: Some(at) } = finding(&shown) else { panic!("{:?}", shown.findings) };
    assert!((NOW.0 + 7_000..NOW.0 + 12_000).contains(&at.0));
}

#[tokio::test]
async fn a_wanted_client_certificate_is_named() {
    let page = "<html><head><title>400 No required SSL certificate was sent</title></head></html>";
    let shown = answered(TriedApi::WebDav, token(&[]), "400 Bad Request", &[], page).await;
    assert_eq!(finding(&shown), &F::ClientCertificateWanted { said: true });
}

#[tokio::test]
async fn without_an_answer_the_reason_is_the_one_of_any_request() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let shown = try_at(address, TriedApi::Ocapi, &ApiPlaces::default(), token(&[])).await.shown();
    assert_eq!(shown.verdict, TrialVerdict::NoAnswer);
    let refused = Finding::ConnectionRefused { address: address.to_string() };
    assert_eq!(finding(&shown), &F::NoAnswer { finding: Box::new(refused) });
}
