//! The practice Account Manager: switching it on, its API clients, what its instance is set to, and its faults.

use countersign_core::account_manager::{ApiClientShown, TokenEndpointAuthMethod};
use countersign_core::commerce_instance::make_access_key;
use countersign_core::key::MakeKeyError;
use countersign_core::lock::lock;
use countersign_core::practice::{
    ApiClientForm, ApiClientProblem, InstanceForm, InstanceProblem, PracticeSettings, read_api_client,
};
use countersign_core::store::StoreError;
use countersign_core::token_request::{ClientSecretKind, SecretPlacement};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;
use tauri::{AppHandle, Manager};

use super::background::{Copied, blocking, copy_secret, ensure_unlocked};
use super::error::{CommandError, CommandResult};
use crate::platform::clock;
use crate::state::practice::PracticeError;
use crate::state::practice::StoreOpener;
use crate::state::session::{CredentialRef, Session};
use crate::state::storage;
use crate::window_event::CopiedSecret;

/// The practice Account Manager as the window shows it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct PracticeState {
    /// Host and port; `null` while it is off.
    pub running_at: Option<String>,
    /// Its API clients, the oldest first.
    pub api_clients: Vec<ApiClientShown>,
    /// What its instance is set to.
    pub instance: InstanceShown,
    /// Which engine's words it uses, and which faults are on.
    pub settings: PracticeSettings,
    /// Why API clients and settings last only until the program ends; `null` when they are stored.
    pub not_stored: Option<StoreError>,
}

/// The practice instance as the window shows it, without the access key.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct InstanceShown {
    /// What is typed into its Business Manager.
    pub form: InstanceForm,
    /// Whether its user has an access key.
    pub has_access_key: bool,
    /// Whether that access key can be copied: it was made since the program started.
    pub can_copy_access_key: bool,
}

/// The outcome of saving what is typed into the instance's Business Manager.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum SaveInstanceOutcome {
    /// Saved.
    Saved {
        /// The practice Account Manager with it.
        state: Box<PracticeState>,
    },
    /// It cannot be saved. Nothing was changed.
    Invalid {
        /// Every problem with it.
        problems: Vec<InstanceProblem>,
    },
}

/// A new access key.
#[derive(Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct NewAccessKey {
    /// The access key, which the person asked for. As in Business Manager, it is shown once.
    pub access_key: String,
    /// The practice Account Manager with it.
    pub state: Box<PracticeState>,
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

pub(super) async fn save_practice_instance(
    app: &AppHandle,
    form: InstanceForm,
) -> CommandResult<SaveInstanceOutcome> {
    let session = app.state::<Session>();
    let manager = session.practice.ready(store_opener(app)).await?;
    let saved = lock(&manager).save_instance(form, clock::now().seconds());
    Ok(match saved {
        Ok(()) => {
            session.practice.store(store_opener(app)).await;
            SaveInstanceOutcome::Saved { state: Box::new(state(app)) }
        }
        Err(problems) => SaveInstanceOutcome::Invalid { problems },
    })
}

pub(super) async fn make_practice_access_key(app: &AppHandle) -> CommandResult<NewAccessKey> {
    let session = app.state::<Session>();
    let manager = session.practice.ready(store_opener(app)).await?;
    let access_key = make_access_key().map_err(|MakeKeyError| PracticeError::NoKey)?;
    let made = access_key.clone();
    // Hashing it takes a while.
    blocking(move || lock(&manager).set_access_key(made)).await?;
    session.practice.store(store_opener(app)).await;
    // Exposed because the person asked for it, to be shown once.
    Ok(NewAccessKey { access_key: access_key.expose_secret().to_owned(), state: Box::new(state(app)) })
}

pub(super) async fn copy_practice_access_key(app: &AppHandle) -> CommandResult<Copied> {
    let made = app.state::<Session>().practice.with(|manager| manager.new_access_key().cloned());
    let access_key = made.flatten().ok_or(CommandError::NothingThere)?;
    copy_secret(app, access_key, CopiedSecret::ClientSecret).await
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
        let instance = InstanceShown {
            form: manager.instance_form(),
            has_access_key: manager.business_manager_user().has_access_key(),
            can_copy_access_key: manager.new_access_key().is_some(),
        };
        (clients, instance, manager.settings().clone())
    });
    let (api_clients, instance, settings) = shown.unwrap_or_default();
    PracticeState {
        running_at: session.practice.address().map(|address| address.authority()),
        api_clients,
        instance,
        settings,
        not_stored: session.practice.not_stored(),
    }
}
