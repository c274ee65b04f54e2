//! Step 1: make, read, save and copy the key pair.

use std::path::{Path, PathBuf};
use std::time::Duration;

use countersign_core::certificate::{
    ACCOUNT_MANAGER_MAX_CHARACTERS, Certificate, KeyPairOptions, make_self_signed, read_options,
};
use countersign_core::credential::CredentialId;
use countersign_core::key::{Lock, PrivateKey, make_key};
use countersign_core::key_pair::{KeyPair, KeyPairFacts, KeySource, LoadReport};
use secrecy::SecretString;
use tauri::{AppHandle, Manager};

use super::outcomes::{CommandError, ExistingFiles, MakeKeyPairOutcome, SaveOutcome};
use super::{Answer, blocking, tell, with_shelf};
use crate::platform::clipboard::Kind;
use crate::platform::files::{Existing, KeyReaders};
use crate::platform::{clock, dialogs, save};
use crate::state::key_storage;
use crate::state::session::{Of, SaveQuestion, Session};
use crate::window;

/// Storing takes milliseconds; longer takes only the person's answer.
const AT_ONCE: Duration = Duration::from_millis(1500);

pub(super) async fn make_key_pair(
    app: &AppHandle,
    of: Of,
    options: KeyPairOptions,
) -> Answer<MakeKeyPairOutcome> {
    make(app, of, options, KeyPair::generated).await
}

/// Makes a key and its certificate, and of both the pair that is the credential's from then on.
pub(super) async fn make(
    app: &AppHandle,
    of: Of,
    options: KeyPairOptions,
    pair_of: impl FnOnce(PrivateKey, Certificate) -> KeyPair + Send + 'static,
) -> Answer<MakeKeyPairOutcome> {
    let now = clock::now().seconds();
    let options = match read_options(&options, now) {
        Ok(options) => options,
        Err(problems) => return Ok(MakeKeyPairOutcome::Invalid { problems }),
    };
    let session = app.state::<Session>();
    let cancelled = session.making(of).start();
    // The search for primes cannot be interrupted: a cancelled one runs out, and what it found is wiped.
    let work = blocking(move || {
        let key = make_key(options.key).ok()?;
        let certificate = make_self_signed(&key, &options.certificate, clock::now().seconds()).ok()?;
        Some(pair_of(key, certificate))
    });
    tokio::select! {
        () = cancelled.cancelled() => Ok(MakeKeyPairOutcome::Cancelled),
        made = work => Ok(match made? {
            Some(pair) => {
                session.replace_key_pair(of, pair);
                keep_soon(app, of).await;
                MakeKeyPairOutcome::Made { key_pair: Box::new(session.key_pair_facts_of(of)) }
            }
            None => MakeKeyPairOutcome::Failed,
        }),
    }
}

pub(super) async fn cancel_making_key_pair(app: &AppHandle, of: Of) -> Answer<()> {
    app.state::<Session>().making(of).cancel();
    Ok(())
}

pub(super) async fn current_key_pair(app: &AppHandle, of: Of) -> Answer<KeyPairFacts> {
    Ok(app.state::<Session>().key_pair_facts_of(of))
}

pub(super) async fn choose_key_files(app: &AppHandle, of: Of, title: String) -> Answer<Option<LoadReport>> {
    let paths = dialogs::choose_files(&title, window::current(app).as_ref()).await?;
    if paths.is_empty() {
        return Ok(None);
    }
    read_files(app, of, paths).await.map(Some)
}

pub(super) async fn read_dropped_files(app: &AppHandle, of: Of) -> Answer<LoadReport> {
    let paths = app.state::<Session>().take_dropped();
    read_files(app, of, paths).await
}

async fn read_files(app: &AppHandle, of: Of, paths: Vec<PathBuf>) -> Answer<LoadReport> {
    // Files can lie on a slow network drive.
    let read = move |session: &Session| session.load(of, key_storage::read(&paths), &paths);
    take(app, of, read).await
}

pub(super) async fn read_pasted_key(app: &AppHandle, of: Of, text: String) -> Answer<LoadReport> {
    take(app, of, move |session| session.load(of, vec![KeySource::pasted(text)], &[])).await
}

pub(super) async fn unlock_key(
    app: &AppHandle,
    of: Of,
    lock: Lock,
    passphrase: String,
) -> Answer<LoadReport> {
    let passphrase = SecretString::from(passphrase);
    let reading = app.clone();
    let report = blocking(move || reading.state::<Session>().unlock(of, lock, passphrase)).await?;
    Ok(kept(app, of, report.ok_or(CommandError::NothingThere)?).await)
}

pub(super) async fn forget_locked_keys(app: &AppHandle, of: Of) -> Answer<()> {
    app.state::<Session>().forget_locked(of);
    Ok(())
}

/// Reads into a credential's key pair, and stores what came of it.
async fn take(
    app: &AppHandle,
    of: Of,
    read: impl FnOnce(&Session) -> LoadReport + Send + 'static,
) -> Answer<LoadReport> {
    let reading = app.clone();
    let report = blocking(move || read(&reading.state::<Session>())).await?;
    Ok(kept(app, of, report).await)
}

/// The report of what was read, once that is stored.
async fn kept(app: &AppHandle, of: Of, report: LoadReport) -> LoadReport {
    keep_soon(app, of).await;
    LoadReport { key_pair: app.state::<Session>().key_pair_facts_of(of), ..report }
}

/// Stores the key pair. What waits for the person, whom the keychain asks, goes on by itself.
pub(crate) async fn keep_soon(app: &AppHandle, of: Of) {
    let Some(id) = app.state::<Session>().whose(of) else { return };
    let app = app.clone();
    let storing = blocking(move || tell::keep_and_tell(&app, id));
    // What came of it is told as an event.
    drop(tokio::time::timeout(AT_ONCE, storing).await);
}

pub(super) async fn read_key_files_each_time(
    app: &AppHandle,
    id: CredentialId,
    each_time: bool,
) -> Answer<()> {
    with_shelf(app, move |app, _| {
        key_storage::read_each_time(app, id, each_time)?;
        tell::keep_and_tell(app, id);
        Ok(())
    })
    .await
}

pub(super) async fn remove_key_pair(app: &AppHandle, of: Of) -> Answer<KeyPairFacts> {
    let facts = app.state::<Session>().replace_key_pair(of, KeyPair::default());
    keep_soon(app, of).await;
    Ok(facts)
}

pub(super) async fn forget_key_pair(app: &AppHandle, id: CredentialId) -> Answer<()> {
    with_shelf(app, move |app, _| {
        key_storage::forget(app, id)?;
        tell::keep_and_tell(app, id);
        Ok(())
    })
    .await
}

pub(super) async fn restore_key_pair(app: &AppHandle, of: Of) -> Answer<KeyPairFacts> {
    let session = app.state::<Session>();
    session.restore_key_pair(of);
    keep_soon(app, of).await;
    Ok(session.key_pair_facts_of(of))
}

pub(super) async fn save_key_files(app: &AppHandle, of: Of, title: String) -> Answer<SaveOutcome> {
    save_with_dialog(app, of, &title, app.state::<Session>().key_pair_of(of)).await
}

pub(super) async fn save_unsaved_key_files(app: &AppHandle, of: Of, title: String) -> Answer<SaveOutcome> {
    let unsaved = app.state::<Session>().unsaved_key_pair(of).map(|(pair, _)| pair).unwrap_or_default();
    save_with_dialog(app, of, &title, unsaved).await
}

async fn save_with_dialog(app: &AppHandle, of: Of, title: &str, pair: KeyPair) -> Answer<SaveOutcome> {
    if pair.is_empty() {
        return Err(CommandError::NothingThere);
    }
    // A question that was left open is answered by asking anew.
    drop(app.state::<Session>().take_save_question());
    match dialogs::choose_folder(title, window::current(app).as_ref()).await? {
        None => Ok(SaveOutcome::Cancelled),
        Some(folder) => {
            let app = app.clone();
            blocking(move || save_in_new_files(&app, of, pair, folder)).await
        }
    }
}

pub(super) async fn save_key_files_anyway(app: &AppHandle, answer: ExistingFiles) -> Answer<SaveOutcome> {
    let question = app.state::<Session>().take_save_question().ok_or(CommandError::NothingThere)?;
    let SaveQuestion { of, pair, folder, taken: asked_about } = question;
    let app = app.clone();
    blocking(move || {
        let plan = save::plan(&pair, &folder);
        match answer {
            ExistingFiles::Keep => SaveOutcome::Cancelled,
            ExistingFiles::UseOtherNames => write(&app, of, &pair, &folder, &plan.free_names, Existing::Keep),
            // The person's word is for the files they were asked about, and no others.
            ExistingFiles::Replace if plan.taken.iter().any(|name| !asked_about.contains(name)) => {
                save_in_new_files(&app, of, pair, folder)
            }
            ExistingFiles::Replace => {
                write(&app, of, &pair, &folder, &save::FileNames::usual(), Existing::Replace)
            }
        }
    })
    .await
}

/// Saves where nothing is in the way; else asks.
fn save_in_new_files(app: &AppHandle, of: Of, pair: KeyPair, folder: PathBuf) -> SaveOutcome {
    let plan = save::plan(&pair, &folder);
    if plan.taken.is_empty() {
        return write(app, of, &pair, &folder, &save::FileNames::usual(), Existing::Keep);
    }
    let outcome = SaveOutcome::Exists {
        folder: folder.display().to_string(),
        existing: plan.taken.clone(),
        other_names: plan.free_names.names(&pair),
    };
    app.state::<Session>().ask_about_saving(SaveQuestion { of, pair, folder, taken: plan.taken });
    outcome
}

fn write(
    app: &AppHandle,
    of: Of,
    pair: &KeyPair,
    folder: &Path,
    names: &save::FileNames,
    existing: Existing,
) -> SaveOutcome {
    let session = app.state::<Session>();
    let written = save::write(pair, folder, names, existing);
    session.mark_saved(pair, written.in_files);
    let key_pair = session.key_pair_facts_of(of);
    let folder = folder.display().to_string();
    match written.failure {
        None => SaveOutcome::Saved {
            folder,
            files: written.files,
            key_readers: written.in_files.private_key.then_some(KeyReaders::HERE),
            key_pair: Box::new(key_pair),
        },
        Some((file, error)) => SaveOutcome::Failed { folder, file, error, written: written.files },
    }
}

pub(super) async fn copy_certificate(app: &AppHandle, of: Of) -> Answer<()> {
    let pair = app.state::<Session>().key_pair_of(of);
    let text = text_for_account_manager(pair.certificate().ok_or(CommandError::NothingThere)?)?;
    super::copy(text, Kind::Public).await
}

pub(super) fn text_for_account_manager(certificate: &Certificate) -> Answer<String> {
    certificate.text_for_account_manager().map_err(|error| CommandError::CertificateTooLong {
        characters: u32::try_from(error.characters).unwrap_or(u32::MAX),
        limit: u32::try_from(ACCOUNT_MANAGER_MAX_CHARACTERS).unwrap_or(u32::MAX),
    })
}
