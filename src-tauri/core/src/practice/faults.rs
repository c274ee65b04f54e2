//! How the practice Account Manager behaves: which engine it imitates, and which faults it has on purpose, so that a
//! person can see the diagnosis for each. Tests use the same switches.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::account_manager::{ApiClient, Wording, read_key};
use crate::commerce_instance::{GrantTrouble, OcapiTrouble};

/// What responds instead of Account Manager.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Gateway {
    /// Nothing else: Account Manager itself responds.
    #[default]
    Nobody,
    /// 404, as at the path `/dw/oauth2`, which is switched off.
    RetiredPath,
    /// 429, with `Retry-After`.
    TooManyRequests,
    /// 503.
    Unavailable,
    /// 200 with an HTML page.
    Html,
    /// 302 to a login page.
    Redirect,
    /// The response comes later than clients usually wait.
    Slow,
    /// The connection is closed in the middle of the response.
    Cut,
}

/// What something on the way does to the header `Authorization`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum HeaderFault {
    /// Nothing.
    #[default]
    Intact,
    /// The header is removed.
    Removed,
    /// The header loses its scheme, `Basic` or `Bearer`.
    SchemeLost,
}

impl HeaderFault {
    /// The header as it arrives.
    pub(super) fn applied_to(self, header: Option<&str>) -> Option<&str> {
        match self {
            Self::Intact => header,
            Self::Removed => None,
            Self::SchemeLost => header.map(|header| header.split_once(' ').map_or(header, |(_, rest)| rest)),
        }
    }
}

/// The faults of the practice instance. Without any, it behaves like a healthy instance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct InstanceFaults {
    /// What keeps the Business Manager user from getting a token.
    pub grant: GrantTrouble,
    /// No API accepts the token, as if it had expired.
    pub token_not_accepted: bool,
    /// What keeps OCAPI from answering.
    pub ocapi: OcapiTrouble,
}

/// All faults. Without any, it behaves like a healthy Account Manager.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Faults {
    /// The certificate stored for the API client belongs to another key.
    pub another_certificate: bool,
    /// The stored certificate is followed by a stray character.
    pub stray_characters: bool,
    /// The API client is inactive.
    pub inactive: bool,
    /// The API client is set to another token endpoint auth method than the one it uses.
    pub other_auth_method: bool,
    /// How far the server's clock is ahead of this computer's, in minutes; negative if it is behind. Limited to one
    /// day.
    pub clock_minutes: i32,
    /// Only one spelling of the audience is accepted: the one without the port.
    pub strict_audience: bool,
    /// No requested scope is allowed.
    pub scope_not_allowed: bool,
    /// What responds instead of Account Manager.
    pub gateway: Gateway,
    /// What something on the way does to the header `Authorization`, of whatever request.
    pub header: HeaderFault,
    /// The faults of the instance.
    pub instance: InstanceFaults,
}

/// How the practice Account Manager behaves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PracticeSettings {
    /// Which engine it imitates.
    pub wording: Wording,
    /// Its faults.
    pub faults: Faults,
}

/// Limit of [`Faults::clock_minutes`], in minutes.
const LONGEST_CLOCK_FAULT: i32 = 24 * 60;

impl Faults {
    /// How far the server's clock is ahead of this computer's, in seconds.
    #[must_use]
    pub fn clock_seconds(&self) -> i64 {
        i64::from(self.clock_minutes.clamp(-LONGEST_CLOCK_FAULT, LONGEST_CLOCK_FAULT)) * 60
    }

    /// The API clients with these faults. `another_key` is a public key as PEM that belongs to none of them.
    pub(super) fn applied_to<'c>(&self, clients: &'c [ApiClient], another_key: &str) -> Cow<'c, [ApiClient]> {
        let breaks_clients = self.another_certificate || self.stray_characters || self.inactive;
        if !breaks_clients {
            return Cow::Borrowed(clients);
        }
        clients.iter().map(|client| self.applied_to_client(client.clone(), another_key)).collect()
    }

    fn applied_to_client(&self, mut client: ApiClient, another_key: &str) -> ApiClient {
        // A key that cannot be read is refused for that reason, with or without this fault.
        if self.another_certificate && read_key(&client.public_key).is_ok() {
            another_key.clone_into(&mut client.public_key);
        }
        if self.stray_characters && !client.public_key.is_empty() {
            client.public_key.push_str("\n.");
        }
        client.active &= !self.inactive;
        client
    }
}
