//! The system's file dialog, which WebDriver cannot see: zenity, on a desktop without a portal. It is found and typed
//! into through the X server, as from a keyboard.

use std::time::{Duration, Instant};

use crate::artefacts::artefact;
use crate::desktop::Desktop;

/// Pause between typed keys, in milliseconds. GTK completes paths while a person types.
const BETWEEN_KEYS: &str = "12";
const PATIENCE: Duration = Duration::from_secs(60);

/// An open file dialog.
#[derive(Debug)]
pub struct FileDialog<'a> {
    desktop: &'a Desktop,
    window: String,
    /// Title of the dialog.
    pub title: String,
}

impl<'a> FileDialog<'a> {
    /// Waits for the dialog and focuses it, because there is no window manager to do so.
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
        // The dialog lists the folder first, and loses what is typed before that.
        tokio::time::sleep(Duration::from_millis(400)).await;
        let dialog = Self { desktop, window, title };
        dialog.focus();
        dialog
    }

    /// Types an absolute path, confirms it, and waits until the dialog is closed.
    pub async fn choose(self, path: &str) {
        let (first, _) = path.split_at(1);
        assert_eq!(first, "/", "{path} is absolute");
        // In GTK's dialogs, "/" opens the field for a path and is its first letter. What is typed before the field
        // has the focus gets lost.
        let limit = Instant::now() + PATIENCE;
        while self.is_open() {
            assert!(Instant::now() < limit, "the file dialog {:?} takes {path}", self.title);
            self.key(&["type", first]);
            tokio::time::sleep(Duration::from_millis(500)).await;
            // On a busy machine that is sometimes not long enough. Then everything is typed again.
            self.key(&["key", "ctrl+a"]);
            self.key(&["type", "--delay", BETWEEN_KEYS, path]);
            // The first Return may only accept the proposed completion.
            for _ in 0..2 {
                tokio::time::sleep(Duration::from_millis(500)).await;
                if self.is_open() {
                    self.key(&["key", "Return"]);
                }
                self.closes_within(Duration::from_secs(3)).await;
            }
        }
    }

    /// Types the absolute path of a file that exists, waits until the dialog asks whether to replace it, and closes the
    /// question and the dialog.
    pub async fn decline_to_replace(self, path: &str) {
        // The question has no title, unlike the dialog and the list of completions.
        let question = || {
            let mut others = visible(self.desktop).into_iter().filter(|window| *window != self.window);
            others.find(|window| {
                let title = self.desktop.xdotool(&["getwindowname", window]);
                title.is_some_and(|title| title.trim().is_empty())
            })
        };
        let limit = Instant::now() + PATIENCE;
        let asking = loop {
            if let Some(asking) = question() {
                break asking;
            }
            assert!(self.is_open() && Instant::now() < limit, "the dialog asks before it replaces {path}");
            self.key(&["type", "/"]);
            tokio::time::sleep(Duration::from_millis(500)).await;
            self.key(&["key", "ctrl+a"]);
            self.key(&["type", "--delay", BETWEEN_KEYS, path]);
            tokio::time::sleep(Duration::from_millis(500)).await;
            self.key(&["key", "Return"]);
            tokio::time::sleep(Duration::from_secs(2)).await;
        };
        let _ = self.desktop.xdotool(&["windowfocus", &asking]);
        let _ = self.desktop.xdotool(&["key", "Escape"]);
        tokio::time::sleep(Duration::from_millis(500)).await;
        self.cancel().await;
    }

    /// Closes the dialog without choosing a file.
    pub async fn cancel(self) {
        self.key(&["key", "Escape"]);
        self.wait_until_gone().await;
    }

    /// Saves a screenshot of the whole display as `tests/artefacts/<name>.png`, if ImageMagick is installed.
    pub fn screenshot(&self, name: &str) {
        let mut import = self.desktop.command("import");
        import.args(["-window", "root"]).arg(artefact(&format!("{name}.png")));
        let _ = crate::guarded::output_within(&mut import, Duration::from_secs(10));
    }

    fn key(&self, arguments: &[&str]) {
        // The dialog may close between the check whether it is open and this call. Then there is nothing to focus.
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

    /// Waits until the dialog is closed. Anything typed afterwards would go to the window beneath.
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

/// The visible windows of zenity: the dialog and its pop-ups.
fn visible(desktop: &Desktop) -> Vec<String> {
    // xdotool fails if there is none.
    let found = desktop.xdotool(&["search", "--onlyvisible", "--class", "zenity"]).unwrap_or_default();
    found.lines().map(str::to_string).collect()
}
