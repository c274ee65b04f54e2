//! A text that a change may have been made to.

use zeroize::Zeroizing;

/// A text that may be a key. It is wiped when it is dropped, and is never made longer than its capacity: growing would
/// leave copies in memory.
pub(super) type Candidate = Zeroizing<String>;

/// An empty text with room for so many bytes.
pub(super) fn with_room(bytes: usize) -> Candidate {
    Zeroizing::new(String::with_capacity(bytes))
}

/// The candidate, unless nothing was changed.
pub(super) fn unless_same(text: &str, candidate: Candidate) -> Vec<Candidate> {
    if candidate.as_str() == text { Vec::new() } else { vec![candidate] }
}
