//! Closing the window. Before that, the page saves what was typed; but it may no longer respond.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use countersign_core::lock::lock;

/// How long the page may take to save. If the person tries to close the window again after that, it closes without the
/// page. Another program may lock the store's file for a while, and the store waits for that within this time.
const UNRESPONSIVE_AFTER: Duration = Duration::from_secs(10);

/// The person's wish to close the window, until the page has answered it.
#[derive(Default)]
pub(crate) struct Closing {
    /// When the person first tried to close it.
    requested: Mutex<Option<Instant>>,
}

impl Closing {
    /// The person wants to close the window. Returns whether the page is unresponsive: it was asked long ago and has
    /// not answered.
    pub(crate) fn request(&self, now: Instant) -> bool {
        let since = *lock(&self.requested).get_or_insert(now);
        now.duration_since(since) > UNRESPONSIVE_AFTER
    }

    /// The page answered.
    pub(crate) fn answered(&self) {
        *lock(&self.requested) = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_page_that_does_not_answer_for_long_is_closed_without_its_answer() {
        let closing = Closing::default();
        let asked = Instant::now();
        assert!(!closing.request(asked));
        assert!(!closing.request(asked + Duration::from_secs(3)), "it may be saving what was typed");
        assert!(closing.request(asked + UNRESPONSIVE_AFTER + Duration::from_secs(1)));
        closing.answered();
        assert!(!closing.request(asked + UNRESPONSIVE_AFTER + Duration::from_secs(2)));
    }
}
