//! How the page is painted, and drawing without the graphics card, for computers that have none or on which the page does
//! not appear with it. Only Linux needs that: elsewhere the system itself draws without a card that fails.

#[cfg(target_os = "linux")]
mod linux;

#[cfg(not(target_os = "linux"))]
pub(crate) use elsewhere::{
    can_do_without, choose, remember_if_tried, restart_if_remembered, restart_without,
};
#[cfg(target_os = "linux")]
pub(crate) use linux::{can_do_without, choose, remember_if_tried, restart_if_remembered, restart_without};

#[cfg(not(target_os = "linux"))]
mod elsewhere {
    use std::io;
    use std::path::Path;

    /// Whether the window is drawn with acceleration, and could be drawn without.
    pub(crate) const fn can_do_without() -> bool {
        false
    }

    /// Does nothing: each system's own web view knows how it paints best.
    pub(crate) const fn choose() {}

    /// Does nothing.
    pub(crate) const fn restart_if_remembered(_data_folder: &Path) {}

    /// Does nothing but to say so.
    pub(crate) fn restart_without() -> io::Error {
        io::ErrorKind::Unsupported.into()
    }

    /// Whether the window is drawn without acceleration because it did not appear with it.
    pub(crate) const fn remember_if_tried(_data_folder: &Path) -> bool {
        false
    }
}
