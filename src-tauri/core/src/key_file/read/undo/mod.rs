//! Reads texts that were changed on their way: a platform encoded them, a mail quoted them, a form escaped them.
//!
//! There is no list of cases. Each kind of change has one function that undoes it wherever it applies, and knows nothing of
//! the others. The search tries them one after the other, and on what they give, until a text is found in which every block
//! is whole. What counts is not that a text looks like the result of a change, but that undoing it gives whole structures,
//! whose lengths and numbers have to fit. So a function may try what is only possible: what is wrong is never taken.
//!
//! `weight.rs` says how good a text is. The changes are in `escapes.rs`, `characters.rs`, `lines.rs`, `line_numbers.rs`,
//! `edges.rs`, `pieces.rs`, `rich_text.rs`, `object_literals.rs`, `base64_runs.rs`, `bodies.rs`, `numbers.rs` and
//! `dumps.rs`; `decoded.rs` turns decoded bytes into text, and `candidate.rs` is the text that they make.

mod base64_runs;
mod bodies;
mod candidate;
mod characters;
mod decoded;
mod dumps;
mod edges;
mod escapes;
mod line_numbers;
mod lines;
mod numbers;
mod object_literals;
mod pieces;
mod rich_text;
mod weight;

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::text::is_blank;
use crate::key_file::budget::Budget;
use crate::key_file::limit::ReadingLimit;
use crate::key_file::undone::Undone;
use candidate::Candidate;
use weight::Weight;

/// One kind of change.
struct Undoing {
    name: Undone,
    /// The texts that the change may have been made to; none if nothing looks like it. Takes time linear in the length of
    /// the text.
    undo: fn(&str) -> Vec<Candidate>,
}

/// All kinds. Of two that lead to the same text, the first is named.
const UNDOINGS: [Undoing; 19] = [
    Undoing { name: Undone::RichText, undo: rich_text::undo },
    Undoing { name: Undone::InvisibleCharacters, undo: characters::undo_invisible },
    Undoing { name: Undone::BeginAndEndLines, undo: edges::undo },
    Undoing { name: Undone::Base64, undo: base64_runs::undo_text },
    Undoing { name: Undone::BareBase64, undo: base64_runs::undo_bare },
    Undoing { name: Undone::Escapes, undo: escapes::undo_backslashes },
    Undoing { name: Undone::PercentEncoding, undo: escapes::undo_percent },
    Undoing { name: Undone::Entities, undo: escapes::undo_entities },
    Undoing { name: Undone::LineNumbers, undo: line_numbers::undo },
    Undoing { name: Undone::Tags, undo: pieces::undo_tags },
    Undoing { name: Undone::QuotedPieces, undo: pieces::undo_quoted },
    Undoing { name: Undone::ObjectLiteral, undo: object_literals::undo },
    Undoing { name: Undone::LineMarks, undo: lines::undo_marks },
    Undoing { name: Undone::QuotedPrintable, undo: escapes::undo_quoted_printable },
    Undoing { name: Undone::Base64Url, undo: bodies::undo_base64_url },
    Undoing { name: Undone::SpacesForPlus, undo: bodies::undo_spaces },
    Undoing { name: Undone::Padding, undo: bodies::undo_padding },
    Undoing { name: Undone::Hexadecimal, undo: numbers::undo_hexadecimal },
    Undoing { name: Undone::DecimalBytes, undo: numbers::undo_decimal },
];

/// The most changes that are undone one after the other.
const DEEPEST: usize = 6;
/// The longest text that is searched, in bytes: all settings of a large project. Of a text that long, only a few changes
/// are tried before the budget ends the search.
const LONGEST: usize = 384 * 1024;
/// The most texts that are tried for one source.
const MOST_TEXTS: usize = 160;

/// A text on the way of the search.
struct Step {
    text: Candidate,
    undone: Vec<Undone>,
    weight: Weight,
}

/// What the search found.
pub(super) struct Search {
    steps: Vec<Step>,
    best: Option<usize>,
    /// It ended before everything was tried.
    is_cut_short: bool,
}

impl Search {
    /// The text to read in place of the original, and what was undone for it; `None` if the original is as good as any.
    pub(super) fn best(&self) -> Option<(&str, &[Undone])> {
        let step = self.steps.get(self.best?)?;
        Some((&step.text, &step.undone))
    }

    /// Whether more could have been tried.
    pub(super) fn is_cut_short(&self) -> bool {
        self.is_cut_short
    }

    /// All texts that were tried, the fewest changes first.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().map(|step| step.text.as_str())
    }
}

/// Searches for what was done to a text. Nothing is searched for if the text is whole as it is.
pub(super) fn search(text: &str, budget: &Budget) -> Search {
    let mut search = Search { steps: Vec::new(), best: None, is_cut_short: false };
    if text.len() > LONGEST {
        search.is_cut_short = true;
        return search;
    }
    let own = weight::weigh(text);
    if own.is_whole() || text.trim_matches(is_blank).is_empty() {
        return search;
    }
    let mut heaviest = own;
    let mut seen = HashSet::from([hash(text)]);
    // The texts are taken in the order in which they were made, so that each is reached with the fewest changes.
    let mut next: Option<usize> = None;
    loop {
        let (from, undone) = match next {
            None => (text, &[][..]),
            Some(step) => match search.steps.get(step) {
                Some(step) => (step.text.as_str(), step.undone.as_slice()),
                None => return search,
            },
        };
        let mut made = Vec::new();
        if undone.len() < DEEPEST {
            // Looking costs time, too, when nothing comes of it.
            if !budget.take(ReadingLimit::Undoing, from.len()) {
                search.is_cut_short = true;
                return search;
            }
            for undoing in &UNDOINGS {
                for candidate in (undoing.undo)(from) {
                    if candidate.trim().is_empty() || !seen.insert(hash(&candidate)) {
                        continue;
                    }
                    if !budget.take(ReadingLimit::Undoing, candidate.len()) {
                        search.is_cut_short = true;
                        return search;
                    }
                    let undone = [undone, &[undoing.name]].concat();
                    let weight = weight::weigh(&candidate);
                    made.push(Step { text: candidate, undone, weight });
                }
            }
        }
        for step in made {
            let is_better = step.weight.has_something() && step.weight > heaviest;
            let is_complete = step.weight.is_complete();
            if is_better {
                heaviest = step.weight;
                search.best = Some(search.steps.len());
            }
            search.steps.push(step);
            if (is_better && is_complete) || search.steps.len() >= MOST_TEXTS {
                return search;
            }
        }
        next = Some(next.map_or(0, |step| step + 1));
    }
}

/// A hash of the text. Two texts that differ in nothing but plain white space are as good as each other.
fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.split_ascii_whitespace().for_each(|word| word.hash(&mut hasher));
    hasher.finish()
}
