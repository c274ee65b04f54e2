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
use crate::state::drafts::UnstoredDrafts;
use crate::state::key_storage::{self, OpenedKeyPair};
use crate::state::session::{LastExchangeShown, Session};
use crate::state::storage::{OpenStorage, Storage};

/// What the window shows at its start.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Start {
    /// The credentials in the person's order. There is always at least one.
    pub credentials: Vec<CredentialSummary>,
    /// The groups of the list that are folded.
    pub folded_groups: Vec<Group>,
    /// The credential that was open last.
    pub open: OpenedCredential,
    /// What was rescued of the store, if it was damaged.
    pub rescue: Option<Rescue>,
    /// What was typed before anything could be stored, by a page that has ended. The page answers with
    /// `adopt_credential`.
    pub stray: Option<Draft>,
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
/// The document in the store that says which groups of the list are folded.
const FOLDED_GROUPS: &str = "folded_groups";

pub(super) async fn start(app: &AppHandle) -> CommandResult<Start> {
    with_storage(app, |app, storage| {
        let _guard = storage.lock_first_credential();
        store_held_drafts(app, storage)?;
        let id = first_to_open(storage)?;
        let open = open(app, storage, id)?;
        let rescue = app.state::<Storage>().take_rescue();
        Ok(Start {
            credentials: storage.list()?,
            folded_groups: folded_groups(storage),
            open,
            rescue,
            stray: stray(app),
        })
    })
    .await
}

/// Stores what a page that has ended could not store.
fn store_held_drafts(app: &AppHandle, storage: &OpenStorage) -> CommandResult<()> {
    for (id, draft) in app.state::<UnstoredDrafts>().of_credentials() {
        match store_draft(app, storage, id, &draft) {
            // A credential that is gone needs none.
            Ok(()) | Err(StoreError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Stores a draft, and holds it no longer once it is stored or its credential is gone.
fn store_draft(
    app: &AppHandle,
    storage: &OpenStorage,
    id: CredentialId,
    draft: &Draft,
) -> Result<(), StoreError> {
    let stored = storage.store.save_draft(id, draft);
    if matches!(stored, Ok(()) | Err(StoreError::NotFound)) {
        app.state::<UnstoredDrafts>().stored(Some(id), draft);
    }
    stored
}

/// What was typed or made before any credential could be stored.
fn stray(app: &AppHandle) -> Option<Draft> {
    let typed = app.state::<UnstoredDrafts>().without_credential();
    let session = app.state::<Session>();
    // Only work that no credential has adopted is still without one.
    let made = session.resolve(None).is_none() && !session.key_pairs.current(None).is_empty();
    typed.or_else(|| made.then(Draft::default))
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

/// The groups that are folded. If that cannot be read, all are open.
fn folded_groups(storage: &OpenStorage) -> Vec<Group> {
    storage.store.document(FOLDED_GROUPS).ok().flatten().unwrap_or_default()
}

/// Opens a stored credential.
pub(super) fn open(
    app: &AppHandle,
    storage: &OpenStorage,
    id: CredentialId,
) -> CommandResult<OpenedCredential> {
    let credential: Credential = storage.store.credential(id)?;
    let last_exchange = app.state::<Session>().requests.last_shown(Some(id));
    if last_open(storage) != Some(id) {
        // If this fails, the next start opens another credential: see `first_to_open`.
        drop(storage.store.save_document(LAST_OPEN, &id));
    }
    Ok(OpenedCredential { credential, last_exchange })
}

/// Opens another credential if the one that was open last is gone; there is always one.
pub(super) fn open_another_if_gone(
    app: &AppHandle,
    storage: &OpenStorage,
) -> CommandResult<Option<OpenedCredential>> {
    let last = last_open(storage);
    let id = first_to_open(storage)?;
    if last == Some(id) { Ok(None) } else { open(app, storage, id).map(Some) }
}

/// The credential that was open last may have been replaced: then its replacement opens next.
pub(super) fn note_replaced(
    storage: &OpenStorage,
    replaced: &[(CredentialId, CredentialId)],
) -> Result<(), StoreError> {
    let open = last_open(storage);
    match replaced.iter().find(|(old, _)| Some(*old) == open) {
        Some((_, new)) => storage.store.save_document(LAST_OPEN, new),
        None => Ok(()),
    }
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
    let adopt = |app: &AppHandle, id| {
        app.state::<Session>().adopt(id);
        app.state::<UnstoredDrafts>().forget(None);
    };
    add(app, String::new(), draft, adopt).await
}

/// Adds a credential and opens it. `first` runs before it is opened.
async fn add(
    app: &AppHandle,
    name: String,
    draft: Draft,
    first: impl FnOnce(&AppHandle, CredentialId) + Send + 'static,
) -> CommandResult<OpenedCredential> {
    with_storage(app, move |app, storage| {
        let id = storage.store.add_credential(&name, Group::None, &draft)?;
        first(app, id);
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

pub(super) async fn move_credential(
    app: &AppHandle,
    id: CredentialId,
    group: Group,
    place: u32,
) -> CommandResult<()> {
    with_storage(app, move |_, storage| {
        let mut others =
            storage.list()?.into_iter().map(|credential| credential.id).filter(|other| *other != id);
        let before = others.nth(usize::try_from(place).unwrap_or(usize::MAX));
        Ok(storage.store.move_credential(id, group, before)?)
    })
    .await
}

pub(super) async fn fold_groups(app: &AppHandle, groups: Vec<Group>) -> CommandResult<()> {
    with_storage(app, move |_, storage| Ok(storage.store.save_document(FOLDED_GROUPS, &groups)?)).await
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
        app.state::<UnstoredDrafts>().forget(Some(id));
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
    app.state::<UnstoredDrafts>().hold(Some(id), draft.clone());
    with_storage(app, move |app, storage| {
        store_draft(app, storage, id, &draft)?;
        tell::credential_changed(app, storage, id);
        Ok(())
    })
    .await
}
