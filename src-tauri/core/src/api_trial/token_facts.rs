//! What is known of a token that is tried: whom it was issued to, what for, and until when. Not the token itself.

use crate::account_manager::Recipient;
use crate::moment::UnixMillis;
use crate::token_exchange::{ExchangeShown, TokenShown};

/// What the scope of a tenant begins with, and the role that it belongs to.
pub(super) const TENANT_ROLE: &str = "SALESFORCE_COMMERCE_API";

/// What is known of a token that is tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenFacts {
    /// The granted scopes.
    pub scopes: Vec<String>,
    /// The instances in its tenant filter, for example `zzte_053`, those of the Salesforce Commerce API first.
    pub instances: Vec<String>,
    /// The client that it was issued to, if the token says so.
    pub client_id: Option<String>,
    /// When it expires.
    pub ends_at: Option<UnixMillis>,
    /// It was issued by SLAS, for a shopper.
    pub shopper: bool,
    /// It was issued by the practice Account Manager.
    pub practice: bool,
}

impl TokenFacts {
    /// The facts of the token of an exchange; `None` if it has none.
    #[must_use]
    pub fn of(exchange: &ExchangeShown) -> Option<Self> {
        let token = exchange.token.as_ref()?;
        Some(Self { practice: exchange.sent.recipient == Recipient::Practice, ..Self::of_token(token) })
    }

    fn of_token(token: &TokenShown) -> Self {
        let decoded = token.decoded.as_ref();
        let reach = decoded.map(|decoded| decoded.reach.as_slice()).unwrap_or_default();
        let (scapi, others): (Vec<_>, Vec<_>) = reach.iter().partition(|reach| reach.role == TENANT_ROLE);
        let instances = scapi.into_iter().chain(others).flat_map(|reach| &reach.instances);
        let issuer = decoded.and_then(|decoded| decoded.issuer.as_deref()).unwrap_or_default();
        Self {
            scopes: token.scopes.clone(),
            instances: instances.filter(|name| !name.contains('*')).cloned().collect(),
            client_id: decoded.and_then(|decoded| decoded.client.clone()),
            ends_at: token.ends_at,
            shopper: issuer.starts_with("slas/") || issuer.contains("/shopper/auth/"),
            practice: false,
        }
    }

    /// Whether it has expired.
    #[must_use]
    pub fn has_ended(&self, now: UnixMillis) -> bool {
        self.ends_at.is_some_and(|end| end <= now)
    }

    /// The tenants that its scopes name.
    pub(super) fn tenants(&self) -> impl Iterator<Item = &str> {
        tenants_in(self.scopes.iter().map(String::as_str))
    }

    /// Whether it was granted a scope, or the same scope for writing, too.
    pub(super) fn has_scope(&self, scope: &str) -> bool {
        self.scopes.iter().any(|granted| granted == scope || granted.strip_suffix(".rw") == Some(scope))
    }
}

/// The tenants that scopes name: `zzte_053` of `SALESFORCE_COMMERCE_API:zzte_053`.
pub(super) fn tenants_in<'s>(scopes: impl Iterator<Item = &'s str>) -> impl Iterator<Item = &'s str> {
    scopes.filter_map(|scope| scope.strip_prefix(TENANT_ROLE)?.strip_prefix(':'))
}
