//! Words as they are compared: in lower case, without punctuation, entities and examples in brackets. `client_id`,
//! `clientId`, `'client-id'` and `Client ID` are one.

/// Texts as they are compared: the words of each spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Normal(Vec<Vec<String>>);

impl Normal {
    /// These texts, each for itself.
    pub(super) fn of(texts: &[&str]) -> Self {
        let mut spellings = Vec::new();
        for text in texts {
            let text = without_examples(&html_escape::decode_html_entities(text));
            let (together, apart) = (words(&text), words(&with_words_apart(&text)));
            if together != apart {
                spellings.push(apart);
            }
            spellings.push(together);
        }
        Self(spellings)
    }

    /// Whether these words are in one of the texts: one after the other, with anything between them where they have
    /// ` .. `. `*` at the end of a word stands for any ending.
    pub(super) fn say(&self, wanted: &str) -> bool {
        self.0.iter().any(|spelling| {
            let mut rest = Some(spelling.as_slice());
            for piece in wanted.split(" .. ") {
                rest = rest.and_then(|rest| after(rest, piece));
            }
            rest.is_some()
        })
    }
}

/// The words that follow the first place of a piece.
fn after<'t>(text: &'t [String], piece: &str) -> Option<&'t [String]> {
    let piece: Vec<&str> = piece.split(' ').collect();
    let fits = |words: &[String]| words.iter().zip(&piece).all(|(word, wanted)| is_word(word, wanted));
    let at = text.windows(piece.len()).position(fits)?;
    Some(&text[at + piece.len()..])
}

fn is_word(word: &str, wanted: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => word == wanted,
    }
}

/// The words of a text in lower case. Quotation marks and apostrophes do not separate any.
fn words(text: &str) -> Vec<String> {
    const QUOTES: [char; 8] = ['\'', '"', '`', '´', '‘', '’', '“', '”'];
    let plain: String = text.chars().filter(|c| !QUOTES.contains(c)).flat_map(char::to_lowercase).collect();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// With a space before each capital letter that follows a small one.
fn with_words_apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for character in text.chars() {
        if before.is_lowercase() && character.is_uppercase() {
            out.push(' ');
        }
        out.push(character);
        before = character;
    }
    out
}

/// Without what stands in brackets as an example: "(e.g., unknown client, …)" says nothing about this request.
fn without_examples(text: &str) -> String {
    const BEGINS: [&str; 4] = ["(e.g", "(for example", "(i.e", "(such as"];
    let lower = text.to_ascii_lowercase();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(start) = BEGINS.iter().filter_map(|begins| lower[at..].find(begins)).min() {
        out.push_str(&text[at..at + start]);
        let Some(end) = lower[at + start..].find(')') else { return out };
        at += start + end + 1;
    }
    out + &text[at..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str, words: &str) -> bool {
        Normal::of(&[text]).say(words)
    }

    #[test]
    fn case_punctuation_and_surroundings_do_not_matter() {
        for text in [
            "Invalid value for 'client_id' parameter.",
            "AM: INVALID VALUE FOR CLIENT-ID!",
            "x; invalid value for &#39;client_id&quot; (400)",
            "InvalidValueForClientId",
            "Invalid+value+for+client_id",
        ] {
            assert!(says(text, "invalid value for client id"), "{text}");
        }
        assert!(says("The user hasn’t approved this consumer", "hasnt approved"));
        assert!(says("The key 'a' was not found", "key .. not found"));
        assert!(says("Tokens expire", "token* .. expire*"));
    }

    #[test]
    fn only_whole_words_in_their_order_count() {
        assert!(!says("not found: the key", "key .. not found"));
        assert!(!says("monkey was not found", "key .. not found"));
        assert!(!says("clientele", "client"));
        assert!(!says("Client authentication failed (e.g., unknown client). Expired", "unknown client"));
        assert!(says("Client authentication failed (e.g., unknown client). Expired", "expired"));
    }
}
