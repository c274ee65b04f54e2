//! Step 4: try the token on an API. The token stays here; the page gets what came of it.

use countersign_core::api_trial::{
    self, ApiPlaces, MergeProblem, MergedSettings, PlaceNoteShown, SettingsWanted, TokenFacts, TrialForm,
    TrialPreview, TrialShown, TriedApi, merge_settings,
};
use countersign_core::http::Connection;
use countersign_core::token_request::RequestForm;
use serde::Serialize;
use tauri::{AppHandle, Manager};
use tokio_util::sync::CancellationToken;

use super::background::{blocking, ensure_unlocked};
use super::error::CommandResult;
use super::tell;
use crate::platform::clock::{self, SystemClock};
use crate::platform::proxies;
use crate::state::session::{CredentialRef, Session};
use crate::state::storage;

/// The outcome of trying a token.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum TryOutcome {
    /// The request was sent.
    Sent {
        /// The trial.
        trial: Box<TrialShown>,
    },
    /// Nothing was sent, because of these errors and unconfirmed warnings.
    NotSent {
        /// What is to be said about the places.
        notes: Vec<PlaceNoteShown>,
    },
    /// There is no token, or no longer.
    NoToken,
    /// The token has expired.
    TokenEnded,
    /// The person cancelled.
    Cancelled,
}

/// The outcome of trying one of several APIs.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct TriedOne {
    /// What was tried.
    pub api: TriedApi,
    /// The outcome.
    pub outcome: TryOutcome,
}

/// The outcome of adding to settings.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum MergeOutcome {
    /// They have what is needed.
    Merged {
        /// The settings, and what was added.
        settings: MergedSettings,
    },
    /// Nothing could be added.
    Refused {
        /// Why.
        problem: MergeProblem,
    },
}

pub(super) async fn preview_trial(
    app: &AppHandle,
    credential: CredentialRef,
    api: TriedApi,
    places: ApiPlaces,
    form: RequestForm,
) -> CommandResult<TrialPreview> {
    let app = app.clone();
    // Reading a large response takes a while.
    blocking(move || {
        let session = app.state::<Session>();
        let (token, practice) = (session.requests.token_facts(credential), session.practice.address());
        let form =
            TrialForm { places: &places, form: &form, token: token.as_ref(), practice: practice.as_ref() };
        form.preview(api)
    })
    .await
}

pub(super) async fn try_token(
    app: &AppHandle,
    credential: CredentialRef,
    api: TriedApi,
    places: ApiPlaces,
    form: RequestForm,
    confirmed_host: Option<String>,
) -> CommandResult<TryOutcome> {
    let cancelled = app.state::<Session>().requests.trial(credential).start();
    let outcome =
        try_one(app, credential, api, &places, &form, confirmed_host.as_deref(), &cancelled).await?;
    record(app, credential, [&outcome]);
    Ok(outcome)
}

pub(super) async fn try_all(
    app: &AppHandle,
    credential: CredentialRef,
    places: ApiPlaces,
    form: RequestForm,
) -> CommandResult<Vec<TriedOne>> {
    let cancelled = app.state::<Session>().requests.trial(credential).start();
    let mut all = Vec::new();
    for api in TriedApi::THREE {
        // Nobody confirmed another host.
        let outcome = try_one(app, credential, api, &places, &form, None, &cancelled).await?;
        all.push(TriedOne { api, outcome });
    }
    record(app, credential, all.iter().map(|tried| &tried.outcome));
    Ok(all)
}

async fn try_one(
    app: &AppHandle,
    credential: CredentialRef,
    api: TriedApi,
    places: &ApiPlaces,
    form: &RequestForm,
    confirmed_host: Option<&str>,
    cancelled: &CancellationToken,
) -> CommandResult<TryOutcome> {
    // After this, locking cancels the trial.
    ensure_unlocked(app).await?;
    let session = app.state::<Session>();
    let Some(exchange) = session.requests.last_exchange(credential) else { return Ok(TryOutcome::NoToken) };
    let read = blocking(move || exchange.access_token().zip(TokenFacts::of(&exchange.shown()))).await?;
    let Some((token, facts)) = read else { return Ok(TryOutcome::NoToken) };
    if facts.has_ended(clock::make_moment().now) {
        return Ok(TryOutcome::TokenEnded);
    }
    let practice = session.practice.address();
    let unsent = TrialForm { places, form, token: Some(&facts), practice: practice.as_ref() }.unsent(api);
    let request = match unsent.with_token(&token, confirmed_host) {
        Ok(request) => request,
        Err(notes) => return Ok(TryOutcome::NotSent { notes }),
    };
    let timeouts = form.timeouts_or_usual();
    let connection = Connection::to(&request.http().url, timeouts, &proxies::of_this_computer());
    let Some(trial) = api_trial::send(connection, request, facts, &SystemClock, cancelled).await else {
        return Ok(TryOutcome::Cancelled);
    };
    let trial = blocking(move || Box::new(trial.shown())).await?;
    if session.requests.set_last_trial(credential, &trial, cancelled) {
        Ok(TryOutcome::Sent { trial })
    } else {
        Ok(TryOutcome::Cancelled)
    }
}

/// Records the results. The page does not wait for the disk.
fn record<'o>(
    app: &AppHandle,
    credential: CredentialRef,
    outcomes: impl IntoIterator<Item = &'o TryOutcome>,
) {
    let Some(id) = app.state::<Session>().resolve(credential) else { return };
    let sent = |outcome: &TryOutcome| match outcome {
        TryOutcome::Sent { trial } => Some(trial.clone()),
        _ => None,
    };
    let trials: Vec<_> = outcomes.into_iter().filter_map(sent).collect();
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        if let Ok(storage) = storage::open(&app) {
            // If this fails, saving the next letter fails, too, and that tells the person.
            trials.iter().for_each(|trial| drop(storage.store.record_trial(id, trial)));
            tell::credential_changed(&app, &storage, id);
        }
    });
}

pub(super) async fn cancel_trial(app: &AppHandle, credential: CredentialRef) -> CommandResult<()> {
    app.state::<Session>().requests.trial(credential).cancel();
    Ok(())
}

pub(super) async fn last_trials(
    app: &AppHandle,
    credential: CredentialRef,
) -> CommandResult<Vec<TrialShown>> {
    Ok(app.state::<Session>().requests.last_trials(credential))
}

pub(super) async fn merge_api_settings(
    _app: &AppHandle,
    wanted: SettingsWanted,
    present: String,
) -> CommandResult<MergeOutcome> {
    blocking(move || match merge_settings(&wanted, &present) {
        Ok(settings) => MergeOutcome::Merged { settings },
        Err(problem) => MergeOutcome::Refused { problem },
    })
    .await
}
