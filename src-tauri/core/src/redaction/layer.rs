//! A text while its encodings are taken off, one after the other: what was decoded, and where each byte of that stands
//! in the text as it was received.

use std::iter;
use std::ops::Range;

use super::{blobs, escapes};

/// What a reader of a text sees after taking off some of its encodings.
pub(super) struct Layer {
    /// What was decoded.
    pub(super) bytes: Vec<u8>,
    /// For each byte, where the characters that spell it stand in the original text. Neither start nor end ever goes
    /// back from one byte to the next.
    spans: Vec<Span>,
    /// It was inside Base64 or hex, where a decoded character cannot stand for itself.
    pub(super) is_inside_blob: bool,
}

/// A place in the original text, in bytes. It begins and ends between two characters.
#[derive(Clone, Copy)]
struct Span {
    start: u32,
    end: u32,
}

impl Layer {
    /// A text as it was received.
    pub(super) fn of(text: &str) -> Self {
        let position = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let mut spans = Vec::with_capacity(text.len());
        for (at, character) in text.char_indices() {
            let span = Span { start: position(at), end: position(at + character.len_utf8()) };
            spans.extend(iter::repeat_n(span, character.len_utf8()));
        }
        Self { bytes: text.as_bytes().to_vec(), spans, is_inside_blob: false }
    }

    fn empty(is_inside_blob: bool) -> Self {
        Self { bytes: Vec::new(), spans: Vec::new(), is_inside_blob }
    }

    /// Where a part of this layer stands in the original text.
    pub(super) fn source(&self, part: Range<usize>) -> Range<usize> {
        match (self.spans.get(part.start), part.end.checked_sub(1).and_then(|last| self.spans.get(last))) {
            (Some(first), Some(last)) => first.start as usize..last.end as usize,
            _ => 0..0,
        }
    }

    /// The layers directly below this one: escapes replaced by what they stand for, and what Base64 and hex contain.
    pub(super) fn below(&self) -> Vec<Self> {
        let mut below: Vec<Self> = self.unescaped().into_iter().collect();
        for decoder in blobs::DECODERS {
            let blobs = decoder.blobs_in(&self.bytes);
            below.extend(decoder.alignments().filter_map(|skipped| self.decoded(decoder, &blobs, skipped)));
        }
        below
    }

    /// The bytes by which texts are compared, and the position of each. White space and control characters do not
    /// count, because a text may be wrapped; neither does `+`, which is a space in a form.
    pub(super) fn what_counts(&self) -> (Vec<u8>, Vec<usize>) {
        let (mut counting, mut positions) = (Vec::new(), Vec::new());
        for (at, byte) in self.bytes.iter().enumerate() {
            if !matches!(byte, 0..=b' ' | 0x7F | b'+') {
                counting.push(*byte);
                positions.push(at);
            }
        }
        (counting, positions)
    }

    /// Each escape once replaced by what it stands for; `None` if there is none.
    pub(super) fn unescaped(&self) -> Option<Self> {
        if !self.bytes.iter().any(|byte| escapes::MARKS.contains(byte)) {
            return None;
        }
        let mut layer = Self::empty(self.is_inside_blob);
        let (mut at, mut is_changed) = (0, false);
        while at < self.bytes.len() {
            match escapes::decode(&self.bytes[at..]) {
                Some(escape) => {
                    let span = self.span(at..at + escape.length);
                    layer.push(escape.meaning.as_bytes(), span);
                    at += escape.length;
                    is_changed = true;
                }
                None => {
                    layer.push(&self.bytes[at..=at], self.spans[at]);
                    at += 1;
                }
            }
        }
        is_changed.then_some(layer)
    }

    /// The texts that the blobs contain if this many of their first characters do not belong to them. Between two
    /// texts in them stands a byte that is in no text, so that nothing is read across.
    fn decoded(&self, decoder: &blobs::Decoder, blobs: &[Vec<usize>], skipped: usize) -> Option<Self> {
        const BETWEEN: u8 = 0xFF;
        let mut layer = Self::empty(true);
        for blob in blobs.iter().filter_map(|blob| blob.get(skipped..)) {
            let characters: Vec<u8> = blob.iter().map(|at| self.bytes[*at]).collect();
            let decoded = decoder.decode(&characters);
            for text in blobs::texts_in(&decoded) {
                for number in text.clone() {
                    let spelled = decoder.spelled_by(number);
                    layer.push(
                        &decoded[number..=number],
                        self.span(blob[spelled.start]..blob[spelled.end - 1] + 1),
                    );
                }
                let last = decoder.spelled_by(text.end - 1).end - 1;
                layer.push(&[BETWEEN], self.spans[blob[last]]);
            }
        }
        (!layer.bytes.is_empty()).then_some(layer)
    }

    fn push(&mut self, bytes: &[u8], span: Span) {
        self.bytes.extend_from_slice(bytes);
        self.spans.extend(iter::repeat_n(span, bytes.len()));
    }

    fn span(&self, part: Range<usize>) -> Span {
        Span { start: self.spans[part.start].start, end: self.spans[part.end - 1].end }
    }
}
