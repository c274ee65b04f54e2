//! Values in `.env` files. There is no standard for them: what is written here means the same to Node's dotenv, to
//! Python's, and to a POSIX shell.

/// The value, quoted as it needs to be; `None` if there is no way to write it.
pub(super) fn value(text: &str) -> Option<String> {
    let bare = |c: char| c.is_ascii_alphanumeric() || "_./:@-".contains(c);
    if !text.is_empty() && text.chars().all(bare) {
        return Some(text.into());
    }
    // Nothing is expanded in single quotes; a backslash before the closing quote would escape it for some.
    let single = !text.contains(['\'', '\0', '\r']) && !text.ends_with('\\');
    // In double quotes, variables, escapes and backticks are expanded.
    let double = !text.contains(['"', '\\', '$', '`', '\0', '\r', '\n']);
    if single && !text.contains('\\') {
        Some(format!("'{text}'"))
    } else if double {
        Some(format!("\"{text}\""))
    } else if single && !text.contains("\\\\") {
        // Python's dotenv reads two backslashes as one, and leaves one alone.
        Some(format!("'{text}'"))
    } else {
        None
    }
}

/// PEM in one line, with `\n` for its line ends: in double quotes, most readers of `.env` files make line ends of them.
pub(super) fn pem_in_one_line(pem: &str) -> String {
    let lines: Vec<&str> = pem.lines().collect();
    format!("\"{}\\n\"", lines.join("\\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_quoted_as_it_needs_to_be() {
        assert_eq!(value("abc_1.2/3:4@5-6").as_deref(), Some("abc_1.2/3:4@5-6"));
        assert_eq!(value("").as_deref(), Some("''"));
        assert_eq!(value("a b#$(id)\n\"`").as_deref(), Some("'a b#$(id)\n\"`'"));
        assert_eq!(value("it's").as_deref(), Some("\"it's\""));
        assert_eq!(value("it's $HOME"), None);
        assert_eq!(value("a\\b").as_deref(), Some("'a\\b'"));
        assert_eq!(value("ends with \\").as_deref(), None);
    }
}
