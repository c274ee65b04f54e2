//! An API client as a person sets it up in Account Manager: the form as typed, checked; the API client as it is kept;
//! and what the window shows of it.

use std::fmt;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

use super::public_key::{self, PublicKeyField};
use crate::certificate::ACCOUNT_MANAGER_MAX_CHARACTERS;
use crate::moment::UnixSeconds;

/// Passwords have 12 to 128 characters.
const PASSWORD_LENGTH: std::ops::RangeInclusive<usize> = 12..=128;
/// The longest name, in characters; the server keeps it in memory.
const LONGEST_NAME: usize = 256;
/// The most scopes and instances that are kept.
const MOST_WORDS: usize = 256;

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
    /// No proof at all.
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
    /// An opaque identifier; Account Manager stopped making these in 2023, so only the older wording has them.
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
    /// It cannot, and gets no token of its own.
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
    /// Its name in tokens and scopes.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::SalesforceCommerceApi => "SALESFORCE_COMMERCE_API",
            Self::SandboxApiUser => "CC_SANDBOX_API_USER",
        }
    }
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

/// The form "Add API Client", as typed.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ApiClientForm {
    /// Display Name.
    pub display_name: String,
    /// Password; `null` leaves the one there is.
    pub password: Option<String>,
    /// Client JWT Bearer Public Key, to the letter.
    pub public_key: String,
    /// Token Endpoint Auth Method.
    pub auth_method: TokenEndpointAuthMethod,
    /// Access Token Format.
    pub token_format: AccessTokenFormat,
    /// Client Authentication Type.
    pub authentication_type: ClientAuthenticationType,
    /// Whether it is active.
    pub active: bool,
    /// Allowed Scopes, separated by white space or commas.
    pub allowed_scopes: String,
    /// Roles with their instance filters.
    pub roles: Vec<RoleForm>,
}

impl Default for ApiClientForm {
    fn default() -> Self {
        Self {
            display_name: "Practice client".into(),
            password: None,
            public_key: String::new(),
            auth_method: TokenEndpointAuthMethod::default(),
            token_format: AccessTokenFormat::default(),
            authentication_type: ClientAuthenticationType::default(),
            active: true,
            allowed_scopes: "mail roles tenantFilter openid profile sfcc.products sfcc.scapi-schemas".into(),
            roles: vec![RoleForm { role: Role::SalesforceCommerceApi, instances: "zzte_053".into() }],
        }
    }
}

impl fmt::Debug for ApiClientForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The password is in it.
        f.debug_struct("ApiClientForm").field("display_name", &self.display_name).finish_non_exhaustive()
    }
}

/// What is wrong with the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ApiClientProblem {
    /// No display name.
    DisplayNameMissing,
    /// A display name that is too long.
    DisplayNameTooLong {
        /// How many characters it has.
        characters: u32,
    },
    /// A password that has not 12 to 128 characters.
    PasswordLength {
        /// How many it has.
        characters: u32,
    },
    /// More text than the field for the public key takes.
    PublicKeyTooLong {
        /// How many characters it has.
        characters: u32,
        /// The field's length.
        limit: u32,
    },
    /// More scopes or instances than are taken.
    TooMany {
        /// The most.
        limit: u32,
    },
    /// Not an instance: four letters or digits of the realm, an underscore, three of the instance.
    InstanceUnreadable {
        /// What was typed.
        seen: String,
    },
}

/// An API client of the practice Account Manager.
#[derive(Clone)]
pub struct ApiClient {
    pub(super) client_id: String,
    pub(super) display_name: String,
    password: Option<SecretString>,
    pub(super) public_key: String,
    pub(super) auth_method: TokenEndpointAuthMethod,
    pub(super) token_format: AccessTokenFormat,
    pub(super) authentication_type: ClientAuthenticationType,
    pub(super) active: bool,
    pub(super) allowed_scopes: Vec<String>,
    pub(super) roles: Vec<(Role, Vec<String>)>,
}

/// An API client as the window shows it: its password stays behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ApiClientShown {
    /// API Client ID.
    pub client_id: String,
    /// Display Name.
    pub display_name: String,
    /// Whether it has a password.
    pub has_password: bool,
    /// Client JWT Bearer Public Key, to the letter. Not a secret.
    pub public_key: String,
    /// What that text is.
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

/// Checks what was typed; `before` is the API client that is changed, whose password stays where none is typed.
///
/// # Errors
/// Everything that is wrong, in the order of the fields.
pub fn read_api_client(
    client_id: String,
    form: ApiClientForm,
    before: Option<&ApiClient>,
) -> Result<ApiClient, Vec<ApiClientProblem>> {
    let as_u32 = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let mut problems = Vec::new();
    let display_name = form.display_name.trim().to_owned();
    let characters = display_name.chars().count();
    if characters == 0 {
        problems.push(ApiClientProblem::DisplayNameMissing);
    } else if characters > LONGEST_NAME {
        problems.push(ApiClientProblem::DisplayNameTooLong { characters: as_u32(characters) });
    }
    let password = match form.password {
        None => before.and_then(|client| client.password.clone()),
        Some(typed) => {
            let characters = typed.chars().count();
            if !PASSWORD_LENGTH.contains(&characters) {
                problems.push(ApiClientProblem::PasswordLength { characters: as_u32(characters) });
            }
            Some(SecretString::from(typed))
        }
    };
    let characters = form.public_key.chars().count();
    if characters > ACCOUNT_MANAGER_MAX_CHARACTERS {
        problems.push(ApiClientProblem::PublicKeyTooLong {
            characters: as_u32(characters),
            limit: as_u32(ACCOUNT_MANAGER_MAX_CHARACTERS),
        });
    }
    let allowed_scopes = words_of(&form.allowed_scopes);
    let roles: Vec<(Role, Vec<String>)> =
        form.roles.iter().map(|role| (role.role, words_of(&role.instances))).collect();
    let instances = || roles.iter().flat_map(|(_, instances)| instances);
    if allowed_scopes.len() > MOST_WORDS || instances().count() > MOST_WORDS {
        problems.push(ApiClientProblem::TooMany { limit: as_u32(MOST_WORDS) });
    }
    if let Some(instance) = instances().find(|instance| !is_instance(instance)) {
        let seen = instance.chars().take(80).collect();
        problems.push(ApiClientProblem::InstanceUnreadable { seen });
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(ApiClient {
        client_id,
        display_name,
        password,
        public_key: form.public_key,
        auth_method: form.auth_method,
        token_format: form.token_format,
        authentication_type: form.authentication_type,
        active: form.active,
        allowed_scopes,
        roles,
    })
}

fn words_of(typed: &str) -> Vec<String> {
    let words = typed.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// `realm_instance`, for example `zzte_053` or `abcd_prd`.
fn is_instance(text: &str) -> bool {
    text.split_once('_').is_some_and(|(realm, instance)| {
        let is_word = |word: &str, length| {
            word.len() == length && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        is_word(realm, 4) && is_word(instance, 3)
    })
}

impl ApiClient {
    /// What the window shows; `now` for the life of its certificate.
    #[must_use]
    pub fn shown(&self, now: UnixSeconds) -> ApiClientShown {
        ApiClientShown {
            client_id: self.client_id.clone(),
            display_name: self.display_name.clone(),
            has_password: self.password.is_some(),
            public_key: self.public_key.clone(),
            public_key_field: public_key::describe(&self.public_key, now),
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

    /// Its client ID.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    /// Whether this is its password, without telling by the time it takes how much of it is right.
    pub(super) fn has_password(&self, said: &str) -> bool {
        let hash = |text: &str| digest(&SHA256, text.as_bytes());
        self.password.as_ref().is_some_and(|password| {
            // To be compared with what a request says, and for nothing else.
            let right = hash(password.expose_secret());
            verify_slices_are_equal(right.as_ref(), hash(said).as_ref()).is_ok()
        })
    }

    /// Instances of the role's filter; empty without the role.
    pub(super) fn instances_of(&self, role: Role) -> impl Iterator<Item = &str> {
        let of_role = self.roles.iter().filter(move |(its, _)| *its == role);
        of_role.flat_map(|(_, instances)| instances.iter().map(String::as_str))
    }

    /// `ROLE:realm_instance,realm_instance;ROLE2:…`, as it stands in tokens.
    pub(super) fn tenant_filter(&self) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(form: ApiClientForm) -> Result<ApiClient, Vec<ApiClientProblem>> {
        read_api_client("id".into(), form, None)
    }

    #[test]
    fn the_form_as_it_begins_can_be_saved() {
        let client = read(ApiClientForm::default()).unwrap();
        assert_eq!(client.tenant_filter(), "SALESFORCE_COMMERCE_API:zzte_053");
        assert!(client.active && !client.has_password(""));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let form = ApiClientForm {
            display_name: " ".into(),
            password: Some("eleven char".into()),
            public_key: "x".repeat(8193),
            roles: vec![RoleForm { role: Role::SandboxApiUser, instances: "zzte_053, zzte-054".into() }],
            ..ApiClientForm::default()
        };
        assert_eq!(
            read(form).unwrap_err(),
            [
                ApiClientProblem::DisplayNameMissing,
                ApiClientProblem::PasswordLength { characters: 11 },
                ApiClientProblem::PublicKeyTooLong { characters: 8193, limit: 8192 },
                ApiClientProblem::InstanceUnreadable { seen: "zzte-054".into() },
            ]
        );
    }

    #[test]
    fn a_password_stays_when_none_is_typed_and_is_shown_nowhere() {
        let with = |password: Option<&str>| ApiClientForm {
            password: password.map(str::to_owned),
            ..ApiClientForm::default()
        };
        let first = read(with(Some("correct horse battery"))).unwrap();
        let second = read_api_client("id".into(), with(None), Some(&first)).unwrap();
        assert!(second.has_password("correct horse battery") && !second.has_password("correct horse"));
        let said = format!("{second:?} {:?}", second.shown(UnixSeconds(0)));
        assert!(second.shown(UnixSeconds(0)).has_password && !said.contains("horse"), "{said}");
    }
}
