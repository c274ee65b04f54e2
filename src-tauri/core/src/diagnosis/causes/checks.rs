//! What an answer says about each check of the server: passed, stopped there, or not reached.

use serde::{Deserialize, Serialize};

use super::candidates::Candidates;
use super::cause::{Cause, ServerCheck};
use crate::account_manager::Wording;

/// What an answer says about a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum CheckOutcome {
    /// Passed: if it had not, the answer would be another one.
    Passed,
    /// This is where the server stopped.
    Stopped,
    /// This may be where the server stopped.
    MayHaveStopped,
    /// The server stopped before it looked.
    NotReached,
}

/// A check of the server and what the answer says about it. The history stores this type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ServerCheckShown {
    /// The check.
    pub check: ServerCheck,
    /// What the answer says about it.
    pub outcome: CheckOutcome,
}

/// Each check that concerns the request, in the order in which the server makes them.
pub(super) fn shown(candidates: &Candidates<'_>) -> Vec<ServerCheckShown> {
    let outcomes = order(candidates.engine.wording).into_iter().filter_map(|check| {
        let concerned: Vec<Cause> = candidates.concerned().filter(|cause| cause.check() == check).collect();
        let here = candidates.explanations.iter().filter(|explanation| explanation.check() == check).count();
        let outcome = match here {
            0 if concerned.is_empty() => return None,
            0 => seen_through(candidates, &concerned),
            all if all == candidates.explanations.len() => CheckOutcome::Stopped,
            _ => CheckOutcome::MayHaveStopped,
        };
        Some(ServerCheckShown { check, outcome })
    });
    outcomes.collect()
}

/// Whether the answer would be another one, had the check failed, too.
fn seen_through(candidates: &Candidates<'_>, causes: &[Cause]) -> CheckOutcome {
    let hidden = causes.iter().any(|cause| {
        candidates.explanations.iter().any(|explanation| {
            let both = candidates.scene.judged(candidates.engine, cause.added_to(explanation.world()));
            both.is_err_and(|refusal| candidates.is_observed(&refusal))
        })
    });
    if hidden { CheckOutcome::NotReached } else { CheckOutcome::Passed }
}

/// The order in which an engine checks.
fn order(wording: Wording) -> [ServerCheck; 10] {
    use ServerCheck::{
        ApiClient, Audience, AuthMethod, ClientType, Form, Id, Scopes, Secret, Signature, Times,
    };
    match wording {
        Wording::AsIn2021 => {
            [Form, Times, Signature, Secret, Id, Audience, AuthMethod, ApiClient, ClientType, Scopes]
        }
        Wording::AsOf2026 => {
            [Form, ApiClient, AuthMethod, Signature, Secret, Audience, Times, Id, ClientType, Scopes]
        }
    }
}
