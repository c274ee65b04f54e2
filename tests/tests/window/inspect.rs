//! A token in the hand: from the response to *Inspect a token*, its signature checked with the issuer's keys and with a
//! certificate, an expired assertion explained, two tokens side by side, and nothing left of it after locking.

use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::key_pair::KeyPair;
use countersign_core::prepare::prepare;
use countersign_core::token_request::RequestForm;
use countersign_tests::desktop::Theme;
use countersign_tests::identity::{certificate_of, make_key_pair, moment_with_clock_ahead};
use countersign_tests::practice::{self, SIGNS};
use countersign_tests::steps::{add_first_credential, paste, send_to_endpoint};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

const FIELD: &str = "Token, assertion or response";
const SECOND: &str = "Second token";

/// An assertion for Account Manager that was made so many seconds ago.
fn assertion(pair: &KeyPair, seconds_ago: i64) -> String {
    let form = RequestForm { api_key: SIGNS.into(), ..RequestForm::default() };
    let moment = moment_with_clock_ahead(-seconds_ago);
    let (request, _) = prepare(&form, pair, &moment, &Confirmed::warnings()).expect("nothing forbids it");
    let form = request.sent().form;
    form.into_iter().find(|field| field.name == "client_assertion").expect("it has an assertion").value
}

async fn inspect(name: &str, theme: Theme) {
    let pair = make_key_pair();
    let server = practice::start(&pair).await;
    let window = Window::open(name, &Opening { theme, ..Opening::default() }).await;
    add_first_credential(&window).await;
    paste(&window, &pair).await;
    window.fill("API key (client ID)", SIGNS).await;
    send_to_endpoint(&window, &server.address().token_endpoint()).await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("OCAPI Data and WebDAV").await;

    // The success view: the address is shown before anything is sent, and the issuer's key verifies.
    let panel = window.one(Role::Region, "Response").await;
    window.click_in(Some(&panel), Role::Button, "Check the signature").await;
    let keys = server.address().issuer() + "/connect/jwk_uri";
    assert_eq!(window.value("Address of the keys").await, keys);
    window.screenshots("1-address").await;
    window.assert_accessible("the address of the keys").await;
    window.click_in(Some(&panel), Role::Button, "Fetch the keys and check").await;
    window.wait_for_response("RS256, key ").await;
    window.screenshots("2-verified").await;
    window.assert_accessible("a verified token").await;

    // From there to the screen, with the token.
    window.click_in(Some(&panel), Role::Button, "Inspect it Claim by claim").await;
    window.one(Role::Heading, "Inspect a token").await;
    window.wait_for_text("An access token of the practice Account Manager, valid for", PATIENCE).await;
    window.wait_for_text("Tenant filter: which instances each role is for.", PATIENCE).await;
    window.screenshots("3-access-token").await;
    window.assert_accessible("an access token").await;

    // An expired assertion: what it is, what Account Manager would say, whose key it was.
    window.click(Role::Button, "Clear").await;
    window.paste(FIELD, &format!("Authorization: Bearer {}", assertion(&pair, 600))).await;
    for text in [
        "A client assertion that expired",
        "Token is not active",
        "JWT has expired",
        "made with the key of ",
        "Issuer: the API key. Right for a client assertion.",
        "Audience: Account Manager's token endpoint, as documented.",
    ] {
        window.wait_for_text(text, PATIENCE).await;
    }
    window.screenshots("4-assertion").await;
    window.assert_accessible("an assertion").await;

    // With a certificate: another one's does not verify, the right one does.
    for (certificate, outcome) in [
        (certificate_of(&make_key_pair()), "A different key made the signature"),
        (certificate_of(&pair), "RS256, countersign tests"),
    ] {
        window.click(Role::Button, "Check with a certificate…").await;
        let dialog = window.one(Role::Dialog, "Check with a certificate").await;
        window.paste("Certificate or key", &certificate).await;
        window.click_in(Some(&dialog), Role::Button, "Check the signature").await;
        window.wait_for_text(outcome, PATIENCE).await;
        window.wait_until_gone(Role::Dialog, "Check with a certificate").await;
    }
    window.click(Role::Button, "Check with a certificate…").await;
    window.paste("Certificate or key", "no key at all").await;
    let dialog = window.one(Role::Dialog, "Check with a certificate").await;
    window.click_in(Some(&dialog), Role::Button, "Check the signature").await;
    window.wait_for_text("No certificate and no key found.", PATIENCE).await;
    window.screenshots("5-no-key").await;
    window.assert_accessible("a text without a key").await;
    window.click_in(Some(&dialog), Role::Button, "Cancel").await;

    // Two tokens side by side.
    window.click(Role::Button, "Compare with another token").await;
    window.paste(SECOND, &assertion(&pair, 0)).await;
    window.wait_for_text("What differs", PATIENCE).await;
    for text in ["valid for", "different", "same"] {
        window.wait_for_text(text, PATIENCE).await;
    }
    window.screenshots("6-two").await;
    window.set_size(1240, 1500).await;
    window.screenshot("6-two-whole").await;
    window.assert_accessible("two tokens").await;
    window.click(Role::Button, "Close the second token").await;

    // What cannot be read is named, and a long text does not freeze the window.
    window.click(Role::Button, "Clear").await;
    window.paste(FIELD, "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0").await;
    window.wait_for_text("This one has 2", PATIENCE).await;
    window.screenshots("7-damaged").await;
    window.click(Role::Button, "Clear").await;
    window.paste(FIELD, &"a long text without a token ".repeat(20_000)).await;
    window.wait_for_text("No token found in this text", PATIENCE).await;

    // Locking wipes it.
    window.click(Role::Button, "Clear").await;
    window.paste(FIELD, &assertion(&pair, 600)).await;
    window.wait_for_text("A client assertion that expired", PATIENCE).await;
    window.click(Role::Button, "Lock now").await;
    // The pasted private key is in memory only.
    window.click(Role::Button, "Lock anyway").await;
    window.wait_until_unsaid("A client assertion that expired").await;
    assert_eq!(window.value(FIELD).await, "");
    server.stop().await;
}

#[tokio::test]
async fn a_token_is_inspected_from_the_response_to_the_last_claim() {
    inspect("inspect", Theme::Light).await;
}

#[tokio::test]
async fn a_token_is_inspected_in_the_dark_too() {
    inspect("inspect-dark", Theme::Dark).await;
}
