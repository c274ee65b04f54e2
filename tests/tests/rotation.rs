//! Later stages of a key pair's life in the real window: replacing it at a real server, where the old pair stays
//! until the new one got a token, and what the system is asked to open.
#![cfg(target_os = "linux")]

use std::fs;
use std::time::Duration;

use countersign_core::account_manager;
use countersign_core::key_pair::KeyPair;
use countersign_tests::desktop::Theme;
use countersign_tests::file_dialog::FileDialog;
use countersign_tests::identity::{certificate_of, make_key_pair};
use countersign_tests::second_opinion::ical_reads;
use countersign_tests::servers::oidc_provider::OidcProvider;
use countersign_tests::steps::{choose_for_key_pair, send_to_endpoint};
use countersign_tests::webdriver::Element;
use countersign_tests::window::{Opening, PATIENCE, Role, Window};
use secrecy::ExposeSecret as _;

const CLIENT: &str = "3f6b1f0e-5d1c-4b8e-9d6a-0c2a7f1e9b44";
/// Longest time to make an RSA key. It varies by chance, and other tests use the processor too.
const KEY_PATIENCE: Duration = Duration::from_secs(120);

/// Prepares a credential in the window that gets tokens from this server.
async fn prepare(window: &Window, server: &OidcProvider, pair: &KeyPair) {
    server.register(CLIENT, &certificate_of(pair)).await;
    window.click(Role::Button, "Add a credential").await;
    let key = pair.private_key().expect("it was made").to_pkcs8_pem();
    // The person pastes the key's text.
    let text = format!("{}{}", key.expose_secret(), certificate_of(pair));
    window.paste("Private key or certificate text", &text).await;
    window.wait_for_text("The certificate belongs to this key", PATIENCE).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to_endpoint(window, &server.token_endpoint).await;
    // Otherwise the question where to store the pair would be between it and the steps.
    window.click(Role::Button, "For this session only").await;
    get_token(window, "Token received").await;
}

async fn get_token(window: &Window, answer: &str) {
    let step = window.step(3).await;
    window.click_in(Some(&step), Role::Button, "Get token").await;
    window.wait_for_response(answer).await;
}

/// Starts to change to a new pair in the given way, and returns the panel with the steps.
async fn rotate(window: &Window, way: &str) -> Element {
    // Finished steps are folded, and rarely used functions are behind a button.
    window.click(Role::Button, "Change: Key pair").await;
    choose_for_key_pair(window, "Rotate…").await;
    window.one(Role::Dialog, "Switch to a new key pair").await;
    window.click(Role::Radio, way).await;
    let options = window.session().find_all(None, "dialog[open] summary").await.expect("they are there");
    window.session().click(&options[0]).await.expect("they open");
    window.click(Role::Radio, "RSA 2048").await;
    window.screenshots("1-rotate").await;
    window.click(Role::Button, "Generate new key pair").await;
    window.wait_for_text("Switch to the new key pair", KEY_PATIENCE).await;
    window.one(Role::Region, "Switch to the new key pair").await
}

/// The steps as a screen reader reads them; those that are done say so.
async fn steps(window: &Window, panel: &Element) -> Vec<String> {
    let mut steps = Vec::new();
    for step in window.session().find_all(Some(panel), "li > span:last-child").await.expect("there are steps")
    {
        let text = window.session().ask(&step, "property/textContent").await.expect("a step is a text");
        steps.push(text.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "));
    }
    steps
}

/// Registers the certificate that the window copies, as the person would in Account Manager.
async fn register_the_new_certificate(window: &Window, server: &OidcProvider, client: &str, old: &KeyPair) {
    let first_step = window.step(1).await;
    window.click_in(Some(&first_step), Role::Button, "Copy certificate").await;
    let old = certificate_of(old);
    let is_new = |text: &str| text.contains("BEGIN CERTIFICATE") && text.trim() != old.trim();
    let new = window.desktop.clipboard_when("the new certificate", is_new).await;
    server.register(client, &new).await;
}

#[tokio::test]
async fn the_old_pair_can_be_discarded_only_after_the_new_one_got_a_token() {
    let server = OidcProvider::start("rotation");
    let window = Window::open("rotation", &Opening::default()).await;
    let old = make_key_pair();
    prepare(&window, &server, &old).await;

    let panel = rotate(&window, "With the same API client").await;
    let expected = [
        "Generate the new pair, done",
        "Save its files",
        "Give the new private key to your integration, but don't use it yet",
        "In Account Manager, replace the old certificate with the new one and save",
        "Get a token here right away. If it's refused, restore the old certificate in Account Manager",
        "Switch your integration to the new key",
        "Discard the old key pair here",
    ];
    window.wait_for("the list of steps", async || steps(&window, &panel).await, &expected).await;
    window.screenshots("2-begun").await;
    window.assert_accessible("rotation begun").await;

    // The server still has the old certificate: nothing is proven, and nothing can be discarded.
    get_token(&window, "invalid_client").await;
    window.wait_until_gone(Role::Button, "Discard the old key pair").await;
    window.one(Role::Button, "Go back to the old pair").await;
    window.screenshots("3-refused").await;

    register_the_new_certificate(&window, &server, CLIENT, &old).await;
    get_token(&window, "Token received").await;
    window.wait_for_text("You received a token with the new key", PATIENCE).await;
    window.wait_until_gone(Role::Button, "Go back to the old pair").await;
    let done = async || {
        let steps = steps(&window, &panel).await;
        steps.iter().map(|step| step.ends_with(", done")).collect::<Vec<_>>()
    };
    // What the token proves, but not what only the person knows.
    let proven = [true, false, true, true, true, false, false];
    window.wait_for("what is done", done, &proven).await;
    window.screenshots("4-proven").await;
    window.assert_accessible("rotation proven").await;

    window.click(Role::Button, "Discard the old key pair").await;
    window.wait_until_unsaid("Switch to the new key pair").await;
    // The new pair stays. It gets tokens, but only while the server knows it.
    get_token(&window, "Token received").await;
    server.register(CLIENT, &certificate_of(&old)).await;
    get_token(&window, "invalid_client").await;
}

#[tokio::test]
async fn with_a_second_api_client_the_token_is_for_the_new_api_key() {
    const SECOND: &str = "5e0f9c1a-7b2d-4f63-8a90-1c2d3e4f5a6b";
    let server = OidcProvider::start("rotation-second");
    let opening = Opening { theme: Theme::Dark, ..Opening::default() };
    let window = Window::open("rotation-second", &opening).await;
    let old = make_key_pair();
    prepare(&window, &server, &old).await;

    let panel = rotate(&window, "With a second API client").await;
    let expected = [
        "In Account Manager, add an API client with the same roles and scopes as the old one, and paste the new \
         certificate into it",
        "Enter the new API key in step 2 and get a token here",
    ];
    let of_the_second =
        async || steps(&window, &panel).await.get(2..4).map(<[_]>::to_vec).unwrap_or_default();
    window.wait_for("what is done at the second client", of_the_second, &expected).await;
    window.screenshots("2-begun").await;
    window.assert_accessible("rotation begun, dark").await;
    register_the_new_certificate(&window, &server, SECOND, &old).await;
    window.click(Role::Button, "Change: Client at the server").await;
    window.fill("API key (client ID)", SECOND).await;
    get_token(&window, "Token received").await;
    window.wait_for_text("You received a token with the new key", PATIENCE).await;
    window.screenshots("3-proven").await;
    window.assert_accessible("rotation proven, dark").await;
}

#[tokio::test]
async fn the_calendar_and_account_manager_are_opened_with_the_systems_programs() {
    let window = Window::open("openers", &Opening::default()).await;
    window.click(Role::Button, "Add a credential").await;
    window.paste("Private key or certificate text", &certificate_of(&make_key_pair())).await;
    window.wait_for_text("365 days left", PATIENCE).await;
    choose_for_key_pair(&window, "Remind me before it expires").await;
    let path = window.desktop.folder("files").join("end.ics");
    FileDialog::wait(&window.desktop).await.choose(path.to_str().expect("the path is text")).await;
    window.wait_for_text("Saved the calendar entry end.ics", PATIENCE).await;
    window.screenshots("1-reminder").await;
    assert!(window.desktop.opened().is_empty(), "nothing is opened unasked");

    window.click(Role::Button, "Open in calendar").await;
    let expected = path.to_str().expect("the path is text");
    window
        .wait_until("the calendar gets the file", PATIENCE, async || window.desktop.opened() == [expected])
        .await;
    let read = ical_reads(&fs::read_to_string(&path).expect("it was saved"));
    let read = read.unwrap_or_else(|against| panic!("ical.js says: {against}"));
    assert_eq!(read["summary"], "Certificate countersign tests expires: put a new one into Account Manager");
    assert_eq!(read["alarms"].as_array().map(Vec::len), Some(2));

    window.click(Role::Button, "Open Account Manager").await;
    window
        .wait_until("the browser gets the address", PATIENCE, async || {
            window.desktop.opened() == [expected, account_manager::PAGE]
        })
        .await;
}
