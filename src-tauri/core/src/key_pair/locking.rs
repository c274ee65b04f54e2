//! What happens to a key pair when secrets are locked: a private key that can be brought back is wiped, and its place
//! stays until it is. A private key that is in memory only is named before anything happens to it.

use super::pair::{KeyPair, Rotation};
use crate::key::PrivateKey;

/// What happens to the private key of a pair when secrets are locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtLock {
    /// There is none.
    NoKey,
    /// It is wiped, and comes back when secrets are unlocked: it is sealed, or read from files each time.
    ComesBack,
    /// It is wiped. The person has it in a file, or replaced it, so that it was there only to undo that.
    IsElsewhere,
    /// It is in memory only, or the private key is that it replaces. It would be lost.
    WouldBeLost,
}

impl KeyPair {
    /// What happens to the private key when secrets are locked. `stored`: the pair that is sealed, or read from files
    /// each time. `is_current`: the person works with this pair now.
    #[must_use]
    pub fn at_lock(&self, stored: &Self, is_current: bool) -> AtLock {
        let Some(private_key) = self.private_key() else { return AtLock::NoKey };
        let is_stored = stored.private_key() == Some(private_key);
        if is_stored && (self.old_key().is_none() || self.old_key() == stored.old_key()) {
            return AtLock::ComesBack;
        }
        let is_lost = self.is_key_needed(is_current) && !stored.has_key_of(self);
        if is_lost || self.old_at_risk(stored).is_some() { AtLock::WouldBeLost } else { AtLock::IsElsewhere }
    }

    /// This pair without its private key and the pair that it replaces. Both come back with [`KeyPair::unlocked`].
    #[must_use]
    pub fn locked(&self) -> Self {
        let public = self.private_key().map(|key| key.public_key_spki_der().to_vec());
        let mut locked = self.clone();
        locked.locked_key = public.or(locked.locked_key);
        (locked.private_key, locked.rotation) = (None, None);
        locked
    }

    /// This pair without its private key and the pair that it replaces, which are lost.
    #[must_use]
    pub fn without_private_key(&self) -> Self {
        let mut without = self.locked();
        without.locked_key = None;
        without
    }

    /// This pair with the private key of the stored one, if that was wiped from it.
    #[must_use]
    pub fn unlocked(&self, stored: &Self) -> Self {
        let public = stored.private_key().map(PrivateKey::public_key_spki_der);
        let mut unlocked = self.clone();
        if self.is_locked() && self.locked_key.as_deref() == public {
            unlocked.private_key = stored.private_key.clone();
            unlocked.rotation = stored.rotation.clone();
            unlocked.locked_key = None;
        }
        unlocked
    }

    /// Whether the private key was wiped and can come back.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.locked_key.is_some()
    }

    /// The pair that this one replaces, if its private key is in no file and not stored.
    #[must_use]
    pub fn old_at_risk(&self, stored: &Self) -> Option<&Self> {
        let old = self.rotation().map(Rotation::old)?;
        (old.is_key_needed(true) && !stored.has_key_of(old)).then_some(old)
    }

    /// The private key that this pair replaces.
    pub(super) fn old_key(&self) -> Option<&PrivateKey> {
        self.rotation()?.old().private_key()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::{CertificateOptions, make_self_signed};
    use crate::key::{RsaBits, make_rsa_key};
    use crate::key_pair::{Origin, RotationWay};
    use crate::moment::UnixSeconds;

    fn make_pair() -> KeyPair {
        let key = make_rsa_key(RsaBits::Rsa2048).unwrap();
        let now = UnixSeconds(1_800_000_000);
        let certificate = make_self_signed(&key, &CertificateOptions::default(), now).unwrap();
        KeyPair::generated(key, certificate)
    }

    /// This pair as if it had been pasted.
    fn read(pair: &KeyPair) -> KeyPair {
        let with_origin = |key: &PrivateKey| (key.clone(), Origin::Pasted);
        KeyPair::stored(pair.private_key().map(with_origin), None)
    }

    fn rotated(pair: &KeyPair) -> KeyPair {
        let new = make_pair();
        let (key, certificate) = (new.private_key().unwrap(), new.certificate().unwrap());
        pair.rotated(key.clone(), certificate.clone(), RotationWay::SameApiClient)
    }

    #[test]
    fn a_sealed_key_comes_back_and_a_key_that_is_in_memory_only_would_be_lost() {
        let (pair, other) = (make_pair(), make_pair());
        for is_current in [true, false] {
            assert_eq!(pair.at_lock(&pair, is_current), AtLock::ComesBack);
            assert_eq!(pair.at_lock(&other, is_current), AtLock::WouldBeLost);
        }
        assert_eq!(KeyPair::default().at_lock(&pair, true), AtLock::NoKey);
    }

    #[test]
    fn a_pasted_key_would_be_lost_only_while_the_person_works_with_it_and_no_file_has_it() {
        let (mut pair, nothing) = (read(&make_pair()), KeyPair::default());
        assert_eq!(pair.at_lock(&nothing, true), AtLock::WouldBeLost);
        assert_eq!(pair.at_lock(&nothing, false), AtLock::IsElsewhere);
        pair.mark_saved(&pair.clone(), true, false);
        assert_eq!(pair.at_lock(&nothing, true), AtLock::IsElsewhere);
        let key = pair.private_key().cloned().zip(Some(Origin::File { name: "key.pem".into() }));
        assert_eq!(KeyPair::stored(key, None).at_lock(&nothing, true), AtLock::IsElsewhere);
    }

    #[test]
    fn the_old_key_of_a_rotation_would_be_lost_unless_it_is_sealed_with_the_new_one() {
        let pair = rotated(&read(&make_pair()));
        assert_eq!(pair.at_lock(&pair, false), AtLock::ComesBack);
        assert_eq!(pair.at_lock(&pair.without_rotation(), false), AtLock::WouldBeLost);
        assert_eq!(pair.without_rotation().at_lock(&pair, false), AtLock::ComesBack);
    }

    #[test]
    fn a_pair_is_the_same_after_it_was_locked_and_unlocked() {
        let mut pair = rotated(&make_pair());
        pair.mark_saved(&pair.clone(), true, false);
        let locked = pair.locked();
        assert!(locked.private_key().is_none() && locked.rotation().is_none() && locked.is_locked());
        assert_eq!(locked.certificate(), pair.certificate(), "what is public stays");
        assert_eq!(locked.locked(), locked);
        assert_eq!(locked.unlocked(&make_pair()), locked, "another key does not take its place");
        assert_eq!(locked.unlocked(&pair.clone().guarded()), pair);
    }
}
