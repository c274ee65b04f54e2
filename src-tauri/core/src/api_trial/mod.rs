//! Trying a token: one reading request to an API of B2C Commerce, and what its answer means.
//!
//! `places.rs` is what a person types about where the APIs are; `clean.rs` takes a pasted value without what does not
//! belong to it, and `derive.rs` says what follows from the rest. `unsent.rs` makes a request of it, which nothing but
//! reads (`probes.rs` has SCAPI's), and notes what prevents it (`notes.rs`); with a token it becomes a `TrialRequest`.
//! `answer.rs` reads what came back and `diagnosis/` says what it means. `settings/` writes what to paste in Business
//! Manager. `shown.rs` is what the window shows, `results.rs` what is stored of it.

mod answer;
mod clean;
mod derive;
mod diagnosis;
mod finding;
mod hosts;
mod notes;
mod places;
mod probes;
mod results;
mod rules;
mod settings;
mod shown;
mod token_facts;
mod trial;
mod unsent;
mod verdict;

pub use finding::{ApiFinding, LoginNeeded, RefusedToken};
pub use notes::{PlaceField, PlaceNote, PlaceNoteShown};
pub use places::{ApiPlaces, TriedApi};
pub use probes::{ProbeShown, SCAPI_PROBES, ScapiProbe};
pub use results::{ApiResult, ApiResults};
pub use rules::ApiFindingShown;
pub use settings::{
    AddedSetting, MergeProblem, MergedSettings, SettingsToPaste, SettingsWanted, merge_settings,
    write_settings,
};
pub use shown::{TrialSent, TrialShown};
pub use token_facts::TokenFacts;
pub use trial::{ApiTrial, TrialRequest, send};
pub use unsent::{TrialForm, TrialPreview, UnsentTrial};
pub use verdict::TrialVerdict;
