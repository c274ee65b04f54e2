//! Actions and queries that several of these tests share.

use std::fs;
use std::path::Path;

use countersign_tests::steps::ENTER;
use countersign_tests::window::{Opening, Role, Window};

/// Types the name of a new credential.
pub(super) async fn name(window: &Window, name: &str) {
    window.fill("Name of the credential", name).await;
    let field = window.one(Role::TextField, "Name of the credential").await;
    window.session().type_keys(&field, ENTER).await.expect("Enter is typed");
    window.one(Role::Heading, name).await;
}

/// Adds a credential with the button in the rail, which asks for its name at once.
pub(super) async fn add(window: &Window, called: &str) {
    window.click(Role::Button, "Add a credential").await;
    name(window, called).await;
}

/// Chooses an item in the menu of a credential.
pub(super) async fn choose(window: &Window, credential: &str, item: &str) {
    window.click(Role::Button, &format!("More for {credential}")).await;
    window.click(Role::MenuItem, item).await;
}

/// The names of the credentials in the rail, from the top.
pub(super) async fn listed(window: &Window) -> Vec<String> {
    let script = "return [...document.querySelectorAll('[data-credential] b')].map(name => name.textContent)";
    let names = window.session().execute(script, serde_json::json!([])).await.expect("the script runs");
    names
        .as_array()
        .expect("a list")
        .iter()
        .map(|name| name.as_str().unwrap_or_default().to_owned())
        .collect()
}

/// Waits until these are the names of the credentials in the rail, from the top.
pub(super) async fn wait_for_list(window: &Window, names: &[&str]) {
    window.wait_for("the list of credentials", async || listed(window).await, &names).await;
}

/// Kills the program as a power cut would, and starts it again with the same data.
pub(super) async fn reopen_after_kill(window: Window, name: &str) -> Window {
    let (desktop, data) = (window.desktop.clone(), window.data.clone());
    window.kill();
    Window::open_on(desktop, data, name, &Opening::default()).await
}

/// Every file below a folder, with its contents.
pub(super) fn files_below(folder: &Path) -> Vec<(String, Vec<u8>)> {
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

/// Asserts that no file in the data folder contains this text.
pub(super) fn assert_nowhere(data: &Path, words: &str) {
    for (name, bytes) in files_below(data) {
        let there = bytes.windows(words.len()).any(|window| window == words.as_bytes());
        assert!(!there, "{words:?} is in {name}");
    }
}
