//! The two engines that Account Manager was seen to run on.

use serde::{Deserialize, Serialize};

/// Accepted difference between clocks in the older engine, in seconds.
pub(crate) const SKEW_2021: u32 = 5 * 60;
/// Accepted difference between clocks in the newer engine, in seconds.
pub(crate) const SKEW_2026: u32 = 15;
/// How long the newer engine accepts a JWT after its `iat`, in seconds. Without an `iat`, how far ahead `exp` may be.
pub(crate) const LONGEST_LIFE_2026: u32 = 60;

/// Which of Account Manager's engines decides. When Account Manager changed its engine, the order of its checks, its
/// words and its limits changed too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Wording {
    /// ForgeRock AM (formerly OpenAM), as seen from 2021 to 2024.
    #[serde(rename = "as_in_2021")]
    AsIn2021,
    /// Keycloak, as seen in 2026.
    #[default]
    #[serde(rename = "as_of_2026")]
    AsOf2026,
}
