//! Changing to a new key pair without an outage: the old pair is kept beside the new one until a token was received
//! with the new one.
//!
//! Account Manager knows one public key for each API client. So either a second API client works beside the first
//! for a while, or there is a moment between the change there and the change in the integration.

use serde::{Deserialize, Serialize};

use crate::certificate::CertificateFacts;
use crate::key_pair::{KeyPair, PrivateKeyFacts};
use crate::moment::UnixSeconds;

/// How the new public key gets to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum RotationWay {
    /// With a second API client of the same roles and scopes: both pairs work until the first is removed.
    SecondApiClient,
    /// In the place of the old one at the same API client: the old key is refused from that moment on.
    SameApiClient,
}

/// What there is to do, in the order in which nothing stops working (or only for a moment).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum RotationStep {
    /// Make the new pair.
    MakePair,
    /// Save its files.
    SavePair,
    /// Add an API client with the new certificate and the roles and scopes of the old one.
    AddApiClient,
    /// Give the new private key to the integration, without using it yet.
    PrepareIntegration,
    /// Paste the new certificate in the place of the old one.
    ReplaceCertificate,
    /// Get a token with the new key, here.
    GetToken,
    /// Let the integration use the new key (and API key).
    SwitchIntegration,
    /// Remove the old API client.
    RemoveOldApiClient,
    /// Let the old pair go, here.
    LetOldPairGo,
}

impl RotationWay {
    /// The steps, in their order.
    #[must_use]
    pub fn steps(self) -> &'static [RotationStep] {
        use RotationStep::{
            AddApiClient, GetToken, LetOldPairGo, MakePair, PrepareIntegration, RemoveOldApiClient,
            ReplaceCertificate, SavePair, SwitchIntegration,
        };
        match self {
            Self::SecondApiClient => &[
                MakePair,
                SavePair,
                AddApiClient,
                GetToken,
                SwitchIntegration,
                RemoveOldApiClient,
                LetOldPairGo,
            ],
            // The integration is ready before the old key stops working, and the token proves that the new one
            // works while the old certificate can still be pasted back.
            Self::SameApiClient => &[
                MakePair,
                SavePair,
                PrepareIntegration,
                ReplaceCertificate,
                GetToken,
                SwitchIntegration,
                LetOldPairGo,
            ],
        }
    }
}

/// A step and whether it is done, as far as can be seen from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RotationStepShown {
    /// The step.
    pub step: RotationStep,
    /// It is done. What is done in Account Manager is known from the token that was received.
    pub done: bool,
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

/// The pair that a new one shall replace, kept beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotation {
    old: KeyPair,
    way: RotationWay,
    token_received: bool,
}

impl Rotation {
    /// Begins to replace `old`. Where `old` is itself a new pair that has proven nothing yet, the pair that it
    /// shall replace stays the old one.
    #[must_use]
    pub fn begin(old: &KeyPair, way: RotationWay) -> Self {
        let proven = match old.rotation() {
            Some(earlier) if !earlier.token_received => earlier.old.clone(),
            _ => old.without_rotation(),
        };
        Self { old: proven, way, token_received: false }
    }

    /// The same rotation as it was kept somewhere.
    #[must_use]
    pub fn resumed(old: &KeyPair, way: RotationWay, token_received: bool) -> Self {
        Self { old: old.without_rotation(), way, token_received }
    }

    /// The pair that shall be replaced.
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

    /// A token was received with the new key.
    #[must_use]
    pub(crate) fn proven(&self) -> Self {
        Self { token_received: true, ..self.clone() }
    }

    /// What the window shows. `new_is_saved`: the new private key is in a file.
    pub(crate) fn facts(&self, new_is_saved: bool, now: UnixSeconds) -> RotationFacts {
        let old = self.old.facts(now, false);
        let shown =
            |step: &RotationStep| RotationStepShown { step: *step, done: self.is_done(*step, new_is_saved) };
        RotationFacts {
            way: self.way,
            steps: self.way.steps().iter().map(shown).collect(),
            token_received: self.token_received,
            old_private_key: old.private_key,
            old_certificate: old.certificate,
        }
    }

    fn is_done(&self, step: RotationStep, new_is_saved: bool) -> bool {
        match step {
            RotationStep::MakePair => true,
            RotationStep::SavePair => new_is_saved,
            RotationStep::AddApiClient
            | RotationStep::PrepareIntegration
            | RotationStep::ReplaceCertificate
            | RotationStep::GetToken => self.token_received,
            // Only the person knows.
            RotationStep::SwitchIntegration
            | RotationStep::RemoveOldApiClient
            | RotationStep::LetOldPairGo => false,
        }
    }
}
