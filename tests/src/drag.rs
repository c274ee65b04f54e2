//! Drags files onto the window with the mouse: from another program, through the X server (XDND), as a person drags
//! them from a file manager.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::artefacts::artefact;
use crate::desktop::Desktop;
use crate::guarded::Guarded;
use crate::mouse::{Mouse, Point};

/// Title of the window to drag from.
pub const SOURCE_TITLE: &str = "drag-source";
/// Its position in pixels from the left and from the top. It is beside the window under test, which opens at 0, 0.
pub const SOURCE_AT: Point = (1400, 900);
/// Its width and height in pixels.
pub const SOURCE_SIZE: i32 = 120;

const PATIENCE: Duration = Duration::from_secs(60);

/// A drag in progress: the mouse button is down.
#[derive(Debug)]
pub struct Drag<'a> {
    mouse: Mouse<'a>,
    to: Point,
    _source: Guarded,
}

impl<'a> Drag<'a> {
    /// Picks the files up with the mouse and moves them over `to`, in pixels from the left and from the top.
    /// `program` shows the window to drag from.
    pub async fn begin(
        desktop: &'a Desktop,
        program: &str,
        files: &[&Path],
        to: Point,
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
        // A window is visible before it reacts to the mouse.
        tokio::time::sleep(Duration::from_millis(400)).await;
        let from = (SOURCE_AT.0 + SOURCE_SIZE / 2, SOURCE_AT.1 + SOURCE_SIZE / 2);
        let mut mouse = Mouse::press(desktop, from).await;
        mouse.drag_to(to).await;
        Self { mouse, to, _source: source }
    }

    /// Moves a little further, as a hand does: GTK reports a drag to the window beneath only when the mouse moves on.
    pub async fn move_on(&mut self) {
        let (x, y) = self.to;
        self.to = (x + 1, y);
        self.mouse.drag_to(self.to).await;
    }

    /// Drops the files.
    pub async fn drop_here(self) {
        self.mouse.release().await;
        // The window fetches the list of files from the program that they come from.
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}
