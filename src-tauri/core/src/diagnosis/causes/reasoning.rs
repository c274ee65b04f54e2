//! From a refusal to its causes in order of likelihood, with what speaks for each and what the answer rules out.

use std::mem::discriminant;

use serde::{Deserialize, Serialize};

use super::candidates::{Candidates, Explanation};
use super::cause::Cause;
use super::checks::{self, ServerCheckShown};
use super::evidence::{ClockAhead, Evidence, EvidenceShown, Weighed, weigh};
use super::found;
use super::known::Known;
use super::observed::{Answer, Asked, Observed};
use super::scene::Scene;
use crate::account_manager::Wording;
use crate::diagnosis::clock;
use crate::diagnosis::evidence::RequestFacts;
use crate::diagnosis::finding::Finding;
use crate::diagnosis::rules::FindingShown;
use crate::diagnosis::server_time::CLOCK_MATTERS;
use crate::diagnosis::weight::{Certainty, Severity};

/// What a diagnosis is based on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Basis {
    /// The model of Account Manager.
    AccountManager {
        /// The engine whose words they are.
        wording: Wording,
    },
    /// The order of checks of the same software outside of Account Manager.
    Elsewhere {
        /// The engine whose words they are.
        wording: Wording,
    },
    /// Words and status only: nothing is known of this server's order of checks.
    WordsOnly,
}

/// What an answer tells besides the findings. The history stores this type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Diagnosis {
    /// What the answer says by itself; the headline is made from it.
    pub said: Finding,
    /// What the diagnosis is based on.
    pub basis: Basis,
    /// How many causes were considered.
    pub considered: u32,
    /// How many of them explain the answer.
    pub left: u32,
    /// The checks of the server in their order, with what the answer says about each; empty if its order is not known.
    pub checks: Vec<ServerCheckShown>,
}

/// The outcome of reasoning.
pub(crate) struct Reasoned {
    /// The causes in order of likelihood.
    pub(crate) findings: Vec<FindingShown>,
    /// What else the answer tells.
    pub(crate) diagnosis: Diagnosis,
}

/// Finds the causes of a refusal. `by_words` is what words and status say by themselves, the most important first.
pub(crate) fn reason(
    asked: &Asked<'_>,
    answer: &Answer<'_>,
    by_words: Vec<Finding>,
    known: &Known,
) -> Option<Reasoned> {
    let said = by_words.first()?.clone();
    let observed = Observed::of(asked, answer);
    let clock = observed.clock;
    let of_scene = |scene| Candidates::of(scene, &observed.engines, observed.said);
    let candidates = observed.scene.as_ref().and_then(of_scene);
    let mut reasoned = match &candidates {
        Some(candidates) => by_simulation(candidates, asked, answer, &by_words, known, clock),
        None => by_words_only(by_words),
    };
    let is_reason = clock.is_some_and(|ahead| match &candidates {
        Some(candidates) => candidates.is_refused_for_its_times(),
        None => is_outside(ahead, asked.facts),
    });
    let can_be_key_id = matches!(
        said,
        Finding::InvalidClient
            | Finding::JwtNotAccepted
            | Finding::AssertionNotAccepted { .. }
            | Finding::InvalidGrant
    );
    if candidates.is_none() && can_be_key_id && observed.scene.as_ref().is_some_and(Scene::has_key_id) {
        add_key_id(&mut reasoned);
    }
    add_seen_before(&mut reasoned, known);
    add_clock(&mut reasoned, clock, is_reason, asked.facts);
    let Findings { findings, left, .. } = reasoned;
    let (basis, considered, checks) = match &candidates {
        Some(candidates) => {
            let wording = candidates.engine.wording;
            let basis = if candidates.engine.elsewhere {
                Basis::Elsewhere { wording }
            } else {
                Basis::AccountManager { wording }
            };
            (basis, candidates.considered(), checks::shown(candidates))
        }
        None => (Basis::WordsOnly, 0, Vec::new()),
    };
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    // Bounded like every finding that is shown.
    let said = said.shown().finding;
    let diagnosis = Diagnosis { said, basis, considered: count(considered), left: count(left), checks };
    Some(Reasoned { findings, diagnosis })
}

/// Findings in order of likelihood.
struct Findings {
    findings: Vec<FindingShown>,
    /// How many causes they are.
    left: usize,
    /// The answer leaves more than one cause.
    is_vague: bool,
}

fn by_words_only(by_words: Vec<Finding>) -> Findings {
    let is_vague = by_words.first().is_some_and(|said| said.is_general() || said.is_failure_of_server());
    let read = by_words.into_iter().map(Finding::shown).map(at_most_likely);
    let findings = read.enumerate().map(after_the_first).collect();
    Findings { findings, left: 0, is_vague }
}

/// Words can be misread, and a server can be wrong about the reason: what only they say is likely at most.
fn at_most_likely(shown: FindingShown) -> FindingShown {
    match shown.certainty {
        Certainty::Proven if shown.finding.is_read_from_words() => {
            FindingShown { certainty: Certainty::Likely, ..shown }
        }
        _ => shown,
    }
}

/// Only one cause can be the most likely one.
fn after_the_first((at, shown): (usize, FindingShown)) -> FindingShown {
    match shown.certainty {
        Certainty::Likely if at > 0 => FindingShown { certainty: Certainty::Possible, ..shown },
        _ => shown,
    }
}

/// Causes with the same finding, which nothing can tell apart.
struct Group {
    finding: Finding,
    causes: Vec<Option<Cause>>,
    weighed: Weighed,
}

/// How likely a fault is that can be seen in the request, relative to those that nobody can see. It alone explains the
/// answer, so others need not be assumed.
pub(super) const SEEN_IN_REQUEST: f64 = 300.0;

/// Below this share of all that is possible, a cause is not worth naming.
const WORTH_NAMING: f64 = 0.03;

/// From this share of all that is possible, a cause is likely.
const LIKELY_SHARE: f64 = 0.5;

fn by_simulation(
    candidates: &Candidates<'_>,
    asked: &Asked<'_>,
    answer: &Answer<'_>,
    by_words: &[Finding],
    known: &Known,
    clock: ClockAhead,
) -> Findings {
    let mut groups: Vec<Group> = Vec::new();
    for explanation in &candidates.explanations {
        let Explanation { refusal, cause } = explanation;
        let wording = candidates.engine.wording;
        let found = found::finding(refusal, *cause, wording, answer.response, asked.facts);
        let weighed = weighed(explanation, known, clock);
        match groups.iter_mut().find(|group| is_same(&group.finding, &found)) {
            Some(group) => group.join(explanation.cause, weighed),
            None => groups.push(Group {
                // The words can say more than the model does, for example which scopes are refused.
                finding: by_words.iter().find(|said| is_same(said, &found)).cloned().unwrap_or(found),
                causes: vec![explanation.cause],
                weighed,
            }),
        }
    }
    let all: f64 = groups.iter().map(|group| group.weighed.weight).sum();
    groups.retain(|group| group.weighed.weight / all >= WORTH_NAMING);
    groups.sort_by(|a, b| b.weighed.weight.total_cmp(&a.weighed.weight));
    let is_only = groups.len() == 1 && candidates.has_words();
    let is_vague = !is_only;
    let left = groups.iter().map(|group| group.causes.len()).sum();
    // What no model knows. That a secret was not encoded as the server decodes it is seen in the request.
    let unmodelled = by_words
        .iter()
        .filter(|said| !said.is_general() && !groups.iter().any(|group| is_same(&group.finding, said)));
    let (seen, said): (Vec<&Finding>, Vec<&Finding>) = unmodelled
        .partition(|said| matches!(said, Finding::SecretNotFormEncoded | Finding::SecretHeaderNotRead));
    let shown = |findings: Vec<&Finding>| -> Vec<FindingShown> {
        findings.into_iter().cloned().map(Finding::shown).collect()
    };
    let by_model = groups.into_iter().map(|group| {
        let certainty = match group.weighed.weight / all {
            _ if is_only && group.is_entailed() => Certainty::Proven,
            share if share >= LIKELY_SHARE => Certainty::Likely,
            _ => Certainty::Possible,
        };
        FindingShown { certainty, evidence: group.weighed.evidence, ..group.finding.shown() }
    });
    Findings {
        findings: shown(seen).into_iter().chain(by_model).chain(shown(said)).collect(),
        left,
        is_vague,
    }
}

fn weighed(explanation: &Explanation, known: &Known, clock: ClockAhead) -> Weighed {
    let fits = Evidence::AnswerFits.supports();
    match explanation.cause {
        None => Weighed { weight: SEEN_IN_REQUEST, evidence: vec![fits, Evidence::SeenInRequest.supports()] },
        Some(cause) => {
            let Weighed { weight, evidence } = weigh(cause, known, clock);
            Weighed { weight, evidence: std::iter::once(fits).chain(evidence).collect() }
        }
    }
}

impl Group {
    fn join(&mut self, cause: Option<Cause>, other: Weighed) {
        self.causes.push(cause);
        self.weighed.weight += other.weight;
        let new: Vec<EvidenceShown> =
            other.evidence.into_iter().filter(|evidence| !self.weighed.evidence.contains(evidence)).collect();
        self.weighed.evidence.extend(new);
    }

    fn is_entailed(&self) -> bool {
        self.causes.iter().all(|cause| cause.is_none_or(Cause::is_entailed))
    }
}

/// Whether two findings are the same, whatever their data.
pub(crate) fn is_same(a: &Finding, b: &Finding) -> bool {
    discriminant(a) == discriminant(b)
}

/// A server that does not know the key ID that was sent seldom says so, and it is easily left out.
fn add_key_id(reasoned: &mut Findings) {
    let finding = Finding::KeyIdNotKnown;
    if reasoned.is_vague && !reasoned.findings.iter().any(|shown| is_same(&shown.finding, &finding)) {
        let evidence = vec![Evidence::SeenInRequest.supports()];
        for other in reasoned.findings.iter_mut().filter(|other| other.certainty == Certainty::Likely) {
            other.certainty = Certainty::Possible;
        }
        reasoned.findings.insert(0, FindingShown { evidence, ..finding.shown() });
    }
}

/// Whether the JWT is over by the server's clock, or not valid yet. That alone is reason enough to refuse it.
fn is_outside(ahead: i64, facts: &RequestFacts) -> bool {
    ahead < 0 || facts.seconds_ahead.is_some_and(|left| left < ahead)
}

/// A clock that differs is a candidate, whatever the server said.
fn add_clock(reasoned: &mut Findings, clock: ClockAhead, is_reason: bool, facts: &RequestFacts) {
    let Some(ahead) = clock.filter(|ahead| ahead.unsigned_abs() > CLOCK_MATTERS) else { return };
    let finding = clock::differ(ahead);
    let is_there = reasoned.findings.iter().any(|shown| is_same(&shown.finding, &finding));
    // Without an assertion, the times of the request are nobody's business.
    if is_there || facts.seconds_ahead.is_none() {
        return;
    }
    let comes_first = reasoned.is_vague && is_reason;
    let evidence = vec![Evidence::clocks_differ(ahead).supports()];
    let certainty = if comes_first { Certainty::Likely } else { Certainty::Possible };
    let shown = FindingShown { certainty, evidence, ..finding.shown() };
    if comes_first {
        for other in &mut reasoned.findings {
            other.certainty = Certainty::Possible;
        }
        reasoned.findings.insert(0, shown);
    } else {
        reasoned.findings.push(shown);
    }
}

/// Warnings from before sending stay true. One that can be why a server refuses comes first if it is about the field that
/// the server refused, or if the answer leaves the cause open. That it was seen does not prove that it is the cause.
fn add_seen_before(reasoned: &mut Findings, known: &Known) {
    let warned = known.before.iter().cloned().map(Finding::shown);
    let warned: Vec<FindingShown> = warned
        .filter(|shown| shown.severity == Severity::Warning)
        .filter(|shown| {
            let is_said = |other: &FindingShown| {
                is_same(&other.finding, &shown.finding) || shown.finding.is_said_again_by(&other.finding)
            };
            !reasoned.findings.iter().any(is_said)
        })
        .map(|shown| FindingShown {
            certainty: Certainty::Possible,
            evidence: vec![Evidence::FoundBefore.supports()],
            ..shown
        })
        .collect();
    let refused = reasoned.findings.first();
    let field = refused.and_then(|refused| refused.field);
    let is_open = reasoned.is_vague || refused.is_none_or(|refused| refused.finding.is_failure_of_server());
    let (mut first, later): (Vec<_>, Vec<_>) = warned.into_iter().partition(|shown| {
        let is_refused = shown.field.is_some() && shown.field == field;
        let is_reason = refused.is_some_and(|refused| shown.finding.is_reason_for(&refused.finding));
        (is_reason || is_refused || is_open) && shown.finding.can_cause_refusal()
    });
    for shown in &mut first {
        shown.certainty = Certainty::Likely;
    }
    // What was seen explains the answer as well.
    if !first.is_empty() {
        for other in reasoned.findings.iter_mut().filter(|other| other.certainty == Certainty::Proven) {
            other.certainty = Certainty::Likely;
        }
    }
    reasoned.findings.splice(0..0, first);
    reasoned.findings.extend(later);
}
