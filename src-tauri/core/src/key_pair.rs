//! The key pair a person works with: a private key, a certificate, and whether they belong together. Files and
//! clocks are the shell's.

use serde::Serialize;
use zeroize::Zeroizing;

use crate::certificate::{Certificate, CertificateFacts};
use crate::key::{Choice, Found, KeyMaterial, KeyProblem, KeySyntax, KeyType, PrivateKey, ReadNote, choose};
use crate::moment::UnixSeconds;

/// Where a key or certificate came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
    /// A generated private key that is nowhere but in this window's memory.
    pub unsaved: bool,
    /// The pair before this one can be brought back.
    pub can_restore_previous: bool,
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
}

/// The key pair in the window: either half may be missing, and the halves may not belong together. Cheap to
/// clone; nothing in it changes but by replacing it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPair {
    private_key: Option<(PrivateKey, Origin)>,
    certificate: Option<(Certificate, Origin)>,
    unsaved: bool,
}

impl KeyPair {
    /// A pair made in this window. It counts as unsaved until [`KeyPair::mark_saved`].
    #[must_use]
    pub fn generated(private_key: PrivateKey, certificate: Certificate) -> Self {
        Self {
            private_key: Some((private_key, Origin::Generated)),
            certificate: Some((certificate, Origin::Generated)),
            unsaved: true,
        }
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

    /// Whether nothing of the pair before is lost in this one.
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

    /// A generated private key that is nowhere but in memory.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.unsaved
    }

    /// The private key is in a file now.
    pub fn mark_saved(&mut self) {
        self.unsaved = false;
    }

    /// This pair with what was read put in its place.
    ///
    /// A new half replaces the old one. The other half stays, so that a key and a certificate can be brought
    /// one after the other, also when they turn out not to belong together. Only where the old halves were a
    /// pair and the new half is not part of it, a new pair begins, and the other old half goes.
    #[must_use]
    pub fn merge(&self, material: KeyMaterial, origin: Origin) -> Self {
        let private_key = material.private_key.map(|key| (key, origin.clone()));
        let certificate = material.certificate.map(|certificate| (certificate, origin));
        self.replaced_by(private_key, certificate)
    }

    /// What the window shows. `can_restore_previous`: there is a pair before this one to go back to.
    #[must_use]
    pub fn facts(&self, now: UnixSeconds, can_restore_previous: bool) -> KeyPairFacts {
        KeyPairFacts {
            private_key: self.private_key.as_ref().map(|(key, origin)| PrivateKeyFacts {
                key_type: key.key_type(),
                syntax: key.syntax(),
                origin: origin.clone(),
            }),
            certificate: self
                .certificate
                .as_ref()
                .map(|(certificate, origin)| certificate.facts(origin.clone(), now)),
            belong_together: self.belong_together(),
            unsaved: self.unsaved,
            can_restore_previous,
        }
    }

    fn replaced_by(
        &self,
        private_key: Option<(PrivateKey, Origin)>,
        certificate: Option<(Certificate, Origin)>,
    ) -> Self {
        let were_a_pair = self.belong_together() == Some(true);
        let mut next = self.clone();
        match (private_key, certificate) {
            (Some(key), Some(certificate)) => {
                next = Self { private_key: Some(key), certificate: Some(certificate), unsaved: false };
            }
            (Some(key), None) => {
                let joins = self.certificate().is_some_and(|certificate| certificate.belongs_to(&key.0));
                if were_a_pair && !joins {
                    next.certificate = None;
                }
                // It came from somewhere, so it is somewhere.
                next.private_key = Some(key);
                next.unsaved = false;
            }
            (None, Some(certificate)) => {
                let joins = self.private_key().is_some_and(|key| certificate.0.belongs_to(key));
                if were_a_pair && !joins {
                    next.private_key = None;
                    next.unsaved = false;
                }
                next.certificate = Some(certificate);
            }
            (None, None) => {}
        }
        next
    }
}

/// A file or a pasted text that shall be read.
pub struct KeySource {
    /// File name without its folder; `None` for pasted text.
    pub name: Option<String>,
    /// What is in it, or why it could not be read.
    pub content: Result<Zeroizing<Vec<u8>>, KeyProblem>,
}

impl KeySource {
    /// Text that was pasted.
    #[must_use]
    pub fn pasted(text: String) -> Self {
        Self { name: None, content: Ok(Zeroizing::new(text.into_bytes())) }
    }
}

/// Reads several files (or one text) together and puts what they hold in the place of the current pair; see
/// [`KeyPair::merge`].
///
/// Of several private keys and certificates, in one file or in many, those are taken that belong together; else
/// what belongs to the current key or certificate; else the first. `can_restore` is whether there is a pair to
/// go back to before this; where the current one is changed, there is.
#[must_use]
pub fn load(
    current: &KeyPair,
    sources: Vec<KeySource>,
    now: UnixSeconds,
    can_restore: bool,
) -> (KeyPair, LoadReport) {
    let mut report = LoadReport::default();
    let mut private_keys: Vec<(PrivateKey, Origin)> = Vec::new();
    let mut certificates: Vec<(Certificate, Origin)> = Vec::new();
    let mut left_out = Vec::new();
    for KeySource { name, content } in sources {
        let found = match content {
            Ok(bytes) => Found::in_bytes(&bytes),
            Err(problem) => Found::only(problem),
        };
        let origin = name.clone().map_or(Origin::Pasted, |name| Origin::File { name });
        for key in found.private_keys {
            if !private_keys.iter().any(|(known, _)| *known == key) {
                private_keys.push((key, origin.clone()));
            }
        }
        for certificate in found.certificates {
            if !certificates.iter().any(|(known, _)| *known == certificate) {
                certificates.push((certificate, origin.clone()));
            }
        }
        for note in found.notes {
            match note {
                ReadNote::LeftOut { labels } => left_out.extend(labels),
                note if !report.notes.contains(&note) => report.notes.push(note),
                _ => {}
            }
        }
        let with_source = |problem| SourceProblem { source: name.clone(), problem };
        report.problems.extend(found.problems.into_iter().map(with_source));
    }
    if !left_out.is_empty() {
        left_out.sort();
        left_out.dedup();
        report.notes.push(ReadNote::LeftOut { labels: left_out });
    }

    let only = |keys: &[(PrivateKey, Origin)]| keys.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>();
    let only_certificates: Vec<Certificate> =
        certificates.iter().map(|(certificate, _)| certificate.clone()).collect();
    let Choice { private_key, certificate, notes } =
        choose(&only(&private_keys), &only_certificates, current.private_key(), current.certificate());
    report.notes.extend(notes);
    let private_key = private_keys.into_iter().find(|(key, _)| private_key.as_ref() == Some(key));
    let certificate = certificates.into_iter().find(|(known, _)| certificate.as_ref() == Some(known));
    report.took_private_key = private_key.is_some();
    report.took_certificate = certificate.is_some();

    let next = current.replaced_by(private_key, certificate);
    let took = report.took_private_key || report.took_certificate;
    report.key_pair = next.facts(now, can_restore || (took && !current.is_empty()));
    (next, report)
}
