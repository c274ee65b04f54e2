//! The practice Account Manager: switching it on, its API clients and its faults.

use countersign_core::account_manager::{ApiClientShown, TokenEndpointAuthMethod};
use countersign_core::lock::lock;
use countersign_core::practice::{ApiClientForm, ApiClientProblem, PracticeSettings, read_api_client};
use countersign_core::store::StoreError;
use countersign_core::token_request::{ClientSecretKind, SecretPlacement};
use secrecy::SecretString;
use serde::Serialize;
use tauri::{AppHandle, Manager};

use super::background::{blocking, ensure_unlocked};
use super::error::CommandResult;
use crate::platform::clock;
use crate::state::practice::StoreOpener;
use crate::state::session::{CredentialRef, Session};
use crate::state::storage;

/// The practice Account Manager as the window shows it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct PracticeState {
    /// Host and port; `null` while it is off.
    pub running_at: Option<String>,
    /// Its API clients, the oldest first.
    pub api_clients: Vec<ApiClientShown>,
    /// Which engine's words it uses, and which faults are on.
    pub settings: PracticeSettings,
    /// Why API clients and settings last only until the program ends; `null` when they are stored.
    pub not_stored: Option<StoreError>,
}

/// The outcome of "Save" and "Add API Client".
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum SaveApiClientOutcome {
    /// Saved.
    Saved {
        /// Client ID.
        client_id: String,
        /// The practice Account Manager with it.
        state: Box<PracticeState>,
    },
    /// The form cannot be saved. Nothing was changed.
    Invalid {
        /// Every problem with it.
        problems: Vec<ApiClientProblem>,
    },
}

pub(super) async fn practice_state(app: &AppHandle) -> CommandResult<PracticeState> {
    app.state::<Session>().practice.ready(store_opener(app)).await?;
    Ok(state(app))
}

pub(super) async fn start_practice(app: &AppHandle) -> CommandResult<PracticeState> {
    app.state::<Session>().practice.start(store_opener(app)).await?;
    Ok(state(app))
}

pub(super) async fn stop_practice(app: &AppHandle) -> CommandResult<PracticeState> {
    app.state::<Session>().practice.stop().await;
    Ok(state(app))
}

pub(super) async fn add_api_client(app: &AppHandle) -> CommandResult<SaveApiClientOutcome> {
    save(app, clock::make_moment().jti, ApiClientForm::default()).await
}

pub(super) async fn add_api_client_with_secret(
    app: &AppHandle,
    credential: CredentialRef,
    placement: SecretPlacement,
) -> CommandResult<SaveApiClientOutcome> {
    ensure_unlocked(app).await?;
    start_practice(app).await?;
    let auth_method = match placement {
        SecretPlacement::Header | SecretPlacement::HeaderNotEncoded => {
            TokenEndpointAuthMethod::ClientSecretBasic
        }
        SecretPlacement::Body => TokenEndpointAuthMethod::ClientSecretPost,
    };
    // As random as the ID of an assertion, and without its dashes no longer like an API key.
    let password = SecretString::from(clock::make_moment().jti.replace('-', ""));
    let form = ApiClientForm { auth_method, password: Some(password.clone()), ..ApiClientForm::default() };
    let saved = save(app, clock::make_moment().jti, form).await?;
    if matches!(saved, SaveApiClientOutcome::Saved { .. }) {
        let secrets = &app.state::<Session>().client_secrets;
        secrets.type_in(credential, ClientSecretKind::ClientSecret, password);
    }
    Ok(saved)
}

pub(super) async fn save_api_client(
    app: &AppHandle,
    client_id: String,
    form: ApiClientForm,
) -> CommandResult<SaveApiClientOutcome> {
    save(app, client_id, form).await
}

async fn save(
    app: &AppHandle,
    client_id: String,
    form: ApiClientForm,
) -> CommandResult<SaveApiClientOutcome> {
    let session = app.state::<Session>();
    let manager = session.practice.ready(store_opener(app)).await?;
    let id = client_id.clone();
    // Hashing its password takes a while.
    let saved = blocking(move || {
        let mut manager = lock(&manager);
        let before = manager.api_clients().iter().find(|client| client.client_id() == id);
        read_api_client(id.clone(), form, before).map(|client| manager.save_api_client(client))
    })
    .await?;
    Ok(match saved {
        Ok(()) => {
            session.practice.store(store_opener(app)).await;
            SaveApiClientOutcome::Saved { client_id, state: Box::new(state(app)) }
        }
        Err(problems) => SaveApiClientOutcome::Invalid { problems },
    })
}

pub(super) async fn delete_api_client(app: &AppHandle, client_id: String) -> CommandResult<PracticeState> {
    let session = app.state::<Session>();
    session.practice.with(|manager| manager.delete_api_client(&client_id));
    session.practice.store(store_opener(app)).await;
    Ok(state(app))
}

pub(super) async fn set_practice_settings(
    app: &AppHandle,
    settings: PracticeSettings,
) -> CommandResult<PracticeState> {
    let session = app.state::<Session>();
    let manager = session.practice.ready(store_opener(app)).await?;
    lock(&manager).set_settings(settings);
    session.practice.store(store_opener(app)).await;
    Ok(state(app))
}

/// Opens the store for the practice Account Manager.
fn store_opener(app: &AppHandle) -> impl StoreOpener {
    let app = app.clone();
    move || Ok(storage::open(&app)?.store.clone())
}

fn state(app: &AppHandle) -> PracticeState {
    let session = app.state::<Session>();
    let now = clock::now().seconds();
    let shown = session.practice.with(|manager| {
        let clients = manager.api_clients().iter().map(|client| client.shown(now)).collect();
        (clients, manager.settings().clone())
    });
    let (api_clients, settings) = shown.unwrap_or_default();
    PracticeState {
        running_at: session.practice.address().map(|address| address.authority()),
        api_clients,
        settings,
        not_stored: session.practice.not_stored(),
    }
}
