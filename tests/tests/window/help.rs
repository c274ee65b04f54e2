//! "What is this?": a "?" beside a name unfolds in place what it means, by keyboard, too.

use countersign_tests::desktop::Theme;
use countersign_tests::identity::make_key_pair;
use countersign_tests::steps::{
    CLIENT, ENTER, add_first_credential, choose_for_key_pair, paste, send_to_endpoint,
};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

const ESCAPE: &str = "\u{E00C}";

/// Unfolds what a name means by keyboard, and folds it again with Escape. The focus stays at the button.
async fn read(window: &Window, name: &str, says: &str) {
    let question = format!("What is {name}?");
    let button = window.one(Role::Button, &question).await;
    let expanded =
        async || window.session().ask(&button, "attribute/aria-expanded").await.unwrap_or_default();
    assert_eq!(expanded().await, "false", "{question}");
    assert!(!window.page_text().await.contains(says), "{question}");
    window.session().type_keys(&button, ENTER).await.expect("Enter is pressed");
    window.wait_for_text(says, PATIENCE).await;
    assert_eq!(expanded().await, "true", "{question}");
    // One of them is enough on each screen.
    if ["Certificate", "aud", "PKCS#12", "Allowed Scopes"].contains(&name) {
        window.assert_accessible(&question).await;
    }
    window.screenshot(&name.to_lowercase().replace([' ', '(', ')', '#'], "-")).await;
    window.session().type_keys(&button, ESCAPE).await.expect("Escape is pressed");
    window.wait_until_unsaid(says).await;
    window.wait_for_focus("button ?").await;
}

async fn every_name(name: &str, theme: Theme) {
    let window = Window::open(name, &Opening { theme, ..Opening::default() }).await;
    add_first_credential(&window).await;
    paste(&window, &make_key_pair()).await;
    read(&window, "Certificate", "The public half of your key pair").await;
    read(&window, "API key (client ID)", "makes and calls").await;
    read(&window, "Client JWT Bearer Public Key", "Your certificate as PEM text").await;
    read(&window, "Token Endpoint Auth Method", "How the API client authenticates").await;
    read(&window, "Access Token Format", "retired in June 2023").await;
    read(&window, "Scopes", "what a token may be used for").await;
    window.fill("API key (client ID)", CLIENT).await;
    window.click(Role::Button, "Edit claims").await;
    read(&window, "aud", "The server that the JWT is meant for").await;
    read(&window, "Key ID (kid)", "A name for the key").await;
    read(&window, "x5t", "SHA-256 fingerprint").await;
    window.screenshots("1-editor").await;
    send_to_endpoint(&window, "http://127.0.0.1:9/token").await;
    read(&window, "Audience", "The server that the JWT is meant for").await;

    // In a dialog, Escape folds the text first and then closes the dialog.
    choose_for_key_pair(&window, "Save as…").await;
    window.one(Role::Dialog, "Save in another format").await;
    read(&window, "PKCS#12", "One file with the private key").await;
    window.session().press_together(&[ESCAPE]).await.expect("Escape is pressed");
    window.wait_until_gone(Role::Dialog, "Save in another format").await;

    window.click(Role::Button, "Practice Account Manager").await;
    window.click(Role::Button, "Add API Client").await;
    for (field, says) in [
        ("Display Name", "Account Manager's list"),
        ("API Client ID", "makes and calls"),
        ("Allowed Scopes", "The scopes that this API client may request"),
        ("Role Sandbox API User: instances", "A role is what"),
    ] {
        read(&window, field, says).await;
    }
    window.unfold("Password and more").await;
    for (field, says) in [
        ("Password", "of 12 to 128 characters"),
        ("Client Authentication Type", "A Confidential client can"),
        ("Active", "An inactive API client"),
    ] {
        read(&window, field, says).await;
    }
    window.screenshots("2-practice").await;
}

#[tokio::test]
async fn each_name_says_what_it_is() {
    every_name("help", Theme::Light).await;
}

#[tokio::test]
async fn each_name_says_what_it_is_in_the_dark() {
    every_name("help-dark", Theme::Dark).await;
}
