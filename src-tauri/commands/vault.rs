//! What protects the secrets: showing it, opening the vault, choosing another protection.

use countersign_core::credential::CredentialId;
use countersign_core::vault::{Vault, VaultError, VaultState};
use secrecy::SecretString;
use tauri::{AppHandle, Manager};

use super::background::with_storage;
use super::error::CommandResult;
use super::secret_text::SecretText;
use super::tell;
use crate::state::client_secret_storage;
use crate::state::key_storage;
use crate::state::session::Session;
use crate::state::storage::OpenStorage;

pub(super) async fn vault_state(app: &AppHandle) -> CommandResult<VaultState> {
    with_storage(app, |_, storage| Ok(storage.vault.state())).await
}

pub(super) async fn unlock_vault(app: &AppHandle, passphrase: SecretText) -> CommandResult<VaultState> {
    let passphrase = SecretString::from(passphrase);
    change(app, move |_, storage| storage.vault.unlock(&passphrase)).await
}

pub(super) async fn unlock_without_passphrase(app: &AppHandle) -> CommandResult<VaultState> {
    change(app, |_, storage| storage.vault.unlock_without_passphrase()).await
}

pub(super) async fn protect_with_keychain(app: &AppHandle) -> CommandResult<VaultState> {
    protect(app, |vault| vault.protect_with_keychain()).await
}

pub(super) async fn protect_with_passphrase(
    app: &AppHandle,
    passphrase: SecretText,
) -> CommandResult<VaultState> {
    let passphrase = SecretString::from(passphrase);
    protect(app, move |vault| vault.protect_with_passphrase(&passphrase)).await
}

pub(super) async fn store_for_session_only(app: &AppHandle) -> CommandResult<VaultState> {
    change(app, |_, storage| {
        storage.vault.store_for_session_only();
        Ok(())
    })
    .await
}

pub(super) async fn credentials_with_secrets(app: &AppHandle) -> CommandResult<Vec<CredentialId>> {
    with_storage(app, |_, storage| Ok(storage.store.credentials_with_secrets()?)).await
}

pub(super) async fn forget_sealed(app: &AppHandle) -> CommandResult<VaultState> {
    change(app, |_, storage| storage.vault.forget_sealed()).await
}

async fn protect(
    app: &AppHandle,
    work: impl FnOnce(&Vault) -> Result<(), VaultError> + Send + 'static,
) -> CommandResult<VaultState> {
    change(app, move |session, storage| key_storage::protect(session, storage, work)).await
}

/// Changes what protects the secrets, and stores what could not be stored before.
async fn change(
    app: &AppHandle,
    work: impl FnOnce(&Session, &OpenStorage) -> Result<(), VaultError> + Send + 'static,
) -> CommandResult<VaultState> {
    with_storage(app, move |app, storage| {
        let session = app.state::<Session>();
        work(&session, storage)?;
        for id in session.key_pairs.with_unstored_key() {
            tell::store_key_pair_and_tell(app, id);
        }
        for id in session.client_secrets.with_unstored() {
            client_secret_storage::store(app, id);
        }
        Ok(storage.vault.state())
    })
    .await
}
