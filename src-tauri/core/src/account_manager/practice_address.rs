//! Where the practice Account Manager can be reached, and the addresses it has there.

use std::net::SocketAddr;

use super::{ISSUER_PATH, TOKEN_PATH};

/// The address of the practice Account Manager: always this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeAddress(SocketAddr);

impl PracticeAddress {
    /// The address of a server that listens there; `None` unless that is this computer alone.
    #[must_use]
    pub fn new(address: SocketAddr) -> Option<Self> {
        address.ip().is_loopback().then_some(Self(address))
    }

    /// Host and port, for example `127.0.0.1:4443`.
    #[must_use]
    pub fn authority(&self) -> String {
        self.0.to_string()
    }

    /// The token endpoint; also the audience it takes.
    #[must_use]
    pub fn token_endpoint(&self) -> String {
        format!("http://{}{TOKEN_PATH}", self.0)
    }

    /// The `iss` of its tokens.
    #[must_use]
    pub fn issuer(&self) -> String {
        format!("http://{}{ISSUER_PATH}", self.0)
    }

    pub(crate) fn port(&self) -> u16 {
        self.0.port()
    }
}
