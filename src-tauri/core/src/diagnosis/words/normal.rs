//! Words as they are compared: in lower case, without punctuation, entities and examples in brackets. `client_id`,
//! `clientId`, `'client-id'` and `Client ID` are one.

/// A text as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Normal(String);

impl Normal {
    /// These texts, each for itself.
    pub(super) fn of(texts: &[&str]) -> Self {
        let spellings = texts.iter().map(|text| {
            let text = without_examples(&html_escape::decode_html_entities(text));
            let (together, apart) = (plain(&text), plain(&with_words_apart(&text)));
            if together == apart { together } else { format!("{together}|{apart}") }
        });
        // Between two stands a sign that no words have.
        Self(spellings.collect::<Vec<_>>().join("|"))
    }

    /// Whether these words are in the text: one after the other, with anything between them where they have ` .. `. `*`
    /// at the end of a word stands for any ending.
    pub(super) fn say(&self, words: &str) -> bool {
        self.0.split('|').any(|spelling| {
            let mut rest = Some(spelling);
            for piece in words.split(" .. ") {
                rest = rest.and_then(|rest| after(rest, piece));
            }
            rest.is_some()
        })
    }
}

/// What follows a piece in a text, with the space before it.
fn after<'t>(text: &'t str, piece: &str) -> Option<&'t str> {
    let wanted = match piece.strip_suffix('*') {
        Some(start) => format!(" {start}"),
        None => format!(" {piece} "),
    };
    let end = text.find(&wanted)? + wanted.len();
    let rest = &text[end - 1..];
    Some(&rest[rest.find(' ').unwrap_or(rest.len())..])
}

/// In lower case, each word between single spaces.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    for character in text.chars() {
        match character {
            '\'' | '"' | '`' | '´' | '‘' | '’' | '“' | '”' => {}
            _ if character.is_alphanumeric() => out.extend(character.to_lowercase()),
            _ if !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
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
