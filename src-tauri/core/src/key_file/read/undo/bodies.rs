//! Repairs of the Base64 between BEGIN and END lines: the other alphabet, lost plus signs, lost padding. Whether a repair
//! is right shows the length of the structure inside.

use super::super::boundary::{Edge, boundaries};
use super::candidate::{Candidate, unless_same, with_room};

/// The widths of lines that programs write (RFC 7468 section 2, RFC 2045 section 6.8).
const WIDTHS: [usize; 2] = [64, 76];

/// Each body with the characters of Base64url as those of Base64.
pub(super) fn undo_base64_url(text: &str) -> Vec<Candidate> {
    each_body(text, |body, into| {
        for character in body.chars() {
            into.push(match character {
                '-' => '+',
                '_' => '/',
                other => other,
            });
        }
    })
}

/// Each body with plus signs for the spaces inside its lines. If the whole body is one line, some of its spaces were line
/// ends: those after a full line.
pub(super) fn undo_spaces(text: &str) -> Vec<Candidate> {
    let mut candidates = each_body(text, |body, into| {
        for line in body.split(['\n', '\r']) {
            for (number, word) in line.trim().split(' ').enumerate() {
                if number > 0 {
                    into.push('+');
                }
                into.push_str(word);
            }
            into.push('\n');
        }
    });
    for width in WIDTHS {
        candidates.extend(each_body(text, |body, into| with_width(body.trim(), width, into)));
    }
    candidates
}

fn with_width(body: &str, width: usize, into: &mut String) {
    let mut length = 0;
    for (number, word) in body.split(' ').enumerate() {
        if number > 0 {
            let is_full = length == width;
            into.push(if is_full { '\n' } else { '+' });
            length = if is_full { 0 } else { length + 1 };
        }
        into.push_str(word);
        length += word.len();
    }
}

/// Each body with as many `=` at its end as its length needs.
pub(super) fn undo_padding(text: &str) -> Vec<Candidate> {
    each_body(text, |body, into| {
        let body = body.trim_end_matches(|character: char| character.is_whitespace() || character == '=');
        // Headers have characters that are not counted, but encrypted blocks are full.
        let characters = body.bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
        into.push_str(body);
        into.push_str(match characters % 4 {
            2 => "==",
            3 => "=",
            _ => "",
        });
        into.push('\n');
    })
}

/// The text with each body between a BEGIN line and the next END line changed.
fn each_body(text: &str, change: impl Fn(&str, &mut String)) -> Vec<Candidate> {
    let all: Vec<_> = boundaries(text).collect();
    // A body gets at most one character longer for each that it has, and four more.
    let mut changed = with_room(text.len() + 4 * all.len() + 4);
    let mut rest = 0;
    for pair in all.windows(2) {
        let [begin, end] = pair else { continue };
        if begin.edge == Edge::Begin && end.edge == Edge::End {
            changed.push_str(&text[rest..begin.end]);
            changed.push('\n');
            change(&text[begin.end..end.start], &mut changed);
            rest = end.start;
        }
    }
    if rest == 0 {
        return Vec::new();
    }
    changed.push_str(&text[rest..]);
    unless_same(text, changed)
}
