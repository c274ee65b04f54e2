//! What is known besides the request and its answer.

use crate::diagnosis::finding::Finding;
use crate::moment::UnixMillis;

/// What is known besides the request and its answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// What was found before the request was sent.
    pub before: Vec<Finding>,
    /// The last time that this credential got a token from the same server, if it ever did.
    pub earlier: Option<EarlierToken>,
}

/// A token that a credential got, and what of the request is still the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierToken {
    /// When it was received.
    pub at: UnixMillis,
    /// Whether the same key signed; `None` if that is not known.
    pub same_key: Option<bool>,
    /// Whether it was the same API client.
    pub same_client: bool,
    /// Whether the client authenticated in the same way.
    pub same_auth_method: bool,
    /// Whether the audience was the same.
    pub same_audience: bool,
    /// Whether the same scopes were requested.
    pub same_scopes: bool,
}
