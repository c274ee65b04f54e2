//! Step 4: a token is tried on OCAPI, refused, and opens once the settings are pasted that the window made; and on a host
//! that is none of Salesforce's, only after a question.

use std::time::Duration;

use countersign_tests::desktop::Theme;
use countersign_tests::identity::make_key_pair;
use countersign_tests::servers::scripted::{self, response};
use countersign_tests::steps::{CLIENT, add_first_credential, paste, send_to_endpoint};
use countersign_tests::window::{Opening, Role, Window};
use serde_json::json;

const TOKEN: &str = "an-opaque-canary-token-0123456789";
const LATER: &str = "On SCAPI, OCAPI or WebDAV, once you have one.";

/// What the server answers, one after the other: a token, OCAPI's refusal, OCAPI's sites, WebDAV's refusal.
fn answers() -> Vec<Vec<u8>> {
    let token = json!({
        "access_token": TOKEN, "token_type": "Bearer", "expires_in": 1799,
        "scope": "mail tenantFilter SALESFORCE_COMMERCE_API:zzte_053"
    });
    let fault = json!({"_v": "24.5", "fault": {
        "type": "ClientAccessForbiddenException",
        "message": format!("Access to resource 'GET /data/v24_5/sites' isn't allowed for the current client. Bearer {TOKEN}")
    }});
    let sites = json!({"_v": "24.5", "count": 1, "data": [{"id": "RefArch"}], "total": 3});
    vec![
        response("200 OK", &token.to_string()),
        response("403 Forbidden", &fault.to_string()),
        response("200 OK", &sites.to_string()),
        response("403 Forbidden", "<html><title>Forbidden</title></html>"),
    ]
}

/// From an empty program to a token of this server. Returns the server's host and port.
async fn with_a_token(window: &Window) -> String {
    let answers = answers();
    let endpoint = scripted::start(move |number| answers[(number - 1).min(answers.len() - 1)].clone());
    add_first_credential(window).await;
    paste(window, &make_key_pair()).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to_endpoint(window, &endpoint).await;
    assert!(window.page_text().await.contains(LATER));
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("Token received").await;
    endpoint.trim_start_matches("http://").trim_end_matches("/token").to_owned()
}

async fn refused_and_mended(name: &str, theme: Theme) {
    let window = Window::open(name, &Opening { theme, ..Opening::default() }).await;
    let server = with_a_token(&window).await;
    let panel = window.one(Role::Region, "Response").await;

    // The card leads to the step, which knows the organization of the token.
    window.click_in(Some(&panel), Role::Button, "Try it SCAPI, OCAPI, WebDAV").await;
    let focused = async || {
        let script = "return document.activeElement.closest('label')?.textContent ?? ''";
        window.session().execute(script, json!([])).await.unwrap_or_default()
    };
    window.wait_for("what has the focus", focused, &json!("SCAPI")).await;
    window.one(Role::TextField, "Organization ID").await;
    window.wait_for_text("Derived. Enter another value to use that instead.", Duration::from_secs(10)).await;
    window.screenshots("1-step").await;
    window.assert_accessible("a token that can be tried").await;
    window.click(Role::Button, "Send the request that tries the token").await;
    window.wait_for_text("Enter the short code", Duration::from_secs(10)).await;

    window.click(Role::Radio, "OCAPI Data").await;
    window.fill("Instance host", &format!("http://{server}/on/demandware.store/")).await;
    window.wait_for_text(&format!("Used: {server}"), Duration::from_secs(10)).await;
    let line = format!("GET http://{server}/s/-/dw/data/v24_5/sites?select=(data.(id))&count=1");
    window.wait_for_text(&line, Duration::from_secs(10)).await;
    window.click(Role::Button, "Send the request that tries the token").await;
    window.wait_for_response("The token is good, but this client may not read sites").await;
    let answer = window.response().await;
    for words in
        ["403 Forbidden", "ClientAccessForbiddenException", "Open Commerce API Settings", CLIENT, "/sites"]
    {
        assert!(answer.contains(words), "{words} in:\n{answer}");
    }
    assert!(!answer.contains(TOKEN), "{answer}");
    window.screenshots("2-refused").await;
    window.assert_accessible("a refusal of an API").await;

    window.click(Role::Button, "Copy the settings").await;
    let has_client = |text: &str| text.contains(CLIENT) && text.contains("\"read_attributes\": \"(**)\"");
    window.desktop.clipboard_when("the settings", has_client).await;

    window.click(Role::Button, "Merge into the present settings…").await;
    window.fill("Present settings", "{\"_v\": \"22.6\", \"clients\": [{\"client_id\": \"other\"},]}").await;
    window.click(Role::Button, "Merge").await;
    window.wait_for_text("This isn't valid JSON: line 1, column", Duration::from_secs(10)).await;
    window.screenshot("3-merge-problem").await;
    window.fill("Present settings", "{\"_v\": \"22.6\", \"clients\": [{\"client_id\": \"other\"}]}").await;
    window.click(Role::Button, "Merge").await;
    window.wait_for_text(&format!("An entry for the client {CLIENT}"), Duration::from_secs(10)).await;
    window.screenshots("3-merged").await;
    window.assert_accessible("merged settings").await;
    window.click(Role::Button, "Copy the merged settings").await;
    let has_both = |text: &str| {
        text.starts_with("{\n  \"_v\": \"22.6\"") && text.contains("\"other\"") && text.contains(CLIENT)
    };
    window.desktop.clipboard_when("the merged settings", has_both).await;
    window.click(Role::Button, "Close").await;

    // The server answers with sites now.
    window.click_in(Some(&panel), Role::Button, "Send again").await;
    window.wait_for_response("OCAPI Data opens with this token").await;
    window.wait_for_response("RefArch").await;
    window.screenshots("4-opens").await;
    window.click(Role::Tab, "Request").await;
    window.wait_for_response("x-dw-client-id").await;
    assert!(window.response().await.contains("Bearer …"), "the token is hidden");
    window.assert_accessible("an API that opens").await;

    window.click(Role::Button, "Back to the token").await;
    window.wait_for_response("OCAPI Data opens").await;
    window.click(Role::Radio, "WebDAV").await;
    window.fill("WebDAV host", &server).await;
    window.click(Role::Button, "Try all three").await;
    window.wait_for_response("Where this token opens").await;
    let answer = window.response().await;
    for words in ["Enter the short code first.", "Refused", "Not tried"] {
        assert!(answer.contains(words), "{words} in:\n{answer}");
    }
    window.screenshots("5-all").await;
    window.assert_accessible("all three").await;
}

#[tokio::test]
async fn a_refused_token_opens_once_the_settings_are_pasted() {
    refused_and_mended("try-token", Theme::Light).await;
}

#[tokio::test]
async fn a_token_is_tried_in_the_dark_too() {
    refused_and_mended("try-token-dark", Theme::Dark).await;
}

#[tokio::test]
async fn another_host_gets_the_token_only_after_a_question() {
    let window = Window::open("try-token-host", &Opening::default()).await;
    with_a_token(&window).await;
    window.click(Role::Radio, "Another GET").await;
    window.fill("URL", "https://shop.invalid/api").await;
    window.wait_for_text("shop.invalid isn't one of Salesforce's hosts", Duration::from_secs(10)).await;
    window.click(Role::Button, "Send the request that tries the token").await;
    window.one(Role::Heading, "Send the token to shop.invalid?").await;
    window.screenshot("1-question").await;
    window.assert_accessible("the question").await;
    window.click(Role::Button, "Send the token").await;
    window.wait_for_response("This host doesn't exist").await;
}
