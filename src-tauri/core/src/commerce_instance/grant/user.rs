//! A Business Manager user with an access key of scope `AGENT_USER_AND_OCAPI`, as the instance stores it.

use std::fmt;

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::account_manager::Password;

/// What the hash of an access key is salted with. It does not depend on the login, because changing that keeps the key;
/// and there is only one user.
const SALT: &str = "access key of the Business Manager user";

/// A Business Manager user.
#[derive(Clone, Serialize, Deserialize)]
#[serde(default)]
pub struct BusinessManagerUser {
    /// Login: an e-mail address, as Unified Authentication wants it.
    pub login: String,
    access_key: Option<Password>,
}

impl Default for BusinessManagerUser {
    fn default() -> Self {
        Self { login: "practice.user@example.com".into(), access_key: None }
    }
}

impl BusinessManagerUser {
    /// Whether it has an access key.
    #[must_use]
    pub fn has_access_key(&self) -> bool {
        self.access_key.is_some()
    }

    /// Replaces the access key.
    pub(crate) fn set_access_key(&mut self, access_key: &SecretString) {
        self.access_key = Password::derive(access_key, SALT);
    }

    /// Whether this login and access key are the user's.
    pub(super) fn is(&self, login: &str, access_key: &str) -> bool {
        let is_key = self.access_key.as_ref().is_some_and(|key| key.is(access_key, SALT));
        is_key && self.login.eq_ignore_ascii_case(login)
    }
}

impl fmt::Debug for BusinessManagerUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BusinessManagerUser").field("login", &self.login).finish_non_exhaustive()
    }
}
