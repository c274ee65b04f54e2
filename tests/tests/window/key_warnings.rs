//! What can cost a key is said as long as it is so, wherever the person looks, and no longer. What must not be used cannot
//! be copied for use.

use countersign_tests::file_dialog::FileDialog;
use countersign_tests::identity::{certificate_of, make_key_pair};
use countersign_tests::steps::{add_first_credential, paste, private_key_of};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

const MARK: &str = "Private key not saved";

/// The accessible name of the credential's entry in the list.
async fn entry(window: &Window) -> String {
    let script = "return document.querySelector('[data-credential]').ariaLabel";
    let name = window.session().execute(script, serde_json::json!([])).await.expect("the script runs");
    name.as_str().unwrap_or_default().to_owned()
}

async fn step_says(window: &Window, words: &str) -> bool {
    let step = window.step(1).await;
    window.text(&step).await.contains(words)
}

#[tokio::test]
async fn an_unsaved_key_is_named_in_the_folded_step_and_in_the_list_until_it_is_saved() {
    let window = Window::open("key-warnings", &Opening::default()).await;
    add_first_credential(&window).await;
    paste(&window, &make_key_pair()).await;
    window.wait_for_text("The private key isn't stored in Countersign yet", PATIENCE).await;
    window.wait_until("the list says it", PATIENCE, async || entry(&window).await.contains(MARK)).await;

    // The heading folds the step, and unfolds it.
    let step = window.step(1).await;
    window.click_in(Some(&step), Role::Button, "Step 1: Key pair, done").await;
    window.one(Role::Button, "Change: Key pair").await;
    assert!(step_says(&window, MARK).await, "the folded step says it");
    window.screenshots("1-folded").await;
    window.assert_accessible("a folded step with an unsaved key").await;
    let step = window.step(1).await;
    window.click_in(Some(&step), Role::Button, "Step 1: Key pair, done").await;
    window.wait_until_gone(Role::Button, "Change: Key pair").await;

    let folder = window.desktop.folder("saved");
    window.click(Role::Button, "Save files…").await;
    FileDialog::wait(&window.desktop).await.choose(folder.to_str().expect("the path is text")).await;
    window.wait_until_unsaid("The private key isn't stored in Countersign yet").await;
    window.wait_for_text("The private key is in your files, but not stored here", PATIENCE).await;
    window
        .wait_until("the list says it no longer", PATIENCE, async || !entry(&window).await.contains(MARK))
        .await;
    window.screenshots("2-saved").await;
    let step = window.step(1).await;
    window.click_in(Some(&step), Role::Button, "Step 1: Key pair, done").await;
    window.one(Role::Button, "Change: Key pair").await;
    assert!(!step_says(&window, MARK).await, "nor does the folded step");
}

#[tokio::test]
async fn the_certificate_of_another_key_cannot_be_copied_and_the_reason_stands_at_the_button() {
    let window = Window::open("another-keys-certificate", &Opening::default()).await;
    add_first_credential(&window).await;
    let (one, other) = (make_key_pair(), make_key_pair());
    window.paste("Private key or certificate text", &private_key_of(&one)).await;
    window.wait_for_text("RSA 2048", PATIENCE).await;
    window.paste("Private key or certificate text", &certificate_of(&other)).await;
    window.wait_for_text("This certificate belongs to another private key", PATIENCE).await;
    window.screenshots("1-refused").await;
    window.assert_accessible("another key's certificate").await;

    window.desktop.set_clipboard("something else");
    for number in [1, 2] {
        let step = window.step(number).await;
        let button = window.one_in(Some(&step), Role::Button, "Copy certificate").await;
        let state = window.session().ask(&button, "attribute/aria-disabled").await.expect("it has a state");
        assert_eq!(state, "true", "step {number}");
        let described =
            window.session().ask(&button, "attribute/aria-describedby").await.expect("it has one");
        let script = "return document.getElementById(arguments[0])?.textContent ?? ''";
        let why = window.session().execute(script, serde_json::json!([described])).await.expect("it runs");
        assert!(why.as_str().is_some_and(|why| why.contains("belongs to another private key")), "{why}");
        window.session().click(&button).await.expect("it can be pressed, but does nothing");
    }
    assert_eq!(window.desktop.clipboard(), "something else");
    // Nor does the command give it out, whatever the page asks for.
    let script = "const done = arguments[0]; __TAURI_INTERNALS__.invoke('copy_certificate', { credential: 1 })\
                  .then(() => done('copied'), (error) => done(error.code))";
    let refused = window.session().execute_async(script, serde_json::json!([])).await.expect("it runs");
    assert_eq!(refused, "certificate_of_another_key");

    // Folded, the step still says that something is wrong.
    let step = window.step(1).await;
    window.click_in(Some(&step), Role::Button, "Step 1: Key pair, needs attention").await;
    window.one(Role::Button, "Change: Key pair").await;
    assert!(step_says(&window, "Needs attention").await);
    window.screenshots("2-folded").await;
    window.assert_accessible("a folded step with an error").await;
}
