//! Keycloak, and the faults that it alone can have: its clients have more settings than others'.

use countersign_core::key::SigningAlgorithm;
use countersign_core::token_request::{Destination, SecretPlacement};
use countersign_tests::cause;
use countersign_tests::fault_matrix::{Fault, Judged, fault};
use countersign_tests::servers::keycloak::Keycloak;
use serde_json::json;

use super::{AuthorizationServer, Client, run};
use crate::keys::ec_key_pair;

/// Keycloak with the scopes of the matrix.
pub(crate) struct AtKeycloak(Keycloak);

impl AtKeycloak {
    /// Starts it.
    pub(crate) async fn start() -> Self {
        let server = Keycloak::start().await;
        for scope in ["mail", "tenantFilter"] {
            server.make_scope(scope).await;
        }
        Self(server)
    }

    /// What the program says about the faults that only Keycloak can have.
    pub(crate) async fn own_rows(&self) -> Vec<Judged> {
        let mut rows = Vec::new();
        for fault in OWN {
            let outcome = run(self, &[fault.set_wrong], Some(fault.cause)).await;
            rows.push(Judged::of(Self::NAME, fault.name, fault.cause, &outcome));
        }
        rows
    }
}

impl AuthorizationServer for AtKeycloak {
    const NAME: &'static str = "Keycloak";
    const IS_SILENT: bool = false;

    fn addresses(&self) -> (&str, &str) {
        (&self.0.issuer, &self.0.token_endpoint)
    }

    async fn register(&self, client_id: &str, client: &Client) {
        self.0.register_client(client_id, &client.registered, &client.other).await;
    }
}

const OWN: &[Fault<Client>] = &[
    fault("no certificate stored", cause!(PublicKeyNotReadable), |s| s.registered.certificate.clear()),
    fault("half a certificate stored", cause!(PublicKeyNotReadable), |s| {
        let half = s.registered.certificate.len() / 2;
        s.registered.certificate.truncate(half);
    }),
    fault(
        "client disabled",
        cause!(ClientUnknownOrInactive | ClientUnknown | ClientInactive | InvalidClient),
        |s| s.registered.enabled = false,
    ),
    fault(
        "client with a secret disabled",
        cause!(ClientUnknownOrInactive | ClientUnknown | ClientInactive | InvalidClient),
        |s| {
            s.use_secret(SecretPlacement::Header);
            s.registered.enabled = false;
        },
    ),
    fault("set to Signed JWT with client secret", cause!(AuthMethodNotAccepted | InvalidClient), |s| {
        s.other = json!({ "clientAuthenticatorType": "client-secret-jwt" });
    }),
    fault("set to X.509 certificate", cause!(AuthMethodNotAccepted | InvalidClient), |s| {
        s.other = json!({ "clientAuthenticatorType": "client-x509" });
    }),
    fault("public client", cause!(UnauthorizedClient | AuthMethodNotAccepted | InvalidClient), |s| {
        s.other = json!({ "publicClient": true });
    }),
    fault("set to ES256, RS256 sent", cause!(JwtAlgorithmNotAccepted), |s| s.registered.algorithm = "ES256"),
    fault("key of an elliptic curve, RS256 set", cause!(JwtAlgorithmNotAccepted), |s| {
        s.asked.key_pair = ec_key_pair().clone();
        s.asked.form.algorithm = SigningAlgorithm::Es256;
    }),
    fault("RS512 sent, RS256 set", cause!(JwtAlgorithmNotAccepted), |s| {
        s.asked.form.algorithm = SigningAlgorithm::Rs512;
    }),
    fault("realm that does not exist", cause!(TenantUnknown | NotATokenEndpoint), |s| {
        let endpoint = s.endpoint.replace("/realms/countersign/", "/realms/contersign/");
        s.asked.form.destination = Destination::other(endpoint, s.endpoint.clone());
    }),
    fault(
        "another realm than the client's",
        cause!(ClientUnknownOrInactive | ClientUnknown | ClientInactive | InvalidClient),
        |s| {
            let endpoint = s.endpoint.replace("/realms/countersign/", "/realms/master/");
            s.asked.form.destination = Destination::other(endpoint, "");
        },
    ),
    fault("path of Keycloak before version 17", cause!(NotATokenEndpoint), |s| {
        let endpoint = s.endpoint.replace("/realms/", "/auth/realms/");
        s.asked.form.destination = Destination::other(endpoint, s.endpoint.clone());
    }),
    fault("authorization endpoint as token endpoint", cause!(NotATokenEndpoint), |s| {
        let endpoint = s.endpoint.replace("/token", "/certs");
        s.asked.form.destination = Destination::other(endpoint, s.endpoint.clone());
    }),
];
