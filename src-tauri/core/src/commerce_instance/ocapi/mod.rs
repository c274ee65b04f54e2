//! OCAPI's Data API: `settings.rs` (what Business Manager allows which API client), `selector.rs` (which attributes),
//! `resources.rs` (what there is to read), `judge.rs` (the decision), `fault.rs` (a refusal in OCAPI's words).

mod fault;
mod judge;
mod resources;
mod selector;
mod settings;

pub use judge::OcapiTrouble;

pub(crate) use judge::{OcapiJudge, OcapiRequest};
pub(crate) use settings::OcapiSettings;
