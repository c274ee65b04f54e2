//! The mouse of a desktop, moved through the X server like a hand: in steps with pauses, because otherwise no program
//! notices a drag.

use std::time::Duration;

use crate::desktop::Desktop;

const STEPS: i32 = 12;
const BETWEEN_STEPS: Duration = Duration::from_millis(40);

/// A point on the display, in pixels from the left and from the top.
pub type Point = (i32, i32);

/// The mouse. Its button is down between [`press`](Self::press) and [`release`](Self::release).
#[derive(Debug)]
pub struct Mouse<'a> {
    desktop: &'a Desktop,
    at: Point,
}

impl<'a> Mouse<'a> {
    /// Moves the mouse to a point and presses its first button.
    pub async fn press(desktop: &'a Desktop, at: Point) -> Mouse<'a> {
        let mouse = Self { desktop, at };
        mouse.send(&["mousemove", &at.0.to_string(), &at.1.to_string()]).await;
        mouse.send(&["mousedown", "1"]).await;
        mouse
    }

    /// Moves the mouse to another point.
    pub async fn drag_to(&mut self, to: Point) {
        for step in 1..=STEPS {
            let between = |from: i32, to: i32| (from + (to - from) * step / STEPS).to_string();
            self.send(&["mousemove", &between(self.at.0, to.0), &between(self.at.1, to.1)]).await;
        }
        self.at = to;
    }

    /// Releases the button.
    pub async fn release(self) {
        self.send(&["mouseup", "1"]).await;
    }

    async fn send(&self, arguments: &[&str]) {
        assert!(self.desktop.xdotool(arguments).is_some(), "xdotool can do {arguments:?}");
        tokio::time::sleep(BETWEEN_STEPS).await;
    }
}
