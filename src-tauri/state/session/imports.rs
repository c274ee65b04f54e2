//! What was found in the files of other tools, with its secrets, until the person imports it or closes it.

use std::sync::{Arc, Mutex};

use countersign_core::interchange::import::Import;
use countersign_core::lock::lock;

/// The import that the window shows.
#[derive(Default)]
pub(crate) struct Imports {
    current: Mutex<(u32, Option<Arc<Import>>)>,
}

impl Imports {
    /// Holds an import in place of the one before. Returns its number.
    pub(crate) fn hold(&self, import: Arc<Import>) -> u32 {
        let mut current = lock(&self.current);
        current.0 += 1;
        current.1 = Some(import);
        current.0
    }

    /// The import with this number; `None` if another one was read since, or it was wiped.
    pub(crate) fn of(&self, number: u32) -> Option<Arc<Import>> {
        let current = lock(&self.current);
        current.1.clone().filter(|_| current.0 == number)
    }

    /// Wipes the import.
    pub(crate) fn wipe(&self) {
        lock(&self.current).1 = None;
    }
}
