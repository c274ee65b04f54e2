//! The search for a cause: what is suspected, and what is left after each answer.

use super::aims::aspects_of;
use super::choice::{Answer, Expected, Hypothesis, choose, information};
use super::possible::{Possible, possible};
use super::refused::Refused;
use crate::diagnosis::{Finding, FindingShown, Predicted, Severity, Suspect, Verdict, is_same};
use crate::discovery::Found;
use crate::moment::Moment;
use crate::token_exchange::ExchangeShown;
use crate::token_request::{Aspect, Variation};

/// How likely it is that none of the suspects is it, if a model of the server knows them all.
const UNKNOWN_TO_MODEL: f64 = 0.05;
/// The same, if only the server's words are known.
const UNKNOWN_BY_WORDS: f64 = 0.3;
/// How much less likely that becomes by an answer that a suspect predicted.
const UNEXPECTED: f64 = 0.3;
/// Below this share of all that is possible, a finding is not worth a request.
const WORTH_LOOKING: f64 = 0.03;
/// How much less likely each further finding is than the one before.
const FURTHER: f64 = 0.5;
/// How much more likely the issuer is the audience if the server publishes it in this spelling.
const PUBLISHED: f64 = 3.0;
/// How much less likely the audience is wrong if it is the issuer that the server publishes.
const AS_PUBLISHED: f64 = 0.2;
/// Too many requests. More of them do not help.
const TOO_MANY_REQUESTS: u16 = 429;

/// A search for the cause of a refusal.
pub(super) struct Search {
    /// The exchange as the window shows it.
    pub(super) refused: ExchangeShown,
    pub(super) original: Answer,
    pub(super) variations: Vec<Variation>,
    /// What is left, in no order.
    pub(super) left: Vec<Hypothesis>,
    /// Everything that was suspected by a model.
    pub(super) suspected: Vec<Finding>,
    sent: Vec<usize>,
}

/// What an answer to an experiment was.
pub(super) enum Seen {
    Token,
    Refusal(Answer),
    /// No answer of a token endpoint.
    Nothing,
}

impl Seen {
    pub(super) fn of(exchange: &ExchangeShown) -> Self {
        match (exchange.verdict, &exchange.response) {
            (Verdict::TokenReceived, _) => Self::Token,
            (Verdict::Refused, Some(response)) if response.status != TOO_MANY_REQUESTS => {
                Answer::of(response).map_or(Self::Nothing, Self::Refusal)
            }
            _ => Self::Nothing,
        }
    }
}

impl Search {
    /// Begins a search; `None` if this is no refusal of a token endpoint.
    pub(super) fn of(refused: &Refused<'_>, found: Option<&Found>, moment: &Moment) -> Option<Self> {
        let shown = refused.exchange.shown();
        let Seen::Refusal(original) = Seen::of(&shown) else { return None };
        let possible = possible(refused, found, moment);
        let audiences: Vec<String> = possible
            .iter()
            .filter_map(|possible| match &possible.variation {
                Variation::Audience { audience, .. } => Some(audience.clone()),
                _ => None,
            })
            .collect();
        let modelled = refused.exchange.suspects(&audiences).map(|suspects| {
            let now = moment.now.seconds();
            let hypothesis = |suspect: &Suspect| {
                let answer = |possible: &Possible| suspects.answer(suspect, &possible.request, now);
                Hypothesis {
                    weight: suspect.weight,
                    finding: Some(suspect.finding.clone()),
                    answers: possible.iter().map(|possible| expected(answer(possible))).collect(),
                    is_unknown: false,
                }
            };
            worth_looking(suspects.all.iter().map(hypothesis).collect())
        });
        let variations: Vec<Variation> = possible.into_iter().map(|possible| possible.variation).collect();
        let suspected = modelled.iter().flatten().filter_map(|one| one.finding.clone()).collect();
        let unknown = if modelled.is_some() { UNKNOWN_TO_MODEL } else { UNKNOWN_BY_WORDS };
        let mut left = modelled.unwrap_or_else(|| {
            by_words(&shown.findings, &variations, Published::of(refused, found).as_ref())
        });
        let all: f64 = left.iter().map(|hypothesis| hypothesis.weight).sum();
        left.push(Hypothesis {
            weight: if all > 0.0 { all * unknown / (1.0 - unknown) } else { 1.0 },
            finding: None,
            answers: vec![Expected::Same; variations.len()],
            is_unknown: true,
        });
        Some(Self { refused: shown, original, variations, left, suspected, sent: Vec::new() })
    }

    /// Whether nothing is known of the server but its words.
    pub(super) fn is_by_words(&self) -> bool {
        self.suspected.is_empty()
    }

    /// The variations that tell anything.
    pub(super) fn telling(&self) -> Vec<Variation> {
        let tells = |number: &usize| information(&self.left, &self.original, *number) > 0.0;
        (0..self.variations.len()).filter(tells).map(|number| self.variations[number].clone()).collect()
    }

    /// The next variation to send, by its number.
    pub(super) fn next(&self) -> Option<usize> {
        if self.is_settled() {
            return None;
        }
        let unsent = (0..self.variations.len()).filter(|number| !self.sent.contains(number));
        choose(&self.left, &self.original, unsent)
    }

    /// Whether one cause is left of what a model knows, and no request could prove it.
    fn is_settled(&self) -> bool {
        let mut known = self.left.iter().filter(|hypothesis| !hypothesis.is_unknown);
        let Some(first) = known.next().filter(|_| !self.suspected.is_empty()) else { return false };
        !first.answers.contains(&Expected::Token) && known.all(|other| other.ends_as(first))
    }

    /// Takes the answer to a variation into account. Returns whether it is the same as to the original.
    pub(super) fn observe(&mut self, variation: usize, seen: &Seen) -> bool {
        self.sent.push(variation);
        let fits = |hypothesis: &Hypothesis| {
            let expected = hypothesis.answers[variation];
            match seen {
                Seen::Token => expected == Expected::Token,
                Seen::Refusal(answer) => answer.is(expected, &self.original),
                Seen::Nothing => true,
            }
        };
        // An answer that nobody expected says nothing about what was expected.
        if self.left.iter().any(&fits) {
            let left = self.left.iter().filter_map(|hypothesis| match fits(hypothesis) {
                true => Some(hypothesis.clone()),
                // A model can always be wrong.
                false if hypothesis.is_unknown => {
                    Some(Hypothesis { weight: hypothesis.weight * UNEXPECTED, ..hypothesis.clone() })
                }
                false => None,
            });
            self.left = left.collect();
        }
        matches!(seen, Seen::Refusal(answer) if answer.is_like(&self.original))
    }

    /// Whether nothing that is left would be cured by a change of this, or is about nothing else.
    pub(super) fn is_ruled_out(&self, aspect: Aspect) -> bool {
        let is_about = |finding: &Finding| *aspects_of(finding) == [aspect];
        let left = self.left.iter().filter_map(|hypothesis| hypothesis.finding.as_ref());
        let by_words = self.refused.findings.iter().map(|shown| &shown.finding);
        let mut named = left.chain(by_words.filter(|_| self.suspected.is_empty()));
        // Nobody knows what else a server without a model could want there. Its clock, everybody knows.
        if self.is_by_words() && aspect != Aspect::Clock {
            return false;
        }
        // That a request without proof is refused, too, says nothing by itself.
        if aspect == Aspect::ApiClient || named.any(is_about) {
            return false;
        }
        let of_aspect = |number: &usize| self.variations[*number].aspect() == aspect;
        let numbers: Vec<usize> = (0..self.variations.len()).filter(of_aspect).collect();
        let is_cured = |hypothesis: &Hypothesis| {
            numbers.iter().any(|number| hypothesis.answers[*number] == Expected::Token)
        };
        !self.left.iter().any(is_cured)
    }
}

/// Those whose finding is likely enough.
fn worth_looking(all: Vec<Hypothesis>) -> Vec<Hypothesis> {
    let weight = |some: &mut dyn Iterator<Item = &Hypothesis>| some.map(|one| one.weight).sum::<f64>();
    let total = weight(&mut all.iter());
    let is_likely = |hypothesis: &Hypothesis| {
        let mut same = all.iter().filter(|other| match (&other.finding, &hypothesis.finding) {
            (Some(one), Some(other)) => is_same(one, other),
            _ => false,
        });
        weight(&mut same) / total >= WORTH_LOOKING
    };
    all.iter().filter(|hypothesis| is_likely(hypothesis)).cloned().collect()
}

fn expected(predicted: Predicted) -> Expected {
    match predicted {
        Predicted::Token => Expected::Token,
        Predicted::Refusal(_) => Expected::Refusal(predicted),
    }
}

/// Of a server without a model: for each variation that could cure one of the findings, that it does.
fn by_words(
    findings: &[FindingShown],
    variations: &[Variation],
    published: Option<&Published<'_>>,
) -> Vec<Hypothesis> {
    let causes: Vec<&FindingShown> =
        findings.iter().filter(|shown| shown.severity == Severity::Error).collect();
    let mut all = Vec::new();
    for (number, variation) in variations.iter().enumerate() {
        let of_aspect = variations.iter().filter(|other| other.aspect() == variation.aspect()).count();
        let aimed = causes.iter().position(|shown| aspects_of(&shown.finding).contains(&variation.aspect()));
        let Some(rank) = aimed.and_then(|rank| i32::try_from(rank).ok()) else { continue };
        let mut answers = vec![Expected::Same; variations.len()];
        answers[number] = Expected::Token;
        let published = published.map_or(1.0, |published| published.factor(variation));
        let weight = FURTHER.powi(rank) * often(variation) * published / of_aspect as f64;
        all.push(Hypothesis { weight, finding: None, answers, is_unknown: false });
    }
    all
}

/// The issuer that a server publishes, beside the audience that was signed.
struct Published<'a> {
    issuer: &'a str,
    is_signed: bool,
}

impl<'a> Published<'a> {
    fn of(refused: &Refused<'_>, found: Option<&'a Found>) -> Option<Self> {
        let issuer = found?.filling.audience.as_str();
        let signed = refused.exchange.request.assertion().and_then(|assertion| assertion.signed_claim("aud"));
        Some(Self { issuer, is_signed: signed.is_some_and(|signed| signed.as_str() == Some(issuer)) })
    }

    /// How much more likely it makes it that this variation cures.
    fn factor(&self, variation: &Variation) -> f64 {
        match variation {
            Variation::Audience { .. } if self.is_signed => AS_PUBLISHED,
            Variation::Audience { audience, .. } if audience == self.issuer => PUBLISHED,
            _ => 1.0,
        }
    }
}

/// How often a change of this cures a refusal somewhere else than at Account Manager, relative to the others. A guess.
fn often(variation: &Variation) -> f64 {
    match variation.aspect() {
        // Only if the clocks differ is there such a variation.
        Aspect::Clock => 8.0,
        Aspect::Audience => 4.0,
        Aspect::Method => 3.0,
        Aspect::Header | Aspect::Scopes => 2.0,
        Aspect::Lifetime | Aspect::Claims => 1.0,
        Aspect::ApiClient => 0.0,
    }
}
