//! All credentials at once: the board that checks them, and the history of their requests.

use countersign_tests::identity::{certificate_of, make_key_pair};
use countersign_tests::servers::oidc_provider::OidcProvider;
use countersign_tests::steps::{CLIENT, open_with_a_credential, paste, send_to};
use countersign_tests::window::{PATIENCE, Role, Window};

use super::common::{add, choose, name};

#[tokio::test]
async fn all_credentials_are_checked_and_the_history_has_each_request() {
    let server = OidcProvider::start("board");
    let (known, unknown) = (make_key_pair(), make_key_pair());
    server.register(CLIENT, &certificate_of(&known)).await;
    let window = open_with_a_credential("board").await;
    choose(&window, "New credential", "Rename").await;
    name(&window, "Known").await;
    for (called, key_pair) in [("Known", &known), ("Unknown", &unknown)] {
        if called == "Unknown" {
            add(&window, called).await;
        }
        paste(&window, key_pair).await;
        window.fill("API key (client ID)", CLIENT).await;
        send_to(&window, &server).await;
    }
    add(&window, "Without a key").await;

    window.click(Role::Button, "Check all credentials").await;
    window.screenshot("0-board-before").await;
    window.click(Role::Button, "Check 3 credentials").await;
    window.wait_for_text("3 of 3 done", PATIENCE).await;
    for words in ["Token", "Refused", "Not sent", "The private key is missing"] {
        window.wait_for_text(words, PATIENCE).await;
    }
    window.screenshots("1-board").await;
    window.assert_accessible("board").await;
    window.click(Role::Button, "Copy as text").await;
    let copied = window.desktop.clipboard_when("the board", |text| text.contains("Unknown")).await;
    assert!(copied.contains("Known\tToken"), "{copied}");
    assert!(!copied.contains("eyJ") && !copied.contains(CLIENT), "no token and no key is in it:\n{copied}");

    window.click(Role::Button, "History").await;
    window.wait_for_text("2 requests", PATIENCE).await;
    window.screenshots("2-history").await;
    window.assert_accessible("history").await;
    open_first(&window, "Unknown").await;
    window.wait_for_text("invalid_client", PATIENCE).await;
    window.screenshots("3-history-open").await;
    window.assert_accessible("an attempt").await;
    window.click(Role::Tab, "Request").await;
    window.assert_accessible("an attempt's request").await;
    let sent = async || {
        let attempt = window.one(Role::Region, "Request from the history").await;
        window.text(&attempt).await.contains("client_credentials")
    };
    window.wait_until("the request is shown", PATIENCE, sent).await;

    let script = "for (const box of document.querySelectorAll('.screen li input')) box.click()";
    window.session().execute(script, serde_json::json!([])).await.expect("both are ticked");
    window.click(Role::Button, "Compare two").await;
    window.one(Role::Heading, "Differences").await;
    window.wait_for_text("Status", PATIENCE).await;
    window.screenshots("4-compared").await;
    window.assert_accessible("compared").await;

    window.fill("Search history", "unknown").await;
    window.wait_for_text("1 request", PATIENCE).await;
    window.fill("Search history", "known").await;
    window.wait_for_text("2 requests", PATIENCE).await;
    window.click(Role::Button, "Delete all…").await;
    window.one(Role::Dialog, "Delete the whole history?").await;
    window.click(Role::Button, "Delete").await;
    window.wait_for_text("No matches", PATIENCE).await;
}

async fn open_first(window: &Window, credential: &str) {
    let script = "const [name] = arguments;\
        [...document.querySelectorAll('.screen li button')].find(row => row.textContent.includes(name)).click()";
    window.session().execute(script, serde_json::json!([credential])).await.expect("it is clicked");
}
