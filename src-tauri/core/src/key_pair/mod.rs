//! The key pair a person works with: a private key, a certificate, and whether they belong together.
//!
//! `pair.rs` is the pair itself, `load.rs` what is taken into it from files or text, `rotation.rs` the steps to a new
//! pair in its place, `save_as.rs` the formats it can be saved in, `reminder.rs` the calendar entry for its end. Files
//! and clocks are the shell's.

mod chain;
mod facts;
mod load;
mod origin;
mod pair;
pub mod reminder;
mod report;
mod rotation;
pub mod save_as;

pub use facts::{KeyPairFacts, PrivateKeyFacts, RotationFacts, Unsaved};
pub use load::{KeySource, load};
pub use origin::Origin;
pub use pair::{KeyPair, Rotation};
pub use report::{LoadReport, Loaded, SourceProblem};
pub use rotation::{RotationStep, RotationStepShown, RotationWay};
