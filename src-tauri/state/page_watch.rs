//! Whether the page is there: it has painted, or its process has ended. Decides what follows.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use countersign_core::lock::lock;

/// A page that ends twice within this time will probably end again.
const SOON: Duration = Duration::from_secs(60);

/// What follows when the page has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AfterEnd {
    /// It is opened again.
    OpenAgain,
    /// The person is asked, without a page.
    Ask,
    /// The program starts again without acceleration: with it, the page never painted.
    StartWithoutAcceleration,
}

/// What is known about the page.
#[derive(Default)]
pub(crate) struct PageWatch {
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    painted: bool,
    ended: Option<Instant>,
    /// It was opened again, and the person does not know yet.
    untold: bool,
    /// A message without a page is open.
    asking: bool,
}

impl PageWatch {
    /// The page has painted. Returns whether it was opened again since the last call, which the person must be told.
    pub(crate) fn painted(&self) -> bool {
        let mut inside = lock(&self.inside);
        inside.painted = true;
        std::mem::take(&mut inside.untold)
    }

    /// Whether the page has ever painted.
    pub(crate) fn has_painted(&self) -> bool {
        lock(&self.inside).painted
    }

    /// A message without a page opens. Returns `false` if one is open already.
    pub(crate) fn begin_asking(&self) -> bool {
        !std::mem::replace(&mut lock(&self.inside).asking, true)
    }

    /// The message was answered.
    pub(crate) fn end_asking(&self) {
        lock(&self.inside).asking = false;
    }

    /// The page has ended. `can_restart`: the program can start again without acceleration, and nothing is lost by that.
    #[cfg_attr(windows, allow(dead_code))]
    pub(crate) fn ended(&self, now: Instant, can_restart: bool) -> AfterEnd {
        let mut inside = lock(&self.inside);
        let since_last = inside.ended.map(|last| now.duration_since(last));
        inside.ended = Some(now);
        inside.untold = inside.painted;
        after_end(inside.painted, since_last, can_restart)
    }
}

fn after_end(has_painted: bool, since_last: Option<Duration>, can_restart: bool) -> AfterEnd {
    if !has_painted && can_restart {
        AfterEnd::StartWithoutAcceleration
    } else if since_last.is_some_and(|since| since < SOON) {
        AfterEnd::Ask
    } else {
        AfterEnd::OpenAgain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_page_that_ends_is_opened_again_and_the_person_asked_if_it_soon_ends_once_more() {
        let watch = PageWatch::default();
        let start = Instant::now();
        assert!(!watch.painted(), "it was not opened again");
        assert_eq!(watch.ended(start, true), AfterEnd::OpenAgain);
        assert!(watch.painted() && !watch.painted(), "the person is told once");
        assert_eq!(watch.ended(start + SOON - SECOND, true), AfterEnd::Ask);
        assert_eq!(watch.ended(start + 2 * SOON, true), AfterEnd::OpenAgain, "much later");
    }

    #[test]
    fn a_page_that_ends_before_it_ever_painted_is_tried_without_acceleration_unless_something_would_be_lost()
    {
        let watch = PageWatch::default();
        let start = Instant::now();
        assert_eq!(watch.ended(start, true), AfterEnd::StartWithoutAcceleration);
        assert_eq!(watch.ended(start, false), AfterEnd::Ask);
        assert_eq!(watch.ended(start + 2 * SOON, false), AfterEnd::OpenAgain);
        assert!(!watch.has_painted());
    }
}
