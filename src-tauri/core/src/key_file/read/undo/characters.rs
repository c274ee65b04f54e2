//! Characters that nobody sees, which web pages, chats and word processors leave in a text, and other forms of plain ones.

use super::candidate::{Candidate, unless_same, with_room};

/// The text without invisible characters and the codes that colour a terminal. Other spaces become plain ones, other line
/// ends become plain ones, and full-width letters and ligatures become plain letters.
pub(super) fn undo_invisible(text: &str) -> Vec<Candidate> {
    if text.is_ascii() && !text.contains(['\0', '\u{1b}']) {
        return Vec::new();
    }
    // No character becomes longer.
    let mut plain = with_room(text.len());
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        match character {
            '\u{1b}' => rest = after_code(rest.as_str()).chars(),
            '\u{85}' | '\u{2028}' | '\u{2029}' => plain.push('\n'),
            // The full-width forms of ASCII, in its order.
            '\u{ff01}'..='\u{ff5e}' => {
                plain.extend(char::from_u32(u32::from(character) - 0xff01 + 0x21));
            }
            // A PDF has ligatures where its font has them.
            '\u{fb00}'..='\u{fb06}' => plain.push_str(letters_of(character)),
            _ if is_invisible(character) => {}
            _ if character.is_whitespace() && !character.is_ascii() => plain.push(' '),
            _ => plain.push(character),
        }
    }
    unless_same(text, plain)
}

/// The letters of a ligature.
fn letters_of(ligature: char) -> &'static str {
    match ligature {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        _ => "st",
    }
}

/// Unicode's format characters, and others that show nothing.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\0' | '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffc}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// What follows a code of a terminal (ECMA-48 section 5.4), given the text after ESC.
fn after_code(text: &str) -> &str {
    let Some(code) = text.strip_prefix('[') else { return text };
    let parameters = code.trim_start_matches(|character| matches!(character, '\u{20}'..='\u{3f}'));
    let mut rest = parameters.chars();
    rest.next();
    rest.as_str()
}
