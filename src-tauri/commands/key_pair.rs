//! Step 1: making, reading, removing and copying the key pair.

use std::path::PathBuf;
use std::time::Duration;

use countersign_core::account_manager::{LONGEST_PUBLIC_KEY, certificate_text};
use countersign_core::certificate::{
    Certificate, KeyPairOptions, OptionsProblem, make_self_signed, read_options,
};
use countersign_core::credential::CredentialId;
use countersign_core::key::PrivateKey;
use countersign_core::key_file::Lock;
use countersign_core::key_pair::{KeyPair, KeyPairFacts, KeySource, LoadReport, PrivateKeyId};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;
use tauri::{AppHandle, Manager};

use super::background::{blocking, copy, with_storage};
use super::error::{CommandError, CommandResult};
use super::secret_text::SecretText;
use super::{prepared_key, tell};
use crate::platform::{clock, dialogs, key_sources};
use crate::state::key_storage;
use crate::state::session::{CredentialRef, Session, Unlocked};
use crate::window;

/// The outcome of "Generate a key pair".
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum MakeKeyPairOutcome {
    /// It was made and is now the current key pair.
    Made {
        /// The new pair.
        key_pair: Box<KeyPairFacts>,
    },
    /// The options cannot be used. Nothing was made.
    Invalid {
        /// Every problem with them.
        problems: Vec<OptionsProblem>,
    },
    /// The person cancelled. The previous pair is still the current one.
    Cancelled,
    /// The cryptography library failed.
    Failed,
}

/// How long a command waits for the pair to be stored. Storing takes milliseconds, or as long as the person takes to
/// answer the keychain.
const STORING_WAIT: Duration = Duration::from_millis(1500);

pub(super) async fn make_key_pair(
    app: &AppHandle,
    credential: CredentialRef,
    options: KeyPairOptions,
) -> CommandResult<MakeKeyPairOutcome> {
    make(app, credential, options, KeyPair::generated).await
}

/// Makes a key and its certificate. The pair that `pair_of` builds from both becomes the current one of the credential.
pub(super) async fn make(
    app: &AppHandle,
    credential: CredentialRef,
    options: KeyPairOptions,
    pair_of: impl FnOnce(PrivateKey, Certificate) -> KeyPair + Send + 'static,
) -> CommandResult<MakeKeyPairOutcome> {
    let now = clock::now().seconds();
    let options = match read_options(&options, now) {
        Ok(options) => options,
        Err(problems) => return Ok(MakeKeyPairOutcome::Invalid { problems }),
    };
    let session = app.state::<Session>();
    let cancelled = session.key_pairs.generation(credential).start();
    let _running = cancelled.clone().drop_guard();
    let work = async {
        let Some(key) = prepared_key::take_or_make(app, options.key).await? else { return Ok(None) };
        blocking(move || {
            let certificate = make_self_signed(&key, &options.certificate, clock::now().seconds()).ok()?;
            Some(pair_of(key, certificate))
        })
        .await
    };
    tokio::select! {
        () = cancelled.cancelled() => Ok(MakeKeyPairOutcome::Cancelled),
        made = work => Ok(match made? {
            Some(pair) => {
                session.key_pairs.replace(credential, pair);
                store_key_pair(app, credential).await;
                MakeKeyPairOutcome::Made { key_pair: Box::new(session.key_pairs.facts(credential)) }
            }
            None => MakeKeyPairOutcome::Failed,
        }),
    }
}

pub(super) async fn cancel_making_key_pair(app: &AppHandle, credential: CredentialRef) -> CommandResult<()> {
    app.state::<Session>().key_pairs.generation(credential).cancel();
    Ok(())
}

pub(super) async fn current_key_pair(
    app: &AppHandle,
    credential: CredentialRef,
) -> CommandResult<KeyPairFacts> {
    Ok(app.state::<Session>().key_pairs.facts(credential))
}

pub(super) async fn choose_key_files(
    app: &AppHandle,
    credential: CredentialRef,
    title: String,
) -> CommandResult<Option<LoadReport>> {
    let paths = dialogs::choose_files(&title, window::current(app).as_ref()).await?;
    if paths.is_empty() {
        return Ok(None);
    }
    read_files(app, credential, paths).await.map(Some)
}

pub(super) async fn read_dropped_files(
    app: &AppHandle,
    credential: CredentialRef,
) -> CommandResult<LoadReport> {
    let paths = app.state::<Session>().files.take_dropped();
    read_files(app, credential, paths).await
}

async fn read_files(
    app: &AppHandle,
    credential: CredentialRef,
    paths: Vec<PathBuf>,
) -> CommandResult<LoadReport> {
    // Reading can take long: the files may be on a slow network drive.
    let read = move |session: &Session| session.key_pairs.load(credential, key_sources::read(&paths), &paths);
    read_and_store(app, credential, read).await
}

pub(super) async fn read_pasted_key(
    app: &AppHandle,
    credential: CredentialRef,
    text: SecretText,
) -> CommandResult<LoadReport> {
    let text = SecretString::from(text);
    read_and_store(app, credential, move |session| {
        // Exposed to be read. The copy is wiped, too.
        let source = KeySource::pasted(text.expose_secret().to_owned());
        session.key_pairs.load(credential, vec![source], &[])
    })
    .await
}

pub(super) async fn unlock_key(
    app: &AppHandle,
    credential: CredentialRef,
    lock: Lock,
    passphrase: SecretText,
) -> CommandResult<Option<LoadReport>> {
    let passphrase = SecretString::from(passphrase);
    let reading = app.clone();
    let unlocked =
        blocking(move || reading.state::<Session>().key_pairs.unlock(credential, lock, passphrase)).await?;
    match unlocked {
        Unlocked::Read(report) => Ok(Some(store_and_report(app, credential, *report).await)),
        Unlocked::Cancelled => Ok(None),
        Unlocked::NothingLocked => Err(CommandError::NothingThere),
    }
}

pub(super) async fn cancel_unlocking_key(app: &AppHandle, credential: CredentialRef) -> CommandResult<()> {
    app.state::<Session>().key_pairs.cancel_unlocking(credential);
    Ok(())
}

pub(super) async fn unlocking_percent(
    app: &AppHandle,
    credential: CredentialRef,
) -> CommandResult<Option<u8>> {
    Ok(app.state::<Session>().key_pairs.unlocking_percent(credential))
}

pub(super) async fn choose_key(
    app: &AppHandle,
    credential: CredentialRef,
    key: PrivateKeyId,
) -> CommandResult<LoadReport> {
    let reading = app.clone();
    let report = blocking(move || reading.state::<Session>().key_pairs.choose(credential, key)).await?;
    Ok(store_and_report(app, credential, report.ok_or(CommandError::NothingThere)?).await)
}

pub(super) async fn forget_locked_keys(app: &AppHandle, credential: CredentialRef) -> CommandResult<()> {
    app.state::<Session>().key_pairs.forget_waiting(credential);
    Ok(())
}

/// Reads keys and certificates into the key pair of a credential, and stores the pair.
async fn read_and_store(
    app: &AppHandle,
    credential: CredentialRef,
    read: impl FnOnce(&Session) -> LoadReport + Send + 'static,
) -> CommandResult<LoadReport> {
    let reading = app.clone();
    let report = blocking(move || read(&reading.state::<Session>())).await?;
    Ok(store_and_report(app, credential, report).await)
}

/// Stores the key pair. Returns the report with the facts after that.
async fn store_and_report(app: &AppHandle, credential: CredentialRef, report: LoadReport) -> LoadReport {
    store_key_pair(app, credential).await;
    LoadReport { key_pair: app.state::<Session>().key_pairs.facts(credential), ..report }
}

/// Stores the current key pair of a credential. If the keychain asks the person, storing continues in the background.
pub(super) async fn store_key_pair(app: &AppHandle, credential: CredentialRef) {
    let Some(id) = app.state::<Session>().resolve(credential) else { return };
    let app = app.clone();
    let storing = blocking(move || tell::store_key_pair_and_tell(&app, id));
    // An event tells the page the outcome.
    drop(tokio::time::timeout(STORING_WAIT, storing).await);
}

pub(super) async fn read_key_files_each_time(
    app: &AppHandle,
    id: CredentialId,
    each_time: bool,
) -> CommandResult<()> {
    with_storage(app, move |app, _| {
        key_storage::read_files_each_time(app, id, each_time)?;
        tell::store_key_pair_and_tell(app, id);
        Ok(())
    })
    .await
}

pub(super) async fn remove_key_pair(
    app: &AppHandle,
    credential: CredentialRef,
) -> CommandResult<KeyPairFacts> {
    let facts = app.state::<Session>().key_pairs.replace(credential, KeyPair::default());
    store_key_pair(app, credential).await;
    Ok(facts)
}

pub(super) async fn forget_key_pair(app: &AppHandle, id: CredentialId) -> CommandResult<()> {
    with_storage(app, move |app, _| {
        key_storage::forget(app, id)?;
        tell::store_key_pair_and_tell(app, id);
        Ok(())
    })
    .await
}

pub(super) async fn restore_key_pair(
    app: &AppHandle,
    credential: CredentialRef,
) -> CommandResult<KeyPairFacts> {
    let session = app.state::<Session>();
    session.key_pairs.restore(credential);
    store_key_pair(app, credential).await;
    Ok(session.key_pairs.facts(credential))
}

pub(super) async fn copy_certificate(app: &AppHandle, credential: CredentialRef) -> CommandResult<()> {
    let pair = app.state::<Session>().key_pairs.current(credential);
    copy(text_for_account_manager(&pair)?).await
}

/// The certificate of a pair as text for Account Manager. A certificate that belongs to another key is refused: with it
/// there, everything that this key signs would be refused.
pub(super) fn text_for_account_manager(pair: &KeyPair) -> CommandResult<String> {
    let certificate = usable_certificate(pair)?;
    certificate_text(certificate).map_err(|error| CommandError::CertificateTooLong {
        characters: u32::try_from(error.characters).unwrap_or(u32::MAX),
        limit: u32::try_from(LONGEST_PUBLIC_KEY).unwrap_or(u32::MAX),
    })
}

/// The certificate of a pair, unless it belongs to another key.
pub(super) fn usable_certificate(pair: &KeyPair) -> CommandResult<&Certificate> {
    match pair.belong_together() {
        Some(false) => Err(CommandError::CertificateOfAnotherKey),
        _ => pair.certificate().ok_or(CommandError::NothingThere),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::session::tests::make_pair;

    #[test]
    fn a_certificate_of_another_key_is_not_given_out_and_one_without_its_key_is() {
        let (pair, other) = (make_pair(), make_pair());
        let mixed = pair.clone().with_certificate_of(&other);
        assert!(text_for_account_manager(&pair).is_ok());
        assert!(matches!(text_for_account_manager(&mixed), Err(CommandError::CertificateOfAnotherKey)));
        // The private key may be locked, or in files that cannot be read now.
        assert!(text_for_account_manager(&pair.without_private_key()).is_ok());
        assert!(matches!(text_for_account_manager(&KeyPair::default()), Err(CommandError::NothingThere)));
    }
}
