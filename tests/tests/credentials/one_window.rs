//! One window for each data folder.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use countersign_tests::artefacts::artefact;
use countersign_tests::desktop::{Desktop, Theme};
use countersign_tests::drag::SOURCE_TITLE;
use countersign_tests::guarded::Guarded;
use countersign_tests::stacking::Stacking;
use countersign_tests::window::{Opening, PATIENCE, Role, Window, program};

/// Starts the program once more with the data of this window, and waits until it has ended.
async fn start_again(window: &Window) {
    let started = Instant::now();
    let mut second = window.desktop.command(program());
    let mut second =
        second.env("COUNTERSIGN_DATA_DIR", &window.data).spawn().expect("the program can be started");
    let status = loop {
        if let Some(status) = second.try_wait().expect("it can be asked") {
            break status;
        }
        if started.elapsed() > PATIENCE {
            second.kill().expect("it can be ended");
            panic!("the second start ends by itself");
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    assert!(status.success(), "{status}");
}

#[tokio::test]
async fn a_second_start_on_the_same_data_ends_at_once_and_another_data_folder_has_its_own_window() {
    let window = Window::open("second", &Opening::default()).await;
    window.one(Role::Button, "Add a credential").await;
    start_again(&window).await;
    let other = window.desktop.home().join("other-data");
    let beside = Window::open_on(window.desktop.clone(), other, "second-beside", &Opening::default()).await;
    beside.one(Role::Button, "Add a credential").await;
    window.one(Role::Button, "Add a credential").await;
}

#[tokio::test]
async fn a_second_start_raises_the_window_above_what_covers_it() {
    let window = Window::open("raised", &Opening::default()).await;
    window.one(Role::Button, "Add a credential").await;
    let source = window.desktop.command(env!("CARGO_BIN_EXE_drag-source"));
    let _other = Guarded::start(&source, &artefact("raised-other.log"));
    let windows = Stacking::of(&window.desktop);
    window
        .wait_until("another window is over it", PATIENCE, async || {
            windows.titles() == ["Countersign", SOURCE_TITLE]
        })
        .await;
    start_again(&window).await;
    window
        .wait_until("it is over the other", PATIENCE, async || {
            windows.titles() == [SOURCE_TITLE, "Countersign"]
        })
        .await;
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("it is there").permissions().mode() & 0o777
}

#[tokio::test]
async fn in_a_folder_that_others_can_use_the_window_says_so_and_its_own_files_stay_private() {
    let desktop = Arc::new(Desktop::start("shared-folder", Theme::default()));
    let data = desktop.folder("data");
    fs::set_permissions(&data, fs::Permissions::from_mode(0o777)).expect("it is ours");
    let window = Window::open_on(desktop, data.clone(), "shared-folder", &Opening::default()).await;
    window.wait_for_text("Other users can change the data folder", PATIENCE).await;
    window.screenshots("1-said").await;
    window.assert_accessible("a folder that others can use").await;
    assert_eq!(mode(&data), 0o777, "the person's folder is left as it is");
    for (name, expected) in [("webview", 0o700), ("window.lock", 0o600), ("countersign.sqlite", 0o600)] {
        assert_eq!(mode(&data.join(name)), expected, "{name}");
    }
}
