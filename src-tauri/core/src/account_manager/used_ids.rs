//! Remembers which `jti` values were used, for as long as they could be used again. Bounded in size.

use std::collections::{BTreeSet, HashSet};

use aws_lc_rs::digest::{SHA256, digest};

use crate::moment::UnixSeconds;

/// The most identifiers that are remembered. Beyond that, those that expire first are forgotten. About 10 MB when
/// full.
const MOST_REMEMBERED: usize = 100_000;

type Hash = [u8; 32];

/// The used identifiers. Hashes are stored, so that a long identifier takes no more memory than a short one.
#[derive(Default)]
pub(crate) struct UsedIds {
    known: HashSet<Hash>,
    by_end: BTreeSet<(UnixSeconds, Hash)>,
}

/// A used identifier, and how long it must be remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spent {
    pub(crate) id: String,
    pub(crate) until: UnixSeconds,
}

impl UsedIds {
    pub(crate) fn contains(&self, id: &str) -> bool {
        self.known.contains(&hash_of(id))
    }

    pub(crate) fn add(&mut self, spent: &Spent, now: UnixSeconds) {
        while let Some((until, _)) = self.by_end.first()
            && (*until < now || self.known.len() >= MOST_REMEMBERED)
        {
            if let Some((_, hash)) = self.by_end.pop_first() {
                self.known.remove(&hash);
            }
        }
        let hash = hash_of(&spent.id);
        if self.known.insert(hash) {
            self.by_end.insert((spent.until, hash));
        }
    }
}

fn hash_of(id: &str) -> Hash {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, id.as_bytes()).as_ref());
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spent(id: usize, until: i64) -> Spent {
        Spent { id: id.to_string(), until: UnixSeconds(until) }
    }

    #[test]
    fn an_identifier_is_known_until_it_could_not_be_used_again() {
        let mut used = UsedIds::default();
        used.add(&spent(1, 100), UnixSeconds(40));
        assert!(used.contains("1"));
        used.add(&spent(2, 200), UnixSeconds(100));
        assert!(used.contains("1"));
        used.add(&spent(3, 200), UnixSeconds(101));
        assert!(!used.contains("1") && used.contains("2"));
    }

    #[test]
    fn it_never_holds_more_than_its_limit() {
        let mut used = UsedIds::default();
        for id in 0..MOST_REMEMBERED + 10 {
            used.add(&spent(id, 1_000_000 + i64::try_from(id).unwrap()), UnixSeconds(0));
        }
        assert_eq!((used.known.len(), used.by_end.len()), (MOST_REMEMBERED, MOST_REMEMBERED));
        assert!(!used.contains("9") && used.contains("10"));
    }
}
