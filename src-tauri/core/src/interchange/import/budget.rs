//! What is left of the bounds of one import.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use super::limits::{MOST_NODES, MOST_REQUESTS, MOST_RESOLVED, MOST_RESOLVING, MOST_VARIABLES_TOGETHER};
use super::problem::ImportLimit;

/// What is left; shared by all readers of one import.
#[derive(Debug)]
pub(super) struct Budget {
    nodes: Cell<usize>,
    requests: Cell<usize>,
    variables: Cell<usize>,
    resolving: Cell<usize>,
    resolved: Cell<usize>,
    reached: RefCell<BTreeSet<u8>>,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            nodes: Cell::new(MOST_NODES),
            requests: Cell::new(MOST_REQUESTS),
            variables: Cell::new(MOST_VARIABLES_TOGETHER),
            resolving: Cell::new(MOST_RESOLVING),
            resolved: Cell::new(MOST_RESOLVED),
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
        take(&self.nodes, 1)
    }

    /// Takes one request of a collection.
    pub(super) fn take_request(&self) -> bool {
        self.take_of(&self.requests, 1)
    }

    /// Takes one variable of a collection, folder or environment.
    pub(super) fn take_variable(&self) -> bool {
        self.take_of(&self.variables, 1)
    }

    /// Takes one step of resolving, which gives this many bytes.
    pub(super) fn resolve(&self, bytes: usize) -> bool {
        self.take_of(&self.resolving, 1) && self.take_of(&self.resolved, bytes)
    }

    /// Whether nothing more is resolved.
    pub(super) fn is_resolving_over(&self) -> bool {
        self.resolving.get() == 0 || self.resolved.get() == 0
    }

    fn take_of(&self, left: &Cell<usize>, count: usize) -> bool {
        let taken = take(left, count);
        if !taken {
            // What is too much ends it, and does not leave room for something smaller behind it.
            left.set(0);
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

fn take(left: &Cell<usize>, count: usize) -> bool {
    match left.get().checked_sub(count) {
        Some(rest) => {
            left.set(rest);
            true
        }
        None => false,
    }
}
