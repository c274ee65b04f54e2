//! Requests a token through the core as the window does: form, checks, signature, sending.

use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::http::{Connection, ProxySettings};
use countersign_core::key_pair::KeyPair;
use countersign_core::moment::Moment;
use countersign_core::prepare::prepare;
use countersign_core::token_exchange::{TokenExchange, send};
use countersign_core::token_request::{
    AuthMethod, ClientSecrets, Destination, Proofs, RequestForm, SecretPlacement,
};
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

/// The form for a client with a secret at a server other than Account Manager.
#[must_use]
pub fn secret_form(client_id: &str, token_endpoint: &str, secret_placement: SecretPlacement) -> RequestForm {
    RequestForm { method: AuthMethod::ClientSecret, secret_placement, ..form(client_id, token_endpoint, "") }
}

/// Signs the request as of `moment`, sends it, and returns the exchange. Warnings are confirmed.
pub async fn ask(form: &RequestForm, key_pair: &KeyPair, moment: &Moment) -> TokenExchange {
    ask_with(form, key_pair.into(), moment).await
}

/// Sends the request with this client secret, and returns the exchange. Warnings are confirmed.
pub async fn ask_with_secret(form: &RequestForm, secret: &str, moment: &Moment) -> TokenExchange {
    let secrets = ClientSecrets { client_secret: Some(secret.into()), access_key: None };
    ask_with(form, Proofs { key_pair: &KeyPair::default(), secrets: &secrets }, moment).await
}

async fn ask_with(form: &RequestForm, proofs: Proofs<'_>, moment: &Moment) -> TokenExchange {
    let (request, timeouts) = prepare(form, proofs, moment, &Confirmed::warnings())
        .unwrap_or_else(|findings| panic!("nothing stands against sending, but: {findings:?}"));
    let connection = Connection::to(request.url(), timeouts, &ProxySettings::default());
    send(connection, request, &SystemClock, &CancellationToken::new())
        .await
        .expect("nobody cancelled the request")
}
