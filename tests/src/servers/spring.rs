//! Spring Authorization Server, as set up in `tests/servers/spring`. Maven fetches it and builds it; it takes ten
//! seconds to start.

use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use super::http;
use super::registered::Registered;
use crate::artefacts::{artefact, repository, target};
use crate::guarded::Guarded;

/// A running Spring Authorization Server. It ends when this is dropped.
#[derive(Debug)]
pub struct Spring {
    /// Its `iss` in tokens.
    pub issuer: String,
    /// Its token endpoint.
    pub token_endpoint: String,
    control: String,
    _process: Guarded,
}

impl Spring {
    /// Builds it, starts it on a free port, and waits until it listens.
    #[must_use]
    pub fn start() -> Self {
        let folder = target().join("spring");
        let status = Command::new(if cfg!(windows) { "mvn.cmd" } else { "mvn" })
            .current_dir(repository().join("tests/servers/spring"))
            .args(["-B", "-q", "package"])
            .arg(format!("-Dout={}", folder.display()))
            .status()
            .expect("Maven can be started");
        assert!(status.success(), "Maven builds the server in tests/servers/spring");
        let mut command = Command::new("java");
        // Most of its time here is start-up, for which the second compiler only costs time.
        command.args(["-XX:TieredStopAtLevel=1", "-jar"]).arg(folder.join("server.jar"));
        let mut process = Guarded::start(&command, &artefact("spring.log"));
        let line = process.first_line(Duration::from_secs(120));
        let said: Value = serde_json::from_str(&line).expect("its first line is JSON");
        let text = |key: &str| said[key].as_str().expect("its first line names its addresses").to_string();
        Self {
            issuer: text("issuer"),
            token_endpoint: text("token_endpoint"),
            control: text("control"),
            _process: process,
        }
    }

    /// Registers a client. This server cannot disable one.
    pub async fn register(&self, client_id: &str, client: &Registered) {
        let mut said = json!({
            "method": client.method.name(),
            "algorithm": client.algorithm,
            "scope": client.scope,
            "grant": client.grant,
        });
        if !client.certificate.is_empty() {
            said["certificate"] = client.certificate.as_str().into();
        }
        if let Some(secret) = &client.secret {
            said["secret"] = secret.as_str().into();
        }
        if client.secret_ended {
            said["secret_ended"] = "yes".into();
        }
        let answer = http()
            .put(format!("{}/clients/{client_id}", self.control))
            .header("content-type", "application/json")
            .body(said.to_string())
            .send()
            .await
            .expect("the control endpoint answers");
        assert!(answer.status().is_success(), "the client is registered: {}", answer.status());
    }
}
