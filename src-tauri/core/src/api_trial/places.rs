//! Where the APIs of a credential are, exactly as typed.

use serde::{Deserialize, Serialize};

/// What a token is tried on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum TriedApi {
    /// Salesforce Commerce API.
    #[default]
    Scapi,
    /// Data API of the Open Commerce API.
    Ocapi,
    /// The instance's files.
    WebDav,
    /// A GET that the person writes.
    Other,
}

impl TriedApi {
    /// The three that "Try all" tries, in this order.
    pub const THREE: [Self; 3] = [Self::Scapi, Self::Ocapi, Self::WebDav];
}

/// Where the APIs of a credential are, exactly as typed. What is empty follows from the rest, where it can.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ApiPlaces {
    /// What was chosen last.
    pub chosen: TriedApi,
    /// Short code of the Salesforce Commerce API.
    pub short_code: String,
    /// Organization ID, for example `f_ecom_zzte_053`.
    pub organization: String,
    /// The scope whose reading request is sent to the Salesforce Commerce API; if empty, one that the token has.
    pub scapi_scope: String,
    /// Host of the instance.
    pub instance_host: String,
    /// Version of the Open Commerce API.
    pub ocapi_version: String,
    /// Host for WebDAV.
    pub web_dav_host: String,
    /// The URL of the person's own GET.
    pub other_url: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stored_by_an_older_version_are_empty() {
        assert_eq!(serde_json::from_str::<ApiPlaces>("{}").unwrap(), ApiPlaces::default());
    }
}
