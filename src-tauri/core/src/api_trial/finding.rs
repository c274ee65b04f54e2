//! What the answer of an API means.

use serde::{Deserialize, Serialize};

use crate::diagnosis::Finding;
use crate::moment::UnixMillis;

/// Why an API did not take a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum RefusedToken {
    /// It has expired.
    Expired,
    /// It was issued by SLAS, for a shopper.
    Shopper,
    /// It looks right: another Account Manager issued it, or it is of another kind.
    Other,
}

/// Which user an API wants behind a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum LoginNeeded {
    /// Any user of Business Manager: the token is a client's alone.
    User,
    /// A user with more permissions.
    Permission,
}

/// What the answer of an API means. Stored with a credential's last results: a field added later needs a default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ApiFinding {
    // ---- the Open Commerce API
    /// The request names no client.
    ClientIdMissing,
    /// The instance does not know the client.
    ClientIdUnknown,
    /// The demo client works on sandboxes only.
    DemoClient,
    /// The token was not taken.
    TokenNotTaken {
        /// Why.
        why: RefusedToken,
    },
    /// The header with the token did not arrive as it was sent.
    AuthorizationHeaderSpoilt,
    /// The settings do not let the client read this attribute.
    ReadNotAllowed,
    /// The settings do not let the client write.
    WriteNotAllowed,
    /// The settings do not allow this origin.
    OriginNotAllowed,
    /// The settings do not allow this resource for the client.
    ClientNotAllowed {
        /// The resource, for example `/sites`.
        resource: String,
    },
    /// A user is needed.
    UserNeeded {
        /// Which.
        login: LoginNeeded,
    },
    /// A resource of a site was requested of the organization, or the reverse.
    WrongContext {
        /// It belongs to a site, so the path needs one.
        wants_site: bool,
    },
    /// The Open Commerce API is off at this instance.
    OcapiOff,
    /// The instance does not have this version.
    VersionNotThere {
        /// The version in the path, for example `v24_5`.
        version: String,
    },
    /// The instance does not answer under this host.
    HostNotAccepted {
        /// The host.
        host: String,
    },
    /// The site is offline.
    SiteOffline,
    /// Another fault of the Open Commerce API.
    OtherFault {
        /// Its type.
        fault: String,
    },

    // ---- the Salesforce Commerce API
    /// The token has not the scopes that this API needs.
    ScopesMissing {
        /// What to request: the scopes that the token has not.
        missing: Vec<String>,
        /// The token has the role without an instance as a scope, which opens nothing.
        bare_role: bool,
    },
    /// The token has the scopes, and still no permission.
    NoPermission {
        /// The tenant, for example `zzte_053`, if it is known.
        tenant: Option<String>,
    },
    /// Nothing is there: short code, organization or path is wrong.
    ScapiNotFound {
        /// The organization in the path, if there is one.
        organization: Option<String>,
    },
    /// A Shopper API, which takes tokens of SLAS only.
    ShopperApi,

    // ---- WebDAV
    /// The permissions do not let the client read the folder.
    WebDavNotAllowed {
        /// Status code, 401 or 403.
        status: u16,
    },
    /// The host has no such folder.
    WebDavNotFound,

    // ---- any of them
    /// The server wants a TLS client certificate, as staging instances do.
    ClientCertificateWanted {
        /// The server itself said so.
        said: bool,
    },
    /// The host name does not exist.
    HostNotFound {
        /// The host.
        host: String,
    },
    /// No complete response came.
    NoAnswer {
        /// Why.
        finding: Box<Finding>,
    },
    /// Something answered with a page: a login, a gateway, a storefront.
    Page {
        /// Status code.
        status: u16,
        /// Its title.
        title: Option<String>,
    },
    /// A success without what the API answers with.
    NotApi,
    /// The answer leads elsewhere. It was not followed.
    Redirected {
        /// Where, if the answer says it.
        location: Option<String>,
    },
    /// Nothing is there.
    NotFound,
    /// The proxy wants a user name and password.
    ProxyLogin,
    /// Too many requests.
    TooMany {
        /// When to try again, if the answer says it.
        again_at: Option<UnixMillis>,
    },
    /// The server failed.
    ServerFailed {
        /// Status code.
        status: u16,
    },
    /// The answer says too little to name a cause.
    Unexplained {
        /// Status code.
        status: u16,
    },
}
