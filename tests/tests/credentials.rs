//! Credentials that last, in the real window: what was typed is there after a crash, a deleted one comes back, a key made
//! here is sealed, and where there is no keychain the person is asked. And what is made of them: the board, the history.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use countersign_core::key_pair::KeyPair;
use countersign_tests::desktop::{Desktop, Theme};
use countersign_tests::identity::{certificate_of, make_key_pair};
use countersign_tests::keyring::Keyring;
use countersign_tests::servers::oidc_provider::OidcProvider;
use countersign_tests::window::{Opening, PATIENCE, Role, Window, program};
use secrecy::ExposeSecret as _;

const CLIENT: &str = "3f6b1f0e-5d1c-4b8e-9d6a-0c2a7f1e9b44";
/// Making an RSA 4096 key is a matter of luck, and other tests want the processor as well.
const KEY_PATIENCE: Duration = Duration::from_secs(120);
/// What was typed is saved a moment later, and other tests want the disk as well.
const SAVED: Duration = Duration::from_secs(1);
const ENTER: &str = "\u{E007}";
const BELONGS: &str = "The certificate belongs to this key";

/// A program with nothing in it, from its first start to the steps of its first credential.
async fn open_new(name: &str) -> Window {
    let window = Window::open(name, &Opening::default()).await;
    window.click(Role::Button, "Add a credential").await;
    window.one(Role::Heading, "New credential").await;
    window
}

/// Adds a credential with the button of the rail; its name is asked for at once.
async fn add(window: &Window, name: &str) {
    window.click(Role::Button, "Add a credential").await;
    window.fill("Name of the credential", name).await;
    let field = window.one(Role::TextField, "Name of the credential").await;
    window.session().type_keys(&field, ENTER).await.expect("Enter is typed");
    window.one(Role::Heading, name).await;
}

/// What is chosen in the menu of a credential.
async fn choose(window: &Window, credential: &str, item: &str) {
    window.click(Role::Button, &format!("More for {credential}")).await;
    window.click(Role::MenuItem, item).await;
}

/// The names of the credentials in the rail, from the top.
async fn listed(window: &Window) -> Vec<String> {
    let script = "return [...document.querySelectorAll('[data-credential] b')].map(name => name.textContent)";
    let names = window.session().execute(script, serde_json::json!([])).await.expect("the script runs");
    names
        .as_array()
        .expect("a list")
        .iter()
        .map(|name| name.as_str().unwrap_or_default().to_owned())
        .collect()
}

async fn paste(window: &Window, key_pair: &KeyPair) {
    // The person pastes the key's own text.
    let key = key_pair.private_key().expect("it has a private key").to_pkcs8_pem();
    let text = format!("{}{}", key.expose_secret(), certificate_of(key_pair));
    window.paste("Private key or certificate text", &text).await;
    window.wait_for_text(BELONGS, PATIENCE).await;
}

async fn send_to(window: &Window, server: &OidcProvider) {
    window.click(Role::Radio, "Another server…").await;
    window.fill("Token endpoint", &server.token_endpoint).await;
    window.fill("Audience", &server.token_endpoint).await;
}

/// Every file below a folder, with its name.
fn files_below(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder can be read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else if let Ok(bytes) = fs::read(&path) {
            files.push((path.display().to_string(), bytes));
        }
    }
    files
}

fn assert_nowhere(data: &Path, words: &str) {
    for (name, bytes) in files_below(data) {
        let there = bytes.windows(words.len()).any(|window| window == words.as_bytes());
        assert!(!there, "{words:?} is in {name}");
    }
}

/// The last line of step 2's list.
const TICK: &str = "Set Access Token Format to JWT, then save";

async fn is_ticked(window: &Window) -> bool {
    let tick = window.one(Role::Checkbox, TICK).await;
    window.session().ask(&tick, "property/checked").await.is_ok_and(|ticked| ticked == true)
}

#[tokio::test]
async fn what_was_typed_is_there_after_the_program_was_killed() {
    let window = open_new("typed").await;
    window.fill("API key (client ID)", "the-first-client").await;
    window.fill("Scopes", "mail openid").await;
    window.fill("Notes", "for the loyalty feed").await;
    window.click(Role::Checkbox, TICK).await;
    // What appears while something is typed can move it from under the pointer.
    if !is_ticked(&window).await {
        window.click(Role::Checkbox, TICK).await;
    }
    window.wait_until("the tick is set", PATIENCE, async || is_ticked(&window).await).await;
    window.click(Role::Button, "Edit claims").await;
    window.click(Role::Button, "Add a claim").await;
    window.fill("Name of the added claim", "purpose").await;
    window.fill("Value of the added claim", "audit").await;
    add(&window, "Production OMS").await;
    window.fill("API key (client ID)", "the-second-client").await;
    window.click(Role::Button, "Choose a group").await;
    window.click(Role::MenuItem, "Production").await;
    window.screenshots("1-two").await;
    window.assert_accessible("two credentials").await;
    tokio::time::sleep(SAVED).await;
    let (desktop, data) = (window.desktop.clone(), window.data.clone());
    window.kill();

    let window = Window::open_on(desktop, data, "typed-again", &Opening::default()).await;
    window.one(Role::Heading, "Production OMS").await;
    assert_eq!(window.value("API key (client ID)").await, "the-second-client");
    window.one(Role::Button, "Group: Production").await;
    assert_eq!(listed(&window).await, ["New credential", "Production OMS"]);

    window.click(Role::Button, "New credential, Not tested yet").await;
    window.one(Role::Heading, "New credential").await;
    assert_eq!(window.value("API key (client ID)").await, "the-first-client");
    assert_eq!(window.value("Scopes").await, "mail openid");
    assert_eq!(window.value("Notes").await, "for the loyalty feed");
    window.wait_until("the tick is there", PATIENCE, async || is_ticked(&window).await).await;
    window.click(Role::Button, "Edit claims").await;
    assert_eq!(window.value("Name of the added claim").await, "purpose");
    assert_eq!(window.value("Value of the added claim").await, "audit");
}

#[tokio::test]
async fn a_deleted_credential_comes_back_whole_and_a_copy_stands_beside_its_original() {
    let window = open_new("deleted").await;
    add(&window, "Staging feed").await;
    window.fill("API key (client ID)", "staging-client").await;
    choose(&window, "Staging feed", "Duplicate").await;
    let field = window.one(Role::TextField, "Name of the credential").await;
    window.session().type_keys(&field, ENTER).await.expect("Enter is typed");
    window.one(Role::Heading, "Copy of Staging feed").await;
    assert_eq!(window.value("API key (client ID)").await, "staging-client");
    assert_eq!(listed(&window).await, ["New credential", "Staging feed", "Copy of Staging feed"]);

    choose(&window, "Staging feed", "Delete").await;
    window.wait_for_text("“Staging feed” was deleted.", PATIENCE).await;
    assert_eq!(listed(&window).await, ["New credential", "Copy of Staging feed"]);
    window.screenshot("1-deleted").await;
    window.assert_accessible("deleted").await;
    window.click(Role::Button, "Undo").await;
    window.one(Role::Heading, "Staging feed").await;
    assert_eq!(window.value("API key (client ID)").await, "staging-client");
    assert_eq!(listed(&window).await, ["New credential", "Staging feed", "Copy of Staging feed"]);
}

#[tokio::test]
async fn the_keyboard_moves_a_credential_and_its_place_lasts() {
    let window = open_new("moved").await;
    add(&window, "First").await;
    add(&window, "Second").await;
    // The row that was named has the focus.
    window.session().press_together(&["\u{E00A}", "\u{E013}"]).await.expect("Alt and the arrow are pressed");
    window
        .wait_until("it is one place up", PATIENCE, async || {
            listed(&window).await == ["New credential", "Second", "First"]
        })
        .await;
    choose(&window, "First", "Move up").await;
    window
        .wait_until("the menu does the same", PATIENCE, async || {
            listed(&window).await == ["New credential", "First", "Second"]
        })
        .await;
    tokio::time::sleep(SAVED).await;
    let again = reopen_after_kill(window, "moved-again").await;
    again.one(Role::Heading, "Second").await;
    assert_eq!(listed(&again).await, ["New credential", "First", "Second"]);
}

async fn reopen_after_kill(window: Window, name: &str) -> Window {
    let (desktop, data) = (window.desktop.clone(), window.data.clone());
    window.kill();
    Window::open_on(desktop, data, name, &Opening::default()).await
}

#[tokio::test]
async fn a_key_made_here_is_sealed_at_once_and_signs_after_a_restart() {
    let server = OidcProvider::start("sealed");
    let desktop = Arc::new(Desktop::start("sealed", Theme::default()));
    let keyring = Keyring::start(&desktop, "sealed");
    let data = desktop.home().join("data");
    let window = Window::open_on(desktop.clone(), data.clone(), "sealed", &Opening::default()).await;
    window.click(Role::Button, "Add a credential").await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to(&window, &server).await;
    window.click(Role::Button, "Generate a key pair").await;
    window.wait_for_text("Stored on this computer, encrypted", KEY_PATIENCE).await;
    assert!(!window.page_text().await.contains("Not saved yet"), "a sealed key is not lost with the window");
    window.screenshots("1-sealed").await;
    window.assert_accessible("sealed").await;
    let first_step = window.step(1).await;
    window.click_in(Some(&first_step), Role::Button, "Copy certificate").await;
    let certificate =
        desktop.clipboard_when("a certificate", |text| text.contains("BEGIN CERTIFICATE")).await;
    server.register(CLIENT, &certificate).await;
    tokio::time::sleep(SAVED).await;
    let again = reopen_after_kill(window, "sealed-again").await;
    again.wait_for_text(BELONGS, PATIENCE).await;
    again.click(Role::Button, "Get token").await;
    again.wait_for_response("Token received").await;
    assert_nowhere(&data, "PRIVATE KEY");
    again.click(Role::Button, "Settings").await;
    again.wait_for_text("The key is in this computer's keychain", PATIENCE).await;
    again.screenshots("2-settings").await;
    again.assert_accessible("settings").await;

    // Without the keychain nothing is lost and the rest goes on.
    again.kill();
    drop(keyring);
    let without = Window::open_on(desktop.clone(), data, "sealed-without", &Opening::default()).await;
    without.wait_for_text("The private key is sealed and cannot be opened now", PATIENCE).await;
    assert_eq!(without.value("API key (client ID)").await, CLIENT);
    without.screenshot("1-shut").await;
    without.assert_accessible("no keychain any more").await;
    let _keyring = Keyring::start(&desktop, "sealed-back");
    without.click(Role::Button, "Try again").await;
    without.wait_for_text(BELONGS, PATIENCE).await;
}

#[tokio::test]
async fn without_a_keychain_the_person_is_asked_and_their_passphrase_opens_the_key() {
    let window = open_new("asked").await;
    paste(&window, &make_key_pair()).await;
    window.wait_for_text("The private key is not stored yet", PATIENCE).await;
    window.screenshots("1-not-stored").await;
    window.click(Role::Button, "Choose a passphrase…").await;
    window.one(Role::Dialog, "How shall private keys be kept?").await;
    window.fill("Passphrase", "kettle orbit canyon").await;
    window.fill("Passphrase again", "kettle orbit").await;
    window.wait_for_text("The two passphrases differ", PATIENCE).await;
    window.screenshots("2-question").await;
    window.assert_accessible("the question").await;
    window.fill("Passphrase again", "kettle orbit canyon").await;
    window.click(Role::Button, "Use this passphrase").await;
    window.wait_for_text("your passphrase opens it", PATIENCE).await;
    assert_nowhere(&window.data, "PRIVATE KEY");
    assert_nowhere(&window.data, "kettle");

    let again = reopen_after_kill(window, "asked-again").await;
    again.one(Role::Dialog, "Unlock your private keys").await;
    again.fill("Passphrase", "another one").await;
    again.click(Role::Button, "Unlock").await;
    again.wait_for_text("This is not the passphrase", PATIENCE).await;
    again.screenshots("1-wrong").await;
    again.assert_accessible("wrong passphrase").await;
    again.fill("Passphrase", "kettle orbit canyon").await;
    again.click(Role::Button, "Unlock").await;
    again.wait_for_text(BELONGS, PATIENCE).await;
}

#[tokio::test]
async fn kept_for_this_session_only_a_key_is_in_no_file_and_gone_with_the_window() {
    let window = open_new("session-only").await;
    window.fill("Notes", "still here").await;
    paste(&window, &make_key_pair()).await;
    window.click(Role::Button, "For this session only").await;
    window.wait_for_text("The private key is kept for this session only", PATIENCE).await;
    window.assert_accessible("session only").await;
    tokio::time::sleep(SAVED).await;
    assert_nowhere(&window.data, "PRIVATE KEY");
    let again = reopen_after_kill(window, "session-only-again").await;
    again.one(Role::TextField, "Private key or certificate text").await;
    again.wait_for_text("The private key is gone: it was kept for one session only", PATIENCE).await;
    again.one(Role::Button, "Generate a key pair").await;
    again.screenshots("1-gone").await;
    again.assert_accessible("the key is gone").await;
    assert_eq!(again.value("Notes").await, "still here");
}

#[tokio::test]
async fn after_a_reset_keychain_the_person_begins_anew_and_keys_are_stored_again() {
    let desktop = Arc::new(Desktop::start("reset", Theme::default()));
    let keyring = Keyring::start(&desktop, "reset");
    let data = desktop.home().join("data");
    let window = Window::open_on(desktop.clone(), data.clone(), "reset", &Opening::default()).await;
    window.click(Role::Button, "Add a credential").await;
    paste(&window, &make_key_pair()).await;
    window.wait_for_text("Stored on this computer, encrypted", PATIENCE).await;
    tokio::time::sleep(SAVED).await;
    window.kill();
    drop(keyring);
    fs::remove_dir_all(desktop.home().join(".local/share/keyrings")).expect("the keychain can be reset");

    let _keyring = Keyring::start(&desktop, "reset-new");
    let window = Window::open_on(desktop, data, "reset-again", &Opening::default()).await;
    window.wait_for_text("not in this computer's keychain any more", PATIENCE).await;
    window.screenshots("1-lost").await;
    window.click(Role::Button, "Begin anew…").await;
    window.one(Role::Dialog, "Forget what cannot be opened?").await;
    window.screenshots("2-question").await;
    window.assert_accessible("begin anew").await;
    window.click(Role::Button, "Forget them").await;
    window.wait_for_text("The private key is gone", PATIENCE).await;
    window.click(Role::Button, "Generate a key pair").await;
    window.wait_for_text("Stored on this computer, encrypted", KEY_PATIENCE).await;
}

#[tokio::test]
async fn all_credentials_are_checked_and_the_history_has_each_request() {
    let server = OidcProvider::start("board");
    let (known, unknown) = (make_key_pair(), make_key_pair());
    server.register(CLIENT, &certificate_of(&known)).await;
    let window = open_new("board").await;
    choose(&window, "New credential", "Rename").await;
    window.fill("Name of the credential", "Known").await;
    let field = window.one(Role::TextField, "Name of the credential").await;
    window.session().type_keys(&field, ENTER).await.expect("Enter is typed");
    for (name, key_pair) in [("Known", &known), ("Unknown", &unknown)] {
        if name == "Unknown" {
            add(&window, name).await;
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
    let text = window.page_text().await;
    for words in ["Token", "Refused", "Not sent", "There is no private key yet"] {
        assert!(text.contains(words), "{words:?} is on the board:\n{text}");
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
    let attempt = window.one(Role::Region, "Request from the history").await;
    let sent = window.text(&attempt).await;
    assert!(sent.contains("client_credentials"), "the request is shown:\n{sent}");

    let script = "for (const box of document.querySelectorAll('.screen li input')) box.click()";
    window.session().execute(script, serde_json::json!([])).await.expect("both are ticked");
    window.click(Role::Button, "Compare two").await;
    window.one(Role::Heading, "What differs").await;
    window.wait_for_text("Status", PATIENCE).await;
    window.screenshots("4-compared").await;
    window.assert_accessible("compared").await;

    window.fill("Search the history", "unknown").await;
    window.wait_for_text("1 request", PATIENCE).await;
    window.fill("Search the history", "known").await;
    window.wait_for_text("2 requests", PATIENCE).await;
    window.click(Role::Button, "Delete all…").await;
    window.one(Role::Dialog, "Delete the whole history?").await;
    window.click(Role::Button, "Delete").await;
    window.wait_for_text("Nothing found", PATIENCE).await;
}

async fn open_first(window: &Window, credential: &str) {
    let script = "const [name] = arguments;\
        [...document.querySelectorAll('.screen li button')].find(row => row.textContent.includes(name)).click()";
    window.session().execute(script, serde_json::json!([credential])).await.expect("it is clicked");
}

#[tokio::test]
async fn while_the_file_is_held_by_another_program_it_is_said_and_nothing_typed_is_lost() {
    let window = open_new("held").await;
    window.fill("Notes", "before").await;
    tokio::time::sleep(SAVED).await;
    let file = window.data.join("countersign.sqlite");
    let other = rusqlite::Connection::open(&file).expect("the file can be opened");
    other.execute_batch("BEGIN EXCLUSIVE").expect("the file can be held");
    window.fill("Notes", "typed meanwhile").await;
    window.wait_for_text("What you typed is not saved", PATIENCE).await;
    window.screenshots("1-held").await;
    window.assert_accessible("held").await;
    other.execute_batch("ROLLBACK").expect("the file can be let go");
    window
        .wait_until("it is saved by itself", PATIENCE, async || {
            !window.page_text().await.contains("What you typed is not saved")
        })
        .await;
    let again = reopen_after_kill(window, "held-again").await;
    again
        .wait_until("what was typed is there again", PATIENCE, async || {
            again.value("Notes").await == "typed meanwhile"
        })
        .await;
}

#[tokio::test]
async fn a_second_start_on_the_same_data_ends_at_once_and_another_data_folder_has_its_own_window() {
    let window = Window::open("second", &Opening::default()).await;
    window.one(Role::Button, "Add a credential").await;
    let started = Instant::now();
    let mut second = window.desktop.command(program());
    let mut second =
        second.env("COUNTERSIGN_DATA_DIR", &window.data).spawn().expect("the program can be started");
    let status = loop {
        if let Some(status) = second.try_wait().expect("it can be asked") {
            break status;
        }
        if started.elapsed() > PATIENCE {
            second.kill().expect("it can be ended");
            panic!("the second start ends by itself");
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    assert!(status.success(), "{status}");
    let other = window.desktop.home().join("other-data");
    let beside = Window::open_on(window.desktop.clone(), other, "second-beside", &Opening::default()).await;
    beside.one(Role::Button, "Add a credential").await;
    window.one(Role::Button, "Add a credential").await;
}

#[tokio::test]
async fn everything_is_deleted_only_for_a_typed_word_and_then_it_is_gone() {
    let window = open_new("everything").await;
    add(&window, "To go").await;
    window.fill("API key (client ID)", "canary-client-of-this-test").await;
    tokio::time::sleep(SAVED).await;
    window.click(Role::Button, "Settings").await;
    window.click(Role::Button, "Delete everything…").await;
    window.one(Role::Dialog, "Delete everything?").await;
    window.screenshots("1-question").await;
    window.assert_accessible("delete everything").await;
    window.fill("Type “delete” to confirm", "delete").await;
    window.click(Role::Button, "Delete everything now").await;
    window.one(Role::Heading, "Test an API credential").await;
    window.click(Role::Button, "Add a credential").await;
    assert_eq!(listed(&window).await, ["New credential"]);
    assert_eq!(window.value("API key (client ID)").await, "");
    tokio::time::sleep(SAVED).await;
    let (_desktop, data) = (window.desktop.clone(), window.data.clone());
    window.close().await;
    for (name, bytes) in
        files_below(&data).into_iter().filter(|(name, _)| name.contains("countersign.sqlite"))
    {
        let canary = b"canary-client-of-this-test";
        assert!(!bytes.windows(canary.len()).any(|window| window == canary), "it is still in {name}");
    }
}
