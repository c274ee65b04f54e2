//! What an authenticated client gets: nothing if it is public, otherwise the requested scopes that it is allowed.

use super::judge::Judge;
use crate::account_manager::api_client::{
    ApiClient, ClientAuthenticationType, Role, TokenEndpointAuthMethod,
};
use crate::account_manager::parsed_request::ParsedTokenRequest;
use crate::account_manager::refusal::{REPEATED, Refusal};

/// What is granted when no scope is requested.
const DEFAULT_SCOPES: [&str; 4] = ["mail", "roles", "tenantFilter", "openid"];

/// What a client is granted.
pub(crate) struct Grant<'j> {
    pub(crate) client: &'j ApiClient,
    pub(crate) scopes: Vec<String>,
}

impl<'j> Judge<'j> {
    pub(super) fn grant(
        &self,
        client: &'j ApiClient,
        request: &ParsedTokenRequest,
    ) -> Result<Grant<'j>, Refusal> {
        let is_public = client.authentication_type == ClientAuthenticationType::Public
            || client.auth_method == TokenEndpointAuthMethod::None;
        if is_public {
            return Err(Refusal::PublicClient);
        }
        let is_allowed = |scope: &str| {
            !self.refuses_scopes && client.allowed_scopes.iter().any(|allowed| allowed == scope)
        };
        let scopes: Vec<&str> = request.field("scope").unwrap_or_default().split_whitespace().collect();
        if scopes.is_empty() {
            if self.refuses_scopes {
                return Err(Refusal::ScopeNotAllowed { scopes: vec![DEFAULT_SCOPES[0].to_owned()] });
            }
            let granted = DEFAULT_SCOPES.into_iter().filter(|scope| is_allowed(scope));
            return Ok(Grant { client, scopes: granted.map(str::to_owned).collect() });
        }
        let mut not_allowed = Vec::new();
        for scope in &scopes {
            let role = Role::SalesforceCommerceApi;
            let may_have = match scope.strip_prefix(role.id()) {
                _ if self.refuses_scopes => false,
                // The role without an instance is accepted here; the API refuses it later.
                Some("") => client.roles.iter().any(|(its, _)| *its == role),
                Some(suffix) if suffix.starts_with(':') => {
                    let instance = &suffix[1..];
                    if !client.instances_of(role).any(|its| its == instance) {
                        return Err(Refusal::TenantScope { scope: scope.chars().take(REPEATED).collect() });
                    }
                    true
                }
                _ => is_allowed(scope),
            };
            if !may_have {
                not_allowed.push(scope.chars().take(REPEATED).collect());
            }
        }
        if !not_allowed.is_empty() {
            return Err(Refusal::ScopeNotAllowed { scopes: not_allowed });
        }
        Ok(Grant { client, scopes: scopes.into_iter().map(str::to_owned).collect() })
    }
}
