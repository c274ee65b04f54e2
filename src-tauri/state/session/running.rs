//! Work that runs once at a time and can be cancelled.

use std::sync::Mutex;

use countersign_core::lock::lock;
use tokio_util::sync::CancellationToken;

/// A piece of work that runs once at a time and can be cancelled.
#[derive(Default)]
pub(crate) struct Running(Mutex<Option<CancellationToken>>);

impl Running {
    /// Starts a new run, and cancels the one before.
    pub(crate) fn start(&self) -> CancellationToken {
        let token = CancellationToken::new();
        if let Some(before) = lock(&self.0).replace(token.clone()) {
            before.cancel();
        }
        token
    }

    /// Whether a run has started that was not cancelled. One that cancels itself when it ends is not running after that.
    pub(crate) fn is_running(&self) -> bool {
        lock(&self.0).as_ref().is_some_and(|token| !token.is_cancelled())
    }

    /// Cancels the current run.
    pub(crate) fn cancel(&self) {
        if let Some(token) = &*lock(&self.0) {
            token.cancel();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starting_over_cancels_what_ran_before() {
        let running = Running::default();
        assert!(!running.is_running());
        let first = running.start();
        let second = running.start();
        assert!(first.is_cancelled() && !second.is_cancelled());
        assert!(running.is_running());
        running.cancel();
        assert!(second.is_cancelled() && !running.is_running());
    }
}
