//! What an answer is judged by.

use url::Url;

use crate::api_trial::finding::{ApiFinding, RefusedToken};
use crate::api_trial::places::TriedApi;
use crate::api_trial::token_facts::TokenFacts;
use crate::api_trial::trial::ApiTrial;
use crate::moment::UnixMillis;

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
    pub(super) fn refused_token(&self) -> ApiFinding {
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
