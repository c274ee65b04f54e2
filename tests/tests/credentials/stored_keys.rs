//! Where a private key is between two starts: sealed with a real keychain, sealed with a passphrase, nowhere, or in
//! files.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use countersign_tests::desktop::{Desktop, Theme};
use countersign_tests::file_dialog::FileDialog;
use countersign_tests::identity::{certificate_of, make_key_pair};
use countersign_tests::keyring::Keyring;
use countersign_tests::servers::oidc_provider::OidcProvider;
use countersign_tests::steps::{
    BELONGS, CLIENT, KEY_PATIENCE, add_first_credential, open_with_a_credential, paste, private_key_of,
    send_to,
};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

use super::common::{assert_nowhere, reopen_after_kill};

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
    window.wait_for_text("Stored encrypted on this computer", KEY_PATIENCE).await;
    // Closing the window does not lose a sealed key.
    window.wait_until_unsaid("hasn't been saved").await;
    window.screenshots("1-sealed").await;
    window.assert_accessible("sealed").await;
    let first_step = window.step(1).await;
    window.click_in(Some(&first_step), Role::Button, "Copy certificate").await;
    let certificate =
        desktop.clipboard_when("a certificate", |text| text.contains("BEGIN CERTIFICATE")).await;
    server.register(CLIENT, &certificate).await;
    window.wait_until_stored(&server.token_endpoint).await;
    let again = reopen_after_kill(window, "sealed-again").await;
    again.wait_for_text(BELONGS, PATIENCE).await;
    again.click(Role::Button, "Get token").await;
    again.wait_for_response("Token received").await;
    assert_nowhere(&data, "PRIVATE KEY");
    again.click(Role::Button, "Settings").await;
    again.wait_for_text("The key is in this computer's keychain", PATIENCE).await;
    again.screenshots("2-settings").await;
    again.assert_accessible("settings").await;

    // Without the keychain nothing is lost, and everything else works.
    again.kill();
    drop(keyring);
    let without = Window::open_on(desktop.clone(), data, "sealed-without", &Opening::default()).await;
    without.wait_for_text("The private key is encrypted and can't be opened now", PATIENCE).await;
    without.wait_for_value("API key (client ID)", CLIENT).await;
    without.screenshot("1-shut").await;
    without.assert_accessible("no keychain any more").await;
    // The person is not told to make another pair in place of a sealed one.
    without.wait_for_response("The private key can't be opened now").await;
    without.click(Role::Button, "Get token").await;
    without.wait_for_response("Request not sent").await;
    without.wait_for_response("See step 1").await;
    without.screenshots("2-not-sent").await;
    let page = without.page_text().await;
    assert!(!page.contains("Generate a key pair"), "{page}");
    without.click(Role::Button, "Go to step 1").await;
    without.wait_for_focus("button Try again").await;
    let _keyring = Keyring::start(&desktop, "sealed-back");
    without.click(Role::Button, "Try again").await;
    without.wait_for_text(BELONGS, PATIENCE).await;
}

#[tokio::test]
async fn without_a_keychain_the_person_is_asked_and_their_passphrase_opens_the_key() {
    let window = open_with_a_credential("asked").await;
    paste(&window, &make_key_pair()).await;
    window.wait_for_text("The private key isn't stored in Countersign yet", PATIENCE).await;
    window.screenshots("1-not-stored").await;
    window.click(Role::Button, "Choose a passphrase…").await;
    window.one(Role::Dialog, "How should Countersign store private keys?").await;
    window.fill("Passphrase", "kettle orbit canyon").await;
    window.fill("Repeat passphrase", "kettle orbit").await;
    window.wait_for_text("The passphrases don't match", PATIENCE).await;
    window.screenshots("2-question").await;
    window.assert_accessible("the question").await;
    window.fill("Repeat passphrase", "kettle orbit canyon").await;
    window.click(Role::Button, "Use this passphrase").await;
    window.wait_for_text("protected by your passphrase", PATIENCE).await;
    assert_nowhere(&window.data, "PRIVATE KEY");
    assert_nowhere(&window.data, "kettle");

    let again = reopen_after_kill(window, "asked-again").await;
    again.one(Role::Dialog, "Unlock your private keys").await;
    again.fill("Passphrase", "another one").await;
    again.click(Role::Button, "Unlock").await;
    again.wait_for_text("Wrong passphrase", PATIENCE).await;
    again.screenshots("1-wrong").await;
    again.assert_accessible("wrong passphrase").await;
    again.fill("Passphrase", "kettle orbit canyon").await;
    again.click(Role::Button, "Unlock").await;
    again.wait_for_text(BELONGS, PATIENCE).await;
}

#[tokio::test]
async fn a_key_for_this_session_only_is_in_no_file_and_gone_with_the_window() {
    let window = open_with_a_credential("session-only").await;
    window.fill("Notes", "still here").await;
    paste(&window, &make_key_pair()).await;
    window.click(Role::Button, "For this session only").await;
    window.wait_for_text("The private key is available for this session only", PATIENCE).await;
    window.assert_accessible("session only").await;
    window.wait_until_stored("still here").await;
    assert_nowhere(&window.data, "PRIVATE KEY");
    let again = reopen_after_kill(window, "session-only-again").await;
    again.one(Role::TextField, "Private key or certificate text").await;
    again.wait_for_value("Notes", "still here").await;
    again
        .wait_for_text("The private key is no longer available: it was for one session only", PATIENCE)
        .await;
    again.one(Role::Button, "Generate a key pair").await;
    again.screenshots("1-gone").await;
    again.assert_accessible("the key is gone").await;
}

#[tokio::test]
async fn after_the_keychain_was_reset_the_person_starts_over_and_keys_are_stored_again() {
    let desktop = Arc::new(Desktop::start("reset", Theme::default()));
    let keyring = Keyring::start(&desktop, "reset");
    let data = desktop.home().join("data");
    let window = Window::open_on(desktop.clone(), data.clone(), "reset", &Opening::default()).await;
    add_first_credential(&window).await;
    paste(&window, &make_key_pair()).await;
    window.wait_for_text("Stored encrypted on this computer", PATIENCE).await;
    window.kill();
    drop(keyring);
    fs::remove_dir_all(desktop.home().join(".local/share/keyrings")).expect("the keychain can be reset");

    let _keyring = Keyring::start(&desktop, "reset-new");
    let window = Window::open_on(desktop, data, "reset-again", &Opening::default()).await;
    window.wait_for_text("no longer in this computer's keychain", PATIENCE).await;
    window.screenshots("1-lost").await;
    window.click(Role::Button, "Start over…").await;
    window.one(Role::Dialog, "Delete the secrets that can't be opened?").await;
    window.screenshots("2-question").await;
    window.assert_accessible("start over").await;
    window.click(Role::Button, "Delete secrets").await;
    window.wait_for_text("The private key is no longer available", PATIENCE).await;
    window.click(Role::Button, "Generate a key pair").await;
    window.wait_for_text("Stored encrypted on this computer", KEY_PATIENCE).await;
}

/// The number of sealed secrets in the store of a data folder.
fn sealed_secrets(data: &Path) -> u32 {
    let store = rusqlite::Connection::open(data.join("countersign.sqlite")).expect("the file can be opened");
    store.query_row("SELECT count(*) FROM secret", [], |row| row.get(0)).expect("it has secrets, or none")
}

#[tokio::test]
async fn a_key_that_is_read_from_its_files_each_time_is_there_after_a_restart_and_never_sealed() {
    let desktop = Arc::new(Desktop::start("in-files", Theme::default()));
    let _keyring = Keyring::start(&desktop, "in-files");
    let folder = desktop.folder("my keys");
    let key_pair = make_key_pair();
    // The person's own files, in a folder that is removed with the test.
    fs::write(folder.join("shop key.pem"), private_key_of(&key_pair)).expect("a new folder is writable");
    fs::write(folder.join("shop cert.pem"), certificate_of(&key_pair)).expect("a new folder is writable");
    let data = desktop.home().join("data");
    let window = Window::open_on(desktop.clone(), data.clone(), "in-files", &Opening::default()).await;
    add_first_credential(&window).await;
    for (file, then) in [("shop key.pem", "from shop key.pem"), ("shop cert.pem", BELONGS)] {
        window.click(Role::Button, "Use existing files…").await;
        let path = folder.join(file);
        FileDialog::wait(&desktop).await.choose(path.to_str().expect("the path is text")).await;
        window.wait_for_text(then, PATIENCE).await;
    }
    window.wait_for_text("Stored encrypted on this computer", PATIENCE).await;
    window.screenshots("1-sealed").await;
    assert_eq!(sealed_secrets(&data), 1, "until the person says otherwise");

    window
        .click(Role::Button, "Read from shop key.pem and shop cert.pem each time, don't store the key")
        .await;
    window.wait_for_text("each time. Countersign doesn't store the key", PATIENCE).await;
    window.screenshots("2-each-time").await;
    window.assert_accessible("read from its files").await;
    assert_eq!(sealed_secrets(&data), 0);

    let again = reopen_after_kill(window, "in-files-again").await;
    again.wait_for_text(BELONGS, PATIENCE).await;
    again.wait_for_text("each time. Countersign doesn't store the key", PATIENCE).await;
    assert_eq!(sealed_secrets(&data), 0);
    assert_nowhere(&data, "PRIVATE KEY");

    // The key's file is elsewhere for a while. The window says so, and nothing replaces the key.
    let (key, aside) = (folder.join("shop key.pem"), folder.join("elsewhere.pem"));
    fs::rename(&key, &aside).expect("the person's own file can be moved");
    let again = reopen_after_kill(again, "in-files-gone").await;
    again.wait_for_text("Nothing was changed. Fix the files and try again", PATIENCE).await;
    let page = again.page_text().await;
    assert!(page.contains("shop key.pem"), "the file is named:\n{page}");
    again.screenshots("1-gone").await;
    again.assert_accessible("the file is gone").await;
    assert_eq!(sealed_secrets(&data), 0);
    fs::rename(&aside, &key).expect("the person's own file can be moved");
    again.click(Role::Button, "Try again").await;
    again.wait_for_text(BELONGS, PATIENCE).await;

    again.click(Role::Button, "Store it here instead").await;
    again.wait_for_text("Stored encrypted on this computer", PATIENCE).await;
    assert_eq!(sealed_secrets(&data), 1);
    for file in ["shop key.pem", "shop cert.pem"] {
        fs::remove_file(folder.join(file)).expect("the person's own file can go now");
    }
    let without = reopen_after_kill(again, "in-files-sealed").await;
    without.wait_for_text(BELONGS, PATIENCE).await;
}
