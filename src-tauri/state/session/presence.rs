//! When the person was last seen at the window.

use std::sync::Mutex;

use countersign_core::lock::lock;
use countersign_core::vault::Seen;

/// The moment when the person last did something in the window.
#[derive(Default)]
pub(crate) struct Presence(Mutex<Option<Seen>>);

impl Presence {
    /// The person does something now.
    pub(crate) fn note(&self, now: Seen) {
        *lock(&self.0) = Some(now);
    }

    /// When the person was last seen. They count as there when this is asked for the first time.
    pub(crate) fn last(&self, now: Seen) -> Seen {
        *lock(&self.0).get_or_insert(now)
    }
}
