//! Texts in pieces: string literals of program code, lists of lines in JSON, and tags between the lines.

use super::candidate::{Candidate, unless_same, with_room};

/// The contents of all string literals, each on a line. Quotation marks of one kind only: the other may be within.
pub(super) fn undo_quoted(text: &str) -> Vec<Candidate> {
    ['"', '\'', '`'].into_iter().filter_map(|quote| literals(text, quote)).collect()
}

fn literals(text: &str, quote: char) -> Option<Candidate> {
    // As many characters as pieces are added, and each piece has two quotation marks.
    let mut joined = with_room(text.len());
    let mut count = 0;
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(quote) {
        let Some(length) = literal_end(after, quote) else { break };
        joined.push_str(&after[..length]);
        joined.push('\n');
        count += 1;
        rest = &after[length + quote.len_utf8()..];
    }
    (count > 1).then_some(joined)
}

/// The length of a string literal up to its closing mark, which is not after a backslash.
fn literal_end(text: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    text.char_indices().find_map(|(at, character)| {
        let is_end = character == quote && !is_escaped;
        is_escaped = character == '\\' && !is_escaped;
        is_end.then_some(at)
    })
}

/// The text with a line end in place of each tag. Base64 has no angle brackets.
pub(super) fn undo_tags(text: &str) -> Vec<Candidate> {
    if !text.contains('<') {
        return Vec::new();
    }
    let mut changed = with_room(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        changed.push_str(before);
        match after.split_once('>') {
            Some((_, after)) => {
                changed.push('\n');
                rest = after;
            }
            // No tag ends any more.
            None => {
                changed.push('<');
                changed.push_str(after);
                rest = "";
            }
        }
    }
    changed.push_str(rest);
    unless_same(text, changed)
}
