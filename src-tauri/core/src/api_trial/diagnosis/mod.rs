//! What the answer of an API means: a fault by its type (`ocapi.rs`), a problem and what the token is missing (`scapi.rs`),
//! and everything else by status, body and the way it came (`any.rs`).

mod any;
mod ocapi;
mod scapi;

use url::Url;

use super::answer::ApiAnswer;
use super::finding::{ApiFinding, RefusedToken};
use super::places::TriedApi;
use super::shown::TrialVerdict;
use super::token_facts::TokenFacts;
use super::trial::ApiTrial;
use crate::http::Response;
use crate::moment::UnixMillis;
pub(super) use ocapi::resource as resource_of;

/// What an answer is judged by.
pub(super) struct TrialFacts<'t> {
    pub(super) api: TriedApi,
    pub(super) url: &'t Url,
    pub(super) token: &'t TokenFacts,
    pub(super) answered_at: UnixMillis,
}

impl<'t> TrialFacts<'t> {
    pub(super) fn of(trial: &'t ApiTrial) -> Self {
        Self {
            api: trial.request.api(),
            url: &trial.http.request.url,
            token: &trial.token,
            answered_at: trial.http.ended_at(),
        }
    }

    /// Why the token was not taken.
    fn refused_token(&self) -> ApiFinding {
        let why = if self.token.has_ended(self.answered_at) {
            RefusedToken::Expired
        } else if self.token.shopper {
            RefusedToken::Shopper
        } else {
            RefusedToken::Other
        };
        ApiFinding::TokenNotTaken { why }
    }
}

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
