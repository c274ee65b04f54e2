//! Lines with an offset, the bytes in hexadecimal and maybe their characters, as `xxd`, `hexdump`, `od` and PowerShell print
//! them.

use zeroize::Zeroizing;

/// The bytes on a line of the programs that show them as characters beside it.
const IN_A_LINE: usize = 16;

/// A line of a dump.
struct Line<'t> {
    offset: &'t str,
    /// What follows the offset: each word, and the number of spaces before it.
    words: Vec<(usize, &'t str)>,
}

/// The bytes that a dump shows; and also in the order of a processor that has the lowest byte first, if they are in words.
pub(super) fn bytes_of(text: &str) -> Vec<Zeroizing<Vec<u8>>> {
    let lines: Vec<Line<'_>> = text.lines().filter_map(Line::read).collect();
    // The least space that is between two groups of digits. More of it is before the characters.
    let words = lines.iter().flat_map(|line| line.words.iter().skip(1));
    let space = words.filter(|(_, word)| is_digits(word)).map(|(space, _)| *space).min().unwrap_or(1);
    let groups: Vec<&str> = lines.iter().flat_map(|line| line.groups(space)).collect();
    let Some(width) = groups.first().map(|group| group.len()) else { return Vec::new() };
    let in_order = bytes_in(&groups, false, text.len());
    let are_words = matches!(width, 4 | 8 | 16) && groups.iter().all(|group| group.len() == width);
    if !are_words {
        return vec![in_order];
    }
    let mut swapped = bytes_in(&groups, true, text.len());
    // The last word is filled up with zeros. The last line says how many bytes there are.
    let length = lines.last().filter(|line| line.words.is_empty()).and_then(|line| {
        let is_length = |length: &usize| *length < swapped.len() && *length + width / 2 > swapped.len();
        [16, 8].iter().filter_map(|radix| usize::from_str_radix(line.offset, *radix).ok()).find(is_length)
    });
    if let Some(length) = length {
        swapped.truncate(length);
    }
    vec![in_order, swapped]
}

fn bytes_in(groups: &[&str], are_swapped: bool, room: usize) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(room / 2 + 1));
    for group in groups {
        let start = bytes.len();
        let pairs = group.as_bytes().chunks(2).filter_map(|pair| std::str::from_utf8(pair).ok());
        bytes.extend(pairs.filter_map(|digits| u8::from_str_radix(digits, 16).ok()));
        if are_swapped {
            bytes[start..].reverse();
        }
    }
    bytes
}

fn is_digits(word: &str) -> bool {
    word.len().is_multiple_of(2) && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}

impl<'t> Line<'t> {
    /// `None` if it has no offset: a heading, as PowerShell writes it.
    fn read(line: &'t str) -> Option<Self> {
        let line = line.trim();
        let (offset, rest) = line.split_once([' ', ':', '\t']).unwrap_or((line, ""));
        let is_offset =
            (4..=16).contains(&offset.len()) && offset.bytes().all(|byte| byte.is_ascii_hexdigit());
        let (mut words, mut space) = (Vec::new(), 0);
        for word in rest.trim_start_matches([':', ' ']).split(' ') {
            space += 1;
            if !word.is_empty() {
                words.push((space, word));
                space = 0;
            }
        }
        is_offset.then_some(Self { offset, words })
    }

    /// The groups of digits up to the characters beside them.
    fn groups(&self, space: usize) -> Vec<&'t str> {
        let mut in_line = 0;
        let mut groups = Vec::new();
        for (before, word) in &self.words {
            // One more space can be in the middle.
            let is_after = in_line >= IN_A_LINE
                || *before > space + 1
                || (*before == space + 1 && in_line != IN_A_LINE / 2);
            if is_after && in_line > 0 || !is_digits(word) {
                break;
            }
            in_line += word.len() / 2;
            groups.push(*word);
        }
        groups
    }
}
