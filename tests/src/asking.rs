//! Requests a token through the core as the window does: form, checks, signature, sending.

use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::http::{Connection, ProxySettings};
use countersign_core::key_pair::KeyPair;
use countersign_core::moment::Moment;
use countersign_core::prepare::prepare;
use countersign_core::token_exchange::{TokenExchange, send};
use countersign_core::token_request::{Destination, RequestForm};
use tokio_util::sync::CancellationToken;

use crate::identity::SystemClock;

/// The form for a server other than Account Manager. An empty audience means the token endpoint.
#[must_use]
pub fn form(client_id: &str, token_endpoint: &str, audience: &str) -> RequestForm {
    RequestForm {
        api_key: client_id.into(),
        destination: Destination::other(token_endpoint, audience),
        ..RequestForm::default()
    }
}

/// Signs the request as of `moment`, sends it, and returns the exchange. Warnings are confirmed.
pub async fn ask(form: &RequestForm, key_pair: &KeyPair, moment: &Moment) -> TokenExchange {
    let (request, timeouts) = prepare(form, key_pair, moment, &Confirmed::warnings())
        .unwrap_or_else(|findings| panic!("nothing stands against sending, but: {findings:?}"));
    let connection = Connection::to(request.url(), timeouts, &ProxySettings::default());
    send(connection, request, &SystemClock, &CancellationToken::new())
        .await
        .expect("nobody cancelled the request")
}
