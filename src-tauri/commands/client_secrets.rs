//! The secrets of an API client and of a Business Manager user: typing, storing, showing and copying them.

use countersign_core::credential::CredentialId;
use countersign_core::token_request::ClientSecretKind;
use secrecy::{ExposeSecret as _, SecretString};
use tauri::{AppHandle, Manager};

use super::background::{Copied, blocking, copy_secret, ensure_unlocked};
use super::error::{CommandError, CommandResult};
use super::secret_text::SecretText;
use crate::state::client_secret_storage::{self, ClientSecretShown};
use crate::state::session::{CredentialRef, Session};
use crate::window_event::CopiedSecret;

pub(super) async fn client_secrets(
    app: &AppHandle,
    credential: CredentialRef,
) -> CommandResult<Vec<ClientSecretShown>> {
    let app = app.clone();
    blocking(move || client_secret_storage::open(&app, credential)).await
}

pub(super) async fn type_client_secret(
    app: &AppHandle,
    credential: CredentialRef,
    kind: ClientSecretKind,
    text: SecretText,
) -> CommandResult<()> {
    ensure_unlocked(app).await?;
    app.state::<Session>().client_secrets.type_in(credential, kind, text.into());
    Ok(())
}

pub(super) async fn store_client_secrets(
    app: &AppHandle,
    id: CredentialId,
) -> CommandResult<Vec<ClientSecretShown>> {
    let app = app.clone();
    blocking(move || client_secret_storage::store(&app, id)).await
}

pub(super) async fn reveal_client_secret(
    app: &AppHandle,
    credential: CredentialRef,
    kind: ClientSecretKind,
) -> CommandResult<String> {
    // Exposed to be shown, because the person pressed "Show".
    Ok(opened(app, credential, kind).await?.expose_secret().to_owned())
}

pub(super) async fn copy_client_secret(
    app: &AppHandle,
    credential: CredentialRef,
    kind: ClientSecretKind,
) -> CommandResult<Copied> {
    copy_secret(app, opened(app, credential, kind).await?, CopiedSecret::ClientSecret).await
}

/// A secret of a credential, unless secrets are locked.
async fn opened(
    app: &AppHandle,
    credential: CredentialRef,
    kind: ClientSecretKind,
) -> CommandResult<SecretString> {
    ensure_unlocked(app).await?;
    client_secrets(app, credential).await?;
    client_secret_storage::current(app, credential).get(kind).cloned().ok_or(CommandError::NothingThere)
}
