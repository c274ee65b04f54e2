//! Decides on a token request as Account Manager does: which client it comes from, whether the client is
//! authenticated, and which scopes it gets. Pure: settings and time go in, a decision with a named reason comes out.
//!
//! `secret.rs` and `assertion.rs` authenticate the client; `scopes.rs` grants scopes.

mod assertion;
mod judge;
mod jwt;
mod scopes;
mod secret;

pub(crate) use judge::{Audiences, Judge, KeyThere, PasswordThere};
pub(crate) use scopes::Grant;

use self::jwt::Jwt;
use super::api_client::ApiClient;
use super::parsed_request::ParsedTokenRequest;
use super::refusal::{REPEATED, Refusal};
use super::used_ids::Spent;
use super::wording::Wording;
use crate::jwt::JWT_BEARER;

/// A decision, and the `jti` that the request used up, whether it was granted or refused.
pub(crate) struct Decision<T> {
    pub(crate) outcome: Result<T, Refusal>,
    pub(crate) spent: Option<Spent>,
}

impl<'j> Judge<'j> {
    /// Decides on a token request (RFC 6749 section 4.4.2).
    pub(crate) fn decide(&self, request: &ParsedTokenRequest) -> Decision<Grant<'j>> {
        if let Err(refusal) = check_grant(request) {
            return Decision { outcome: Err(refusal), spent: None };
        }
        let Decision { outcome, spent } = self.authenticate(request);
        Decision { outcome: outcome.and_then(|client| self.grant(client, request)), spent }
    }

    /// The authenticated client.
    pub(crate) fn authenticate(&self, request: &ParsedTokenRequest) -> Decision<&'j ApiClient> {
        let mut spent = None;
        let outcome = match (request.field("client_assertion_type"), request.field("client_assertion")) {
            (None, None) => self.by_secret(request),
            (None, Some(_)) => Err(Refusal::AssertionTypeMissing),
            (Some(seen), _) if seen != JWT_BEARER => {
                Err(Refusal::AssertionTypeOther { seen: seen.chars().take(REPEATED).collect() })
            }
            (Some(_), None) => Err(Refusal::AssertionMissing),
            (Some(_), Some(assertion)) => Jwt::read(assertion).and_then(|jwt| match self.wording {
                Wording::AsIn2021 => self.by_assertion_2021(request, &jwt, &mut spent),
                Wording::AsOf2026 => self.by_assertion_2026(request, &jwt, &mut spent),
            }),
        };
        Decision { outcome, spent }
    }
}

fn check_grant(request: &ParsedTokenRequest) -> Result<(), Refusal> {
    if !request.is_form {
        return Err(Refusal::NotAForm);
    }
    if request.twice().is_some() {
        return Err(Refusal::FieldTwice);
    }
    match request.field("grant_type") {
        Some("client_credentials") => Ok(()),
        Some("password") => Err(Refusal::PasswordGrant),
        Some(other) => Err(Refusal::GrantTypeUnsupported { seen: other.chars().take(REPEATED).collect() }),
        None => Err(Refusal::GrantTypeMissing),
    }
}
