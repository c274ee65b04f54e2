//! BEGIN and END lines as people, forms and word processors leave them: in lower case, with other marks in place of the
//! dashes, without spaces, without any dashes.

use super::super::boundary::KNOWN_LABELS;
use super::candidate::{Candidate, unless_same, with_room};

/// The most characters between two words of a label.
const MOST_BETWEEN: usize = 3;

/// The text with each BEGIN and END line as the standard writes it, on a line of its own.
pub(super) fn undo(text: &str) -> Vec<Candidate> {
    let words: Vec<(usize, &str)> = keywords(text);
    if words.is_empty() {
        return Vec::new();
    }
    // Each line gets dashes, line ends and spaces.
    let mut changed = with_room(text.len() + words.len() * 64);
    let mut rest = 0;
    for (at, keyword) in words {
        if at < rest {
            continue;
        }
        let Some((label, length)) = label_after(&text[at + keyword.len()..]) else { continue };
        let before = without_marks_at_end(&text[rest..at]);
        let after = at + keyword.len() + length;
        let marks = text[after..].len() - text[after..].trim_start_matches(is_mark).len();
        // A word in a sentence has neither marks nor a line of its own.
        let has_marks = rest + before.len() < at || marks > 0;
        let starts_line = before.is_empty() || before.ends_with(['\n', '\r']);
        if !has_marks && !starts_line {
            continue;
        }
        changed.push_str(before);
        changed.push_str("\n-----");
        changed.push_str(keyword);
        changed.push(' ');
        changed.push_str(label);
        changed.push_str("-----\n");
        rest = after + marks;
    }
    changed.push_str(&text[rest..]);
    unless_same(text, changed)
}

/// All places with one of the two words, in any case, and the word as it should be.
fn keywords(text: &str) -> Vec<(usize, &'static str)> {
    let bytes = text.as_bytes();
    let is_word = |at: usize, word: &str| {
        bytes.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
    };
    let candidates = bytes.iter().enumerate().filter(|(_, byte)| matches!(byte, b'B' | b'b' | b'E' | b'e'));
    candidates
        .filter_map(|(at, _)| {
            ["BEGIN", "END"].into_iter().find(|word| is_word(at, word)).map(|word| (at, word))
        })
        .collect()
}

/// The label that the text begins with, whatever is between its letters' words and in whatever case, and its length.
fn label_after(text: &str) -> Option<(&'static str, usize)> {
    KNOWN_LABELS
        .iter()
        .filter_map(|label| length_of_label(text, label).map(|length| (*label, length)))
        .max_by_key(|(label, _)| label.len())
}

fn length_of_label(text: &str, label: &str) -> Option<usize> {
    let mut rest = text;
    for word in label.split(' ') {
        let start = rest
            .char_indices()
            .take(MOST_BETWEEN + 1)
            .find(|(_, character)| character.is_ascii_alphanumeric() || matches!(character, '\n' | '\r'))
            .map(|(at, _)| at)?;
        let found = rest.get(start..start + word.len())?;
        if !found.eq_ignore_ascii_case(word) {
            return None;
        }
        rest = &rest[start + word.len()..];
    }
    // `PRIVATE KEY` is not the beginning of another word.
    let ends = !rest.starts_with(|character: char| character.is_ascii_lowercase());
    ends.then_some(text.len() - rest.len())
}

/// What may be in place of a dash: any mark, but no quotation mark or bracket, which belongs to what is around, and no
/// backslash.
fn is_mark(character: char) -> bool {
    matches!(character, '-' | '=' | '*' | '_' | '#' | '~' | '.' | ' ' | '\t' | '\u{a0}')
        || (!character.is_ascii()
            && !character.is_whitespace()
            && !super::super::boundary::is_quote(character))
}

/// The text without the marks at its end. A `=` is one only if nothing else is on the line: else it is Base64's.
fn without_marks_at_end(text: &str) -> &str {
    let trimmed = text.trim_end_matches(|character| is_mark(character) && character != '=');
    let only_marks = trimmed.trim_end_matches(is_mark);
    if only_marks.is_empty() || only_marks.ends_with(['\n', '\r']) { only_marks } else { trimmed }
}
