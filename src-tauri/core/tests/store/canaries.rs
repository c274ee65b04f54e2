//! Known secrets must not be in any byte of the data folder, neither in clear nor in Base64 or hex.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use countersign_core::credential::Group;
use countersign_core::http::NameValue;
use countersign_core::interchange::export::write_as_curl;
use countersign_core::practice::{ApiClientForm, PracticeSnapshot, read_api_client};
use countersign_core::token_exchange::ExchangeShown;
use countersign_core::vault::{SecretKind, SecretOwner};
use secrecy::ExposeSecret as _;

use crate::common::{Keychain, NOW, all_bytes, draft, exchange, key_pair, new_store, open, vault};
use crate::search::{Canaries, pieces_of_private_key};

const SECRET: &str = "canary-client-secret/+'\"ü";
const ACCESS_KEY: &str = "canary-access-key-0123456789";
const KEY_PASSPHRASE: &str = "canary key passphrase";
const VAULT_PASSPHRASE: &str = "canary vault passphrase";
const TOKEN: &str = "canary-token-0123456789abcdef";
const REFRESH: &str = "canary-refresh-0123456789abcdef";
const SIGNATURE: &str = "Y2FuYXJ5LXNpZ25hdHVyZS1vZi10aGUtdG9rZW4";
/// A secret as typed in a URL, and its value. A program would write neither spelling.
const IN_URL: &str = "canary%20url!secret%2b0123";
const IN_URL_DECODED: &str = "canary url!secret+0123";
const SHORT_IN_URL: &str = "%7e9";
const PRACTICE_PASSWORD: &str = "canary practice password";
const COOKIE: &str = "canary-cookie-0123456789";

/// A response that repeats everything it was sent, besides tokens of its own.
fn answered_with_everything() -> ExchangeShown {
    let jwt = format!("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJpZCJ9.{SIGNATURE}");
    let sent = exchange(0, "mail", 200, "");
    let assertion =
        sent.request.sent().form.iter().find(|field| field.name == "client_assertion").unwrap().value.clone();
    let body = serde_json::json!({
        "access_token": TOKEN, "refresh_token": REFRESH, "id_token": jwt, "you_sent": assertion, "and": SECRET,
    });
    let mut answered = exchange(0, "mail", 200, &body.to_string());
    let headers = &mut answered.http.response.as_mut().unwrap().headers;
    headers.push(NameValue::new("Set-Cookie", format!("session={COOKIE}; Path=/")));
    headers.push(NameValue::new("Location", format!("https://server.example/#access_token={TOKEN}")));
    let mut shown = answered.shown();
    // As other client authentication methods send it.
    let basic = STANDARD.encode(format!("id:{SECRET}"));
    shown.sent.headers.push(NameValue::new("Authorization", format!("Basic {basic}")));
    shown.sent.form.push(NameValue::new("client_secret", SECRET));
    let fields = [("client_secret", SECRET), ("password", ACCESS_KEY)];
    let body = url::form_urlencoded::Serializer::new(shown.sent.body.clone()).extend_pairs(fields).finish();
    shown.sent.form.push(NameValue::new("password", ACCESS_KEY));
    let query = format!("?tenant=a&client_secret={IN_URL}&code={SHORT_IN_URL}");
    shown.sent.url.push_str(&query);
    shown.response.as_mut().unwrap().body.text += IN_URL_DECODED;
    shown.sent.body = body;
    shown
}

#[test]
fn no_secret_and_no_token_is_in_any_byte_of_the_data_folder() {
    let (folder, store) = new_store();
    let keychain = Keychain::default();
    let id = store.add_credential("name", Group::None, &draft("key", "notes that are stored")).unwrap();
    let owner = SecretOwner::Credential { id };
    let vault = vault(store, &keychain);
    let mut keys = vec![];
    let secrets = [
        (SecretKind::ClientSecret, SECRET),
        (SecretKind::AccessKey, ACCESS_KEY),
        (SecretKind::KeyPassphrase, KEY_PASSPHRASE),
    ];
    // Uses every way in which a secret gets into the store, and is moved, copied and deleted in it.
    vault.store_key_pair(id, &key_pair()).unwrap();
    for (kind, secret) in secrets {
        vault.store_secret(owner, kind, &secret.into()).unwrap();
    }
    keys.extend(keychain.bytes());
    vault.store_secret(SecretOwner::Practice, SecretKind::PracticeServer, &SECRET.into()).unwrap();
    let form = ApiClientForm { password: Some(PRACTICE_PASSWORD.into()), ..ApiClientForm::default() };
    let api_clients = vec![read_api_client("id".into(), form, None).unwrap()];
    PracticeSnapshot { api_clients, ..PracticeSnapshot::default() }.write(vault.store()).unwrap();
    let shown = answered_with_everything();
    assert!(shown.sent.body.contains("canary"), "the exchange has canaries");
    vault.store().record_attempt(id, &shown).unwrap();
    let copy = vault.duplicate_credential(id, "copy").unwrap();
    vault.protect_with_passphrase(&VAULT_PASSPHRASE.into()).unwrap();
    vault.protect_with_keychain().unwrap();
    keys.extend(keychain.bytes());
    vault.forget(owner, SecretKind::ClientSecret).unwrap();
    vault.store().delete_credential(copy.id, NOW).unwrap();

    let pem = key_pair().private_key().unwrap().to_pkcs8_pem();
    let mut known = pieces_of_private_key(pem.expose_secret());
    known.extend(
        [
            ("the client secret", SECRET),
            ("the access key", ACCESS_KEY),
            ("the passphrase of the key", KEY_PASSPHRASE),
            ("the passphrase of the vault", VAULT_PASSPHRASE),
            ("the token", TOKEN),
            ("the refresh token", REFRESH),
            ("the token's signature", SIGNATURE),
            ("the cookie", COOKIE),
            ("the secret in the address", IN_URL),
            ("the secret in the address, decoded", IN_URL_DECODED),
            ("the short secret in the address", &format!("code={SHORT_IN_URL}")),
            ("the practice client's password", PRACTICE_PASSWORD),
        ]
        .map(|(name, canary)| (name.to_owned(), canary.as_bytes().to_vec())),
    );
    let form = exchange(0, "mail", 200, "").request.sent().form;
    let assertion = &form.iter().find(|field| field.name == "client_assertion").unwrap().value;
    let signature = assertion.rsplit('.').next().unwrap();
    known.push(("the assertion's signature".into(), signature.into()));
    known.extend(keys.into_iter().map(|key| ("a sealing key".to_owned(), key)));
    let canaries = Canaries::new(known);

    let pair = key_pair();
    let look = || {
        let stored = all_bytes(folder.path());
        let is_stored = |bytes: &[u8]| stored.windows(bytes.len()).any(|window| window == bytes);
        let not_secret = [b"notes that are stored", &b"you_sent"[..], pair.certificate().unwrap().der()];
        assert!(not_secret.into_iter().all(is_stored), "these are the bytes of the store");
        canaries.assert_not_in("the data folder", &stored);
    };
    look();
    drop(vault);
    look();
    drop(open(folder.path()));
    look();
}

#[test]
fn what_is_stored_still_says_how_the_client_authenticated() {
    let (_folder, store) = new_store();
    let id = store.add_credential("name", Group::None, &draft("key", "")).unwrap();
    let attempt = store.record_attempt(id, &answered_with_everything()).unwrap();
    let kept = store.attempt(attempt).unwrap().exchange;
    let value = |fields: &[NameValue], name: &str| {
        fields.iter().find(|field| field.name == name).unwrap().value.clone()
    };
    assert_eq!(value(&kept.sent.headers, "Authorization"), "Basic …");
    assert_eq!(value(&kept.sent.form, "client_secret"), "…");
    assert_eq!(value(&kept.sent.form, "grant_type"), "client_credentials");
    let assertion = value(&kept.sent.form, "client_assertion");
    assert!(assertion.starts_with("eyJ") && assertion.ends_with('…'), "{assertion}");
    assert!(kept.sent.body.starts_with("grant_type=client_credentials&client_assertion_type="));
    assert_eq!(value(&kept.response.unwrap().headers, "Set-Cookie"), "session=…");
    assert!(kept.sent.url.ends_with("?tenant=a&client_secret=…&code=…"), "{}", kept.sent.url);
    let curl = write_as_curl(&kept.sent);
    assert!(curl.contains("?tenant=a&client_secret=…&code=…"), "{curl}");
    assert!(!curl.contains("canary"), "{curl}");
}

#[test]
fn the_search_for_canaries_finds_them() {
    let canary = "canary/0123456789 ü";
    let canaries = Canaries::new([("it", canary)]);
    assert_eq!(canaries.find(b"canary/0123456789"), None);
    for before in 0..3 {
        let text = format!("{}{canary}yyy", "x".repeat(before));
        for stored in [
            text.clone().into_bytes(),
            STANDARD_NO_PAD.encode(&text).into_bytes(),
            URL_SAFE_NO_PAD.encode(&text).into_bytes(),
            text.bytes().map(|byte| format!("{byte:02X}")).collect::<String>().into_bytes(),
            url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().into_bytes(),
            serde_json::to_vec(&text).unwrap(),
            text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ] {
            assert!(canaries.find(&stored).is_some(), "not found in {:?}", String::from_utf8_lossy(&stored));
        }
    }
}
