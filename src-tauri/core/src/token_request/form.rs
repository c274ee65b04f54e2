//! What a person fills in for a token request, exactly as typed. `unsigned.rs` reads it; nothing is silently
//! corrected here.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use url::Url;

use super::grant::Grant;
use super::instance_host::business_manager_endpoint;
use crate::account_manager::{self, PracticeAddress, Recipient, is_host};
use crate::certificate::{Certificate, certificates_in};
use crate::http::NameValue;
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
        /// Further form parameters, as typed. Destinations stored by older versions have none.
        #[serde(default)]
        parameters: Vec<NameValue>,
        /// Certificates in PEM that are trusted for this server, besides those that the system trusts. Destinations
        /// stored by older versions have none.
        #[serde(default)]
        trusted: String,
        /// The user whom the JWT is for, as typed, with the JWT bearer grant (RFC 7523 section 2.1); `None` with the
        /// client credentials grant. Destinations stored by older versions have none.
        #[serde(default)]
        user: Option<String>,
    },
}

impl Destination {
    /// Another token endpoint, without further parameters and certificates.
    #[must_use]
    pub fn other(token_endpoint: impl Into<String>, audience: impl Into<String>) -> Self {
        let (token_endpoint, audience) = (token_endpoint.into(), audience.into());
        Self::Other { token_endpoint, audience, parameters: Vec::new(), trusted: String::new(), user: None }
    }

    /// Whether it is Account Manager, real or practice.
    #[must_use]
    pub fn is_account_manager(&self) -> bool {
        matches!(self, Self::AccountManager | Self::Practice { .. })
    }

    /// The `aud` claim, unless the person edits it.
    #[must_use]
    pub fn audience(&self) -> String {
        match self {
            Self::AccountManager => account_manager::AUDIENCE.to_owned(),
            Self::Practice { running } => {
                running.as_ref().map(PracticeAddress::token_endpoint).unwrap_or_default()
            }
            Self::Other { token_endpoint, audience, .. } if audience.trim().is_empty() => {
                token_endpoint.trim().to_owned()
            }
            Self::Other { audience, .. } => audience.clone(),
        }
    }
}

impl RequestForm {
    /// Who gets the request.
    #[must_use]
    pub fn recipient(&self) -> Recipient {
        match &self.destination {
            Destination::Practice { .. } => Recipient::Practice,
            _ if self.method == AuthMethod::BusinessManagerUser => Recipient::Instance,
            Destination::AccountManager => Recipient::AccountManager,
            Destination::Other { token_endpoint, .. } => Recipient::at(token_endpoint.trim()),
        }
    }

    /// The token endpoint as typed, without white space around it; `None` while the practice Account Manager is off.
    #[must_use]
    pub fn typed_endpoint(&self) -> Option<Cow<'_, str>> {
        let to_instance = self.method == AuthMethod::BusinessManagerUser;
        match &self.destination {
            Destination::Practice { running } if to_instance => {
                Some(running.as_ref()?.business_manager_endpoint().into())
            }
            Destination::Practice { running } => Some(running.as_ref()?.token_endpoint().into()),
            _ if to_instance => Some(business_manager_endpoint(&self.business_manager.instance_host).into()),
            Destination::AccountManager => Some(account_manager::TOKEN_ENDPOINT.into()),
            // White space around a URL is not part of it (WHATWG URL standard section 4.4); white space inside it is
            // an error.
            Destination::Other { token_endpoint, .. } => Some(token_endpoint.trim().into()),
        }
    }

    /// What was typed as the token endpoint, unchanged. Empty where nothing is typed.
    pub(crate) fn endpoint_as_typed(&self) -> &str {
        match &self.destination {
            Destination::Practice { .. } => "",
            _ if self.method == AuthMethod::BusinessManagerUser => &self.business_manager.instance_host,
            Destination::Other { token_endpoint, .. } => token_endpoint,
            Destination::AccountManager => "",
        }
    }

    /// The user whom the JWT is for, with the JWT bearer grant; `None` with any other grant.
    #[must_use]
    pub fn user(&self) -> Option<&str> {
        match &self.destination {
            Destination::Other { user: Some(user), .. } if self.method == AuthMethod::SignedJwt => {
                Some(user.trim())
            }
            _ => None,
        }
    }

    /// The value of `grant_type`.
    #[must_use]
    pub fn grant_type(&self) -> &'static str {
        self.grant().grant_type()
    }

    /// The grant.
    pub(super) fn grant(&self) -> Grant {
        match self.method {
            AuthMethod::SignedJwt if self.user().is_some() => Grant::JwtBearer,
            AuthMethod::SignedJwt | AuthMethod::ClientSecret => Grant::ClientCredentials,
            AuthMethod::BusinessManagerUser => Grant::BusinessManager,
        }
    }

    /// The further form parameters that are sent: those with a name, and only to another server.
    #[must_use]
    pub fn parameters(&self) -> Vec<NameValue> {
        match &self.destination {
            Destination::Other { parameters, .. } if self.method != AuthMethod::BusinessManagerUser => {
                let named = parameters.iter().filter(|parameter| !parameter.name.trim().is_empty());
                named.map(|parameter| NameValue::new(parameter.name.trim(), &parameter.value)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The certificates that are trusted for a request to this URL, besides those that the system trusts: only for
    /// another server, and never for Account Manager's hosts.
    #[must_use]
    pub fn trusted_for(&self, url: &Url) -> Vec<Certificate> {
        match &self.destination {
            Destination::Other { trusted, .. }
                if self.method != AuthMethod::BusinessManagerUser && !url.host_str().is_some_and(is_host) =>
            {
                certificates_in(trusted.as_bytes())
            }
            _ => Vec::new(),
        }
    }

    /// Fills in the address of the practice Account Manager (`None` while it is off), if the request goes there.
    #[must_use]
    pub fn with_practice(mut self, address: Option<PracticeAddress>) -> Self {
        if let Destination::Practice { running } = &mut self.destination {
            *running = address;
        }
        self
    }
}

/// How the client proves who it is. What belongs to the methods that are not chosen stays in the form, so that the
/// person can change back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum AuthMethod {
    /// A JWT signed with the client's private key (RFC 7523 section 2.2).
    #[default]
    SignedJwt,
    /// The API key and the client secret (RFC 6749 section 2.3.1).
    ClientSecret,
    /// The API key, the client secret, and a Business Manager user with an access key. The request goes to an instance
    /// instead of Account Manager.
    BusinessManagerUser,
}

/// Where a request has the client secret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum SecretPlacement {
    /// In a Basic header, form-encoded before Base64, as RFC 6749 section 2.3.1 requires.
    #[default]
    Header,
    /// In a Basic header as it is, as some tools send it. A secret with special characters then arrives as another one.
    HeaderNotEncoded,
    /// In the body, as `client_id` and `client_secret`.
    Body,
}

/// The Business Manager user and their instance, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BusinessManagerForm {
    /// Host of the instance. A scheme before it and a path behind it do not count.
    pub instance_host: String,
    /// The user's login.
    pub user: String,
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

impl ClaimEdit {
    /// The claim's name, as typed.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Set { name, .. } | Self::LeaveOut { name } => name,
        }
    }
}

/// The `typ` in the assertion's header (RFC 7515 section 4.1.9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum HeaderType {
    /// `JWT`, which every server takes that does not ask for more.
    #[default]
    Jwt,
    /// `client-authentication+jwt`, which newer servers ask for (draft-ietf-oauth-rfc7523bis).
    ClientAuthentication,
    /// No `typ`.
    Missing,
}

impl HeaderType {
    /// The value in the header; `None` for no `typ`.
    #[must_use]
    pub fn value(self) -> Option<&'static str> {
        match self {
            Self::Jwt => Some("JWT"),
            Self::ClientAuthentication => Some("client-authentication+jwt"),
            Self::Missing => None,
        }
    }
}

/// Header parameters of the client assertion other than `alg` (RFC 7515 section 4.1): what kind of JWT it is, and which
/// key or certificate to verify its signature with. Account Manager needs none of the latter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HeaderParameters {
    /// `typ`. Forms stored by older versions have none and mean `JWT`.
    pub typ: HeaderType,
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
    /// How the client proves who it is. Forms stored by older versions have none and mean the signed JWT.
    pub method: AuthMethod,
    /// The API key (client ID).
    pub api_key: String,
    /// Where the request has the client secret, if it has one.
    pub secret_placement: SecretPlacement,
    /// The user of the method with a Business Manager user.
    pub business_manager: BusinessManagerForm,
    /// Where the request goes.
    pub destination: Destination,
    /// Scopes, separated by white space; if empty, none are requested.
    pub scopes: String,
    /// Lifetime of the client assertion, in seconds.
    pub lifetime_seconds: String,
    /// Seconds that `iat` and `exp` are shifted, because the server's clock is ahead by so much; negative if it is
    /// behind.
    pub clock_correction_seconds: i32,
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
            method: AuthMethod::default(),
            api_key: String::new(),
            secret_placement: SecretPlacement::default(),
            business_manager: BusinessManagerForm::default(),
            destination: Destination::AccountManager,
            scopes: String::new(),
            lifetime_seconds: "60".into(),
            clock_correction_seconds: 0,
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
