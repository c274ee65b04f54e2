//! The token requests of each credential: the request that is being sent, and the last exchange.

use std::sync::{Arc, Mutex};

use countersign_core::credential::CredentialId;
use countersign_core::lock::lock;
use countersign_core::token_exchange::TokenExchange;
use tokio_util::sync::CancellationToken;

use super::running::Running;
use super::workspaces::{CredentialRef, Workspaces};

/// The token requests of all credentials.
#[derive(Default)]
pub(crate) struct Requests {
    workspaces: Mutex<Workspaces<Workspace>>,
    /// The check of all credentials.
    pub(crate) check_all: Running,
}

/// The token requests of one credential.
#[derive(Default)]
struct Workspace {
    token_request: Arc<Running>,
    last_exchange: Option<Arc<TokenExchange>>,
}

impl Requests {
    /// The token request of a credential that is being sent.
    pub(crate) fn token_request(&self, credential: CredentialRef) -> Arc<Running> {
        lock(&self.workspaces).of(credential).token_request.clone()
    }

    /// The last exchange of a credential.
    pub(crate) fn last_exchange(&self, credential: CredentialRef) -> Option<Arc<TokenExchange>> {
        lock(&self.workspaces).of(credential).last_exchange.clone()
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
            workspaces.of(credential).last_exchange = Some(exchange);
        }
        is_current
    }

    pub(super) fn adopt(&self, id: CredentialId) {
        lock(&self.workspaces).adopt(id);
    }

    /// Forgets every exchange, and cancels every request.
    pub(super) fn forget_all(&self) {
        let mut before = std::mem::take(&mut *lock(&self.workspaces));
        before.all().for_each(|(_, workspace)| workspace.token_request.cancel());
        self.check_all.cancel();
    }
}
