//! A report as Markdown (CommonMark, and what GitHub adds to it). Data is in code spans and fences that are longer than
//! any run of their character in it; in words, every character that means something is escaped.

use super::document::{Block, Document, Fact, Said};
use super::rich::{Piece, pieces};

/// The shortest fence around code.
const SHORTEST_FENCE: usize = 3;

pub(super) fn write(document: &Document) -> String {
    let mut parts = vec![format!("# {}", words(&document.title))];
    parts.extend(document.lead.iter().map(|sentence| words(sentence)));
    for section in &document.sections {
        parts.push(format!("## {}", words(&section.title)));
        parts.extend(section.blocks.iter().map(|block| write_block(block, &document.beginning_note)));
    }
    parts.join("\n\n") + "\n"
}

fn write_block(block: &Block, beginning_note: &str) -> String {
    match block {
        Block::Heading(text) => format!("### {}", words(text)),
        Block::Sentence(text) => words(text),
        Block::List(name, sentences) => {
            let lines = sentences.iter().map(|sentence| format!("- {}", words(sentence)));
            named(name, &lines.collect::<Vec<_>>().join("\n"))
        }
        Block::Steps(name, sentences) => {
            let lines =
                (1..).zip(sentences).map(|(number, sentence)| format!("{number}. {}", words(sentence)));
            named(name, &lines.collect::<Vec<_>>().join("\n"))
        }
        Block::Facts(facts) => {
            let line = |fact: &Fact| format!("- {}: {}", name_of(&fact.name), said(&fact.value));
            facts.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        Block::Text(text) => {
            let code = named(&text.name, &fenced(&text.text));
            if text.only_beginning { format!("{code}\n\n{}", words(beginning_note)) } else { code }
        }
    }
}

fn named(name: &str, content: &str) -> String {
    format!("**{}:**\n\n{content}", words(name))
}

fn name_of(name: &Said) -> String {
    match name {
        Said::Words(text) => format!("**{}**", words(text)),
        Said::Data(text) => code(text),
    }
}

fn said(said: &Said) -> String {
    match said {
        Said::Words(text) => words(text),
        Said::Data(text) => code(text),
    }
}

/// A sentence with its marks.
fn words(sentence: &str) -> String {
    let piece = |piece: Piece<'_>| match piece {
        Piece::Plain(text) => escaped(text),
        Piece::Bold(text) if text.trim() == text => format!("**{}**", escaped(text)),
        Piece::Bold(text) => escaped(text),
        Piece::Code(text) => code(text),
    };
    let written: String = pieces(sentence).into_iter().map(piece).collect();
    at_line_start(&written)
}

/// A text in which no character means anything. A colon before slashes and what follows `www` would make a link.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let means_something = matches!(
            character,
            '\\' | '`'
                | '*'
                | '_'
                | '{'
                | '}'
                | '['
                | ']'
                | '<'
                | '>'
                | '#'
                | '|'
                | '~'
                | '$'
                | '@'
                | '!'
                | '^'
        );
        let is_link = character == ':' && rest.peek() == Some(&'/')
            || character == '.' && written.to_ascii_lowercase().ends_with("www");
        match character {
            '&' => written.push_str("&amp;"),
            _ if means_something || is_link => written.extend(['\\', character]),
            _ => written.push(character),
        }
    }
    written
}

/// Escapes what begins a list or a line at the start of a line.
fn at_line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let at = match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => digits,
        Some(b'-' | b'+' | b'=') if digits == 0 => 0,
        _ => return line.to_owned(),
    };
    format!("{}\\{}", &line[..at], &line[at..])
}

/// A code span (CommonMark 0.31, section 6.1).
fn code(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let fence = "`".repeat(longest_run(text) + 1);
    // One space at each end is taken off again, unless there are only spaces.
    let needs_space = text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']);
    if needs_space && !text.trim_matches(' ').is_empty() {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

/// A fenced code block (CommonMark 0.31, section 4.5).
fn fenced(text: &str) -> String {
    let fence = "`".repeat(SHORTEST_FENCE.max(longest_run(text) + 1));
    format!("{fence}\n{}\n{fence}", text.trim_end_matches('\n'))
}

/// The length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_nothing_but_their_own_marks() {
        assert_eq!(words("Open **Edit claims** and set `aud`."), "Open **Edit claims** and set `aud`.");
        for (text, written) in [
            ("<img src=x>", r"\<img src=x\>"),
            ("[a](https://b)", r"\[a\](https\://b)"),
            ("![a]: b", r"\!\[a\]: b"),
            ("# a", r"\# a"),
            ("- a", r"\- a"),
            ("12. a", r"12\. a"),
            ("a_b *c* ~~d~~ |e| &amp;", r"a\_b \*c\* \~\~d\~\~ \|e\| &amp;amp;"),
            ("www.server.example", r"www\.server.example"),
        ] {
            assert_eq!(words(text), written);
        }
    }

    #[test]
    fn code_ends_only_where_it_shall() {
        for (text, written) in [
            ("a", "`a`"),
            ("a`b", "``a`b``"),
            ("``a``", "``` ``a`` ```"),
            (" a", "`  a `"),
            ("  ", "`  `"),
            ("", ""),
        ] {
            assert_eq!(code(text), written);
        }
        assert_eq!(fenced("a\n```\nb\n````"), "`````\na\n```\nb\n````\n`````");
    }
}
