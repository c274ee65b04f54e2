//! The one table that says how sure each finding about an API is, and what it offers to paste.

use serde::Serialize;

use super::finding::{ApiFinding, RefusedToken};
use super::settings::SettingsToPaste;
use crate::diagnosis::Certainty::{self, Likely, Possible, Proven};

/// A finding about an API as the window shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ApiFindingShown {
    /// The finding.
    pub finding: ApiFinding,
    /// How certain it is.
    pub certainty: Certainty,
    /// What to paste in Business Manager, if that fixes it.
    pub settings: Option<SettingsToPaste>,
}

impl ApiFinding {
    /// How certain it is.
    #[must_use]
    pub fn certainty(&self) -> Certainty {
        match self {
            // The answer itself says so.
            Self::ClientIdMissing
            | Self::ClientIdUnknown
            | Self::DemoClient
            | Self::ReadNotAllowed
            | Self::WriteNotAllowed
            | Self::OriginNotAllowed
            | Self::ClientNotAllowed { .. }
            | Self::UserNeeded { .. }
            | Self::WrongContext { .. }
            | Self::OcapiOff
            | Self::VersionNotThere { .. }
            | Self::HostNotAccepted { .. }
            | Self::SiteOffline
            | Self::OtherFault { .. }
            | Self::ScopesMissing { .. }
            | Self::HostNotFound { .. }
            | Self::NoAnswer { .. }
            | Self::Page { .. }
            | Self::NotApi
            | Self::Redirected { .. }
            | Self::NotFound
            | Self::ProxyLogin
            | Self::TooMany { .. }
            | Self::ServerFailed { .. }
            | Self::Unexplained { .. }
            | Self::TokenNotTaken { why: RefusedToken::Expired | RefusedToken::Shopper }
            | Self::ClientCertificateWanted { said: true } => Proven,
            Self::AuthorizationHeaderSpoilt
            | Self::NoPermission { .. }
            | Self::ScapiNotFound { .. }
            | Self::ShopperApi
            | Self::WebDavNotAllowed { .. }
            | Self::WebDavNotFound
            | Self::TokenNotTaken { why: RefusedToken::Other } => Likely,
            Self::ClientCertificateWanted { said: false } => Possible,
        }
    }
}
