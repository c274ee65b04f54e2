//! The table of addresses: what is where.

use crate::account_manager::{INSTANCE_TOKEN_PATH, TOKEN_PATH};
use crate::commerce_instance::{ScapiRequest, WebdavRequest};

/// What is at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// Account Manager's token endpoint.
    TokenEndpoint,
    /// Account Manager's introspection of tokens.
    Introspection,
    /// Account Manager's keys.
    Jwks,
    /// Account Manager's discovery document.
    Discovery,
    /// The instance's Business Manager grant. Account Manager's token endpoint had the same path until it was switched
    /// off.
    BusinessManagerGrant,
    /// One of the instance's APIs.
    Api(Api),
}

/// An API of the instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Api {
    Ocapi,
    Scapi,
    Webdav,
}

impl Address {
    /// What is at this path; `None` if nothing is.
    pub(super) fn of(path: &str) -> Option<Self> {
        Some(match path {
            TOKEN_PATH => Self::TokenEndpoint,
            "/dwsso/oauth2/introspect" => Self::Introspection,
            "/dwsso/oauth2/connect/jwk_uri" => Self::Jwks,
            "/dwsso/oauth2/.well-known/openid-configuration" => Self::Discovery,
            INSTANCE_TOKEN_PATH => Self::BusinessManagerGrant,
            _ if path.starts_with("/s/") => Self::Api(Api::Ocapi),
            _ if WebdavRequest::is_path(path) => Self::Api(Api::Webdav),
            _ if ScapiRequest::is_path(path) => Self::Api(Api::Scapi),
            _ => return None,
        })
    }
}
