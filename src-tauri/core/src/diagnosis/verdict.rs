//! The outcome of a token request in one word, and the reasons for it.

use serde::{Deserialize, Serialize};

use super::answer::{find_in_refusal, find_in_success};
use super::evidence::{BodyFacts, RequestFacts};
use super::finding::Finding;
use super::transport;
use crate::http::{Response, TransportFailure};

/// The outcome in one word. The headline is made from it and from the first finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Verdict {
    /// The server granted a token.
    TokenReceived,
    /// The server responded, but not with a token.
    Refused,
    /// No response arrived, or not a complete one.
    NoAnswer,
}

/// The outcome of an exchange and the reasons for it, the most important first. `response` is as much of the response
/// as arrived, its headers without secrets, with the contents of its body.
pub(crate) fn judge(
    failure: Option<&TransportFailure>,
    response: Option<(&Response, &BodyFacts)>,
    request: &RequestFacts,
) -> (Verdict, Vec<Finding>) {
    match (failure, response) {
        (Some(failure), _) => (Verdict::NoAnswer, vec![transport::find(failure)]),
        (None, Some((response, body))) if granted_token(response, body).is_some() => {
            (Verdict::TokenReceived, find_in_success(body))
        }
        (None, Some((response, body))) => (Verdict::Refused, find_in_refusal(response, body, request)),
        (None, None) => (Verdict::NoAnswer, Vec::new()),
    }
}

/// The access token, if the response grants one (RFC 6749 section 5.1).
pub(crate) fn granted_token<'b>(response: &Response, body: &'b BodyFacts) -> Option<&'b str> {
    body.access_token().filter(|_| (200..300).contains(&response.status))
}
