//! The key pair that a person works with, and the pair that it replaces. Either half may be missing.

use std::sync::Arc;

use super::facts::{KeyPairFacts, PrivateKeyFacts, RotationFacts, Unsaved};
use super::origin::Origin;
use super::rotation::RotationWay;
use crate::certificate::{Certificate, CertificateConcern, CertificateFacts};
use crate::key::PrivateKey;
use crate::moment::UnixSeconds;

/// The key pair in the window. Either half may be missing, and the halves may not belong together. Cheap to
/// clone. A key or certificate in it is never changed, only replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPair {
    pub(super) private_key: Option<Sourced<PrivateKey>>,
    certificate: Option<Sourced<Certificate>>,
    /// The private key was wiped from memory because secrets are locked: its public half, by which it is recognised.
    pub(super) locked_key: Option<Vec<u8>>,
    /// The private key was made in this window and is in no file.
    key_unsaved: bool,
    /// The private key was saved to a file in this window.
    key_saved: bool,
    /// The certificate was made in this window and is in no file.
    certificate_unsaved: bool,
    pub(super) rotation: Option<Arc<Rotation>>,
}

/// A key or certificate, and where it came from.
pub(super) type Sourced<T> = (T, Origin);

impl KeyPair {
    /// A pair made in this window. Both halves count as unsaved until they are marked as saved.
    #[must_use]
    pub fn generated(private_key: PrivateKey, certificate: Certificate) -> Self {
        Self {
            private_key: Some((private_key, Origin::Generated)),
            certificate: Some((certificate, Origin::Generated)),
            key_unsaved: true,
            certificate_unsaved: true,
            ..Self::default()
        }
    }

    /// This pair as it comes from the store: each half that was generated counts as unsaved, because it may be in no
    /// file. So the person is asked before it is lost.
    #[must_use]
    pub fn guarded(self) -> Self {
        let generated = |origin: Option<&Origin>| origin == Some(&Origin::Generated);
        Self {
            key_unsaved: generated(self.private_key_origin()),
            certificate_unsaved: generated(self.certificate_origin()),
            ..self
        }
    }

    /// This pair with a new certificate for its key, made in this window.
    #[must_use]
    pub fn renewed(&self, certificate: Certificate) -> Self {
        let certificate = Some((certificate, Origin::Generated));
        Self { certificate, certificate_unsaved: true, ..self.clone() }
    }

    /// A new pair, made in this window, that is to replace this one. This one stays available beside it.
    #[must_use]
    pub fn rotated(&self, private_key: PrivateKey, certificate: Certificate, way: RotationWay) -> Self {
        Self::generated(private_key, certificate).replacing(Rotation::begin(self, way))
    }

    /// This pair as the new one of a rotation.
    #[must_use]
    pub fn replacing(self, rotation: Rotation) -> Self {
        Self { rotation: Some(Arc::new(rotation)), ..self }
    }

    /// The pair that this one is to replace, and how.
    #[must_use]
    pub fn rotation(&self) -> Option<&Rotation> {
        self.rotation.as_deref()
    }

    /// This private key with the other pair's certificate.
    #[must_use]
    pub fn with_certificate_of(self, other: &Self) -> Self {
        Self {
            certificate: other.certificate.clone(),
            certificate_unsaved: other.certificate_unsaved,
            ..self
        }
    }

    /// This pair without the one that it replaces.
    #[must_use]
    pub fn without_rotation(&self) -> Self {
        Self { rotation: None, ..self.clone() }
    }

    /// This pair without the one that it replaces, once a token was received with it. `None` if it replaces
    /// none, or if the old pair is still needed.
    #[must_use]
    pub fn without_old_pair(&self) -> Option<Self> {
        self.rotation()?.token_received().then(|| self.without_rotation())
    }

    /// Records that a server issued a token for an assertion signed with this key. Returns whether that was
    /// new.
    pub fn note_token_received(&mut self, signed_with: &PrivateKey) -> bool {
        match &self.rotation {
            Some(rotation) if !rotation.token_received() && self.private_key() == Some(signed_with) => {
                self.rotation = Some(Arc::new(rotation.proven()));
                true
            }
            _ => false,
        }
    }

    /// A pair from storage: none of it is lost when the window closes.
    #[must_use]
    pub fn stored(
        private_key: Option<(PrivateKey, Origin)>,
        certificate: Option<(Certificate, Origin)>,
    ) -> Self {
        Self { private_key, certificate, ..Self::default() }
    }

    /// Where the private key came from, if there is one.
    #[must_use]
    pub fn private_key_origin(&self) -> Option<&Origin> {
        self.private_key.as_ref().map(|(_, origin)| origin)
    }

    /// Where the certificate came from, if there is one.
    #[must_use]
    pub fn certificate_origin(&self) -> Option<&Origin> {
        self.certificate.as_ref().map(|(_, origin)| origin)
    }

    /// The private key, if there is one.
    #[must_use]
    pub fn private_key(&self) -> Option<&PrivateKey> {
        self.private_key.as_ref().map(|(key, _)| key)
    }

    /// The certificate, if there is one.
    #[must_use]
    pub fn certificate(&self) -> Option<&Certificate> {
        self.certificate.as_ref().map(|(certificate, _)| certificate)
    }

    /// Whether this is the public half of its private key, which may be locked.
    pub(super) fn has_public_key(&self, spki: &[u8]) -> bool {
        self.private_key().is_some_and(|key| key.public_key_spki_der() == spki)
            || self.locked_key.as_deref().is_some_and(|locked| locked == spki)
    }

    /// Whether both halves are missing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.private_key.is_none() && self.certificate.is_none()
    }

    /// Whether this pair still has everything of the pair before. The pair that it replaces does not count:
    /// that one is discarded on purpose.
    #[must_use]
    pub fn keeps(&self, before: &Self) -> bool {
        (before.private_key().is_none() || before.private_key() == self.private_key())
            && (before.certificate().is_none() || before.certificate() == self.certificate())
    }

    /// Whether certificate and key belong together; `None` while one of them is missing.
    #[must_use]
    pub fn belong_together(&self) -> Option<bool> {
        Some(self.certificate()?.belongs_to(self.private_key()?))
    }

    /// Whether the private key is in a file: it was read from one, or saved to one in this window.
    pub(super) fn is_key_in_file(&self) -> bool {
        self.key_saved || matches!(self.private_key_origin(), Some(Origin::File { .. }))
    }

    /// What was made in this window and is in no file.
    #[must_use]
    pub fn unsaved(&self) -> Option<Unsaved> {
        unsaved_half(self.is_key_unsaved(), self.certificate_unsaved)
    }

    /// Whether the private key was made in this window and is in no file.
    pub(super) fn is_key_unsaved(&self) -> bool {
        self.key_unsaved && self.private_key.is_some()
    }

    /// What of this pair would be lost when the window closes, given that `stored` is in storage. `is_current`: the
    /// person works with this pair now.
    #[must_use]
    pub fn lost_without(&self, stored: &Self, is_current: bool) -> Option<Unsaved> {
        unsaved_half(
            self.is_key_needed(is_current) && !stored.has_key_of(self),
            self.certificate_unsaved && self.certificate() != stored.certificate(),
        )
    }

    /// Whether the private key is in no file and still needed. Pasted text may be nowhere else, but a pasted key that
    /// was replaced is not needed any more.
    pub(super) fn is_key_needed(&self, is_current: bool) -> bool {
        if is_current { self.private_key.is_some() && !self.is_key_in_file() } else { self.is_key_unsaved() }
    }

    /// Whether this pair, or the one that it replaces, has the private key of the other pair.
    pub(super) fn has_key_of(&self, other: &Self) -> bool {
        let key = other.private_key();
        key.is_some() && (self.private_key() == key || self.old_key() == key)
    }

    /// Records which halves of another pair were saved to files, if this pair or the one that it replaces has them.
    pub fn mark_saved(&mut self, saved: &Self, private_key: bool, certificate: bool) {
        if private_key && self.private_key() == saved.private_key() {
            (self.key_unsaved, self.key_saved) = (false, true);
        }
        if certificate && self.certificate() == saved.certificate() {
            self.certificate_unsaved = false;
        }
        if let Some(rotation) = &mut self.rotation {
            Arc::make_mut(rotation).old.mark_saved(saved, private_key, certificate);
        }
    }

    /// What the window shows. `can_restore_previous`: there is a previous pair that can be restored.
    #[must_use]
    pub fn facts(&self, now: UnixSeconds, can_restore_previous: bool) -> KeyPairFacts {
        KeyPairFacts {
            private_key: self.private_key.as_ref().map(|(key, origin)| PrivateKeyFacts {
                key_type: key.key_type(),
                algorithms: key.algorithms().to_vec(),
                syntax: key.syntax(),
                origin: origin.clone(),
            }),
            certificate: self.certificate_facts(now),
            certificate_origin: self.certificate_origin().cloned(),
            belong_together: self.belong_together(),
            can_restore_previous,
            rotation: self.rotation().map(|rotation| rotation.facts(!self.key_unsaved, now)),
        }
    }

    fn certificate_facts(&self, now: UnixSeconds) -> Option<CertificateFacts> {
        let certificate = self.certificate()?;
        let mut facts = certificate.facts(now);
        // Whatever the certificate allows: somebody who signed it with this very key meant it for this key.
        if facts.self_signed && self.belong_together() == Some(true) {
            facts.concerns.retain(|concern| *concern != CertificateConcern::Authority);
        }
        Some(facts)
    }

    /// This pair after something was read: a new half replaces the old one, and the other half stays. So a key
    /// and a certificate can be loaded one after the other, even if they turn out not to belong together. Only
    /// if the old halves were a pair and the new half does not belong to it, a new pair begins.
    pub(super) fn replaced_by(
        &self,
        private_key: Option<Sourced<PrivateKey>>,
        certificate: Option<Sourced<Certificate>>,
    ) -> Self {
        let next = Self {
            // What was read exists elsewhere, so it is not unsaved.
            key_unsaved: self.key_unsaved && private_key.is_none(),
            key_saved: self.key_saved && private_key.is_none(),
            certificate_unsaved: self.certificate_unsaved && certificate.is_none(),
            private_key: private_key.clone().or_else(|| self.private_key.clone()),
            certificate: certificate.clone().or_else(|| self.certificate.clone()),
            locked_key: self.locked_key.clone().filter(|_| private_key.is_none()),
            rotation: None,
        };
        if self.belong_together() == Some(true) && next.belong_together() == Some(false) {
            return Self { private_key, certificate, ..Self::default() };
        }
        // Another private key is not the new one of the rotation.
        let rotation = self.rotation.clone().filter(|_| next.private_key() == self.private_key());
        Self { rotation, ..next }
    }
}

/// The half to save: the private key comes before the certificate.
fn unsaved_half(private_key: bool, certificate: bool) -> Option<Unsaved> {
    let certificate = certificate.then_some(Unsaved::Certificate);
    if private_key { Some(Unsaved::PrivateKey) } else { certificate }
}

/// The pair that a new one is to replace, held beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotation {
    old: KeyPair,
    way: RotationWay,
    token_received: bool,
}

impl Rotation {
    /// Begins to replace `old`. If `old` is itself the new pair of a rotation and no token was received with it
    /// yet, the pair that it replaces stays the old one.
    #[must_use]
    pub fn begin(old: &KeyPair, way: RotationWay) -> Self {
        let proven = match old.rotation() {
            Some(earlier) if !earlier.token_received => earlier.old.clone(),
            _ => old.without_rotation(),
        };
        Self { old: proven, way, token_received: false }
    }

    /// A rotation from storage.
    #[must_use]
    pub fn resumed(old: &KeyPair, way: RotationWay, token_received: bool) -> Self {
        Self { old: old.without_rotation(), way, token_received }
    }

    /// The pair that is to be replaced.
    #[must_use]
    pub fn old(&self) -> &KeyPair {
        &self.old
    }

    /// How the new public key gets to the server.
    #[must_use]
    pub fn way(&self) -> RotationWay {
        self.way
    }

    /// Whether a token was received with the new key.
    #[must_use]
    pub fn token_received(&self) -> bool {
        self.token_received
    }

    /// This rotation after a token was received with the new key.
    #[must_use]
    pub(crate) fn proven(&self) -> Self {
        Self { token_received: true, ..self.clone() }
    }

    fn facts(&self, new_is_saved: bool, now: UnixSeconds) -> RotationFacts {
        let old = self.old.facts(now, false);
        RotationFacts {
            way: self.way,
            steps: self.way.steps_shown(new_is_saved, self.token_received),
            token_received: self.token_received,
            old_private_key: old.private_key,
            old_certificate: old.certificate,
            old_belong_together: old.belong_together,
        }
    }
}
