//! Which key pairs of one credential would be lost if the window closed.

use countersign_core::key_pair::{KeyPair, Unsaved};

use super::KeyPairStack;
use crate::state::session::unsaved::UnsavedPart;

impl KeyPairStack {
    /// The pairs that would be lost with the window, and which part of each: the current pair first, then the one that
    /// it is to replace, then the latest of the earlier ones. Each private key once.
    pub(in crate::state::session) fn all_unsaved(&self) -> Vec<(KeyPair, UnsavedPart)> {
        let mut unsaved: Vec<(KeyPair, UnsavedPart)> = Vec::new();
        if let Some(part) = self.unsaved_part_of_current() {
            unsaved.push((self.current.clone(), part));
        }
        let old = self.current.old_at_risk(&self.stored).map(|old| (old, UnsavedPart::OldPrivateKey));
        // Nobody needs a certificate that was replaced, but somebody may still need its key.
        let replaced = self.earlier.iter().rev().flat_map(|pair| {
            let lost = pair.lost_without(&self.stored, false) == Some(Unsaved::PrivateKey);
            lost.then_some(pair).into_iter().chain(pair.old_at_risk(&self.stored))
        });
        for (pair, part) in
            old.into_iter().chain(replaced.map(|pair| (pair, UnsavedPart::ReplacedPrivateKey)))
        {
            let is_known = |(known, _): &(KeyPair, _)| known.private_key() == pair.private_key();
            if !unsaved.iter().any(is_known) && self.current.private_key() != pair.private_key() {
                unsaved.push((pair.clone(), part));
            }
        }
        unsaved
    }

    fn unsaved_part_of_current(&self) -> Option<UnsavedPart> {
        // Who chose to have a key for one session only still has what they pasted.
        match self.current.lost_without(&self.stored, !self.for_session_only)? {
            Unsaved::PrivateKey => Some(UnsavedPart::PrivateKey),
            Unsaved::Certificate => {
                let stored = self.only_certificate_stored.as_ref();
                let is_stored = stored.is_some() && self.current.certificate() == stored;
                (!is_stored).then_some(UnsavedPart::Certificate)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use countersign_core::certificate::{Validity, renew};
    use countersign_core::key_pair::{Origin, RotationWay};

    use super::super::tests::{BOTH, make_pair, replaced_by_each_other};
    use super::*;
    use crate::platform::clock;
    use crate::platform::save::InFiles;

    fn parts(stack: &KeyPairStack) -> Vec<UnsavedPart> {
        stack.all_unsaved().into_iter().map(|(_, part)| part).collect()
    }

    /// This pair as if it had been pasted.
    fn pasted(pair: &KeyPair) -> KeyPair {
        let key = pair.private_key().cloned().zip(Some(Origin::Pasted));
        KeyPair::stored(key, pair.certificate().cloned().zip(Some(Origin::Pasted)))
    }

    fn rotated(old: &KeyPair) -> KeyPair {
        let new = make_pair();
        let (key, certificate) = (new.private_key().unwrap(), new.certificate().unwrap());
        old.rotated(key.clone(), certificate.clone(), RotationWay::SameApiClient)
    }

    /// This pair with a new certificate.
    fn renewed(pair: &KeyPair) -> KeyPair {
        let (key, certificate) = (pair.private_key().unwrap(), pair.certificate().unwrap());
        pair.renewed(renew(certificate, key, Validity::Days(9), clock::now().seconds()).unwrap())
    }

    #[test]
    fn a_sealed_key_is_not_in_danger_until_another_takes_its_place() {
        let (first, second) = (make_pair(), make_pair());
        let mut stack = replaced_by_each_other(std::slice::from_ref(&first));
        assert_eq!(parts(&stack), [UnsavedPart::PrivateKey]);
        stack.mark_stored(first.clone());
        assert_eq!(parts(&stack), []);
        stack.replace(second.clone());
        stack.mark_stored(second);
        assert_eq!(stack.all_unsaved(), [(first, UnsavedPart::ReplacedPrivateKey)]);
    }

    #[test]
    fn a_pasted_key_that_could_not_be_stored_is_in_danger_unless_the_person_chose_this_session_only() {
        let pair = pasted(&make_pair());
        let mut stack = replaced_by_each_other(std::slice::from_ref(&pair));
        assert_eq!(parts(&stack), [UnsavedPart::PrivateKey]);
        stack.mark_only_certificate_stored(pair.certificate().cloned());
        assert_eq!(parts(&stack), []);
        let made = make_pair();
        stack.replace(made.clone());
        stack.mark_only_certificate_stored(made.certificate().cloned());
        assert_eq!(parts(&stack), [UnsavedPart::PrivateKey], "a key that was made here is nowhere else");
        stack.mark_saved(&made, BOTH);
        assert_eq!(parts(&stack), []);
    }

    #[test]
    fn the_old_key_of_a_rotation_is_named_once_and_is_safe_when_it_is_sealed_or_in_a_file() {
        let old = make_pair();
        let new = rotated(&old);
        let mut stack = replaced_by_each_other(&[old.clone(), new.clone()]);
        assert_eq!(parts(&stack), [UnsavedPart::PrivateKey, UnsavedPart::OldPrivateKey]);
        stack.mark_saved(&old, BOTH);
        assert_eq!(parts(&stack), [UnsavedPart::PrivateKey], "its files have it, also as the old one");
        let mut sealed = replaced_by_each_other(&[old, new.clone()]);
        sealed.mark_stored(new);
        assert_eq!(parts(&sealed), [], "it is sealed with the new one");
    }

    #[test]
    fn a_renewed_certificate_is_guarded_until_it_is_saved_or_stored() {
        let read = pasted(&make_pair());
        let renewed = renewed(&read);
        let with_renewed = || {
            let mut stack = replaced_by_each_other(std::slice::from_ref(&read));
            stack.mark_stored(read.clone());
            stack.replace(renewed.clone());
            assert_eq!(stack.all_unsaved(), [(renewed.clone(), UnsavedPart::Certificate)]);
            stack
        };
        let mut saved = with_renewed();
        saved.mark_saved(&renewed, InFiles { private_key: true, certificate: false });
        assert_eq!(parts(&saved), [UnsavedPart::Certificate], "the file has no certificate in it");
        saved.mark_saved(&renewed, BOTH);
        assert_eq!(parts(&saved), []);
        let mut sealed = with_renewed();
        sealed.mark_stored(renewed.clone());
        assert_eq!(parts(&sealed), []);
        let mut for_this_session_only = with_renewed();
        for_this_session_only.mark_only_certificate_stored(renewed.certificate().cloned());
        assert_eq!(parts(&for_this_session_only), []);
        for_this_session_only.mark_only_certificate_stored(read.certificate().cloned());
        assert_eq!(parts(&for_this_session_only), [UnsavedPart::Certificate]);
    }

    #[test]
    fn a_certificate_that_another_took_the_place_of_is_let_go() {
        let made = make_pair();
        let mut stack = replaced_by_each_other(std::slice::from_ref(&made));
        stack.mark_stored(made.clone());
        let renewed = renewed(&made);
        stack.replace(renewed.clone());
        stack.mark_stored(renewed);
        assert_eq!(parts(&stack), []);
    }
}
