//! Ory Hydra, a Go module, with its database in memory. Go fetches and builds it, which takes some minutes the first
//! time; it starts within a second.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::json;

use super::registered::Registered;
use super::{free_port, http};
use crate::artefacts::{artefact, repository, target};
use crate::guarded::Guarded;

const START_LIMIT: Duration = Duration::from_secs(60);

/// A running Hydra. It ends when this is dropped.
#[derive(Debug)]
pub struct Hydra {
    /// Its `iss` in tokens.
    pub issuer: String,
    /// Its token endpoint.
    pub token_endpoint: String,
    admin: String,
    _process: Guarded,
}

impl Hydra {
    /// Builds it, starts it on free ports, and waits until it is ready.
    pub async fn start() -> Self {
        let program = built();
        let (public, admin) = (free_port(), free_port());
        let issuer = format!("http://127.0.0.1:{public}/");
        let mut command = Command::new(program);
        command.args(["serve", "all", "--dev", "--sqa-opt-out"]);
        for (name, value) in [
            ("DSN", "memory"),
            ("SERVE_PUBLIC_HOST", "127.0.0.1"),
            ("SERVE_PUBLIC_PORT", &public.to_string()),
            ("SERVE_ADMIN_HOST", "127.0.0.1"),
            ("SERVE_ADMIN_PORT", &admin.to_string()),
            ("URLS_SELF_ISSUER", &issuer),
            ("URLS_LOGIN", &issuer),
            ("URLS_CONSENT", &issuer),
            ("SECRETS_SYSTEM", "only for the tests of Countersign"),
            ("STRATEGIES_ACCESS_TOKEN", "jwt"),
        ] {
            command.env(name, value);
        }
        let process = Guarded::start(&command, &artefact("hydra.log"));
        let hydra = Self {
            token_endpoint: format!("{issuer}oauth2/token"),
            issuer,
            admin: format!("http://127.0.0.1:{admin}"),
            _process: process,
        };
        hydra.wait_until_ready().await;
        hydra
    }

    /// Registers a client. This server can neither disable one nor end its secret.
    pub async fn register(&self, client_id: &str, client: &Registered) {
        let mut said = json!({
            "client_id": client_id,
            "grant_types": [client.grant],
            "token_endpoint_auth_method": client.method.name(),
            "token_endpoint_auth_signing_alg": client.algorithm,
            "jwks": client.jwks(),
            "scope": client.scope,
        });
        if let Some(secret) = &client.secret {
            said["client_secret"] = secret.as_str().into();
        }
        let answer = http()
            .post(format!("{}/admin/clients", self.admin))
            .header("content-type", "application/json")
            .body(said.to_string())
            .send()
            .await
            .expect("Hydra answers");
        assert!(
            answer.status().is_success(),
            "the client is registered: {}",
            answer.text().await.unwrap_or_default()
        );
    }

    async fn wait_until_ready(&self) {
        let limit = Instant::now() + START_LIMIT;
        let page = format!("{}/health/ready", self.admin);
        let http = http();
        while Instant::now() < limit {
            if http.get(&page).send().await.is_ok_and(|answer| answer.status().is_success()) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("Hydra is ready within {START_LIMIT:?}; its log is tests/artefacts/hydra.log");
    }
}

/// The program. Go builds it the first time, and again when another version is wanted.
fn built() -> PathBuf {
    let module = repository().join("tests/servers/hydra");
    let folder = target().join("hydra");
    fs::create_dir_all(&folder).expect("the target folder is writable");
    let (program, wanted) = (folder.join("hydra"), module.join("go.sum"));
    let sums = |path| fs::read(path).unwrap_or_default();
    let built_from = folder.join("go.sum");
    if program.is_file() && sums(&built_from) == sums(&wanted) {
        return program;
    }
    let status = Command::new("go")
        .current_dir(module)
        // A database in memory is SQLite's.
        .args(["build", "-mod=readonly", "-tags", "sqlite,json1", "-o"])
        .arg(&program)
        .arg("github.com/ory/hydra/v2")
        .status()
        .expect("Go can be started");
    assert!(status.success(), "Go builds Hydra");
    fs::copy(wanted, built_from).expect("the target folder is writable");
    program
}
