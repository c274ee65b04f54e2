//! Which values only show where a value belongs: `<client_secret>`, asterisks, a sentence in English.

/// Words that stand alone or at the beginning where a value belongs.
const WORDS: [&str; 32] = [
    "your",
    "my",
    "change",
    "changeme",
    "replace",
    "insert",
    "enter",
    "paste",
    "add",
    "put",
    "todo",
    "tbd",
    "fixme",
    "none",
    "null",
    "undefined",
    "nil",
    "placeholder",
    "dummy",
    "sample",
    "secret",
    "password",
    "clientid",
    "clientsecret",
    "apikey",
    "example",
    "xxx",
    "string",
    "value",
    "here",
    "redacted",
    "hidden",
];

/// Words that follow those.
const MORE_WORDS: [&str; 18] = [
    "id", "secret", "key", "here", "password", "client", "host", "hostname", "instance", "realm", "sandbox",
    "domain", "api", "me", "it", "server", "file", "path",
];

/// Whether a value is a placeholder. `secret`: it stands where a secret belongs, which has no spaces.
pub(super) fn is_placeholder(text: &str, name: &str, secret: bool) -> bool {
    let text = text.trim();
    if text.contains("-----BEGIN") {
        return false;
    }
    let letters: String =
        text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect();
    // Asterisks, dots, dashes.
    if letters.is_empty() || is_enclosed(text) {
        return true;
    }
    // `xxxx`, `0000`, `xxxx-xxxx`; but the demo client is thirty times the letter a.
    let first = letters.chars().next();
    if letters.len() >= 3 && letters.chars().all(|letter| Some(letter) == first) && !letters.starts_with('a')
    {
        return true;
    }
    if letters == super::names::folded(name) || secret && text.contains(' ') {
        return true;
    }
    // A real secret has more than letters.
    let is_plain = |c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '_' | '.' | ',' | '\'' | '"');
    if !text.chars().all(is_plain) {
        return false;
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).collect();
    let [first, rest @ ..] = words.as_slice() else { return true };
    let follows = |word: &&str| WORDS.contains(word) || MORE_WORDS.contains(word);
    WORDS.contains(first) && (rest.is_empty() || rest.iter().any(follows) || text.contains(' '))
}

/// Whether it is a name or a sentence in brackets, or a variable of cmd.
fn is_enclosed(text: &str) -> bool {
    let inner = |open: char, close: char| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let is_word =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | ',' | '\'' | '/' | ':');
    let is_named = |inner: &str| !inner.is_empty() && inner.chars().all(is_word);
    let of_cmd = |inner: &str| {
        !inner.is_empty() && inner.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
    };
    inner('<', '>').is_some_and(is_named)
        || inner('[', ']').is_some_and(is_named)
        || inner('%', '%').is_some_and(of_cmd)
}

/// Whether this is the public demo client: thirty times the letter a.
pub(super) fn is_demo_client(text: &str) -> bool {
    text.len() == 30 && text.bytes().all(|byte| byte == b'a')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_shows_where_a_value_belongs_is_no_value() {
        for text in [
            "<client_secret>",
            "xxxx",
            "********",
            "XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX",
            "your-client-id",
            "YOUR_CLIENT_SECRET",
            "your client secret here",
            "Ask your administrator for it",
            "changeme",
            "change-me",
            "[-------insert your clientId here---------------]",
            "...",
            "client-id",
            "<paste key here>",
            "insert_secret_here",
            "%CLIENT_SECRET%",
            "00000000-0000-0000-0000-000000000000",
            "TODO",
            "replace_me",
        ] {
            assert!(is_placeholder(text, "client-id", true), "{text}");
        }
        for text in [
            "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15",
            "5jL_yWlS~PCPNzFI%54%btqt+Ggo|z[yhno2CMj_",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "my5ecretValue",
            "secretsauce99!",
            "oms-export",
            "a1b2",
            "My.Secret/Value+1",
        ] {
            assert!(!is_placeholder(text, "client-secret", true), "{text}");
        }
        assert!(!is_placeholder("zzte-053.dx.commercecloud.salesforce.com", "hostname", false));
        assert!(!is_placeholder("mail roles tenantFilter", "scope", false));
        assert!(is_demo_client("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") && !is_demo_client("aaa"));
    }
}
