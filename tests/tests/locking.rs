//! Secrets have an end, in the real window: locking wipes what is sealed, names what would be lost, and work goes on after
//! unlocking; what was copied leaves the clipboard.
#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign_tests::canaries::Canaries;
use countersign_tests::desktop::{Desktop, Theme};
use countersign_tests::file_dialog::FileDialog;
use countersign_tests::guarded::output_within;
use countersign_tests::identity::{certificate_of, make_key_pair};
use countersign_tests::keyring::Keyring;
use countersign_tests::login_manager::LoginManager;
use countersign_tests::memory::{find_in_memory, private_rsa_keys};
use countersign_tests::prepared_key::{LOOKED_AT, is_on_battery, program_of, wait_until_made};
use countersign_tests::processes;
use countersign_tests::servers::oidc_provider::OidcProvider;
use countersign_tests::steps::{
    BELONGS, CLIENT, KEY_PATIENCE, add_first_credential, generate, open_with_a_credential, paste, send_to,
};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

const PASSPHRASE: &str = "kettle orbit canyon waltz";
const WOULD_BE_LOST: &str = "Some private keys would be lost";
/// The shortest time that can be chosen for a secret in the clipboard, and some patience.
const CLIPBOARD_PATIENCE: Duration = Duration::from_secs(75);

async fn choose_passphrase(window: &Window) {
    window.click(Role::Button, "Choose a passphrase…").await;
    window.fill("Passphrase", PASSPHRASE).await;
    window.fill("Repeat passphrase", PASSPHRASE).await;
    window.click(Role::Button, "Use this passphrase").await;
    window.wait_for_text("protected by your passphrase", PATIENCE).await;
}

async fn copied_token(window: &Window) -> String {
    let response = window.one(Role::Region, "Response").await;
    window.click_in(Some(&response), Role::Button, "Copy token").await;
    window.desktop.clipboard_when("the token", |text| text.len() > 20 && !text.contains("BEGIN")).await
}

#[tokio::test]
async fn after_locking_a_sealed_key_opens_with_its_passphrase_and_the_request_goes_on() {
    let server = OidcProvider::start("lock-sealed");
    let pair = make_key_pair();
    server.register(CLIENT, &certificate_of(&pair)).await;
    let window = open_with_a_credential("lock-sealed").await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to(&window, &server).await;
    paste(&window, &pair).await;
    choose_passphrase(&window).await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("Token received").await;
    let token = copied_token(&window).await;

    window.press_with_ctrl("l").await;
    window.one(Role::Region, "Locked").await;
    window.wait_for_text("The private key is locked", PATIENCE).await;
    assert_ne!(window.desktop.clipboard(), token, "the token left the clipboard");
    window.wait_for_response("Token received").await;
    let response = window.one(Role::Region, "Response").await;
    assert!(window.all(Some(&response), Role::Button, "Copy token").await.is_empty(), "its token was wiped");
    assert!(window.page_text().await.contains(CLIENT), "what was typed is there");
    window.screenshots("1-locked").await;
    window.assert_accessible("locked").await;

    window.click(Role::Button, "Get token").await;
    let dialog = window.one(Role::Dialog, "Unlock your private keys").await;
    window.fill_secret("Passphrase", "another one").await;
    window.click_in(Some(&dialog), Role::Button, "Unlock").await;
    window.wait_for_text("Wrong passphrase", PATIENCE).await;
    window.fill_secret("Passphrase", PASSPHRASE).await;
    window.click_in(Some(&dialog), Role::Button, "Unlock").await;
    window.wait_until_gone(Role::Region, "Locked").await;
    window
        .wait_until("a new token is there", PATIENCE, async || {
            let response = window.one(Role::Region, "Response").await;
            !window.all(Some(&response), Role::Button, "Copy token").await.is_empty()
        })
        .await;
    assert_ne!(copied_token(&window).await, token);

    // What somebody else copied meanwhile stays.
    window.desktop.set_clipboard("something else");
    window.press_with_ctrl("l").await;
    window.one(Role::Region, "Locked").await;
    assert_eq!(window.desktop.clipboard(), "something else");
}

#[tokio::test]
async fn locking_names_a_key_that_would_be_lost_and_locks_once_it_is_saved() {
    let window = Window::open("lock-unsaved", &Opening { theme: Theme::Dark, ..Opening::default() }).await;
    generate(&window).await;
    window.click(Role::Button, "Lock now").await;
    let dialog = window.one(Role::Dialog, WOULD_BE_LOST).await;
    let said = window.text(&dialog).await;
    assert!(said.contains("New credential (not saved)"), "{said}");
    window.screenshots("1-question").await;
    window.assert_accessible("a key would be lost").await;
    window.click_in(Some(&dialog), Role::Button, "Cancel").await;
    window.wait_until_gone(Role::Dialog, WOULD_BE_LOST).await;
    assert!(window.page_text().await.contains(BELONGS), "nothing was locked");

    window.click(Role::Button, "Lock now").await;
    let dialog = window.one(Role::Dialog, WOULD_BE_LOST).await;
    let folder = window.desktop.folder("saved before locking");
    window.click_in(Some(&dialog), Role::Button, "Save files…").await;
    FileDialog::wait(&window.desktop).await.choose(folder.to_str().expect("the path is text")).await;
    window.one(Role::Region, "Locked").await;
    assert!(folder.join("key.pem").is_file());
    window.screenshots("2-locked").await;
    // Nothing is sealed, so nothing is asked.
    let bar = window.one(Role::Region, "Locked").await;
    window.click_in(Some(&bar), Role::Button, "Unlock").await;
    window.wait_until_gone(Role::Region, "Locked").await;
    window.wait_for_text("Its private key is missing", PATIENCE).await;
}

#[tokio::test]
async fn locking_with_the_screen_and_before_sleep_loses_no_key() {
    let desktop = Arc::new(Desktop::start("lock-screen", Theme::Light));
    let logind = LoginManager::start(&desktop);
    let data = desktop.home().join("data");
    let window = Window::open_on(desktop.clone(), data, "lock-screen", &Opening::default()).await;
    generate(&window).await;
    window.wait_until("the program delays the sleep", PATIENCE, async || logind.is_delayed()).await;

    let mut signal = desktop.command("dbus-send");
    signal.args(["--session", "--type=signal", "/org/freedesktop/ScreenSaver"]);
    signal.args(["org.freedesktop.ScreenSaver.ActiveChanged", "boolean:true"]);
    output_within(&mut signal, PATIENCE).expect("the signal is sent");
    let bar = window.one(Role::Region, "Locked").await;
    let said = window.text(&bar).await;
    assert!(said.contains("The screen was locked"), "{said}");
    assert!(said.contains("New credential (not saved)"), "the key in memory is named: {said}");
    window.screenshots("1-locked").await;
    window.assert_accessible("locked with the screen").await;
    window.click_in(Some(&bar), Role::Button, "Unlock").await;
    window.wait_until_gone(Role::Region, "Locked").await;
    window.wait_for_text(BELONGS, PATIENCE).await;

    // The computer sleeps only after secrets are wiped.
    logind.sleep();
    let bar = window.one(Role::Region, "Locked").await;
    let said = window.text(&bar).await;
    assert!(said.contains("The computer went to sleep"), "{said}");
    logind.wake();
    window.wait_until("the program delays the next sleep", PATIENCE, async || logind.is_delayed()).await;
}

#[tokio::test]
async fn after_locking_the_program_has_neither_the_private_key_nor_the_token_in_its_memory() {
    let server = OidcProvider::start("lock-memory");
    let desktop = Arc::new(Desktop::start("lock-memory", Theme::Light));
    let _keyring = Keyring::start(&desktop, "lock-memory");
    let data = desktop.home().join("data");
    let window = Window::open_on(desktop.clone(), data, "lock-memory", &Opening::default()).await;
    add_first_credential(&window).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to(&window, &server).await;
    // A key that is made here is never in the page.
    window.click(Role::Button, "Generate a key pair").await;
    window.wait_for_text("Stored encrypted on this computer", KEY_PATIENCE).await;
    let step = window.step(1).await;
    window.click_in(Some(&step), Role::Button, "Copy certificate").await;
    let certificate =
        desktop.clipboard_when("a certificate", |text| text.contains("BEGIN CERTIFICATE")).await;
    server.register(CLIENT, &certificate).await;
    let folder = desktop.folder("saved");
    window.click_in(Some(&step), Role::Button, "Save files…").await;
    FileDialog::wait(&desktop).await.choose(folder.to_str().expect("the path is text")).await;
    window.wait_for_text("key.pem", PATIENCE).await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("Token received").await;
    let token = copied_token(&window).await;

    let key = Canaries::new(pieces(&fs::read_to_string(folder.join("key.pem")).expect("it was saved")));
    let token = Canaries::new([("the token", token)]);
    let processes = processes::in_group(window.process_group());
    let program = &processes.iter().find(|process| process.is_program()).expect("it runs").id.to_string();
    for canaries in [&key, &token] {
        assert!(find_in_memory(program, canaries).is_some(), "while it is in use, it is found");
    }
    window.click(Role::Button, "Lock now").await;
    let bar = window.one(Role::Region, "Locked").await;
    window.wait_for_text("The private key is locked", PATIENCE).await;
    for canaries in [&key, &token] {
        // A thread that just wrote it may still have it on its stack.
        window
            .wait_for("what is left in memory", async || find_in_memory(program, canaries), &None::<String>)
            .await;
    }
    // The keychain gives the sealing key again.
    window.click_in(Some(&bar), Role::Button, "Unlock").await;
    window.wait_until_gone(Role::Region, "Locked").await;
    window.wait_for_text("matching certificate", PATIENCE).await;
}

/// The private half of a 4096-bit key in pieces, from its PEM text; each as it is in the file, and in the order in which
/// the cryptography library computes.
fn pieces(pem: &str) -> Vec<(&'static str, Vec<u8>)> {
    let inside: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let der = STANDARD.decode(inside).expect("the text is Base64");
    // After version, modulus and public exponent.
    let private = der[600..].chunks_exact(24).map(|piece| ("the private key", piece.to_vec()));
    let reversed = private.clone().map(|(name, piece)| (name, piece.into_iter().rev().collect()));
    private.chain(reversed).collect()
}

#[tokio::test]
async fn a_key_that_was_made_in_advance_is_wiped_with_the_lock_and_nobody_is_asked_about_it() {
    if is_on_battery() {
        return;
    }
    let window = open_with_a_credential("lock-prepared").await;
    let program = program_of(&window);
    let is_there = async || !private_rsa_keys(&program).is_empty();
    wait_until_made(&window, &BTreeSet::new()).await;
    assert!(!window.page_text().await.contains("not saved"), "nothing would be lost with it");
    window.click(Role::Button, "Lock now").await;
    let bar = window.one(Role::Region, "Locked").await;
    window.wait_until("it is gone", PATIENCE, async || !is_there().await).await;
    // The step still has no key, but none is made while secrets are locked.
    tokio::time::sleep(LOOKED_AT * 2).await;
    assert!(!is_there().await);
    window.click_in(Some(&bar), Role::Button, "Unlock").await;
    wait_until_made(&window, &BTreeSet::new()).await;
}

#[tokio::test]
async fn a_copied_token_leaves_the_clipboard_after_its_time_and_locking_is_a_setting() {
    let server = OidcProvider::start("lock-clipboard");
    let pair = make_key_pair();
    server.register(CLIENT, &certificate_of(&pair)).await;
    let window = open_with_a_credential("lock-clipboard").await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to(&window, &server).await;
    paste(&window, &pair).await;
    window.click(Role::Button, "Settings").await;
    choose(&window, "Clear a copied token or request from the clipboard", "thirty").await;
    choose(&window, "Lock when the window isn't used", "sixty").await;
    window.screenshots("1-settings").await;
    window.assert_accessible("when secrets end").await;
    window.click(Role::Button, "countersign tests, Private key not saved, Not tested yet").await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("Token received").await;
    let token = copied_token(&window).await;
    window.wait_for_text("Copied for 30 s", PATIENCE).await;
    window.wait_for_text("The token was removed from the clipboard", CLIPBOARD_PATIENCE).await;
    assert_ne!(window.desktop.clipboard(), token);
    window.screenshot("2-left").await;
    window.assert_accessible("the token left the clipboard").await;
}

/// Chooses the option with a value that begins like this, in the drop-down choice with this label.
async fn choose(window: &Window, label: &str, value: &str) {
    window.wait_for_text(label, PATIENCE).await;
    let script = "const [label, value] = arguments;
        const select = [...document.querySelectorAll('label')].find((each) => each.textContent === label).control;
        select.selectedIndex = [...select.options].findIndex((option) => option.value.startsWith(value));
        select.dispatchEvent(new Event('change', { bubbles: true }))";
    let chosen = window.session().execute(script, serde_json::json!([label, value])).await;
    chosen.expect("the choice is there");
}
