//! What a person fills in for a token request, exactly as typed. `unsigned.rs` reads it; nothing is silently
//! corrected here.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::account_manager::{self, PracticeAddress, Recipient};
use crate::key::SigningAlgorithm;

/// Usual longest wait for a connection, in seconds.
pub(super) const CONNECT_TIMEOUT: u32 = 10;
/// Usual longest wait for the whole response, in seconds.
pub(super) const TOTAL_TIMEOUT: u32 = 30;

/// Where the request goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Destination {
    /// Salesforce B2C Commerce Account Manager.
    AccountManager,
    /// The practice Account Manager in this program, and nowhere else.
    Practice {
        /// The address of the practice server; `None` while it is off. The program fills it in for each request. It
        /// never comes from the page and is never stored, so that data made for practice cannot be sent anywhere
        /// else.
        #[serde(skip)]
        #[cfg_attr(feature = "bindings", ts(skip))]
        running: Option<PracticeAddress>,
    },
    /// Another token endpoint.
    Other {
        /// The URL to post the request to, as typed.
        token_endpoint: String,
        /// The `aud` claim, as typed; empty means the token endpoint.
        audience: String,
    },
}

impl Destination {
    /// Whether it is Account Manager, real or practice.
    #[must_use]
    pub fn is_account_manager(&self) -> bool {
        matches!(self, Self::AccountManager | Self::Practice { .. })
    }

    /// Who gets what is sent there.
    #[must_use]
    pub fn recipient(&self) -> Recipient {
        match self {
            Self::AccountManager => Recipient::AccountManager,
            Self::Practice { .. } => Recipient::Practice,
            Self::Other { token_endpoint, .. } => Recipient::at(token_endpoint.trim()),
        }
    }

    /// The token endpoint as typed, without white space around it; `None` while the practice Account Manager is off.
    #[must_use]
    pub fn typed_endpoint(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::AccountManager => Some(account_manager::TOKEN_ENDPOINT.into()),
            Self::Practice { running } => Some(running.as_ref()?.token_endpoint().into()),
            // White space around a URL is not part of it (WHATWG URL standard section 4.4); white space inside it is
            // an error.
            Self::Other { token_endpoint, .. } => Some(token_endpoint.trim().into()),
        }
    }

    /// What was typed as the token endpoint, unchanged. Empty where nothing is typed.
    pub(crate) fn as_typed(&self) -> &str {
        match self {
            Self::Other { token_endpoint, .. } => token_endpoint,
            Self::AccountManager | Self::Practice { .. } => "",
        }
    }

    /// The `aud` claim, unless the person edits it.
    #[must_use]
    pub fn audience(&self) -> String {
        match self {
            Self::AccountManager => account_manager::AUDIENCE.to_owned(),
            Self::Practice { running } => {
                running.as_ref().map(PracticeAddress::token_endpoint).unwrap_or_default()
            }
            Self::Other { token_endpoint, audience } if audience.trim().is_empty() => {
                token_endpoint.trim().to_owned()
            }
            Self::Other { audience, .. } => audience.clone(),
        }
    }
}

impl RequestForm {
    /// Fills in the address of the practice Account Manager (`None` while it is off), if the request goes there.
    #[must_use]
    pub fn with_practice(mut self, address: Option<PracticeAddress>) -> Self {
        if let Destination::Practice { running } = &mut self.destination {
            *running = address;
        }
        self
    }
}

/// A claim that differs from its default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ClaimEdit {
    /// Gives the claim this value. Text that is a JSON number, `true`, `false`, `null`, an array, an object or a
    /// quoted string is read as JSON; any other text is a string.
    Set {
        /// Claim name, as typed.
        name: String,
        /// Value, as typed.
        text: String,
    },
    /// Leaves this claim out of the JWT.
    LeaveOut {
        /// Claim name.
        name: String,
    },
}

/// Header parameters of the client assertion other than `alg` and `typ` (RFC 7515 section 4.1). They tell the server
/// which key or certificate to verify the signature with. Account Manager needs none of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HeaderParameters {
    /// `kid`, as typed; empty leaves it out.
    pub kid: String,
    /// `x5t`: the SHA-1 thumbprint of the certificate.
    pub x5t: bool,
    /// `x5t#S256`: the SHA-256 thumbprint of the certificate.
    pub x5t_s256: bool,
    /// `x5c`: the certificate itself.
    pub x5c: bool,
}

/// Everything a person fills in for one token request, as typed. Fields missing in a stored form get their default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RequestForm {
    /// The API key (client ID).
    pub api_key: String,
    /// Where the request goes.
    pub destination: Destination,
    /// Scopes, separated by white space; if empty, none are requested.
    pub scopes: String,
    /// Lifetime of the client assertion, in seconds.
    pub lifetime_seconds: String,
    /// Claims that differ from the default.
    pub claims: Vec<ClaimEdit>,
    /// Signing algorithm of the client assertion. Forms stored by older versions have none and mean RS256.
    pub algorithm: SigningAlgorithm,
    /// Header parameters of the client assertion. Forms stored by older versions have none.
    pub header: HeaderParameters,
    /// Longest wait for a connection, in seconds, as typed.
    pub connect_timeout_seconds: String,
    /// Longest wait for the whole response, in seconds, as typed.
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
            algorithm: SigningAlgorithm::default(),
            header: HeaderParameters::default(),
            connect_timeout_seconds: CONNECT_TIMEOUT.to_string(),
            total_timeout_seconds: TOTAL_TIMEOUT.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_stored_by_an_older_version_reads_as_rs256_without_header_parameters() {
        let old = r#"{"api_key":"id","destination":{"kind":"account_manager"},"scopes":"","lifetime_seconds":"60",
            "claims":[],"connect_timeout_seconds":"10","total_timeout_seconds":"30"}"#;
        let expected = RequestForm { api_key: "id".into(), ..RequestForm::default() };
        assert_eq!(serde_json::from_str::<RequestForm>(old).unwrap(), expected);
        assert_eq!(expected.algorithm, SigningAlgorithm::Rs256);
    }
}
