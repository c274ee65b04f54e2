//! The requests of each credential: the token request that is being sent, and the last exchange; what its token is being
//! tried on, and the last trials.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Arc, Mutex, OnceLock};

use countersign_core::api_trial::{TokenFacts, TrialShown};
use countersign_core::credential::CredentialId;
use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::history::without_secrets;
use countersign_core::lock::lock;
use countersign_core::report::KnownSecrets;
use countersign_core::token_exchange::{ExchangeShown, TokenExchange};
use countersign_core::token_request::{Proofs, RequestForm};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;
use tokio_util::sync::CancellationToken;

use super::running::Running;
use super::workspaces::{CredentialRef, Workspaces};

/// The token requests of all credentials.
#[derive(Default)]
pub(crate) struct Requests {
    workspaces: Mutex<Workspaces<Workspace>>,
    /// Makes [`ProofsMark`]s, with a random key of its own.
    marks: RandomState,
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
    /// What is known of the token of the last exchange, once it was asked for: reading it from a large response takes a
    /// while, and the window asks with each change of the form.
    token_facts: Arc<OnceLock<Option<TokenFacts>>>,
    trial: Arc<Running>,
    search: Arc<Running>,
    /// The last trial of each API, the latest last. They have no secrets.
    last_trials: Vec<TrialShown>,
}

/// What a request was made from.
pub(crate) struct MadeFrom {
    /// The form as it was then.
    pub form: RequestForm,
    /// What the person confirmed for it.
    pub confirmed: Confirmed,
    /// The key pair and the secrets, as [`Requests::mark`] knows them again.
    pub proofs: ProofsMark,
}

/// A key pair and secrets, to know them again without keeping them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct ProofsMark(u64);

/// The last exchange of a credential.
enum LastExchange {
    Whole(Arc<TokenExchange>, Arc<MadeFrom>),
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
    /// The mark of a key pair and secrets. It is of use in this run of the program only.
    pub(crate) fn mark(&self, proofs: Proofs<'_>) -> ProofsMark {
        let key = proofs.key_pair.private_key().map(|key| key.public_key_spki_der());
        let hashed = |secret: &Option<SecretString>| {
            // Exposed to a hash with a random key of this run, from which nothing can be learned of it.
            secret.as_ref().map(|secret| self.marks.hash_one(secret.expose_secret()))
        };
        let secrets = (hashed(&proofs.secrets.client_secret), hashed(&proofs.secrets.access_key));
        ProofsMark(self.marks.hash_one((key, secrets)))
    }

    /// The token request of a credential that is being sent.
    pub(crate) fn token_request(&self, credential: CredentialRef) -> Arc<Running> {
        lock(&self.workspaces).of(credential).token_request.clone()
    }

    /// The last exchange of a credential; `None` once its token was wiped.
    pub(crate) fn last_exchange(&self, credential: CredentialRef) -> Option<Arc<TokenExchange>> {
        match &lock(&self.workspaces).of(credential).last_exchange {
            Some(LastExchange::Whole(exchange, _)) => Some(exchange.clone()),
            _ => None,
        }
    }

    /// The last exchange of a credential, and what it was made from; `None` once its token was wiped.
    pub(crate) fn last_made(&self, credential: CredentialRef) -> Option<(Arc<TokenExchange>, Arc<MadeFrom>)> {
        match &lock(&self.workspaces).of(credential).last_exchange {
            Some(LastExchange::Whole(exchange, from)) => Some((exchange.clone(), from.clone())),
            _ => None,
        }
    }

    /// The search for the cause of a credential's refusal.
    pub(crate) fn search(&self, credential: CredentialRef) -> Arc<Running> {
        lock(&self.workspaces).of(credential).search.clone()
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
        from: MadeFrom,
        cancelled: &CancellationToken,
    ) -> bool {
        let mut workspaces = lock(&self.workspaces);
        // Checked while the lock is held, because a later request cancels this one before it sets its own exchange.
        let is_current = !cancelled.is_cancelled();
        if is_current {
            let workspace = workspaces.of(credential);
            workspace.search.cancel();
            workspace.last_exchange = Some(LastExchange::Whole(exchange, Arc::new(from)));
            workspace.token_facts = Arc::default();
        }
        is_current
    }

    /// The trial of a credential's token that is being sent.
    pub(crate) fn trial(&self, credential: CredentialRef) -> Arc<Running> {
        lock(&self.workspaces).of(credential).trial.clone()
    }

    /// The last trial of each API with a credential, the latest last.
    pub(crate) fn last_trials(&self, credential: CredentialRef) -> Vec<TrialShown> {
        lock(&self.workspaces).of(credential).last_trials.clone()
    }

    /// Makes this the last trial of its API, unless the person or a later one cancelled it. Returns whether it did.
    pub(crate) fn set_last_trial(
        &self,
        credential: CredentialRef,
        trial: &TrialShown,
        cancelled: &CancellationToken,
    ) -> bool {
        let mut workspaces = lock(&self.workspaces);
        let is_current = !cancelled.is_cancelled();
        if is_current {
            let trials = &mut workspaces.of(credential).last_trials;
            trials.retain(|other| other.api != trial.api);
            trials.push(trial.clone());
        }
        is_current
    }

    /// What is known of the last token of a credential, also once it was wiped.
    pub(crate) fn token_facts(&self, credential: CredentialRef) -> Option<TokenFacts> {
        // Not read while the lock is held.
        let facts = lock(&self.workspaces).of(credential).token_facts.clone();
        facts.get_or_init(|| TokenFacts::of(&self.last_shown(credential)?.exchange)).clone()
    }

    /// Cancels every request, and wipes tokens and assertions. What is public of each exchange stays.
    pub(super) fn lock(&self) {
        for (_, workspace) in lock(&self.workspaces).all() {
            workspace.token_request.cancel();
            workspace.trial.cancel();
            workspace.search.cancel();
            if let Some(LastExchange::Whole(exchange, _)) = &workspace.last_exchange {
                let public = without_secrets(&exchange.shown()).ok();
                workspace.last_exchange =
                    public.map(|exchange| LastExchange::WithoutSecrets(Box::new(exchange)));
            }
        }
        self.check_all.cancel();
        self.discovery.cancel();
    }

    /// Tells what the last exchange of each credential was proven with, and the tokens that it brought.
    pub(super) fn tell_secrets(&self, known: &mut KnownSecrets) {
        for (_, workspace) in lock(&self.workspaces).all() {
            if let Some(LastExchange::Whole(exchange, _)) = &workspace.last_exchange {
                known.add_exchange(exchange);
            }
        }
    }

    pub(super) fn adopt(&self, id: CredentialId) {
        lock(&self.workspaces).adopt(id);
    }

    /// Forgets every exchange, and cancels every request.
    pub(super) fn forget_all(&self) {
        let mut before = std::mem::take(&mut *lock(&self.workspaces));
        for (_, workspace) in before.all() {
            workspace.token_request.cancel();
            workspace.trial.cancel();
            workspace.search.cancel();
        }
        self.check_all.cancel();
        self.discovery.cancel();
    }
}
