//! How much a finding weighs, and where it belongs.

use serde::{Deserialize, Serialize};

use crate::token_request::ClientSecretKind;

/// What a finding means for the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Severity {
    /// Checked and correct.
    Fine,
    /// Worth knowing.
    Note,
    /// The person has to confirm before the request is sent.
    Warning,
    /// Before sending: nothing is sent. After sending: this is why the request failed.
    Error,
}

/// How certain a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Certainty {
    /// It was observed, before or after sending.
    Proven,
    /// The usual cause.
    Likely,
    /// One of several causes.
    Possible,
}

/// The place where a finding can be fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Place {
    /// Step 1.
    KeyPair,
    /// Step 2: the API key field and what is set in Account Manager.
    ApiClient,
    /// Step 3: destination, scopes, claims.
    Request,
    /// This computer: its clock, network or proxy.
    Computer,
    /// The server.
    Server,
}

/// A form field, so that a finding can be shown beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Field {
    /// API key (client ID).
    ApiKey,
    /// Client secret.
    ClientSecret,
    /// Login of the Business Manager user.
    User,
    /// Access key of the Business Manager user.
    AccessKey,
    /// Host of the instance.
    InstanceHost,
    /// Token endpoint of a server other than Account Manager.
    TokenEndpoint,
    /// Audience for a server other than Account Manager.
    Audience,
    /// User whom the JWT is for, with the JWT bearer grant.
    JwtUser,
    /// Further form parameters for a server other than Account Manager.
    Parameters,
    /// Scopes.
    Scopes,
    /// Lifetime of the client assertion.
    Lifetime,
    /// One of the claims.
    Claims,
    /// Algorithm that the client assertion is signed with.
    Algorithm,
    /// Header parameters of the client assertion.
    Header,
    /// Longest wait for a connection.
    ConnectTimeout,
    /// Longest wait for the response.
    TotalTimeout,
}

impl From<ClientSecretKind> for Field {
    fn from(kind: ClientSecretKind) -> Self {
        match kind {
            ClientSecretKind::ClientSecret => Self::ClientSecret,
            ClientSecretKind::AccessKey => Self::AccessKey,
        }
    }
}
