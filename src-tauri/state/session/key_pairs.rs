//! The key pairs that a credential has in this window: the current one, what is stored of it, and those of before. Which
//! of them would be lost with the window is decided here.

use countersign_core::certificate::Certificate;
use countersign_core::key::PrivateKey;
use countersign_core::key_pair::{KeyPair, KeyPairFacts, Unsaved};

use crate::platform::clock;
use crate::platform::save::InFiles;

/// The key pairs of one credential.
#[derive(Default)]
pub(super) struct KeyPairs {
    current: KeyPair,
    /// What is sealed with the credential, or read from files each time: that is not lost with the window.
    stored: KeyPair,
    /// The certificate that is stored although its private key is for this session only.
    kept_certificate: Option<Certificate>,
    /// Pairs from before, the latest last, so that nothing is lost by a wrong drop or click: the one before the
    /// current, every one whose generated key was saved nowhere, and every new one of a rotation under way.
    earlier: Vec<KeyPair>,
}

impl KeyPairs {
    pub(super) fn current(&self) -> &KeyPair {
        &self.current
    }

    pub(super) fn stored(&self) -> &KeyPair {
        &self.stored
    }

    /// Begins with what is stored.
    pub(super) fn begin_with(&mut self, stored: KeyPair) {
        self.current = stored.clone();
        self.stored = stored;
    }

    /// Takes in what is stored when something else is current already: a certificate gets the stored private key, another
    /// private key stays, and the stored pair can be brought back, also when it is overwritten then.
    pub(super) fn take_behind(&mut self, stored: KeyPair) {
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

    /// Notes that this is what is stored now.
    pub(super) fn mark_stored(&mut self, stored: KeyPair) {
        self.stored = stored;
        self.kept_certificate = None;
    }

    /// Notes that this certificate is stored, though the private key is for this session only.
    pub(super) fn mark_certificate_kept(&mut self, certificate: Option<Certificate>) {
        self.kept_certificate = certificate;
    }

    pub(super) fn facts(&self) -> KeyPairFacts {
        let facts = self.current.facts(clock::now().seconds(), !self.earlier.is_empty());
        KeyPairFacts { unsaved: self.in_danger(&self.current), ..facts }
    }

    /// Makes this the current pair; the one before can be brought back.
    pub(super) fn replace(&mut self, next: KeyPair) {
        let before = std::mem::replace(&mut self.current, next);
        // A pair that only gained its other half is still there.
        if !self.current.keeps(&before) {
            self.earlier
                .retain(|pair| pair.unsaved() == Some(Unsaved::PrivateKey) || pair.rotation().is_some());
            self.earlier.push(before);
        }
    }

    /// Takes the latest of the earlier pairs; the current one goes behind all others, so that doing it again and
    /// again shows each.
    pub(super) fn restore(&mut self) {
        if let Some(latest) = self.earlier.pop() {
            let current = std::mem::replace(&mut self.current, latest);
            if !current.is_empty() {
                self.earlier.insert(0, current);
            }
        }
    }

    /// Notes what of this pair is in files now, whichever pairs have it.
    pub(super) fn mark_saved(&mut self, saved: &KeyPair, in_files: InFiles) {
        for pair in self.all() {
            if in_files.private_key && pair.private_key() == saved.private_key() {
                pair.mark_key_saved();
            }
            if in_files.certificate && pair.certificate() == saved.certificate() {
                pair.mark_certificate_saved();
            }
        }
    }

    /// Notes that a server gave a token for an assertion that this key signed. Whether that is news of the current
    /// pair.
    pub(super) fn note_token_received(&mut self, signed_with: &PrivateKey) -> bool {
        for pair in &mut self.earlier {
            pair.note_token_received(signed_with);
        }
        self.current.note_token_received(signed_with)
    }

    /// The pair of which something would be lost with the window, and what: the current one before those that came
    /// earlier.
    pub(super) fn unsaved(&self) -> Option<(KeyPair, Unsaved)> {
        let in_danger = |pair: &KeyPair| Some((pair.clone(), self.in_danger(pair)?));
        // A certificate that another took the place of is of no use any more; its key may be.
        let earlier = || self.earlier.iter().rev().filter_map(in_danger);
        in_danger(&self.current).or_else(|| earlier().find(|(_, unsaved)| *unsaved == Unsaved::PrivateKey))
    }

    /// There is a private key now, and it is not the stored one.
    pub(super) fn has_unstored_key(&self) -> bool {
        self.current.private_key().is_some() && !self.is_stored(&self.current)
    }

    /// What was made here and would be lost with the window.
    fn in_danger(&self, pair: &KeyPair) -> Option<Unsaved> {
        let is_kept = self.kept_certificate.is_some() && pair.certificate() == self.kept_certificate.as_ref();
        pair.lost_without(&self.stored).filter(|unsaved| *unsaved != Unsaved::Certificate || !is_kept)
    }

    fn is_stored(&self, pair: &KeyPair) -> bool {
        pair.private_key() == self.stored.private_key()
    }

    fn all(&mut self) -> impl Iterator<Item = &mut KeyPair> {
        std::iter::once(&mut self.current).chain(&mut self.earlier)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use countersign_core::certificate::{CertificateOptions, Validity, make_self_signed, renew};
    use countersign_core::key::{RsaBits, make_rsa_key};
    use countersign_core::key_pair::Origin;
    use countersign_core::rotation::RotationWay;

    use super::*;

    const BOTH: InFiles = InFiles { private_key: true, certificate: true };

    pub(crate) fn make_pair() -> KeyPair {
        let key = make_rsa_key(RsaBits::Rsa2048).unwrap();
        let certificate = make_self_signed(&key, &CertificateOptions::default(), clock::now().seconds());
        KeyPair::generated(key, certificate.unwrap())
    }

    /// What replaced each other, the last one current.
    fn replaced_by_each_other(pairs: &[KeyPair]) -> KeyPairs {
        let mut key_pairs = KeyPairs::default();
        pairs.iter().for_each(|pair| key_pairs.replace(pair.clone()));
        key_pairs
    }

    #[test]
    fn a_replaced_pair_can_be_brought_back_and_forth() {
        let (first, second) = (make_pair(), make_pair());
        let mut key_pairs = replaced_by_each_other(std::slice::from_ref(&first));
        assert!(!key_pairs.facts().can_restore_previous);
        key_pairs.replace(second.clone());
        assert!(key_pairs.facts().can_restore_previous);
        key_pairs.restore();
        assert_eq!(key_pairs.current(), &first);
        key_pairs.restore();
        assert_eq!(key_pairs.current(), &second);
    }

    #[test]
    fn a_removed_pair_can_be_brought_back() {
        let pair = make_pair();
        let mut key_pairs = replaced_by_each_other(&[pair.clone(), KeyPair::default()]);
        assert!(key_pairs.facts().can_restore_previous);
        key_pairs.restore();
        assert!(!key_pairs.facts().can_restore_previous);
        assert_eq!(key_pairs.current(), &pair);
    }

    #[test]
    fn the_new_pair_of_a_rotation_stays_while_another_is_looked_at() {
        let (old, made) = (make_pair(), make_pair());
        let key = made.private_key().unwrap().clone();
        let new = old.rotated(key.clone(), made.certificate().unwrap().clone(), RotationWay::SameApiClient);
        let mut key_pairs = replaced_by_each_other(&[old, new]);
        key_pairs.mark_saved(&made, BOTH);
        key_pairs.replace(KeyPair::default());
        key_pairs.replace(make_pair());
        key_pairs.note_token_received(&key);
        while key_pairs.current().private_key() != Some(&key) {
            key_pairs.restore();
        }
        let rotation = key_pairs.facts().rotation.unwrap();
        assert!(rotation.token_received && rotation.old_certificate.is_some());
    }

    #[test]
    fn a_sealed_key_is_not_in_danger_until_another_takes_its_place() {
        let (first, second) = (make_pair(), make_pair());
        let mut key_pairs = replaced_by_each_other(std::slice::from_ref(&first));
        key_pairs.mark_stored(first.clone());
        assert_eq!(key_pairs.facts().unsaved, None);
        assert_eq!(key_pairs.unsaved(), None);
        key_pairs.replace(second.clone());
        key_pairs.mark_stored(second);
        assert_eq!(key_pairs.unsaved(), Some((first, Unsaved::PrivateKey)));
    }

    /// This pair with a new certificate.
    fn renewed(pair: &KeyPair) -> KeyPair {
        let (key, certificate) = (pair.private_key().unwrap(), pair.certificate().unwrap());
        pair.renewed(renew(certificate, key, Validity::Days(9), clock::now().seconds()).unwrap())
    }

    #[test]
    fn a_renewed_certificate_is_guarded_until_it_is_saved_or_stored() {
        let made = make_pair();
        let key = made.private_key().cloned().zip(Some(Origin::Pasted));
        let read = KeyPair::kept(key, made.certificate().cloned().zip(Some(Origin::Pasted)));
        let renewed = renewed(&read);
        let with_renewed = || {
            let key_pairs = replaced_by_each_other(&[read.clone(), renewed.clone()]);
            assert_eq!(key_pairs.unsaved(), Some((renewed.clone(), Unsaved::Certificate)));
            assert_eq!(key_pairs.facts().unsaved, Some(Unsaved::Certificate));
            key_pairs
        };
        let mut saved = with_renewed();
        saved.mark_saved(&renewed, InFiles { private_key: true, certificate: false });
        assert_eq!(saved.facts().unsaved, Some(Unsaved::Certificate), "the file has no certificate in it");
        saved.mark_saved(&renewed, BOTH);
        assert_eq!(saved.facts().unsaved, None);
        let mut sealed = with_renewed();
        sealed.mark_stored(renewed.clone());
        assert_eq!(sealed.unsaved(), None);
        let mut for_this_session_only = with_renewed();
        for_this_session_only.mark_certificate_kept(renewed.certificate().cloned());
        assert_eq!(for_this_session_only.unsaved(), None);
        for_this_session_only.mark_certificate_kept(read.certificate().cloned());
        assert_eq!(for_this_session_only.facts().unsaved, Some(Unsaved::Certificate));
    }

    #[test]
    fn a_certificate_that_another_took_the_place_of_is_let_go() {
        let made = make_pair();
        let mut key_pairs = replaced_by_each_other(std::slice::from_ref(&made));
        key_pairs.mark_stored(made.clone());
        let renewed = renewed(&made);
        key_pairs.replace(renewed.clone());
        key_pairs.mark_stored(renewed);
        assert_eq!(key_pairs.unsaved(), None);
    }

    #[test]
    fn a_sealed_key_that_comes_late_can_be_brought_back_and_is_in_danger_once_it_is_overwritten() {
        let (sealed, pasted) = (make_pair(), make_pair());
        let mut key_pairs = replaced_by_each_other(std::slice::from_ref(&pasted));
        key_pairs.take_behind(sealed.clone());
        assert_eq!(key_pairs.current(), &pasted);
        assert!(key_pairs.has_unstored_key());
        key_pairs.mark_stored(pasted.clone());
        assert_eq!(key_pairs.unsaved(), Some((sealed.clone(), Unsaved::PrivateKey)));
        key_pairs.restore();
        assert_eq!(key_pairs.current(), &sealed);
    }

    #[test]
    fn a_certificate_that_came_first_gets_the_sealed_key_that_comes_late() {
        let (sealed, other) = (make_pair(), make_pair());
        let certificate = other.certificate().cloned().zip(other.certificate_origin().cloned());
        let mut key_pairs = replaced_by_each_other(&[KeyPair::kept(None, certificate)]);
        key_pairs.take_behind(sealed.clone());
        assert_eq!(key_pairs.current().private_key(), sealed.private_key());
        assert_eq!(key_pairs.current().certificate(), other.certificate());
        assert!(!key_pairs.has_unstored_key());
    }

    #[test]
    fn bringing_back_again_and_again_shows_every_unsaved_pair() {
        let pairs = [make_pair(), make_pair(), make_pair()];
        let mut key_pairs = replaced_by_each_other(&pairs);
        let mut seen = Vec::new();
        for _ in 0..3 {
            key_pairs.restore();
            seen.push(key_pairs.current().clone());
        }
        assert_eq!(seen, [pairs[1].clone(), pairs[0].clone(), pairs[2].clone()]);
    }
}
