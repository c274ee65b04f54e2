//! Rotation: changing to a new key pair without an outage. The old pair stays beside the new one until a token
//! was received with the new one.
//!
//! Account Manager has one public key for each API client. So either a second API client works beside the first
//! for a while, or there is a gap between the change there and the change in the integration.

use serde::{Deserialize, Serialize};

/// How the new public key gets to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum RotationWay {
    /// With a second API client that has the same roles and scopes: both pairs work until the first is removed.
    SecondApiClient,
    /// At the same API client, in place of the old one: from that moment on, the old key is refused.
    SameApiClient,
}

/// A step of a rotation, in an order in which nothing stops working (or only for a moment).
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
    /// Paste the new certificate in place of the old one.
    ReplaceCertificate,
    /// Get a token with the new key, here.
    GetToken,
    /// Let the integration use the new key (and API key).
    SwitchIntegration,
    /// Remove the old API client.
    RemoveOldApiClient,
    /// Discard the old pair, here.
    DiscardOldPair,
}

impl RotationWay {
    /// The steps, and which of them are done. `new_is_saved`: the new private key is in a file.
    /// `token_received`: a token was received for an assertion that it signed.
    pub(super) fn steps_shown(self, new_is_saved: bool, token_received: bool) -> Vec<RotationStepShown> {
        let shown = |step: &RotationStep| RotationStepShown {
            step: *step,
            done: step.is_done(new_is_saved, token_received),
        };
        self.steps().iter().map(shown).collect()
    }

    /// The steps in their order.
    #[must_use]
    pub fn steps(self) -> &'static [RotationStep] {
        use RotationStep::{
            AddApiClient, DiscardOldPair, GetToken, MakePair, PrepareIntegration, RemoveOldApiClient,
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
                DiscardOldPair,
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
                DiscardOldPair,
            ],
        }
    }
}

impl RotationStep {
    fn is_done(self, new_is_saved: bool, token_received: bool) -> bool {
        match self {
            Self::MakePair => true,
            Self::SavePair => new_is_saved,
            Self::AddApiClient | Self::PrepareIntegration | Self::ReplaceCertificate | Self::GetToken => {
                token_received
            }
            // Only the person knows.
            Self::SwitchIntegration | Self::RemoveOldApiClient | Self::DiscardOldPair => false,
        }
    }
}

/// A step, and whether it is done as far as this program can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RotationStepShown {
    /// The step.
    pub step: RotationStep,
    /// It is done. A token that was received proves the steps in Account Manager.
    pub done: bool,
}
