//! What the window shows of a key pair.

use serde::Serialize;

use super::origin::Origin;
use super::rotation::{RotationStepShown, RotationWay};
use crate::certificate::CertificateFacts;
use crate::key::{KeySyntax, KeyType, SigningAlgorithm};

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
    /// Where the certificate came from, if there is one.
    pub certificate_origin: Option<Origin>,
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

/// What the window shows of a rotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RotationFacts {
    /// How the new public key gets to the server.
    pub way: RotationWay,
    /// All steps; the first that is not done is the next.
    pub steps: Vec<RotationStepShown>,
    /// A token was received with the new key: the old pair may be let go.
    pub token_received: bool,
    /// The old private key, if there is one.
    pub old_private_key: Option<PrivateKeyFacts>,
    /// The old certificate, if there is one.
    pub old_certificate: Option<CertificateFacts>,
}
