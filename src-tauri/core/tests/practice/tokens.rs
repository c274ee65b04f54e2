//! The tokens of the practice Account Manager: with Account Manager's claims, but not to be mistaken for real ones.

use std::sync::Arc;

use countersign_core::account_manager::{AccessTokenFormat, TokenEndpointAuthMethod, Wording};
use countersign_core::moment::UnixMillis;
use countersign_core::practice::{PracticeAccountManager, Request, SigningKey};
use countersign_core::token_exchange::access_token_shown;
use serde_json::{Value, json};

use crate::attempt::{Attempt, PASSWORD, TOKEN_PATH, address, json_of, post};
use crate::common::{CLIENT_ID, moment};

fn claims_of(token: &str) -> Value {
    Value::Object(countersign_core::jwt::decode_unverified(token).unwrap().claims)
}

#[test]
fn a_token_has_account_managers_claims_and_says_that_it_is_for_practice() {
    let mut attempt = Attempt::new();
    attempt.field("scope", "mail SALESFORCE_COMMERCE_API:zzte_053");
    let body = json_of(&attempt.answer());
    assert_eq!(body["scope"], "mail SALESFORCE_COMMERCE_API:zzte_053");
    assert_eq!((&body["token_type"], &body["expires_in"]), (&json!("Bearer"), &json!(1799)));
    let now = Attempt::now();
    assert_eq!(
        claims_of(body["access_token"].as_str().unwrap()),
        json!({
            "sub": CLIENT_ID,
            "subname": "Practice client",
            "iss": "http://127.0.0.1:4443/dwsso/oauth2",
            "aud": "urn:countersign:practice",
            "client_id": CLIENT_ID,
            "grant_type": "client_credentials",
            "scope": ["mail", "SALESFORCE_COMMERCE_API:zzte_053"],
            "roles": ["SALESFORCE_COMMERCE_API"],
            "tenantFilter": "SALESFORCE_COMMERCE_API:zzte_053",
            "exp": now + 1800,
            "iat": now,
            "nbf": now,
            "jti": moment().jti,
            "practice": true,
        })
    );
}

#[test]
fn a_token_is_shown_as_one_for_practice() {
    let body = json_of(&Attempt::new().answer());
    let token = body["access_token"].as_str().unwrap();
    let shown = access_token_shown(token, body.as_object().unwrap(), UnixMillis(0));
    assert!(shown.decoded.unwrap().practice);
}

#[test]
fn without_scopes_account_managers_defaults_are_granted() {
    assert_eq!(json_of(&Attempt::new().answer())["scope"], "mail roles tenantFilter openid");
    let mut attempt = Attempt::new();
    attempt.client.allowed_scopes = "mail".into();
    assert_eq!(json_of(&attempt.answer())["scope"], "mail");
}

#[test]
fn the_newer_engine_adds_members_to_the_token_response() {
    let mut attempt = Attempt::new();
    assert_eq!(json_of(&attempt.answer())["not-before-policy"], 0);
    attempt.settings.wording = Wording::AsIn2021;
    assert_eq!(json_of(&attempt.answer())["not-before-policy"], Value::Null);
}

#[test]
fn introspection_distinguishes_a_valid_token_from_any_other_text() {
    let mut attempt = Attempt::new();
    attempt.client.auth_method = TokenEndpointAuthMethod::ClientSecretPost;
    attempt.secret_in_body(PASSWORD);
    let mut manager = attempt.manager();
    let given = json_of(&post(&mut manager, TOKEN_PATH, &attempt, &attempt.body(), &moment()));
    let token = given["access_token"].as_str().unwrap();
    let ask = |manager: &mut PracticeAccountManager, token: &str, seconds_later: i64| {
        let mut question = Attempt::new();
        question.fields = vec![("token", token.to_owned())];
        question.secret_in_body(PASSWORD);
        let mut then = moment();
        then.now.0 += seconds_later * 1000;
        json_of(&post(manager, "/dwsso/oauth2/introspect", &question, &question.body(), &then))
    };
    let told = ask(&mut manager, token, 1799);
    assert_eq!((&told["active"], &told["practice"]), (&json!(true), &json!(true)));
    assert_eq!(told["scope"], "mail roles tenantFilter openid");

    assert_eq!(ask(&mut manager, token, 1800), json!({"active": false}));
    assert_eq!(ask(&mut manager, "nonsense", 0), json!({"active": false}));
    let mut with_another_key = PracticeAccountManager::new(Arc::new(SigningKey::make().unwrap()));
    with_another_key.save_api_client(manager.api_clients()[0].clone());
    assert_eq!(ask(&mut with_another_key, token, 0), json!({"active": false}));
}

#[test]
fn introspection_requires_client_authentication() {
    let mut question = Attempt::new();
    question.with_assertion = false;
    question.fields = vec![("token", "x".into())];
    let answer = post(&mut question.manager(), "/dwsso/oauth2/introspect", &question, "token=x", &moment());
    assert_eq!((answer.status, json_of(&answer)["error"].as_str()), (400, Some("invalid_client")));
}

#[test]
fn tokens_in_the_uuid_format_are_opaque_and_known_to_introspection() {
    let mut attempt = Attempt::new();
    attempt.settings.wording = Wording::AsIn2021;
    attempt.client.token_format = AccessTokenFormat::Uuid;
    attempt.client.auth_method = TokenEndpointAuthMethod::ClientSecretPost;
    attempt.secret_in_body(PASSWORD);
    let mut manager = attempt.manager();
    let given = json_of(&post(&mut manager, TOKEN_PATH, &attempt, &attempt.body(), &moment()));
    assert_eq!(given["access_token"], moment().jti);
    attempt.field("token", moment().jti);
    let told = json_of(&post(&mut manager, "/dwsso/oauth2/introspect", &attempt, &attempt.body(), &moment()));
    assert_eq!((&told["active"], &told["client_id"]), (&json!(true), &json!(CLIENT_ID)));
}

#[test]
fn discovery_lists_the_addresses_that_respond() {
    let mut manager = Attempt::new().manager();
    let mut get = |path: &str| {
        let request = Request { method: "GET", path, ..Request::default() };
        manager.answer(&request, &address(), &moment())
    };
    let discovery = json_of(&get("/dwsso/oauth2/.well-known/openid-configuration"));
    assert_eq!(discovery["issuer"], "http://127.0.0.1:4443/dwsso/oauth2");
    for place in ["token_endpoint", "jwks_uri", "introspection_endpoint"] {
        let path = discovery[place].as_str().unwrap().strip_prefix("http://127.0.0.1:4443").unwrap();
        assert_ne!(get(path).status, 404, "{place}");
    }
    assert_eq!(json_of(&get("/dwsso/oauth2/connect/jwk_uri"))["keys"].as_array().unwrap().len(), 1);
    assert_eq!(get("/dw/oauth2/access_token").status, 404);
    assert_eq!(get(TOKEN_PATH).status, 405);
}

#[test]
fn the_rate_limit_is_counted_down_within_a_minute() {
    let attempt = Attempt::new();
    let mut manager = attempt.manager();
    let mut left_at = |seconds: i64| {
        let mut then = moment();
        then.now.0 += seconds * 1000;
        let answer = post(&mut manager, TOKEN_PATH, &attempt, "", &then);
        let header = |name| answer.headers.iter().find(|(its, _)| *its == name).unwrap().1.clone();
        (header("x-ratelimit-limit"), header("x-ratelimit-remaining"))
    };
    assert_eq!(left_at(0), ("400".into(), "399".into()));
    assert_eq!(left_at(1), ("400".into(), "398".into()));
    assert_eq!(left_at(60), ("400".into(), "399".into()));
}
