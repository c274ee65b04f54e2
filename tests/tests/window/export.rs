//! A credential's request for other tools: as code beside the response, in a dialog of its own, copied, saved, with and
//! without secrets; and what it was last exported for is remembered.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use countersign_core::interchange::export::{ExportTarget, ExportedFile};
use countersign_tests::desktop::Theme;
use countersign_tests::exports::{Environment, Runner, run};
use countersign_tests::file_dialog::FileDialog;
use countersign_tests::identity::{certificate_of, make_key_pair};
use countersign_tests::servers::oidc_provider::OidcProvider;
use countersign_tests::steps::{CLIENT, add_first_credential, paste, private_key_of, send_to};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};
use tokio::task::spawn_blocking;

const FOR: &str = "Export for";

/// Runs a copied export, and returns the token that it prints.
async fn run_copied(tool: ExportTarget, path: &'static str, text: String, key: Option<String>) -> String {
    let variables = key.map(|key| ("PRIVATE_KEY".to_owned(), key)).into_iter().collect();
    spawn_blocking(move || {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let files = [ExportedFile { path, text }];
        run(tool, Runner::Usual, &files, folder.path(), &Environment { variables })
    })
    .await
    .expect("it does not panic")
    .expect("it gets a token")
}

/// The text in the clipboard once it is that of another file than before.
async fn copied(window: &Window, begins: &str) -> String {
    window.desktop.set_clipboard("not yet");
    window.click(Role::Button, "Copy").await;
    window.desktop.clipboard_when("the export", |text| text.starts_with(begins)).await
}

#[tokio::test]
async fn what_is_shown_runs_and_has_secrets_only_when_asked() {
    let server = OidcProvider::start("export");
    let pair = make_key_pair();
    server.register(CLIENT, &certificate_of(&pair)).await;
    let window = Window::open("export", &Opening::default()).await;
    add_first_credential(&window).await;
    paste(&window, &pair).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to(&window, &server).await;
    window.click(Role::Button, "For this session only").await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("Token received").await;

    window.click(Role::Tab, "As code").await;
    window.wait_for_text("openssl dgst", PATIENCE).await;
    window.select(FOR, "python").await;
    window.wait_for_text("jwt.encode", PATIENCE).await;
    window.screenshots("1-as-code").await;
    window.assert_accessible("as code").await;
    let key = private_key_of(&pair);
    let code = copied(&window, "#!/usr/bin/env python3").await;
    assert!(!code.contains(line_of(&key)), "no secret is in it");
    let token = run_copied(ExportTarget::Python, "access_token.py", code, Some(key.clone())).await;
    assert!(token.len() > 20, "{token}");

    // With the key in it, which the window does not show.
    window.click(Role::Checkbox, "Include the secrets").await;
    window.wait_for_text("(not shown here)", PATIENCE).await;
    window.wait_for_text("Don't commit it or share it.", PATIENCE).await;
    window.screenshots("2-with-secrets").await;
    window.assert_accessible("with secrets").await;
    assert!(!window.page_text().await.contains(line_of(&key)));
    let code = copied(&window, "#!/usr/bin/env python3").await;
    assert!(code.contains(line_of(&key)), "the key is in it");
    run_copied(ExportTarget::Python, "access_token.py", code, None).await;
    window.click(Role::Checkbox, "Include the secrets").await;
    window.wait_until_unsaid("(not shown here)").await;

    // What no test runs says so; several files are saved in a folder of their own.
    window.select(FOR, "power_shell").await;
    window.wait_for_text("tests can't run this", PATIENCE).await;
    window.select(FOR, "cartridge").await;
    window.wait_for_text("metadata/services.xml", PATIENCE).await;
    window.screenshots("3-several-files").await;
    window.assert_accessible("several files").await;
    let folder = window.desktop.folder("exported");
    window.click(Role::Button, "Save all files…").await;
    FileDialog::wait(&window.desktop).await.choose(folder.to_str().expect("the path is text")).await;
    window.wait_for_text("Saved as", PATIENCE).await;
    let made =
        fs::read_dir(&folder).expect("it is there").flatten().next().expect("a folder was made").path();
    let script = made.join("cartridges/int_access_token/cartridge/scripts/accessToken.js");
    assert!(fs::read_to_string(&script).expect("it is text").contains("'use strict';"));
    assert_eq!(fs::metadata(&script).expect("it is there").permissions().mode() & 0o777, 0o600);
    assert!(made.join("metadata/services.xml").is_file());
    window.select(FOR, "dw_json").await;
    window.wait_for_text("only gets tokens from Account Manager", PATIENCE).await;
    window.screenshots("4-not-possible").await;
    window.close().await;
}

/// A line in the middle of a key.
fn line_of(key: &str) -> &str {
    key.lines().nth(5).expect("a key has more lines")
}

/// Opens the dialog from the menu of the only credential, once the list has it.
async fn open_dialog(window: &Window) {
    let menu =
        async || window.names(Role::Button).await.into_iter().find(|name| name.starts_with("More for "));
    window.wait_until("the credential has a menu", PATIENCE, async || menu().await.is_some()).await;
    window.click(Role::Button, &menu().await.expect("it is there")).await;
    window.click(Role::MenuItem, "Export…").await;
}

#[tokio::test]
async fn the_dialog_exports_a_credential_and_remembers_what_for() {
    let window = Window::open("export-dialog", &Opening { theme: Theme::Dark, ..Opening::default() }).await;
    add_first_credential(&window).await;
    let pair = make_key_pair();
    paste(&window, &pair).await;
    window.click(Role::Button, "For this session only").await;
    window.fill("API key (client ID)", CLIENT).await;
    window.wait_until_stored(CLIENT).await;
    open_dialog(&window).await;
    window.wait_for_text("openssl dgst", PATIENCE).await;
    window.screenshots("1-dialog").await;
    window.assert_accessible("the dialog").await;
    window.select(FOR, "key_lines").await;
    window.wait_for_text("This is the private key.", PATIENCE).await;
    window.wait_for_text("(not shown here)", PATIENCE).await;
    window.screenshots("2-key-lines").await;
    let line = copied(&window, "PRIVATE_KEY=\"-----BEGIN PRIVATE KEY-----\\n").await;
    assert!(line.contains(line_of(&private_key_of(&pair))));
    window.select(FOR, "go").await;
    window.wait_for_text("golang-jwt/jwt", PATIENCE).await;

    // It is remembered for the next start.
    let memory = window.data.join("window.json");
    window
        .wait_until("what it was exported for is stored", PATIENCE, async || {
            fs::read_to_string(&memory).is_ok_and(|text| text.contains("\"go\""))
        })
        .await;
    let (desktop, data) = (window.desktop.clone(), window.data.clone());
    window.close().await;
    let window = Window::open_on(desktop, data, "export-dialog-again", &Opening::default()).await;
    open_dialog(&window).await;
    window.wait_for_text("golang-jwt/jwt", PATIENCE).await;
}
