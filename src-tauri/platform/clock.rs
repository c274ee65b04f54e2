//! This computer's clock, and identifiers that are used once.

use std::sync::LazyLock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use countersign_core::moment::{Clock, Moment, UnixMillis};
use uuid::Uuid;

/// Now. A clock before 1970 counts as 1970.
pub(crate) fn now() -> UnixMillis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixMillis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Now, with a fresh identifier for `jti`.
pub(crate) fn make_moment() -> Moment {
    Moment { now: now(), jti: Uuid::new_v4().to_string() }
}

/// The start of the steady time.
static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// The clock for measuring an exchange.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> UnixMillis {
        now()
    }

    fn steady(&self) -> Duration {
        START.elapsed()
    }
}
