//! What the window shows about a key pair.

use serde::Serialize;

use super::origin::Origin;
use super::rotation::{RotationStepShown, RotationWay};
use crate::certificate::CertificateFacts;
use crate::key::{KeySyntax, KeyType, SigningAlgorithm};

/// What can be shown about a private key without revealing it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PrivateKeyFacts {
    /// Type and size.
    pub key_type: KeyType,
    /// The algorithms that it can sign with, the usual one first.
    pub algorithms: Vec<SigningAlgorithm>,
    /// The syntax it was read from; PKCS#8 for a generated key.
    pub syntax: KeySyntax,
    /// Where it came from.
    pub origin: Origin,
}

/// What the window shows about the key pair.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct KeyPairFacts {
    /// The private key, if there is one.
    pub private_key: Option<PrivateKeyFacts>,
    /// The certificate, if there is one.
    pub certificate: Option<CertificateFacts>,
    /// Where the certificate came from, if there is one.
    pub certificate_origin: Option<Origin>,
    /// Whether certificate and key belong together; `None` while one of them is missing.
    pub belong_together: Option<bool>,
    /// Whether the previous pair can be restored.
    pub can_restore_previous: bool,
    /// The rotation in progress: the pair that this one replaces, and how far that is.
    pub rotation: Option<RotationFacts>,
}

/// The half of a key pair that exists nowhere but in this window's memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaved {
    /// The private key, with or without the certificate.
    PrivateKey,
    /// Only the certificate; the private key exists elsewhere too.
    Certificate,
}

/// What the window shows about a rotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RotationFacts {
    /// How the new public key gets to the server.
    pub way: RotationWay,
    /// All steps. The first one that is not done is next.
    pub steps: Vec<RotationStepShown>,
    /// A token was received with the new key, so the old pair may be discarded.
    pub token_received: bool,
    /// The old private key, if there is one.
    pub old_private_key: Option<PrivateKeyFacts>,
    /// The old certificate, if there is one.
    pub old_certificate: Option<CertificateFacts>,
    /// Whether the old certificate and the old key belong together; `None` while one of them is missing.
    pub old_belong_together: Option<bool>,
}
