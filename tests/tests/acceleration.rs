//! Drawing the window: where there is no graphics card, where the page does not appear with it, and where there is no
//! display.
#![cfg(target_os = "linux")]

use std::fs;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use countersign_tests::artefacts::artefact;
use countersign_tests::desktop::{Desktop, Theme};
use countersign_tests::guarded::Guarded;
use countersign_tests::processes::{self, Process};
use countersign_tests::steps::generate;
use countersign_tests::window::{Opening, PATIENCE, Role, Window, program};

/// The variable by which the program tells itself why it draws without the graphics card; 0 imitates one.
const REASON: &str = "COUNTERSIGN_WITHOUT_ACCELERATION";
const SWITCHES: [&str; 2] = ["WEBKIT_DISABLE_DMABUF_RENDERER", "WEBKIT_DISABLE_COMPOSITING_MODE"];
/// Mesa's library, which loads the driver of a card, or one that imitates a card.
const DRIVERS: &str = "libEGL_mesa.so";
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Whether this machine has a graphics card that a program can draw with.
fn has_card() -> bool {
    let mut nodes = fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    nodes.any(|entry| entry.file_name().to_string_lossy().starts_with("renderD"))
        || ["/dev/nvidiactl", "/dev/dxg"].iter().any(|path| fs::exists(path).unwrap_or(false))
}

/// As with a graphics card, even where there is none.
fn as_with_card() -> Opening {
    Opening { variables: vec![(REASON, "0".into())], on_its_own: true, ..Opening::default() }
}

/// What tells the page's process how to draw: the reason, and both switches.
fn drawing(page: &Process) -> (Option<String>, [Option<String>; 2]) {
    (page.variable(REASON), SWITCHES.map(|name| page.variable(name)))
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// Resizes the window while it begins, and makes a key pair and a note.
async fn use_window(window: &Window, page: &Process) {
    for (width, height) in [(900, 640), (1400, 1000), (1000, 700), (1240, 860)] {
        window.set_size(width, height).await;
    }
    generate(window).await;
    window.fill("Notes", "drawn").await;
    window.wait_until_stored("drawn").await;
    window.screenshot("1-used").await;
    assert_eq!(processes::page_of(window.process_group()).await, *page, "the page has not ended");
}

#[tokio::test]
async fn without_a_graphics_card_the_processor_draws_the_window() {
    let window = Window::open("drawn-by-processor", &Opening::default()).await;
    let page = processes::page_of(window.process_group()).await;
    let expected = if has_card() { (None, [None, None]) } else { (text("no card"), [text("1"), text("1")]) };
    assert_eq!(drawing(&page), expected);
    use_window(&window, &page).await;
    if !has_card() {
        assert!(
            !processes::program_of(window.process_group()).has_loaded(DRIVERS),
            "nothing imitates a card"
        );
    }
}

#[tokio::test]
async fn with_a_graphics_card_webkit_draws_as_it_likes() {
    let window = Window::open("drawn-with-card", &as_with_card()).await;
    let page = processes::page_of(window.process_group()).await;
    assert_eq!(drawing(&page), (text("0"), [None, None]));
    use_window(&window, &page).await;
    if !has_card() {
        assert!(
            processes::program_of(window.process_group()).has_loaded(DRIVERS),
            "something imitates a card"
        );
    }
}

#[tokio::test]
async fn a_page_that_never_paints_is_started_once_more_without_acceleration_which_is_remembered() {
    let desktop = Arc::new(Desktop::start("never-painted", Theme::default()));
    let data = desktop.home().join("data");
    let mut command = desktop.command(program());
    command.env("COUNTERSIGN_DATA_DIR", &data).env(REASON, "0");
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
    let reasons = pages.filter_map(|page| page.variable(REASON));
    // The process that was stopped may still be there, with a 0.
    assert_eq!(reasons.filter(|reason| reason != "0").collect::<Vec<_>>(), ["tried"]);
    let programs = processes::in_group(group).into_iter().filter(Process::is_program).count();
    assert_eq!(programs, 1, "it was started in the place of the first one");
    drop(running);

    let again = Window::open_on(desktop, data, "never-painted-again", &as_with_card()).await;
    again.one(Role::Button, "Add a credential").await;
    let page = processes::page_of(again.process_group()).await;
    assert_eq!(drawing(&page), (text("remembered"), [text("1"), text("1")]));
    assert!(!again.page_text().await.contains("doesn't use the graphics card"), "it was said before");
}

#[test]
fn where_no_display_can_be_reached_the_program_says_so_and_ends() {
    let data = tempfile::tempdir().expect("the folder for temporary files is writable");
    let start = |display: Option<&str>| {
        let mut command = Command::new(program());
        command.env("COUNTERSIGN_DATA_DIR", data.path().join("data"));
        command
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DISPLAY")
            .envs(display.map(|display| ("DISPLAY", display)));
        let output = command.output().expect("the program starts");
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).expect("it writes text")
    };
    assert!(start(None).contains("Countersign couldn't open its window: there is no display."));
    let unknown = start(Some("unix:no-such-display"));
    assert!(
        unknown.contains(r#"the display "unix:no-such-display", which the variable DISPLAY names"#),
        "{unknown}"
    );
}
