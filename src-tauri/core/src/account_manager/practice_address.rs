//! The loopback address of the practice Account Manager, and the URLs derived from it.

use std::net::SocketAddr;

use super::{INSTANCE_TOKEN_PATH, ISSUER_PATH, TOKEN_PATH};

/// The address of the practice Account Manager. Always a loopback address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeAddress(SocketAddr);

impl PracticeAddress {
    /// The address of a server that listens at `address`; `None` unless that is a loopback address.
    #[must_use]
    pub fn new(address: SocketAddr) -> Option<Self> {
        address.ip().is_loopback().then_some(Self(address))
    }

    /// Host and port, for example `127.0.0.1:4443`.
    #[must_use]
    pub fn authority(&self) -> String {
        self.0.to_string()
    }

    /// The token endpoint, which is also the audience it accepts.
    #[must_use]
    pub fn token_endpoint(&self) -> String {
        format!("http://{}{TOKEN_PATH}", self.0)
    }

    /// The token endpoint of its practice instance, for the Business Manager grant.
    #[must_use]
    pub fn business_manager_endpoint(&self) -> String {
        format!("http://{}{INSTANCE_TOKEN_PATH}", self.0)
    }

    /// The `iss` claim of its tokens.
    #[must_use]
    pub fn issuer(&self) -> String {
        format!("http://{}{ISSUER_PATH}", self.0)
    }

    pub(crate) fn port(&self) -> u16 {
        self.0.port()
    }
}
