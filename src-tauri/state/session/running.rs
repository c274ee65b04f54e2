//! Work that runs once at a time and can be cancelled.

use std::sync::Mutex;

use countersign_core::lock::lock;
use tokio_util::sync::CancellationToken;

/// A piece of work that runs once at a time and can be cancelled.
#[derive(Default)]
pub(crate) struct Running(Mutex<CancellationToken>);

impl Running {
    /// Starts a new run, and cancels the one before.
    pub(crate) fn start(&self) -> CancellationToken {
        let token = CancellationToken::new();
        std::mem::replace(&mut *lock(&self.0), token.clone()).cancel();
        token
    }

    /// Cancels the current run.
    pub(crate) fn cancel(&self) {
        lock(&self.0).cancel();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starting_over_cancels_what_ran_before() {
        let running = Running::default();
        let first = running.start();
        let second = running.start();
        assert!(first.is_cancelled() && !second.is_cancelled());
        running.cancel();
        assert!(second.is_cancelled());
    }
}
