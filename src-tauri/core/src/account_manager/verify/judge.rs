//! The inputs of a decision on a token request, and the checks that all authentication methods share.

use crate::account_manager::api_client::{ApiClient, TokenEndpointAuthMethod};
use crate::account_manager::parsed_request::ParsedTokenRequest;
use crate::account_manager::refusal::Refusal;
use crate::account_manager::used_ids::UsedIds;
use crate::account_manager::wording::Wording;
use crate::moment::UnixSeconds;

/// Which audiences are accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Audiences {
    /// The token endpoint with or without its port, as Account Manager accepts its own with and without `:443`. The newer
    /// engine also accepts the issuer.
    #[default]
    Usual,
    /// Only the token endpoint without the port.
    WithoutPort,
    /// The token endpoint and the realm, exactly as they are, as Keycloak outside of Account Manager does.
    Keycloaks,
    /// Any at all.
    Any,
    /// Only one that nobody here knows.
    Another,
}

/// The key that signatures are verified with: the one that is set up, or what it is taken to be where nobody can know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum KeyThere {
    /// The one that is set up for the API client.
    #[default]
    AsSetUp,
    /// The public key of the key that signed.
    Fits,
    /// The public key of another key.
    Another,
    /// None.
    Missing,
    /// One that cannot be read.
    Unreadable,
    /// One with something before or after it.
    WithStrayCharacters,
    /// One that has another key ID than the assertion, if that has one.
    WithAnotherId,
}

/// The password that secrets are compared with: the one that is set up, or what it is taken to be where nobody can know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PasswordThere {
    /// The one that is set up for the API client.
    #[default]
    AsSetUp,
    /// The one that is sent.
    Fits,
    /// Another one.
    Another,
}

/// The inputs of a decision: how Account Manager is set up, and what time it is there. To find out what it would have
/// decided in another situation, change one of these values.
pub(crate) struct Judge<'j> {
    /// The API clients that are set up.
    pub(crate) clients: &'j [ApiClient],
    /// The engine that decides.
    pub(crate) wording: Wording,
    /// The URL that clients know it by. It is the audience that is accepted.
    pub(crate) token_endpoint: &'j str,
    /// Which audiences are accepted.
    pub(crate) audiences: Audiences,
    /// Each algorithm is accepted: outside of Account Manager, the client is set up for one of its own.
    pub(crate) any_algorithm: bool,
    /// Each API client is set to another authentication method than the one that was sent.
    pub(crate) other_auth_method: bool,
    /// Allow no scope at all.
    pub(crate) refuses_scopes: bool,
    /// The key that signatures are verified with.
    pub(crate) key: KeyThere,
    /// The password that secrets are compared with.
    pub(crate) password: PasswordThere,
    /// The `jti` values that were used before.
    pub(crate) used: &'j UsedIds,
    /// The time by the server's clock.
    pub(crate) now: UnixSeconds,
}

impl<'j> Judge<'j> {
    /// The API client with this ID, if it is active and set up for this method.
    pub(super) fn set_up_for(
        &self,
        client_id: &str,
        method: TokenEndpointAuthMethod,
    ) -> Result<&'j ApiClient, Refusal> {
        let client = self.client(client_id)?;
        self.check_active(client)?;
        self.check_method(client, method)?;
        Ok(client)
    }

    pub(super) fn client(&self, client_id: &str) -> Result<&'j ApiClient, Refusal> {
        self.clients.iter().find(|client| client.client_id == client_id).ok_or(Refusal::ClientUnknown)
    }

    pub(super) fn check_active(&self, client: &ApiClient) -> Result<(), Refusal> {
        if client.active { Ok(()) } else { Err(Refusal::ClientInactive) }
    }

    /// Whether `said` is the API client's password.
    pub(super) fn is_password(&self, client: &ApiClient, said: &str) -> bool {
        match self.password {
            PasswordThere::AsSetUp => client.has_password(said),
            PasswordThere::Fits => true,
            PasswordThere::Another => false,
        }
    }

    pub(super) fn check_method(
        &self,
        client: &ApiClient,
        sent: TokenEndpointAuthMethod,
    ) -> Result<(), Refusal> {
        let set = match (self.other_auth_method, sent) {
            (false, _) => client.auth_method,
            (true, TokenEndpointAuthMethod::PrivateKeyJwt) => TokenEndpointAuthMethod::ClientSecretPost,
            (true, _) => TokenEndpointAuthMethod::PrivateKeyJwt,
        };
        if set == sent { Ok(()) } else { Err(Refusal::OtherMethod { sent, set }) }
    }
}

/// Checks that a `client_id` in the body, if there is one, names the authenticated client. If not, the refusal is
/// `otherwise`.
pub(super) fn check_client_id(
    request: &ParsedTokenRequest,
    proven: &str,
    otherwise: Refusal,
) -> Result<(), Refusal> {
    match request.field("client_id") {
        Some(said) if said != proven => Err(otherwise),
        _ => Ok(()),
    }
}
