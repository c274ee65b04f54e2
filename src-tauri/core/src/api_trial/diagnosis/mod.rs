//! What the answer of an API means: a fault by its type (`ocapi.rs`), a problem and what the token is missing (`scapi.rs`),
//! and everything else by status, body and the way it came (`any.rs`). `facts.rs` is what all of them are judged by.

mod any;
mod facts;
mod ocapi;
mod scapi;

use self::facts::TrialFacts;
use super::answer::ApiAnswer;
use super::finding::ApiFinding;
use super::trial::ApiTrial;
use super::verdict::TrialVerdict;
use crate::http::Response;
pub(super) use ocapi::resource as resource_of;

/// The outcome of a trial and the reasons for it, the most important first. `response` is without secrets in its headers.
pub(super) fn judge(
    trial: &ApiTrial,
    response: Option<(&Response, &ApiAnswer)>,
) -> (TrialVerdict, Vec<ApiFinding>) {
    let facts = TrialFacts::of(trial);
    match (&trial.http.failure, response) {
        (Some(failure), _) => (TrialVerdict::NoAnswer, vec![any::explain_failure(failure, &facts)]),
        (None, Some((response, answer))) if (200..300).contains(&response.status) => {
            match any::explain_success(response, answer, &facts) {
                None => (TrialVerdict::Opens, Vec::new()),
                Some(finding) => (TrialVerdict::Refused, vec![finding]),
            }
        }
        (None, Some((response, answer))) => (TrialVerdict::Refused, vec![explain(response, answer, &facts)]),
        (None, None) => (TrialVerdict::NoAnswer, Vec::new()),
    }
}

fn explain(response: &Response, answer: &ApiAnswer, facts: &TrialFacts<'_>) -> ApiFinding {
    // Whatever else a redirect, a proxy or a rate limit says, the token was not judged.
    let by_words = || {
        let fault = answer.fault.as_deref().map(|fault| ocapi::explain(fault, facts));
        fault.or_else(|| scapi::explain(response, answer, facts))
    };
    any::explain_way(response, facts)
        .or_else(by_words)
        .unwrap_or_else(|| any::explain(response, answer, facts))
}
