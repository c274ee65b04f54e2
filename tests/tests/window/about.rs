//! What the program shows about itself, and about what is in it.

use std::fs;
use std::path::Path;

use countersign_tests::steps::ENTER;
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

const ESCAPE: &str = "\u{E00C}";

#[tokio::test]
async fn about_shows_version_and_data_folder_and_gives_the_focus_back() {
    let window = Window::open("about", &Opening::default()).await;
    let entry = window.one(Role::Button, "About").await;
    window.session().type_keys(&entry, ENTER).await.expect("the key is pressed");
    let dialog = window.one(Role::Dialog, "About Countersign").await;
    let folder = window.data.to_str().expect("the path is text");
    window.wait_for_text(folder, PATIENCE).await;
    let text = window.text(&dialog).await;
    assert!(text.contains(env!("CARGO_PKG_VERSION")), "the version is in: {text}");
    window.screenshots("1-about").await;
    window.assert_accessible("about").await;

    window.session().press_together(&[ESCAPE]).await.expect("the key is pressed");
    window.wait_until_gone(Role::Dialog, "About Countersign").await;
    window.wait_for_focus("button About").await;
}

#[tokio::test]
async fn the_browser_opens_the_page_with_all_versions_once_the_person_asks() {
    let window = Window::open("new-version", &Opening::default()).await;
    window.click(Role::Button, "About").await;
    let dialog = window.one(Role::Dialog, "About Countersign").await;
    let button = window.one_in(Some(&dialog), Role::Button, "Check for a new version").await;
    // Where it leads is said before it is pressed.
    window.wait_for_text("in your browser. Countersign doesn't check on its own.", PATIENCE).await;
    let text = window.text(&dialog).await;
    let said =
        text.split_whitespace().find(|word| word.starts_with("https://")).expect("the address is shown");
    assert!(said.ends_with("/releases"), "{said}");
    assert!(window.desktop.opened().is_empty(), "nothing is opened unasked");

    window.session().type_keys(&button, ENTER).await.expect("the key is pressed");
    window
        .wait_until("the browser gets the address", PATIENCE, async || window.desktop.opened() == [said])
        .await;
}

#[tokio::test]
async fn the_third_party_notices_name_each_crate_as_locked_with_its_licence() {
    let window = Window::open("notices", &Opening::default()).await;
    let entry = window.one(Role::Button, "About").await;
    window.session().type_keys(&entry, ENTER).await.expect("the key is pressed");
    let button = window.one(Role::Button, "Third-party notices").await;
    window.session().type_keys(&button, ENTER).await.expect("the key is pressed");
    let dialog = window.one(Role::Dialog, "Third-party notices").await;
    for name in ["tauri", "rustls", "aws-lc-sys"] {
        window.wait_for_text(&locked(name), PATIENCE).await;
    }
    window.wait_for_text("svelte", PATIENCE).await;
    window.screenshots("1-notices").await;
    window.assert_accessible("notices").await;

    window.fill("Search by name or licence", &format!("{} isc", locked("rustls"))).await;
    window.wait_for_text("1 component", PATIENCE).await;
    window.wait_for_text(&format!("{} Apache-2.0 OR ISC OR MIT", locked("rustls")), PATIENCE).await;
    let entries = window.session().find_all(Some(&dialog), "summary").await.expect("there is one");
    assert_eq!(entries.len(), 1);
    window.session().type_keys(&entries[0], ENTER).await.expect("the key is pressed");
    window.wait_for_text("Permission to use, copy, modify, and/or distribute this software", PATIENCE).await;
    window.screenshots("2-licence").await;
    window.assert_accessible("notices with a licence").await;

    window.fill("Search by name or licence", "no such crate").await;
    window.wait_for_text("No matches.", PATIENCE).await;
    assert!(!window.text(&dialog).await.contains("rustls"));

    let close = window.one_in(Some(&dialog), Role::Button, "Close").await;
    window.session().type_keys(&close, ENTER).await.expect("the key is pressed");
    window.wait_until_gone(Role::Dialog, "Third-party notices").await;
    window.wait_for_focus("button Third-party notices").await;
    window.session().press_together(&[ESCAPE]).await.expect("the key is pressed");
    window.wait_until_gone(Role::Dialog, "About Countersign").await;
    window.wait_for_focus("button About").await;
}

/// Name and version of a crate, as Cargo.lock has them.
fn locked(name: &str) -> String {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it for a test");
    let lock = fs::read_to_string(Path::new(&package).join("../Cargo.lock")).expect("the checkout has it");
    let start = format!("name = \"{name}\"\nversion = \"");
    let (_, rest) = lock.split_once(&start).expect("the crate is locked");
    let (version, _) = rest.split_once('"').expect("its version ends");
    format!("{name} {version}")
}
