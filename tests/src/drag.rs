//! Dragging files onto the window with the mouse: from another program, through the X server (XDND), as a person
//! drags from a file manager.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::artefacts::artefact;
use crate::desktop::Desktop;
use crate::guarded::Guarded;

/// What the title bar of the window to drag from says.
pub const SOURCE_TITLE: &str = "drag-source";
/// Where it is, in pixels from the left and from above: beside the window under test, which opens at 0, 0.
pub const SOURCE_AT: (i32, i32) = (1400, 900);
/// Its width and height in pixels.
pub const SOURCE_SIZE: i32 = 120;

const PATIENCE: Duration = Duration::from_secs(15);
/// The mouse goes in steps, or there is no drag.
const STEPS: i32 = 12;
const BETWEEN_STEPS: Duration = Duration::from_millis(40);

/// Files on their way: the mouse button is down.
#[derive(Debug)]
pub struct Drag<'a> {
    desktop: &'a Desktop,
    _source: Guarded,
}

impl<'a> Drag<'a> {
    /// Takes the files with the mouse and moves them over `to`, in pixels from the left and from above. `program` is
    /// the one that shows the window to drag from.
    pub async fn begin(
        desktop: &'a Desktop,
        program: &str,
        files: &[&Path],
        to: (i32, i32),
        name: &str,
    ) -> Drag<'a> {
        let mut command = desktop.command(program);
        command.args(files);
        let source = Guarded::start(&command, &artefact(&format!("{name}-drag-source.log")));
        let limit = Instant::now() + PATIENCE;
        let shown = || desktop.xdotool(&["search", "--onlyvisible", "--name", SOURCE_TITLE]);
        while shown().is_none_or(|windows| windows.trim().is_empty()) {
            assert!(Instant::now() < limit, "the window to drag from opens");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        // A window is there before it takes the mouse.
        tokio::time::sleep(Duration::from_millis(400)).await;
        let drag = Self { desktop, _source: source };
        let from = (SOURCE_AT.0 + SOURCE_SIZE / 2, SOURCE_AT.1 + SOURCE_SIZE / 2);
        drag.mouse(&["mousemove", &from.0.to_string(), &from.1.to_string()]).await;
        drag.mouse(&["mousedown", "1"]).await;
        for step in 1..=STEPS {
            let between = |from: i32, to: i32| (from + (to - from) * step / STEPS).to_string();
            drag.mouse(&["mousemove", &between(from.0, to.0), &between(from.1, to.1)]).await;
        }
        drag
    }

    /// Lets the files go.
    pub async fn drop_here(self) {
        self.mouse(&["mouseup", "1"]).await;
        // The window fetches the list of files from the program that they come from.
        tokio::time::sleep(Duration::from_secs(1)).await;
    }

    async fn mouse(&self, arguments: &[&str]) {
        assert!(self.desktop.xdotool(arguments).is_some(), "xdotool can do {arguments:?}");
        tokio::time::sleep(BETWEEN_STEPS).await;
    }
}
