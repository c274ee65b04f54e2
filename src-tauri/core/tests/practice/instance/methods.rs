//! The three methods as the program itself sends them, with secrets of every printable character: each gets a token.

use std::time::Instant;

use countersign_core::account_manager::TokenEndpointAuthMethod;
use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::diagnosis::{Finding, Verdict};
use countersign_core::http::Connection;
use countersign_core::key_pair::KeyPair;
use countersign_core::practice::HeaderFault;
use countersign_core::prepare::prepare;
use countersign_core::token_exchange::{ExchangeShown, send};
use countersign_core::token_request::{
    AuthMethod, BusinessManagerForm, ClientSecrets, Proofs, RequestForm, SecretPlacement,
};
use tokio_util::sync::CancellationToken;

use super::{Instance, LOGIN};
use crate::common::{TIMEOUTS, TestClock, moment, proxy_for_all};
use crate::credential::form;

async fn ask(instance: &Instance, form: RequestForm, secret: &str) -> ExchangeShown {
    let form = form.with_practice(Some(instance.server.address().clone()));
    let secrets = ClientSecrets {
        client_secret: Some(secret.into()),
        access_key: Some(instance.access_key.as_str().into()),
    };
    let key_pair = KeyPair::default();
    let proofs = Proofs { key_pair: &key_pair, secrets: &secrets };
    let (request, _) = prepare(&form, proofs, &moment(), &Confirmed::warnings()).unwrap();
    // A proxy that nobody runs: what is for this computer never goes to one.
    let connection = Connection::to(request.url(), TIMEOUTS, &proxy_for_all("http://proxy.invalid:1"));
    send(connection, request, &TestClock(Instant::now()), &CancellationToken::new()).await.unwrap().shown()
}

fn by(method: AuthMethod, secret_placement: SecretPlacement) -> RequestForm {
    RequestForm {
        method,
        secret_placement,
        business_manager: BusinessManagerForm { instance_host: "".into(), user: LOGIN.into() },
        ..form()
    }
}

#[tokio::test]
async fn each_method_gets_a_token_with_a_secret_of_every_printable_character() {
    let secret: String = ('!'..='~').collect();
    let (basic, post) =
        (TokenEndpointAuthMethod::ClientSecretBasic, TokenEndpointAuthMethod::ClientSecretPost);
    let user = AuthMethod::BusinessManagerUser;
    for (method, placement, set) in [
        (AuthMethod::ClientSecret, SecretPlacement::Header, basic),
        (AuthMethod::ClientSecret, SecretPlacement::Body, post),
        (user, SecretPlacement::Header, post),
    ] {
        let instance = Instance::with_secret(&secret, set).await;
        let shown = ask(&instance, by(method, placement), &secret).await;
        assert_eq!(shown.verdict, Verdict::TokenReceived, "{method:?} {placement:?}: {:?}", shown.findings);
    }
}

#[tokio::test]
async fn a_secret_that_was_not_form_encoded_and_a_spoiled_header_are_refused() {
    let secret: String = ('!'..='~').collect();
    let instance = Instance::with_secret(&secret, TokenEndpointAuthMethod::ClientSecretBasic).await;
    let bare = by(AuthMethod::ClientSecret, SecretPlacement::HeaderNotEncoded);
    let shown = ask(&instance, bare, &secret).await;
    assert!(
        shown.findings.iter().any(|shown| matches!(shown.finding, Finding::SecretNotFormEncoded)),
        "{:?}",
        shown.findings
    );
    instance.faults(|faults| faults.header = HeaderFault::Removed);
    let encoded = by(AuthMethod::ClientSecret, SecretPlacement::Header);
    assert_eq!(ask(&instance, encoded, &secret).await.verdict, Verdict::Refused);
}
