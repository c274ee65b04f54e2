//! The key pair a person works with: a private key, a certificate, and whether they belong together. What is taken from
//! files or text is in the rooms below; files and clocks are the shell's.

mod chain;
mod load;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::certificate::{Certificate, CertificateConcern, CertificateFacts};
use crate::key::{KeySyntax, KeyType, PrivateKey, SigningAlgorithm};
use crate::key_file::{KeyProblem, Locked, ReadNote};
use crate::moment::UnixSeconds;
use crate::rotation::{Rotation, RotationFacts, RotationWay};

pub use load::{KeySource, load};

/// Where a key or certificate came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "origin", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Origin {
    /// Made in this window.
    Generated,
    /// Read from a file.
    File {
        /// Its name without the folder.
        name: String,
    },
    /// Pasted as text.
    Pasted,
}

/// What can be said of a private key without showing it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PrivateKeyFacts {
    /// Type and size.
    pub key_type: KeyType,
    /// What it can sign with, the usual first.
    pub algorithms: Vec<SigningAlgorithm>,
    /// The syntax it was found in; a generated key is PKCS#8.
    pub syntax: KeySyntax,
    /// Where it came from.
    pub origin: Origin,
}

/// What the window shows of the key pair.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct KeyPairFacts {
    /// The private key, if there is one.
    pub private_key: Option<PrivateKeyFacts>,
    /// The certificate, if there is one.
    pub certificate: Option<CertificateFacts>,
    /// Whether certificate and key belong together; `None` while one of them is missing.
    pub belong_together: Option<bool>,
    /// What was made here and is nowhere but in this window's memory.
    pub unsaved: Option<Unsaved>,
    /// The pair before this one can be brought back.
    pub can_restore_previous: bool,
    /// The pair that this one shall replace, and how far that is.
    pub rotation: Option<RotationFacts>,
}

/// What was made in this window and is nowhere but in its memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Unsaved {
    /// The private key, whatever is with the certificate.
    PrivateKey,
    /// The certificate of a private key that is not lost.
    Certificate,
}

/// A problem and the file it is about; `source` is `None` for pasted text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SourceProblem {
    /// File name without its folder.
    pub source: Option<String>,
    /// What is wrong.
    pub problem: KeyProblem,
}

/// What came of reading files or text. Problems and success can stand beside each other: of two files, one
/// may be good.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LoadReport {
    /// The key pair as it is now.
    pub key_pair: KeyPairFacts,
    /// Whether a private key was taken from what was read.
    pub took_private_key: bool,
    /// Whether a certificate was taken from what was read.
    pub took_certificate: bool,
    /// What was set right while reading.
    pub notes: Vec<ReadNote>,
    /// What could not be read.
    pub problems: Vec<SourceProblem>,
    /// What needs a passphrase. Reading the same sources again with it takes what is inside.
    pub locked: Vec<Locked>,
}

/// A [`LoadReport`] without the key pair, whose facts are the caller's to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Whether a private key was taken from what was read.
    pub took_private_key: bool,
    /// Whether a certificate was taken from what was read.
    pub took_certificate: bool,
    /// What was set right while reading.
    pub notes: Vec<ReadNote>,
    /// What could not be read.
    pub problems: Vec<SourceProblem>,
    /// What needs a passphrase.
    pub locked: Vec<Locked>,
}

impl Loaded {
    /// What the window is told; `key_pair` is the pair as it is now.
    #[must_use]
    pub fn report(self, key_pair: KeyPairFacts) -> LoadReport {
        let Self { took_private_key, took_certificate, notes, problems, locked } = self;
        LoadReport { key_pair, took_private_key, took_certificate, notes, problems, locked }
    }
}

/// The key pair in the window: either half may be missing, and the halves may not belong together. Cheap to
/// clone; nothing in it changes but by replacing it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPair {
    private_key: Option<Sourced<PrivateKey>>,
    certificate: Option<Sourced<Certificate>>,
    /// The private key was made in this window and is in no file.
    key_unsaved: bool,
    /// Likewise the certificate.
    certificate_unsaved: bool,
    rotation: Option<Arc<Rotation>>,
}

/// Something and where it came from.
type Sourced<T> = (T, Origin);

impl KeyPair {
    /// A pair made in this window. Its halves count as unsaved until they are marked as saved.
    #[must_use]
    pub fn generated(private_key: PrivateKey, certificate: Certificate) -> Self {
        Self {
            private_key: Some((private_key, Origin::Generated)),
            certificate: Some((certificate, Origin::Generated)),
            key_unsaved: true,
            certificate_unsaved: true,
            rotation: None,
        }
    }

    /// This pair with a new certificate for its key, made in this window.
    #[must_use]
    pub fn renewed(&self, certificate: Certificate) -> Self {
        let certificate = Some((certificate, Origin::Generated));
        Self { certificate, certificate_unsaved: true, ..self.clone() }
    }

    /// A new pair, made in this window, that shall replace this one. This one is kept with it.
    #[must_use]
    pub fn rotated(&self, private_key: PrivateKey, certificate: Certificate, way: RotationWay) -> Self {
        Self::generated(private_key, certificate).replacing(Rotation::begin(self, way))
    }

    /// This pair as the new one of a rotation.
    #[must_use]
    pub fn replacing(self, rotation: Rotation) -> Self {
        Self { rotation: Some(Arc::new(rotation)), ..self }
    }

    /// The pair that this one shall replace, and how.
    #[must_use]
    pub fn rotation(&self) -> Option<&Rotation> {
        self.rotation.as_deref()
    }

    /// This private key with the other's certificate.
    #[must_use]
    pub fn with_certificate_of(self, other: &Self) -> Self {
        Self {
            certificate: other.certificate.clone(),
            certificate_unsaved: other.certificate_unsaved,
            ..self
        }
    }

    /// This pair alone.
    #[must_use]
    pub fn without_rotation(&self) -> Self {
        Self { rotation: None, ..self.clone() }
    }

    /// This pair alone, once a token was received with it; `None` while the pair that it replaces is still needed.
    #[must_use]
    pub fn old_pair_let_go(&self) -> Option<Self> {
        self.rotation()?.token_received().then(|| self.without_rotation())
    }

    /// Notes that a server gave a token for an assertion that this key signed. Whether that was news.
    pub fn note_token_received(&mut self, signed_with: &PrivateKey) -> bool {
        match &self.rotation {
            Some(rotation) if !rotation.token_received() && self.private_key() == Some(signed_with) => {
                self.rotation = Some(Arc::new(rotation.proven()));
                true
            }
            _ => false,
        }
    }

    /// A pair that was kept, so that nothing of it is lost with the window.
    #[must_use]
    pub fn kept(
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

    /// Neither half is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.private_key.is_none() && self.certificate.is_none()
    }

    /// Whether nothing of the pair before is lost in this one. What it shall replace does not count: that is let go
    /// knowingly.
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

    /// What was made in this window and is in no file.
    #[must_use]
    pub fn unsaved(&self) -> Option<Unsaved> {
        match (self.key_unsaved, self.certificate_unsaved) {
            (true, _) => Some(Unsaved::PrivateKey),
            (false, true) => Some(Unsaved::Certificate),
            (false, false) => None,
        }
    }

    /// What of this pair would be lost with the window, where `stored` is not.
    #[must_use]
    pub fn lost_without(&self, stored: &Self) -> Option<Unsaved> {
        let left = Self {
            key_unsaved: self.key_unsaved && self.private_key() != stored.private_key(),
            certificate_unsaved: self.certificate_unsaved && self.certificate() != stored.certificate(),
            ..Self::default()
        };
        left.unsaved()
    }

    /// The private key is in a file now.
    pub fn mark_key_saved(&mut self) {
        self.key_unsaved = false;
    }

    /// The certificate is in a file now.
    pub fn mark_certificate_saved(&mut self) {
        self.certificate_unsaved = false;
    }

    /// What the window shows. `can_restore_previous`: there is a pair before this one to go back to.
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
            belong_together: self.belong_together(),
            unsaved: self.unsaved(),
            can_restore_previous,
            rotation: self.rotation().map(|rotation| rotation.facts(!self.key_unsaved, now)),
        }
    }

    fn certificate_facts(&self, now: UnixSeconds) -> Option<CertificateFacts> {
        let (certificate, origin) = self.certificate.as_ref()?;
        let mut facts = certificate.facts(origin.clone(), now);
        // Whatever it may do, who signed it with this key meant it for this key.
        if facts.self_signed && self.belong_together() == Some(true) {
            facts.concerns.retain(|concern| *concern != CertificateConcern::Authority);
        }
        Some(facts)
    }

    /// This pair with what was read in its place: a new half replaces the old one, and the other half stays, so
    /// that a key and a certificate can be brought one after the other, also when they turn out not to belong
    /// together. Only where the old halves were a pair and the new half is not part of it, a new pair begins.
    fn replaced_by(
        &self,
        private_key: Option<Sourced<PrivateKey>>,
        certificate: Option<Sourced<Certificate>>,
    ) -> Self {
        let next = Self {
            // What was read came from somewhere, so it is somewhere.
            key_unsaved: self.key_unsaved && private_key.is_none(),
            certificate_unsaved: self.certificate_unsaved && certificate.is_none(),
            private_key: private_key.clone().or_else(|| self.private_key.clone()),
            certificate: certificate.clone().or_else(|| self.certificate.clone()),
            rotation: None,
        };
        if self.belong_together() == Some(true) && next.belong_together() == Some(false) {
            return Self { private_key, certificate, ..Self::default() };
        }
        // Another private key is no longer the new one of the rotation.
        let rotation = self.rotation.clone().filter(|_| next.private_key() == self.private_key());
        Self { rotation, ..next }
    }
}
