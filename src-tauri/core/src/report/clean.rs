//! Takes secrets out of a report, makes invisible characters visible, and cuts what is too long. In this order: a secret
//! that was altered or cut is no longer recognised.

use super::document::{Block, Document, Kind};
use crate::redaction::Secrets;
use crate::text::{Allowance, LineEnds, show_invisible};

/// The most of all words, in bytes as JSON.
const MOST_WORDS: usize = 96 * 1024;
/// The most of all data in one line each, in bytes as JSON.
const MOST_DATA: usize = 32 * 1024;
/// The most of each text of several lines, in bytes as JSON.
const MOST_OF_TEXT: usize = 32 * 1024;

/// The document without these secrets, and fit to be written.
pub(super) fn cleaned(mut document: Document, secrets: &Secrets) -> Document {
    hide(&mut document, secrets);
    let (mut words, mut data) = (Allowance::to_store(MOST_WORDS), Allowance::to_store(MOST_DATA));
    document.visit(|kind, text| match kind {
        Kind::Words => {
            // One line, whatever a server's own words among them are.
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            *text = show_invisible(&line, LineEnds::Shown);
            words.cut(text);
        }
        Kind::Data => {
            *text = show_invisible(text, LineEnds::Shown);
            data.cut(text);
        }
        Kind::Lines => *text = show_invisible(&text.replace("\r\n", "\n"), LineEnds::Stay),
    });
    let blocks = document.sections.iter_mut().flat_map(|section| &mut section.blocks);
    for block in blocks {
        if let Block::Text(text) = block {
            text.only_beginning |= !Allowance::to_store(MOST_OF_TEXT).cut_unmarked(&mut text.text);
        }
    }
    document
}

/// Data is searched together, because a secret may be split over several values; words are searched each alone.
fn hide(document: &mut Document, secrets: &Secrets) {
    let mut data = Vec::new();
    document.visit(|kind, text| match kind {
        Kind::Words => *text = secrets.hide(text).into_owned(),
        Kind::Data | Kind::Lines => data.push(std::mem::take(text)),
    });
    let data: Vec<&str> = data.iter().map(String::as_str).collect();
    let mut hidden = secrets.hide_together(&data).into_iter();
    document.visit(|kind, text| {
        if kind != Kind::Words {
            *text = hidden.next().unwrap_or_default();
        }
    });
}
