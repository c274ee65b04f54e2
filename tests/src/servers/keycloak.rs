//! Keycloak, from Maven Central, with its database in memory. It takes about half a minute to start, so tests share
//! one.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::registered::{Method, Registered};
use super::{free_port, http};
use crate::artefacts::{artefact, target};
use crate::guarded::Guarded;

const VERSION: &str = "26.7.3";
const REALM: &str = "countersign";
/// Generous for a busy machine with two cores. It is usually ready in 25 seconds.
const START_LIMIT: Duration = Duration::from_secs(120);

/// A running Keycloak with an empty realm. It ends when this is dropped.
#[derive(Debug)]
pub struct Keycloak {
    /// Its `iss` in tokens.
    pub issuer: String,
    /// Its token endpoint.
    pub token_endpoint: String,
    base: String,
    _process: Guarded,
}

impl Keycloak {
    /// Fetches Keycloak if it is not there, starts it on a free port, and waits until it responds.
    pub async fn start() -> Self {
        let folder = fetched();
        let port = free_port();
        let mut command = Command::new("sh");
        command
            .arg(folder.join("bin/kc.sh"))
            .args(["start-dev", "--db", "dev-mem", "--http-host", "127.0.0.1"])
            .args(["--http-port", &port.to_string()])
            // Without stack traces: each refusal logs one, and looking up the jar of each line in it takes seconds.
            .args(["--log-console-format", "%d{HH:mm:ss,SSS} %-5p [%c{3.}] %s%n"])
            .env("KC_BOOTSTRAP_ADMIN_USERNAME", "admin")
            .env("KC_BOOTSTRAP_ADMIN_PASSWORD", "admin")
            // Most of its time here is start-up, for which the second compiler only costs time.
            .env("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
        let process = Guarded::start(&command, &artefact("keycloak.log"));
        let base = format!("http://127.0.0.1:{port}");
        let issuer = format!("{base}/realms/{REALM}");
        let keycloak = Self {
            token_endpoint: format!("{issuer}/protocol/openid-connect/token"),
            issuer,
            base,
            _process: process,
        };
        keycloak.wait_until_ready().await;
        keycloak
            .administer(
                "/admin/realms",
                &json!({
                    "realm": REALM,
                    "enabled": true,
                    "sslRequired": "none",
                    "accessTokenLifespan": 1800,
                }),
            )
            .await;
        keycloak
    }

    /// Registers a confidential client that authenticates with a signed JWT and this certificate (PEM).
    pub async fn register(&self, client_id: &str, certificate: &str) {
        let bare: String = certificate.lines().filter(|line| !line.starts_with("-----")).collect();
        self.administer(
            &format!("/admin/realms/{REALM}/clients"),
            &json!({
                "clientId": client_id,
                "enabled": true,
                "protocol": "openid-connect",
                "publicClient": false,
                "serviceAccountsEnabled": true,
                "standardFlowEnabled": false,
                "directAccessGrantsEnabled": false,
                "clientAuthenticatorType": "client-jwt",
                "attributes": {
                    "jwt.credential.certificate": bare,
                    "token.endpoint.auth.signing.alg": "RS256",
                },
            }),
        )
        .await;
    }

    /// Registers a confidential client that authenticates with this secret, in the header or in the body.
    pub async fn register_secret(&self, client_id: &str, secret: &str) {
        self.administer(
            &format!("/admin/realms/{REALM}/clients"),
            &json!({
                "clientId": client_id,
                "enabled": true,
                "protocol": "openid-connect",
                "publicClient": false,
                "serviceAccountsEnabled": true,
                "standardFlowEnabled": false,
                "directAccessGrantsEnabled": false,
                "clientAuthenticatorType": "client-secret",
                "secret": secret,
            }),
        )
        .await;
    }

    /// Registers a client, with what differs from that in Keycloak's own words.
    pub async fn register_client(&self, client_id: &str, client: &Registered, other: &Value) {
        let bare: String = client.certificate.lines().filter(|line| !line.starts_with("-----")).collect();
        let authenticator = match client.method {
            Method::PrivateKeyJwt => "client-jwt",
            Method::ClientSecretBasic | Method::ClientSecretPost => "client-secret",
        };
        let mut said = json!({
            "clientId": client_id,
            "enabled": client.enabled,
            "protocol": "openid-connect",
            "publicClient": false,
            "serviceAccountsEnabled": client.grant == "client_credentials",
            "standardFlowEnabled": false,
            "directAccessGrantsEnabled": false,
            "clientAuthenticatorType": authenticator,
            "defaultClientScopes": [],
            "optionalClientScopes": client.scope.split(' ').collect::<Vec<_>>(),
            "attributes": { "token.endpoint.auth.signing.alg": client.algorithm },
        });
        if !bare.is_empty() {
            said["attributes"]["jwt.credential.certificate"] = bare.into();
        }
        if let Some(secret) = &client.secret {
            said["secret"] = secret.as_str().into();
        }
        for (name, value) in other.as_object().into_iter().flatten() {
            match value.as_object() {
                Some(attributes) => {
                    attributes.iter().for_each(|(key, value)| said[name][key] = value.clone())
                }
                None => said[name] = value.clone(),
            }
        }
        self.administer(&format!("/admin/realms/{REALM}/clients"), &said).await;
    }

    /// Makes a scope that clients can be given.
    pub async fn make_scope(&self, name: &str) {
        let scope = json!({ "name": name, "protocol": "openid-connect" });
        self.administer(&format!("/admin/realms/{REALM}/client-scopes"), &scope).await;
    }

    async fn wait_until_ready(&self) {
        let limit = Instant::now() + START_LIMIT;
        let page = format!("{}/realms/master", self.base);
        let http = http();
        while Instant::now() < limit {
            if http.get(&page).send().await.is_ok_and(|answer| answer.status().is_success()) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        panic!("Keycloak answers within {START_LIMIT:?}; its log is tests/artefacts/keycloak.log");
    }

    async fn administer(&self, path: &str, body: &Value) {
        let answer = http()
            .post(format!("{}{path}", self.base))
            .bearer_auth(self.admin_token().await)
            .header("content-type", "application/json")
            .body(body.to_string())
            .send()
            .await
            .expect("Keycloak answers");
        assert!(
            answer.status().is_success(),
            "Keycloak takes {path} with {body}: {}",
            answer.text().await.unwrap_or_default()
        );
    }

    async fn admin_token(&self) -> String {
        let answer = http()
            .post(format!("{}/realms/master/protocol/openid-connect/token", self.base))
            .header("content-type", "application/x-www-form-urlencoded")
            .body("grant_type=password&client_id=admin-cli&username=admin&password=admin")
            .send()
            .await
            .expect("Keycloak answers");
        let body: Value =
            serde_json::from_str(&answer.text().await.unwrap_or_default()).expect("the answer is JSON");
        body["access_token"].as_str().expect("the administrator is let in").to_string()
    }
}

/// The folder of the unpacked distribution. The first time, Maven fetches and unpacks it.
fn fetched() -> PathBuf {
    let folder = target().join("keycloak");
    let unpacked = folder.join(format!("keycloak-{VERSION}"));
    if unpacked.join("lib/quarkus-run.jar").is_file() {
        return unpacked;
    }
    // Unpacked beside its place and then moved as a whole, so that an incomplete Keycloak is never used.
    let beside = folder.join("unpacking");
    let _ = fs::remove_dir_all(&beside);
    fs::create_dir_all(&beside).expect("the target folder is writable");
    let status = Command::new(if cfg!(windows) { "mvn.cmd" } else { "mvn" })
        .current_dir(&beside)
        .args(["-B", "-q", "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack"])
        .arg(format!("-Dartifact=org.keycloak:keycloak-quarkus-dist:{VERSION}:zip"))
        .arg(format!("-DoutputDirectory={}", beside.display()))
        .status()
        .expect("Maven can be started");
    assert!(status.success(), "Maven fetches Keycloak {VERSION}");
    let _ = fs::remove_dir_all(&unpacked);
    fs::rename(beside.join(format!("keycloak-{VERSION}")), &unpacked).expect("the target folder is writable");
    unpacked
}
