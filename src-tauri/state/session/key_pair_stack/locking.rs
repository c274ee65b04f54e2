//! Locking the key pairs of one credential: which private keys are wiped, which stay, and how they come back.

use countersign_core::key_pair::{AtLock, KeyPair};

use super::KeyPairStack;
use crate::state::session::only_in_memory::{OnlyInMemory, WhyOnlyInMemory};
use crate::state::session::unsaved::UnsavedPart;

impl KeyPairStack {
    /// Why private keys of this credential would be lost with this window's memory. `sealed`: the stored pair is sealed
    /// or in files, and not itself in memory only.
    pub(in crate::state::session) fn only_in_memory(&self, sealed: bool) -> Vec<WhyOnlyInMemory> {
        let stored = self.safe(sealed);
        let current = self.current.at_lock(&stored, true) == AtLock::WouldBeLost;
        let why = if sealed { WhyOnlyInMemory::NotStored } else { WhyOnlyInMemory::SessionOnly };
        let earlier = self.earlier.iter().any(|pair| pair.at_lock(&stored, false) == AtLock::WouldBeLost);
        let current = current.then_some(why);
        current.into_iter().chain(earlier.then_some(WhyOnlyInMemory::Replaced)).collect()
    }

    /// The pairs whose private keys would be lost, the current one first.
    pub(in crate::state::session) fn would_be_lost(&self, sealed: bool) -> Vec<(KeyPair, UnsavedPart)> {
        let stored = self.safe(sealed);
        let all = std::iter::once((&self.current, UnsavedPart::PrivateKey))
            .chain(self.earlier.iter().map(|pair| (pair, UnsavedPart::ReplacedPrivateKey)));
        let mut lost: Vec<(KeyPair, UnsavedPart)> = Vec::new();
        for (pair, part) in all {
            let is_current = part == UnsavedPart::PrivateKey;
            let old = pair.old_at_risk(&stored).map(|old| (old, UnsavedPart::OldPrivateKey));
            let own = (pair.at_lock(&stored, is_current) == AtLock::WouldBeLost).then_some((pair, part));
            for (pair, part) in own.into_iter().chain(old) {
                if !lost.iter().any(|(known, _)| known.private_key() == pair.private_key()) {
                    lost.push((pair.clone(), part));
                }
            }
        }
        lost
    }

    /// Whether the person has the current private key in a file.
    pub(in crate::state::session) fn is_in_file(&self) -> bool {
        self.current.at_lock(&KeyPair::default(), true) == AtLock::IsElsewhere
    }

    /// Wipes every private key that comes back when secrets are unlocked or that the person has elsewhere. Those that
    /// are in memory only stay, or are lost.
    pub(in crate::state::session) fn lock(&mut self, sealed: bool, only_in_memory: OnlyInMemory) {
        let stored = self.safe(sealed);
        let after = |pair: &KeyPair, is_current| match pair.at_lock(&stored, is_current) {
            AtLock::NoKey => Some(pair.clone()),
            AtLock::ComesBack => Some(pair.locked()),
            AtLock::WouldBeLost if only_in_memory == OnlyInMemory::Stays => Some(pair.clone()),
            AtLock::WouldBeLost | AtLock::IsElsewhere => is_current.then(|| pair.without_private_key()),
        };
        self.earlier = self.earlier.iter().filter_map(|pair| after(pair, false)).collect();
        self.current = after(&self.current, true).unwrap_or_default();
        if sealed {
            self.stored = self.stored.locked();
        } else if only_in_memory == OnlyInMemory::IsLost {
            self.stored = self.stored.without_private_key();
        }
    }

    /// Whether the stored private key was wiped and can come back.
    pub(in crate::state::session) fn is_locked(&self) -> bool {
        self.stored.is_locked()
    }

    /// Brings the stored private key back to every pair from which it was wiped.
    pub(in crate::state::session) fn bring_back(&mut self, stored: KeyPair) {
        for pair in self.all() {
            *pair = pair.unlocked(&stored);
        }
        // Another key is stored by now. It takes the place of the one that cannot come back.
        if self.current.is_locked() {
            self.current = stored.clone();
        }
        self.earlier.retain(|pair| !pair.is_locked());
        let known = self.all().any(|pair| pair.private_key() == stored.private_key());
        if !known && stored.private_key().is_some() {
            self.earlier.push(stored.clone());
        }
        self.stored = stored;
    }

    /// The pair that comes back after unlocking; empty if nothing does.
    fn safe(&self, sealed: bool) -> KeyPair {
        if sealed { self.stored.clone() } else { KeyPair::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{make_pair, replaced_by_each_other};
    use super::*;
    use crate::platform::save::InFiles;

    fn has_key(pair: &KeyPair) -> bool {
        pair.private_key().is_some()
    }

    #[test]
    fn a_sealed_pair_is_the_same_after_it_was_locked_and_unlocked() {
        let pair = make_pair();
        let mut stack = replaced_by_each_other(std::slice::from_ref(&pair));
        stack.mark_stored(pair.clone());
        assert_eq!(stack.only_in_memory(true), []);
        let before = stack.facts();
        stack.lock(true, OnlyInMemory::IsLost);
        assert!(stack.is_locked() && stack.all().all(|pair| !has_key(pair)) && !has_key(&stack.stored));
        assert_eq!(stack.facts().certificate, before.certificate);
        assert_eq!(stack.all_unsaved(), []);
        stack.bring_back(pair.clone().guarded());
        assert_eq!((stack.current(), stack.facts()), (&pair, before));
    }

    #[test]
    fn a_stored_pair_that_was_removed_is_still_removed_after_unlocking() {
        let pair = make_pair();
        let mut stack = replaced_by_each_other(&[pair.clone(), KeyPair::default()]);
        stack.mark_stored(pair.clone());
        stack.lock(true, OnlyInMemory::IsLost);
        stack.bring_back(pair.clone());
        assert!(stack.current().is_empty());
        stack.restore();
        assert_eq!(stack.current(), &pair);
    }

    #[test]
    fn keys_in_memory_only_are_named_and_stay_until_the_person_gives_them_up() {
        let (sealed, replaced, saved) = (make_pair(), make_pair(), make_pair());
        let mut stack = replaced_by_each_other(&[replaced.clone(), saved.clone(), sealed.clone()]);
        stack.mark_stored(sealed.clone());
        stack.mark_saved(&saved, InFiles { private_key: true, certificate: true });
        assert_eq!(stack.only_in_memory(true), [WhyOnlyInMemory::Replaced]);
        stack.lock(true, OnlyInMemory::Stays);
        let left: Vec<_> = stack.all().filter(|pair| has_key(pair)).map(|pair| pair.clone()).collect();
        assert_eq!(left, std::slice::from_ref(&replaced), "what is in a file is wiped");
        assert_eq!(stack.all_unsaved()[0].0, replaced, "closing the window asks about it");
        stack.lock(true, OnlyInMemory::IsLost);
        assert!(stack.all().all(|pair| !has_key(pair)));
        stack.bring_back(sealed.clone());
        assert_eq!(stack.current(), &sealed);
    }

    #[test]
    fn a_current_key_that_is_not_sealed_is_named_and_leaves_its_certificate() {
        for (sealed, why) in [(true, WhyOnlyInMemory::NotStored), (false, WhyOnlyInMemory::SessionOnly)] {
            let pair = make_pair();
            let mut stack = replaced_by_each_other(std::slice::from_ref(&pair));
            if !sealed {
                stack.begin_with(pair.clone());
            }
            assert_eq!(stack.only_in_memory(sealed), [why]);
            stack.lock(sealed, OnlyInMemory::Stays);
            assert_eq!(stack.current(), &pair);
            stack.lock(sealed, OnlyInMemory::IsLost);
            assert!(!has_key(stack.current()) && !has_key(stack.stored()));
            assert_eq!(stack.current().certificate(), pair.certificate());
        }
    }

    #[test]
    fn a_key_that_was_stored_elsewhere_meanwhile_takes_the_place_of_one_that_cannot_come_back() {
        let (pair, other) = (make_pair(), make_pair());
        let mut stack = replaced_by_each_other(std::slice::from_ref(&pair));
        stack.mark_stored(pair);
        stack.lock(true, OnlyInMemory::Stays);
        stack.bring_back(other.clone());
        assert_eq!((stack.current(), stack.stored()), (&other, &other));
    }
}
