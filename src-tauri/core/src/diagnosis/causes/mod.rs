//! The cause of a refusal, found by reasoning: which faults would make the server answer exactly so?
//!
//! The causes are data (`cause.rs`). Each of them is a world (`world.rs`) in which the model of the server judges the
//! request that was really sent (`scene.rs`). A cause whose answer is the one that was observed remains; the others are
//! ruled out (`candidates.rs`, `checks.rs`). What remains is weighed by what else is known (`evidence.rs`, `known.rs`)
//! and becomes findings in order of likelihood (`found.rs`, `reasoning.rs`). `suspects.rs` goes into more detail for
//! experiments.

mod candidates;
mod cause;
mod checks;
mod evidence;
mod found;
mod known;
mod observed;
mod reasoning;
mod scene;
mod suspects;
mod world;

pub use cause::{Cause, ServerCheck};
pub use checks::{CheckOutcome, ServerCheckShown};
pub use evidence::{Evidence, EvidenceShown};
pub use known::{EarlierToken, Known};
pub use reasoning::{Basis, Diagnosis};

pub(crate) use observed::{Answer, Asked};
pub(crate) use reasoning::{Reasoned, is_same, reason};
pub(crate) use suspects::{Predicted, Suspect, Suspects};
