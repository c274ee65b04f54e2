//! A store that is controlled through stdin, for tests that kill it or take its disk away. Each line on stdin is a
//! command. Each line on stdout is its result, written once the store has acknowledged it.
//!
//! `ready`, `open FOLDER`, `close`, `add NAME`, `save ID NOTES`, `notes ID`, `secret ID TEXT`, `reveal ID`, `attempt
//! ID BYTES`, `attempts`.

// It talks to the test that started it.
#![allow(clippy::print_stdout)]

use std::fs;
use std::io::{self, BufRead as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use countersign_core::credential::{CredentialId, Draft, Group};
use countersign_core::history::AttemptFilter;
use countersign_core::moment::UnixMillis;
use countersign_core::store::{Store, StoreError};
use countersign_core::token_exchange::ExchangeShown;
use countersign_core::vault::{
    KeyBytes, KeychainError, SealingKeyHome, SecretKind, SecretOwner, Vault, VaultError,
};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

/// Stores the sealing key in a file beside the store, because these tests are about the disk.
struct KeyFile(PathBuf);

impl KeyFile {
    fn failed(error: &io::Error) -> KeychainError {
        KeychainError::Failed { detail: error.to_string() }
    }
}

impl SealingKeyHome for KeyFile {
    fn read(&self, _name: &str) -> Result<Option<KeyBytes>, KeychainError> {
        let bytes = fs::read(&self.0).map_err(|error| Self::failed(&error))?;
        Ok(KeyBytes::from_slice(&bytes))
    }

    fn write(&self, _name: &str, key: &KeyBytes) -> Result<(), KeychainError> {
        fs::write(&self.0, key.as_slice()).map_err(|error| Self::failed(&error))
    }

    fn remove(&self, _name: &str) -> Result<(), KeychainError> {
        fs::remove_file(&self.0).map_err(|error| Self::failed(&error))
    }
}

/// The error of a command: the store's or the vault's.
enum StepError {
    Store(StoreError),
    Vault(VaultError),
}

impl From<StoreError> for StepError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<VaultError> for StepError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Store { error } => Self::Store(error),
            other => Self::Vault(other),
        }
    }
}

fn main() -> io::Result<()> {
    let mut vault = None;
    let mut out = io::stdout();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let mut words = line.splitn(3, ' ');
        let mut word = || words.next().unwrap_or_default();
        let answer = match perform(&mut vault, [word(), word(), word()]) {
            Ok(value) => json!({ "ok": value }),
            Err(StepError::Store(error)) => json!({ "error": error }),
            Err(StepError::Vault(error)) => json!({ "vault": error }),
        };
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

fn perform(vault: &mut Option<Vault>, [command, first, rest]: [&str; 3]) -> Result<Value, StepError> {
    match command {
        "open" => {
            let opened = Store::open(Path::new(first), now())?;
            let key = KeyFile(Path::new(first).join("sealing.key"));
            *vault = Some(Vault::new(Arc::new(opened.store), Box::new(key)));
            Ok(json!(opened.rescue))
        }
        "close" => {
            *vault = None;
            Ok(Value::Null)
        }
        "ready" => Ok(Value::Null),
        _ => {
            let vault = vault.as_ref().expect("the store is opened before it is used");
            perform_in(vault, command, first, rest)
        }
    }
}

fn perform_in(vault: &Vault, command: &str, first: &str, rest: &str) -> Result<Value, StepError> {
    let store = vault.store();
    let id = CredentialId(first.parse().unwrap_or_default());
    let owner = SecretOwner::Credential { id };
    match command {
        "add" => Ok(json!(store.add_credential(first, Group::None, &Draft::default())?)),
        "save" => {
            let draft = Draft { notes: rest.to_owned(), ..store.credential(id)?.draft };
            Ok(json!(store.save_draft(id, &draft)?))
        }
        "notes" => Ok(json!(store.credential(id)?.draft.notes)),
        "secret" => Ok(json!(vault.store_secret(owner, SecretKind::ClientSecret, &rest.into())?)),
        "reveal" => {
            let secret = vault.read(owner, SecretKind::ClientSecret)?;
            // The secret was made up by the test, which asks for it here.
            Ok(json!(secret.map(|secret| secret.expose_secret().to_owned())))
        }
        "attempt" => Ok(json!(store.record_attempt(id, &refusal(rest.parse().unwrap_or_default()))?)),
        "attempts" => {
            let page = store.attempts(&AttemptFilter::default(), None, u32::MAX - 1)?;
            let mut ids = Vec::new();
            for attempt in page.attempts {
                ids.push(json!(store.attempt(attempt.id)?.summary.id));
            }
            Ok(Value::Array(ids))
        }
        _ => panic!("no command: {command}"),
    }
}

/// A refused request whose response body has this many bytes.
fn refusal(bytes: usize) -> ExchangeShown {
    let exchange = json!({
        "verdict": "refused", "started_at": now(), "duration_ms": 1, "token": null, "findings": [],
        "sent": {
            "method": "POST", "url": "https://server.example/token", "headers": [], "form": [], "body": "",
            "assertion_header": "{}", "assertion_claims": "{}",
        },
        "response": {
            "status": 400, "reason": "Bad Request", "version": "HTTP/1.1", "headers": [],
            "body": { "text": "x".repeat(bytes), "bytes": bytes, "cut_off": false, "shortened": false },
            "error": "invalid_client", "error_description": null,
        },
    });
    serde_json::from_value(exchange).expect("it is an exchange")
}

fn now() -> UnixMillis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixMillis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
