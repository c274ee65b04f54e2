//! What stands between this computer and a server, and what it does with a request.

use serde::{Deserialize, Serialize};

use crate::diagnosis::weight::Place;

/// What stands between this computer and the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum IntermediaryKind {
    /// A company's proxy or web filter, or a filter on this computer.
    CompanyProxy,
    /// A firewall or content network before the server.
    Firewall,
    /// The login page of a network.
    Portal,
    /// A router, of a home or an office.
    Router,
    /// A web server, load balancer or API gateway before the server.
    Gateway,
}

impl IntermediaryKind {
    /// Where something can be done about it.
    pub(in crate::diagnosis) fn place(self) -> Place {
        match self {
            Self::CompanyProxy | Self::Portal | Self::Router => Place::Computer,
            Self::Firewall | Self::Gateway => Place::Server,
        }
    }
}

/// What it did with the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum IntermediaryDid {
    /// It blocked it.
    Blocked,
    /// It wants a login.
    WantsLogin,
    /// It wants to see that a browser asks.
    WantsBrowser,
    /// It does not reach the server behind it.
    FoundNoServer,
    /// It answered itself; what it did is not known.
    Answered,
}
