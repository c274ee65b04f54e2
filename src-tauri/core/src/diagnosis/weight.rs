//! What a finding weighs, and where it belongs.

use serde::{Deserialize, Serialize};

/// What a finding does to the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Severity {
    /// Checked, and in order.
    Fine,
    /// Worth knowing.
    Note,
    /// The person has to confirm before it is sent.
    Warning,
    /// Nothing is sent; after sending: this is why it failed.
    Error,
}

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Certainty {
    /// Shown here, before or after sending.
    Proven,
    /// The usual cause.
    Likely,
    /// One of several causes.
    Possible,
}

/// The place where a finding is mended.
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
    /// This computer: clock, network, proxy.
    Computer,
    /// The server.
    Server,
}

/// A field of the form, so that a finding can be shown beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Field {
    /// API key (client ID).
    ApiKey,
    /// Token endpoint of another server.
    TokenEndpoint,
    /// Audience of another server.
    Audience,
    /// Scopes.
    Scopes,
    /// Lifetime of the client assertion.
    Lifetime,
    /// One of the claims.
    Claims,
    /// What the client assertion is signed with.
    Algorithm,
    /// Header parameters of the client assertion.
    Header,
    /// Longest wait for a connection.
    ConnectTimeout,
    /// Longest wait for the answer.
    TotalTimeout,
}
