//! The page's process ends while a key is saved nowhere: nothing is lost, and the window can be used or at least closed.
#![cfg(target_os = "linux")]

use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

use countersign_tests::desktop::{Desktop, Theme};
use countersign_tests::file_dialog::FileDialog;
use countersign_tests::message::Message;
use countersign_tests::processes::{self, Process};
use countersign_tests::stacking::Stacking;
use countersign_tests::steps::{BELONGS, generate};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

const LOOK_AGAIN: Duration = Duration::from_millis(50);

async fn kill_the_page(window: &Window) {
    processes::page_of(window.process_group()).await.signal("KILL");
}

/// Kills the page, and each that is opened in its place, until the program asks the person instead.
async fn kill_the_page_until_asked(window: &Window) -> Message<'_> {
    let limit = Instant::now() + PATIENCE;
    let mut killed = Vec::new();
    loop {
        if let Some(message) = Message::open(&window.desktop) {
            return message;
        }
        let pages = processes::in_group(window.process_group()).into_iter().filter(Process::has_page);
        for page in pages.filter(|page| !killed.contains(page)).collect::<Vec<_>>() {
            page.signal("KILL");
            killed.push(page);
        }
        assert!(Instant::now() < limit, "the program asks after the end of {killed:?}");
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

#[tokio::test]
async fn a_page_that_ends_is_opened_again_and_an_unsaved_key_can_be_saved_even_if_it_soon_ends_again() {
    let opening = Opening { on_its_own: true, ..Opening::default() };
    let mut window = Window::open("page-end", &opening).await;
    generate(&window).await;
    window.fill("Notes", "for the loyalty feed").await;
    window.wait_until_stored("for the loyalty feed").await;

    kill_the_page(&window).await;
    window.attach_again().await;
    window.wait_for_text("stopped working and was reloaded", PATIENCE).await;
    window.wait_for_text(BELONGS, PATIENCE).await;
    window.wait_for_value("Notes", "for the loyalty feed").await;
    window.screenshots("1-opened-again").await;
    window.assert_accessible("opened again").await;
    window.click(Role::Button, "Close").await;
    window.wait_until_unsaid("stopped working and was reloaded").await;

    let desktop = window.desktop.clone();
    let folder = desktop.folder("saved without a page");
    let message = kill_the_page_until_asked(&window).await;
    message.screenshot("page-end-2-message");
    message.press('s').await;
    FileDialog::wait(&desktop).await.choose(folder.to_str().expect("the path is text")).await;
    let message = Message::wait(&desktop).await;
    message.screenshot("page-end-3-saved");
    for file in ["key.pem", "cert.pem"] {
        assert!(folder.join(file).is_file(), "{file} is saved");
    }
    message.press('q').await;
    let (windows, limit) = (Stacking::of(&desktop), Instant::now() + PATIENCE);
    while !windows.titles().is_empty() {
        assert!(Instant::now() < limit, "the program ends; there are {:?}", windows.titles());
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

#[tokio::test]
async fn what_cannot_be_stored_is_there_again_when_the_page_is_opened_again() {
    let opening = Opening { on_its_own: true, ..Opening::default() };
    let desktop = Arc::new(Desktop::start("page-end-unstored", Theme::default()));
    let data = desktop.folder("data");
    // A folder of the lock file's name: nobody can claim the data folder, so nothing may be stored in it.
    fs::create_dir(data.join("window.lock")).expect("the data folder is writable");
    let mut window = Window::open_on(desktop, data.clone(), "page-end-unstored", &opening).await;
    window.wait_for_text("couldn't lock the file", PATIENCE).await;
    window.screenshots("1-not-claimed").await;
    window.assert_accessible("the folder is not claimed").await;
    window.fill("Notes", "typed without a store").await;
    generate(&window).await;
    assert!(!data.join("countersign.sqlite").exists(), "nothing is stored");

    kill_the_page(&window).await;
    window.attach_again().await;
    window.wait_for_value("Notes", "typed without a store").await;
    window.wait_for_text(BELONGS, PATIENCE).await;

    window.click(Role::Button, "Try again").await;
    window.wait_for_text("couldn't lock the file", PATIENCE).await;
    fs::remove_dir(data.join("window.lock")).expect("it is ours");
    window.wait_until_unsaid("couldn't lock the file").await;
    window.wait_until_stored("typed without a store").await;
    window.wait_for_text(BELONGS, PATIENCE).await;
}
