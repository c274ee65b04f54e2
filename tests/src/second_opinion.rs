//! What other people's libraries say about our output: npm `jose` about client assertions, `ical.js` about calendar
//! entries.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::artefacts::repository;

/// Lets npm `jose` verify a client assertion with a certificate (PEM), at `now` in Unix seconds. Returns `{"header",
/// "payload"}`.
///
/// # Errors
/// If `jose` does not accept the assertion: `{"code", "message"}`.
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
    ask("verify-assertion.mjs", &question)
}

/// Lets npm `ical.js` read a calendar file with one entry. Returns the output of `servers/read-calendar.mjs`.
///
/// # Errors
/// If the file is not a calendar file: `{"message"}`.
pub fn ical_reads(calendar: &str) -> Result<Value, Value> {
    ask("read-calendar.mjs", &json!({ "calendar": calendar }))
}

/// Runs a script of `servers/` with this input. `Err` is the output of a script that fails.
fn ask(script: &str, question: &Value) -> Result<Value, Value> {
    let mut node = Command::new("node")
        .arg(script)
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
