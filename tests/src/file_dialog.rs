//! The system's file dialog, which WebDriver cannot see: zenity on a desktop without a portal. It is found and
//! typed into through the X server, as a person's keyboard would.

use std::time::{Duration, Instant};

use crate::artefacts::artefact;
use crate::desktop::Desktop;

/// Typed keys are spaced by this, in milliseconds: GTK completes paths while one types.
const BETWEEN_KEYS: &str = "12";
const PATIENCE: Duration = Duration::from_secs(60);

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
        let (first, _) = path.split_at(1);
        assert_eq!(first, "/", "{path} is absolute");
        // "/" opens the field for a path in GTK's dialogs and is its first letter. What is typed before the field
        // has the keyboard gets lost.
        let limit = Instant::now() + PATIENCE;
        while self.is_open() {
            assert!(Instant::now() < limit, "the file dialog {:?} takes {path}", self.title);
            self.key(&["type", first]);
            tokio::time::sleep(Duration::from_millis(500)).await;
            // On a busy machine that was not long enough now and then: all of it is typed anew then.
            self.key(&["key", "ctrl+a"]);
            self.key(&["type", "--delay", BETWEEN_KEYS, path]);
            // The first Return may only take what the field proposes to complete.
            for _ in 0..2 {
                tokio::time::sleep(Duration::from_millis(500)).await;
                if self.is_open() {
                    self.key(&["key", "Return"]);
                }
                self.closes_within(Duration::from_secs(3)).await;
            }
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

    /// What is typed after it closed would go to the window beneath.
    async fn closes_within(&self, patience: Duration) {
        let limit = Instant::now() + patience;
        while self.is_open() && Instant::now() < limit {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    fn is_open(&self) -> bool {
        self.desktop.xdotool(&["getwindowname", &self.window]).is_some()
    }
}

/// The visible windows of zenity: the dialog, and what pops up in it.
fn visible(desktop: &Desktop) -> Vec<String> {
    // It fails when there is none.
    let found = desktop.xdotool(&["search", "--onlyvisible", "--class", "zenity"]).unwrap_or_default();
    found.lines().map(str::to_string).collect()
}
