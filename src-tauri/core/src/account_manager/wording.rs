//! The two engines that Account Manager was seen to run on.

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
