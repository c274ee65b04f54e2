//! Chooses the next experiment: the one whose answer is expected to tell the most.

use std::collections::HashMap;

use crate::diagnosis::{Finding, Predicted, is_same};
use crate::token_exchange::ResponseShown;

/// What a server is expected to answer to a variation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Expected {
    /// A token.
    Token,
    /// The same as to the original.
    Same,
    /// A refusal in these words.
    Refusal(Predicted),
}

/// What can be behind a refusal, and what the server would answer then to each variation.
#[derive(Clone, Debug)]
pub(super) struct Hypothesis {
    /// How likely it is, relative to the others.
    pub(super) weight: f64,
    /// What it would be called; `None` for what nothing explains.
    pub(super) finding: Option<Finding>,
    /// The answer to each variation, in their order.
    pub(super) answers: Vec<Expected>,
    /// It stands for everything that nobody thought of.
    pub(super) is_unknown: bool,
}

impl Hypothesis {
    /// Whether the same would be said and done in the end.
    pub(super) fn ends_as(&self, other: &Self) -> bool {
        let is_same_finding = match (&self.finding, &other.finding) {
            (Some(one), Some(other)) => is_same(one, other),
            (None, None) => true,
            _ => false,
        };
        let cures =
            |one: &Self| one.answers.iter().map(|answer| *answer == Expected::Token).collect::<Vec<_>>();
        is_same_finding && cures(self) == cures(other)
    }
}

/// An experiment that is expected to tell less than this, in bits, is not worth a request.
const WORTH_SENDING: f64 = 0.02;

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) error: Option<String>,
    pub(super) description: Option<String>,
}

impl Answer {
    /// The refusal in a response; `None` if it is none of a token endpoint.
    pub(super) fn of(response: &ResponseShown) -> Option<Self> {
        let (error, description) = (response.error.clone(), response.error_description.clone());
        (error.is_some() || description.is_some()).then_some(Self { error, description })
    }

    /// Whether this is the same answer as another one. What differs in every answer, such as times and trace numbers,
    /// does not count.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.error == other.error
            && self.description.as_deref().map(lasting_words)
                == other.description.as_deref().map(lasting_words)
    }

    /// Whether it is what was expected. `original` is the answer to the original.
    pub(super) fn is(&self, expected: Expected, original: &Self) -> bool {
        match expected {
            Expected::Token => false,
            Expected::Same => self.is_like(original),
            Expected::Refusal(predicted) => self.says(predicted),
        }
    }

    fn says(&self, predicted: Predicted) -> bool {
        match predicted {
            Predicted::Token => false,
            Predicted::Refusal(words) => {
                words.are_said_by(self.error.as_deref(), self.description.as_deref())
            }
        }
    }
}

/// The words of a sentence without those that have digits, except codes such as `AADSTS700027:`.
fn lasting_words(text: &str) -> Vec<&str> {
    let lasts = |word: &&str| {
        let is_code = word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.trim_end_matches(':').chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        is_code || !word.contains(|c: char| c.is_ascii_digit())
    };
    text.split_whitespace().filter(lasts).collect()
}

/// The variation that is expected to tell the most, by its number. Of those that tell the same, the one that comes first;
/// `None` if no one is worth sending.
pub(super) fn choose(
    hypotheses: &[Hypothesis],
    original: &Answer,
    left: impl Iterator<Item = usize>,
) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    for variation in left {
        let gain = information(hypotheses, original, variation);
        // Rounding must not decide.
        if gain >= WORTH_SENDING && best.is_none_or(|(_, most)| gain > most + 1e-6) {
            best = Some((variation, gain));
        }
    }
    best.map(|(variation, _)| variation)
}

/// How much the answer to a variation is expected to tell, in bits: how much less uncertain it leaves what would be said
/// and done in the end. Which of two hypotheses with the same end it is does not matter.
pub(super) fn information(hypotheses: &[Hypothesis], original: &Answer, variation: usize) -> f64 {
    let mut by_answer: HashMap<Expected, Vec<&Hypothesis>> = HashMap::new();
    for hypothesis in hypotheses {
        let answer = match hypothesis.answers[variation] {
            Expected::Refusal(predicted) if original.says(predicted) => Expected::Same,
            other => other,
        };
        by_answer.entry(answer).or_default().push(hypothesis);
    }
    let all: Vec<&Hypothesis> = hypotheses.iter().collect();
    let weight = |some: &[&Hypothesis]| some.iter().map(|hypothesis| hypothesis.weight).sum::<f64>();
    let left = by_answer.values().map(|some| uncertainty(some) * weight(some) / weight(&all));
    uncertainty(&all) - left.sum::<f64>()
}

/// How uncertain the end is: its entropy, in bits.
fn uncertainty(hypotheses: &[&Hypothesis]) -> f64 {
    let mut ends: Vec<(&Hypothesis, f64)> = Vec::new();
    for hypothesis in hypotheses {
        match ends.iter_mut().find(|(other, _)| other.ends_as(hypothesis)) {
            Some((_, weight)) => *weight += hypothesis.weight,
            None => ends.push((hypothesis, hypothesis.weight)),
        }
    }
    let all: f64 = ends.iter().map(|(_, weight)| weight).sum();
    ends.iter().map(|(_, weight)| weight / all).map(|share| -share * share.log2()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account_manager::{Refusal, Wording, words_for};

    fn hypothesis(weight: f64, answers: &[Expected]) -> Hypothesis {
        Hypothesis { weight, finding: None, answers: answers.to_vec(), is_unknown: false }
    }

    fn answer(description: &str) -> Answer {
        Answer { error: Some("invalid_client".into()), description: Some(description.into()) }
    }

    #[test]
    fn the_variation_that_halves_the_suspects_comes_first_and_one_that_tells_nothing_never() {
        use Expected::{Same, Token};
        let hypotheses = [
            hypothesis(1.0, &[Same, Token, Same, Same]),
            hypothesis(1.0, &[Same, Token, Same, Token]),
            hypothesis(1.0, &[Same, Same, Token, Same]),
            hypothesis(1.0, &[Same, Same, Same, Same]),
        ];
        let original = answer("No");
        assert_eq!(choose(&hypotheses, &original, 0..4), Some(1));
        assert_eq!(choose(&hypotheses, &original, [0, 3, 2].into_iter()), Some(3), "of equals the first");
        assert_eq!(choose(&hypotheses, &original, 0..1), None);
        assert!((information(&hypotheses, &original, 1) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn what_ends_in_the_same_advice_need_not_be_told_apart() {
        let words = |number: usize| {
            let refusals = [Refusal::ClientUnknown, Refusal::AudienceOther];
            Expected::Refusal(Predicted::Refusal(words_for(&refusals[number], Wording::AsIn2021).fixed()))
        };
        let hypotheses = [hypothesis(3.0, &[words(0)]), hypothesis(2.0, &[words(1)])];
        assert_eq!(choose(&hypotheses, &answer("No"), 0..1), None);
        let other = Hypothesis { finding: Some(Finding::JwtUsedBefore), ..hypotheses[1].clone() };
        assert_eq!(choose(&[hypotheses[0].clone(), other], &answer("No"), 0..1), Some(0));
    }

    #[test]
    fn times_and_trace_numbers_make_no_other_answer_but_another_code_does() {
        let said =
            |code: &str, trace: &str| answer(&format!("AADSTS{code}: No. Trace ID: {trace} at 12:01:07Z"));
        assert!(said("700027", "3f2a").is_like(&said("700027", "9c01")));
        assert!(!said("700027", "3f2a").is_like(&said("50027", "3f2a")));
        assert!(!answer("JWT is not valid").is_like(&answer("JWT has expired")));
    }
}
