//! What a person fills in to ask for a token, exactly as typed. Reading it is the work of
//! `diagnosis::before_sending`; nothing here is corrected behind the person's back.

use serde::{Deserialize, Serialize};

/// Account Manager's token endpoint.
pub const ACCOUNT_MANAGER_TOKEN_ENDPOINT: &str = "https://account.demandware.com/dwsso/oauth2/access_token";
/// The audience Account Manager's documentation gives for client assertions: the token endpoint, with the port.
pub const ACCOUNT_MANAGER_AUDIENCE: &str = "https://account.demandware.com:443/dwsso/oauth2/access_token";
/// Where API clients are set up.
pub const ACCOUNT_MANAGER_PAGE: &str = "https://account.demandware.com";

/// Where the request goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Destination {
    /// Salesforce B2C Commerce Account Manager.
    AccountManager,
    /// Any other token endpoint.
    Other {
        /// The URL that the request is posted to, as typed.
        token_endpoint: String,
        /// The `aud` claim, as typed; empty means the token endpoint.
        audience: String,
    },
}

/// A claim that differs from what would be signed by default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ClaimEdit {
    /// This claim gets this value. Text that is a JSON number, `true`, `false`, `null`, an array, an object or
    /// a quoted string is taken as that JSON; any other text is a string.
    Set {
        /// The claim's name, as typed.
        name: String,
        /// Its value, as typed.
        text: String,
    },
    /// This claim is not in the JWT.
    LeaveOut {
        /// The claim's name.
        name: String,
    },
}

/// Everything a person fills in for one token request, as typed. A field that a stored form does not know yet has its
/// default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RequestForm {
    /// The API key (client ID).
    pub api_key: String,
    /// Where the request goes.
    pub destination: Destination,
    /// Scopes, separated by white space; empty means none are asked for.
    pub scopes: String,
    /// How long the client assertion is valid, in seconds.
    pub lifetime_seconds: String,
    /// Claims that differ from the default.
    pub claims: Vec<ClaimEdit>,
    /// Longest wait for a connection, in seconds.
    pub connect_timeout_seconds: String,
    /// Longest wait for the whole answer, in seconds.
    pub total_timeout_seconds: String,
}

impl Default for RequestForm {
    fn default() -> Self {
        Self {
            api_key: String::new(),
            destination: Destination::AccountManager,
            scopes: String::new(),
            lifetime_seconds: "60".into(),
            claims: Vec::new(),
            connect_timeout_seconds: "10".into(),
            total_timeout_seconds: "30".into(),
        }
    }
}
