//! The Business Manager grant: its token, and its refusals, byte for byte.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use countersign_core::commerce_instance::{BusinessManagerUser, GrantTrouble, OcapiTrouble};
use serde_json::{Value, json};

use super::{GRANT, Instance, LOGIN, SCHEMAS, SITES, settings};
use crate::attempt::{FORM, PASSWORD};
use crate::common::CLIENT_ID;

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
