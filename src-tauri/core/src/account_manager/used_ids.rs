//! Remembers which `jti` values were used, for as long as they could be used again. Bounded in size.

use std::collections::{BTreeSet, HashMap};

use aws_lc_rs::digest::{SHA256, digest};

use crate::moment::UnixSeconds;

/// The most identifiers that are remembered. Beyond that, those that expire first are forgotten. About 10 MB when
/// full.
const MOST_REMEMBERED: usize = 100_000;

type Hash = [u8; 32];

/// The used identifiers. Hashes are stored, so that a long identifier takes no more memory than a short one.
#[derive(Default)]
pub(crate) struct UsedIds {
    known: HashMap<Hash, UnixSeconds>,
    by_end: BTreeSet<(UnixSeconds, Hash)>,
}

/// A used identifier, and how long it must be remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spent {
    pub(crate) id: String,
    pub(crate) until: UnixSeconds,
}

impl UsedIds {
    pub(crate) fn contains(&self, id: &str, now: UnixSeconds) -> bool {
        self.known.get(&hash_of(id)).is_some_and(|until| *until >= now)
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
        if let Some(before) = self.known.insert(hash, spent.until) {
            self.by_end.remove(&(before, hash));
        }
        self.by_end.insert((spent.until, hash));
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
        assert!(used.contains("1", UnixSeconds(100)));
        assert!(!used.contains("1", UnixSeconds(101)));
        used.add(&spent(2, 200), UnixSeconds(101));
        assert_eq!((used.known.len(), used.by_end.len()), (1, 1), "the first is forgotten");
    }

    #[test]
    fn an_identifier_that_is_used_again_is_known_for_longer() {
        let mut used = UsedIds::default();
        used.add(&spent(1, 100), UnixSeconds(40));
        used.add(&spent(1, 200), UnixSeconds(50));
        assert!(used.contains("1", UnixSeconds(200)));
        assert_eq!((used.known.len(), used.by_end.len()), (1, 1));
    }

    #[test]
    fn it_never_holds_more_than_its_limit() {
        let mut used = UsedIds::default();
        for id in 0..MOST_REMEMBERED + 10 {
            used.add(&spent(id, 1_000_000 + i64::try_from(id).unwrap()), UnixSeconds(0));
        }
        assert_eq!((used.known.len(), used.by_end.len()), (MOST_REMEMBERED, MOST_REMEMBERED));
        assert!(!used.contains("9", UnixSeconds(0)) && used.contains("10", UnixSeconds(0)));
    }
}
