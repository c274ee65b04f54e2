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

/// Whether a value is a placeholder. `secret`: it stands where a secret belongs, which has no spaces.
pub(super) fn is_placeholder(text: &str, name: &str, secret: bool) -> bool {
    let text = text.trim();
    if text.contains("-----BEGIN") {
        return false;
    }
    let lower = text.to_lowercase();
    let letters: String = lower.chars().filter(char::is_ascii_alphanumeric).collect();
    let enclosed =
        |open: char, close: char| text.starts_with(open) && text.ends_with(close) && text.len() > 1;
    if enclosed('<', '>')
        || enclosed('[', ']') && !text.starts_with("[\"")
        || enclosed('%', '%') && text.len() > 2
    {
        return true;
    }
    if letters.is_empty() {
        // Asterisks, dots, dashes.
        return true;
    }
    // `xxxx`, `0000`, `xxxx-xxxx`; but the demo client is thirty times the letter a.
    let first = letters.chars().next();
    if letters.len() >= 3 && letters.chars().all(|letter| Some(letter) == first) && !letters.starts_with('a')
    {
        return true;
    }
    let name: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    if letters == name {
        return true;
    }
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_word = |word: &&str| WORDS.contains(word);
    let all = words
        .iter()
        .all(|word| is_word(word) || word.len() <= 3 || ["client", "key", "here", "host"].contains(word));
    let begins = words.first().is_some_and(is_word);
    match words.len() {
        0 => true,
        1 => begins && (letters == words[0]) && WORDS.contains(&letters.as_str()),
        _ if secret && text.contains(' ') => true,
        _ => {
            begins
                && (all
                    || text.contains(' ')
                    || words.iter().any(|word| {
                        ["id", "secret", "key", "here", "password", "client", "host", "hostname"]
                            .contains(word)
                    }))
        }
    }
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
