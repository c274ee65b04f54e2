//! What the experiments say together.

use serde::Serialize;

use super::aims::{is_about, proven_by};
use super::published::{add_contradictions, found_in};
use super::refused::Refused;
use super::search::{Search, Seen};
use crate::diagnosis::{Certainty, Evidence, EvidenceShown, Finding, FindingShown, Severity, is_same};
use crate::discovery::Discovered;
use crate::token_request::Variation;

/// How an experiment ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ExperimentOutcome {
    /// The server issued a token.
    Token,
    /// The server answered as it did to the original.
    Same {
        /// No change of the same kind can be the cure any more.
        rules_out: bool,
    },
    /// The server refused it in other words.
    Other {
        /// The error code.
        error: Option<String>,
        /// The server's words.
        description: Option<String>,
    },
    /// No answer of the token endpoint came.
    NoAnswer,
}

/// An experiment as the window shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ExperimentShown {
    /// What was changed.
    pub variation: Variation,
    /// How it ended.
    pub outcome: ExperimentOutcome,
    /// Milliseconds from sending to the end of the response.
    pub duration_ms: u32,
}

/// Why the search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum SearchEnd {
    /// The last experiment got a token: what it changed is the cause.
    Token,
    /// One cause is left.
    OneLeft,
    /// Several causes are left, and no experiment would tell them apart.
    SeveralLeft,
    /// As many requests were sent as a search may send, and more would tell more.
    Limit,
    /// None of the causes that were suspected is left.
    NoneLeft,
    /// The server gave no answer, or wants no more requests now.
    Interrupted,
    /// The person cancelled.
    Cancelled,
}

/// The outcome of a search.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CauseFound {
    /// Why it ended.
    pub end: SearchEnd,
    /// What the server publishes about itself; `None` if that was not read.
    pub published: Option<Discovered>,
    /// The experiments, in the order in which they were sent.
    pub experiments: Vec<ExperimentShown>,
    /// What is left, the most likely first. If the search got a token, the cause is proven.
    pub findings: Vec<FindingShown>,
}

/// From this share of all that is left, a cause is likely.
const LIKELY_SHARE: f64 = 0.5;

impl ExperimentOutcome {
    pub(super) fn of(seen: Seen, is_same: bool, rules_out: bool) -> Self {
        match seen {
            Seen::Token => Self::Token,
            Seen::Nothing => Self::NoAnswer,
            Seen::Refusal(_) if is_same => Self::Same { rules_out },
            Seen::Refusal(answer) => Self::Other { error: answer.error, description: answer.description },
        }
    }
}

/// What is left after a search. `end` is why it was interrupted, if it was.
pub(super) fn conclude(
    refused: &Refused<'_>,
    search: &Search,
    published: Option<Discovered>,
    experiments: Vec<ExperimentShown>,
    end: Option<SearchEnd>,
) -> CauseFound {
    if let Some(ExperimentShown { variation, outcome: ExperimentOutcome::Token, .. }) = experiments.last() {
        let assertion = refused.exchange.request.assertion();
        let audience = assertion.and_then(|assertion| assertion.signed_claim("aud")?.as_str());
        let proven = proven_by(variation, refused.form, audience).shown();
        let mut evidence = evidence_of(search, &proven.finding);
        evidence.push(Evidence::TokenOnceChanged.supports());
        let proven = FindingShown { certainty: Certainty::Proven, evidence, ..proven };
        let before = search.refused.findings.iter().filter(|shown| is_about(&shown.finding, variation));
        let before = before.map(|shown| FindingShown { certainty: Certainty::Proven, ..shown.clone() });
        let findings = before.chain([proven]).collect();
        return CauseFound { end: SearchEnd::Token, published, experiments, findings };
    }
    let weights = weights(search);
    let all: f64 = weights.iter().map(|(_, weight)| weight).sum();
    let is_suspected = |finding: &Finding| search.suspected.iter().any(|other| is_same(other, finding));
    let weight_of = |finding: &Finding| {
        weights.iter().find(|(other, _)| is_same(other, finding)).map(|(_, weight)| *weight)
    };
    let mut findings: Vec<(f64, FindingShown)> = Vec::new();
    for shown in search.refused.findings.iter().cloned() {
        match weight_of(&shown.finding) {
            Some(weight) => findings.push((weight, shown)),
            // No model knows it, so that no experiment says anything about it.
            None if !is_suspected(&shown.finding) => findings.push((0.0, shown)),
            None => {}
        }
    }
    for (finding, weight) in &weights {
        if !findings.iter().any(|(_, shown)| is_same(&shown.finding, finding)) {
            findings.push((*weight, finding.clone().shown()));
        }
    }
    findings.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    // What was predicted is known only of those that a model knows.
    let fit = (!search.suspected.is_empty() && !experiments.is_empty()).then(|| {
        let count = u32::try_from(experiments.len()).unwrap_or(u32::MAX);
        Evidence::ExperimentsFit { count }.supports()
    });
    let mut findings: Vec<FindingShown> = findings
        .into_iter()
        .map(|(weight, mut shown)| {
            shown.evidence.extend(fit.clone().filter(|_| weight > 0.0));
            (weight, shown)
        })
        .map(|(weight, shown)| match shown.certainty {
            _ if weight <= 0.0 => shown,
            Certainty::Proven if weights.len() == 1 => shown,
            _ if weight / all >= LIKELY_SHARE => FindingShown { certainty: Certainty::Likely, ..shown },
            _ => FindingShown { certainty: Certainty::Possible, ..shown },
        })
        .collect();
    if let Some(found) = found_in(published.as_ref()) {
        add_contradictions(&mut findings, found);
    }
    let left = findings.iter().filter(|shown| shown.severity == Severity::Error).count();
    let is_unknown = !search.suspected.is_empty() && weights.is_empty();
    let end = end.unwrap_or(match left {
        0 => SearchEnd::NoneLeft,
        _ if is_unknown => SearchEnd::NoneLeft,
        _ if search.next().is_some() => SearchEnd::Limit,
        1 if !search.is_by_words() => SearchEnd::OneLeft,
        _ => SearchEnd::SeveralLeft,
    });
    CauseFound { end, published, experiments, findings }
}

/// The findings of what is left, each with its likelihood.
fn weights(search: &Search) -> Vec<(Finding, f64)> {
    let mut weights: Vec<(Finding, f64)> = Vec::new();
    for hypothesis in &search.left {
        let Some(finding) = &hypothesis.finding else { continue };
        match weights.iter_mut().find(|(other, _)| is_same(other, finding)) {
            Some((_, weight)) => *weight += hypothesis.weight,
            None => weights.push((finding.clone(), hypothesis.weight)),
        }
    }
    weights
}

fn evidence_of(search: &Search, finding: &Finding) -> Vec<EvidenceShown> {
    let of_refusal = search.refused.findings.iter().find(|shown| is_same(&shown.finding, finding));
    of_refusal.map(|shown| shown.evidence.clone()).unwrap_or_default()
}
