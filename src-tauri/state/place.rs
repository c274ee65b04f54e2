//! The window's place on the screens: what is remembered of it, and bringing it back when the screens have changed.

use serde::{Deserialize, Serialize};

/// The smallest inner size of the window, in logical pixels.
pub(crate) const SMALLEST: (u32, u32) = (720, 520);
/// The inner size of the window at the first start.
const FIRST: (u32, u32) = (1240, 860);
/// How much of the window's upper edge has to be on a screen, in physical pixels, so that it can be moved by hand.
const GRIP: (i64, i64) = (120, 32);

/// The window's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Place {
    /// The upper left corner in physical pixels, from that of the first screen. `None`: where the system puts it.
    pub(crate) corner: Option<(i32, i32)>,
    /// The inner size in logical pixels, when it is not maximised.
    pub(crate) size: (u32, u32),
    /// Whether it takes the whole screen.
    pub(crate) maximized: bool,
}

/// A screen, in physical pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screen {
    pub(crate) corner: (i32, i32),
    pub(crate) size: (u32, u32),
    /// Physical pixels for one logical pixel.
    pub(crate) scale: f64,
}

impl Default for Place {
    fn default() -> Self {
        Self { corner: None, size: FIRST, maximized: false }
    }
}

impl Place {
    /// The place on these screens: not smaller than the window can be, not larger than its screen, and with an upper edge
    /// that can be reached.
    #[must_use]
    pub(crate) fn on(self, screens: &[Screen]) -> Self {
        let (width, height) = (self.size.0.max(SMALLEST.0), self.size.1.max(SMALLEST.1));
        let holding = self.corner.and_then(|corner| {
            screens.iter().find(|screen| screen.holds_grip(corner, width)).map(|screen| (corner, screen))
        });
        // The system puts a window without a corner on a screen of its choice.
        let room = match holding {
            Some((_, screen)) => Some(screen.logical_size()),
            None => screens.iter().map(Screen::logical_size).max_by_key(|(width, _)| *width),
        };
        let (widest, highest) = room.unwrap_or((width, height));
        Self {
            corner: holding.map(|(corner, _)| corner),
            size: (width.min(widest.max(SMALLEST.0)), height.min(highest.max(SMALLEST.1))),
            ..self
        }
    }
}

impl Screen {
    fn logical_size(&self) -> (u32, u32) {
        let logical = |pixels: u32| (f64::from(pixels) / self.scale.max(0.1)).round() as u32;
        (logical(self.size.0), logical(self.size.1))
    }

    /// Whether enough of the upper edge of a window is on this screen.
    fn holds_grip(&self, corner: (i32, i32), width: u32) -> bool {
        let (x, y) = (i64::from(corner.0), i64::from(corner.1));
        let (left, top) = (i64::from(self.corner.0), i64::from(self.corner.1));
        let (right, bottom) = (left + i64::from(self.size.0), top + i64::from(self.size.1));
        let window_right = x + (f64::from(width) * self.scale) as i64;
        let seen = window_right.min(right) - x.max(left);
        seen >= GRIP.0 && y >= top && y + GRIP.1 <= bottom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DESK: Screen = Screen { corner: (0, 0), size: (1920, 1080), scale: 1.0 };
    const SHARP: Screen = Screen { corner: (1920, 0), size: (3840, 2160), scale: 2.0 };

    fn at(corner: (i32, i32), size: (u32, u32)) -> Place {
        Place { corner: Some(corner), size, maximized: false }
    }

    #[test]
    fn a_window_on_a_screen_stays_where_it_is() {
        for place in [at((40, 60), (1240, 860)), at((2000, 100), (1900, 1000)), at((-700, 0), (900, 640))] {
            assert_eq!(place.on(&[DESK, SHARP]), place);
        }
        let maximized = Place { maximized: true, ..at((40, 60), (1240, 860)) };
        assert_eq!(maximized.on(&[DESK]), maximized);
    }

    #[test]
    fn a_window_that_nobody_could_reach_is_put_where_the_system_likes() {
        let far = [(2000, 100), (-1300, 0), (-1150, 0), (40, -30), (40, 1060), (i32::MIN, i32::MAX)];
        for corner in far {
            assert_eq!(at(corner, (1240, 860)).on(&[DESK]).corner, None, "{corner:?}");
        }
        assert_eq!(at((40, 60), (1240, 860)).on(&[]).corner, None, "no screen is known");
    }

    #[test]
    fn a_size_fits_the_screen_and_the_page() {
        assert_eq!(at((0, 0), (1, 0)).on(&[DESK]).size, SMALLEST);
        assert_eq!(at((0, 0), (u32::MAX, u32::MAX)).on(&[DESK]).size, (1920, 1080));
        assert_eq!(at((2000, 0), (3000, 2000)).on(&[DESK, SHARP]).size, (1920, 1080), "in logical pixels");
        let tiny = Screen { size: (640, 480), ..DESK };
        assert_eq!(at((0, 0), (1240, 860)).on(&[tiny]).size, SMALLEST);
    }
}
