//! The key pairs of one credential in this window: the current one, the stored one, and the earlier ones.

mod locking;
mod unsaved;

use countersign_core::certificate::Certificate;
use countersign_core::key::PrivateKey;
use countersign_core::key_pair::{KeyPair, KeyPairFacts, Rotation, Unsaved};

use crate::platform::clock;
use crate::platform::save::InFiles;

/// The key pairs of one credential.
#[derive(Default)]
pub(super) struct KeyPairStack {
    current: KeyPair,
    /// The pair that is sealed with the credential or read from files each time. Closing the window does not lose it.
    stored: KeyPair,
    /// The certificate that is stored alone, because its private key is for this session only.
    only_certificate_stored: Option<Certificate>,
    /// The current private key is in memory only, as the person chose.
    for_session_only: bool,
    /// Earlier pairs, the latest last, so that a wrong drop or click loses nothing: the pair before the current one,
    /// every pair whose generated key was not saved, and every new pair of a rotation that has not ended.
    earlier: Vec<KeyPair>,
}

impl KeyPairStack {
    pub(super) fn current(&self) -> &KeyPair {
        &self.current
    }

    pub(super) fn stored(&self) -> &KeyPair {
        &self.stored
    }

    /// Makes the stored pair the current one.
    pub(super) fn begin_with(&mut self, stored: KeyPair) {
        self.current = stored.clone();
        self.stored = stored;
    }

    /// Adds the stored pair when another one is current already. A current certificate without a private key gets the
    /// stored key. Otherwise the stored pair becomes an earlier one: it can be restored even after it was overwritten.
    pub(super) fn add_as_earlier(&mut self, stored: KeyPair) {
        let known = self.all().any(|pair| pair.private_key() == stored.private_key());
        if !known && stored.private_key().is_some() {
            if self.current.private_key().is_none() && self.current.certificate().is_some() {
                self.current = stored.clone().with_certificate_of(&self.current);
            } else {
                self.earlier.push(stored.clone());
            }
        }
        self.stored = stored;
    }

    /// Notes that this pair is the stored one now.
    pub(super) fn mark_stored(&mut self, stored: KeyPair) {
        self.stored = stored;
        self.only_certificate_stored = None;
        self.for_session_only = false;
    }

    /// Notes that this certificate is stored, and its private key is for this session only.
    pub(super) fn mark_only_certificate_stored(&mut self, certificate: Option<Certificate>) {
        self.only_certificate_stored = certificate;
        self.for_session_only = true;
    }

    pub(super) fn facts(&self) -> KeyPairFacts {
        self.current.facts(clock::now().seconds(), !self.earlier.is_empty())
    }

    /// Makes this the current pair. The one before can be restored.
    pub(super) fn replace(&mut self, next: KeyPair) {
        let before = std::mem::replace(&mut self.current, next);
        self.for_session_only = false;
        // If the pair before only gained its other half, there is nothing to restore.
        if !self.current.keeps(&before) {
            self.earlier
                .retain(|pair| pair.unsaved() == Some(Unsaved::PrivateKey) || pair.rotation().is_some());
            self.earlier.push(before);
        }
    }

    /// Makes the latest of the earlier pairs the current one. The current one becomes the earliest, so that restoring
    /// again and again shows each pair.
    pub(super) fn restore(&mut self) {
        if let Some(latest) = self.earlier.pop() {
            let current = std::mem::replace(&mut self.current, latest);
            self.for_session_only = false;
            if !current.is_empty() {
                self.earlier.insert(0, current);
            }
        }
    }

    /// Notes which halves of this pair are in files now, for every pair that has these halves.
    pub(super) fn mark_saved(&mut self, saved: &KeyPair, in_files: InFiles) {
        for pair in self.all() {
            pair.mark_saved(saved, in_files.private_key, in_files.certificate);
        }
    }

    /// Notes that a server gave a token for an assertion that this key signed. Returns whether this changed the current
    /// pair.
    pub(super) fn note_token_received(&mut self, signed_with: &PrivateKey) -> bool {
        for pair in &mut self.earlier {
            pair.note_token_received(signed_with);
        }
        self.current.note_token_received(signed_with)
    }

    /// Whether the current pair has a private key that is not the stored one.
    pub(super) fn has_unstored_key(&self) -> bool {
        self.current.private_key().is_some() && !self.has_stored_key(&self.current)
    }

    fn has_stored_key(&self, pair: &KeyPair) -> bool {
        pair.private_key() == self.stored.private_key()
    }

    /// Each private key of these pairs, and of the pairs that they replace, once.
    pub(super) fn private_keys(&self) -> Vec<PrivateKey> {
        let mut keys: Vec<PrivateKey> = Vec::new();
        for pair in [&self.current, &self.stored].into_iter().chain(&self.earlier) {
            let old = pair.rotation().map(Rotation::old);
            for key in [Some(pair), old].into_iter().flatten().filter_map(KeyPair::private_key) {
                if !keys.contains(key) {
                    keys.push(key.clone());
                }
            }
        }
        keys
    }

    fn all(&mut self) -> impl Iterator<Item = &mut KeyPair> {
        std::iter::once(&mut self.current).chain(&mut self.earlier)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use countersign_core::certificate::{CertificateOptions, make_self_signed};
    use countersign_core::key::{RsaBits, make_rsa_key};
    use countersign_core::key_pair::RotationWay;

    use super::*;
    use crate::state::session::unsaved::UnsavedPart;

    pub(super) const BOTH: InFiles = InFiles { private_key: true, certificate: true };

    pub(crate) fn make_pair() -> KeyPair {
        let key = make_rsa_key(RsaBits::Rsa2048).unwrap();
        let certificate = make_self_signed(&key, &CertificateOptions::default(), clock::now().seconds());
        KeyPair::generated(key, certificate.unwrap())
    }

    /// Pairs that replaced each other; the last one is current.
    pub(super) fn replaced_by_each_other(pairs: &[KeyPair]) -> KeyPairStack {
        let mut stack = KeyPairStack::default();
        pairs.iter().for_each(|pair| stack.replace(pair.clone()));
        stack
    }

    #[test]
    fn a_replaced_pair_can_be_brought_back_and_forth() {
        let (first, second) = (make_pair(), make_pair());
        let mut stack = replaced_by_each_other(std::slice::from_ref(&first));
        assert!(!stack.facts().can_restore_previous);
        stack.replace(second.clone());
        assert!(stack.facts().can_restore_previous);
        stack.restore();
        assert_eq!(stack.current(), &first);
        stack.restore();
        assert_eq!(stack.current(), &second);
    }

    #[test]
    fn a_removed_pair_can_be_brought_back() {
        let pair = make_pair();
        let mut stack = replaced_by_each_other(&[pair.clone(), KeyPair::default()]);
        assert!(stack.facts().can_restore_previous);
        stack.restore();
        assert!(!stack.facts().can_restore_previous);
        assert_eq!(stack.current(), &pair);
    }

    #[test]
    fn the_new_pair_of_a_rotation_stays_while_another_is_looked_at() {
        let (old, made) = (make_pair(), make_pair());
        let key = made.private_key().unwrap().clone();
        let new = old.rotated(key.clone(), made.certificate().unwrap().clone(), RotationWay::SameApiClient);
        let mut stack = replaced_by_each_other(&[old, new]);
        stack.mark_saved(&made, BOTH);
        stack.replace(KeyPair::default());
        stack.replace(make_pair());
        stack.note_token_received(&key);
        while stack.current().private_key() != Some(&key) {
            stack.restore();
        }
        let rotation = stack.facts().rotation.unwrap();
        assert!(rotation.token_received && rotation.old_certificate.is_some());
    }

    #[test]
    fn a_sealed_key_that_comes_late_can_be_brought_back_and_is_in_danger_once_it_is_overwritten() {
        let (sealed, pasted) = (make_pair(), make_pair());
        let mut stack = replaced_by_each_other(std::slice::from_ref(&pasted));
        stack.add_as_earlier(sealed.clone());
        assert_eq!(stack.current(), &pasted);
        assert!(stack.has_unstored_key());
        stack.mark_stored(pasted.clone());
        assert_eq!(stack.all_unsaved(), [(sealed.clone(), UnsavedPart::ReplacedPrivateKey)]);
        stack.restore();
        assert_eq!(stack.current(), &sealed);
    }

    #[test]
    fn a_certificate_that_came_first_gets_the_sealed_key_that_comes_late() {
        let (sealed, other) = (make_pair(), make_pair());
        let certificate = other.certificate().cloned().zip(other.certificate_origin().cloned());
        let mut stack = replaced_by_each_other(&[KeyPair::stored(None, certificate)]);
        stack.add_as_earlier(sealed.clone());
        assert_eq!(stack.current().private_key(), sealed.private_key());
        assert_eq!(stack.current().certificate(), other.certificate());
        assert!(!stack.has_unstored_key());
    }

    #[test]
    fn bringing_back_again_and_again_shows_every_unsaved_pair() {
        let pairs = [make_pair(), make_pair(), make_pair()];
        let mut stack = replaced_by_each_other(&pairs);
        let mut seen = Vec::new();
        for _ in 0..3 {
            stack.restore();
            seen.push(stack.current().clone());
        }
        assert_eq!(seen, [pairs[1].clone(), pairs[0].clone(), pairs[2].clone()]);
    }
}
