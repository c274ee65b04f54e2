//! A report as plain text. Data of several lines is indented, so that nothing in it looks like a title.

use super::document::{Block, Document, Fact, Said};
use super::rich::plain;

/// What stands before each line of a text.
const INDENT: &str = "    ";

pub(super) fn write(document: &Document) -> String {
    let title = plain(&document.title);
    let mut parts = vec![underlined(&title, '=')];
    parts.extend(document.lead.iter().map(|sentence| plain(sentence)));
    for section in &document.sections {
        parts.push(underlined(&plain(&section.title), '-'));
        parts.extend(section.blocks.iter().map(|block| write_block(block, &document.beginning_note)));
    }
    parts.join("\n\n") + "\n"
}

fn underlined(title: &str, line: char) -> String {
    format!("{title}\n{}", line.to_string().repeat(title.chars().count()))
}

fn write_block(block: &Block, beginning_note: &str) -> String {
    match block {
        Block::Heading(text) | Block::Sentence(text) => plain(text),
        Block::List(name, sentences) => {
            let lines = sentences.iter().map(|sentence| format!("- {}", plain(sentence)));
            named(name, lines.collect())
        }
        Block::Steps(name, sentences) => {
            let lines =
                (1..).zip(sentences).map(|(number, sentence)| format!("{number}. {}", plain(sentence)));
            named(name, lines.collect())
        }
        Block::Facts(facts) => {
            let line = |fact: &Fact| format!("{}: {}", said(&fact.name), said(&fact.value));
            facts.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        Block::Text(text) => {
            let lines = text.text.lines().map(|line| format!("{INDENT}{line}"));
            let note = text.only_beginning.then(|| plain(beginning_note));
            named(&text.name, lines.chain(note).collect())
        }
    }
}

fn named(name: &str, lines: Vec<String>) -> String {
    format!("{}:\n{}", plain(name), lines.join("\n"))
}

fn said(said: &Said) -> String {
    match said {
        Said::Words(text) => plain(text),
        Said::Data(text) => text.clone(),
    }
}
