//! A store that is controlled through stdin, for tests that kill it or take its disk away. Each line on stdin is a
//! command. Each line on stdout is its result, written once the store has acknowledged it.
//!
//! About the store: `ready`, `open FOLDER`, `close`, `add NAME`, `list`, `save ID NOTES`, `notes ID`, `attempt ID BYTES`,
//! `attempts`, `forget-attempts ID`, `limit NUMBER`, `delete ID`, `copy ID NAME`, `everything`. About the vault: `secret ID
//! TEXT`, `reveal ID`, `forget ID`, `pair ID FILE`, `key ID` (the fingerprint of its certificate, if the key belongs to
//! it, or zeros), `forget-pair ID`, `state`, `unlock TEXT`, `keychain`, `passphrase TEXT`, `start-over`.

// It talks to the test that started it.
#![allow(clippy::print_stdout)]

use std::fs;
use std::io::{self, BufRead as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use countersign_core::certificate::Certificate;
use countersign_core::credential::{CredentialId, Draft, Group};
use countersign_core::history::AttemptFilter;
use countersign_core::key_file::Passphrases;
use countersign_core::key_pair::{KeyPair, KeySource, load};
use countersign_core::moment::UnixMillis;
use countersign_core::store::{Store, StoreError};
use countersign_core::token_exchange::ExchangeShown;
use countersign_core::vault::{
    KeyBytes, KeychainError, SealingKeyHome, SecretKind, SecretOwner, Vault, VaultError,
};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

/// Stores each sealing key in a file of this folder, because these tests are about the disk.
struct KeyFiles(PathBuf);

impl KeyFiles {
    fn failed(error: &io::Error) -> KeychainError {
        KeychainError::Failed { detail: error.to_string() }
    }
}

impl SealingKeyHome for KeyFiles {
    fn read(&self, name: &str) -> Result<Option<KeyBytes>, KeychainError> {
        match fs::read(self.0.join(name)) {
            Ok(bytes) => Ok(KeyBytes::from_slice(&bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Self::failed(&error)),
        }
    }

    fn write(&self, name: &str, key: &KeyBytes) -> Result<(), KeychainError> {
        let written = fs::create_dir_all(&self.0).and_then(|()| fs::write(self.0.join(name), key.as_slice()));
        written.map_err(|error| Self::failed(&error))
    }

    fn remove(&self, name: &str) -> Result<(), KeychainError> {
        match fs::remove_file(self.0.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Self::failed(&error)),
            _ => Ok(()),
        }
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
            let keys = KeyFiles(Path::new(first).join("keychain"));
            *vault = Some(Vault::new(Arc::new(opened.store), Box::new(keys)));
            Ok(json!(opened.rescue))
        }
        "close" => {
            *vault = None;
            Ok(Value::Null)
        }
        "ready" => Ok(Value::Null),
        _ => {
            let vault = vault.as_ref().expect("the store is opened before it is used");
            match perform_in_store(vault.store(), command, first, rest) {
                Some(done) => Ok(done?),
                None => Ok(perform_in_vault(vault, command, first, rest)?),
            }
        }
    }
}

/// The result of a command about the store; `None` if it is about the vault.
fn perform_in_store(
    store: &Store,
    command: &str,
    first: &str,
    rest: &str,
) -> Option<Result<Value, StoreError>> {
    let id = CredentialId(first.parse().unwrap_or_default());
    let done = || match command {
        "add" => Ok(json!(store.add_credential(first, Group::None, &Draft::default())?)),
        "save" => {
            let draft = Draft { notes: rest.to_owned(), ..store.credential(id)?.draft };
            Ok(json!(store.save_draft(id, &draft)?))
        }
        "notes" => Ok(json!(store.credential(id)?.draft.notes)),
        "attempt" => Ok(json!(store.record_attempt(id, &refusal(rest.parse().unwrap_or_default()))?)),
        "attempts" => {
            let page = store.attempts(&AttemptFilter::default(), None, u32::MAX - 1)?;
            let mut ids = Vec::new();
            for attempt in page.attempts {
                ids.push(json!(store.attempt(attempt.id)?.summary.id));
            }
            Ok(Value::Array(ids))
        }
        "list" => {
            let list = store.credentials("", now().seconds())?;
            Ok(json!(list.into_iter().map(|credential| (credential.id, credential.name)).collect::<Vec<_>>()))
        }
        "forget-attempts" => Ok(json!(store.delete_attempts_of(id)?)),
        "limit" => {
            let limit = first.parse().unwrap_or_default();
            Ok(json!(store.change_settings(|settings| settings.history_limit = limit)?))
        }
        "delete" => Ok(json!(store.delete_credential(id, now())?)),
        _ => Err(StoreError::NotFound),
    };
    let ours = ["add", "save", "notes", "attempt", "attempts", "list", "forget-attempts", "limit", "delete"];
    ours.contains(&command).then(done)
}

fn perform_in_vault(vault: &Vault, command: &str, first: &str, rest: &str) -> Result<Value, VaultError> {
    let id = CredentialId(first.parse().unwrap_or_default());
    let owner = SecretOwner::Credential { id };
    match command {
        "secret" => Ok(json!(vault.store_secret(owner, SecretKind::ClientSecret, &rest.into())?)),
        "reveal" => {
            let secret = vault.read(owner, SecretKind::ClientSecret)?;
            // The secret was made up by the test, which asks for it here.
            Ok(json!(secret.map(|secret| secret.expose_secret().to_owned())))
        }
        "forget" => Ok(json!(vault.forget(owner, SecretKind::ClientSecret)?)),
        "pair" => {
            let file =
                KeySource { name: None, content: Ok(fs::read(rest).expect("the file of the pair").into()) };
            vault.stored_key_pair(id)?;
            let (pair, _) = load(&KeyPair::default(), &[file], &Passphrases::none());
            Ok(json!(vault.store_key_pair(id, &pair)?))
        }
        "key" => {
            let stored = vault.key_pair(id)?;
            match stored.private_key_unavailable {
                Some(error) => Err(error),
                None if stored.pair.private_key().is_none() => Ok(Value::Null),
                None => Ok(json!(match stored.pair.belong_together() {
                    Some(true) => stored.pair.certificate().map(Certificate::fingerprint_sha256),
                    _ => Some([0; 32]),
                })),
            }
        }
        "forget-pair" => Ok(json!(vault.stored_key_pair(id).and_then(|_| vault.forget_key_pair(id))?)),
        "state" => Ok(json!(vault.state())),
        "unlock" => Ok(json!(vault.unlock(&first.into())?)),
        "keychain" => Ok(json!(vault.protect_with_keychain()?)),
        "passphrase" => Ok(json!(vault.protect_with_passphrase(&first.into())?)),
        "copy" => Ok(json!(vault.duplicate_credential(id, rest)?.id)),
        "everything" => Ok(json!(vault.delete_everything()?)),
        "start-over" => Ok(json!(vault.forget_sealed()?)),
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
