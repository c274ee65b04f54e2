//! An API client as it is set up in Account Manager: how it is stored, and what the window shows of it. The form that
//! creates one for practice is in `practice/api_client_form.rs`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::password::Password;
use super::public_key_field::{self, PublicKeyField};
use crate::moment::UnixSeconds;

/// Account Manager's "Token Endpoint Auth Method" (RFC 7591 section 2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum TokenEndpointAuthMethod {
    /// A signed JWT (RFC 7523).
    #[default]
    PrivateKeyJwt,
    /// Client ID and password in the body.
    ClientSecretPost,
    /// Client ID and password in a Basic header.
    ClientSecretBasic,
    /// No client authentication.
    None,
}

/// Account Manager's "Access Token Format".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum AccessTokenFormat {
    /// A JWT.
    #[default]
    Jwt,
    /// An opaque identifier. Account Manager stopped issuing these in 2023, so only the older engine has them.
    Uuid,
}

/// Account Manager's "Client Authentication Type" (RFC 6749 section 2.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ClientAuthenticationType {
    /// It can keep a secret.
    #[default]
    Confidential,
    /// It cannot keep a secret, and gets no token of its own.
    Public,
}

/// A role that an API client can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Role {
    /// Salesforce Commerce API.
    SalesforceCommerceApi,
    /// Sandbox API User.
    SandboxApiUser,
}

impl Role {
    /// The role's name in tokens and scopes.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::SalesforceCommerceApi => "SALESFORCE_COMMERCE_API",
            Self::SandboxApiUser => "CC_SANDBOX_API_USER",
        }
    }
}

/// An API client of the practice Account Manager. The store holds it as JSON; the window gets [`ApiClientShown`].
#[derive(Clone, Serialize, Deserialize)]
pub struct ApiClient {
    pub(crate) client_id: String,
    pub(crate) display_name: String,
    pub(crate) password: Option<Password>,
    pub(crate) public_key: String,
    pub(crate) auth_method: TokenEndpointAuthMethod,
    pub(crate) token_format: AccessTokenFormat,
    pub(crate) authentication_type: ClientAuthenticationType,
    pub(crate) active: bool,
    pub(crate) allowed_scopes: Vec<String>,
    pub(crate) roles: Vec<(Role, Vec<String>)>,
}

/// A role and its instance filter, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RoleForm {
    /// The role.
    pub role: Role,
    /// Instances such as `zzte_053`, separated by commas or white space.
    pub instances: String,
}

/// An API client as the window shows it, without its password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ApiClientShown {
    /// API Client ID.
    pub client_id: String,
    /// Display Name.
    pub display_name: String,
    /// Whether it has a password.
    pub has_password: bool,
    /// Client JWT Bearer Public Key, exactly as entered. Not a secret.
    pub public_key: String,
    /// What that text turned out to be.
    pub public_key_field: PublicKeyField,
    /// Token Endpoint Auth Method.
    pub auth_method: TokenEndpointAuthMethod,
    /// Access Token Format.
    pub token_format: AccessTokenFormat,
    /// Client Authentication Type.
    pub authentication_type: ClientAuthenticationType,
    /// Whether it is active.
    pub active: bool,
    /// Allowed Scopes, separated by spaces.
    pub allowed_scopes: String,
    /// Roles with their instance filters.
    pub roles: Vec<RoleForm>,
}

impl ApiClient {
    /// The API client as the window shows it. `now` decides where its certificate stands in its life.
    #[must_use]
    pub fn shown(&self, now: UnixSeconds) -> ApiClientShown {
        ApiClientShown {
            client_id: self.client_id.clone(),
            display_name: self.display_name.clone(),
            has_password: self.password.is_some(),
            public_key: self.public_key.clone(),
            public_key_field: public_key_field::describe(&self.public_key, now),
            auth_method: self.auth_method,
            token_format: self.token_format,
            authentication_type: self.authentication_type,
            active: self.active,
            allowed_scopes: self.allowed_scopes.join(" "),
            roles: self
                .roles
                .iter()
                .map(|(role, instances)| RoleForm { role: *role, instances: instances.join(", ") })
                .collect(),
        }
    }

    /// Client ID.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    /// Whether `said` is the API client's password.
    pub(crate) fn has_password(&self, said: &str) -> bool {
        self.password.as_ref().is_some_and(|password| password.is(said, &self.client_id))
    }

    /// The instances in the role's filter. Empty when the API client does not have the role.
    pub(crate) fn instances_of(&self, role: Role) -> impl Iterator<Item = &str> {
        let of_role = self.roles.iter().filter(move |(its, _)| *its == role);
        of_role.flat_map(|(_, instances)| instances.iter().map(String::as_str))
    }

    /// `ROLE:realm_instance,realm_instance;ROLE2:…`, as written in tokens.
    pub(crate) fn tenant_filter(&self) -> String {
        let filters =
            self.roles.iter().map(|(role, instances)| format!("{}:{}", role.id(), instances.join(",")));
        filters.collect::<Vec<_>>().join(";")
    }
}

impl fmt::Debug for ApiClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiClient").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}
