//! Importing what other tools have: from the first start, with the system's dialog, dropped and pasted. Nothing is stored
//! before the person says so, no secret is in the page, and one undo takes an import back.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use countersign_tests::desktop::{Desktop, Theme};
use countersign_tests::drag::Drag;
use countersign_tests::file_dialog::FileDialog;
use countersign_tests::identity::make_key_pair;
use countersign_tests::steps::{CLIENT, private_key_of};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

/// A client ID of another configuration.
const OTHER: &str = "9a8b7c6d-1234-4f00-8abc-0d1e2f3a4b5c";
const SECRET: &str = "5jL_yWlS~PCPNzFI%54%btqt+Ggo|z[yhno2CMj_";
const HOST: &str = "zzte-053.dx.commercecloud.salesforce.com";
const PASSPHRASE: &str = "kettle orbit canyon waltz";

/// A project in a Git work tree: a dw.json with two configurations, a key, an environment, a collection as it is
/// published, and what is none of the matter.
fn project(desktop: &Desktop) -> PathBuf {
    let folder = desktop.folder("project");
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a new folder is writable");
        fs::write(path, text).expect("a new folder is writable");
    };
    write(
        "dw.json",
        &format!(
            r#"{{"hostname":"{HOST}","username":"user@example.com","password":"an0ther-{SECRET}","client-id":"{OTHER}","jwt-key-path":"./keys/key.pem",
            "configs":[{{"name":"staging","hostname":"staging-realm-acme.demandware.net","client-id":"{OTHER}","client-secret":"{SECRET}","realm":"zzte"}}]}}"#
        ),
    );
    write(".env", &format!("# local\nSFCC_CLIENT_ID={CLIENT}\n"));
    write("keys/key.pem", &private_key_of(&make_key_pair()));
    let schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    write(
        "JWT oAuth Example.postman_collection.json",
        &format!(
            r#"{{"info":{{"name":"Account Manager JWT","schema":"{schema}"}},"event":[{{"listen":"prerequest"}}],"item":[],"variable":[{{"key":"api_key","value":"{CLIENT}"}},{{"key":"pkey","value":"<paste key here>"}}]}}"#
        ),
    );
    write("tsconfig.json", "{}");
    fs::create_dir(folder.join(".git")).expect("a new folder is writable");
    folder
}

async fn choose_folder(window: &Window, folder: &Path) {
    window.click(Role::Button, "Choose a folder…").await;
    FileDialog::wait(&window.desktop).await.choose(folder.to_str().expect("the path is text")).await;
    window.one(Role::Heading, "What was found").await;
}

async fn assert_not_in_page(window: &Window) {
    let text = window.page_text().await;
    assert!(!text.contains(SECRET) && !text.contains("BEGIN"), "{text}");
}

/// Answers the question how secrets are to be stored: there is no keychain here.
async fn protect_with_passphrase(window: &Window) {
    window.one(Role::Dialog, "How should Countersign store private keys?").await;
    window.fill_secret("Passphrase", PASSPHRASE).await;
    window.fill_secret("Repeat passphrase", PASSPHRASE).await;
    window.click(Role::Button, "Use this passphrase").await;
}

async fn from_a_folder(name: &str, theme: Theme) {
    let window = Window::open(name, &Opening { theme, ..Opening::default() }).await;
    let folder = project(&window.desktop);
    window.one(Role::Heading, "Test an API credential").await;
    window.screenshots("1-first").await;
    window.click(Role::Button, "Import…").await;
    window.one(Role::Heading, "Import").await;
    window.screenshots("2-import").await;
    window.assert_accessible("import").await;

    choose_folder(&window, &folder).await;
    for text in [
        "Nothing is stored until you import it. Scripts weren't run.",
        "zzte-053",
        "Sandbox, from its host name",
        ".env, line 2, instead of client-id (dw.json)",
        "They would turn this into a different grant",
        "Staging, from its host name",
        "40 characters",
        "Not needed for a token",
        "A placeholder, not a value",
        "is in a Git work tree",
    ] {
        window.wait_for_text(text, PATIENCE).await;
    }
    assert_not_in_page(&window).await;
    assert!(!window.page_text().await.contains("tsconfig.json"));
    window.screenshots("3-found").await;
    window.set_size(1440, 900).await;
    window.screenshot("3-found-1440x900").await;
    window.assert_accessible("what was found").await;
    window.wait_until_stored_in_order(&[""]).await;

    window.click(Role::Button, "Import 2 credentials").await;
    protect_with_passphrase(&window).await;
    window.wait_for_text("2 credentials were imported.", PATIENCE).await;
    window.one(Role::Heading, "zzte-053").await;
    window.wait_until_stored_in_order(&["zzte-053", "staging"]).await;
    window.wait_for_value("API key (client ID)", CLIENT).await;
    window.screenshots("4-imported").await;
    window.assert_accessible("imported").await;

    // What is there already is recognised.
    window.click(Role::Button, "Import").await;
    choose_folder(&window, &folder).await;
    window.wait_for_text("You already have this one: staging", PATIENCE).await;
    window.screenshots("5-doubles").await;
    window.click(Role::Button, "Cancel").await;
    window.one(Role::Heading, "Import").await;

    window.click(Role::Button, "Undo").await;
    window.one(Role::Heading, "Test an API credential").await;
    window.wait_until_stored_in_order(&[""]).await;
    window.screenshots("6-undone").await;
}

#[tokio::test]
async fn a_project_is_imported_from_the_first_start_and_taken_back() {
    from_a_folder("imports", Theme::Light).await;
}

#[tokio::test]
async fn a_project_is_imported_in_the_dark_too() {
    from_a_folder("imports-dark", Theme::Dark).await;
}

#[tokio::test]
async fn files_are_dropped_and_a_command_is_pasted() {
    let window = Window::open("imports-drop", &Opening::default()).await;
    window.one(Role::Button, "Import…").await;
    let folder = project(&window.desktop);
    let files = [folder.join("dw.json"), folder.join(".env")];
    let source = env!("CARGO_BIN_EXE_drag-source");
    let mut drag =
        Drag::begin(&window.desktop, source, &[&files[0], &files[1]], (500, 300), "imports-drop").await;
    let invitation = "or files to import";
    let limit = Instant::now() + PATIENCE;
    while !window.page_text().await.contains(invitation) {
        assert!(Instant::now() < limit, "the page says {invitation:?}");
        drag.move_on().await;
    }
    drag.drop_here().await;
    window.one(Role::Heading, "What was found").await;
    window
        .wait_for_text("dw.json has a client secret and a password or access key unencrypted", PATIENCE)
        .await;
    window.click(Role::Button, "Cancel").await;

    let url = "https://account.demandware.com/dwsso/oauth2/access_token";
    let command = format!("curl -u '{CLIENT}:{SECRET}' -d grant_type=client_credentials {url}");
    window.paste("Text to import", &command).await;
    window.one(Role::Heading, "What was found").await;
    window.wait_for_text("From pasted text.", PATIENCE).await;
    window.wait_for_text("API key and secret", PATIENCE).await;
    assert_not_in_page(&window).await;
    window.screenshots("1-pasted").await;

    window.click(Role::Button, "Import 1 credential").await;
    protect_with_passphrase(&window).await;
    window.wait_for_text("Hidden, 40 characters", PATIENCE).await;

    // While secrets are locked, unlocking comes first.
    window.click(Role::Button, "Import").await;
    window.click(Role::Button, "Lock now").await;
    window.one(Role::Region, "Locked").await;
    window.paste("Text to import", "hello").await;
    let dialog = window.one(Role::Dialog, "Unlock your private keys").await;
    window.fill_secret("Passphrase", PASSPHRASE).await;
    window.click_in(Some(&dialog), Role::Button, "Unlock").await;
    window.one(Role::Heading, "Nothing to import was found").await;
    window.wait_for_text("Nothing in it is recognised", PATIENCE).await;
    window.screenshots("2-nothing").await;
    window.assert_accessible("nothing found").await;
}
