//! The history: listing, opening, comparing and deleting attempts.

use countersign_core::credential::CredentialId;
use countersign_core::history::{
    Attempt, AttemptFilter, AttemptId, AttemptPage, Changes, Comparison, changes_since as compare_with_form,
};
use countersign_core::token_request::RequestForm;
use tauri::{AppHandle, Manager};

use super::background::with_storage;
use super::error::CommandResult;
use crate::platform::clock;
use crate::state::session::Session;

/// How many attempts are listed at once.
const PAGE: u32 = 100;

pub(super) async fn list_attempts(
    app: &AppHandle,
    filter: AttemptFilter,
    after: Option<AttemptId>,
) -> CommandResult<AttemptPage> {
    with_storage(app, move |_, storage| Ok(storage.store.attempts(&filter, after, PAGE)?)).await
}

pub(super) async fn open_attempt(app: &AppHandle, id: AttemptId) -> CommandResult<Attempt> {
    with_storage(app, move |_, storage| Ok(storage.store.attempt(id)?)).await
}

pub(super) async fn compare_attempts(
    app: &AppHandle,
    left: AttemptId,
    right: AttemptId,
) -> CommandResult<Comparison> {
    with_storage(app, move |_, storage| Ok(storage.store.compare_attempts(left, right)?)).await
}

pub(super) async fn changes_since(
    app: &AppHandle,
    id: AttemptId,
    form: RequestForm,
) -> CommandResult<Changes> {
    with_storage(app, move |app, storage| {
        let attempt = storage.store.attempt(id)?;
        let session = app.state::<Session>();
        let key_pair = session.key_pairs.current(Some(attempt.summary.credential));
        let form = form.with_practice(session.practice.address());
        Ok(compare_with_form(&attempt, &form, key_pair.certificate(), &clock::make_moment()))
    })
    .await
}

pub(super) async fn delete_attempt(app: &AppHandle, id: AttemptId) -> CommandResult<()> {
    with_storage(app, move |_, storage| Ok(storage.store.delete_attempt(id)?)).await
}

pub(super) async fn delete_attempts(app: &AppHandle, credential: Option<CredentialId>) -> CommandResult<()> {
    with_storage(app, move |_, storage| {
        match credential {
            Some(id) => storage.store.delete_attempts_of(id)?,
            None => storage.store.delete_all_attempts()?,
        }
        Ok(())
    })
    .await
}
