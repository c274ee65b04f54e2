//! Authentication by a secret, in the body or in a Basic header (RFC 6749 section 2.3.1).

use super::judge::{Judge, check_client_id};
use crate::account_manager::api_client::{ApiClient, TokenEndpointAuthMethod};
use crate::account_manager::parsed_request::{Basic, ParsedTokenRequest};
use crate::account_manager::refusal::Refusal;

impl<'j> Judge<'j> {
    pub(super) fn by_secret(&self, request: &ParsedTokenRequest) -> Result<&'j ApiClient, Refusal> {
        let in_body = request.field("client_secret");
        let client_id = request.field("client_id");
        match (&request.basic, in_body) {
            (Some(_), Some(_)) => Err(Refusal::TwoMethods),
            (Some(basic), None) => {
                let in_header = basic.client_id.as_deref().ok_or(Refusal::SecretNotFormEncoded)?;
                let client = self.set_up_for(in_header, TokenEndpointAuthMethod::ClientSecretBasic)?;
                self.check_basic_secret(client, basic)?;
                check_client_id(request, in_header, Refusal::ClientIdNotProven)?;
                Ok(client)
            }
            (None, Some(secret)) => {
                let client_id = client_id.ok_or(Refusal::NoClient)?;
                let client = self.set_up_for(client_id, TokenEndpointAuthMethod::ClientSecretPost)?;
                if self.is_password(client, secret) { Ok(client) } else { Err(Refusal::SecretWrong) }
            }
            (None, None) => {
                let client = self.client(client_id.ok_or(Refusal::NoClient)?)?;
                self.check_active(client)?;
                let none = TokenEndpointAuthMethod::None;
                if client.auth_method == none { Ok(client) } else { Err(Refusal::ProofMissing) }
            }
        }
    }

    fn check_basic_secret(&self, client: &ApiClient, basic: &Basic) -> Result<(), Refusal> {
        match &basic.secret {
            Some(secret) if self.is_password(client, secret) => Ok(()),
            None => Err(Refusal::SecretNotFormEncoded),
            Some(_) if self.is_password(client, &basic.raw_secret) => Err(Refusal::SecretNotFormEncoded),
            Some(_) => Err(Refusal::SecretWrong),
        }
    }
}
