//! Takes command lines apart as a shell would: POSIX shells and cmd. Nothing is executed, and no variable is filled in.

use super::limits::{LONGEST_VALUE, MOST_VARIABLES};

/// Whether a text is quoted for cmd: it has carets where a POSIX shell has backslashes.
pub(super) fn is_for_cmd(text: &str) -> bool {
    text.contains("^\"") || text.lines().any(|line| line.trim_end().ends_with('^'))
}

/// The commands in a text, each as its words.
pub(super) fn commands(text: &str) -> Vec<Vec<String>> {
    if is_for_cmd(text) { words_of_cmd(text) } else { words_of_posix(text) }
}

/// Collects words into commands.
#[derive(Default)]
struct Words {
    commands: Vec<Vec<String>>,
    command: Vec<String>,
    word: String,
    /// There is a word, even if it is empty so far.
    begun: bool,
}

impl Words {
    fn push(&mut self, character: char) {
        self.begun = true;
        if self.word.len() < LONGEST_VALUE {
            self.word.push(character);
        }
    }

    fn end_word(&mut self) {
        if std::mem::take(&mut self.begun) && self.command.len() < MOST_VARIABLES {
            self.command.push(std::mem::take(&mut self.word));
        } else {
            self.word.clear();
        }
    }

    fn end_command(&mut self) {
        self.end_word();
        let command = std::mem::take(&mut self.command);
        if !command.is_empty() && self.commands.len() < MOST_VARIABLES {
            self.commands.push(command);
        }
    }

    fn done(mut self) -> Vec<Vec<String>> {
        self.end_command();
        self.commands
    }
}

fn words_of_posix(text: &str) -> Vec<Vec<String>> {
    let mut words = Words::default();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                // A line that goes on in the next one.
                Some('\n') | None => {}
                Some('\r') => {
                    characters.next_if_eq(&'\n');
                }
                Some(same) => words.push(same),
            },
            '\'' => {
                words.begun = true;
                for inner in characters.by_ref().take_while(|inner| *inner != '\'') {
                    words.push(inner);
                }
            }
            '"' => {
                words.begun = true;
                while let Some(inner) = characters.next() {
                    match inner {
                        '"' => break,
                        '\\' => match characters.next() {
                            Some('\n') | None => {}
                            Some(same @ ('"' | '\\' | '$' | '`')) => words.push(same),
                            Some(other) => {
                                words.push('\\');
                                words.push(other);
                            }
                        },
                        _ => words.push(inner),
                    }
                }
            }
            '$' if characters.peek() == Some(&'\'') => {
                characters.next();
                words.begun = true;
                ansi_quoted(&mut characters, &mut words);
            }
            '#' if !words.begun => {
                for _ in characters.by_ref().take_while(|inner| *inner != '\n') {}
                words.end_command();
            }
            '\n' | ';' | '|' | '&' if character != '&' || characters.peek() == Some(&'&') || !words.begun => {
                words.end_command();
            }
            _ if character.is_whitespace() => words.end_word(),
            _ => words.push(character),
        }
    }
    words.done()
}

/// `$'…'`, with the escapes of C.
fn ansi_quoted(characters: &mut std::iter::Peekable<std::str::Chars<'_>>, words: &mut Words) {
    while let Some(inner) = characters.next() {
        match inner {
            '\'' => return,
            '\\' => match characters.next() {
                Some('n') => words.push('\n'),
                Some('r') => words.push('\r'),
                Some('t') => words.push('\t'),
                Some(kind @ ('u' | 'x' | 'U')) => {
                    let most = match kind {
                        'x' => 2,
                        'u' => 4,
                        _ => 8,
                    };
                    let mut code = 0_u32;
                    for _ in 0..most {
                        let Some(digit) = characters.peek().and_then(|digit| digit.to_digit(16)) else {
                            break;
                        };
                        characters.next();
                        code = code.wrapping_mul(16).wrapping_add(digit);
                    }
                    words.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                }
                Some(same) => words.push(same),
                None => return,
            },
            _ => words.push(inner),
        }
    }
}

/// cmd: a caret takes the meaning of the next character; quotes hold words together, and a backslash or another quote
/// makes a quote inside them a character, as the C runtime reads it.
fn words_of_cmd(text: &str) -> Vec<Vec<String>> {
    // First what cmd does: carets. Those inside quotes count only if the quotes themselves have none.
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut quoted = false;
    while let Some(character) = characters.next() {
        match character {
            '^' if !quoted => match characters.next() {
                Some('\r') => {
                    characters.next_if_eq(&'\n');
                    // "copy as cURL" has a line end as two of them.
                    if characters.peek() == Some(&'\n') {
                        characters.next();
                        plain.push('\n');
                    }
                }
                // A line end behind it is taken away; a second one is a character of the word.
                Some('\n') => plain.extend(characters.next_if_eq(&'\n')),
                Some(same) => plain.push(same),
                None => {}
            },
            '"' => {
                quoted = !quoted;
                plain.push('"');
            }
            '\n' if !quoted => plain.push('\u{1}'),
            _ => plain.push(character),
        }
    }
    let mut words = Words::default();
    let mut characters = plain.chars().peekable();
    let mut quoted = false;
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.peek() == Some(&'"') => {
                characters.next();
                words.push('"');
            }
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                words.push('"');
            }
            '"' => {
                quoted = !quoted;
                words.begun = true;
            }
            '\u{1}' => words.end_command(),
            _ if character.is_whitespace() && !quoted => words.end_word(),
            _ => words.push(character),
        }
    }
    words.done()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_the_shell_would_give_the_program() {
        for (text, words) in [
            (r#"curl 'a b' "c \"d\" $e" f\ g"#, vec!["curl", "a b", r#"c "d" $e"#, "f g"]),
            ("curl a \\\n  b", vec!["curl", "a", "b"]),
            (r"curl $'it\'s\u0041'", vec!["curl", "it'sA"]),
            ("curl 'https://x/?a=1&b=2'", vec!["curl", "https://x/?a=1&b=2"]),
            (
                "curl ^\"https://x/?a=1^&b=2^\" ^\n  -d ^\"c=%^2^\"",
                vec!["curl", "https://x/?a=1&b=2", "-d", "c=%2"],
            ),
            ("curl \"a b\" ^\r\n -d \"x\\\"y\"", vec!["curl", "a b", "-d", "x\"y"]),
            ("curl 'open", vec!["curl", "open"]),
        ] {
            assert_eq!(commands(text), [words], "{text}");
        }
        assert_eq!(commands("curl a; curl b && curl c\ncurl d # e").len(), 4);
    }
}
