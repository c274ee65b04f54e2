//! OCAPI's refusals, with the types and arguments that its documentation gives ("OCAPI Global Exceptions"). Where the
//! words of a message are known, they are quoted exactly; elsewhere they are the documentation's.

use serde_json::{Value, json};

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum OcapiFault {
    /// The version is missing or malformed.
    InvalidVersion,
    /// There is no such version.
    VersionNotFound { version: String },
    /// OCAPI is switched off for the instance.
    Deprecated,
    /// The host is not one of the instance's.
    InvalidHost { host: String },
    /// There is no such site.
    UnknownSite { site: String },
    /// The site is offline.
    SiteOffline { site: String },
    /// The resource belongs to a site, and was asked of the organization.
    OrganizationForbidden,
    /// The resource belongs to the organization, and was asked of a site.
    SiteForbidden { site: String },
    /// There is no such resource.
    ResourceNotFound { path: String },
    /// Neither a token nor a client ID.
    MissingClientId,
    /// A client ID, and no token.
    HeaderMissing,
    /// The `Authorization` header is not `Bearer …`.
    InvalidHeader,
    /// The token was not accepted.
    InvalidToken { token: String },
    /// The client ID of the demo client, which only sandboxes know.
    DemoClient { client_id: String },
    /// There is no such API client.
    UnknownClient { client_id: String },
    /// The client ID in the header is not the token's.
    OtherClient { client_id: String },
    /// The settings do not name the origin.
    Origin { origin: String },
    /// The settings do not give the API client this resource.
    ClientForbidden { path: String },
    /// The settings give the API client the resource, and not to read it.
    NoReadAccess { path: String },
    /// A user is needed.
    WithoutUser,
    /// The user lacks a permission.
    UserForbidden { path: String },
    /// `select` cannot be read.
    MalformedSelector { selector: String },
    /// Another method than `GET`.
    MethodNotAllowed { method: String },
}

/// The newest version, as documents name it.
pub(super) const NEWEST_VERSION: &str = "24.5";

impl OcapiFault {
    /// Status code.
    pub(crate) fn status(&self) -> u16 {
        self.words().0
    }

    /// The response's body.
    pub(crate) fn body(&self) -> Value {
        let (_, name, arguments, message) = self.words();
        json!({"_v": NEWEST_VERSION, "fault": {"arguments": arguments, "type": format!("{name}Exception"), "message": message}})
    }

    fn words(&self) -> (u16, &'static str, Value, String) {
        let none = || json!({});
        let at = |path: &str| json!({"method": "GET", "path": path});
        let client = |client_id: &str| json!({"clientId": client_id});
        match self {
            Self::InvalidVersion => {
                (400, "InvalidVersion", none(), "Version is missing or malformed in request URL.".into())
            }
            Self::VersionNotFound { version } => (
                404,
                "VersionNotFound",
                json!({"version": version}),
                format!("Version '{version}' specified in URL is unknown."),
            ),
            Self::Deprecated => (
                403,
                "OcapiDeprecated",
                none(),
                "OCAPI has been deprecated. Access is not available for this instance.".into(),
            ),
            Self::InvalidHost { host } => (
                400,
                "InvalidHostHeader",
                json!({"host": host}),
                format!("The host name '{host}' is invalid. Not contained in the server allow list."),
            ),
            Self::UnknownSite { site } => {
                (404, "UnknownSite", json!({"siteId": site}), format!("No site found for site id '{site}'."))
            }
            Self::SiteOffline { site } => (
                403,
                "SiteOffline",
                json!({"siteId": site}),
                format!("Access to the offline site '{site}' is forbidden."),
            ),
            Self::OrganizationForbidden => (
                403,
                "OrganizationAccessForbidden",
                none(),
                r#"Global access via "/s/-/" is forbidden. Expected site-specific access via "/s/{site-id}/"."#.into(),
            ),
            Self::SiteForbidden { site } => (
                403,
                "SiteAccessForbidden",
                json!({"siteId": site}),
                format!(
                    r#"Site-specific access via "/s/{site}/" is forbidden. Expected global access via "/s/-/"."#
                ),
            ),
            Self::ResourceNotFound { path } => (
                404,
                "ResourcePathNotFound",
                json!({"path": path}),
                format!("The resource '{path}' couldn't be found in specified API and version."),
            ),
            Self::MissingClientId => (
                400,
                "MissingClientId",
                none(),
                "No client id was provided, neither as query nor as header parameter.".into(),
            ),
            Self::HeaderMissing => {
                (401, "AuthorizationHeaderMissing", none(), "Authorization header is missing.".into())
            }
            Self::InvalidHeader => (
                401,
                "InvalidAuthorizationHeader",
                none(),
                "Invalid Authorization header. Value should be something like 'Bearer {access_token}'.".into(),
            ),
            Self::InvalidToken { token } => (
                401,
                "InvalidAccessToken",
                json!({"accessToken": token}),
                format!("Unauthorized request! The access token '{token}' is invalid."),
            ),
            Self::DemoClient { client_id } => (
                401,
                "DemoClientId",
                client(client_id),
                "Demo client ids aren't allowed to be used on development, staging, or production instances.".into(),
            ),
            Self::UnknownClient { client_id } => (
                401,
                "UnknownClientId",
                client(client_id),
                format!("No client application found for client id '{client_id}'."),
            ),
            Self::OtherClient { client_id } => (
                400,
                "InvalidClientId",
                client(client_id),
                "The provided client id isn't the expected one for this token request.".into(),
            ),
            Self::Origin { origin } => (
                401,
                "UnauthorizedOrigin",
                json!({"origin": origin}),
                format!("The request origin '{origin}' isn't authorized to perform the request."),
            ),
            Self::ClientForbidden { path } => (
                403,
                "ClientAccessForbidden",
                at(path),
                format!("Access to resource 'GET {path}' isn't allowed for the current client."),
            ),
            Self::NoReadAccess { path } => (
                401,
                "UnauthorizedReadAccess",
                at(path),
                format!("The client application has no READ privileges for the resource 'GET {path}'."),
            ),
            Self::WithoutUser => (
                403,
                "AccessWithoutUserForbidden",
                none(),
                "To access the resource an authenticated user is required.".into(),
            ),
            Self::UserForbidden { path } => (
                403,
                "UserAccessForbidden",
                at(path),
                format!("Access to resource 'GET {path}' isn't allowed for the current user."),
            ),
            Self::MalformedSelector { selector } => (
                400,
                "MalformedSelector",
                json!({"selector": selector}),
                format!("The syntax of the selector '{selector}' is malformed."),
            ),
            Self::MethodNotAllowed { method } => (
                405,
                "MethodNotAllowed",
                json!({"method": method}),
                format!("The HTTP method '{method}' isn't allowed."),
            ),
        }
    }
}
