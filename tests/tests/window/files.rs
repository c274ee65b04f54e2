//! The person's files: dropped with the mouse, and saved and opened with the system's own dialog.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use countersign_tests::desktop::{Desktop, Theme};
use countersign_tests::drag::Drag;
use countersign_tests::file_dialog::FileDialog;
use countersign_tests::identity::{certificate_of, make_key_pair};
use countersign_tests::steps::{generate, private_key_of};
use countersign_tests::window::{Opening, PATIENCE, Role, Window, program};

use super::openssl::assert_openssl_says_they_belong_together;

#[tokio::test]
async fn files_dropped_on_the_window_are_read() {
    let window = Window::open("drop", &Opening::default()).await;
    window.one(Role::Button, "Generate a key pair").await;
    let key_pair = make_key_pair();
    let folder = window.desktop.folder("dropped here");
    let files = [folder.join("my key.pem"), folder.join("certificate.pem")];
    // The person's own file, in a folder that is removed with the test.
    fs::write(&files[0], private_key_of(&key_pair)).expect("a new folder is writable");
    fs::write(&files[1], certificate_of(&key_pair)).expect("a new folder is writable");

    let source = env!("CARGO_BIN_EXE_drag-source");
    let mut drag = Drag::begin(&window.desktop, source, &[&files[0], &files[1]], (500, 300), "drop").await;
    let invitation = "Drop a private key and certificate";
    let limit = Instant::now() + PATIENCE;
    while !window.page_text().await.contains(invitation) {
        assert!(Instant::now() < limit, "the page says {invitation:?}");
        drag.move_on().await;
    }
    window.screenshot("1-over").await;
    drag.drop_here().await;
    window.wait_for_text("The certificate belongs to this key", PATIENCE).await;
    window.wait_for_text("my key.pem", PATIENCE).await;
    window.wait_until_unsaid("Drop a private key and certificate,").await;
}

#[tokio::test]
async fn files_are_saved_and_opened_with_the_systems_own_dialog() {
    let window = Window::open("files", &Opening::default()).await;
    let desktop = window.desktop.clone();
    let folder = desktop.folder("keys");
    generate(&window).await;

    // Cancel saving.
    window.click(Role::Button, "Save files…").await;
    FileDialog::wait(&desktop).await.cancel().await;
    assert_eq!(names_in(&folder), Vec::<String>::new());

    // Save.
    window.click(Role::Button, "Save files…").await;
    let dialog = FileDialog::wait(&desktop).await;
    dialog.screenshot("files-1-dialog-save");
    dialog.choose(folder.to_str().expect("the path is text")).await;
    window.wait_for_text("Only you can read the private key", PATIENCE).await;
    window.screenshots("2-saved").await;
    window.assert_accessible("saved").await;
    assert_eq!(names_in(&folder), ["cert.pem", "key.pem"]);
    let mode = fs::metadata(folder.join("key.pem")).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "the private key is for its owner alone");
    assert_openssl_says_they_belong_together(&folder);

    // Save again where the names are taken. Nothing is overwritten without the person's confirmation.
    let saved = contents(&folder);
    window.click(Role::Button, "Save files…").await;
    FileDialog::wait(&desktop).await.choose(folder.to_str().expect("the path is text")).await;
    window.wait_for_text("These files already exist", PATIENCE).await;
    window.screenshots("3-exists").await;
    window.assert_accessible("files exist").await;
    assert_eq!(contents(&folder), saved);
    window.click(Role::Button, "Keep existing files").await;
    window.wait_until_gone(Role::Dialog, "These files already exist").await;
    assert_eq!(contents(&folder), saved);
    window.close().await;

    // Open in a new window: first the key, then the certificate.
    let data = desktop.home().join("other-data");
    let window = Window::open_on(desktop.clone(), data, "files-again", &Opening::default()).await;
    window.click(Role::Button, "Use existing files…").await;
    let dialog = FileDialog::wait(&desktop).await;
    dialog.screenshot("files-again-1-dialog-open");
    dialog.choose(folder.join("key.pem").to_str().expect("the path is text")).await;
    window.wait_for_text("from key.pem", PATIENCE).await;
    window.screenshots("2-key-alone").await;
    window.assert_accessible("a key without certificate").await;
    window.click(Role::Button, "Use existing files…").await;
    FileDialog::wait(&desktop)
        .await
        .choose(folder.join("cert.pem").to_str().expect("the path is text"))
        .await;
    window.wait_for_text("The certificate belongs to this key", PATIENCE).await;
}

#[tokio::test]
async fn without_any_file_dialog_the_window_says_so_and_what_to_do() {
    const SAID: &str = "This computer has no file dialog";
    let desktop = Arc::new(Desktop::start("no-dialog", Theme::default()));
    // Without a portal on its bus, the program finds zenity or nothing.
    let script = desktop.folder("started-in").join("countersign.sh");
    let text = format!("#!/bin/sh\nPATH=/nowhere exec '{}' \"$@\"\n", program().display());
    fs::write(&script, text).expect("the home folder is writable");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o700)).expect("it is ours");
    let opening = Opening { program: Some(script), ..Opening::default() };
    let data = desktop.home().join("data");
    let window = Window::open_on(desktop, data, "no-dialog", &opening).await;

    window.click(Role::Button, "Use existing files…").await;
    window.wait_for_text(SAID, PATIENCE).await;
    window.screenshots("1-said").await;
    window.assert_accessible("no file dialog").await;
    window.click(Role::Button, "Close").await;
    window.wait_until_unsaid(SAID).await;
    generate(&window).await;
    window.click(Role::Button, "Save files…").await;
    window.wait_for_text(SAID, PATIENCE).await;
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there").flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let read = |name: String| {
        let bytes = fs::read(folder.join(&name)).expect("the file can be read");
        (name, bytes)
    };
    names_in(folder).into_iter().map(read).collect()
}
