//! Marks at the beginning and end of each line: the quotes of a mail, the signs of a diff, the frame of a table, comments,
//! and what logs write before each line.

use super::super::boundary::{Boundary, Edge, boundaries, is_dash};
use super::candidate::{Candidate, unless_same, with_room};

/// The text without marks at its lines, in each way that they may have come.
pub(super) fn undo_marks(text: &str) -> Vec<Candidate> {
    let mut candidates = unless_same(text, each_line(text, without_marks));
    let begins: Vec<usize> = text.match_indices("BEGIN ").map(|(at, _)| at).take(1).collect();
    if let Some(begin) = begins.first() {
        candidates.extend(without_column(text, *begin));
        candidates.extend(unless_same(text, last_words(text)));
    }
    let with_plus = text.lines().filter(|line| line.trim_end().ends_with('+')).count();
    if with_plus > 2 {
        // psql writes a plus sign at the end of each line that goes on.
        candidates.extend(unless_same(
            text,
            each_line(text, |line| {
                let line = line.trim();
                line.strip_suffix('+').unwrap_or(line)
            }),
        ));
    }
    candidates
}

/// A line without what can neither be Base64 nor a dash at its beginning and end.
fn without_marks(line: &str) -> &str {
    let is_content = |character: char| character.is_ascii_alphanumeric() || "+/=".contains(character);
    line.trim_matches(|character: char| !is_content(character) && !is_dash(character))
}

fn each_line<'t>(text: &'t str, of_line: impl Fn(&'t str) -> &'t str) -> Candidate {
    let mut changed = with_room(text.len() + 1);
    for line in text.split(['\n', '\r']) {
        changed.push_str(of_line(line));
        changed.push('\n');
    }
    changed
}

/// The text without as many characters at the beginning of each line as there are before the first BEGIN line.
fn without_column(text: &str, begin: usize) -> Option<Candidate> {
    let line_start = text[..begin].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let before = &text[line_start..begin];
    // A diff has a sign before the five dashes.
    let prefix = before.strip_suffix("-----").unwrap_or_else(|| before.trim_end_matches(is_dash));
    let width = prefix.chars().count();
    if prefix.trim().is_empty() {
        return None;
    }
    let cut = |line: &'_ str| line.char_indices().nth(width).map_or("", |(at, _)| &line[at..]).len();
    Some(each_line(text, |line| &line[line.len() - cut(line)..]))
}

/// The text with only the last word of each line in a block: Base64 has no spaces, and whatever a log writes comes before.
fn last_words(text: &str) -> Candidate {
    // Each block gets two line ends more.
    let blocks = text.matches("BEGIN ").count();
    let mut changed = with_room(text.len() + 2 * blocks + 2);
    let mut rest = 0;
    let mut open: Option<Boundary<'_>> = None;
    for boundary in boundaries(text) {
        match (open.take(), boundary.edge) {
            (Some(begin), Edge::End) => {
                let body = &text[begin.end..boundary.start];
                changed.push_str(&text[rest..begin.end]);
                changed.push('\n');
                // What is before the END line belongs to no line of the body.
                let lines = body.rsplit_once(['\n', '\r']).map_or(body, |(lines, _)| lines);
                for line in lines.split(['\n', '\r']) {
                    let word =
                        without_marks(line).rsplit([' ', '\t', '|', ':', ']']).next().unwrap_or_default();
                    changed.push_str(word);
                    changed.push('\n');
                }
                changed.push_str(&text[boundary.start..boundary.end]);
                rest = boundary.end;
            }
            (_, Edge::Begin) => open = Some(boundary),
            (None, Edge::End) => {}
        }
    }
    changed.push_str(&text[rest..]);
    changed
}
