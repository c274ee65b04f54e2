//! node-oidc-provider, as set up in `tests/servers/oidc-provider.mjs`. It starts in about a second, and clients are
//! registered while it runs.

use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use super::http;
use super::registered::{Method, Registered};
use crate::artefacts::{artefact, repository};
use crate::guarded::Guarded;

/// A running node-oidc-provider. It ends when this is dropped.
#[derive(Debug)]
pub struct OidcProvider {
    /// Its `iss` in tokens.
    pub issuer: String,
    /// Its token endpoint, which is also the audience that it expects.
    pub token_endpoint: String,
    control: String,
    _process: Guarded,
}

impl OidcProvider {
    /// Starts it on a free port. `name` is for its log in tests/artefacts.
    #[must_use]
    pub fn start(name: &str) -> Self {
        let folder = repository().join("tests/servers");
        assert!(
            folder.join("node_modules/oidc-provider").is_dir(),
            "the npm packages are installed: run npm ci in tests/servers, or cargo xtask test"
        );
        let mut command = Command::new("node");
        command.arg("oidc-provider.mjs").current_dir(folder);
        let mut process = Guarded::start(&command, &artefact(&format!("oidc-provider-{name}.log")));
        let line = process.first_line(Duration::from_secs(30));
        let said: Value = serde_json::from_str(&line).expect("its first line is JSON");
        let text = |key: &str| said[key].as_str().expect("its first line names its addresses").to_string();
        Self {
            issuer: text("issuer"),
            token_endpoint: text("token_endpoint"),
            control: text("control"),
            _process: process,
        }
    }

    /// Registers a client that authenticates with `private_key_jwt` and this certificate (PEM), or changes its
    /// certificate.
    pub async fn register(&self, client_id: &str, certificate: &str) {
        self.put(client_id, &json!({ "certificate": certificate })).await;
    }

    /// Registers a client that authenticates with this secret, with this method: `client_secret_basic` or
    /// `client_secret_post`.
    pub async fn register_secret(&self, client_id: &str, secret: &str, method: &str) {
        self.put(client_id, &json!({ "secret": secret, "method": method })).await;
    }

    /// Registers a client.
    pub async fn register_client(&self, client_id: &str, client: &Registered) {
        let mut metadata = json!({
            "token_endpoint_auth_method": client.method.name(),
            "grant_types": [client.grant],
            "scope": client.scope,
        });
        if client.grant == "authorization_code" {
            metadata["response_types"] = json!(["code"]);
            metadata["redirect_uris"] = json!(["https://client.example.com/signed-in"]);
        }
        if client.method == Method::PrivateKeyJwt {
            metadata["token_endpoint_auth_signing_alg"] = client.algorithm.into();
            metadata["jwks"] = client.jwks();
        }
        if let Some(secret) = &client.secret {
            metadata["client_secret"] = secret.as_str().into();
        }
        if client.secret_ended {
            metadata["client_secret_expires_at"] = 1.into();
        }
        self.put(client_id, &json!({ "metadata": metadata })).await;
    }

    async fn put(&self, client_id: &str, client: &Value) {
        let answer = http()
            .put(format!("{}/clients/{client_id}", self.control))
            .body(client.to_string())
            .send()
            .await
            .expect("the control endpoint answers");
        assert!(
            answer.status().is_success(),
            "the client is registered: {}",
            answer.text().await.unwrap_or_default()
        );
    }
}
