//! Words as they are compared: in lower case, without punctuation, entities and examples in brackets. `client_id`,
//! `clientId`, `'client-id'` and `Client ID` are one. The sentences of RFC 6749 are left out: they name every cause that
//! an error code can have, and none of them is about this request.

use crate::text::beginning;

/// The most of a text that is compared, in bytes. What servers say is shorter.
const LONGEST: usize = 8 * 1024;
/// The most words from the beginning of one of the standard's sentences to its end.
const LONGEST_SENTENCE: usize = 50;
/// How the sentences of RFC 6749, sections 4.1.2.1 and 5.2, begin and end in servers that repeat them.
const STANDARD: [(&str, &str); 9] = [
    ("the request is missing a required parameter includes", "or is otherwise malformed"),
    ("unknown client no client authentication included", "or unsupported authentication method"),
    ("the provided authorization grant", "or was issued to another client"),
    ("the provided access grant is invalid expired", "revoked"),
    ("the requested scope is invalid unknown", "malformed"),
    ("the resource owner or authorization server denied", "request"),
    ("the authorization server encountered an unexpected condition", "fulfilling the request"),
    ("the authorization server is currently unable to handle the request", "maintenance of the server"),
    ("the client is not authorized to request", "using this method"),
];

/// Texts as they are compared: the words of each spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Normal(Vec<Vec<String>>);

impl Normal {
    /// These texts, each for itself.
    pub(super) fn of(texts: &[&str]) -> Self {
        let mut spellings = Vec::new();
        for text in texts {
            let text = html_escape::decode_html_entities(beginning(text, LONGEST));
            let text = without_examples(&text);
            let (together, apart) = (words(&text), words(&with_words_apart(&text)));
            if together != apart {
                spellings.extend(without_standard(&apart));
            }
            spellings.extend(without_standard(&together));
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

/// What is left of a text without the standard's sentences, piece by piece.
fn without_standard(text: &[String]) -> Vec<Vec<String>> {
    let mut left = vec![Vec::new()];
    let mut rest = text;
    while let [first, others @ ..] = rest {
        match STANDARD.iter().find_map(|sentence| after_sentence(rest, *sentence)) {
            Some(after) => {
                left.push(Vec::new());
                rest = after;
            }
            None => {
                left.last_mut().into_iter().for_each(|piece| piece.push(first.clone()));
                rest = others;
            }
        }
    }
    left
}

/// What follows the sentence with which a text begins.
fn after_sentence<'t>(text: &'t [String], (begins, ends): (&str, &str)) -> Option<&'t [String]> {
    let begins_here =
        begins.split(' ').enumerate().all(|(at, word)| text.get(at).is_some_and(|it| it == word));
    if !begins_here {
        return None;
    }
    let sentence = &text[..text.len().min(LONGEST_SENTENCE)];
    let length = sentence.len() - after(sentence, ends)?.len();
    Some(&text[length..])
}

/// Without what stands in brackets as an example: "(e.g., unknown client, …)" says nothing about this request.
fn without_examples(text: &str) -> String {
    const BEGINS: [&str; 4] = ["e.g", "for example", "i.e", "such as"];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once('(') {
        out.push_str(before);
        let begins =
            |begins: &&str| inside.get(..begins.len()).is_some_and(|it| it.eq_ignore_ascii_case(begins));
        if BEGINS.iter().any(begins) {
            let Some((_, after)) = inside.split_once(')') else { return out };
            rest = after;
        } else {
            out.push('(');
            rest = inside;
        }
    }
    out + rest
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

    #[test]
    fn the_sentences_of_the_standard_say_nothing_and_the_hint_after_them_does() {
        for (text, hint) in [
            (
                "The request is missing a required parameter, includes an invalid parameter value, includes a parameter more than once, or is otherwise malformed. Unknown audience.",
                "unknown audience",
            ),
            (
                "The request is missing a required parameter, includes an unsupported parameter value (other than grant type), repeats a parameter, includes multiple credentials, utilizes more than one mechanism for authenticating the client, or is otherwise malformed: Unknown audience",
                "unknown audience",
            ),
            (
                "Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method. Unknown audience",
                "unknown audience",
            ),
            (
                "The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client. Unknown audience",
                "unknown audience",
            ),
            (
                "The authorization server is currently unable to handle the request due to a temporary overloading or maintenance of the server. Unknown audience",
                "unknown audience",
            ),
        ] {
            for words in [
                "more than",
                "required parameter",
                "unknown client",
                "authentication method",
                "expired",
                "maintenance",
                "revoked",
                "multiple credentials",
            ] {
                assert!(!says(text, words), "{words}: {text}");
            }
            assert!(says(text, hint), "{text}");
        }
    }

    #[test]
    fn only_the_beginning_of_a_long_text_is_compared() {
        for piece in [
            "(e.g",
            "(e.g)",
            "(",
            "aB",
            "the request is missing a required parameter includes ",
            "\u{1F511} ",
        ] {
            let Normal(spellings) = Normal::of(&[&piece.repeat((1 << 20) / piece.len())]);
            let length: usize = spellings.iter().flatten().map(String::len).sum();
            assert!(length <= 2 * LONGEST, "{piece}: {length}");
        }
    }
}
