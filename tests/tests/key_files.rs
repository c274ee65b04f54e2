//! Where a private key is between two starts, in the real window: in the person's files, which may have changed;
//! stored although replaced; deleted. Also the way from the board to a new pair.
#![cfg(target_os = "linux")]

use std::fs;
use std::sync::Arc;

use countersign_core::certificate::{CertificateOptions, make_self_signed};
use countersign_core::key_pair::KeyPair;
use countersign_core::moment::{Clock as _, UnixSeconds};
use countersign_tests::desktop::{Desktop, Theme};
use countersign_tests::file_dialog::FileDialog;
use countersign_tests::identity::{SystemClock, certificate_of, make_key_pair};
use countersign_tests::keyring::Keyring;
use countersign_tests::servers::oidc_provider::OidcProvider;
use countersign_tests::steps::{choose_for_key_pair, send_to_endpoint};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};
use secrecy::ExposeSecret as _;

const BELONGS: &str = "The certificate belongs to this key";

fn text_of(pair: &KeyPair) -> String {
    // The person has the key's text in a file.
    let key = pair.private_key().expect("it has a private key").to_pkcs8_pem();
    format!("{}{}", key.expose_secret(), certificate_of(pair))
}

async fn reopen_after_kill(window: Window, name: &str) -> Window {
    let (desktop, data) = (window.desktop.clone(), window.data.clone());
    window.kill();
    let opening = Opening { theme: Theme::Dark, ..Opening::default() };
    Window::open_on(desktop, data, name, &opening).await
}

#[tokio::test]
async fn a_key_file_that_is_gone_or_changed_is_reported_and_read_again_when_it_is_back() {
    let desktop = Arc::new(Desktop::start("key-files", Theme::Dark));
    let _keyring = Keyring::start(&desktop, "key-files");
    let file = desktop.folder("keys").join("pair.pem");
    let pair = make_key_pair();
    fs::write(&file, text_of(&pair)).expect("the home folder is writable");
    let data = desktop.home().join("data");
    let opening = Opening { theme: Theme::Dark, ..Opening::default() };
    let window = Window::open_on(desktop.clone(), data, "key-files", &opening).await;
    window.click(Role::Button, "Add a credential").await;
    window.click(Role::Button, "Use existing files…").await;
    FileDialog::wait(&desktop).await.choose(file.to_str().expect("the path is text")).await;
    window.wait_for_text("Stored encrypted on this computer", PATIENCE).await;
    window.click(Role::Button, "Read from pair.pem each time, don't store the key").await;
    window.wait_for_text("Countersign doesn't store the key", PATIENCE).await;

    fs::remove_file(&file).expect("it is ours");
    let window = reopen_after_kill(window, "key-files-gone").await;
    window.wait_for_text("The file couldn't be read", PATIENCE).await;
    window.screenshots("1-gone").await;
    window.assert_accessible("a key file is gone").await;
    window.click(Role::Button, "Check all credentials").await;
    window.click(Role::Button, "Check 1 credential").await;
    window.wait_for_text("1 of 1 done", PATIENCE).await;
    // The board says so too.
    window.wait_for_text("couldn't be read", PATIENCE).await;
    window.click(Role::Button, "Show countersign tests").await;

    let renewed_elsewhere = make_key_pair();
    fs::write(&file, text_of(&renewed_elsewhere)).expect("the home folder is writable");
    window.click(Role::Button, "Try again").await;
    window.wait_for_text("The files contain a different key pair", PATIENCE).await;
    window.wait_for_text(BELONGS, PATIENCE).await;
    window.screenshots("2-another").await;
    window.assert_accessible("another pair in the file").await;
    let window = reopen_after_kill(window, "key-files-back").await;
    window.wait_for_text(BELONGS, PATIENCE).await;
    // It is reported once.
    window.wait_until_unsaid("another key pair").await;
}

#[tokio::test]
async fn a_replaced_pair_stays_stored_until_the_person_removes_it() {
    let desktop = Arc::new(Desktop::start("removed-but-stored", Theme::Dark));
    let _keyring = Keyring::start(&desktop, "removed-but-stored");
    let data = desktop.home().join("data");
    let opening = Opening { theme: Theme::Dark, ..Opening::default() };
    let window = Window::open_on(desktop.clone(), data, "removed-but-stored", &opening).await;
    window.click(Role::Button, "Add a credential").await;
    window.paste("Private key or certificate text", &text_of(&make_key_pair())).await;
    window.wait_for_text("Stored encrypted on this computer", PATIENCE).await;
    choose_for_key_pair(&window, "Replace").await;
    window.wait_for_text("stays stored until you load another", PATIENCE).await;
    window.screenshots("1-removed-but-stored").await;
    window.assert_accessible("put aside").await;
    let window = reopen_after_kill(window, "removed-but-stored-again").await;
    window.wait_for_text(BELONGS, PATIENCE).await;

    // A certificate for another key is not a new pair yet.
    choose_for_key_pair(&window, "Replace").await;
    window.paste("Private key or certificate text", &certificate_of(&make_key_pair())).await;
    window.wait_for_text("The new certificate is stored once its private key is loaded", PATIENCE).await;
    window.screenshots("1-certificate-alone").await;
    window.assert_accessible("another certificate").await;
    let window = reopen_after_kill(window, "removed-but-stored-still").await;
    window.wait_for_text(BELONGS, PATIENCE).await;

    choose_for_key_pair(&window, "Replace").await;
    window.click(Role::Button, "Remove key pair").await;
    window.wait_until_unsaid("stays stored until you load another").await;
    window.click(Role::Button, "Restore previous key pair").await;
    window.wait_for_text("Stored encrypted on this computer", PATIENCE).await;
    choose_for_key_pair(&window, "Replace").await;
    window.click(Role::Button, "Remove key pair").await;
    window.wait_until_unsaid("stays stored until you load another").await;
    let window = reopen_after_kill(window, "removed-but-stored-removed").await;
    // If its only credential is empty, the program starts as on the first day.
    window.one(Role::Button, "Add a credential").await;
    window.wait_until_unsaid(BELONGS).await;
}

#[tokio::test]
async fn the_board_leads_to_a_new_pair_if_a_certificate_expires_soon() {
    const CLIENT: &str = "3f6b1f0e-5d1c-4b8e-9d6a-0c2a7f1e9b44";
    let server = OidcProvider::start("board-rotate");
    let key = make_key_pair().private_key().expect("it has one").clone();
    // Valid for a year, starting 353 days ago.
    let begun = UnixSeconds(SystemClock.now().seconds().0 - 353 * 86_400);
    let certificate = make_self_signed(&key, &CertificateOptions::default(), begun).expect("it can be made");
    let pair = KeyPair::generated(key, certificate);
    server.register(CLIENT, &certificate_of(&pair)).await;
    let desktop = Arc::new(Desktop::start("board-rotate", Theme::Dark));
    let _keyring = Keyring::start(&desktop, "board-rotate");
    let data = desktop.home().join("data");
    let opening = Opening { theme: Theme::Dark, ..Opening::default() };
    let window = Window::open_on(desktop.clone(), data, "board-rotate", &opening).await;
    window.click(Role::Button, "Add a credential").await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to_endpoint(&window, &server.token_endpoint).await;
    window.paste("Private key or certificate text", &text_of(&pair)).await;
    window.wait_for_text(BELONGS, PATIENCE).await;
    // Another credential is open while the board is shown.
    window.click(Role::Button, "Add a credential").await;
    window.click(Role::Button, "Check all credentials").await;
    window.click(Role::Button, "Check 2 credentials").await;
    window.wait_for_text("2 of 2 done", PATIENCE).await;
    window.wait_for_text("Renew the certificate before", PATIENCE).await;
    window.screenshots("1-board").await;
    window.assert_accessible("the board").await;
    window.click(Role::Button, "Rotate the key pair of API client 3f6b1f0e…").await;
    window.one(Role::Dialog, "Switch to a new key pair").await;
    window.wait_for_text(BELONGS, PATIENCE).await;
    window.screenshots("2-dialog").await;
    window.assert_accessible("rotate from the board").await;
}
