//! What stands in place of a secret that was hidden, left out or never filled in.

use zeroize::Zeroizing;

/// The longest text in brackets, or in words, that is a placeholder.
const LONGEST: usize = 60;
/// The most letters and digits beside brackets that are no key.
const BESIDE_BRACKETS: usize = 32;
/// Words in place of a secret.
const SAID: [&str; 7] =
    ["redacted", "masked", "hidden", "changeme", "change-me", "your-private-key", "your_private_key"];
/// Words in place of a key between BEGIN and END lines, which say already that a key belongs there.
const SAID_INSIDE: [&str; 14] = [
    "redacted",
    "masked",
    "hidden",
    "changeme",
    "your",
    "insert",
    "paste",
    "placeholder",
    "example",
    "snip",
    "omitted",
    "removed",
    "keyhere",
    "goeshere",
];
/// What is in place of a part that was left out. GitHub masks each line of a secret with asterisks.
const LEFT_OUT: [&str; 5] = ["***", "...", "…", "•••", "●●●"];

/// Whether this is asterisks or dots, or words in place of a secret.
pub(super) fn is_placeholder(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let hidden = |character: char| matches!(character, '*' | '\u{2022}' | '\u{25cf}' | '.' | '\u{2026}');
    let in_brackets = value.starts_with('<') && value.ends_with('>') && value.len() <= LONGEST;
    !value.is_empty()
        && (value.chars().all(hidden)
            || in_brackets
            || SAID.iter().any(|word| lower.contains(word) && value.len() <= LONGEST))
}

/// Whether a placeholder is between BEGIN and END lines.
pub(in super::super) fn is_placeholder_inside(body: &str) -> bool {
    LEFT_OUT.iter().any(|mark| body.contains(mark)) || is_in_brackets(body) || is_said(body)
}

/// `<your key>`, `[REDACTED]`, `{{ key }}`, with hardly anything beside it.
fn is_in_brackets(body: &str) -> bool {
    let (mut depth, mut inside, mut beside) = (0_usize, 0, 0);
    for character in body.chars() {
        match character {
            '<' | '[' | '{' => depth += 1,
            '>' | ']' | '}' => depth = depth.saturating_sub(1),
            _ if !character.is_alphanumeric() => {}
            _ if depth > 0 => inside += 1,
            _ => beside += 1,
        }
    }
    inside > 0 && depth == 0 && beside < BESIDE_BRACKETS
}

/// A few words, or the same letter again and again.
fn is_said(body: &str) -> bool {
    let letters = || body.chars().filter(char::is_ascii_alphanumeric);
    let mut others = letters().skip_while(|letter| matches!(letter, 'x' | 'X'));
    if letters().count() > 0 && others.next().is_none() {
        return true;
    }
    // Every key begins with an M in Base64.
    if letters().count() > LONGEST || letters().next() == Some('M') {
        return false;
    }
    let said: Zeroizing<String> =
        Zeroizing::new(letters().map(|letter| letter.to_ascii_lowercase()).collect());
    SAID_INSIDE.iter().any(|word| said.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_between_begin_and_end_lines() {
        for body in [
            "\n***\n***\n",
            "\\n...\\n",
            "\n…\n",
            "MIIEvQIBADANBg...",
            "\n<your key>\n",
            "\n[REDACTED]\n",
            "{{ .Values.key }}",
            "\nREDACTED\n",
            "\nYOUR PRIVATE KEY HERE\n",
            "xxxxxxxxxxxxxxxx\nxxxx",
        ] {
            assert!(is_placeholder_inside(body), "{body}");
        }
    }

    #[test]
    fn broken_keys_are_none() {
        for body in [
            "",
            "\n",
            "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj*",
            "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj<br>MzEfYyjiWA4R4<br>",
            "MC4CAQAwBQYDK2VwBCIEIyourexample",
        ] {
            assert!(!is_placeholder_inside(body), "{body}");
        }
    }
}
