//! How long a request may take.

use std::time::Duration;

/// How long to wait, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// For a connection.
    pub connect: u32,
    /// For everything, from the first packet to the last byte of the response.
    pub total: u32,
}

impl Timeouts {
    /// When connecting may take as long as everything, it ends a little earlier, so that it is known to be what ran
    /// out of time.
    pub(super) fn for_connecting(self) -> Duration {
        let everything = Duration::from_secs(self.total.into());
        let a_little = (everything / 10).clamp(Duration::from_millis(200), Duration::from_secs(1));
        Duration::from_secs(self.connect.into()).min(everything.saturating_sub(a_little))
    }
}
