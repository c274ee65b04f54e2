//! The open connections. When there are too many, one is closed for each newcomer, so that slow clients cannot keep
//! others out.

use std::sync::{Arc, Mutex};

use tokio_util::sync::CancellationToken;

use crate::lock::lock;

/// The open connections.
pub(super) struct Connections {
    most: usize,
    /// In the order in which they began to wait for their clients.
    open: Mutex<Vec<Open>>,
}

struct Open {
    /// Cancelled to close the connection. It also tells one connection from another.
    close: Arc<CancellationToken>,
    /// The request has arrived and is being responded to, so the client keeps nobody waiting.
    is_responding: bool,
}

/// One connection. It is open until this is dropped.
pub(super) struct Connection {
    all: Arc<Connections>,
    close: Arc<CancellationToken>,
}

/// A request that is being responded to. Dropped when that is done.
pub(super) struct Responding<'c>(&'c Connection);

impl Connections {
    /// None are open. At most this many will be.
    pub(super) fn up_to(most: usize) -> Self {
        Self { most, open: Mutex::new(Vec::new()) }
    }

    /// Opens a connection. If there are too many, closes the one that has waited for its client the longest; if none
    /// waits, the oldest.
    pub(super) fn open(self: &Arc<Self>) -> Connection {
        let close = Arc::new(CancellationToken::new());
        let mut open = lock(&self.open);
        if open.len() >= self.most && !open.is_empty() {
            let waiting = open.iter().position(|connection| !connection.is_responding);
            open.remove(waiting.unwrap_or(0)).close.cancel();
        }
        open.push(Open { close: close.clone(), is_responding: false });
        drop(open);
        Connection { all: self.clone(), close }
    }
}

impl Connection {
    /// Waits until the connection has to be closed for another.
    pub(super) async fn closed(&self) {
        self.close.cancelled().await;
    }

    /// Notes that a request has arrived, until what is returned is dropped.
    pub(super) fn begin_to_respond(&self) -> Responding<'_> {
        self.set_responding(true);
        Responding(self)
    }

    /// Whatever it waits for from now on, it did not wait for before.
    fn set_responding(&self, is_responding: bool) {
        let mut open = lock(&self.all.open);
        if let Some(at) = self.position(&open) {
            let connection = open.remove(at);
            open.push(Open { is_responding, ..connection });
        }
    }

    fn position(&self, open: &[Open]) -> Option<usize> {
        open.iter().position(|connection| Arc::ptr_eq(&connection.close, &self.close))
    }
}

impl Drop for Responding<'_> {
    fn drop(&mut self) {
        self.0.set_responding(false);
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let mut open = lock(&self.all.open);
        if let Some(at) = self.position(&open) {
            open.remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_closed(connections: &[Connection]) -> Vec<bool> {
        connections.iter().map(|connection| connection.close.is_cancelled()).collect()
    }

    #[test]
    fn the_one_that_waited_the_longest_is_closed_for_a_newcomer() {
        let all = Arc::new(Connections::up_to(3));
        let mut connections: Vec<_> = (0..3).map(|_| all.open()).collect();
        // The first one asked and was answered, so it waits since then.
        drop(connections[0].begin_to_respond());
        connections.push(all.open());
        assert_eq!(are_closed(&connections), [false, true, false, false]);
        connections.push(all.open());
        assert_eq!(are_closed(&connections), [false, true, true, false, false]);
        // One that ended by itself makes room.
        drop(connections.remove(0));
        connections.push(all.open());
        assert_eq!(are_closed(&connections), [true, true, false, false, false]);
    }

    #[test]
    fn one_that_is_being_responded_to_is_closed_only_if_none_waits() {
        let all = Arc::new(Connections::up_to(2));
        let (first, second) = (all.open(), all.open());
        let responding = first.begin_to_respond();
        let third = all.open();
        assert!(second.close.is_cancelled() && !first.close.is_cancelled());
        let also_responding = third.begin_to_respond();
        let fourth = all.open();
        assert!(first.close.is_cancelled() && !third.close.is_cancelled() && !fourth.close.is_cancelled());
        drop((responding, also_responding));
    }
}
