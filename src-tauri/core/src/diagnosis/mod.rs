//! What is wrong, how sure that is, and where to fix it.
//!
//! A finding is a code with its data (`finding.rs`); `rules.rs` says what it weighs and where it belongs, and the words
//! for it are in the message catalogue. Each stage is a pure function from what happened to findings, and a finding is
//! raised in one of them only:
//!
//! - `before_sending/`: what the form, the key pair and the claims show before anything is sent;
//! - `transport.rs`: why no complete response came;
//! - `refusal.rs`: what a token endpoint's own words say about a refused request;
//! - `answer.rs`: what else a response is, by its status and body, and what is odd about a granted token.
//!
//! `evidence.rs` is what they go by, `verdict.rs` puts the stages after sending in their order.

mod answer;
pub mod before_sending;
mod evidence;
mod finding;
mod refusal;
mod rules;
mod transport;
mod verdict;
mod weight;

pub use evidence::{BodyFacts, RequestFacts};
pub use finding::Finding;
pub use rules::FindingShown;
pub use verdict::Verdict;
pub use weight::{Certainty, Field, Place, Severity};

pub(crate) use evidence::without_mark;
pub(crate) use verdict::{granted_token, judge};
