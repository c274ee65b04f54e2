//! The form "Add API Client" as typed, and the checks on it.

use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::account_manager::{
    AccessTokenFormat, ApiClient, ClientAuthenticationType, LONGEST_PUBLIC_KEY, PASSWORD_LENGTH, Password,
    Role, RoleForm, TokenEndpointAuthMethod, is_private_key,
};

/// Longest display name, in characters. The server holds names in memory.
const LONGEST_NAME: usize = 256;
/// The most scopes, and the most instances of all roles together.
const MOST_WORDS: usize = 256;

/// The form "Add API Client", as typed.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ApiClientForm {
    /// Display Name.
    pub display_name: String,
    /// Password; `null` leaves the current one unchanged.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub password: Option<SecretString>,
    /// Client JWT Bearer Public Key, exactly as typed.
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
            allowed_scopes: "mail roles tenantFilter openid profile sfcc.scapi-schemas sfcc.sites sfcc.products sfcc.catalogs"
                .into(),
            roles: vec![RoleForm { role: Role::SalesforceCommerceApi, instances: "zzte_053".into() }],
        }
    }
}

impl fmt::Debug for ApiClientForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The form contains the password.
        f.debug_struct("ApiClientForm").field("display_name", &self.display_name).finish_non_exhaustive()
    }
}

/// A problem in the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ApiClientProblem {
    /// The display name is missing.
    DisplayNameMissing,
    /// The display name is too long.
    DisplayNameTooLong {
        /// Its length in characters.
        characters: u32,
    },
    /// The password does not have 12 to 128 characters.
    PasswordLength {
        /// Its length in characters.
        characters: u32,
    },
    /// The public key is longer than its field.
    PublicKeyTooLong {
        /// Its length in characters.
        characters: u32,
        /// The field's length in characters.
        limit: u32,
    },
    /// The public key field contains a private key. It is not stored.
    PublicKeyIsPrivate,
    /// There are too many scopes or instances.
    TooMany {
        /// The most that are allowed.
        limit: u32,
    },
    /// Not an instance: four letters or digits for the realm, an underscore, and three for the instance.
    InstanceUnreadable {
        /// The role whose filter contains it.
        role: Role,
        /// What was typed.
        seen: String,
    },
}

/// Checks what was typed. `before` is the API client that is being edited, if there is one; it keeps its password if
/// none is typed.
///
/// # Errors
/// All problems, in the order of the fields.
pub fn read_api_client(
    client_id: String,
    mut form: ApiClientForm,
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
    let typed_password = form.password.take();
    // Exposed only to count its characters.
    let password_characters = typed_password.as_ref().map(|typed| typed.expose_secret().chars().count());
    if let Some(characters) = password_characters
        && !PASSWORD_LENGTH.contains(&characters)
    {
        problems.push(ApiClientProblem::PasswordLength { characters: as_u32(characters) });
    }
    let characters = form.public_key.chars().count();
    if is_private_key(&form.public_key) {
        form.public_key.zeroize();
        problems.push(ApiClientProblem::PublicKeyIsPrivate);
    } else if characters > LONGEST_PUBLIC_KEY {
        problems.push(ApiClientProblem::PublicKeyTooLong {
            characters: as_u32(characters),
            limit: as_u32(LONGEST_PUBLIC_KEY),
        });
    }
    let allowed_scopes = words_of(&form.allowed_scopes);
    let roles: Vec<(Role, Vec<String>)> =
        form.roles.iter().map(|role| (role.role, words_of(&role.instances))).collect();
    let instances = roles.iter().flat_map(|(_, instances)| instances);
    if allowed_scopes.len() > MOST_WORDS || instances.count() > MOST_WORDS {
        problems.push(ApiClientProblem::TooMany { limit: as_u32(MOST_WORDS) });
    }
    // Each problem is shown at its own field, and one for each role is enough to fix it.
    for (role, instances) in &roles {
        if let Some(instance) = instances.iter().find(|instance| !is_instance(instance)) {
            let seen = instance.chars().take(80).collect();
            problems.push(ApiClientProblem::InstanceUnreadable { role: *role, seen });
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    // Last, because it takes a while.
    let password = match typed_password {
        None => before.and_then(|client| client.password.clone()),
        Some(typed) => Some(Password::derive(&typed, &client_id).ok_or_else(|| {
            vec![ApiClientProblem::PasswordLength {
                characters: as_u32(password_characters.unwrap_or_default()),
            }]
        })?),
    };
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

/// Whether a text has the form `realm_instance`, for example `zzte_053` or `abcd_prd`.
fn is_instance(text: &str) -> bool {
    text.split_once('_').is_some_and(|(realm, instance)| {
        let is_word = |word: &str, length| {
            word.len() == length && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        is_word(realm, 4) && is_word(instance, 3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::UnixSeconds;

    fn read(form: ApiClientForm) -> Result<ApiClient, Vec<ApiClientProblem>> {
        read_api_client("id".into(), form, None)
    }

    #[test]
    fn the_initial_form_can_be_saved() {
        let client = read(ApiClientForm::default()).unwrap();
        assert_eq!(client.tenant_filter(), "SALESFORCE_COMMERCE_API:zzte_053");
        assert!(client.active && !client.has_password(""));
    }

    #[test]
    fn all_problems_are_reported_at_once() {
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
                ApiClientProblem::InstanceUnreadable { role: Role::SandboxApiUser, seen: "zzte-054".into() },
            ]
        );
    }

    #[test]
    fn a_private_key_in_place_of_the_certificate_is_reported_and_not_stored() {
        for label in ["PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY"] {
            let public_key = format!("-----BEGIN {label}-----\nMII=\n-----END {label}-----\n");
            let form = ApiClientForm { public_key, ..ApiClientForm::default() };
            assert_eq!(read(form).unwrap_err(), [ApiClientProblem::PublicKeyIsPrivate], "{label}");
        }
    }

    #[test]
    fn each_role_reports_its_own_invalid_instance() {
        let role = |role, instances: &str| RoleForm { role, instances: instances.into() };
        let roles = vec![role(Role::SalesforceCommerceApi, "a"), role(Role::SandboxApiUser, "zzte_053 b c")];
        assert_eq!(
            read(ApiClientForm { roles, ..ApiClientForm::default() }).unwrap_err(),
            [
                ApiClientProblem::InstanceUnreadable { role: Role::SalesforceCommerceApi, seen: "a".into() },
                ApiClientProblem::InstanceUnreadable { role: Role::SandboxApiUser, seen: "b".into() },
            ]
        );
    }

    #[test]
    fn the_password_stays_if_none_is_typed_and_is_never_shown() {
        let with = |password: Option<&str>| ApiClientForm {
            password: password.map(SecretString::from),
            ..ApiClientForm::default()
        };
        let first = read(with(Some("correct horse battery"))).unwrap();
        let second = read_api_client("id".into(), with(None), Some(&first)).unwrap();
        assert!(second.has_password("correct horse battery") && !second.has_password("correct horse"));
        let said = format!("{second:?} {:?}", second.shown(UnixSeconds(0)));
        assert!(second.shown(UnixSeconds(0)).has_password && !said.contains("horse"), "{said}");
    }
}
