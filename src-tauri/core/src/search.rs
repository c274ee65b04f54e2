//! Searching text: without case and diacritics, and for the words of a text up to a limit for the whole of it, because
//! each word is looked for in each entry.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

const MOST_WORDS: u32 = 16;
const MOST_CHARACTERS: u32 = 400;

/// How much of a text is searched for, if it is longer than that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SearchLimit {
    /// At most this many words.
    pub words: u32,
    /// At most this many characters, counted from the beginning of the text.
    pub characters: u32,
}

impl SearchLimit {
    /// The limit, if this text exceeds it.
    #[must_use]
    pub fn exceeded_by(text: &str) -> Option<Self> {
        let beginning = beginning(text);
        let is_cut = beginning.len() < text.trim().len() || all_words(beginning).len() > MOST_WORDS as usize;
        is_cut.then_some(Self { words: MOST_WORDS, characters: MOST_CHARACTERS })
    }
}

/// The words of a search within the limit, folded. All of them have to be in what is found.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = all_words(beginning(text));
    words.truncate(MOST_WORDS as usize);
    words
}

/// The texts as they are searched, one per line.
pub(crate) fn fold(texts: &[&str]) -> String {
    let folded = texts.iter().map(|text| {
        // To lower case first, because some letters only decompose after that.
        text.to_lowercase().nfkd().filter(|character| !is_combining_mark(*character)).collect::<String>()
    });
    folded.collect::<Vec<_>>().join("\n")
}

/// As much of the text as is searched for.
fn beginning(text: &str) -> &str {
    let text = text.trim();
    let end = text.char_indices().nth(MOST_CHARACTERS as usize).map_or(text.len(), |(end, _)| end);
    text[..end].trim_end()
}

/// Split after folding, because one character can be folded into several words.
fn all_words(text: &str) -> Vec<String> {
    fold(&[text]).split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_diacritics_make_no_difference() {
        for (typed, stored) in
            [("zurich", "Zürich"), ("ÉCOLE", "école"), ("İstanbul", "istanbul"), ("ａｐｉ", "API")]
        {
            assert_eq!(fold(&[typed]), fold(&[stored]));
        }
    }

    #[test]
    fn words_are_separated_by_any_white_space() {
        assert_eq!(words("  Prod\tOMS  "), ["prod", "oms"]);
        assert!(words(" \n ").is_empty());
    }

    #[test]
    fn a_long_text_is_searched_for_up_to_the_limit_and_that_is_known() {
        let limit = Some(SearchLimit { words: MOST_WORDS, characters: MOST_CHARACTERS });
        for (text, searched, exceeded) in [
            ("a ".repeat(16), 16, None),
            ("a ".repeat(17), 16, limit),
            (format!("{}  ", "b".repeat(400)), 1, None),
            ("b".repeat(401), 1, limit),
            (format!("{} c", "é".repeat(400)), 1, limit),
            // One character that is folded into four words.
            ("\u{FDFA}".repeat(100), 16, limit),
        ] {
            assert_eq!(words(&text).len(), searched, "{text}");
            assert_eq!(SearchLimit::exceeded_by(&text), exceeded, "{text}");
        }
        assert_eq!(words(&"é".repeat(1_000)), ["e".repeat(400)]);
    }
}
