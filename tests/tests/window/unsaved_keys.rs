//! Closes the window with several keys that are saved nowhere: all of them are named, and all of them can be saved.

use std::time::Duration;

use countersign_tests::file_dialog::FileDialog;
use countersign_tests::identity::make_key_pair;
use countersign_tests::stacking::Stacking;
use countersign_tests::steps::{BELONGS, ENTER, add_first_credential, paste};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

use super::openssl::assert_openssl_says_they_belong_together;

const TITLE: &str = "Countersign";
const QUESTION: &str = "Save before closing?";
/// Two credentials may have the same name, and a name need not be one for a folder.
const NAMES: [&str; 4] = ["Staging", "Staging", "EU/US production", "Sandbox"];
const PASSPHRASE: &str = "a passphrase for four keys";

/// A window with four key pairs that last only as long as the window, because this desktop has no keychain.
async fn open_with_four_unsaved_keys(name: &str) -> (Window, Stacking) {
    let window = Window::open(name, &Opening::default()).await;
    add_first_credential(&window).await;
    for (number, called) in NAMES.into_iter().enumerate() {
        if number > 0 {
            window.click(Role::Button, "Add a credential").await;
            window.fill("Name of the credential", called).await;
        } else {
            let script = "document.querySelector('[data-credential]').dispatchEvent(\
                          new KeyboardEvent('keydown', { key: 'F2', bubbles: true }))";
            window.session().execute(script, serde_json::json!([])).await.expect("F2 is pressed");
            window.fill("Name of the credential", called).await;
        }
        let field = window.one(Role::TextField, "Name of the credential").await;
        window.session().type_keys(&field, ENTER).await.expect("Enter is typed");
        window.one(Role::Heading, called).await;
        paste(&window, &make_key_pair()).await;
        window.wait_for_text("The private key isn't stored in Countersign yet", PATIENCE).await;
    }
    let windows = Stacking::of(&window.desktop);
    (window, windows)
}

async fn press_close(window: &Window, windows: &Stacking) -> countersign_tests::webdriver::Element {
    assert!(windows.press_close(TITLE), "the window is there");
    window.one(Role::Dialog, QUESTION).await
}

async fn wait_until_closed(window: &Window, windows: &Stacking) {
    let is_closed = async || !windows.titles().iter().any(|title| title == TITLE);
    window.wait_until("the window closes", Duration::from_secs(30), is_closed).await;
}

#[tokio::test]
async fn closing_names_every_unsaved_key_and_saves_all_of_them_in_one_folder() {
    let (window, windows) = open_with_four_unsaved_keys("unsaved-four").await;
    window.screenshots("1-four").await;
    let dialog = press_close(&window, &windows).await;
    let said = window.text(&dialog).await;
    for name in NAMES {
        let times = NAMES.iter().filter(|other| **other == name).count();
        assert_eq!(said.matches(name).count(), times, "{name} is named: {said}");
    }
    assert_eq!(said.matches("Private key.").count(), 4, "{said}");
    window.screenshots("2-question").await;
    window.assert_accessible("closing with four unsaved keys").await;
    assert_eq!(window.focused().await, "button Save files…", "the loss is not the default");
    window.click_in(Some(&dialog), Role::Button, "Cancel").await;
    window.wait_until_gone(Role::Dialog, QUESTION).await;

    let folder = window.desktop.folder("all keys");
    // With one folder in it, the dialog would complete the path to that.
    for name in ["Sandbox", "others"] {
        std::fs::create_dir(folder.join(name)).expect("the folder is writable");
    }
    std::fs::write(folder.join("Sandbox/key.pem"), "precious").expect("the folder is writable");
    let dialog = press_close(&window, &windows).await;
    window.click_in(Some(&dialog), Role::Button, "Save files…").await;
    FileDialog::wait(&window.desktop).await.choose(folder.to_str().expect("the path is text")).await;
    wait_until_closed(&window, &windows).await;
    for name in ["Staging", "Staging-2", "EU-US production", "Sandbox-2"] {
        assert!(
            folder.join(name).is_dir(),
            "{name} is in {:?}",
            std::fs::read_dir(&folder).map(Vec::from_iter)
        );
        assert_openssl_says_they_belong_together(&folder.join(name));
    }
    assert_eq!(std::fs::read_to_string(folder.join("Sandbox/key.pem")).expect("it is there"), "precious");
}

#[tokio::test]
async fn a_passphrase_for_all_keys_stores_them_and_the_window_closes() {
    let (window, windows) = open_with_four_unsaved_keys("unsaved-sealed").await;
    let dialog = press_close(&window, &windows).await;
    window.click_in(Some(&dialog), Role::Button, "Choose a passphrase…").await;
    window.fill_secret("Passphrase", PASSPHRASE).await;
    window.screenshots("1-passphrase").await;
    // Closing the form leads back to the question.
    window.click(Role::Button, "Cancel").await;
    let dialog = window.one(Role::Dialog, QUESTION).await;
    window.click_in(Some(&dialog), Role::Button, "Choose a passphrase…").await;
    window.fill_secret("Passphrase", PASSPHRASE).await;
    window.fill_secret("Repeat passphrase", PASSPHRASE).await;
    window.click(Role::Button, "Use this passphrase").await;
    wait_until_closed(&window, &windows).await;

    let (desktop, data) = (window.desktop.clone(), window.data.clone());
    drop(window);
    let again = Window::open_on(desktop, data, "unsaved-sealed-again", &Opening::default()).await;
    again.fill_secret("Passphrase", PASSPHRASE).await;
    again.click(Role::Button, "Unlock").await;
    again.wait_for_text(BELONGS, PATIENCE).await;
    let script = "return [...document.querySelectorAll('[data-credential]')].map(entry => entry.ariaLabel)";
    let listed = again.session().execute(script, serde_json::json!([])).await.expect("it runs").to_string();
    assert!(!listed.contains("not saved"), "{listed}");
    for credential in again.session().find_all(None, "[data-credential]").await.expect("they are listed") {
        again.session().click(&credential).await.expect("it opens");
        again.wait_for_text(BELONGS, PATIENCE).await;
    }
}
