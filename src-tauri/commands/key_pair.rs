//! Step 1: make, read, save and copy the key pair.

use std::path::{Path, PathBuf};

use countersign_core::certificate::{
    ACCOUNT_MANAGER_MAX_CHARACTERS, KeyPairOptions, make_self_signed, read_options,
};
use countersign_core::key::make_rsa_key;
use countersign_core::key_pair::{KeyPair, KeyPairFacts, KeySource, LoadReport};
use tauri::{AppHandle, Manager};

use super::outcomes::{CommandError, ExistingFiles, MakeKeyPairOutcome, SaveOutcome};
use super::{Answer, blocking};
use crate::platform::clipboard::Kind;
use crate::platform::files::{self, Existing};
use crate::platform::{clock, dialogs, save};
use crate::session::Session;

pub(super) async fn make_key_pair(app: &AppHandle, options: KeyPairOptions) -> Answer<MakeKeyPairOutcome> {
    let options = match read_options(&options) {
        Ok(options) => options,
        Err(problems) => return Ok(MakeKeyPairOutcome::Invalid { problems }),
    };
    let session = app.state::<Session>();
    let cancelled = session.making.start();
    // The search for primes cannot be interrupted: a cancelled one runs out, and what it found is wiped.
    let work = blocking(move || {
        let key = make_rsa_key(options.bits).ok()?;
        let certificate = make_self_signed(&key, &options, clock::now().seconds()).ok()?;
        Some(KeyPair::generated(key, certificate))
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
    let paths = dialogs::choose_files("Private key and certificate").await;
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
    let pair = app.state::<Session>().key_pair();
    if pair.is_empty() {
        return Err(CommandError::NothingThere);
    }
    match dialogs::choose_folder("Folder for key.pem and cert.pem").await {
        None => Ok(SaveOutcome::Cancelled),
        Some(folder) => save_to(app, pair, folder, None).await,
    }
}

pub(super) async fn save_key_files_anyway(app: &AppHandle, answer: ExistingFiles) -> Answer<SaveOutcome> {
    match app.state::<Session>().take_asked_about_saving() {
        None => Err(CommandError::NothingThere),
        Some(_) if answer == ExistingFiles::Keep => Ok(SaveOutcome::Cancelled),
        Some((pair, folder)) => save_to(app, pair, folder, Some(answer)).await,
    }
}

async fn save_to(
    app: &AppHandle,
    pair: KeyPair,
    folder: PathBuf,
    answer: Option<ExistingFiles>,
) -> Answer<SaveOutcome> {
    let app = app.clone();
    blocking(move || {
        let session = app.state::<Session>();
        let plan = save::plan(&pair, &folder);
        let (names, existing) = match answer {
            None if !plan.taken.is_empty() => {
                let outcome = SaveOutcome::Exists {
                    folder: folder.display().to_string(),
                    existing: plan.taken,
                    other_names: plan.free_names.names(&pair),
                };
                session.set_asked_about_saving(pair, folder);
                return outcome;
            }
            Some(ExistingFiles::UseOtherNames) => (plan.free_names, Existing::Keep),
            Some(ExistingFiles::Replace) => (save::FileNames::usual(), Existing::Replace),
            None | Some(ExistingFiles::Keep) => (save::FileNames::usual(), Existing::Keep),
        };
        let written = save::write(&pair, &folder, &names, existing);
        let key_pair = if written.key_is_safe { session.mark_saved(&pair) } else { session.key_pair_facts() };
        let folder = folder.display().to_string();
        match written.failure {
            None => SaveOutcome::Saved { folder, files: written.files, key_pair: Box::new(key_pair) },
            Some((file, trouble)) => SaveOutcome::Failed { folder, file, trouble, written: written.files },
        }
    })
    .await
}

pub(super) async fn copy_certificate(app: &AppHandle) -> Answer<()> {
    let pair = app.state::<Session>().key_pair();
    let certificate = pair.certificate().ok_or(CommandError::NothingThere)?;
    let text = certificate.text_for_account_manager().map_err(|error| CommandError::CertificateTooLong {
        characters: u32::try_from(error.characters).unwrap_or(u32::MAX),
        limit: u32::try_from(ACCOUNT_MANAGER_MAX_CHARACTERS).unwrap_or(u32::MAX),
    })?;
    super::copy(text, Kind::Public).await
}
