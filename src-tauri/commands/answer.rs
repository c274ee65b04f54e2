//! The last exchange of a credential: copying its token, showing and copying the body of its response, writing its
//! request in another tool's language.

use std::sync::Arc;

use countersign_core::http::Response;
use countersign_core::interchange::export::{self, ExportLanguage};
use countersign_core::token_exchange::{BodyShown, TokenExchange};
use tauri::{AppHandle, Manager};

use super::background::copy;
use super::error::{CommandError, CommandResult};
use crate::platform::clipboard::Kind;
use crate::state::session::{CredentialRef, Session};

pub(super) async fn copy_token(app: &AppHandle, credential: CredentialRef) -> CommandResult<()> {
    let token = last_exchange(app, credential)?.access_token().ok_or(CommandError::NothingThere)?;
    copy(token, Kind::Secret).await
}

pub(super) async fn reveal_body(app: &AppHandle, credential: CredentialRef) -> CommandResult<BodyShown> {
    // The person pressed "Show tokens in full".
    let exchange = last_exchange(app, credential)?;
    Ok(BodyShown::in_full(received(&exchange)?))
}

pub(super) async fn copy_body(app: &AppHandle, credential: CredentialRef) -> CommandResult<()> {
    let exchange = last_exchange(app, credential)?;
    let body = BodyShown::in_full(received(&exchange)?).text;
    copy(body, Kind::Secret).await
}

/// The last request in another tool's language, for the window to show.
pub(super) async fn write_request(
    app: &AppHandle,
    credential: CredentialRef,
    language: ExportLanguage,
) -> CommandResult<String> {
    Ok(export::write(language, &last_exchange(app, credential)?.request.sent()))
}

pub(super) async fn copy_request(
    app: &AppHandle,
    credential: CredentialRef,
    language: ExportLanguage,
) -> CommandResult<()> {
    // Secret: until the signed assertion in it expires, anybody can get a token with it.
    copy(write_request(app, credential, language).await?, Kind::Secret).await
}

fn last_exchange(app: &AppHandle, credential: CredentialRef) -> CommandResult<Arc<TokenExchange>> {
    app.state::<Session>().requests.last_exchange(credential).ok_or(CommandError::NothingThere)
}

fn received(exchange: &TokenExchange) -> CommandResult<&Response> {
    exchange.http.response.as_ref().ok_or(CommandError::NothingThere)
}
