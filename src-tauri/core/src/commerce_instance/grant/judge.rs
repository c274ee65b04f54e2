//! Decides on a request for the Business Manager grant, and says why not in the instance's words.

use serde::{Deserialize, Serialize};

use super::GRANT_TYPE;
use super::request::GrantRequest;
use super::user::BusinessManagerUser;
use crate::account_manager::ApiClient;

/// What keeps a user from getting a token although login, access key and secret are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum GrantTrouble {
    /// Nothing.
    #[default]
    Nothing,
    /// This computer's IP address is not on the user's or the instance's allow list.
    IpNotAllowed,
    /// The access key is inactive.
    KeyInactive,
    /// The access key has the scope for WebDAV and Studio, not `AGENT_USER_AND_OCAPI`.
    KeyForWebdav,
    /// The host is an alias of the instance, not its own name.
    AliasHost,
    /// The user has to sign in with several factors.
    MultiFactor,
}

/// The inputs of a decision.
pub(crate) struct GrantJudge<'j> {
    pub(crate) clients: &'j [ApiClient],
    pub(crate) user: &'j BusinessManagerUser,
    pub(crate) trouble: GrantTrouble,
}

/// A refusal: status code, `error` and `error_description`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GrantRefused {
    pub(crate) status: u16,
    pub(crate) error: &'static str,
    pub(crate) description: String,
}

impl<'j> GrantJudge<'j> {
    /// The API client that gets a token for the user.
    ///
    /// # Errors
    /// The refusal, in the instance's words.
    pub(crate) fn decide(&self, request: &GrantRequest) -> Result<&'j ApiClient, GrantRefused> {
        let refused = |status, error, description: &str| {
            Err(GrantRefused { status, error, description: description.to_owned() })
        };
        match request.form.field("grant_type") {
            _ if !request.form.is_form => return refused(400, "invalid_request", "Invalid Content Type"),
            Some(GRANT_TYPE) => {}
            Some("password") => return refused(400, "invalid_grant", "Resource owner authentication failed"),
            Some(_) => return refused(400, "unsupported_grant_type", "Grant type is not supported"),
            None => return refused(400, "invalid_request", "Grant type is not set"),
        }
        let client =
            self.clients.iter().find(|client| client.client_id == request.client_id && client.active);
        let (Some(client), Some(credentials)) = (client, &request.credentials) else {
            return refused(401, "invalid_client", "Client authentication failed");
        };
        if !client.has_password(&credentials.secret) {
            return refused(401, "invalid_client", "Client authentication failed");
        }
        if self.trouble == GrantTrouble::MultiFactor {
            return refused(400, "invalid_grant", "Resource owner authentication failed");
        }
        let is_user = self.user.is(&credentials.login, &credentials.access_key);
        if !is_user || self.trouble != GrantTrouble::Nothing {
            let description = format!(
                "Client id '{}' has invalid credentials to use grant type '{GRANT_TYPE}'",
                client.client_id
            );
            return refused(400, "unauthorized_client", &description);
        }
        Ok(client)
    }
}
