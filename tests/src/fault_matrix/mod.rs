//! The fault matrix: single faults that are really produced, and what the program says about each. A fault is data: its
//! name, the right cause, and how it is made (`Fault`). `asked.rs` goes the way of a person with it, `judged.rs` compares
//! what the program said with the right cause, and `figures.rs` counts over all of them. The faults themselves are in
//! `tests/tests/fault_matrix/`, one file for each server.

mod asked;
mod figures;
mod judged;
mod table;

use countersign_core::diagnosis::Finding;

pub use asked::{Asked, Outcome, Sending, ShiftedClock};
pub use figures::{Figures, Target};
pub use judged::{Judged, false_alarms, names};
pub use table::{figures_text, table_text};

/// The right cause of a fault: each of these findings names it.
#[derive(Clone, Copy, Debug)]
pub struct Cause {
    /// Whether a finding names it.
    pub is: fn(&Finding) -> bool,
    /// The findings, for the table.
    pub named: &'static str,
}

/// The cause that is named by one of these findings.
#[macro_export]
macro_rules! cause {
    ($($code:ident)|+) => {
        $crate::fault_matrix::Cause {
            is: |finding| matches!(finding, $(countersign_core::diagnosis::Finding::$code { .. })|+),
            named: stringify!($($code)|+),
        }
    };
}

/// One fault: `set_wrong` changes one thing of a situation in which a token is granted.
pub struct Fault<S: 'static> {
    /// What is wrong, in a few words.
    pub name: &'static str,
    /// What an expert would name first.
    pub cause: Cause,
    /// Makes it wrong.
    pub set_wrong: fn(&mut S),
}

/// A row of a matrix.
pub const fn fault<S>(name: &'static str, cause: Cause, set_wrong: fn(&mut S)) -> Fault<S> {
    Fault { name, cause, set_wrong }
}
