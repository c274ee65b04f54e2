//! Check all credentials: a token request is sent for each, a few at a time.

use std::cmp::Reverse;

use countersign_core::credential::CredentialId;
use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::diagnosis::{Finding, FindingShown, Verdict};
use countersign_core::token_exchange::ExchangeShown;
use countersign_core::token_request::{AuthMethod, Disclosure, Proofs};
use tauri::{AppHandle, Manager};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::background::{blocking, copy, with_storage};
use super::error::{CommandError, CommandResult};
use super::request::{SendOutcome, prepare_and_send, record_exchange};
use crate::state::client_secret_storage;
use crate::state::key_storage::{self, KeyHomeState};
use crate::state::session::Session;
use crate::window;
use crate::window_event::{Check, CheckResult, WindowEvent};

/// How many credentials are checked at once. Few, because most requests go to the same server.
const AT_A_TIME: usize = 2;

pub(super) async fn check_all_credentials(app: &AppHandle) -> CommandResult<()> {
    let cancelled = app.state::<Session>().requests.check_all.start();
    let list = with_storage(app, |_, storage| Ok(storage.list()?)).await?;
    list.iter().for_each(|credential| tell(app, credential.id, Check::Waiting));
    let mut running = JoinSet::new();
    for credential in list {
        if running.len() >= AT_A_TIME {
            running.join_next().await;
        }
        // Nobody is there to confirm a warning.
        let nothing = Confirmed::default();
        running.spawn(check_and_tell(app.clone(), credential.id, nothing, cancelled.clone()));
    }
    running.join_all().await;
    Ok(())
}

pub(super) async fn check_held_back(
    app: &AppHandle,
    id: CredentialId,
    confirmed: Disclosure,
) -> CommandResult<()> {
    let cancelled = app.state::<Session>().requests.check_all.start();
    let confirmed = Confirmed { warnings: false, disclosure: Some(confirmed) };
    check_and_tell(app.clone(), id, confirmed, cancelled).await;
    Ok(())
}

pub(super) async fn cancel_check(app: &AppHandle) -> CommandResult<()> {
    app.state::<Session>().requests.check_all.cancel();
    Ok(())
}

pub(super) async fn copy_text(_app: &AppHandle, text: String) -> CommandResult<()> {
    copy(text).await
}

async fn check_and_tell(
    app: AppHandle,
    id: CredentialId,
    confirmed: Confirmed,
    cancelled: CancellationToken,
) {
    let tell = |check| tell(&app, id, check);
    if cancelled.is_cancelled() {
        return tell(Check::Cancelled);
    }
    tell(Check::Sending);
    tell(check(&app, id, &confirmed, &cancelled).await.unwrap_or_else(|error| match error {
        CommandError::Vault { error } => Check::KeyUnavailable { error },
        CommandError::Store { error } => Check::Unreadable { error },
        _ => Check::NotSent { finding: None },
    }));
}

fn tell(app: &AppHandle, id: CredentialId, check: Check) {
    let result = Box::new(CheckResult { credential: id, check });
    window::tell(app, &WindowEvent::Checked { result });
}

async fn check(
    app: &AppHandle,
    id: CredentialId,
    confirmed: &Confirmed,
    cancelled: &CancellationToken,
) -> CommandResult<Check> {
    let form = with_storage(app, move |_, storage| Ok(storage.store.credential(id)?.draft.form)).await?;
    let unavailable = match form.method {
        AuthMethod::SignedJwt => open_key_pair(app, id).await?,
        AuthMethod::ClientSecret | AuthMethod::BusinessManagerUser => open_secrets(app, id).await?,
    };
    if let Some(unavailable) = unavailable {
        return Ok(unavailable);
    }
    let key_pair = app.state::<Session>().key_pairs.current(Some(id));
    let secrets = client_secret_storage::current(app, Some(id));
    let proofs = Proofs { key_pair: &key_pair, secrets: &secrets };
    // The credential's last exchange stays as it is, because the window still shows it.
    Ok(match prepare_and_send(app, Some(id), &form, proofs, confirmed, cancelled).await? {
        SendOutcome::Sent(exchange) => outcome(*record_exchange(app, Some(id), exchange, &key_pair).await?),
        SendOutcome::NotSent(findings) => not_sent(findings),
        SendOutcome::Cancelled => Check::Cancelled,
    })
}

/// Opens the key pair of a credential. If that fails, returns the result of the check.
async fn open_key_pair(app: &AppHandle, id: CredentialId) -> CommandResult<Option<Check>> {
    let opening = app.clone();
    let opened = blocking(move || key_storage::open(&opening, id)).await?;
    Ok(match opened.storage.home {
        KeyHomeState::Unavailable { error } => Some(Check::KeyUnavailable { error }),
        KeyHomeState::Files { concerns, .. } if opened.facts.private_key.is_none() => {
            concerns.into_iter().next().map(|concern| Check::NotRead { concern })
        }
        _ => None,
    })
}

/// Opens the client secrets of a credential. If that fails, returns the result of the check.
async fn open_secrets(app: &AppHandle, id: CredentialId) -> CommandResult<Option<Check>> {
    let opening = app.clone();
    let opened = blocking(move || client_secret_storage::open(&opening, Some(id))).await?;
    Ok(client_secret_storage::unavailable(&opened).map(|error| Check::KeyUnavailable { error }))
}

/// Held back if the person only has to confirm who gets the assertion. Otherwise the first error, or else the first
/// warning: the others often follow from it.
fn not_sent(findings: Vec<FindingShown>) -> Check {
    if let [FindingShown { finding: Finding::AssertionDisclosed { disclosure, seconds }, .. }] = &findings[..]
    {
        return Check::HeldBack { disclosure: disclosure.clone(), seconds: *seconds };
    }
    Check::NotSent { finding: findings.into_iter().min_by_key(|shown| Reverse(shown.severity)) }
}

fn outcome(exchange: ExchangeShown) -> Check {
    let duration_ms = exchange.duration_ms;
    match exchange.verdict {
        Verdict::TokenReceived => Check::Token { duration_ms },
        Verdict::Refused | Verdict::NoAnswer => Check::Refused {
            answered: exchange.verdict == Verdict::Refused,
            duration_ms,
            error: exchange.response.and_then(|response| response.short_error()),
            finding: exchange.findings.into_iter().next(),
        },
    }
}
