//! Environment variables: `.env`, and what a shell exports (POSIX shells, cmd, PowerShell). Nothing is executed: only
//! `${NAME}` of a variable in the same file is filled in.

use std::collections::HashMap;

use super::budget::Budget;
use super::limits::{LONGEST_RESOLVED, MOST_VARIABLES};
use super::names::{family_in_environment, of_environment};
use super::read_values::take_of;
use super::value::{ImportPlace, Layer, Origin};

/// An assignment.
pub(super) struct Assignment {
    pub(super) name: String,
    pub(super) value: String,
    /// Line, from 1.
    pub(super) line: u32,
}

/// Reads the known variables of a file.
pub(super) fn read_env(text: &str, file: usize, budget: &Budget) -> Layer {
    let mut layer = Layer::default();
    let all = assignments(text, budget);
    let last: HashMap<&str, usize> =
        all.iter().enumerate().map(|(at, one)| (one.name.as_str(), at)).collect();
    for (at, assignment) in all.iter().enumerate() {
        // As in a shell, the last assignment counts.
        if last.get(assignment.name.as_str()) != Some(&at) {
            continue;
        }
        if let Some(known) = of_environment(&assignment.name) {
            let place = ImportPlace::Line { line: assignment.line };
            let family = family_in_environment(&assignment.name);
            let origin = Origin::new(file, place, &assignment.name);
            take_of(&mut layer, known, family, &assignment.value, origin);
        }
    }
    layer
}

/// Whether a text is made of assignments: at least one, and nothing else but comments and few other lines.
pub(super) fn is_env(text: &str) -> bool {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut assigned, mut other) = (0, 0);
    for line in lines.take(200) {
        if assignment_in(line).is_some() { assigned += 1 } else { other += 1 }
    }
    assigned > 0 && assigned >= other
}

/// The assignments of a text, with `${NAME}` of those before them filled in.
pub(super) fn assignments(text: &str, budget: &Budget) -> Vec<Assignment> {
    let mut all = Assignments { all: Vec::new(), last: HashMap::new(), budget };
    let mut rest = text;
    let mut line = 0;
    while !rest.is_empty() && all.all.len() < MOST_VARIABLES {
        let (first, behind) = rest.split_once('\n').unwrap_or((rest, ""));
        line += 1;
        let begun_at = line;
        let mut part = first.trim();
        // Whether words are parted by spaces, as in a shell, and do not go on to the end of the line.
        let mut in_shell = is_shell(part);
        rest = behind;
        while let Some((name, written)) = assignment_in(part) {
            let quoted = written.chars().next().filter(|first| matches!(first, '"' | '\''));
            let quoted = quoted.and_then(|quote| {
                // A value in quotes may go on in the lines behind it, as a key in PEM does.
                let from = offset_of(text, written) + 1;
                end_of_quoted(&text[from..], quote).map(|length| (quote, from, from + length))
            });
            let value = match quoted {
                Some((quote, from, end)) => {
                    let lines = text[from..end].matches('\n').count();
                    line += u32::try_from(lines).unwrap_or(u32::MAX);
                    let (behind_quote, behind) =
                        text[end + 1..].split_once('\n').unwrap_or((&text[end + 1..], ""));
                    part = next_part(behind_quote);
                    rest = behind;
                    let value = unescaped(&text[from..end], quote);
                    if quote == '"' { all.expanded(&value) } else { value }
                }
                None => {
                    let plain = without_comment(written);
                    in_shell |= next_assignment(plain).is_some();
                    let is_open = written.starts_with(['"', '\'']);
                    let (value, behind) =
                        if in_shell && !is_open { plain.split_at(end_of_word(plain)) } else { (plain, "") };
                    part = next_part(behind);
                    if is_open { value.to_owned() } else { all.expanded(value) }
                }
            };
            all.push(name, value, begun_at);
            if all.all.len() >= MOST_VARIABLES {
                break;
            }
        }
    }
    all.all
}

/// The assignments so far.
struct Assignments<'b> {
    all: Vec<Assignment>,
    /// The place of the last one with each name.
    last: HashMap<String, usize>,
    budget: &'b Budget,
}

impl Assignments<'_> {
    fn push(&mut self, name: &str, value: String, line: u32) {
        self.last.insert(name.to_owned(), self.all.len());
        self.all.push(Assignment { name: name.to_owned(), value, line });
    }

    /// A value with each `${NAME}` of a variable that was assigned before. Others stay as they are.
    fn expanded(&self, value: &str) -> String {
        let mut out = String::new();
        let mut rest = value;
        while let Some(at) = rest.find("${") {
            let Some(end) = rest[at..].find('}') else { break };
            // A name without a variable is a step, too.
            if !self.budget.resolve(0) {
                break;
            }
            let name = &rest[at + 2..at + end];
            let assigned = self.last.get(name).and_then(|place| self.all.get(*place));
            out.push_str(&rest[..at]);
            match assigned {
                Some(assigned)
                    if out.len() + assigned.value.len() <= LONGEST_RESOLVED
                        && self.budget.resolve(assigned.value.len()) =>
                {
                    out.push_str(&assigned.value);
                }
                _ => out.push_str(&rest[at..=at + end]),
            }
            rest = &rest[at + end + 1..];
        }
        out + rest
    }
}

/// Words before assignments in POSIX shells.
const POSIX: [&str; 4] = ["export ", "declare -x ", "typeset -x ", "env "];

/// Whether a line can only be a POSIX shell's.
fn is_shell(line: &str) -> bool {
    POSIX.iter().any(|word| line.starts_with(word))
}

/// Where the next assignment in a value begins, or the next `export` behind a semicolon.
fn next_assignment(value: &str) -> Option<usize> {
    let spaces = value.char_indices().filter(|(_, space)| space.is_whitespace());
    let mut begins = spaces.map(|(at, space)| at + space.len_utf8());
    begins.find(|at| {
        let word = value[*at..].split(char::is_whitespace).next().unwrap_or_default();
        // Looked back only from such a word, so that a long row of spaces is looked at once.
        let is_export = POSIX.iter().any(|known| known.trim_end() == word);
        is_export && value[..*at].trim_end().ends_with(';')
            || word.split_once('=').is_some_and(|(name, _)| {
                name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                    && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            })
    })
}

/// Where the first word of a value ends: at a space, and at a semicolon before it.
fn end_of_word(value: &str) -> usize {
    let end = value.find(char::is_whitespace).unwrap_or(value.len());
    value[..end].trim_end_matches(';').len()
}

/// What stands behind a value in its line.
fn next_part(behind: &str) -> &str {
    behind.trim_start_matches(|c: char| c.is_whitespace() || c == ';').trim_end()
}

/// The name and what stands behind the equals sign, if a line is an assignment.
fn assignment_in(line: &str) -> Option<(&str, &str)> {
    let line = line.strip_suffix(';').unwrap_or(line).trim();
    let powershell = line.get(..5).filter(|start| start.eq_ignore_ascii_case("$env:"));
    let line = match powershell {
        Some(_) => &line[5..],
        None => ["export ", "declare -x ", "typeset -x ", "set -x ", "set ", "SET ", "setx ", "env "]
            .iter()
            .find_map(|word| line.strip_prefix(word))
            .unwrap_or(line)
            .trim_start(),
    };
    // In cmd, `set "NAME=value"`.
    let line = line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).unwrap_or(line);
    let (name, value) = line.split_once('=')?;
    let name = name.trim();
    let is_name = !name.is_empty()
        && name.len() <= 200
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    is_name.then(|| (name, value.trim()))
}

/// Where a part of a text begins in it.
fn offset_of(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len())
}

/// Where a value in quotes ends, behind the opening quote.
fn end_of_quoted(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            _ if character == quote => return Some(at),
            _ => {}
        }
    }
    None
}

/// What the escapes in double quotes mean.
fn unescaped(text: &str, quote: char) -> String {
    if quote == '\'' {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            out.push(character);
            continue;
        }
        match characters.next() {
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('t') => out.push('\t'),
            Some(same @ ('"' | '\\' | '$' | '`')) => out.push(same),
            Some(other) => out.extend(['\\', other]),
            None => out.push('\\'),
        }
    }
    out
}

/// A value without the comment behind it.
fn without_comment(value: &str) -> &str {
    if value.starts_with('#') {
        return "";
    }
    let comment = [" #", "\t#"].iter().filter_map(|mark| value.find(mark)).min();
    comment.map_or(value, |at| value[..at].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, u32)> {
        let all = assignments(text, &Budget::default());
        all.into_iter().map(|one| (one.name, one.value, one.line)).collect()
    }

    #[test]
    fn assignments_are_read_as_shells_and_tools_write_them() {
        for (text, value) in [
            ("A=b", "b"),
            ("export A=b", "b"),
            ("set A=b", "b"),
            ("set \"A=b c\"", "b c"),
            ("$env:A = \"b c\"", "b c"),
            ("A='b # c'", "b # c"),
            ("A=b # a comment", "b"),
            ("A=b#c", "b#c"),
            ("A=\"b\\nc\"", "b\nc"),
            ("A = b", "b"),
            ("A=5jL%'}/+~,(", "5jL%'}/+~,("),
            ("A=a$b$$c", "a$b$$c"),
            ("A=", ""),
            ("A=\"open", "\"open"),
        ] {
            assert_eq!(read(text), [("A".to_owned(), value.to_owned(), 1)], "{text}");
        }
        assert_eq!(read("# A=b\n\nno assignment\n"), []);
    }

    #[test]
    fn a_value_in_quotes_may_have_lines_and_the_lines_behind_it_keep_their_numbers() {
        let text = "KEY=\"-----BEGIN\nabc\n-----END\"\nB=${KEY}x\n";
        let key = "-----BEGIN\nabc\n-----END".to_owned();
        let expected = [("KEY".to_owned(), key.clone(), 1), ("B".to_owned(), key + "x", 4)];
        assert_eq!(read(text), expected);
    }

    #[test]
    fn variables_that_multiply_stay_within_bounds() {
        let mut text = format!("A0={}\n", "x".repeat(100));
        for number in 1..40 {
            text += &format!("A{number}=${{A{0}}}${{A{0}}}\n", number - 1);
        }
        let longest = read(&text).iter().map(|(_, value, _)| value.len()).max().unwrap();
        assert!(longest <= LONGEST_RESOLVED + 200, "{longest}");
    }
}
