//! The text of a document in RTF, as WordPad, Word and TextEdit write it.

use super::super::text::read_single_bytes;
use super::candidate::{Candidate, with_room};

/// How every document begins.
const START: &str = "{\\rtf";
/// The parts of a document that are not its text. `\*` says the same of parts that came later.
const NO_TEXT: [&str; 12] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "fldinst",
    "header",
    "footer",
    "footnote",
    "listtable",
    "filetbl",
];

/// The text of a document.
pub(super) fn undo(text: &str) -> Vec<Candidate> {
    text.find(START).map(|start| text_of(&text[start..])).into_iter().collect()
}

/// What holds within a pair of braces.
#[derive(Clone, Copy)]
struct Group {
    is_text: bool,
    /// How many characters after `\u` are for programs that know no Unicode.
    fallback: usize,
}

/// What follows a backslash.
enum Control<'t> {
    Word(&'t str, Option<i32>),
    Byte(u8),
    Mark(char),
}

fn text_of(document: &str) -> Candidate {
    // No code is shorter than what it stands for.
    let mut text = with_room(document.len());
    let mut outer = Vec::new();
    let mut group = Group { is_text: true, fallback: 1 };
    let mut to_skip = 0;
    let mut rest = document.chars();
    while let Some(character) = rest.next() {
        match character {
            '{' => outer.push(group),
            '}' => match outer.pop() {
                Some(before) if !outer.is_empty() => group = before,
                _ => break,
            },
            '\\' => {
                let Some((control, after)) = control(rest.as_str()) else { break };
                rest = after.chars();
                let is_for_others = to_skip > 0 && matches!(control, Control::Byte(_));
                if is_for_others {
                    to_skip -= 1;
                    continue;
                }
                match control {
                    Control::Mark('*') => group.is_text = false,
                    Control::Word(word, _) if NO_TEXT.contains(&word) => group.is_text = false,
                    Control::Word("uc", Some(count)) => group.fallback = usize::try_from(count).unwrap_or(1),
                    Control::Word("u", Some(_)) => to_skip = group.fallback,
                    _ => {}
                }
                if group.is_text {
                    add(&control, &mut text);
                }
            }
            // Lines of the document are not lines of its text.
            '\n' | '\r' => {}
            _ if to_skip > 0 => to_skip -= 1,
            _ if group.is_text => text.push(character),
            _ => {}
        }
        if matches!(character, '{' | '}') {
            to_skip = 0;
        }
    }
    text
}

/// Splits what follows a backslash from the text after it; `None` at the end of the text.
fn control(text: &str) -> Option<(Control<'_>, &str)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 0 {
        if let Some(byte) = text.strip_prefix('\'').and_then(|digits| digits.get(..2))
            && let Ok(byte) = u8::from_str_radix(byte, 16)
        {
            return Some((Control::Byte(byte), &text[3..]));
        }
        let mark = text.chars().next()?;
        return Some((Control::Mark(mark), &text[mark.len_utf8()..]));
    }
    let (word, after) = text.split_at(letters);
    let sign = usize::from(after.starts_with('-'));
    let digits = after[sign..].bytes().take_while(u8::is_ascii_digit).count();
    let (number, after) = if digits == 0 { ("", after) } else { after.split_at(sign + digits) };
    // A space ends a code and belongs to it.
    Some((Control::Word(word, number.parse().ok()), after.strip_prefix(' ').unwrap_or(after)))
}

/// Adds what a code stands for.
fn add(control: &Control<'_>, text: &mut String) {
    match *control {
        Control::Byte(byte) => text.push_str(&read_single_bytes(&[byte])),
        Control::Mark(mark @ ('\\' | '{' | '}')) => text.push(mark),
        Control::Mark('\n' | '\r') | Control::Word("par" | "line" | "sect" | "page" | "row" | "cell", _) => {
            text.push('\n');
        }
        Control::Mark('~') | Control::Word("tab", _) => text.push(' '),
        Control::Mark('_') => text.push('-'),
        Control::Word("endash", _) => text.push('–'),
        Control::Word("emdash", _) => text.push('—'),
        // Written as a number of 16 bits with a sign.
        Control::Word("u", Some(code)) => {
            text.extend(u32::try_from(code & 0xFFFF).ok().and_then(char::from_u32))
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(document: &str) -> String {
        undo(document).first().map(|text| text.to_string()).unwrap_or_default()
    }

    #[test]
    fn codes_become_what_they_stand_for() {
        assert_eq!(read("{\\rtf1 a\\par\r\nb\\line c\\\nd\\tab e\\~f}"), "a\nb\nc\nd e f");
        assert_eq!(read("{\\rtf1 \\'41\\'96\\{\\}\\\\\\_}"), "A–{}\\-");
        assert_eq!(read("{\\rtf1 \\u8211?x{\\uc2 \\u8212\\'97?y}\\u8211 -z}"), "–x—y–z");
    }

    #[test]
    fn only_the_text_of_the_document_is_taken() {
        assert_eq!(read("{\\rtf1{\\fonttbl{\\f0 Courier;}}{\\*\\generator Word;}{\\b bold}}after"), "bold");
        assert_eq!(read("no document"), "");
    }

    #[test]
    fn whatever_is_wrong_with_it_nothing_breaks() {
        for document in
            ["{\\rtf", "{\\rtf1\\", "{\\rtf1\\'", "{\\rtf1\\'é1}", "{\\rtf1}}}", "{\\rtf1\\u99999999999 ?"]
        {
            assert!(read(document).len() <= document.len());
        }
    }
}
