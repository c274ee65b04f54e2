//! Text as people type it and servers send it: shortening it, and naming the characters in it that nobody sees.

use serde::{Deserialize, Serialize};

/// The longest text that a sentence or a row of a list has room for, in characters.
const LONGEST_SHOWN: usize = 80;

/// Where white space was seen in a text that must not have any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum WhiteSpace {
    /// Spaces or tabs before or after.
    Around,
    /// A line end before, after or within.
    LineEnd,
    /// Spaces or tabs within.
    Within,
}

/// The first 80 characters of a text, and `…` if it goes on.
pub(crate) fn shorten(text: &str) -> String {
    let mut characters = text.chars();
    let start: String = characters.by_ref().take(LONGEST_SHOWN).collect();
    if characters.next().is_some() { start + "…" } else { start }
}

/// The white space that makes a text another one than it seems; `None` if there is none.
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

/// A character as a person can tell it apart: itself if it can be seen, else its code point, for example `U+200B`.
pub(crate) fn name_character(character: char) -> String {
    if character.is_alphanumeric() || character.is_ascii_graphic() {
        character.to_string()
    } else {
        format!("U+{:04X}", u32::from(character))
    }
}
