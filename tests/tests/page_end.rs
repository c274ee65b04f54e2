//! The page's process ends while a key is saved nowhere, or never paints: nothing is lost, and the window can be used or
//! at least closed.
#![cfg(target_os = "linux")]

use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

use countersign_tests::artefacts::artefact;
use countersign_tests::desktop::{Desktop, Theme};
use countersign_tests::file_dialog::FileDialog;
use countersign_tests::guarded::Guarded;
use countersign_tests::message::Message;
use countersign_tests::processes::{self, Process};
use countersign_tests::stacking::Stacking;
use countersign_tests::steps::{BELONGS, generate};
use countersign_tests::window::{Opening, PATIENCE, Role, Window, program};

/// The variable by which the program tells itself why it draws without the graphics card.
const REASON: &str = "COUNTERSIGN_WITHOUT_ACCELERATION";
const SWITCHES: [&str; 2] = ["WEBKIT_DISABLE_DMABUF_RENDERER", "WEBKIT_DISABLE_COMPOSITING_MODE"];

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

#[tokio::test]
async fn a_page_that_never_paints_is_started_once_more_without_acceleration_which_is_remembered() {
    let desktop = Arc::new(Desktop::start("never-painted", Theme::default()));
    let data = desktop.home().join("data");
    let mut command = desktop.command(program());
    command.env("COUNTERSIGN_DATA_DIR", &data);
    let running = Guarded::start(&command, &artefact("never-painted-program.log"));
    let group = running.process_group();
    // A driver that hangs in its first frame.
    let page = processes::page_of(group).await;
    page.signal("STOP");
    let limit = Instant::now() + 4 * PATIENCE;
    while !data.join("without-acceleration").exists() {
        assert!(Instant::now() < limit, "a page paints; there are {:?}", processes::in_group(group));
        tokio::time::sleep(LOOK_AGAIN).await;
    }
    let pages = processes::in_group(group).into_iter().filter(Process::has_page);
    let reasons: Vec<_> = pages.filter_map(|page| page.variable(REASON)).collect();
    assert_eq!(reasons, ["tried"]);
    let programs = processes::in_group(group).into_iter().filter(Process::is_program).count();
    assert_eq!(programs, 1, "it was started in the place of the first one");
    drop(running);

    let again = Window::open_on(desktop, data, "never-painted-again", &Opening::default()).await;
    again.one(Role::Button, "Add a credential").await;
    let page = processes::page_of(again.process_group()).await;
    assert_eq!(page.variable(REASON).as_deref(), Some("remembered"));
    assert_eq!(SWITCHES.map(|name| page.variable(name)), [(); 2].map(|()| Some("1".to_owned())));
    assert!(!again.page_text().await.contains("doesn't use the graphics card"), "it was said before");
}
