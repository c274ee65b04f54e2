//! What the program said about a fault, compared with the right cause.

use countersign_core::diagnosis::{Certainty, Finding, FindingShown, Severity, Verdict};

use super::Cause;
use super::asked::Outcome;

/// A fault of the matrix with what was said about it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The server, and how it was set up.
    pub server: String,
    /// What is wrong.
    pub fault: &'static str,
    /// What an expert would name first.
    pub right: &'static str,
    /// The right cause was found before anything was sent.
    pub seen_before: bool,
    /// The place of the right cause among all that was said in the end, from 1; `None` if it was not said.
    pub rank: Option<usize>,
    /// How many experiments were made, and the place of the right cause after them.
    pub after_experiments: Option<(usize, Option<usize>)>,
    /// What the server answered: status and body, shortened.
    pub heard: Option<String>,
    /// Everything that was said, in its order: the code, how sure, and whether it is the right cause.
    pub said: Vec<Said>,
}

/// One finding of a diagnosis.
#[derive(Clone, Debug)]
pub struct Said {
    /// Its code.
    pub code: String,
    /// How sure the program is.
    pub certainty: Certainty,
    /// It names the right cause, or says no more than what was received.
    pub right: bool,
}

impl Judged {
    /// Compares what was said with the right cause.
    #[must_use]
    pub fn of(server: impl Into<String>, fault: &'static str, cause: Cause, outcome: &Outcome) -> Self {
        let worth_a_look = |shown: &&FindingShown| shown.severity >= Severity::Note;
        let seen_before = outcome.before.iter().filter(worth_a_look).any(|shown| (cause.is)(&shown.finding));
        let said = said(outcome, cause);
        let findings = in_the_end(outcome);
        Self {
            server: server.into(),
            fault,
            right: cause.named,
            seen_before,
            rank: rank(&findings, cause),
            after_experiments: outcome.found.as_ref().map(|found| {
                let findings: Vec<_> = found.findings.iter().collect();
                (found.experiments.len(), rank(&findings, cause))
            }),
            heard: heard(outcome),
            said,
        }
    }

    /// Whether the right cause is the first.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.rank == Some(1)
    }

    /// Whether the right cause is the first after experiments, which are needed only where it was not before.
    #[must_use]
    pub fn is_right_after_experiments(&self) -> bool {
        self.is_right() || self.after_experiments.is_some_and(|(_, rank)| rank == Some(1))
    }
}

fn rank(findings: &[&FindingShown], cause: Cause) -> Option<usize> {
    findings.iter().position(|shown| (cause.is)(&shown.finding)).map(|at| at + 1)
}

/// What the person reads in the end: of a refusal, the diagnosis; if nothing was sent, what stands against it; if a token
/// was received, what was said before it.
fn in_the_end(outcome: &Outcome) -> Vec<&FindingShown> {
    match &outcome.exchange {
        Some(exchange) if exchange.verdict != Verdict::TokenReceived => exchange.findings.iter().collect(),
        _ => {
            let mut before: Vec<_> =
                outcome.before.iter().filter(|shown| shown.severity >= Severity::Note).collect();
            // The window shows errors first, and then what has to be confirmed.
            before.sort_by_key(|shown| std::cmp::Reverse(shown.severity));
            before
        }
    }
}

/// How much of a body is shown, in characters.
const HEARD: usize = 240;

fn heard(outcome: &Outcome) -> Option<String> {
    let response = outcome.exchange.as_ref()?.response.as_ref()?;
    let body: String = response.body.text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(format!("{} {}", response.status, body.chars().take(HEARD).collect::<String>()))
}

fn said(outcome: &Outcome, cause: Cause) -> Vec<Said> {
    let was_refused =
        outcome.exchange.as_ref().is_some_and(|exchange| exchange.verdict != Verdict::TokenReceived);
    in_the_end(outcome)
        .into_iter()
        .map(|shown| {
            // What is proven before sending was seen in the form, whether or not it is what the row is about.
            let was_seen = !was_refused && shown.certainty == Certainty::Proven;
            let right = (cause.is)(&shown.finding) || was_seen || is_what_was_received(&shown.finding);
            Said { code: code(&shown.finding), certainty: shown.certainty, right }
        })
        .collect()
}

/// A finding's code.
fn code(finding: &Finding) -> String {
    let value = serde_json::to_value(finding).unwrap_or_default();
    value["code"].as_str().unwrap_or_default().to_owned()
}

/// Findings that say what was received and claim no cause: they cannot be wrong.
fn is_what_was_received(finding: &Finding) -> bool {
    matches!(
        finding,
        Finding::ServerError { .. }
            | Finding::OtherError { .. }
            | Finding::Unexplained { .. }
            | Finding::NotATokenEndpoint { .. }
            | Finding::EmptyBody
            | Finding::NotJson
            | Finding::JsonWithoutToken
            | Finding::InvalidUtf8 { .. }
            | Finding::ServerSays { .. }
            | Finding::HtmlInsteadOfJson { .. }
            | Finding::BodyTooLarge { .. }
            | Finding::ErrorOfAnotherKind
            | Finding::TokenUnderOtherStatus { .. }
    )
}

/// What was said above a hint although nothing is wrong: the codes, or that there was no token.
#[must_use]
pub fn false_alarms(outcome: &Outcome) -> Vec<String> {
    let after = outcome.exchange.iter().flat_map(|exchange| &exchange.findings);
    let findings = outcome.before.iter().chain(after);
    let mut alarms: Vec<String> =
        findings.filter(|shown| shown.severity > Severity::Note).map(|shown| code(&shown.finding)).collect();
    match &outcome.exchange {
        Some(exchange) if exchange.verdict == Verdict::TokenReceived => {}
        Some(exchange) => alarms.push(format!("{:?}", exchange.verdict)),
        None => alarms.push("nothing was sent".into()),
    }
    alarms
}

/// How many causes a person reads before they give up.
const READ: usize = 3;

/// Whether a cause was named: before sending as something to look at, or among the first that are said afterwards.
#[must_use]
pub fn names(outcome: &Outcome, cause: Cause) -> bool {
    let before = outcome.before.iter().filter(|shown| shown.severity >= Severity::Note);
    let mut after = in_the_end(outcome).into_iter().take(READ);
    before.map(|shown| &shown.finding).any(cause.is) || after.any(|shown| (cause.is)(&shown.finding))
}
