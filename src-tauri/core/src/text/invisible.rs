//! Makes invisible characters visible: control characters, and those that reverse the writing direction or take no room.
//! They appear as JSON escapes, so that they cannot change how the rest reads. The page does the same where it shows a
//! server's own words.

/// Line ends and tabs of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineEnds {
    /// They stay.
    Stay,
    /// They are made visible, too.
    Shown,
}

/// The text with each invisible character written as `\u202e`.
pub(crate) fn show_invisible(text: &str, line_ends: LineEnds) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\t' if line_ends == LineEnds::Stay => shown.push(character),
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            _ if is_invisible(character) => {
                let mut units = [0; 2];
                character
                    .encode_utf16(&mut units)
                    .iter()
                    .for_each(|unit| shown.push_str(&format!("\\u{unit:04x}")));
            }
            _ => shown.push(character),
        }
    }
    shown
}

/// Whether a character cannot be seen, or changes how others are read. Joiners are not among them: scripts and emoji need them.
pub(crate) fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}'
                | '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_named_and_the_rest_stays() {
        let text = "a\u{202E}b\u{0}\u{9B}\u{E0041}\u{200D}ü\n\tc\r";
        assert_eq!(
            show_invisible(text, LineEnds::Stay),
            "a\\u202eb\\u0000\\u009b\\udb40\\udc41\u{200D}ü\n\tc\\r"
        );
        assert!(show_invisible(text, LineEnds::Shown).ends_with("ü\\n\\tc\\r"));
    }
}
