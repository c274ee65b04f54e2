//! The answer: copy its token, show or copy its body, copy the request. Everything is of a credential's last exchange.

use std::sync::Arc;

use countersign_core::http::Response;
use countersign_core::interchange::export::{self, ExportLanguage};
use countersign_core::token_exchange::TokenExchange;
use countersign_core::token_exchange::{BodyShown, Tokens};
use tauri::{AppHandle, Manager};

use super::outcomes::CommandError;
use super::{Answer, copy};
use crate::platform::clipboard::Kind;
use crate::session::{Of, Session};

pub(super) async fn copy_token(app: &AppHandle, of: Of) -> Answer<()> {
    let token = last_exchange(app, of)?.access_token().ok_or(CommandError::NothingThere)?;
    copy(token, Kind::Secret).await
}

pub(super) async fn reveal_body(app: &AppHandle, of: Of) -> Answer<BodyShown> {
    // The person pressed "Show tokens in full".
    let exchange = last_exchange(app, of)?;
    Ok(BodyShown::of(received(&exchange)?, Tokens::InFull))
}

pub(super) async fn copy_body(app: &AppHandle, of: Of) -> Answer<()> {
    let exchange = last_exchange(app, of)?;
    let body = BodyShown::of(received(&exchange)?, Tokens::InFull).text;
    copy(body, Kind::Secret).await
}

pub(super) async fn copy_curl(app: &AppHandle, of: Of) -> Answer<()> {
    // The signed assertion in it asks for tokens as long as it lives.
    let sent = last_exchange(app, of)?.request.sent();
    copy(export::write(ExportLanguage::Curl, &sent), Kind::Secret).await
}

fn last_exchange(app: &AppHandle, of: Of) -> Answer<Arc<TokenExchange>> {
    app.state::<Session>().last_exchange(of).ok_or(CommandError::NothingThere)
}

fn received(exchange: &TokenExchange) -> Answer<&Response> {
    exchange.http.response.as_ref().ok_or(CommandError::NothingThere)
}
