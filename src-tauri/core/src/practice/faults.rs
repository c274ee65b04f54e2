//! How a person has it behave: in whose words, and what is broken on purpose, to see the diagnosis they would get. Tests
//! use the same switches.

use serde::{Deserialize, Serialize};

/// In whose words Account Manager answers: it changed its engine, and with it order, words and limits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Wording {
    /// As seen from 2021 to 2024: ForgeRock AM's, formerly OpenAM.
    #[serde(rename = "as_in_2021")]
    AsIn2021,
    /// As seen in 2026: Keycloak's.
    #[default]
    #[serde(rename = "as_of_2026")]
    AsOf2026,
}

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
}
