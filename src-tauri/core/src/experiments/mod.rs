//! Experiments: after a refusal, the request is repeated with one thing changed, to find out for sure what is wrong.
//!
//! A [`Variation`](crate::token_request::Variation) is one change. `possible.rs` says which ones a request can have: each
//! goes to the same address, and through `prepare` like any request, so that nothing is sent that needs another
//! confirmation. For each suspect (`diagnosis/causes/suspects.rs`) the model of the server says what it would answer to
//! each variation; of a server without a model, a variation that cures is what is looked for (`aims.rs`). `choice.rs`
//! takes the variation whose answers split the suspects best. `published.rs` knows what such a server publishes about itself,
//! which is read first. `search.rs` keeps those that an answer leaves,
//! `conclusion.rs` says what that means, and `find.rs` is the loop.

mod aims;
mod choice;
mod conclusion;
mod find;
mod possible;
mod published;
mod refused;
mod search;

pub use conclusion::{CauseFound, ExperimentOutcome, ExperimentShown, SearchEnd};
pub use find::{MOST_EXPERIMENTS, Plan, Progress, SPACING, Surroundings, find_cause, plan};
pub use refused::Refused;
