//! The history: a server of one's own at the practice Account Manager's address is no practice, and *Send again* sends
//! an attempt's request again, saying first what has changed since.

use countersign_tests::identity::make_key_pair;
use countersign_tests::servers::scripted;
use countersign_tests::steps::{CLIENT, open_with_a_credential, paste, send_to_endpoint};
use countersign_tests::window::{PATIENCE, Role, Window};

async fn open_latest(window: &Window, requests: &str) {
    window.click(Role::Button, "History").await;
    window.wait_for_text(requests, PATIENCE).await;
    let rows = window.session().find_all(None, "[data-attempt]").await.expect("there are rows");
    window.session().click(&rows[0]).await.expect("the first one is pressed");
    window.one(Role::Region, "Request from the history").await;
}

#[tokio::test]
async fn an_attempt_is_sent_again_and_a_server_of_ones_own_is_no_practice() {
    let refusal = || scripted::response("401 Unauthorized", r#"{"error":"invalid_client"}"#);
    let endpoint = scripted::start(move |_| refusal()).replace("/token", "/dwsso/oauth2/access_token");
    let window = open_with_a_credential("history-again").await;
    paste(&window, &make_key_pair()).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to_endpoint(&window, &endpoint).await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("invalid_client").await;

    open_latest(&window, "1 request").await;
    let attempts = window.one(Role::Region, "Request from the history").await;
    assert!(!window.text(&attempts).await.contains("Practice"), "nothing is badged as practice");
    let chips = "return String(document.querySelectorAll('.screen .chip.practice').length)";
    let chips = window.session().execute(chips, serde_json::json!([])).await.expect("the script runs");
    assert_eq!(chips, "0");
    window.screenshots("1-attempt").await;
    window.assert_accessible("attempt").await;

    // Nothing has changed: it goes out at once, with the focus in the credential.
    // The name is proposed from the subject of its certificate.
    let again = "Send again with countersign tests";
    window.click(Role::Button, again).await;
    window.wait_for_response("invalid_client").await;
    open_latest(&window, "2 requests").await;

    // The scopes have changed: the difference is shown first, and Cancel sends nothing.
    window.click(Role::Button, "Open credential").await;
    window.fill("Scopes", "mail").await;
    open_latest(&window, "2 requests").await;
    window.click(Role::Button, again).await;
    let dialog = window.one(Role::Dialog, "Send the request as it is now?").await;
    assert!(window.text(&dialog).await.contains("mail"), "it says what will be sent");
    window.screenshot("2-changed").await;
    window.assert_accessible("changed").await;
    window.click(Role::Button, "Cancel").await;
    open_latest(&window, "2 requests").await;
    window.click(Role::Button, again).await;
    window.one(Role::Dialog, "Send the request as it is now?").await;
    window.click(Role::Button, "Send").await;
    window.wait_for_response("invalid_client").await;
    open_latest(&window, "3 requests").await;

    // A deleted credential sends nothing any more, and the attempt says why.
    window.click(Role::Button, "More for countersign tests").await;
    window.click(Role::MenuItem, "Delete").await;
    window.wait_until_gone(Role::Button, again).await;
    window.wait_for_text("so its request can't be sent again", PATIENCE).await;
}
