//! When the person has been away so long that secrets are locked.

use std::time::Duration;

use crate::moment::{Clock, UnixMillis};

/// The moment when the person last did something, by both clocks. The steady clock may stand still while the computer
/// sleeps; the other one can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    wall: UnixMillis,
    steady: Duration,
}

impl Seen {
    /// Now.
    pub fn now(clock: &dyn Clock) -> Self {
        Self { wall: clock.now(), steady: clock.steady() }
    }

    /// How long the person may still be away before secrets are locked; zero if they are due. `limit` is the longest
    /// absence that is allowed. Whichever clock says that more time has passed counts.
    #[must_use]
    pub fn time_left(self, now: Self, limit: Duration) -> Duration {
        let by_wall = u64::try_from(now.wall.0.saturating_sub(self.wall.0)).unwrap_or_default();
        let by_steady = now.steady.saturating_sub(self.steady);
        limit.saturating_sub(by_steady.max(Duration::from_millis(by_wall)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Duration = Duration::from_secs(300);

    fn at(wall_seconds: i64, steady_seconds: u64) -> Seen {
        Seen { wall: UnixMillis(wall_seconds * 1000), steady: Duration::from_secs(steady_seconds) }
    }

    #[test]
    fn secrets_are_locked_when_the_person_was_away_for_the_whole_limit() {
        let seen = at(1_000, 10);
        assert_eq!(seen.time_left(at(1_000, 10), LIMIT), LIMIT);
        assert_eq!(seen.time_left(at(1_299, 309), LIMIT), Duration::from_secs(1));
        assert!(seen.time_left(at(1_300, 310), LIMIT).is_zero());
        assert!(seen.time_left(at(9_000, 8_000), LIMIT).is_zero());
    }

    #[test]
    fn time_that_the_computer_slept_counts() {
        assert!(at(1_000, 10).time_left(at(5_000, 11), LIMIT).is_zero());
    }

    #[test]
    fn a_clock_that_is_set_back_delays_nothing() {
        let seen = at(1_000, 10);
        assert_eq!(seen.time_left(at(-50, 110), LIMIT), Duration::from_secs(200));
        assert!(seen.time_left(at(-50, 310), LIMIT).is_zero());
    }
}
