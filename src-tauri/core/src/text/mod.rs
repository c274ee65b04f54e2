//! Helpers for text that people type and servers send: shorten it, find stray white space, and name invisible
//! characters (`invisible.rs` makes all of them visible), and bound how much of it is shown and stored (`allowance.rs`).

mod allowance;
mod invisible;

pub(crate) use allowance::Allowance;
pub(crate) use invisible::{LineEnds, is_invisible, show_invisible};

use serde::{Deserialize, Serialize};

/// The longest text that fits into a sentence or a row of a list, in characters.
const LONGEST_SHOWN: usize = 80;

/// Where a text has white space that it must not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum WhiteSpace {
    /// Spaces or tabs before or after the text.
    Around,
    /// A line end before, after or inside the text.
    LineEnd,
    /// Spaces or tabs inside the text.
    Within,
}

/// The first 80 characters of a text, followed by `…` if there are more.
pub(crate) fn shorten(text: &str) -> String {
    let mut characters = text.chars();
    let start: String = characters.by_ref().take(LONGEST_SHOWN).collect();
    if characters.next().is_some() { start + "…" } else { start }
}

/// The beginning of a text, at most so many bytes, up to a whole character.
pub(crate) fn beginning(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

/// Finds white space that a text must not have; `None` if there is none.
pub(crate) fn white_space_in(text: &str) -> Option<WhiteSpace> {
    if text.contains(['\n', '\r']) {
        Some(WhiteSpace::LineEnd)
    } else if text.trim() != text {
        Some(WhiteSpace::Around)
    } else if text.contains(char::is_whitespace) {
        Some(WhiteSpace::Within)
    } else {
        None
    }
}

/// Quotation marks, straight and typographic, as they come along from a file or a document.
pub(crate) const QUOTATION_MARKS: [char; 12] =
    ['"', '\'', '`', '“', '”', '„', '‘', '’', '‚', '«', '»', '\u{FF02}'];

/// Whether a text is in quotation marks, straight or typographic, as happens when it is copied from a file or
/// document.
pub(crate) fn is_quoted(text: &str) -> bool {
    text.starts_with(QUOTATION_MARKS) && text.ends_with(QUOTATION_MARKS) && text.chars().count() > 1
}

/// The longest text that a correction is offered for, in bytes. A finding holds no longer text whole.
pub(crate) const LONGEST_CORRECTED: usize = 1024;

/// A corrected text, if it can be offered.
pub(crate) fn correction(corrected: String) -> Option<String> {
    (corrected.len() <= LONGEST_CORRECTED).then_some(corrected)
}

/// A text without white space. A byte order mark is none of Unicode's white space, and comes along with it.
pub(crate) fn without_white_space(text: &str) -> String {
    text.replace(|c: char| c.is_whitespace() || c == '\u{FEFF}', "")
}

/// A character in a form that a person can recognise: itself if it is visible, otherwise its code point, for
/// example `U+200B`.
pub(crate) fn name_character(character: char) -> String {
    if character.is_alphanumeric() || character.is_ascii_graphic() {
        character.to_string()
    } else {
        format!("U+{:04X}", u32::from(character))
    }
}
