//! What whoever waits for a reading can see of it, and do: passphrases are slow to try on purpose.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Shared between the thread that reads and whoever waits for it. Cheap to clone.
///
/// A reading that is cancelled ends within milliseconds, except for two derivations that cannot be interrupted: scrypt
/// and bcrypt. What it returns then is not complete, and is to be dropped.
#[derive(Clone, Debug, Default)]
pub struct ReadingWatch(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    done: AtomicU64,
    expected: AtomicU64,
    cancelled: AtomicBool,
}

impl ReadingWatch {
    /// Ends the reading.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the reading was cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }

    /// Whether both are of the same reading.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// How much of the slow work is done, in percent; `None` if there is none. It can fall when more work turns up.
    #[must_use]
    pub fn percent(&self) -> Option<u8> {
        let (done, expected) = (self.0.done.load(Ordering::Relaxed), self.0.expected.load(Ordering::Relaxed));
        let percent = done.saturating_mul(100).checked_div(expected)?;
        Some(u8::try_from(percent).unwrap_or(100).min(100))
    }

    /// Notes that so much work comes.
    pub(super) fn expect(&self, work: u64) {
        self.0.expected.fetch_add(work, Ordering::Relaxed);
    }

    /// Notes that so much work is done.
    pub(super) fn advance(&self, work: u64) {
        self.0.done.fetch_add(work, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_that_is_done_is_told_once_there_is_something_to_do() {
        let watch = ReadingWatch::default();
        assert_eq!(watch.percent(), None);
        watch.expect(200);
        assert_eq!(watch.percent(), Some(0));
        watch.clone().advance(150);
        assert_eq!(watch.percent(), Some(75));
        watch.advance(150);
        assert_eq!(watch.percent(), Some(100));
    }

    #[test]
    fn cancelling_reaches_every_clone() {
        let watch = ReadingWatch::default();
        assert!(!watch.is_cancelled());
        watch.clone().cancel();
        assert!(watch.is_cancelled());
    }
}
