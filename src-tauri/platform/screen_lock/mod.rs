//! Says when the person locks the screen or the computer goes to sleep, as far as the system tells. Windows and macOS
//! tell only programs that call them from unsafe code, so there secrets are locked when the person is idle or presses the
//! button.

#[cfg(target_os = "linux")]
mod linux;

#[cfg(target_os = "linux")]
pub(crate) use linux::watch;

/// What the person or the computer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "only Linux says it"))]
pub(crate) enum Event {
    /// The screen is locked.
    ScreenLocked,
    /// The computer goes to sleep.
    Suspending,
    /// The computer is awake again.
    Resumed,
}

/// Nobody says it here.
#[cfg(not(target_os = "linux"))]
pub(crate) fn watch(_happened: impl Fn(Event) + Clone + Send + 'static) {}
