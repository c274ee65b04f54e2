//! Line numbers, as editors, `cat -n`, `grep -n` and pages with code show them: before each line, or on lines of their own.

use super::super::boundary::is_dash;
use super::candidate::{Candidate, unless_same, with_room};

/// The most digits of a line number.
const MOST_DIGITS: usize = 6;

pub(super) fn undo(text: &str) -> Vec<Candidate> {
    let mut candidates = unless_same(text, without_lines_of_digits(text));
    candidates.extend(without_numbers(text));
    candidates
}

/// The text without the lines that are only a number.
fn without_lines_of_digits(text: &str) -> Candidate {
    let is_number = |line: &str| {
        let line = line.trim();
        (1..=MOST_DIGITS).contains(&line.len()) && line.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut changed = with_room(text.len());
    for line in text.split_inclusive(['\n', '\r']).filter(|line| !is_number(line)) {
        changed.push_str(line);
    }
    changed
}

/// The text without a number that grows by one from line to line, what is before it, and the marks after it. It counts
/// from the first line of the text that has one and another after it.
fn without_numbers(text: &str) -> Option<Candidate> {
    let lines: Vec<&str> = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).collect();
    let (first, before, number) = (0..lines.len()).find_map(|first| {
        let (before, number) = number_in(lines[first])?;
        let next = lines.get(first + 1)?;
        after_number(next, before, number + 1).map(|_| (first, before, number))
    })?;
    let mut changed = with_room(text.len() + 1);
    let mut expected = number;
    for line in &lines[first..] {
        match after_number(line, before, expected) {
            Some(rest) => {
                changed.push_str(rest);
                expected += 1;
            }
            // A line that was wrapped has no number.
            None => changed.push_str(line),
        }
        changed.push('\n');
    }
    Some(changed)
}

/// The last number before the content of a line, and what is before that.
fn number_in(line: &str) -> Option<(&str, u32)> {
    let content = line.find("-----").unwrap_or(line.len());
    let head = &line[..content];
    // Without dashes, the number is at the beginning.
    let end = if content < line.len() {
        head.rfind(|character: char| character.is_ascii_digit())? + 1
    } else {
        let start = head.find(|character: char| character.is_ascii_digit())?;
        start + head[start..].bytes().take_while(u8::is_ascii_digit).count()
    };
    let digits = head[..end].bytes().rev().take_while(u8::is_ascii_digit).count();
    let number = (digits <= MOST_DIGITS).then(|| head[end - digits..end].parse().ok()).flatten()?;
    Some((head[..end - digits].trim(), number))
}

/// What follows this number in a line, without the marks between them.
fn after_number<'t>(line: &'t str, before: &str, number: u32) -> Option<&'t str> {
    let rest = line.trim_start().strip_prefix(before)?.trim_start();
    // Zeros may fill a column.
    let rest = rest.trim_start_matches('0').strip_prefix(number.to_string().as_str())?;
    // Dashes are either a mark or the beginning of a BEGIN line.
    let rest = rest.trim_start_matches(|character: char| {
        !character.is_ascii_alphanumeric() && !matches!(character, '+' | '/' | '=') && !is_dash(character)
    });
    let mark = rest.strip_prefix('-').filter(|after| !after.starts_with('-') || after.starts_with("-----"));
    Some(mark.unwrap_or(rest))
}
