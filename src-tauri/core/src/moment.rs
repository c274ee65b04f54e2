//! Time and one-time values as the rest of the core sees them: passed in, so that a test can choose them.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Seconds since 1 January 1970 UTC, without leap seconds: the unit of `iat` and `exp` (RFC 7519 section 2,
/// "NumericDate") and of a certificate's validity as this program shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(type = "number"))]
pub struct UnixSeconds(pub i64);

/// Milliseconds since 1 January 1970 UTC: for what is shown to a person with a duration.
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

/// What is different for every request: the time and the identifier for `jti`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Now.
    pub now: UnixMillis,
    /// A fresh identifier, a UUID v4 in practice.
    pub jti: String,
}

/// The clock that an operation which takes time is measured with.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> UnixMillis;

    /// Time since a point that stays the same while the program runs. It never goes back, whatever is done to the
    /// computer's clock meanwhile: for measuring how long something takes.
    fn steady(&self) -> Duration;
}
