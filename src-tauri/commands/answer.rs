//! The answer: copy its token, show or copy its body, copy the request. Everything is of a credential's last exchange.

use std::sync::Arc;

use countersign_core::answer::{BodyShown, Tokens};
use countersign_core::exchange::{Answer as Received, Exchange};
use tauri::{AppHandle, Manager};

use super::background::copy;
use super::error::{Answer, CommandError};
use crate::platform::clipboard::Kind;
use crate::state::session::{Of, Session};

pub(super) async fn copy_token(app: &AppHandle, of: Of) -> Answer<()> {
    let token = last_exchange(app, of)?.access_token().ok_or(CommandError::NothingThere)?;
    copy(token, Kind::Secret).await
}

pub(super) async fn reveal_body(app: &AppHandle, of: Of) -> Answer<BodyShown> {
    // The person pressed "Show tokens in full".
    let exchange = last_exchange(app, of)?;
    Ok(received(&exchange)?.body_shown(Tokens::InFull))
}

pub(super) async fn copy_body(app: &AppHandle, of: Of) -> Answer<()> {
    let exchange = last_exchange(app, of)?;
    let body = received(&exchange)?.body_shown(Tokens::InFull).text;
    copy(body, Kind::Secret).await
}

pub(super) async fn copy_curl(app: &AppHandle, of: Of) -> Answer<()> {
    // The signed assertion in it asks for tokens as long as it lives.
    copy(last_exchange(app, of)?.request.sent().curl, Kind::Secret).await
}

fn last_exchange(app: &AppHandle, of: Of) -> Answer<Arc<Exchange>> {
    app.state::<Session>().last_exchange(of).ok_or(CommandError::NothingThere)
}

fn received(exchange: &Exchange) -> Answer<&Received> {
    exchange.answer.as_ref().ok_or(CommandError::NothingThere)
}
