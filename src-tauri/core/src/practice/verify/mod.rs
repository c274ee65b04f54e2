//! Decides on a token request as Account Manager does: who asks, is it proven, what may they have. Pure: what is known
//! and what time it is comes in, a decision with a named reason goes out. Here is who asks, and the proof by a secret;
//! `assertion.rs` has the proof by a signed JWT, `scopes.rs` what is granted.

mod assertion;
mod scopes;

use assertion::Jwt;

use super::api_client::{ApiClient, TokenEndpointAuthMethod};
use super::asked::{Asked, Basic};
use super::faults::{Faults, Wording};
use super::public_key::RsaPublicKey;
use super::refusal::Refusal;
use super::used_ids::{Spent, UsedIds};
use crate::account_manager::PracticeAddress;
use crate::moment::UnixSeconds;
use crate::token_request::client_auth::JWT_BEARER;

/// A refusal repeats no more than this of what was sent, in characters.
const REPEATED: usize = 200;

/// What a decision is made from.
pub(super) struct Known<'k> {
    pub(super) clients: &'k [ApiClient],
    pub(super) faults: &'k Faults,
    pub(super) wording: Wording,
    pub(super) address: &'k PracticeAddress,
    pub(super) used: &'k UsedIds,
    /// Stands in for the stored certificate where the fault is that another one is stored.
    pub(super) other_key: &'k RsaPublicKey,
    /// By the server's clock.
    pub(super) now: UnixSeconds,
}

/// A token may be given.
pub(super) struct Grant<'k> {
    pub(super) client: &'k ApiClient,
    pub(super) scopes: Vec<String>,
}

/// A decision, and the `jti` that it used up, whichever way it went.
pub(super) struct Decision<T> {
    pub(super) outcome: Result<T, Refusal>,
    pub(super) spent: Option<Spent>,
}

impl<'k> Known<'k> {
    /// Decides on a token request (RFC 6749 section 4.4.2).
    pub(super) fn decide(&self, asked: &Asked) -> Decision<Grant<'k>> {
        if let Err(refusal) = check_grant(asked) {
            return Decision { outcome: Err(refusal), spent: None };
        }
        let Decision { outcome, spent } = self.authenticate(asked);
        Decision { outcome: outcome.and_then(|client| self.grant(client, asked)), spent }
    }

    /// Who asks, proven.
    pub(super) fn authenticate(&self, asked: &Asked) -> Decision<&'k ApiClient> {
        let mut spent = None;
        let outcome = match (asked.field("client_assertion_type"), asked.field("client_assertion")) {
            (None, None) => self.by_secret(asked),
            (None, Some(_)) => Err(Refusal::AssertionTypeMissing),
            (Some(seen), _) if seen != JWT_BEARER => {
                Err(Refusal::AssertionTypeOther { seen: seen.chars().take(REPEATED).collect() })
            }
            (Some(_), None) => Err(Refusal::AssertionMissing),
            (Some(_), Some(assertion)) => {
                Jwt::read(assertion).ok_or(Refusal::NotAJwt).and_then(|jwt| match self.wording {
                    Wording::AsIn2021 => self.by_assertion_2021(asked, &jwt, &mut spent),
                    Wording::AsOf2026 => self.by_assertion_2026(asked, &jwt, &mut spent),
                })
            }
        };
        Decision { outcome, spent }
    }

    fn by_secret(&self, asked: &Asked) -> Result<&'k ApiClient, Refusal> {
        let in_body = asked.field("client_secret");
        let client_id = asked.field("client_id");
        match (&asked.basic, in_body) {
            (Some(_), Some(_)) => Err(Refusal::TwoMethods),
            (Some(basic), None) => {
                let in_header = basic.client_id.as_deref().ok_or(Refusal::SecretNotFormEncoded)?;
                let client = self.set_up_for(in_header, TokenEndpointAuthMethod::ClientSecretBasic)?;
                check_basic_secret(client, basic)?;
                check_client_id(asked, in_header, Refusal::ClientIdNotProven)?;
                Ok(client)
            }
            (None, Some(secret)) => {
                let client_id = client_id.ok_or(Refusal::NoClient)?;
                let client = self.set_up_for(client_id, TokenEndpointAuthMethod::ClientSecretPost)?;
                if client.has_password(secret) { Ok(client) } else { Err(Refusal::SecretWrong) }
            }
            (None, None) => {
                let client = self.client(client_id.ok_or(Refusal::NoClient)?)?;
                self.check_active(client)?;
                let none = TokenEndpointAuthMethod::None;
                if client.auth_method == none { Ok(client) } else { Err(Refusal::ProofMissing) }
            }
        }
    }

    /// The API client of this ID, active, and set up for this method.
    fn set_up_for(&self, client_id: &str, method: TokenEndpointAuthMethod) -> Result<&'k ApiClient, Refusal> {
        let client = self.client(client_id)?;
        self.check_active(client)?;
        self.check_method(client, method)?;
        Ok(client)
    }

    fn client(&self, client_id: &str) -> Result<&'k ApiClient, Refusal> {
        self.clients.iter().find(|client| client.client_id == client_id).ok_or(Refusal::ClientUnknown)
    }

    fn check_active(&self, client: &ApiClient) -> Result<(), Refusal> {
        if client.active && !self.faults.inactive { Ok(()) } else { Err(Refusal::ClientInactive) }
    }

    fn check_method(&self, client: &ApiClient, sent: TokenEndpointAuthMethod) -> Result<(), Refusal> {
        let set = match (self.faults.other_auth_method, sent) {
            (false, _) => client.auth_method,
            (true, TokenEndpointAuthMethod::PrivateKeyJwt) => TokenEndpointAuthMethod::ClientSecretPost,
            (true, _) => TokenEndpointAuthMethod::PrivateKeyJwt,
        };
        if set == sent { Ok(()) } else { Err(Refusal::OtherMethod { sent, set }) }
    }
}

fn check_grant(asked: &Asked) -> Result<(), Refusal> {
    if !asked.is_form {
        return Err(Refusal::NotAForm);
    }
    if asked.twice().is_some() {
        return Err(Refusal::FieldTwice);
    }
    match asked.field("grant_type") {
        Some("client_credentials") => Ok(()),
        Some("password") => Err(Refusal::PasswordGrant),
        Some(other) => Err(Refusal::GrantTypeUnsupported { seen: other.chars().take(REPEATED).collect() }),
        None => Err(Refusal::GrantTypeMissing),
    }
}

/// A `client_id` beside the proof says the same or nothing; `otherwise` it is refused for this.
fn check_client_id(asked: &Asked, proven: &str, otherwise: Refusal) -> Result<(), Refusal> {
    match asked.field("client_id") {
        Some(said) if said != proven => Err(otherwise),
        _ => Ok(()),
    }
}

fn check_basic_secret(client: &ApiClient, basic: &Basic) -> Result<(), Refusal> {
    match &basic.secret {
        Some(secret) if client.has_password(secret) => Ok(()),
        None => Err(Refusal::SecretNotFormEncoded),
        Some(_) if client.has_password(&basic.raw_secret) => Err(Refusal::SecretNotFormEncoded),
        Some(_) => Err(Refusal::SecretWrong),
    }
}
