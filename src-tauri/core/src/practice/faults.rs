//! How a person has it behave: in the words of which engine, and what is broken on purpose, to see the diagnosis they
//! would get. Tests use the same switches.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::account_manager::{ApiClient, TokenEndpointAuthMethod, Wording, read_key};

/// What answers in Account Manager's place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Gateway {
    /// Nothing: Account Manager answers.
    #[default]
    Nobody,
    /// 404, as at the switched-off path `/dw/oauth2`.
    RetiredPath,
    /// 429, with `Retry-After`.
    TooManyRequests,
    /// 503.
    Unavailable,
    /// 200 with a page of HTML.
    Html,
    /// 302 to a page that asks for a login.
    Redirect,
    /// The answer comes after the time that people wait.
    Slow,
    /// The connection ends in the middle of the answer.
    Cut,
}

/// Everything that can be broken. Without any, it answers as a healthy Account Manager.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Faults {
    /// The certificate stored for the API client is another one.
    pub another_certificate: bool,
    /// A stray character stands behind the stored certificate.
    pub stray_characters: bool,
    /// The API client is inactive.
    pub inactive: bool,
    /// The token endpoint auth method of the API client is another than the one it uses.
    pub other_auth_method: bool,
    /// How far the server's clock is ahead of this computer's, in minutes; negative when it is behind. No more than
    /// a day counts.
    pub clock_minutes: i32,
    /// The audience is taken in one spelling alone: without the port.
    pub strict_audience: bool,
    /// Whatever scope is asked for is not allowed.
    pub scope_not_allowed: bool,
    /// Something else answers.
    pub gateway: Gateway,
}

/// How it behaves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PracticeSettings {
    /// In whose words it answers.
    pub wording: Wording,
    /// What is broken.
    pub faults: Faults,
}

/// No more than this is taken of [`Faults::clock_minutes`].
const LONGEST_CLOCK_FAULT: i32 = 24 * 60;

impl Faults {
    /// How far the server's clock is ahead, in seconds.
    #[must_use]
    pub fn clock_seconds(&self) -> i64 {
        i64::from(self.clock_minutes.clamp(-LONGEST_CLOCK_FAULT, LONGEST_CLOCK_FAULT)) * 60
    }

    /// The API clients with what is broken about them. `another_key`: a public key as PEM that is none of theirs.
    pub(super) fn applied_to<'c>(&self, clients: &'c [ApiClient], another_key: &str) -> Cow<'c, [ApiClient]> {
        let breaks_clients =
            self.another_certificate || self.stray_characters || self.inactive || self.other_auth_method;
        if !breaks_clients {
            return Cow::Borrowed(clients);
        }
        clients.iter().map(|client| self.applied_to_client(client.clone(), another_key)).collect()
    }

    fn applied_to_client(&self, mut client: ApiClient, another_key: &str) -> ApiClient {
        // What cannot be read is refused for that, whatever else is broken.
        if self.another_certificate && read_key(&client.public_key).is_ok() {
            another_key.clone_into(&mut client.public_key);
        }
        if self.stray_characters && !client.public_key.is_empty() {
            client.public_key.push_str("\n.");
        }
        client.active &= !self.inactive;
        if self.other_auth_method {
            client.auth_method = match client.auth_method {
                TokenEndpointAuthMethod::PrivateKeyJwt => TokenEndpointAuthMethod::ClientSecretPost,
                TokenEndpointAuthMethod::None => TokenEndpointAuthMethod::None,
                _ => TokenEndpointAuthMethod::PrivateKeyJwt,
            };
        }
        client
    }
}
