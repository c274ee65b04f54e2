//! "Find the cause" in the real window: what it would send, its steps, the setting that it proves, and the history.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use countersign_tests::identity::make_key_pair;
use countersign_tests::servers::scripted;
use countersign_tests::steps::{CLIENT, open_with_a_credential, paste, send_to_endpoint};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

/// Longest time to make an RSA 4096 key. It varies by chance, and other tests use the processor too.
const KEY_PATIENCE: Duration = Duration::from_secs(120);

/// Opens a window with a practice credential that got a token.
async fn practising(name: &str) -> Window {
    let window = Window::open(name, &Opening::default()).await;
    window.click(Role::Button, "Start").await;
    for (button, then) in [
        ("Switch it on", "Step 2 of 8"),
        ("Add API Client", "Step 3 of 8"),
        ("Generate a key pair", "Step 4 of 8"),
        ("Paste and save", "Step 5 of 8"),
        ("Request a token", "Step 6 of 8"),
    ] {
        let tour = window.one(Role::Region, "Tour").await;
        window.click_in(Some(&tour), Role::Button, button).await;
        window.wait_for_text(then, KEY_PATIENCE).await;
    }
    window
}

/// Requests a token with the button of step 3. The response may have a button with the same name.
async fn get_token(window: &Window) {
    let step = window.step(3).await;
    window.click_in(Some(&step), Role::Button, "Get token").await;
}

#[tokio::test]
async fn the_cause_is_found_by_experiments_and_its_setting_can_be_used() {
    let window = practising("experiments").await;
    window.click(Role::Button, "Practice Account Manager On").await;
    window.click(Role::Checkbox, "Strict audience").await;
    // A fault is on once it was stored, a moment after the tick.
    window.one(Role::Button, "Fix everything").await;
    window.click(Role::Button, "Create a credential for it").await;
    get_token(&window).await;
    window.wait_for_response("Invalid token audience").await;
    window.wait_for_text("Find out for sure", PATIENCE).await;
    window.screenshots("1-offer").await;
    window.assert_accessible("experiments, offered").await;
    window.click(Role::Button, "Find the cause").await;
    window.wait_for_text("Cause found", PATIENCE).await;
    window.wait_for_text("Token received: the audience is the cause", PATIENCE).await;
    window.screenshots("2-found").await;
    window.assert_accessible("experiments, found").await;
    window.click(Role::Button, "Use this setting").await;
    window.one(Role::Button, "Undo the change: Audience").await;
    get_token(&window).await;
    window.wait_for_response("Token received").await;
    window.click(Role::Button, "History").await;
    window.wait_for_text("Experiment: With the audience without its port", PATIENCE).await;
    window.screenshots("3-history").await;
    window.assert_accessible("experiments, history").await;
}

/// A server of which nothing is known publishes its issuer, and takes no other audience.
#[tokio::test]
async fn of_an_unknown_server_what_it_publishes_is_read_first() {
    let issuer = Arc::new(OnceLock::<String>::new());
    let known = Arc::clone(&issuer);
    let endpoint = scripted::start(move |number| match number {
        1 => scripted::response("401 Unauthorized", r#"{"error":"invalid_client"}"#),
        2 => {
            let issuer = known.get().expect("the test knows the address");
            let methods = r#"["private_key_jwt"]"#;
            let document = format!(
                r#"{{"issuer":"{issuer}","token_endpoint":"{issuer}/token","token_endpoint_auth_methods_supported":{methods}}}"#
            );
            scripted::response("200 OK", &document)
        }
        _ => {
            scripted::response("200 OK", r#"{"access_token":"opaque","token_type":"Bearer","expires_in":60}"#)
        }
    });
    let address = endpoint.trim_end_matches("/token").to_owned();
    issuer.set(address.clone()).expect("it is set once");

    let window = open_with_a_credential("experiments-unknown").await;
    paste(&window, &make_key_pair()).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to_endpoint(&window, &endpoint).await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_text("First, it reads what the server publishes about itself", PATIENCE).await;
    window.wait_for_text(&format!("{address}/.well-known/openid-configuration"), PATIENCE).await;
    window.screenshots("1-offer").await;
    window.assert_accessible("experiments that read first, offered").await;
    window.click(Role::Button, "Find the cause").await;
    window.wait_for_text("Cause found", PATIENCE).await;
    window.wait_for_text(&format!("Its issuer is {address}"), PATIENCE).await;
    window.wait_for_text("Token received: the audience is the cause", PATIENCE).await;
    window.screenshots("2-found").await;
    window.assert_accessible("experiments that read first, found").await;
}
