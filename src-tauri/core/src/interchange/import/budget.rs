//! What is left of the bounds of one import.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use super::limits::{MOST_NODES, MOST_REQUESTS, MOST_RESOLVING};
use super::problem::ImportLimit;

/// What is left; shared by all readers of one import.
#[derive(Debug)]
pub(super) struct Budget {
    nodes: Cell<usize>,
    requests: Cell<usize>,
    resolving: Cell<usize>,
    reached: RefCell<BTreeSet<u8>>,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            nodes: Cell::new(MOST_NODES),
            requests: Cell::new(MOST_REQUESTS),
            resolving: Cell::new(MOST_RESOLVING),
            reached: RefCell::default(),
        }
    }
}

/// The order in which bounds are named.
const LIMITS: [ImportLimit; 5] = [
    ImportLimit::Files,
    ImportLimit::Bytes,
    ImportLimit::Folders,
    ImportLimit::Credentials,
    ImportLimit::Collections,
];

impl Budget {
    /// Takes one object, list or value. `false` when there are too many.
    pub(super) fn node(&self) -> bool {
        take(&self.nodes)
    }

    /// Takes one request of a collection.
    pub(super) fn take_request(&self) -> bool {
        let taken = take(&self.requests);
        if !taken {
            self.reach(ImportLimit::Collections);
        }
        taken
    }

    /// Takes one step of resolving a variable.
    pub(super) fn resolve(&self) -> bool {
        let taken = take(&self.resolving);
        if !taken {
            self.reach(ImportLimit::Collections);
        }
        taken
    }

    /// Notes that a bound is reached.
    pub(super) fn reach(&self, limit: ImportLimit) {
        let place = LIMITS.iter().position(|known| *known == limit);
        self.reached.borrow_mut().extend(place.and_then(|place| u8::try_from(place).ok()));
    }

    /// The bounds that were reached.
    pub(super) fn reached(&self) -> Vec<ImportLimit> {
        self.reached.borrow().iter().filter_map(|place| LIMITS.get(usize::from(*place)).copied()).collect()
    }
}

fn take(left: &Cell<usize>) -> bool {
    match left.get().checked_sub(1) {
        Some(rest) => {
            left.set(rest);
            true
        }
        None => false,
    }
}
