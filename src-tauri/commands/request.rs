//! Step 3: preview the request, and send it.

use std::sync::Arc;

use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::diagnosis::{EarlierToken, FindingShown, Known, Verdict};
use countersign_core::history::{self, AttemptFilter};
use countersign_core::key_pair::KeyPair;
use countersign_core::moment::UnixSeconds;
use countersign_core::prepare;
use countersign_core::prepare::RequestPreview;
use countersign_core::token_exchange::{ExchangeShown, GetTokenOutcome};
use countersign_core::token_exchange::{TokenExchange, send};
use countersign_core::token_request::{AssertionPreset, PresetApplied, Proofs, RequestForm, SentRequest};
use tauri::{AppHandle, Manager};
use tokio_util::sync::CancellationToken;

use super::background::{blocking, ensure_unlocked};
use super::error::CommandResult;
use super::{key_pair, tell};
use crate::platform::clock::{self, SystemClock};
use crate::platform::proxies;
use crate::state::session::{CredentialRef, MadeFrom, Session};
use crate::state::storage;

pub(super) async fn preview_request(
    app: &AppHandle,
    credential: CredentialRef,
    form: RequestForm,
) -> CommandResult<RequestPreview> {
    let session = app.state::<Session>();
    let key_pair = session.key_pairs.current(credential);
    let secrets = session.client_secrets.current(credential);
    let proofs = Proofs { key_pair: &key_pair, secrets: &secrets };
    let form = form.with_practice(session.practice.address());
    Ok(prepare::preview(&form, proofs, &clock::make_moment(), &proxies::of_this_computer()))
}

pub(super) async fn default_form(_app: &AppHandle) -> CommandResult<RequestForm> {
    Ok(RequestForm::default())
}

pub(super) async fn apply_preset(
    app: &AppHandle,
    preset: AssertionPreset,
    form: RequestForm,
    issuer: String,
) -> CommandResult<PresetApplied> {
    let form = form.with_practice(app.state::<Session>().practice.address());
    Ok(preset.apply(&form, &issuer))
}

pub(super) async fn get_token(
    app: &AppHandle,
    credential: CredentialRef,
    form: RequestForm,
    confirmed: Confirmed,
) -> CommandResult<GetTokenOutcome> {
    let session = app.state::<Session>();
    let cancelled = session.requests.token_request(credential).start();
    let key_pair = session.key_pairs.current(credential);
    let secrets = session.client_secrets.current(credential);
    let proofs = Proofs { key_pair: &key_pair, secrets: &secrets };
    Ok(match prepare_and_send(app, credential, &form, proofs, &confirmed, &cancelled).await? {
        SendOutcome::Sent(exchange)
            if session.requests.set_last_exchange(
                credential,
                exchange.clone(),
                MadeFrom {
                    form: form.clone(),
                    confirmed: confirmed.clone(),
                    proofs: session.requests.mark(proofs),
                },
                &cancelled,
            ) =>
        {
            GetTokenOutcome::Sent { exchange: record_exchange(app, credential, exchange, &key_pair).await? }
        }
        SendOutcome::NotSent(findings) => GetTokenOutcome::NotSent { findings },
        SendOutcome::Sent(_) | SendOutcome::Cancelled => GetTokenOutcome::Cancelled,
    })
}

/// The outcome of sending a token request.
pub(super) enum SendOutcome {
    /// It was sent, whether or not a response came.
    Sent(Arc<TokenExchange>),
    /// It was not sent, because of these errors and warnings.
    NotSent(Vec<FindingShown>),
    Cancelled,
}

/// Prepares and sends a token request. What was `confirmed` lets warnings pass, never errors.
pub(super) async fn prepare_and_send(
    app: &AppHandle,
    credential: CredentialRef,
    form: &RequestForm,
    proofs: Proofs<'_>,
    confirmed: &Confirmed,
    cancelled: &CancellationToken,
) -> CommandResult<SendOutcome> {
    // After this, locking cancels the request.
    ensure_unlocked(app).await?;
    let form = form.clone().with_practice(app.state::<Session>().practice.address());
    let moment = clock::make_moment();
    let (request, timeouts) = match prepare::prepare(&form, proofs, &moment, confirmed) {
        Ok(prepared) => prepared,
        Err(findings) => return Ok(SendOutcome::NotSent(findings)),
    };
    let connection = request.connection(timeouts, &proxies::of_this_computer());
    let Some(mut exchange) = send(connection, request, &SystemClock, cancelled).await else {
        return Ok(SendOutcome::Cancelled);
    };
    // Only a refusal has to be explained.
    if exchange.access_token().is_none() {
        let before = prepare::findings_before(&form, proofs, &moment);
        let certificate = proofs.key_pair.certificate().map(|it| it.facts(moment.now.seconds()));
        let since = certificate.map(|certificate| certificate.not_before);
        let earlier = earlier_token(app, credential, exchange.sent(), since).await;
        exchange.known = Known { before, earlier };
    }
    Ok(SendOutcome::Sent(Arc::new(exchange)))
}

/// The last token of a credential from the server that this request went to. What cannot be read of the history explains
/// nothing.
async fn earlier_token(
    app: &AppHandle,
    credential: CredentialRef,
    sent: SentRequest,
    certificate_since: Option<UnixSeconds>,
) -> Option<EarlierToken> {
    let id = app.state::<Session>().resolve(credential)?;
    let app = app.clone();
    let read = blocking(move || {
        let storage = storage::open(&app).ok()?;
        let granted = AttemptFilter {
            credential: Some(id),
            verdict: Some(Verdict::TokenReceived),
            no_experiments: true,
            ..AttemptFilter::default()
        };
        let last = storage.store.attempts(&granted, None, 1).ok()?.attempts.into_iter().next()?;
        let attempt = storage.store.attempt(last.id).ok()?;
        history::earlier_token(&attempt.exchange, &sent, certificate_since)
    });
    read.await.ok().flatten()
}

/// Records an exchange of a credential in its history. If a token was received, notes that the server accepts the key
/// that signed. Returns what the page shows of the exchange.
pub(super) async fn record_exchange(
    app: &AppHandle,
    credential: CredentialRef,
    exchange: Arc<TokenExchange>,
    key_pair: &KeyPair,
) -> CommandResult<Box<ExchangeShown>> {
    let is_signed = exchange.request.assertion().is_some();
    // Reading a large response takes a while.
    let shown = blocking(move || Box::new(exchange.shown())).await?;
    if let Some(signed_with) = key_pair.private_key().filter(|_| is_signed && shown.token.is_some())
        && app.state::<Session>().key_pairs.note_token_received(credential, signed_with)
    {
        key_pair::store_key_pair(app, credential).await;
    }
    record_attempt(app, credential, &shown);
    Ok(shown)
}

/// Records the attempt. The page does not wait for the disk, and shows the exchange even if nothing can be stored.
fn record_attempt(app: &AppHandle, credential: CredentialRef, exchange: &ExchangeShown) {
    let Some(id) = app.state::<Session>().resolve(credential) else { return };
    let (app, exchange) = (app.clone(), exchange.clone());
    tauri::async_runtime::spawn_blocking(move || {
        if let Ok(storage) = storage::open(&app) {
            // If this fails, saving the next letter fails, too, and that tells the person.
            drop(storage.store.record_attempt(id, &exchange));
            tell::credential_changed(&app, &storage, id);
        }
    });
}

pub(super) async fn cancel_request(app: &AppHandle, credential: CredentialRef) -> CommandResult<()> {
    app.state::<Session>().requests.token_request(credential).cancel();
    Ok(())
}
