//! Base64 anywhere in a text: of a whole text, as platforms keep secrets, or of a structure without BEGIN and END lines.

use base64::Engine as _;
use base64::alphabet::STANDARD as ALPHABET;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

use super::super::boundary::{Edge, boundaries, is_quote};
use super::super::java_keystore;
use super::super::open_ssh;
use super::candidate::{Candidate, with_room};
use super::decoded::{as_block, as_text};

const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &ALPHABET,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// A run begins with a word of at least so many characters.
const SHORTEST_START: usize = 16;
/// The most words at the end of a run that may turn out not to belong to it.
const MOST_AFTER: usize = 6;

/// The text with what its Base64 says in place of it, where that is text.
pub(super) fn undo_text(text: &str) -> Vec<Candidate> {
    replace_runs(text, &Edges { blocks: Vec::new(), alone: Vec::new() }, |run| {
        // Words after the run look like a part of it.
        (0..MOST_AFTER).find_map(|words| {
            let bytes = decode(run.without_last(words)?)?;
            as_text(&bytes).map(|text| (text, words))
        })
    })
}

/// The text with BEGIN and END lines around each structure in Base64 that lacks one of them or both.
pub(super) fn undo_bare(text: &str) -> Vec<Candidate> {
    let edges = Edges::of(text);
    replace_runs(text, &edges, |run| {
        let next = edges.blocks.partition_point(|block| block.end <= run.start);
        if edges.blocks.get(next).is_some_and(|block| block.contains(&run.start)) {
            return None;
        }
        let beginning = decode(run.text.get(..run.text.len().min(SHORTEST_START))?)?;
        match whole_length(&beginning) {
            // Its own length says where it ends.
            Some(length) => {
                let mut bytes = decode(run.text)?;
                (length <= bytes.len()).then(|| bytes.truncate(length))?;
                as_block(&bytes).map(|block| (block, run.words_after(length)))
            }
            None => (0..MOST_AFTER).find_map(|words| {
                let bytes = decode(run.without_last(words)?)?;
                as_block(&bytes).map(|block| (block, words))
            }),
        }
    })
}

/// A part of a text.
type Part = std::ops::Range<usize>;

/// The BEGIN and END lines of a text.
struct Edges {
    /// Where BEGIN and END lines form a block.
    blocks: Vec<Part>,
    /// The lines that do not form one.
    alone: Vec<Part>,
}

impl Edges {
    fn of(text: &str) -> Self {
        let all: Vec<_> = boundaries(text).collect();
        let (mut blocks, mut alone) = (Vec::new(), Vec::new());
        let mut at = 0;
        while let Some(boundary) = all.get(at) {
            let end = all.get(at + 1).filter(|next| {
                boundary.edge == Edge::Begin && next.edge == Edge::End && next.label == boundary.label
            });
            match end {
                Some(end) => blocks.push(boundary.start..end.end),
                None => alone.push(boundary.start..boundary.end),
            }
            at += if end.is_some() { 2 } else { 1 };
        }
        Self { blocks, alone }
    }
}

/// The length that a DER structure claims to have in all (X.690 section 8.1.3); `None` for anything else.
fn whole_length(bytes: &[u8]) -> Option<usize> {
    let number = |digits: &[u8]| digits.iter().fold(0, |sum, digit| sum << 8 | usize::from(*digit));
    match bytes {
        [0x30, length @ 0..=0x7F, ..] => Some(2 + usize::from(*length)),
        [0x30, count @ 0x81..=0x84, rest @ ..] => {
            let count = usize::from(count & 0x0F);
            rest.get(..count).map(|digits| 2 + count + number(digits))
        }
        _ => None,
    }
}

/// Words of Base64 with nothing but white space between them.
struct Run<'t> {
    /// Its characters, those of Base64url exchanged, without white space and padding.
    text: &'t str,
    /// Where it begins in the whole text.
    start: usize,
    /// After each word: the number of characters so far, and where it ends in the whole text.
    words: Vec<(usize, usize)>,
}

impl Run<'_> {
    /// Its characters without those of so many words at its end.
    fn without_last(&self, words: usize) -> Option<&str> {
        let last = self.words.len().checked_sub(words + 1)?;
        self.text.get(..self.words[last].0)
    }

    /// The number of words after the one in which so many decoded bytes end.
    fn words_after(&self, bytes: usize) -> usize {
        let characters = (bytes * 4).div_ceil(3);
        let last = self.words.iter().position(|(so_far, _)| *so_far >= characters);
        last.map_or(0, |last| self.words.len() - 1 - last)
    }
}

fn decode(characters: &str) -> Option<Zeroizing<Vec<u8>>> {
    // Less than a byte is left over if the last character does not belong to it.
    let characters = if characters.len() % 4 == 1 { &characters[..characters.len() - 1] } else { characters };
    let mut bytes = Zeroizing::new(vec![0; characters.len() / 4 * 3 + 3]);
    let length = ENGINE.decode_slice(characters, &mut bytes).ok()?;
    bytes.truncate(length);
    Some(bytes)
}

/// Replaces each run for which there is a meaning. BEGIN and END lines that are alone directly beside it, or beside a
/// block, are left out. `meaning` gives what stands for the run, and the number of words at its end that do not belong to
/// it.
fn replace_runs(
    text: &str,
    edges: &Edges,
    meaning: impl Fn(&Run<'_>) -> Option<(Candidate, usize)>,
) -> Vec<Candidate> {
    let mut found: Vec<(usize, usize, Candidate)> = Vec::new();
    let mut at = 0;
    // Together, the runs that are decoded are a small multiple of the text.
    let mut work = 16 * text.len();
    let mut characters = Zeroizing::new(String::with_capacity(text.len()));
    while let Some(start) = next_word(text, at) {
        let first = word(text, start);
        at = start + first.len();
        if first.len() < SHORTEST_START || !may_begin(first) {
            continue;
        }
        characters.clear();
        let words = read_run(text, start, &mut characters);
        let Some(rest) = work.checked_sub(characters.len()) else { break };
        work = rest;
        let run = Run { text: &characters, start, words };
        if let Some((replacement, words)) = meaning(&run)
            && let Some((_, end)) =
                run.words.len().checked_sub(words + 1).and_then(|last| run.words.get(last))
        {
            at = *end;
            found.push((start, *end, replacement));
        }
    }
    let mut wholes: Vec<Part> =
        edges.blocks.iter().cloned().chain(found.iter().map(|(start, end, _)| *start..*end)).collect();
    wholes.sort_unstable_by_key(|whole| whole.start);
    let is_beside = |edge: &&Part| {
        let is_blank = |from: usize, to: usize| {
            text.get(from..to).is_some_and(|between| between.chars().all(char::is_whitespace))
        };
        let next = wholes.partition_point(|whole| whole.start < edge.end);
        let before = next.checked_sub(1).and_then(|last| wholes.get(last));
        wholes.get(next).is_some_and(|whole| is_blank(edge.end, whole.start))
            || before.is_some_and(|whole| is_blank(whole.end, edge.start))
    };
    let left_out: Vec<&Part> = edges.alone.iter().filter(is_beside).collect();
    if found.is_empty() && left_out.is_empty() {
        return Vec::new();
    }
    let mut changed = with_room(
        text.len() + 3 * edges.alone.len() + found.iter().map(|(_, _, new)| new.len() + 2).sum::<usize>(),
    );
    let mut parts: Vec<(usize, usize, &str)> =
        found.iter().map(|(start, end, new)| (*start, *end, new.as_str())).collect();
    parts.extend(left_out.into_iter().map(|part| (part.start, part.end, "\n")));
    parts.sort_unstable_by_key(|(start, ..)| *start);
    let mut rest = 0;
    for (start, end, new) in parts.into_iter().filter(|(start, ..)| *start < text.len()) {
        if start < rest {
            continue;
        }
        let before = &text[rest..start];
        // Quotation marks were around the Base64, and not around what it says.
        let after = text[end..].chars().next().filter(|character| is_quote(*character));
        let is_quoted = after.is_some() && before.ends_with(is_quote);
        changed.push_str(if is_quoted { before.trim_end_matches(is_quote) } else { before });
        changed.push('\n');
        changed.push_str(new);
        changed.push('\n');
        rest = end + if is_quoted { after.map_or(0, char::len_utf8) } else { 0 };
    }
    changed.push_str(&text[rest..]);
    vec![changed]
}

/// Where the next word of Base64 begins.
fn next_word(text: &str, from: usize) -> Option<usize> {
    text.as_bytes()[from..].iter().position(|byte| is_base64(*byte)).map(|at| from + at)
}

fn word(text: &str, from: usize) -> &str {
    let length = text.as_bytes()[from..].iter().take_while(|byte| is_base64(**byte)).count();
    &text[from..from + length]
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_')
}

/// Whether the beginning decodes to what is looked for: text, or a structure that is known.
fn may_begin(word: &str) -> bool {
    let mut beginning = Zeroizing::new(String::with_capacity(SHORTEST_START));
    push_characters(&word[..SHORTEST_START], &mut beginning);
    let Some(bytes) = decode(&beginning) else { return false };
    let is_printed = |byte: &u8| !byte.is_ascii_control() || matches!(byte, b'\t' | b'\n' | b'\r' | 0);
    let is_known = java_keystore::MAGIC.iter().any(|magic| bytes.starts_with(magic))
        || open_ssh::MAGIC.starts_with(&bytes)
        || bytes.starts_with(b"0");
    is_known || bytes.iter().all(is_printed)
}

/// Reads words with white space between them, up to one with padding. Gives the ends of the words.
fn read_run(text: &str, start: usize, characters: &mut String) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut at = start;
    loop {
        let next = word(text, at);
        // A run of dashes belongs to a BEGIN or END line.
        if next.is_empty() || next.starts_with("--") {
            return words;
        }
        push_characters(next, characters);
        at += next.len();
        let padding = text[at..].bytes().take_while(|byte| *byte == b'=').count();
        words.push((characters.len(), at + padding));
        let after = &text[at + padding..];
        let blank = after.len() - after.trim_start().len();
        if padding > 0 || blank == 0 {
            return words;
        }
        at += blank;
    }
}

fn push_characters(word: &str, characters: &mut String) {
    characters.extend(word.chars().map(|character| match character {
        '-' => '+',
        '_' => '/',
        other => other,
    }));
}
