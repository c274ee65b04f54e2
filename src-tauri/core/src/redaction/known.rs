//! Finds known secrets in what was decoded from a text: whole ones, and long pieces of them, as in a text that was cut
//! off or in a header that was split.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::AhoCorasick;
use zeroize::Zeroizing;

/// The shortest piece of a secret that is hidden, in bytes. Shorter ones are parts of other words, too.
const SHORTEST_PIECE: usize = 16;
/// Length of what is searched for: a piece contains one of these, wherever in the secret it begins.
const SEED: usize = 8;
/// The most seeds of one secret. Of longer secrets, only longer pieces are found.
const MOST_SEEDS: usize = 256;
/// The most places of a secret at which the same seed is tried.
const MOST_PLACES: usize = 8;

/// A known secret, without the characters that do not count.
pub(super) struct Needle {
    pub(super) bytes: Zeroizing<Vec<u8>>,
    /// What may stay of it.
    pub(super) stays: String,
}

/// Known secrets, prepared for searching.
pub(super) struct Known {
    needles: Vec<Needle>,
    /// For each seed, where it is: which needle, and from which byte.
    places: Vec<Vec<(usize, usize)>>,
    /// `None` if nothing is known.
    seeds: Option<AhoCorasick>,
}

/// Where a known secret was found.
pub(super) struct Hit<'k> {
    pub(super) place: Range<usize>,
    /// What may stay of it; `None` of a piece.
    pub(super) stays: Option<&'k str>,
}

impl Known {
    pub(super) fn new(needles: Vec<Needle>) -> Self {
        let mut places: BTreeMap<&[u8], Vec<(usize, usize)>> = BTreeMap::new();
        for (number, needle) in needles.iter().enumerate() {
            for seed in seeds_of(needle.bytes.len()) {
                let of_seed = places.entry(&needle.bytes[seed.clone()]).or_default();
                if of_seed.len() < MOST_PLACES {
                    of_seed.push((number, seed.start));
                }
            }
        }
        // Building fails only for more seeds than secrets are learned.
        let seeds = (!places.is_empty()).then(|| AhoCorasick::new(places.keys()).ok()).flatten();
        let places = places.into_values().collect();
        Self { needles, places, seeds }
    }

    /// Every known secret and every long piece of one, in linear time.
    pub(super) fn find_in(&self, text: &[u8]) -> Vec<Hit<'_>> {
        let mut hits: Vec<Hit<'_>> = Vec::new();
        let mut found_until = 0;
        for seed in self.seeds.iter().flat_map(|seeds| seeds.find_overlapping_iter(text)) {
            if seed.end() <= found_until {
                continue;
            }
            // What was found before is not walked through again.
            let from = found_until.saturating_sub(SHORTEST_PIECE);
            let places = self.places[seed.pattern().as_usize()].iter();
            let grown = places.filter_map(|place| self.grow(text, from, seed.start(), *place));
            if let Some(hit) = grown.max_by_key(|hit| hit.place.end) {
                found_until = hit.place.end;
                hits.push(hit);
            }
        }
        hits
    }

    /// The piece of a secret around a seed; `None` if it is too short.
    fn grow(
        &self,
        text: &[u8],
        from: usize,
        seed: usize,
        (needle, offset): (usize, usize),
    ) -> Option<Hit<'_>> {
        let Needle { bytes, stays } = &self.needles[needle];
        let equal = |pair: &(&u8, &u8)| pair.0 == pair.1;
        let before = text[from.min(seed)..seed]
            .iter()
            .rev()
            .zip(bytes[..offset].iter().rev())
            .take_while(equal)
            .count();
        let after = text[seed..].iter().zip(&bytes[offset..]).take_while(equal).count();
        let place = seed - before..seed + after;
        let is_start = before == offset;
        (place.len() >= SHORTEST_PIECE.min(bytes.len()))
            .then(|| Hit { place, stays: is_start.then_some(stays.as_str()) })
    }
}

/// Where the seeds of a secret of this length are: the whole of a short one; of any other, one after the other, and one
/// at its end.
fn seeds_of(length: usize) -> impl Iterator<Item = Range<usize>> {
    let (seed, step) =
        if length < SHORTEST_PIECE { (length, length) } else { (SEED, SEED.max(length / MOST_SEEDS)) };
    let starts = (0..length - seed).step_by(step).chain([length - seed]);
    starts.map(move |start| start..start + seed)
}
