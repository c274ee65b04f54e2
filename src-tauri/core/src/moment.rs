//! Time and one-time values for the rest of the core. They are passed in, so that a test can choose them.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Seconds since 1 January 1970 UTC, without leap seconds: the unit of `iat` and `exp` (RFC 7519 section 2,
/// "NumericDate") and of a certificate's validity as this program shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(type = "number"))]
pub struct UnixSeconds(pub i64);

/// Milliseconds since 1 January 1970 UTC: the time of an event that is shown together with a duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(type = "number"))]
pub struct UnixMillis(pub i64);

impl UnixMillis {
    /// The same instant in whole seconds, rounded down.
    #[must_use]
    pub const fn seconds(self) -> UnixSeconds {
        UnixSeconds(self.0.div_euclid(1000))
    }
}

/// The values that differ for every request: the time and the identifier for `jti` (RFC 7519 section 4.1.7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The current time.
    pub now: UnixMillis,
    /// A fresh identifier; in practice a UUID v4.
    pub jti: String,
}

/// A clock, for operations that take time and measure it.
pub trait Clock: Send + Sync {
    /// The current time.
    fn now(&self) -> UnixMillis;

    /// Time since a fixed point in the past. It never goes backwards, even if the computer's clock is changed
    /// meanwhile: use it to measure how long something takes.
    fn steady(&self) -> Duration;
}
