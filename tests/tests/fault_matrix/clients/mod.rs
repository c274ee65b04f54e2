//! Faults at authorization servers made by others: the same faults at each, and those that only Keycloak can have. A
//! server that grants a token all the same does not mind the fault, so that it is none there.

mod keycloak;
mod registration;
mod request;

use std::sync::atomic::{AtomicUsize, Ordering};

use countersign_core::diagnosis::Verdict;
use countersign_core::http::NameValue;
use countersign_core::token_request::{AuthMethod, Destination, RequestForm, SecretPlacement};
use countersign_tests::fault_matrix::{Asked, Cause, Fault, Judged, Outcome};
use countersign_tests::identity::certificate_of;
use countersign_tests::servers::hydra::Hydra;
use countersign_tests::servers::oidc_provider::OidcProvider;
use countersign_tests::servers::registered::{Method, Registered};
use countersign_tests::servers::spring::Spring;

use crate::keys::{key_pair, other_key_pair};

pub(crate) use keycloak::AtKeycloak;

/// A request, and the client that it comes from as it is registered. As it is made, a token is granted.
pub(crate) struct Client {
    pub(crate) asked: Asked,
    pub(crate) registered: Registered,
    /// Where the server's tokens come from.
    pub(crate) issuer: String,
    /// Its token endpoint.
    pub(crate) endpoint: String,
    /// What else is registered, in the server's own words.
    pub(crate) other: serde_json::Value,
}

/// The secret of clients that have one. Every server takes it.
pub(crate) const SECRET: &str = "p+ss:w%rd&more=01234";

impl Client {
    fn at(issuer: &str, endpoint: &str) -> Self {
        let form = RequestForm {
            api_key: new_id(),
            destination: Destination::other(endpoint, ""),
            ..RequestForm::default()
        };
        Self {
            asked: Asked::new(form, key_pair().clone()),
            registered: Registered::signing(certificate_of(key_pair())),
            issuer: issuer.into(),
            endpoint: endpoint.into(),
            other: serde_json::json!({}),
        }
    }

    /// The client proves itself with its secret, sent in this place, and is registered for that.
    pub(crate) fn use_secret(&mut self, placement: SecretPlacement) {
        self.asked.use_secret(SECRET, placement);
        self.registered.secret = Some(SECRET.into());
        self.registered.method = match placement {
            SecretPlacement::Body => Method::ClientSecretPost,
            SecretPlacement::Header | SecretPlacement::HeaderNotEncoded => Method::ClientSecretBasic,
        };
    }

    /// The certificate of another key is registered.
    pub(crate) fn register_another_certificate(&mut self) {
        self.registered.certificate = certificate_of(other_key_pair());
    }
}

/// An ID that no client had before.
fn new_id() -> String {
    static NUMBER: AtomicUsize = AtomicUsize::new(1);
    format!("client-{}", NUMBER.fetch_add(1, Ordering::Relaxed))
}

/// A fault of a client, and what else is right where the server keeps its reason to itself.
pub(crate) struct ClientFault {
    fault: Fault<Client>,
    if_silent: Option<Cause>,
}

/// Its cause can be seen in the request, in the clocks or in the answer, at every server.
const fn seen(fault: Fault<Client>) -> ClientFault {
    ClientFault { fault, if_silent: None }
}

/// Its cause is only known to the server. One that says no more than "invalid client" leaves no more to be said.
const fn hidden(fault: Fault<Client>, if_silent: Cause) -> ClientFault {
    ClientFault { fault, if_silent: Some(if_silent) }
}

/// An authorization server with clients.
pub(crate) trait AuthorizationServer {
    /// Its name in the table.
    const NAME: &'static str;
    /// Whether it refuses a client without a reason.
    const IS_SILENT: bool;
    /// Whether it takes its issuer as audience.
    const TAKES_ISSUER: bool = true;
    /// Its issuer and its token endpoint.
    fn addresses(&self) -> (&str, &str);
    /// The form parameters that it requires of this client.
    fn parameters(_client_id: &str) -> Vec<NameValue> {
        Vec::new()
    }
    /// Registers a client under this ID.
    async fn register(&self, client_id: &str, client: &Client);
}

impl AuthorizationServer for OidcProvider {
    const NAME: &'static str = "node-oidc-provider";
    const IS_SILENT: bool = true;

    fn addresses(&self) -> (&str, &str) {
        (&self.issuer, &self.token_endpoint)
    }

    async fn register(&self, client_id: &str, client: &Client) {
        self.register_client(client_id, &client.registered).await;
    }
}

impl AuthorizationServer for Spring {
    const NAME: &'static str = "Spring";
    const IS_SILENT: bool = true;

    fn addresses(&self) -> (&str, &str) {
        (&self.issuer, &self.token_endpoint)
    }

    fn parameters(client_id: &str) -> Vec<NameValue> {
        vec![NameValue::new("client_id", client_id)]
    }

    async fn register(&self, client_id: &str, client: &Client) {
        self.register(client_id, &client.registered).await;
    }
}

impl AuthorizationServer for Hydra {
    const NAME: &'static str = "Hydra";
    // Most of its refusals are one sentence with every reason in it.
    const IS_SILENT: bool = true;
    const TAKES_ISSUER: bool = false;

    fn addresses(&self) -> (&str, &str) {
        (&self.issuer, &self.token_endpoint)
    }

    async fn register(&self, client_id: &str, client: &Client) {
        self.register(client_id, &client.registered).await;
    }
}

/// Runs a request of a client of its own at this server, made wrong like this.
pub(crate) async fn run<S: AuthorizationServer>(
    server: &S,
    set_wrong: &[fn(&mut Client)],
    right: Option<Cause>,
) -> Outcome {
    let (issuer, endpoint) = server.addresses();
    let mut client = Client::at(issuer, endpoint);
    let client_id = client.asked.form.api_key.clone();
    for set_wrong in set_wrong {
        set_wrong(&mut client);
    }
    let signs = client.asked.form.method == AuthMethod::SignedJwt;
    let api_key = client.asked.form.api_key.clone();
    if let (true, Destination::Other { parameters, .. }) = (signs, &mut client.asked.form.destination) {
        parameters.extend(S::parameters(&api_key));
    }
    server.register(&client_id, &client).await;
    client.asked.right = right;
    client.asked.run().await
}

/// What the program says about each fault that the server minds.
pub(crate) async fn rows<S: AuthorizationServer>(server: &S) -> Vec<Judged> {
    let healthy = run(server, &[], None).await;
    let exchange = healthy.exchange.as_ref().expect("a healthy request is sent");
    let said = exchange.response.as_ref().map(|response| (response.status, &response.body.text));
    assert_eq!(exchange.verdict, Verdict::TokenReceived, "{}: {said:?}", S::NAME);
    let mut rows = Vec::new();
    for ClientFault { fault, if_silent } in request::FAULTS.iter().chain(registration::FAULTS) {
        let cause = if_silent.filter(|_| S::IS_SILENT).unwrap_or(fault.cause);
        let outcome = run(server, &[fault.set_wrong], Some(cause)).await;
        let granted =
            outcome.exchange.as_ref().is_some_and(|exchange| exchange.verdict == Verdict::TokenReceived);
        if !granted {
            rows.push(Judged::of(S::NAME, fault.name, cause, &outcome));
        }
    }
    rows
}
