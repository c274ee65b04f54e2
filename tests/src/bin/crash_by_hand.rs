//! Reads secrets from stdin (JSON: the text of an encrypted private key, its passphrase, a token), does with them
//! what the program does, and panics over them. A test then looks into what the crash prints.

use std::io::{self, Read as _};
use std::sync::Arc;

use countersign_core::certificate::{CertificateOptions, make_self_signed};
use countersign_core::credential::{Draft, Group};
use countersign_core::diagnosis::Known;
use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::http::{HttpExchange, Response};
use countersign_core::key_file::Passphrases;
use countersign_core::key_pair::{KeyPair, KeySource, load};
use countersign_core::moment::Clock as _;
use countersign_core::prepare::prepare;
use countersign_core::store::Store;
use countersign_core::token_exchange::TokenExchange;
use countersign_core::token_request::RequestForm;
use countersign_core::vault::{KeyBytes, KeychainError, SealingKeyHome, SecretKind, SecretOwner, Vault};
use countersign_tests::identity::{SystemClock, this_moment};
use secrecy::SecretString;
use serde_json::Value;
use tempfile::TempDir;

/// There is no keychain, so a passphrase protects the vault.
struct NoKeychain;

impl NoKeychain {
    fn refuse<T>() -> Result<T, KeychainError> {
        Err(KeychainError::Unavailable { detail: "none".into() })
    }
}

impl SealingKeyHome for NoKeychain {
    fn read(&self, _: &str) -> Result<Option<KeyBytes>, KeychainError> {
        Self::refuse()
    }

    fn write(&self, _: &str, _: &KeyBytes) -> Result<(), KeychainError> {
        Self::refuse()
    }

    fn remove(&self, _: &str) -> Result<(), KeychainError> {
        Self::refuse()
    }
}

fn main() {
    let mut given = String::new();
    io::stdin().read_to_string(&mut given).expect("stdin is text");
    let given: Value = serde_json::from_str(&given).expect("it is JSON");
    let text = |name: &str| given[name].as_str().expect("it is given").to_owned();
    let passphrase = SecretString::from(text("passphrase"));

    let source = [KeySource::pasted(text("private_key"))];
    let mut passphrases = Passphrases::none();
    let (_, locked) = load(&KeyPair::default(), &source, &passphrases);
    passphrases.give(locked.locked[0].lock.clone(), passphrase.clone());
    let (pair, loaded) = load(&KeyPair::default(), &source, &passphrases);
    let key = pair.private_key().expect("the passphrase opens it").clone();
    let now = SystemClock.now().seconds();
    let certificate = make_self_signed(&key, &CertificateOptions::default(), now).expect("it can be made");
    let pair = KeyPair::generated(key, certificate);

    let folder = TempDir::new().expect("the folder for temporary files is writable");
    let opened = Store::open(folder.path(), SystemClock.now()).expect("the store opens");
    let id = opened.store.add_credential("name", Group::None, &Draft::default()).expect("it is added");
    let owner = SecretOwner::Credential { id };
    let vault = Vault::new(Arc::new(opened.store), Box::new(NoKeychain));
    vault.protect_with_passphrase(&passphrase).expect("a passphrase seals");
    vault.store_key_pair(id, &pair).expect("it is sealed");
    vault.store_secret(owner, SecretKind::KeyPassphrase, &passphrase).expect("it is sealed");
    let secret = vault.read(owner, SecretKind::KeyPassphrase);

    let form =
        RequestForm { api_key: "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15".into(), ..RequestForm::default() };
    let (request, _) = prepare(&form, &pair, &this_moment(), &Confirmed::warnings()).expect("it is signed");
    let body = serde_json::json!({ "access_token": text("token"), "token_type": "Bearer" });
    let response = Response {
        status: 200,
        version: "HTTP/1.1".into(),
        headers: Vec::new(),
        body: body.to_string().into(),
        cut_off: false,
    };
    let http = HttpExchange {
        request: request.http().clone(),
        proxy: None,
        started_at: SystemClock.now(),
        duration_ms: 1,
        response: Some(response),
        failure: None,
        passage: None,
    };
    let exchange = TokenExchange { request, http, known: Known::default() };
    let shown = exchange.shown();
    panic!(
        "{pair:?} {loaded:?} {passphrases:?} {vault:?} {:?} {secret:?} {exchange:?} {shown:?}",
        vault.key_pair(id)
    );
}
