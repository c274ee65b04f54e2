//! The token requests of each credential: the request that is being sent, and the last exchange.

use std::sync::{Arc, Mutex};

use countersign_core::credential::CredentialId;
use countersign_core::history::without_secrets;
use countersign_core::lock::lock;
use countersign_core::token_exchange::{ExchangeShown, TokenExchange};
use serde::Serialize;
use tokio_util::sync::CancellationToken;

use super::running::Running;
use super::workspaces::{CredentialRef, Workspaces};

/// The token requests of all credentials.
#[derive(Default)]
pub(crate) struct Requests {
    workspaces: Mutex<Workspaces<Workspace>>,
    /// The check of all credentials.
    pub(crate) check_all: Running,
    /// Reading what a server publishes about itself.
    pub(crate) discovery: Running,
}

/// The token requests of one credential.
#[derive(Default)]
struct Workspace {
    token_request: Arc<Running>,
    last_exchange: Option<LastExchange>,
}

/// The last exchange of a credential.
enum LastExchange {
    Whole(Arc<TokenExchange>),
    /// What is left of it since its token and assertion were wiped.
    WithoutSecrets(Box<ExchangeShown>),
}

/// The last exchange of a credential as the window shows it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct LastExchangeShown {
    /// The exchange.
    pub exchange: Box<ExchangeShown>,
    /// Its token and its assertion were wiped, because secrets were locked.
    pub secrets_wiped: bool,
}

impl Requests {
    /// The token request of a credential that is being sent.
    pub(crate) fn token_request(&self, credential: CredentialRef) -> Arc<Running> {
        lock(&self.workspaces).of(credential).token_request.clone()
    }

    /// The last exchange of a credential; `None` once its token was wiped.
    pub(crate) fn last_exchange(&self, credential: CredentialRef) -> Option<Arc<TokenExchange>> {
        match &lock(&self.workspaces).of(credential).last_exchange {
            Some(LastExchange::Whole(exchange)) => Some(exchange.clone()),
            _ => None,
        }
    }

    /// What the window shows of the last exchange of a credential.
    pub(crate) fn last_shown(&self, credential: CredentialRef) -> Option<LastExchangeShown> {
        if let Some(whole) = self.last_exchange(credential) {
            return Some(LastExchangeShown { exchange: Box::new(whole.shown()), secrets_wiped: false });
        }
        match &lock(&self.workspaces).of(credential).last_exchange {
            Some(LastExchange::WithoutSecrets(exchange)) => {
                Some(LastExchangeShown { exchange: exchange.clone(), secrets_wiped: true })
            }
            _ => None,
        }
    }

    /// Makes this exchange the last one of a credential, unless the person or a later request cancelled its request.
    /// Returns whether it did.
    pub(crate) fn set_last_exchange(
        &self,
        credential: CredentialRef,
        exchange: Arc<TokenExchange>,
        cancelled: &CancellationToken,
    ) -> bool {
        let mut workspaces = lock(&self.workspaces);
        // Checked while the lock is held, because a later request cancels this one before it sets its own exchange.
        let is_current = !cancelled.is_cancelled();
        if is_current {
            workspaces.of(credential).last_exchange = Some(LastExchange::Whole(exchange));
        }
        is_current
    }

    /// Cancels every request, and wipes tokens and assertions. What is public of each exchange stays.
    pub(super) fn lock(&self) {
        for (_, workspace) in lock(&self.workspaces).all() {
            workspace.token_request.cancel();
            if let Some(LastExchange::Whole(exchange)) = &workspace.last_exchange {
                let public = without_secrets(&exchange.shown()).ok();
                workspace.last_exchange =
                    public.map(|exchange| LastExchange::WithoutSecrets(Box::new(exchange)));
            }
        }
        self.check_all.cancel();
        self.discovery.cancel();
    }

    pub(super) fn adopt(&self, id: CredentialId) {
        lock(&self.workspaces).adopt(id);
    }

    /// Forgets every exchange, and cancels every request.
    pub(super) fn forget_all(&self) {
        let mut before = std::mem::take(&mut *lock(&self.workspaces));
        before.all().for_each(|(_, workspace)| workspace.token_request.cancel());
        self.check_all.cancel();
        self.discovery.cancel();
    }
}
