//! How much text may still be shown or stored. One allowance serves several texts, so that all of them together stay
//! within it, however many there are. What is left out is marked.

use serde_json::Value;

/// Marks where a text goes on.
const LEFT_OUT: &str = "…";
/// Quotation marks and comma, in bytes.
const AROUND_JSON_TEXT: usize = 3;

/// How many bytes may still be shown or stored.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Allowance {
    left: usize,
    counted: Counted,
}

/// What counts.
#[derive(Clone, Copy, Debug)]
enum Counted {
    /// The text itself and its JSON: what the window shows is in memory, and crosses to the page.
    TextAndJson,
    /// Its JSON, as the store holds it.
    Json,
}

impl Allowance {
    /// For what the window shows: so many bytes, as text and as JSON together.
    pub(crate) fn to_show(bytes: usize) -> Self {
        Self { left: bytes, counted: Counted::TextAndJson }
    }

    /// For what is stored: so many bytes as JSON.
    pub(crate) fn to_store(bytes: usize) -> Self {
        Self { left: bytes, counted: Counted::Json }
    }

    /// Leaves of this text what is still allowed. A text that is cut ends with `…`.
    pub(crate) fn cut(&mut self, text: &mut String) {
        if !self.cut_unmarked(text) {
            text.push_str(LEFT_OUT);
        }
    }

    /// Leaves of this text what is still allowed, and returns whether that is all of it.
    pub(crate) fn cut_unmarked(&mut self, text: &mut String) -> bool {
        let too_much = text.char_indices().find(|(_, character)| !self.takes(self.counted.bytes(*character)));
        let end = too_much.map_or(text.len(), |(at, _)| at);
        let is_all = end == text.len();
        text.truncate(end);
        is_all
    }

    /// Leaves of this list what is still allowed, and returns how many of its texts are left out.
    pub(crate) fn cut_list(&mut self, list: &mut Vec<String>) -> usize {
        let before = list.len();
        list.retain_mut(|text| {
            let stays = self.takes(self.counted.around_text());
            if stays {
                self.cut(text);
            }
            stays
        });
        before - list.len()
    }

    /// Whether all of these texts are still allowed. If not, none is.
    pub(crate) fn takes_whole<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> bool {
        let bytes =
            texts.into_iter().flat_map(str::chars).map(|character| self.counted.bytes(character)).sum();
        self.takes(bytes)
    }

    /// Leaves of the texts and lists in this value what is still allowed.
    pub(crate) fn cut_all(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => self.cut(text),
            Value::Array(items) => items.retain_mut(|item| {
                let stays = self.takes(self.counted.around_text());
                if stays {
                    self.cut_all(item);
                }
                stays
            }),
            Value::Object(members) => members.values_mut().for_each(|member| self.cut_all(member)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Takes so many bytes. Once there are too few, nothing is left: what comes later is less important.
    fn takes(&mut self, bytes: usize) -> bool {
        let left = self.left.checked_sub(bytes);
        self.left = left.unwrap_or(0);
        left.is_some()
    }
}

impl Counted {
    fn bytes(self, character: char) -> usize {
        let as_json = match character {
            '"' | '\\' | '\n' | '\r' | '\t' | '\u{8}' | '\u{C}' => 2,
            '\0'..'\u{20}' => 6,
            _ => character.len_utf8(),
        };
        match self {
            Self::TextAndJson => character.len_utf8() + as_json,
            Self::Json => as_json,
        }
    }

    fn around_text(self) -> usize {
        match self {
            Self::TextAndJson => size_of::<String>() + AROUND_JSON_TEXT,
            Self::Json => AROUND_JSON_TEXT,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_much_stays_as_is_allowed_as_text_and_as_json() {
        for (text, bytes) in [("abc", 6), ("\"\"", 6), ("\u{1}", 7), ("\u{FFFD}", 6), ("\n", 3)] {
            let (mut whole, mut part) = (text.to_owned(), text.to_owned());
            Allowance::to_show(bytes + 1).cut(&mut whole);
            assert_eq!(whole, text);
            Allowance::to_show(bytes - 1).cut(&mut part);
            assert!(part.ends_with('…') && part.chars().count() <= text.chars().count(), "{part}");
            let as_json = serde_json::to_string(text).unwrap().len() - 2;
            assert_eq!(text.len() + as_json, bytes, "counted as it is written");
        }
    }

    #[test]
    fn several_texts_share_one_allowance() {
        let mut allowance = Allowance::to_store(10);
        let mut texts = ["abcdef", "ghijkl", "m"].map(str::to_owned);
        texts.iter_mut().for_each(|text| allowance.cut(text));
        assert_eq!(texts, ["abcdef", "ghij…", "…"]);
    }

    #[test]
    fn a_list_ends_where_nothing_is_allowed_any_more() {
        let mut many: Vec<String> = (0..100_000).map(|number| number.to_string()).collect();
        let left_out = Allowance::to_store(64).cut_list(&mut many);
        assert_eq!(left_out + many.len(), 100_000);
        assert!(serde_json::to_string(&many).unwrap().len() < 72, "{many:?}");
        let mut value = serde_json::json!({ "a": vec![""; 1000], "b": [["x".repeat(1000)]] });
        Allowance::to_show(100).cut_all(&mut value["b"]);
        assert!(value["b"].to_string().len() < 100);
    }
}
