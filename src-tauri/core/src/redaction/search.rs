//! Takes a text apart, layer by layer, within a budget for the whole of it.

use super::layer::Layer;

/// The most layers on top of each other.
const DEEPEST: usize = 16;
/// The most that is decoded from a text, as a multiple of its length and in bytes on top of that.
const MOST_DECODED: (usize, usize) = (64, 64 * 1024);

/// The text is encoded so many times that it could not be taken apart. What it contains is unknown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooEntangled;

/// Shows each layer of the text, from the text itself to what is encoded in it several times.
pub(super) fn for_each_layer(text: &str, mut look: impl FnMut(&Layer)) -> Result<(), TooEntangled> {
    let mut left = text.len() * MOST_DECODED.0 + MOST_DECODED.1;
    let mut waiting = vec![(Layer::of(text), 0)];
    while let Some((layer, depth)) = waiting.pop() {
        left = left.checked_sub(layer.bytes.len()).ok_or(TooEntangled)?;
        look(&layer);
        let below = layer.below();
        if depth == DEEPEST && !below.is_empty() {
            return Err(TooEntangled);
        }
        waiting.extend(below.into_iter().map(|layer| (layer, depth + 1)));
    }
    Ok(())
}
