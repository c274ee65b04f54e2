//! What the window shows of a trial: the request and the response without the token, and what they mean.

use std::fmt;

use serde::Serialize;

use super::answer::ApiAnswer;
use super::diagnosis::judge;
use super::places::TriedApi;
use super::rules::ApiFindingShown;
use super::settings::SettingsWanted;
use super::trial::ApiTrial;
use super::verdict::TrialVerdict;
use crate::diagnosis::BodyFacts;
use crate::http::{NameValue, ProxyShown, Response, without_query};
use crate::moment::UnixMillis;
use crate::redaction::{Learned, Secrets};
use crate::token_exchange::ResponseShown;

/// The request as it was sent, without the token.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrialSent {
    /// `GET` or `PROPFIND`.
    pub method: String,
    /// The URL.
    pub url: String,
    /// The headers.
    pub headers: Vec<NameValue>,
    /// It went to the practice server.
    pub practice: bool,
}

/// A trial as the window shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrialShown {
    /// What was tried.
    pub api: TriedApi,
    /// The outcome.
    pub verdict: TrialVerdict,
    /// When the request was sent.
    pub started_at: UnixMillis,
    /// Milliseconds from sending to the end of the response.
    pub duration_ms: u32,
    /// The proxy that the request went through; `None` if it went directly.
    pub proxy: Option<ProxyShown>,
    /// The request.
    pub sent: TrialSent,
    /// The response, if there was one. Its `error` is the type of a fault or problem.
    pub response: Option<ResponseShown>,
    /// The findings, the most important first.
    pub findings: Vec<ApiFindingShown>,
}

impl ApiTrial {
    /// The trial as the window shows it.
    #[must_use]
    pub fn shown(&self) -> TrialShown {
        let secrets = self.secrets();
        let response = self.http.response.as_ref();
        let response = response.map(|response| Response {
            headers: secrets.hide_in_headers(&response.headers),
            ..response.clone()
        });
        let body = response.as_ref().map(|response| BodyFacts::of(response, &secrets));
        let answer = body.as_ref().map(|body| ApiAnswer::of(body, &secrets));
        let (verdict, findings) = judge(self, response.as_ref().zip(answer.as_ref()));
        let read = response.as_ref().zip(body.as_ref()).zip(answer.as_ref());
        TrialShown {
            api: self.request.api(),
            verdict,
            started_at: self.http.started_at,
            duration_ms: self.http.duration_ms,
            proxy: self.http.proxy.clone(),
            sent: self.sent(&secrets),
            response: read.map(|((response, body), answer)| {
                let shown = ResponseShown::of(response, body, &secrets);
                let shown =
                    ResponseShown { error: answer.error(), error_description: answer.words.clone(), ..shown };
                shown.bounded_for_window(response.received_bytes())
            }),
            findings: findings
                .into_iter()
                .map(|finding| ApiFindingShown {
                    certainty: finding.certainty(),
                    settings: SettingsWanted::by(&finding, &self.request).map(SettingsWanted::shown),
                    finding,
                })
                .collect(),
        }
    }

    fn sent(&self, secrets: &Secrets) -> TrialSent {
        let http = self.request.http();
        TrialSent {
            method: http.method.to_string(),
            url: secrets.hide(http.url.as_str()).into_owned(),
            headers: secrets.hide_in_headers(&http.headers_on_the_wire()),
            practice: self.request.is_practice(),
        }
    }

    /// What the window must not show. APIs repeat the token in their words, opaque ones, too.
    fn secrets(&self) -> Secrets {
        let mut learned = Learned::default();
        let http = self.request.http();
        learned.learn_request(http.url.as_str(), &http.headers, &[]);
        if let Some(response) = &self.http.response {
            learned.learn_response(response);
        }
        learned.into_secrets()
    }
}

impl fmt::Debug for TrialSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrialSent").field("url", &without_query(&self.url)).finish_non_exhaustive()
    }
}
