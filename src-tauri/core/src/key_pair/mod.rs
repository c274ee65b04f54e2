//! The key pair that a person works with: a private key, a certificate, and whether they belong together.
//!
//! `pair.rs` is the pair itself, `load.rs` reads files and text into it, `chain.rs` chooses among certificates,
//! `choice.rs` lets the person choose among private keys,
//! `rotation.rs` has the steps for replacing a pair by a new one, `locking.rs` says what of it is wiped while secrets are
//! locked, `save_as.rs` the formats that it can be saved
//! in, `reminder.rs` the calendar entry for its expiry. Files and clocks are left to the shell.

mod chain;
mod choice;
mod facts;
mod load;
mod locking;
mod origin;
mod pair;
pub mod reminder;
mod report;
mod rotation;
pub mod save_as;

pub use choice::{PrivateKeyChoice, PrivateKeyId};
pub use facts::{KeyPairFacts, PrivateKeyFacts, RotationFacts, Unsaved};
pub use load::{KeySource, load, load_chosen};
pub use locking::AtLock;
pub use origin::Origin;
pub use pair::{KeyPair, Rotation};
pub use report::{LoadReport, Loaded, SourceProblem};
pub use rotation::{RotationStep, RotationStepShown, RotationWay};
