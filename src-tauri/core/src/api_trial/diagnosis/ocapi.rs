//! Faults of the Open Commerce API, by their type.

use url::Url;

use super::facts::TrialFacts;
use crate::api_trial::finding::{ApiFinding, LoginNeeded};
use crate::text::shorten;

/// What a fault means.
pub(super) fn explain(fault: &str, facts: &TrialFacts<'_>) -> ApiFinding {
    match fault {
        "MissingClientIdException" => ApiFinding::ClientIdMissing,
        "UnknownClientIdException" => ApiFinding::ClientIdUnknown,
        "DemoClientIdException" => ApiFinding::DemoClient,
        "InvalidAccessTokenException" => facts.refused_token(),
        "InvalidAuthorizationHeaderException" | "AuthorizationHeaderMissingException" => {
            ApiFinding::AuthorizationHeaderSpoilt
        }
        "UnauthorizedReadAccessException" => ApiFinding::ReadNotAllowed,
        "UnauthorizedWriteAccessException" => ApiFinding::WriteNotAllowed,
        "UnauthorizedOriginException" => ApiFinding::OriginNotAllowed,
        "ClientAccessForbiddenException" => ApiFinding::ClientNotAllowed { resource: resource(facts.url) },
        "AccessWithoutUserForbiddenException" => ApiFinding::UserNeeded { login: LoginNeeded::User },
        "UserAccessForbiddenException" => ApiFinding::UserNeeded { login: LoginNeeded::Permission },
        "OrganizationAccessForbiddenException" => ApiFinding::WrongContext { wants_site: true },
        "SiteAccessForbiddenException" => ApiFinding::WrongContext { wants_site: false },
        "OcapiDeprecatedException" => ApiFinding::OcapiOff,
        "VersionNotFoundException" | "InvalidVersionException" => {
            ApiFinding::VersionNotThere { version: version(facts.url) }
        }
        "InvalidHostHeaderException" => {
            ApiFinding::HostNotAccepted { host: shorten(facts.url.host_str().unwrap_or_default()) }
        }
        "SiteOfflineException" => ApiFinding::SiteOffline,
        other => ApiFinding::OtherFault { fault: other.to_owned() },
    }
}

/// The resource in a path such as `/s/-/dw/data/v24_5/sites`, as the settings name it: `/sites`.
pub(in crate::api_trial) fn resource(url: &Url) -> String {
    let rest = url.path().split_once("/dw/data/").map(|(_, rest)| rest).unwrap_or_default();
    let resource = rest.split_once('/').map(|(_, resource)| resource).unwrap_or_default();
    format!("/{}", resource.trim_end_matches('/'))
}

fn version(url: &Url) -> String {
    let rest = url.path().split_once("/dw/data/").map(|(_, rest)| rest).unwrap_or_default();
    shorten(rest.split('/').next().unwrap_or_default())
}
