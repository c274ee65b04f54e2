//! Inspecting a token that was pasted, or that the credential's last response brought: explaining it, verifying its
//! signature, setting two side by side. What is pasted is not held here, and nothing is sent but the request for keys that
//! the person asked for.

use countersign_core::http::{Connection, Timeouts};
use countersign_core::inspect::{
    ComparedClaim, Inspected, KnownCertificate, SignatureCheck, compare, fetch_keys, inspect, read_keys,
    token_at,
};
use countersign_core::key_pair::KeySource;
use countersign_core::token_exchange::KeysAddress;
use secrecy::{ExposeSecret as _, SecretString};
use tauri::{AppHandle, Manager};

use super::answer::last_whole_exchange;
use super::background::blocking;
use super::error::{CommandError, CommandResult};
use super::secret_text::SecretText;
use crate::platform::clock::{self, SystemClock};
use crate::platform::{dialogs, key_sources, proxies};
use crate::state::session::{CredentialRef, Session};
use crate::state::storage::{self, OpenStorage};
use crate::window;

/// How long fetching keys may take, in seconds.
const TIMEOUTS: Timeouts = Timeouts { connect: 10, total: 20 };

pub(super) async fn inspect_token(app: &AppHandle, text: SecretText) -> CommandResult<Inspected> {
    let (app, text) = (app.clone(), SecretString::from(text));
    blocking(move || {
        // Without the store there are no certificates to compare with.
        let known = storage::open(&app).map(|storage| known_certificates(&storage)).unwrap_or_default();
        // Exposed to be read, because the person pasted it for that.
        inspect(text.expose_secret(), &known, clock::now().seconds())
    })
    .await
}

/// The certificates of all credentials. They are public, so nothing has to be unlocked.
fn known_certificates(storage: &OpenStorage) -> Vec<KnownCertificate> {
    let credentials = storage.list().unwrap_or_default();
    let certificate = |credential| storage.vault.stored_certificate(credential).ok().flatten();
    let known = credentials.into_iter().filter(|summary| summary.certificate_not_after.is_some());
    known
        .filter_map(|summary| {
            Some(KnownCertificate { credential: summary.id, certificate: certificate(summary.id)? })
        })
        .collect()
}

pub(super) async fn compare_tokens(
    _app: &AppHandle,
    left: SecretText,
    left_place: u32,
    right: SecretText,
    right_place: u32,
) -> CommandResult<Vec<ComparedClaim>> {
    let (left, right) = (SecretString::from(left), SecretString::from(right));
    blocking(move || {
        // Exposed to be read, because the person pasted them for that.
        compare((left.expose_secret(), left_place as usize), (right.expose_secret(), right_place as usize))
    })
    .await
}

pub(super) async fn verify_with_text(
    _app: &AppHandle,
    text: SecretText,
    place: u32,
    keys: SecretText,
) -> CommandResult<SignatureCheck> {
    let (token, keys) = (token_in(text, place)?, SecretString::from(keys));
    // Exposed to be read, because the person pasted keys for that. A private key among them is only looked at.
    let sources = [KeySource::pasted(keys.expose_secret().to_owned())];
    blocking(move || SignatureCheck::with(token.expose_secret(), read_keys(&sources))).await
}

pub(super) async fn verify_with_files(
    app: &AppHandle,
    text: SecretText,
    place: u32,
    title: String,
) -> CommandResult<Option<SignatureCheck>> {
    let token = token_in(text, place)?;
    let paths = dialogs::choose_files(&title, window::current(app).as_ref()).await?;
    if paths.is_empty() {
        return Ok(None);
    }
    // Reading can take long: the files may be on a slow network drive. The token is exposed to be verified.
    blocking(move || Some(SignatureCheck::with(token.expose_secret(), read_keys(&key_sources::read(&paths)))))
        .await
}

pub(super) async fn verify_with_address(
    app: &AppHandle,
    text: SecretText,
    place: u32,
    address: KeysAddress,
) -> CommandResult<SignatureCheck> {
    Ok(fetch(app, &token_in(text, place)?, &address).await)
}

pub(super) async fn check_token_signature(
    app: &AppHandle,
    credential: CredentialRef,
    address: KeysAddress,
) -> CommandResult<SignatureCheck> {
    let token = last_whole_exchange(app, credential)?.access_token().ok_or(CommandError::NothingThere)?;
    Ok(fetch(app, &SecretString::from(token), &address).await)
}

pub(super) async fn cancel_fetching_keys(app: &AppHandle) -> CommandResult<()> {
    app.state::<Session>().fetching_keys.cancel();
    Ok(())
}

pub(super) async fn token_to_inspect(app: &AppHandle, credential: CredentialRef) -> CommandResult<String> {
    // The person pressed "Inspect".
    last_whole_exchange(app, credential)?.access_token().ok_or(CommandError::NothingThere)
}

async fn fetch(app: &AppHandle, token: &SecretString, address: &KeysAddress) -> SignatureCheck {
    let cancelled = app.state::<Session>().fetching_keys.start();
    let proxies = proxies::of_this_computer();
    let connect = |url: &_| Connection::to(url, TIMEOUTS, &proxies);
    // Exposed to be verified here. Only the request for keys is sent.
    fetch_keys(token.expose_secret(), address, connect, &SystemClock, &cancelled).await
}

/// The token at this place in a pasted text.
fn token_in(text: SecretText, place: u32) -> CommandResult<SecretString> {
    let text = SecretString::from(text);
    // Exposed to find the token in it.
    let token = token_at(text.expose_secret(), place as usize);
    token.map(SecretString::from).ok_or(CommandError::NothingThere)
}
