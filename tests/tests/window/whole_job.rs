//! From an empty program to a token, in light and dark, and what a refusal shows.

use countersign_core::jwt::decode_unverified;
use countersign_tests::desktop::Theme;
use countersign_tests::identity::{certificate_of, make_key_pair};
use countersign_tests::servers::oidc_provider::OidcProvider;
use countersign_tests::steps::{CLIENT, add_first_credential, generate, paste, send_to};
use countersign_tests::window::{Opening, Role, Window};

/// Presses the copy button of the region "Response" and returns the text in the clipboard afterwards.
async fn copied_token(window: &Window) -> String {
    let response = window.one(Role::Region, "Response").await;
    window.click_in(Some(&response), Role::Button, "Copy token").await;
    window.desktop.clipboard_when("a token", |text| text.starts_with("eyJ")).await
}

#[tokio::test]
async fn from_an_empty_program_to_a_copied_token() {
    let server = OidcProvider::start("whole-job");
    let window = Window::open("whole-job", &Opening::default()).await;
    window.one(Role::Button, "Generate a key pair").await;
    window.screenshots("1-empty").await;
    window.assert_accessible("empty").await;

    generate(&window).await;
    let first_step = window.step(1).await;
    window.click_in(Some(&first_step), Role::Button, "Copy certificate").await;
    let certificate =
        window.desktop.clipboard_when("a certificate", |text| text.contains("BEGIN CERTIFICATE")).await;
    // Account Manager accepts nothing before the first and after the last dash.
    assert!(certificate.starts_with("-----BEGIN CERTIFICATE-----"));
    assert!(certificate.ends_with("-----END CERTIFICATE-----"));
    window.screenshots("2-key-pair").await;
    window.assert_accessible("key pair").await;
    server.register(CLIENT, &certificate).await;

    window.fill("API key (client ID)", CLIENT).await;
    send_to(&window, &server).await;
    window.screenshots("3-ready").await;
    window.assert_accessible("ready").await;

    window.click(Role::Button, "Get token").await;
    window.wait_for_response("Token received").await;
    window.one(Role::Heading, "Token received").await;
    // The decoded token names the client and its issuer.
    window.wait_for_response(CLIENT).await;
    window.wait_for_response(&server.issuer).await;
    window.screenshots("4-token").await;
    window.assert_accessible("token received").await;

    let token = copied_token(&window).await;
    let decoded = decode_unverified(&token).expect("it is a JWT");
    assert_eq!(decoded.claims["client_id"], CLIENT);
    assert_eq!(decoded.claims["iss"], server.issuer);
    assert!(!window.page_text().await.contains(&token), "the token is shown in full only when asked for");

    for tab in ["Response", "Request", "As code"] {
        window.click(Role::Tab, tab).await;
        window.screenshots(&format!("5-tab-{}", tab.to_lowercase().replace(' ', "-"))).await;
        window.assert_accessible(tab).await;
    }
    window.click(Role::Tab, "Response").await;
    window.click(Role::Button, "Show full tokens").await;
    window.wait_for_response(&token).await;
}

#[tokio::test]
async fn the_same_in_dark_with_a_pasted_key_pair_and_the_keyboard() {
    let server = OidcProvider::start("dark");
    let window = Window::open("dark", &Opening { theme: Theme::Dark, ..Opening::default() }).await;
    window.one(Role::Button, "Generate a key pair").await;
    window.screenshots("1-empty").await;
    window.assert_accessible("empty, dark").await;

    let key_pair = make_key_pair();
    server.register(CLIENT, &certificate_of(&key_pair)).await;
    add_first_credential(&window).await;
    paste(&window, &key_pair).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to(&window, &server).await;
    window.screenshots("2-ready").await;
    window.assert_accessible("ready, dark").await;

    window.press_ctrl_enter().await;
    window.wait_for_response("Token received").await;
    window.screenshots("3-token").await;
    window.assert_accessible("token received, dark").await;
}

#[tokio::test]
async fn a_refusal_shows_the_servers_words_and_keeps_what_was_typed() {
    let server = OidcProvider::start("refusal");
    let window = Window::open("refusal", &Opening::default()).await;
    add_first_credential(&window).await;
    // The server has another certificate for this client.
    server.register(CLIENT, &certificate_of(&make_key_pair())).await;
    paste(&window, &make_key_pair()).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to(&window, &server).await;

    window.click(Role::Button, "Get token").await;
    window.wait_for_response("invalid_client").await;
    window.wait_for_response("401").await;
    let response = window.response().await;
    assert!(!response.contains("Token received"), "{response}");
    window.screenshots("1-refused").await;
    window.assert_accessible("refused").await;

    window.click(Role::Tab, "Response").await;
    window.wait_for_response("client authentication failed").await;
    window.screenshots("2-response").await;
    window.assert_accessible("refused, response").await;
    window.wait_for_value("Token endpoint", &server.token_endpoint).await;
}
