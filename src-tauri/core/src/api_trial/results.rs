//! What is stored of the last trial of each API with a credential: enough for a glance. No request, no response.

use serde::{Deserialize, Serialize};

use super::finding::ApiFinding;
use super::places::TriedApi;
use super::shown::TrialShown;
use super::verdict::TrialVerdict;
use crate::moment::UnixMillis;

/// The result of the last trial of one API.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ApiResult {
    /// When it was tried.
    pub at: UnixMillis,
    /// The outcome.
    pub verdict: TrialVerdict,
    /// Status code, if there was a response.
    pub status: Option<u16>,
    /// The most important finding, if there was one.
    pub finding: Option<ApiFinding>,
    /// It was the practice server.
    #[serde(default)]
    pub practice: bool,
}

/// The result of the last trial of each API.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ApiResults {
    /// Salesforce Commerce API.
    pub scapi: Option<ApiResult>,
    /// Data API of the Open Commerce API.
    pub ocapi: Option<ApiResult>,
    /// WebDAV.
    pub web_dav: Option<ApiResult>,
}

impl ApiResults {
    /// The results with this trial. A GET that the person wrote says nothing about an API.
    #[must_use]
    pub fn with(mut self, trial: &TrialShown) -> Self {
        let result = ApiResult {
            at: trial.started_at,
            verdict: trial.verdict,
            status: trial.response.as_ref().map(|response| response.status),
            finding: trial.findings.first().map(|shown| shown.finding.clone()),
            practice: trial.sent.practice,
        };
        match trial.api {
            TriedApi::Scapi => self.scapi = Some(result),
            TriedApi::Ocapi => self.ocapi = Some(result),
            TriedApi::WebDav => self.web_dav = Some(result),
            TriedApi::Other => {}
        }
        self
    }
}
