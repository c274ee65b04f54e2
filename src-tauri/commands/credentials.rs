//! The credentials: listing, opening, changing and deleting them.

use countersign_core::credential::{Credential, CredentialId, CredentialSummary, Draft, Group};
use countersign_core::search::SearchLimit;
use countersign_core::store::{Rescue, Store, StoreError};
use serde::Serialize;
use tauri::{AppHandle, Manager};

use super::background::{blocking, with_storage};
use super::error::CommandResult;
use super::tell;
use crate::platform::clock;
use crate::state::key_storage::{self, OpenedKeyPair};
use crate::state::session::{LastExchangeShown, Session};
use crate::state::storage::{OpenStorage, Storage};

/// What the window shows at its start.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Start {
    /// The credentials in the person's order. There is always at least one.
    pub credentials: Vec<CredentialSummary>,
    /// The credential that was open last.
    pub open: OpenedCredential,
    /// What was rescued of the store, if it was damaged.
    pub rescue: Option<Rescue>,
}

/// A credential that was opened in the window.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct OpenedCredential {
    /// The credential as it is stored.
    pub credential: Credential,
    /// Its last exchange in this window.
    pub last_exchange: Option<LastExchangeShown>,
}

/// The credentials that a search found.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct FoundCredentials {
    /// Their IDs.
    pub ids: Vec<CredentialId>,
    /// How much of the text was searched for, if not all of it.
    pub limit: Option<SearchLimit>,
}

/// The document in the store that says which credential was open last.
const LAST_OPEN: &str = "last_open";

pub(super) async fn start(app: &AppHandle) -> CommandResult<Start> {
    with_storage(app, |app, storage| {
        let _guard = storage.lock_first_credential();
        let id = first_to_open(storage)?;
        let open = open(app, storage, id)?;
        let rescue = app.state::<Storage>().take_rescue();
        Ok(Start { credentials: storage.list()?, open, rescue })
    })
    .await
}

/// The credential that was open last; or else the first one, or else a new one.
fn first_to_open(storage: &OpenStorage) -> CommandResult<CredentialId> {
    let list = storage.list()?;
    let there = |id: &CredentialId| list.iter().any(|credential| credential.id == *id);
    Ok(match last_open(storage).filter(there).or(list.first().map(|credential| credential.id)) {
        Some(id) => id,
        None => storage.store.add_credential("", Group::None, &Draft::default())?,
    })
}

/// The credential that was open last. If that cannot be read, opening another one is good enough.
fn last_open(storage: &OpenStorage) -> Option<CredentialId> {
    storage.store.document(LAST_OPEN).ok().flatten()
}

/// Opens a stored credential.
fn open(app: &AppHandle, storage: &OpenStorage, id: CredentialId) -> CommandResult<OpenedCredential> {
    let credential: Credential = storage.store.credential(id)?;
    let last_exchange = app.state::<Session>().requests.last_shown(Some(id));
    if last_open(storage) != Some(id) {
        // If this fails, the next start opens another credential: see `first_to_open`.
        drop(storage.store.save_document(LAST_OPEN, &id));
    }
    Ok(OpenedCredential { credential, last_exchange })
}

pub(super) async fn list_credentials(app: &AppHandle) -> CommandResult<Vec<CredentialSummary>> {
    with_storage(app, |_, storage| Ok(storage.list()?)).await
}

pub(super) async fn search_credentials(app: &AppHandle, text: String) -> CommandResult<FoundCredentials> {
    with_storage(app, move |_, storage| {
        let found = storage.store.credentials(&text, clock::now().seconds())?;
        let ids = found.into_iter().map(|credential| credential.id).collect();
        Ok(FoundCredentials { ids, limit: SearchLimit::exceeded_by(&text) })
    })
    .await
}

pub(super) async fn open_credential(app: &AppHandle, id: CredentialId) -> CommandResult<OpenedCredential> {
    with_storage(app, move |app, storage| open(app, storage, id)).await
}

pub(super) async fn open_key_pair(app: &AppHandle, id: CredentialId) -> CommandResult<OpenedKeyPair> {
    let app = app.clone();
    blocking(move || key_storage::open(&app, id)).await
}

pub(super) async fn add_credential(app: &AppHandle, name: String) -> CommandResult<OpenedCredential> {
    add(app, name, Draft::default(), |_, _| {}).await
}

pub(super) async fn adopt_credential(app: &AppHandle, draft: Draft) -> CommandResult<OpenedCredential> {
    add(app, String::new(), draft, Session::adopt).await
}

/// Adds a credential and opens it. `first` runs before it is opened.
async fn add(
    app: &AppHandle,
    name: String,
    draft: Draft,
    first: impl FnOnce(&Session, CredentialId) + Send + 'static,
) -> CommandResult<OpenedCredential> {
    with_storage(app, move |app, storage| {
        let id = storage.store.add_credential(&name, Group::None, &draft)?;
        first(&app.state::<Session>(), id);
        open(app, storage, id)
    })
    .await
}

pub(super) async fn duplicate_credential(
    app: &AppHandle,
    id: CredentialId,
    name: String,
) -> CommandResult<OpenedCredential> {
    with_storage(app, move |app, storage| {
        // If its secrets cannot be opened now, the copy has none.
        let copy = storage.vault.duplicate_credential(id, &name)?;
        open(app, storage, copy.id)
    })
    .await
}

pub(super) async fn rename_credential(
    app: &AppHandle,
    id: CredentialId,
    name: String,
) -> CommandResult<CredentialSummary> {
    changed(app, id, move |store| store.rename_credential(id, &name)).await
}

pub(super) async fn set_credential_group(
    app: &AppHandle,
    id: CredentialId,
    group: Group,
) -> CommandResult<CredentialSummary> {
    changed(app, id, move |store| store.set_group(id, group)).await
}

/// Changes a credential. Returns what the list shows of it after that.
async fn changed(
    app: &AppHandle,
    id: CredentialId,
    change: impl FnOnce(&Store) -> Result<(), StoreError> + Send + 'static,
) -> CommandResult<CredentialSummary> {
    with_storage(app, move |_, storage| {
        change(&storage.store)?;
        Ok(storage.summary(id)?)
    })
    .await
}

pub(super) async fn move_credential(app: &AppHandle, id: CredentialId, place: u32) -> CommandResult<()> {
    with_storage(app, move |_, storage| {
        let mut others =
            storage.list()?.into_iter().map(|credential| credential.id).filter(|other| *other != id);
        let before = others.nth(usize::try_from(place).unwrap_or(usize::MAX));
        Ok(storage.store.move_credential(id, before)?)
    })
    .await
}

pub(super) async fn delete_credential(
    app: &AppHandle,
    id: CredentialId,
    is_open: bool,
) -> CommandResult<Option<OpenedCredential>> {
    with_storage(app, move |app, storage| {
        let list = storage.list()?;
        let place = list.iter().position(|credential| credential.id == id).ok_or(StoreError::NotFound)?;
        storage.store.delete_credential(id, clock::now())?;
        if !is_open {
            return Ok(None);
        }
        // The credential below it in the list, or else the one above it.
        let next = list.get(place + 1).or_else(|| list.get(place.checked_sub(1)?));
        let next = match next {
            Some(next) => next.id,
            None => storage.store.add_credential("", Group::None, &Draft::default())?,
        };
        open(app, storage, next).map(Some)
    })
    .await
}

pub(super) async fn undelete_credential(
    app: &AppHandle,
    id: CredentialId,
) -> CommandResult<OpenedCredential> {
    with_storage(app, move |app, storage| {
        storage.store.undo_delete(id)?;
        open(app, storage, id)
    })
    .await
}

pub(super) async fn save_draft(app: &AppHandle, id: CredentialId, draft: Draft) -> CommandResult<()> {
    with_storage(app, move |app, storage| {
        storage.store.save_draft(id, &draft)?;
        tell::credential_changed(app, storage, id);
        Ok(())
    })
    .await
}
