//! Step 1: make, read, save and copy the key pair.

use std::path::{Path, PathBuf};
use std::time::Duration;

use countersign_core::certificate::{
    ACCOUNT_MANAGER_MAX_CHARACTERS, Certificate, KeyPairOptions, make_self_signed, read_options,
};
use countersign_core::key::{Lock, PrivateKey, make_key};
use countersign_core::key_pair::{KeyPair, KeyPairFacts, KeySource, LoadReport};
use secrecy::SecretString;
use tauri::{AppHandle, Manager};

use super::outcomes::{CommandError, ExistingFiles, MakeKeyPairOutcome, SaveOutcome};
use super::{Answer, blocking, credentials, with_shelf};
use crate::keeping;
use crate::platform::clipboard::Kind;
use crate::platform::files::Existing;
use crate::platform::{clock, dialogs, save};
use crate::session::{Of, Session};
use crate::window;

/// Storing takes milliseconds; longer takes only the person's answer.
const AT_ONCE: Duration = Duration::from_millis(1500);

pub(super) async fn make_key_pair(app: &AppHandle, options: KeyPairOptions) -> Answer<MakeKeyPairOutcome> {
    let of = credentials::current(app).await;
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

pub(super) async fn cancel_making_key_pair(app: &AppHandle) -> Answer<()> {
    let session = app.state::<Session>();
    session.making(session.of()).cancel();
    Ok(())
}

pub(super) async fn current_key_pair(app: &AppHandle) -> Answer<KeyPairFacts> {
    Ok(app.state::<Session>().key_pair_facts())
}

pub(super) async fn choose_key_files(app: &AppHandle, title: String) -> Answer<Option<LoadReport>> {
    let paths = dialogs::choose_files(&title, window::current(app).as_ref()).await;
    if paths.is_empty() {
        return Ok(None);
    }
    credentials::current(app).await;
    let reading = app.clone();
    let report = blocking(move || read_files(&reading, &paths)).await?;
    Ok(Some(kept(app, report).await))
}

pub(super) async fn read_pasted_key(app: &AppHandle, text: String) -> Answer<LoadReport> {
    credentials::current(app).await;
    let reading = app.clone();
    let report = blocking(move || {
        let session = reading.state::<Session>();
        session.load(session.of(), vec![KeySource::pasted(text)], &[])
    });
    Ok(kept(app, report.await?).await)
}

pub(super) async fn unlock_key(app: &AppHandle, lock: Lock, passphrase: String) -> Answer<LoadReport> {
    let passphrase = SecretString::from(passphrase);
    let reading = app.clone();
    let report = blocking(move || {
        let session = reading.state::<Session>();
        session.unlock(session.of(), lock, passphrase)
    });
    let report = report.await?.ok_or(CommandError::NothingThere)?;
    Ok(kept(app, report).await)
}

pub(super) async fn forget_locked_keys(app: &AppHandle) -> Answer<()> {
    app.state::<Session>().forget_locked();
    Ok(())
}

/// Reads files into the key pair; also what a drop on the window does. Blocks.
pub(crate) fn read_files(app: &AppHandle, paths: &[PathBuf]) -> LoadReport {
    let session = app.state::<Session>();
    session.load(session.of(), keeping::read(paths), paths)
}

/// The report of what was read, once that is stored.
async fn kept(app: &AppHandle, report: LoadReport) -> LoadReport {
    let session = app.state::<Session>();
    keep_soon(app, session.of()).await;
    LoadReport { key_pair: session.key_pair_facts(), ..report }
}

/// Stores the key pair. What waits for the person, whom the keychain asks, goes on by itself.
pub(crate) async fn keep_soon(app: &AppHandle, of: Of) {
    let Some(id) = of else { return };
    let app = app.clone();
    let storing = blocking(move || keeping::keep_and_tell(&app, id));
    // What came of it is told as an event.
    drop(tokio::time::timeout(AT_ONCE, storing).await);
}

pub(super) async fn read_key_files_each_time(app: &AppHandle, each_time: bool) -> Answer<()> {
    with_shelf(app, move |app, _| {
        let Some(id) = app.state::<Session>().of() else { return Err(CommandError::NothingThere) };
        keeping::read_each_time(app, id, each_time)?;
        keeping::keep_and_tell(app, id);
        Ok(())
    })
    .await
}

pub(super) async fn remove_key_pair(app: &AppHandle) -> Answer<KeyPairFacts> {
    let session = app.state::<Session>();
    let facts = session.replace_key_pair(session.of(), KeyPair::default());
    keep_soon(app, session.of()).await;
    Ok(facts)
}

pub(super) async fn restore_key_pair(app: &AppHandle) -> Answer<KeyPairFacts> {
    let session = app.state::<Session>();
    session.restore_key_pair();
    keep_soon(app, session.of()).await;
    Ok(session.key_pair_facts())
}

pub(super) async fn save_key_files(app: &AppHandle, title: String) -> Answer<SaveOutcome> {
    save_with_dialog(app, &title, app.state::<Session>().key_pair()).await
}

pub(super) async fn save_unsaved_key_files(app: &AppHandle, title: String) -> Answer<SaveOutcome> {
    let unsaved = app.state::<Session>().unsaved_key_pair().map(|(pair, _)| pair).unwrap_or_default();
    save_with_dialog(app, &title, unsaved).await
}

async fn save_with_dialog(app: &AppHandle, title: &str, pair: KeyPair) -> Answer<SaveOutcome> {
    if pair.is_empty() {
        return Err(CommandError::NothingThere);
    }
    // A question that was left open is answered by asking anew.
    drop(app.state::<Session>().take_save_question());
    match dialogs::choose_folder(title, window::current(app).as_ref()).await {
        None => Ok(SaveOutcome::Cancelled),
        Some(folder) => {
            let app = app.clone();
            blocking(move || save_in_new_files(&app, pair, folder)).await
        }
    }
}

pub(super) async fn save_key_files_anyway(app: &AppHandle, answer: ExistingFiles) -> Answer<SaveOutcome> {
    let question = app.state::<Session>().take_save_question().ok_or(CommandError::NothingThere)?;
    let (pair, folder, asked_about) = question;
    let app = app.clone();
    blocking(move || {
        let plan = save::plan(&pair, &folder);
        match answer {
            ExistingFiles::Keep => SaveOutcome::Cancelled,
            ExistingFiles::UseOtherNames => write(&app, &pair, &folder, &plan.free_names, Existing::Keep),
            // The person's word is for the files they were asked about, and no others.
            ExistingFiles::Replace if plan.taken.iter().any(|name| !asked_about.contains(name)) => {
                save_in_new_files(&app, pair, folder)
            }
            ExistingFiles::Replace => {
                write(&app, &pair, &folder, &save::FileNames::usual(), Existing::Replace)
            }
        }
    })
    .await
}

/// Saves where nothing is in the way; else asks.
fn save_in_new_files(app: &AppHandle, pair: KeyPair, folder: PathBuf) -> SaveOutcome {
    let plan = save::plan(&pair, &folder);
    if plan.taken.is_empty() {
        return write(app, &pair, &folder, &save::FileNames::usual(), Existing::Keep);
    }
    let outcome = SaveOutcome::Exists {
        folder: folder.display().to_string(),
        existing: plan.taken.clone(),
        other_names: plan.free_names.names(&pair),
    };
    app.state::<Session>().ask_about_saving(pair, folder, plan.taken);
    outcome
}

fn write(
    app: &AppHandle,
    pair: &KeyPair,
    folder: &Path,
    names: &save::FileNames,
    existing: Existing,
) -> SaveOutcome {
    let session = app.state::<Session>();
    let written = save::write(pair, folder, names, existing);
    let key_pair = session.mark_saved(pair, written.in_files);
    let folder = folder.display().to_string();
    match written.failure {
        None => SaveOutcome::Saved { folder, files: written.files, key_pair: Box::new(key_pair) },
        Some((file, trouble)) => SaveOutcome::Failed { folder, file, trouble, written: written.files },
    }
}

pub(super) async fn copy_certificate(app: &AppHandle) -> Answer<()> {
    let pair = app.state::<Session>().key_pair();
    let text = text_for_account_manager(pair.certificate().ok_or(CommandError::NothingThere)?)?;
    super::copy(text, Kind::Public).await
}

pub(super) fn text_for_account_manager(certificate: &Certificate) -> Answer<String> {
    certificate.text_for_account_manager().map_err(|error| CommandError::CertificateTooLong {
        characters: u32::try_from(error.characters).unwrap_or(u32::MAX),
        limit: u32::try_from(ACCOUNT_MANAGER_MAX_CHARACTERS).unwrap_or(u32::MAX),
    })
}
