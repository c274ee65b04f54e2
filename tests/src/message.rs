//! The program's message without a page, which WebDriver cannot see. It is found through the X server, and answered as
//! from a keyboard.

use std::time::{Duration, Instant};

use crate::artefacts::artefact;
use crate::desktop::Desktop;
use crate::stacking::Stacking;

const TITLE: &str = "Countersign: message";
const PATIENCE: Duration = Duration::from_secs(60);

/// An open message.
#[derive(Debug)]
pub struct Message<'a> {
    desktop: &'a Desktop,
    windows: Stacking,
}

impl<'a> Message<'a> {
    /// The message, if it is open.
    #[must_use]
    pub fn open(desktop: &'a Desktop) -> Option<Message<'a>> {
        let message = Self { desktop, windows: Stacking::of(desktop) };
        message.is_open().then_some(message)
    }

    /// Waits for the message.
    pub async fn wait(desktop: &'a Desktop) -> Message<'a> {
        let message = Self { desktop, windows: Stacking::of(desktop) };
        message.wait_until("the message opens", || message.is_open()).await;
        message
    }

    /// Presses the button with this letter underlined, and waits until the message is closed.
    pub async fn press(self, letter: char) {
        let keys = format!("alt+{letter}");
        self.wait_until("the message closes", || {
            // Without a window manager nobody gives it the focus. Its keys are lost until it is drawn.
            if let Some(window) = self.window() {
                let _ = self.desktop.xdotool(&["windowfocus", &window]);
                let _ = self.desktop.xdotool(&["key", &keys]);
            }
            !self.is_open()
        })
        .await;
    }

    /// Saves a screenshot of the whole display as `tests/artefacts/<name>.png`, if ImageMagick is installed.
    pub fn screenshot(&self, name: &str) {
        let mut import = self.desktop.command("import");
        import.args(["-window", "root"]).arg(artefact(&format!("{name}.png")));
        let _ = crate::guarded::output_within(&mut import, Duration::from_secs(10));
    }

    fn window(&self) -> Option<String> {
        let found = self.desktop.xdotool(&["search", "--onlyvisible", "--name", TITLE])?;
        found.lines().next().map(str::to_owned)
    }

    fn is_open(&self) -> bool {
        self.windows.titles().iter().any(|title| title == TITLE)
    }

    async fn wait_until(&self, what: &str, is_so: impl Fn() -> bool) {
        let limit = Instant::now() + PATIENCE;
        while !is_so() {
            assert!(Instant::now() < limit, "{what}; there are {:?}", self.windows.titles());
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
}
