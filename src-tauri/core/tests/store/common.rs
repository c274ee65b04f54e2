//! A store in a folder of its own, exchanges to record, and a keychain that a test controls.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};

use countersign_core::api_trial::ApiPlaces;
use countersign_core::certificate::{CertificateOptions, make_self_signed};
use countersign_core::credential::{CredentialId, Draft, Group, Ticks};
use countersign_core::diagnosis::Known;
use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::http::NameValue;
use countersign_core::http::{HttpExchange, Response};
use countersign_core::key::{RsaBits, make_rsa_key};
use countersign_core::key_pair::KeyPair;
use countersign_core::moment::{Moment, UnixMillis};
use countersign_core::prepare::prepare;
use countersign_core::store::Store;
use countersign_core::token_exchange::ExchangeShown;
use countersign_core::token_exchange::TokenExchange;
use countersign_core::token_request::RequestForm;
use countersign_core::vault::{KeyBytes, KeychainError, SealingKeyHome, SecretKind, SecretOwner, Vault};
use tempfile::TempDir;

/// 15 January 2027, 08:00 UTC.
pub(crate) const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

static KEY_PAIR: LazyLock<KeyPair> = LazyLock::new(make_key_pair);

/// The key pair that most tests share, because making one takes time.
pub(crate) fn key_pair() -> KeyPair {
    KEY_PAIR.clone()
}

pub(crate) fn make_key_pair() -> KeyPair {
    let key = make_rsa_key(RsaBits::Rsa2048).unwrap();
    let certificate = make_self_signed(&key, &CertificateOptions::default(), NOW.seconds()).unwrap();
    KeyPair::generated(key, certificate)
}

pub(crate) fn open(folder: &Path) -> Store {
    let opened = Store::open(folder, NOW).unwrap();
    assert_eq!(opened.rescue, None);
    opened.store
}

pub(crate) fn new_store() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = open(folder.path());
    (folder, store)
}

pub(crate) fn draft(api_key: &str, notes: &str) -> Draft {
    Draft {
        form: RequestForm { api_key: api_key.into(), ..RequestForm::default() },
        notes: notes.into(),
        ticks: Ticks { account_manager: [true, false, true, false], ..Ticks::default() },
        api_places: ApiPlaces { short_code: "kv7kzm78".into(), ..ApiPlaces::default() },
    }
}

pub(crate) fn add(store: &Store, name: &str) -> CredentialId {
    store.add_credential(name, Group::None, &Draft::default()).unwrap()
}

pub(crate) fn names(store: &Store, search: &str) -> Vec<String> {
    let list = store.credentials(search, NOW.seconds()).unwrap();
    list.into_iter().map(|credential| credential.name).collect()
}

/// A signed token request of the given second, and the response to it.
pub(crate) fn exchange(second: i64, scopes: &str, status: u16, body: &str) -> TokenExchange {
    let form = RequestForm {
        api_key: "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15".into(),
        scopes: scopes.into(),
        ..RequestForm::default()
    };
    let now = UnixMillis(NOW.0 + second * 1000);
    let moment = Moment { now, jti: format!("9b2f6a1e-0000-4000-8000-{second:012}") };
    let (request, _) = prepare(&form, &key_pair(), &moment, &Confirmed::warnings()).unwrap();
    let headers =
        vec![NameValue::new("content-type", "application/json"), NameValue::new("date", format!("{second}"))];
    let response =
        Some(Response { status, version: "HTTP/1.1".into(), headers, body: body.into(), cut_off: false });
    let http = request.http().clone();
    let http = HttpExchange {
        request: http,
        proxy: None,
        started_at: now,
        duration_ms: 312,
        response,
        failure: None,
        passage: None,
    };
    TokenExchange { request, http, known: Known::default() }
}

pub(crate) fn granted(second: i64) -> ExchangeShown {
    exchange(second, "mail", 200, r#"{"access_token":"0f8d6a2c-opaque","token_type":"Bearer"}"#).shown()
}

pub(crate) fn refused(second: i64) -> ExchangeShown {
    let body = r#"{"error":"invalid_scope","error_description":"Unknown scope: SFCC.Orders"}"#;
    exchange(second, "SFCC.Orders", 400, body).shown()
}

/// A keychain that a test controls. It can be locked, for example, which no real keychain does on demand.
#[derive(Clone, Default)]
pub(crate) struct Keychain(Arc<Mutex<Inside>>);

#[derive(Default)]
struct Inside {
    keys: HashMap<String, Vec<u8>>,
    error: Option<KeychainError>,
}

impl Keychain {
    pub(crate) fn unavailable() -> KeychainError {
        KeychainError::Unavailable { detail: "no keychain".into() }
    }

    /// With an error, it refuses everything from now on. With `None`, it works again.
    pub(crate) fn refuse(&self, error: Option<KeychainError>) {
        self.0.lock().unwrap().error = error;
    }

    pub(crate) fn names(&self) -> Vec<String> {
        self.0.lock().unwrap().keys.keys().cloned().collect()
    }

    pub(crate) fn bytes(&self) -> Vec<Vec<u8>> {
        self.0.lock().unwrap().keys.values().cloned().collect()
    }

    /// Replaces the key under every name.
    pub(crate) fn replace_keys(&self) {
        self.0.lock().unwrap().keys.values_mut().for_each(|key| *key = vec![7; 32]);
    }

    pub(crate) fn reset(&self) {
        self.0.lock().unwrap().keys.clear();
    }

    fn inside<T>(&self, work: impl FnOnce(&mut Inside) -> T) -> Result<T, KeychainError> {
        let mut inside = self.0.lock().unwrap();
        match &inside.error {
            Some(error) => Err(error.clone()),
            None => Ok(work(&mut inside)),
        }
    }
}

impl SealingKeyHome for Keychain {
    fn read(&self, name: &str) -> Result<Option<KeyBytes>, KeychainError> {
        self.inside(|inside| inside.keys.get(name).and_then(|bytes| KeyBytes::from_slice(bytes)))
    }

    fn write(&self, name: &str, key: &KeyBytes) -> Result<(), KeychainError> {
        self.inside(|inside| inside.keys.insert(name.to_owned(), key.as_slice().to_owned())).map(drop)
    }

    fn remove(&self, name: &str) -> Result<(), KeychainError> {
        self.inside(|inside| inside.keys.remove(name)).map(drop)
    }
}

pub(crate) fn vault(store: Store, keychain: &Keychain) -> Vault {
    Vault::new(Arc::new(store), Box::new(keychain.clone()))
}

/// The bytes of all files in the folder, one file after the other.
pub(crate) fn all_bytes(folder: &Path) -> Vec<u8> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    entries.collect::<Vec<_>>().concat()
}

/// The kind of secret that most tests store.
pub(crate) const KIND: SecretKind = SecretKind::ClientSecret;

/// A store with one secret, sealed with a key in the keychain.
pub(crate) fn sealed() -> (TempDir, Keychain, SecretOwner) {
    let (folder, store) = new_store();
    let owner = SecretOwner::Credential { id: add(&store, "a") };
    let keychain = Keychain::default();
    vault(store, &keychain).store_secret(owner, KIND, &"secret".into()).unwrap();
    (folder, keychain, owner)
}

/// The vault of this folder after a restart.
pub(crate) fn reopened(folder: &Path, keychain: &Keychain) -> Vault {
    vault(open(folder), keychain)
}
