//! Step 3: look at the request, send it.

use std::sync::Arc;

use countersign_core::answer::{ExchangeShown, GetTokenOutcome};
use countersign_core::diagnosis::FindingShown;
use countersign_core::exchange::{Exchange, client_for, send};
use countersign_core::key_pair::KeyPair;
use countersign_core::prepare;
use countersign_core::request_form::RequestForm;
use countersign_core::token_request::RequestPreview;
use tauri::{AppHandle, Manager};
use tokio_util::sync::CancellationToken;

use super::background::blocking;
use super::error::CommandResult;
use super::{key_pair, tell};
use crate::platform::clock::{self, SystemClock};
use crate::state::session::{CredentialRef, Session};
use crate::state::storage;

pub(super) async fn preview_request(
    app: &AppHandle,
    credential: CredentialRef,
    form: RequestForm,
) -> CommandResult<RequestPreview> {
    let session = app.state::<Session>();
    let key_pair = session.key_pairs.current(credential);
    let form = form.with_practice(session.practice.address());
    Ok(prepare::preview(&form, &key_pair, &clock::make_moment()))
}

pub(super) async fn default_form(_app: &AppHandle) -> CommandResult<RequestForm> {
    Ok(RequestForm::default())
}

pub(super) async fn get_token(
    app: &AppHandle,
    credential: CredentialRef,
    form: RequestForm,
    confirmed: bool,
) -> CommandResult<GetTokenOutcome> {
    let session = app.state::<Session>();
    let cancelled = session.requests.token_request(credential).start();
    let key_pair = session.key_pairs.current(credential);
    Ok(match ask(app, &form, &key_pair, confirmed, &cancelled).await? {
        Asked::Sent(exchange)
            if session.requests.set_last_exchange(credential, exchange.clone(), &cancelled) =>
        {
            GetTokenOutcome::Sent { exchange: take(app, credential, exchange, &key_pair).await? }
        }
        Asked::NotSent(findings) => GetTokenOutcome::NotSent { findings },
        Asked::Sent(_) | Asked::Cancelled => GetTokenOutcome::Cancelled,
    })
}

/// What came of asking.
pub(super) enum Asked {
    Sent(Arc<Exchange>),
    /// Because of these errors and warnings.
    NotSent(Vec<FindingShown>),
    Cancelled,
}

/// Asks for a token.
pub(super) async fn ask(
    app: &AppHandle,
    form: &RequestForm,
    key_pair: &KeyPair,
    confirmed: bool,
    cancelled: &CancellationToken,
) -> CommandResult<Asked> {
    let form = form.clone().with_practice(app.state::<Session>().practice.address());
    let prepared = prepare::prepare(&form, key_pair, &clock::make_moment(), confirmed);
    let (request, timeouts) = match prepared {
        Ok(prepared) => prepared,
        Err(findings) => return Ok(Asked::NotSent(findings)),
    };
    let client = client_for(&request, timeouts);
    let sent = send(client, request, timeouts, &SystemClock, cancelled).await;
    Ok(sent.map_or(Asked::Cancelled, |exchange| Asked::Sent(Arc::new(exchange))))
}

/// What a credential's answer shows. The attempt is kept in its history, and a token proves the pair that signed.
pub(super) async fn take(
    app: &AppHandle,
    credential: CredentialRef,
    exchange: Arc<Exchange>,
    key_pair: &KeyPair,
) -> CommandResult<Box<ExchangeShown>> {
    if let Some(signed_with) = key_pair.private_key().filter(|_| exchange.access_token().is_some())
        && app.state::<Session>().key_pairs.note_token_received(credential, signed_with)
    {
        key_pair::store_key_pair(app, credential).await;
    }
    // A large answer takes a while to be read.
    let shown = blocking(move || Box::new(exchange.shown())).await?;
    record(app, credential, &shown);
    Ok(shown)
}

/// Keeps the attempt. The answer does not wait for the disk, and is of use also where nothing can be stored.
fn record(app: &AppHandle, credential: CredentialRef, exchange: &ExchangeShown) {
    let Some(id) = app.state::<Session>().resolve(credential) else { return };
    let (app, exchange) = (app.clone(), exchange.clone());
    tauri::async_runtime::spawn_blocking(move || {
        if let Ok(storage) = storage::open(&app) {
            // What cannot be stored is said where the next letter cannot be stored.
            drop(storage.store.record_attempt(id, &exchange));
            tell::credential_changed(&app, &storage, id);
        }
    });
}

pub(super) async fn cancel_request(app: &AppHandle, credential: CredentialRef) -> CommandResult<()> {
    app.state::<Session>().requests.token_request(credential).cancel();
    Ok(())
}
