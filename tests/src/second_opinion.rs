//! What other people's libraries say of our output: npm `jose` on client assertions.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::artefacts::repository;

/// Lets npm `jose` verify a client assertion with a certificate (PEM), at `now` in Unix seconds. Gives
/// `{"header", "payload"}`, or what it says against it: `{"code", "message"}`.
///
/// # Errors
/// What `jose` says when it does not take the assertion.
pub fn jose_verifies(
    assertion: &str,
    certificate: &str,
    client_id: &str,
    audience: &str,
    now: i64,
) -> Result<Value, Value> {
    let question = json!({
        "assertion": assertion,
        "certificate": certificate,
        "issuer": client_id,
        "audience": audience,
        "now": now,
    });
    let mut node = Command::new("node")
        .arg("verify-assertion.mjs")
        .current_dir(repository().join("tests/servers"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node can be started");
    node.stdin
        .take()
        .expect("stdin is a pipe")
        .write_all(question.to_string().as_bytes())
        .expect("node reads the question");
    let output = node.wait_with_output().expect("node ends");
    let answer: Value = serde_json::from_slice(&output.stdout).expect("node answers with JSON");
    if output.status.success() { Ok(answer) } else { Err(answer) }
}
