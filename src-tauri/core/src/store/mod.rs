//! The store: one SQLite file with everything that shall be there at the next start.

mod trouble;

pub use trouble::{Rescue, StoreTrouble};
