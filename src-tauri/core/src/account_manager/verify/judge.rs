//! The inputs of a decision on a token request, and the checks that all authentication methods share.

use crate::account_manager::api_client::{ApiClient, TokenEndpointAuthMethod};
use crate::account_manager::parsed_request::ParsedTokenRequest;
use crate::account_manager::refusal::Refusal;
use crate::account_manager::used_ids::UsedIds;
use crate::account_manager::wording::Wording;
use crate::moment::UnixSeconds;

/// The inputs of a decision: how Account Manager is set up, and what time it is there. To find out what it would have
/// decided in another situation, change one of these values.
pub(crate) struct Judge<'j> {
    /// The API clients that are set up.
    pub(crate) clients: &'j [ApiClient],
    /// The engine that decides.
    pub(crate) wording: Wording,
    /// The URL that clients know it by. It is the audience that is accepted.
    pub(crate) token_endpoint: &'j str,
    /// Accept only the audience without a port.
    pub(crate) strict_audience: bool,
    /// Each API client is set to another authentication method than the one that was sent.
    pub(crate) other_auth_method: bool,
    /// Allow no scope at all.
    pub(crate) refuses_scopes: bool,
    /// Take every RS256 signature for right, because nobody here knows the key that is set up.
    pub(crate) trusts_signatures: bool,
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
