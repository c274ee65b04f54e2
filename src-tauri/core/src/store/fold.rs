//! Text as it is searched: without case and diacritics.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The texts as they are searched, one per line.
pub(super) fn fold(texts: &[&str]) -> String {
    let folded = texts.iter().map(|text| {
        // To lower case first, because some letters only decompose after that.
        text.to_lowercase().nfkd().filter(|character| !is_combining_mark(*character)).collect::<String>()
    });
    folded.collect::<Vec<_>>().join("\n")
}

/// The words of a search, folded. All of them have to be in the text.
pub(super) fn words(search: &str) -> Vec<String> {
    fold(&[search]).split_whitespace().map(str::to_owned).collect()
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
}
