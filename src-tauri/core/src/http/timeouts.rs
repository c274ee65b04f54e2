//! How long a request may take.

use std::time::Duration;

/// Time limits of a request, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Limit for establishing a connection.
    pub connect: u32,
    /// Limit for the whole exchange, from the first packet to the last byte of the response.
    pub total: u32,
}

impl Timeouts {
    /// The limit for connecting. If it is as long as the limit for everything, it is made a little shorter, so
    /// that a timeout while connecting can be recognised as such.
    pub(super) fn for_connecting(self) -> Duration {
        let everything = Duration::from_secs(self.total.into());
        let a_little = (everything / 10).clamp(Duration::from_millis(200), Duration::from_secs(1));
        Duration::from_secs(self.connect.into()).min(everything.saturating_sub(a_little))
    }
}
