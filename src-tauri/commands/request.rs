//! Step 3: look at the request, send it.

use std::sync::Arc;

use countersign_core::answer::GetTokenOutcome;
use countersign_core::exchange::{client_for, send};
use countersign_core::prepare;
use countersign_core::request_form::RequestForm;
use countersign_core::token_request::RequestPreview;
use tauri::{AppHandle, Manager};

use super::{Answer, blocking};
use crate::platform::clock::{self, SystemClock};
use crate::session::Session;

pub(super) async fn preview_request(app: &AppHandle, form: RequestForm) -> Answer<RequestPreview> {
    let session = app.state::<Session>();
    let key_pair = session.key_pair();
    let form = form.with_practice(session.practice.address());
    Ok(prepare::preview(&form, &key_pair, &clock::make_moment()))
}

pub(super) async fn default_form(_app: &AppHandle) -> Answer<RequestForm> {
    Ok(RequestForm::default())
}

pub(super) async fn get_token(
    app: &AppHandle,
    form: RequestForm,
    confirmed: bool,
) -> Answer<GetTokenOutcome> {
    let session = app.state::<Session>();
    let cancelled = session.asking.start();
    let form = form.with_practice(session.practice.address());
    let key_pair = session.key_pair();
    let prepared = prepare::prepare(&form, &key_pair, &clock::make_moment(), confirmed);
    let (request, timeouts) = match prepared {
        Ok(prepared) => prepared,
        Err(findings) => return Ok(GetTokenOutcome::NotSent { findings }),
    };
    let client = client_for(&request, timeouts);
    let Some(exchange) = send(client, request, timeouts, &SystemClock, &cancelled).await else {
        return Ok(GetTokenOutcome::Cancelled);
    };
    let exchange = Arc::new(exchange);
    if !session.keep_exchange(exchange.clone(), &cancelled) {
        return Ok(GetTokenOutcome::Cancelled);
    }
    if let Some(signed_with) = key_pair.private_key().filter(|_| exchange.access_token().is_some()) {
        session.note_token_received(signed_with);
    }
    // A large answer takes a while to be read.
    let shown = blocking(move || Box::new(exchange.shown())).await?;
    Ok(GetTokenOutcome::Sent { exchange: shown })
}

pub(super) async fn cancel_request(app: &AppHandle) -> Answer<()> {
    app.state::<Session>().asking.cancel();
    Ok(())
}
