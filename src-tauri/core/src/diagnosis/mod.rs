//! What is wrong, how sure that is, and where to fix it.
//!
//! A finding is a code with its data (`finding.rs`). `rules.rs` says how much it weighs and where it belongs; the
//! words for it are in the message catalogue. Each stage is a pure function from facts to findings. Each finding
//! is raised in only one stage, except that a proxy can refuse a connection as well as answer:
//!
//! - `before_sending/`: what the form, the key pair and the claims show before anything is sent;
//! - `transport.rs`: why no complete response arrived;
//! - `refusal.rs`: what a token endpoint's own words say about a refused request;
//! - `answer.rs`: what else a response shows by its status and body, and what is unusual about a granted token.
//!
//! `causes/` reasons about a refusal: which faults at the server would make it answer exactly so, and how likely each is.
//! `kinds.rs` says which findings it treats alike.
//!
//! `evidence.rs` holds the facts that the stages use. `reading/` finds the error code, the words and a token in an answer
//! of any shape, `words/` knows what servers' words mean, and `intermediary/` what answers instead of a server.
//! `server_time.rs` reads the server's clock, `clock.rs` compares it in every response, and `verdict.rs` runs
//! the stages after sending in their order.
//! One file each reads from a refusal what leads to its fix: `times.rs` what is wrong with the JWT's times, `times_said.rs`
//! what the server's words say about them, `audiences.rs`
//! which audiences to try, `named_scopes.rs` which scopes are refused, `redirect.rs` where a redirect leads,
//! `retry_after.rs` when to try again.

mod answer;
mod audiences;
pub mod before_sending;
mod causes;
mod clock;
mod evidence;
mod finding;
mod intermediary;
mod kinds;
mod named_scopes;
mod reading;
mod redirect;
mod refusal;
mod retry_after;
mod rules;
mod server_time;
mod times;
mod times_said;
mod transport;
mod verdict;
mod weight;
mod words;

pub use causes::{
    Basis, Cause, CheckOutcome, Diagnosis, EarlierToken, Evidence, EvidenceShown, Known, ServerCheck,
    ServerCheckShown,
};
pub use evidence::{BodyFacts, RequestFacts};
pub use finding::{Finding, PastedInstead};
pub use intermediary::{IntermediaryDid, IntermediaryKind};
pub use rules::FindingShown;
pub use verdict::Verdict;
pub use weight::{Certainty, Field, Place, Severity};

pub(crate) use audiences::alternatives as audience_alternatives;
pub(crate) use causes::{Answer, Asked, Predicted, Reasoned, Suspect, Suspects, is_same, reason};
pub(crate) use clock::notes as clock_notes;
pub(crate) use retry_after::again_at;
pub(crate) use server_time::server_time;
pub(crate) use transport::find as find_in_failure;
pub(crate) use verdict::{granted_token, judge};
