//! What is not sent: without a key, before a warning is confirmed, and commands that the page may not call.

use std::time::Duration;

use countersign_tests::identity::make_key_pair;
use countersign_tests::servers::oidc_provider::OidcProvider;
use countersign_tests::steps::{CLIENT, add_first_credential, paste, send_to, send_to_endpoint};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

use super::openssl::openssl;

#[tokio::test]
async fn nothing_is_sent_without_a_private_key() {
    let server = OidcProvider::start("no-key");
    let window = Window::open("no-key", &Opening::default()).await;
    add_first_credential(&window).await;
    window.screenshots("0-empty-steps").await;
    window.assert_accessible("empty steps").await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to(&window, &server).await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("Request not sent").await;
    window.wait_for_response("The private key is missing").await;
    window.screenshots("1-not-sent").await;
    window.assert_accessible("not sent").await;
    window.wait_for_value("API key (client ID)", CLIENT).await;
}

#[tokio::test]
async fn a_key_type_that_account_manager_does_not_accept_is_reported_beside_it_at_once() {
    const NAMED: &str = "Account Manager accepts only RSA keys";
    let window = Window::open("other-key", &Opening::default()).await;
    add_first_credential(&window).await;
    let key = openssl(&window.desktop.folder("other key"), &["genpkey", "-algorithm", "ed25519"]);
    window.paste("Private key or certificate text", &key).await;
    window.wait_for_text(NAMED, PATIENCE).await;
    let said = async || window.text(&window.step(1).await).await.contains(NAMED);
    window.wait_until("it is said where the key is", PATIENCE, said).await;
    window.screenshots("1-named").await;
    window.assert_accessible("a key that does not serve").await;

    window.click(Role::Radio, "Another server…").await;
    let gone = async || !window.text(&window.step(1).await).await.contains(NAMED);
    window.wait_until("another server may take it", PATIENCE, gone).await;
}

#[tokio::test]
async fn a_warning_has_to_be_confirmed_before_anything_is_sent() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let endpoint = format!("http://{}/token", listener.local_addr().expect("it has an address"));
    let window = Window::open("warning", &Opening::default()).await;
    add_first_credential(&window).await;
    paste(&window, &make_key_pair()).await;
    window.fill("API key (client ID)", CLIENT).await;
    window.click(Role::Radio, "Another server…").await;
    window.fill("Token endpoint", &endpoint).await;
    window.click(Role::Button, "Edit claims").await;
    window.fill("Value of exp", "1000000000").await;

    window.click(Role::Button, "Get token").await;
    window.one(Role::Button, "Send anyway").await;
    window.screenshots("1-warning").await;
    window.assert_accessible("warning").await;
    let contacted = tokio::time::timeout(Duration::from_secs(1), listener.accept()).await;
    assert!(contacted.is_err(), "nothing goes out before the person's word");

    window.click(Role::Button, "Send anyway").await;
    tokio::time::timeout(PATIENCE, listener.accept()).await.expect("it is sent").expect("and arrives");
}

#[tokio::test]
async fn a_waiting_request_can_be_cancelled_and_what_was_typed_stays() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let endpoint = format!("http://{}/token", listener.local_addr().expect("it has an address"));
    let window = Window::open("cancelled", &Opening::default()).await;
    add_first_credential(&window).await;
    paste(&window, &make_key_pair()).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to_endpoint(&window, &endpoint).await;
    window.click(Role::Button, "Get token").await;
    // The server has the request, and does not respond.
    let _connection = tokio::time::timeout(PATIENCE, listener.accept()).await.expect("it is sent");
    window.wait_for_text("Waiting for 127.0.0.1", PATIENCE).await;
    window.screenshots("1-waiting").await;
    window.assert_accessible("waiting").await;
    // Meanwhile no button takes the place of another.
    window.click(Role::Button, "Edit claims").await;
    window.one(Role::Button, "Close editor").await;

    window.click(Role::Button, "Cancel").await;
    window.wait_for_response("Cancelled").await;
    window.wait_until_gone(Role::Button, "Cancel").await;
    window.screenshots("2-cancelled").await;
    window.assert_accessible("cancelled").await;
    window.wait_for_value("Token endpoint", &endpoint).await;
    window.wait_for_focus("button get-token").await;
}

#[tokio::test]
async fn the_page_may_call_only_its_own_commands() {
    let window = Window::open("permissions", &Opening::default()).await;
    window.one(Role::Button, "Generate a key pair").await;
    let script = "const [name, done] = arguments;\
                  __TAURI_INTERNALS__.invoke(name).then(() => done('allowed'), error => done(String(error)))";
    let call = async |name: &str| {
        let answer = window.session().execute_async(script, serde_json::json!([name])).await;
        answer.expect("the script runs").as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(call("current_key_pair").await, "allowed");
    for foreign in
        ["plugin:window|close", "plugin:app|version", "plugin:webview|create_webview", "no_such_command"]
    {
        assert_ne!(call(foreign).await, "allowed", "{foreign}");
    }
}
