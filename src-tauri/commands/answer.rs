//! The server's answer: copying its token, showing or copying its body, copying the request. All of a credential's last
//! exchange.

use std::sync::Arc;

use countersign_core::answer::{BodyShown, Tokens};
use countersign_core::exchange::{Answer as Received, Exchange};
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
    Ok(received(&exchange)?.body_shown(Tokens::InFull))
}

pub(super) async fn copy_body(app: &AppHandle, credential: CredentialRef) -> CommandResult<()> {
    let exchange = last_exchange(app, credential)?;
    let body = received(&exchange)?.body_shown(Tokens::InFull).text;
    copy(body, Kind::Secret).await
}

pub(super) async fn copy_curl(app: &AppHandle, credential: CredentialRef) -> CommandResult<()> {
    // Secret: whoever has the signed assertion in it gets tokens until it expires.
    copy(last_exchange(app, credential)?.request.sent().curl, Kind::Secret).await
}

fn last_exchange(app: &AppHandle, credential: CredentialRef) -> CommandResult<Arc<Exchange>> {
    app.state::<Session>().requests.last_exchange(credential).ok_or(CommandError::NothingThere)
}

fn received(exchange: &Exchange) -> CommandResult<&Received> {
    exchange.answer.as_ref().ok_or(CommandError::NothingThere)
}
