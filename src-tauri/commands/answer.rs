//! The last exchange of a credential: copying its token, showing and copying the body of its response, writing its
//! request as a curl command.

use std::sync::Arc;

use countersign_core::interchange::export::write_as_curl;
use countersign_core::token_exchange::{BodyShown, TokenExchange};
use countersign_core::token_request::SentRequest;
use secrecy::SecretString;
use tauri::{AppHandle, Manager};

use super::background::{Copied, blocking, copy_secret};
use super::error::{CommandError, CommandResult};
use crate::state::session::{CredentialRef, LastExchangeShown, Session};
use crate::window_event::CopiedSecret;

pub(super) async fn last_exchange(
    app: &AppHandle,
    credential: CredentialRef,
) -> CommandResult<Option<LastExchangeShown>> {
    let app = app.clone();
    // Reading a large response takes a while.
    blocking(move || app.state::<Session>().requests.last_shown(credential)).await
}

pub(super) async fn copy_token(app: &AppHandle, credential: CredentialRef) -> CommandResult<Copied> {
    let token = last_whole_exchange(app, credential)?.access_token().ok_or(CommandError::NothingThere)?;
    copy_secret(app, SecretString::from(token), CopiedSecret::Token).await
}

pub(super) async fn reveal_body(app: &AppHandle, credential: CredentialRef) -> CommandResult<BodyShown> {
    // The person pressed "Show full tokens".
    last_whole_exchange(app, credential)?.body_in_full().ok_or(CommandError::NothingThere)
}

pub(super) async fn copy_body(app: &AppHandle, credential: CredentialRef) -> CommandResult<Copied> {
    let exchange = last_whole_exchange(app, credential)?;
    let response = exchange.http.response.as_ref().ok_or(CommandError::NothingThere)?;
    copy_secret(app, SecretString::from(response.text().into_owned()), CopiedSecret::Body).await
}

/// The last request as a curl command, for the window to show.
pub(super) async fn write_request(app: &AppHandle, credential: CredentialRef) -> CommandResult<String> {
    Ok(write_as_curl(&last_whole_exchange(app, credential)?.sent()))
}

pub(super) async fn reveal_request(app: &AppHandle, credential: CredentialRef) -> CommandResult<SentRequest> {
    // The person pressed "Show secrets".
    Ok(last_whole_exchange(app, credential)?.request.sent())
}

pub(super) async fn copy_request(app: &AppHandle, credential: CredentialRef) -> CommandResult<Copied> {
    // Secret: until the signed assertion in it expires, anybody can get a token with it; with a client secret, always.
    let request = write_as_curl(&last_whole_exchange(app, credential)?.request.sent());
    copy_secret(app, SecretString::from(request), CopiedSecret::Request).await
}

/// The last exchange with its token, which is wiped when secrets are locked.
pub(super) fn last_whole_exchange(
    app: &AppHandle,
    credential: CredentialRef,
) -> CommandResult<Arc<TokenExchange>> {
    app.state::<Session>().requests.last_exchange(credential).ok_or(CommandError::NothingThere)
}
