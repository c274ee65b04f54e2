//! The system's file dialog, which WebDriver cannot see: zenity on a desktop without a portal. It is found and
//! typed into through the X server, as a person's keyboard would.

use std::time::{Duration, Instant};

use crate::artefacts::artefact;
use crate::desktop::Desktop;

/// Typed keys are spaced by this, in milliseconds: GTK completes paths while one types.
const BETWEEN_KEYS: &str = "12";
const PATIENCE: Duration = Duration::from_secs(15);

/// An open file dialog.
#[derive(Debug)]
pub struct FileDialog<'a> {
    desktop: &'a Desktop,
    window: String,
    /// What its title bar says.
    pub title: String,
}

impl<'a> FileDialog<'a> {
    /// Waits for the dialog, and brings the keyboard to it: there is no window manager to do so.
    pub async fn wait(desktop: &'a Desktop) -> FileDialog<'a> {
        let limit = Instant::now() + PATIENCE;
        let window = loop {
            if let Some(window) = visible(desktop).into_iter().next() {
                break window;
            }
            assert!(Instant::now() < limit, "the system's file dialog opens");
            tokio::time::sleep(Duration::from_millis(50)).await;
        };
        let title = desktop.xdotool(&["getwindowname", &window]).unwrap_or_default().trim().to_string();
        // It lists the folder first, and drops what is typed before that.
        tokio::time::sleep(Duration::from_millis(400)).await;
        let dialog = Self { desktop, window, title };
        dialog.focus();
        dialog
    }

    /// Types an absolute path and confirms it, and waits until the dialog is gone.
    pub async fn choose(self, path: &str) {
        let (first, rest) = path.split_at(1);
        assert_eq!(first, "/", "{path} is absolute");
        // "/" opens the field for a path in GTK's dialogs and is its first letter. What is typed before the field
        // has the keyboard gets lost.
        self.key(&["type", first]);
        tokio::time::sleep(Duration::from_millis(500)).await;
        self.key(&["type", "--delay", BETWEEN_KEYS, rest]);
        let limit = Instant::now() + PATIENCE;
        while self.is_open() {
            assert!(Instant::now() < limit, "the file dialog {:?} takes {path}", self.title);
            // The first Return may only take what the field proposes to complete.
            tokio::time::sleep(Duration::from_millis(500)).await;
            self.key(&["key", "Return"]);
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }

    /// Closes the dialog without choosing.
    pub async fn cancel(self) {
        self.key(&["key", "Escape"]);
        self.wait_until_gone().await;
    }

    /// Keeps what the whole display shows as `tests/artefacts/<name>.png`, where ImageMagick is installed.
    pub fn screenshot(&self, name: &str) {
        let mut import = self.desktop.command("import");
        import.args(["-window", "root"]).arg(artefact(&format!("{name}.png")));
        let _ = crate::guarded::output_within(&mut import, Duration::from_secs(10));
    }

    fn key(&self, arguments: &[&str]) {
        // The dialog may close between the question whether it is open and this: then there is nothing to focus.
        self.focus();
        assert!(self.desktop.xdotool(arguments).is_some(), "xdotool {} works", arguments.join(" "));
    }

    fn focus(&self) {
        let _ = self.desktop.xdotool(&["windowfocus", &self.window]);
    }

    async fn wait_until_gone(&self) {
        let limit = Instant::now() + PATIENCE;
        while self.is_open() {
            assert!(Instant::now() < limit, "the file dialog {:?} closes", self.title);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    fn is_open(&self) -> bool {
        visible(self.desktop).contains(&self.window)
    }
}

/// The visible windows of zenity: the dialog, and what pops up in it.
fn visible(desktop: &Desktop) -> Vec<String> {
    // It fails when there is none.
    let found = desktop.xdotool(&["search", "--onlyvisible", "--class", "zenity"]).unwrap_or_default();
    found.lines().map(str::to_string).collect()
}
