//! Closes the window while its key pair is not saved anywhere.

use std::time::Duration;

use countersign_tests::file_dialog::FileDialog;
use countersign_tests::stacking::Stacking;
use countersign_tests::steps::{BELONGS, generate};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

use super::openssl::assert_openssl_says_they_belong_together;

const TITLE: &str = "Countersign";
const QUESTION: &str = "Save before closing?";
/// More time than the window needs to close if nothing prevents it.
const LONG_ENOUGH_TO_CLOSE: Duration = Duration::from_secs(2);

/// A window with a key pair that lasts only as long as the window, because this desktop has no keychain.
async fn open_with_an_unsaved_key(name: &str) -> (Window, Stacking) {
    let window = Window::open(name, &Opening::default()).await;
    generate(&window).await;
    let windows = Stacking::of(&window.desktop);
    (window, windows)
}

async fn press_close(window: &Window, windows: &Stacking) {
    assert!(windows.press_close(TITLE), "the window is there");
    window.one(Role::Dialog, QUESTION).await;
}

async fn wait_until_closed(window: &Window, windows: &Stacking) {
    window.wait_until("the window closes", PATIENCE, async || !is_open(windows)).await;
}

fn is_open(windows: &Stacking) -> bool {
    windows.titles().iter().any(|title| title == TITLE)
}

#[tokio::test]
async fn closing_asks_about_an_unsaved_key_until_it_is_saved() {
    let (window, windows) = open_with_an_unsaved_key("unsaved").await;
    press_close(&window, &windows).await;
    window.screenshots("1-question").await;
    window.assert_accessible("closing with an unsaved key").await;
    window.click(Role::Button, "Cancel").await;
    window.wait_until_gone(Role::Dialog, QUESTION).await;
    tokio::time::sleep(LONG_ENOUGH_TO_CLOSE).await;
    assert!(is_open(&windows) && window.page_text().await.contains(BELONGS), "nothing was lost");

    // No folder is chosen, so the key is still not saved.
    press_close(&window, &windows).await;
    let dialog = window.one(Role::Dialog, QUESTION).await;
    window.click_in(Some(&dialog), Role::Button, "Save files…").await;
    FileDialog::wait(&window.desktop).await.cancel().await;
    tokio::time::sleep(LONG_ENOUGH_TO_CLOSE).await;
    assert!(is_open(&windows), "a cancelled dialog saves nothing");

    let folder = window.desktop.folder("saved on closing");
    window.click_in(Some(&dialog), Role::Button, "Save files…").await;
    FileDialog::wait(&window.desktop).await.choose(folder.to_str().expect("the path is text")).await;
    wait_until_closed(&window, &windows).await;
    assert_openssl_says_they_belong_together(&folder);
}

#[tokio::test]
async fn an_unsaved_key_is_lost_with_the_window_if_the_person_confirms() {
    let (window, windows) = open_with_an_unsaved_key("thrown-away").await;
    press_close(&window, &windows).await;
    let button = window.one(Role::Button, "Close without saving").await;
    // The window may be gone before the driver can report its click.
    let _ = window.session().click(&button).await;
    wait_until_closed(&window, &windows).await;

    let (desktop, data) = (window.desktop.clone(), window.data.clone());
    let again = Window::open_on(desktop, data, "thrown-away-again", &Opening::default()).await;
    // The certificate is no secret, and was stored.
    again.wait_for_text("Its private key is missing", PATIENCE).await;
}
