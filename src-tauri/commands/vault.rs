//! What protects the secrets: seeing it, opening it, choosing it.

use countersign_core::vault::{VaultState, VaultTrouble};
use secrecy::SecretString;
use tauri::{AppHandle, Manager};

use super::{Answer, with_shelf};
use crate::keeping;
use crate::kept::Shelf;
use crate::session::Session;

pub(super) async fn vault_state(app: &AppHandle) -> Answer<VaultState> {
    with_shelf(app, |_, shelf| Ok(shelf.vault.state())).await
}

pub(super) async fn unlock_vault(app: &AppHandle, passphrase: String) -> Answer<VaultState> {
    let passphrase = SecretString::from(passphrase);
    change(app, move |shelf| shelf.vault.unlock(&passphrase)).await
}

pub(super) async fn protect_with_keychain(app: &AppHandle) -> Answer<VaultState> {
    change(app, |shelf| shelf.vault.protect_with_keychain()).await
}

pub(super) async fn protect_with_passphrase(app: &AppHandle, passphrase: String) -> Answer<VaultState> {
    let passphrase = SecretString::from(passphrase);
    change(app, move |shelf| shelf.vault.protect_with_passphrase(&passphrase)).await
}

pub(super) async fn keep_for_session_only(app: &AppHandle) -> Answer<VaultState> {
    change(app, |shelf| shelf.vault.keep_for_session_only()).await
}

/// Changes what protects the secrets; what could not be kept before is kept now.
async fn change(
    app: &AppHandle,
    work: impl FnOnce(&Shelf) -> Result<(), VaultTrouble> + Send + 'static,
) -> Answer<VaultState> {
    with_shelf(app, move |app, shelf| {
        work(shelf)?;
        for id in app.state::<Session>().with_unstored_key() {
            keeping::keep_and_tell(app, id);
        }
        Ok(shelf.vault.state())
    })
    .await
}
