//! Step 1: make, read, save and copy the key pair.

use std::path::{Path, PathBuf};

use countersign_core::certificate::{
    ACCOUNT_MANAGER_MAX_CHARACTERS, Certificate, KeyPairOptions, make_self_signed, read_options,
};
use countersign_core::key::{Lock, PrivateKey, make_key};
use countersign_core::key_pair::{KeyPair, KeyPairFacts, KeySource, LoadReport};
use secrecy::SecretString;
use tauri::{AppHandle, Manager};

use super::outcomes::{CommandError, ExistingFiles, MakeKeyPairOutcome, SaveOutcome};
use super::{Answer, blocking};
use crate::platform::clipboard::Kind;
use crate::platform::files::{self, Existing};
use crate::platform::{clock, dialogs, save};
use crate::session::Session;
use crate::window;

pub(super) async fn make_key_pair(app: &AppHandle, options: KeyPairOptions) -> Answer<MakeKeyPairOutcome> {
    make(app, options, KeyPair::generated).await
}

/// Makes a key and its certificate, and of both the pair that is the window's from then on.
pub(super) async fn make(
    app: &AppHandle,
    options: KeyPairOptions,
    pair_of: impl FnOnce(PrivateKey, Certificate) -> KeyPair + Send + 'static,
) -> Answer<MakeKeyPairOutcome> {
    let now = clock::now().seconds();
    let options = match read_options(&options, now) {
        Ok(options) => options,
        Err(problems) => return Ok(MakeKeyPairOutcome::Invalid { problems }),
    };
    let session = app.state::<Session>();
    let cancelled = session.making.start();
    // The search for primes cannot be interrupted: a cancelled one runs out, and what it found is wiped.
    let work = blocking(move || {
        let key = make_key(options.key).ok()?;
        let certificate = make_self_signed(&key, &options.certificate, clock::now().seconds()).ok()?;
        Some(pair_of(key, certificate))
    });
    tokio::select! {
        () = cancelled.cancelled() => Ok(MakeKeyPairOutcome::Cancelled),
        made = work => Ok(match made? {
            Some(pair) => MakeKeyPairOutcome::Made { key_pair: Box::new(session.replace_key_pair(pair)) },
            None => MakeKeyPairOutcome::Failed,
        }),
    }
}

pub(super) async fn cancel_making_key_pair(app: &AppHandle) -> Answer<()> {
    app.state::<Session>().making.cancel();
    Ok(())
}

pub(super) async fn current_key_pair(app: &AppHandle) -> Answer<KeyPairFacts> {
    Ok(app.state::<Session>().key_pair_facts())
}

pub(super) async fn choose_key_files(app: &AppHandle) -> Answer<Option<LoadReport>> {
    let paths = dialogs::choose_files("Private key and certificate", window::current(app).as_ref()).await;
    if paths.is_empty() {
        return Ok(None);
    }
    let app = app.clone();
    blocking(move || Some(read_files(&app, &paths))).await
}

pub(super) async fn read_pasted_key(app: &AppHandle, text: String) -> Answer<LoadReport> {
    let app = app.clone();
    blocking(move || app.state::<Session>().load(vec![KeySource::pasted(text)])).await
}

pub(super) async fn unlock_key(app: &AppHandle, lock: Lock, passphrase: String) -> Answer<LoadReport> {
    let passphrase = SecretString::from(passphrase);
    let app = app.clone();
    blocking(move || app.state::<Session>().unlock(lock, passphrase)).await?.ok_or(CommandError::NothingThere)
}

pub(super) async fn forget_locked_keys(app: &AppHandle) -> Answer<()> {
    app.state::<Session>().forget_locked();
    Ok(())
}

/// Reads files into the key pair; also what a drop on the window does. Blocks.
pub(crate) fn read_files(app: &AppHandle, paths: &[PathBuf]) -> LoadReport {
    let sources =
        paths.iter().map(|path| KeySource { name: Some(file_name(path)), content: files::read(path) });
    app.state::<Session>().load(sources.collect())
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

pub(super) async fn remove_key_pair(app: &AppHandle) -> Answer<KeyPairFacts> {
    Ok(app.state::<Session>().replace_key_pair(KeyPair::default()))
}

pub(super) async fn restore_key_pair(app: &AppHandle) -> Answer<KeyPairFacts> {
    Ok(app.state::<Session>().restore_key_pair())
}

pub(super) async fn save_key_files(app: &AppHandle) -> Answer<SaveOutcome> {
    save_with_dialog(app, app.state::<Session>().key_pair()).await
}

pub(super) async fn save_unsaved_key_files(app: &AppHandle) -> Answer<SaveOutcome> {
    save_with_dialog(app, app.state::<Session>().unsaved_key_pair().unwrap_or_default()).await
}

async fn save_with_dialog(app: &AppHandle, pair: KeyPair) -> Answer<SaveOutcome> {
    if pair.is_empty() {
        return Err(CommandError::NothingThere);
    }
    // A question that was left open is answered by asking anew.
    drop(app.state::<Session>().take_save_question());
    match dialogs::choose_folder("Folder for key.pem and cert.pem", window::current(app).as_ref()).await {
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
    let key_pair = if written.key_is_safe { session.mark_saved(pair) } else { session.key_pair_facts() };
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
