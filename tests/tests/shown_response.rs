//! Which response is shown, in the real window: the one that the open credential got here, whatever was requested
//! elsewhere; after a start, the latest; and a server that repeats values breaks nothing.
#![cfg(target_os = "linux")]

use countersign_tests::identity::{certificate_of, make_key_pair};
use countersign_tests::servers::scripted;
use countersign_tests::steps::send_to_endpoint;
use countersign_tests::window::{Opening, PATIENCE, Role, Window};
use secrecy::ExposeSecret as _;

/// A token endpoint that returns another token each time, with a repeated scope.
fn start_stammering_server() -> String {
    scripted::start(|number| {
        let token = format!(r#""access_token":"token-{number}","token_type":"Bearer","expires_in":900"#);
        scripted::response("200 OK", &format!(r#"{{{token},"scope":"mail mail"}}"#))
    })
}

async fn copied_token(window: &Window) -> String {
    let response = window.one(Role::Region, "Response").await;
    window.click_in(Some(&response), Role::Button, "Copy token").await;
    window.desktop.clipboard_when("a token", |text| text.starts_with("token-")).await
}

#[tokio::test]
async fn checking_all_leaves_the_shown_response_alone_and_the_last_result_is_shown_after_a_start() {
    let endpoint = start_stammering_server();
    let window = Window::open("whose", &Opening::default()).await;
    window.click(Role::Button, "Add a credential").await;
    let key_pair = make_key_pair();
    // The person pastes the key's text.
    let key = key_pair.private_key().expect("it has a private key").to_pkcs8_pem();
    let text = format!("{}{}", key.expose_secret(), certificate_of(&key_pair));
    window.paste("Private key or certificate text", &text).await;
    window.wait_for_text("The certificate belongs to this key", PATIENCE).await;
    window.fill("API key (client ID)", "3f6b1f0e-5d1c-4b8e-9d6a-0c2a7f1e9b44").await;
    send_to_endpoint(&window, &endpoint).await;

    window.click(Role::Button, "Get token").await;
    window.wait_for_response("Token received").await;
    // The repeated scope is shown.
    window.wait_for_response("mail").await;
    window.screenshot("1-said-twice").await;
    assert_eq!(copied_token(&window).await, "token-1");

    window.click(Role::Button, "Check all credentials").await;
    window.click(Role::Button, "Check 1 credential").await;
    window.wait_for_text("1 of 1 done", PATIENCE).await;
    window.click(Role::Button, "Show countersign tests").await;
    window.wait_for_response("Last result: Token").await;
    window.screenshots("2-checked-beside").await;
    window.assert_accessible("a result beside the answer").await;
    assert_eq!(copied_token(&window).await, "token-1", "the answer that is seen is the one that is copied");

    let (desktop, data) = (window.desktop.clone(), window.data.clone());
    window.close().await;
    let window = Window::open_on(desktop, data, "whose-again", &Opening::default()).await;
    window.wait_for_response("Last result: Token").await;
    window.screenshots("1-last-result").await;
    window.assert_accessible("the last result").await;
    window.click(Role::Button, "Show in history").await;
    let said_twice = async || {
        let attempt = window.one(Role::Region, "Request from the history").await;
        window.text(&attempt).await.contains("mail")
    };
    window.wait_until("what was said twice is shown from the history, too", PATIENCE, said_twice).await;
    window.wait_for_text("2 requests", PATIENCE).await;

    window.click(Role::Button, "More for countersign tests").await;
    window.screenshot("2-menu").await;
    window.click(Role::MenuItem, "Show history").await;
    window.wait_for_text("2 requests", PATIENCE).await;
    window.screenshot("3-its-history").await;
}
