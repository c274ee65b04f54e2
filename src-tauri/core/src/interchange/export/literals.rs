//! Text as a string literal: one function for each language. Each literal stands in one line and has only visible
//! characters, so that no text can end it, and none can change how the code around it reads.

use crate::text::is_invisible;

/// A comment in any of the languages: one line, with nothing that any of them reads as an escape, as the end of the
/// comment or as an instruction.
pub(super) fn comment(text: &str) -> String {
    const LONGEST: usize = 120;
    let kept = |c: char| {
        let harmless = if c.is_ascii() {
            c.is_ascii_alphanumeric() || " .,;@&()[]+=_-/|'~^".contains(c)
        } else {
            !is_invisible(c)
        };
        if harmless { c } else { '_' }
    };
    let mut comment: String = text.chars().map(kept).take(LONGEST).collect();
    if text.chars().nth(LONGEST).is_some() {
        comment.push('…');
    }
    comment
}

/// A URL in a comment. It is ASCII, and a percent sign in it means nothing there.
pub(super) fn url_comment(url: &url::Url) -> String {
    let shown = format!("{}{}", url.origin().ascii_serialization(), url.path());
    let harmless = |c: char| c.is_ascii_alphanumeric() || ":/.-_[]~%".contains(c);
    shown.chars().map(|c| if harmless(c) { c } else { '_' }).collect()
}

/// Writes each character with `write`, between these quotes.
fn quoted(text: &str, quotes: (&str, &str), write: impl Fn(char, &mut String)) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push_str(quotes.0);
    text.chars().for_each(|c| write(c, &mut literal));
    literal.push_str(quotes.1);
    literal
}

/// `\u` and four digits for each UTF-16 unit.
fn push_utf16(c: char, literal: &mut String) {
    let mut units = [0; 2];
    c.encode_utf16(&mut units).iter().for_each(|unit| literal.push_str(&format!("\\u{unit:04x}")));
}

/// bash. What is visible stands in single quotes, in which nothing is expanded. Otherwise it is `$'…'` with the bytes
/// of UTF-8, which mean the same in every locale. A shell cannot hold U+0000, which is left out.
pub(super) fn bash(text: &str) -> String {
    if !text.chars().any(is_invisible) {
        return super::shell::quote(text);
    }
    quoted(text, ("$'", "'"), |c, literal| match c {
        '\0' => {}
        '\'' => literal.push_str("\\'"),
        '\\' => literal.push_str("\\\\"),
        '\n' => literal.push_str("\\n"),
        _ if is_invisible(c) => {
            let mut bytes = [0; 4];
            // Three octal digits end an escape, whatever follows.
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| literal.push_str(&format!("\\{byte:03o}")));
        }
        _ => literal.push(c),
    })
}

/// JavaScript, ES5 and newer.
pub(super) fn javascript(text: &str) -> String {
    quoted(text, ("'", "'"), |c, literal| match c {
        '\'' => literal.push_str("\\'"),
        '\\' => literal.push_str("\\\\"),
        '\n' => literal.push_str("\\n"),
        _ if is_invisible(c) => push_utf16(c, literal),
        _ => literal.push(c),
    })
}

/// An entry of an object in JavaScript, from two expressions. `__proto__` would be the object's prototype, unless it is
/// computed.
pub(super) fn javascript_entry(name: &str, value: &str) -> String {
    let bare = name.trim_matches('\'');
    let identifier = !bare.is_empty()
        && bare.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && bare.starts_with(|c: char| c.is_ascii_alphabetic());
    match name {
        _ if identifier => format!("{bare}: {value},"),
        "'__proto__'" => format!("[{name}]: {value},"),
        _ => format!("{name}: {value},"),
    }
}

/// Python 3.
pub(super) fn python(text: &str) -> String {
    quoted(text, ("\"", "\""), |c, literal| match c {
        '"' => literal.push_str("\\\""),
        '\\' => literal.push_str("\\\\"),
        '\n' => literal.push_str("\\n"),
        _ if is_invisible(c) => literal.push_str(&format!("\\U{:08x}", u32::from(c))),
        _ => literal.push(c),
    })
}

/// Java. It reads `\u000a` as a line end before it reads literals, so control characters are octal. Everything but
/// ASCII is escaped, because its compiler may read a file in another encoding.
pub(super) fn java(text: &str) -> String {
    quoted(text, ("\"", "\""), |c, literal| match c {
        '"' => literal.push_str("\\\""),
        '\\' => literal.push_str("\\\\"),
        '\n' => literal.push_str("\\n"),
        _ if c.is_ascii_control() => literal.push_str(&format!("\\{:03o}", u32::from(c))),
        _ if !c.is_ascii() => push_utf16(c, literal),
        _ => literal.push(c),
    })
}

/// Go.
pub(super) fn go(text: &str) -> String {
    // Go and Python spell these escapes alike.
    python(text)
}

/// PHP. In single quotes only the quote and the backslash mean something.
pub(super) fn php(text: &str) -> String {
    if !text.chars().any(is_invisible) {
        return quoted(text, ("'", "'"), |c, literal| match c {
            '\'' => literal.push_str("\\'"),
            '\\' => literal.push_str("\\\\"),
            _ => literal.push(c),
        });
    }
    in_double_quotes(text, &['$'])
}

/// Ruby. In single quotes only the quote and the backslash mean something.
pub(super) fn ruby(text: &str) -> String {
    if !text.chars().any(is_invisible) {
        return php(text);
    }
    in_double_quotes(text, &['#'])
}

/// Double quotes of PHP and Ruby, in which `expands` would begin an expression.
fn in_double_quotes(text: &str, expands: &[char]) -> String {
    quoted(text, ("\"", "\""), |c, literal| match c {
        '"' => literal.push_str("\\\""),
        '\\' => literal.push_str("\\\\"),
        '\n' => literal.push_str("\\n"),
        _ if expands.contains(&c) => literal.extend(['\\', c]),
        _ if is_invisible(c) => literal.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
        _ => literal.push(c),
    })
}

/// C#.
pub(super) fn csharp(text: &str) -> String {
    quoted(text, ("\"", "\""), |c, literal| match c {
        '"' => literal.push_str("\\\""),
        '\\' => literal.push_str("\\\\"),
        '\n' => literal.push_str("\\n"),
        _ if is_invisible(c) => push_utf16(c, literal),
        _ => literal.push(c),
    })
}

/// PowerShell. In single quotes only the quote means something, but PowerShell takes four typographic marks for it, and
/// Windows PowerShell reads files without a byte order mark in an old encoding: everything but visible ASCII is made
/// from its code point.
pub(super) fn powershell(text: &str) -> String {
    let plain = |c: char| c == ' ' || c.is_ascii_graphic();
    if text.chars().all(plain) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut pieces: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if plain(c) {
            let end = rest.find(|c| !plain(c)).unwrap_or(rest.len());
            pieces.push(format!("'{}'", rest[..end].replace('\'', "''")));
            rest = &rest[end..];
        } else {
            pieces.push(format!("[char]::ConvertFromUtf32(0x{:x})", u32::from(c)));
            rest = &rest[c.len_utf8()..];
        }
    }
    // The first operand decides what `+` means.
    format!("('' + {})", pieces.join(" + "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_keeps_names_and_nothing_that_means_something_to_a_language() {
        assert_eq!(comment("Zürich, job (2) 🚀"), "Zürich, job (2) 🚀");
        let hostile = "a\nb\r\u{2028}c\u{202e}\\u000ad?>e*/f-*- x -*-<%`$(id)#{x}coding: y";
        let harmless = comment(hostile);
        assert!(!harmless.contains([
            '\n', '\r', '\u{2028}', '\u{202e}', '\\', '?', '>', '*', '<', '%', '`', '$', '#', ':'
        ]));
        assert_eq!(comment(&"x".repeat(200)).chars().count(), 121);
    }

    #[test]
    fn every_literal_stands_in_one_line_and_is_visible() {
        let text = "'\"\\\n\r\t\0\u{85}\u{2028}\u{202e}\u{200f}\u{E0041}$(id)`id`#{1}${x}%s🚀’é";
        for literal in [bash, javascript, python, java, go, php, ruby, csharp, powershell] {
            let literal = literal(text);
            assert!(!literal.chars().any(is_invisible), "{literal}");
        }
    }
}
