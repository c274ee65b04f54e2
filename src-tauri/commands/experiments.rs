//! "Find the cause": experiments after a refusal.

use std::sync::Arc;

use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::discovery::{Discovered, Issuer, Wanted};
use countersign_core::experiments::{self, CauseFound, Plan, Progress, Refused, SPACING, Surroundings};
use countersign_core::http::Timeouts;
use countersign_core::key_pair::KeyPair;
use countersign_core::moment::Moment;
use countersign_core::token_exchange::{TokenExchange, send};
use countersign_core::token_request::{ClientSecrets, Proofs, RequestForm, TokenRequest, Variation};
use tauri::{AppHandle, Manager};
use tokio_util::sync::CancellationToken;

use super::background::{blocking, ensure_unlocked};
use super::discovery::read_published;
use super::error::CommandResult;
use crate::platform::clock::{self, SystemClock};
use crate::platform::proxies;
use crate::state::session::{CredentialRef, Session};
use crate::state::storage;
use crate::window;
use crate::window_event::{SearchStep, WindowEvent};

pub(super) async fn plan_experiments(
    app: &AppHandle,
    credential: CredentialRef,
) -> CommandResult<Option<Plan>> {
    let Some(made) = Made::last(app, credential) else { return Ok(None) };
    // Each request that could be sent is signed, to see what it would be answered.
    blocking(move || experiments::plan(&made.refused(), &clock::make_moment())).await
}

pub(super) async fn find_cause(
    app: &AppHandle,
    credential: CredentialRef,
) -> CommandResult<Option<CauseFound>> {
    // After this, locking cancels the search.
    ensure_unlocked(app).await?;
    let cancelled = app.state::<Session>().requests.search(credential).start();
    let Some(made) = Made::last(app, credential) else { return Ok(None) };
    let window = InWindow { app, credential, form: &made.form, cancelled: &cancelled };
    Ok(experiments::find_cause(&made.refused(), &window, &cancelled).await)
}

pub(super) async fn cancel_experiments(app: &AppHandle, credential: CredentialRef) -> CommandResult<()> {
    app.state::<Session>().requests.search(credential).cancel();
    Ok(())
}

/// The last request of a credential, with everything that it was made from.
struct Made {
    exchange: Arc<TokenExchange>,
    form: RequestForm,
    confirmed: Confirmed,
    key_pair: KeyPair,
    secrets: ClientSecrets,
}

impl Made {
    /// `None` if its secrets were wiped, or if the key pair or a secret has changed since.
    fn last(app: &AppHandle, credential: CredentialRef) -> Option<Self> {
        let session = app.state::<Session>();
        let (exchange, from) = session.requests.last_made(credential)?;
        let made = Self {
            exchange,
            form: from.form.clone().with_practice(session.practice.address()),
            confirmed: from.confirmed.clone(),
            key_pair: session.key_pairs.current(credential),
            secrets: session.client_secrets.current(credential),
        };
        // With another key or secret, a token would prove nothing about this refusal.
        (session.requests.mark(made.proofs()) == from.proofs).then_some(made)
    }

    fn proofs(&self) -> Proofs<'_> {
        Proofs { key_pair: &self.key_pair, secrets: &self.secrets }
    }

    fn refused(&self) -> Refused<'_> {
        Refused {
            exchange: &self.exchange,
            form: &self.form,
            proofs: self.proofs(),
            confirmed: &self.confirmed,
        }
    }
}

/// A search in the window: it sends as every request is sent, records each experiment, and tells the page.
struct InWindow<'a> {
    app: &'a AppHandle,
    credential: CredentialRef,
    form: &'a RequestForm,
    cancelled: &'a CancellationToken,
}

impl Surroundings for InWindow<'_> {
    fn moment(&self) -> Moment {
        clock::make_moment()
    }

    async fn look_up(&self, issuer: &Issuer, wanted: Wanted<'_>) -> Option<Discovered> {
        read_published(issuer, wanted, self.form, self.cancelled).await
    }

    async fn send(&self, request: TokenRequest, timeouts: Timeouts) -> Option<TokenExchange> {
        let connection = request.connection(timeouts, &proxies::of_this_computer());
        send(connection, request, &SystemClock, self.cancelled).await
    }

    async fn pause(&self) {
        tokio::time::sleep(SPACING).await;
    }

    fn progressed(&self, progress: Progress<'_>) {
        let step = match progress {
            Progress::LookingUp => SearchStep::LookingUp,
            Progress::LookedUp { published } => SearchStep::LookedUp { published: published.clone() },
            Progress::Sending { variation } => SearchStep::Sending { variation: variation.clone() },
            Progress::Sent { experiment, exchange } => {
                self.record(&experiment.variation, exchange);
                SearchStep::Sent { experiment: experiment.clone() }
            }
        };
        window::tell(self.app, &WindowEvent::Searched { credential: self.credential, step: Box::new(step) });
    }
}

impl InWindow<'_> {
    /// Records an experiment. The search does not wait for the disk, and goes on even if nothing can be stored.
    fn record(&self, variation: &Variation, exchange: &TokenExchange) {
        let Some(id) = self.app.state::<Session>().resolve(self.credential) else { return };
        let (app, variation, exchange) = (self.app.clone(), variation.clone(), exchange.clone());
        tauri::async_runtime::spawn_blocking(move || {
            if let Ok(storage) = storage::open(&app) {
                drop(storage.store.record_experiment(id, &variation, &exchange.shown()));
            }
        });
    }
}
