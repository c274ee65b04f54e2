//! Saving keys and quitting without a page: a message of the system, for when the page ends again and again, or does not
//! answer.

use std::collections::HashMap;
use std::path::Path;

use countersign_core::credential::CredentialId;
use countersign_core::key_pair::KeyPair;
use tauri::{AppHandle, Manager};

use super::handle::{close, current, open_page_again};
use super::rescue_words::{self as words, Choice};
use crate::platform::files::Existing;
use crate::platform::{dialogs, save};
use crate::state::page_watch::PageWatch;
use crate::state::session::{CredentialRef, Session};
use crate::state::storage;

pub(super) use super::rescue_words::Trouble;

/// Offers to save what would be lost, to open the page again, and to quit. Returns at once.
pub(super) fn offer(app: &AppHandle, trouble: Trouble) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        // One message is enough.
        if app.state::<PageWatch>().begin_asking() {
            ask_until_decided(&app, trouble).await;
            app.state::<PageWatch>().end_asking();
        }
    });
}

async fn ask_until_decided(app: &AppHandle, trouble: Trouble) {
    let mut said = Vec::new();
    loop {
        let names = names(app).await;
        let unsaved: Vec<_> = unsaved(app).iter().map(|(credential, _)| name(&names, *credential)).collect();
        let (message, choices) = words::message(trouble, &unsaved, &said);
        let chosen = dialogs::ask(app, message).await;
        match choices.get(chosen) {
            Some(Choice::Save) => said = save_all(app, &names).await,
            Some(Choice::OpenAgain) => return open_page_again(app),
            Some(Choice::Quit) | None => return close(app),
        }
    }
}

fn unsaved(app: &AppHandle) -> Vec<(CredentialRef, KeyPair)> {
    app.state::<Session>().key_pairs.all_unsaved()
}

/// Saves every key pair that would be lost in a folder that the person chooses, under names that are free. Returns what
/// became of each.
async fn save_all(app: &AppHandle, names: &Names) -> Vec<String> {
    match dialogs::choose_folder(words::CHOOSE_FOLDER, current(app).as_ref()).await {
        Ok(Some(folder)) => {
            let (app, names) = (app.clone(), names.clone());
            let saving = tauri::async_runtime::spawn_blocking(move || save_in(&app, &names, &folder));
            saving.await.unwrap_or_default()
        }
        Ok(None) => Vec::new(),
        Err(dialogs::FileDialogError) => vec![words::no_dialog()],
    }
}

fn save_in(app: &AppHandle, names: &Names, folder: &Path) -> Vec<String> {
    let mut said = Vec::new();
    for (credential, pair) in unsaved(app) {
        let free_names = save::plan(&pair, folder).free_names;
        let written = save::write(&pair, folder, &free_names, Existing::Keep);
        app.state::<Session>().key_pairs.mark_saved(&pair, written.in_files);
        let name = name(names, credential);
        if !written.files.is_empty() {
            said.push(words::saved(&name, &written.files, &folder.display().to_string()));
        }
        if let Some((file, error)) = written.failure {
            said.push(words::not_saved(&name, &file, &error.to_string()));
        }
    }
    said
}

/// The names of the credentials, as far as they can be read.
type Names = HashMap<CredentialId, String>;

async fn names(app: &AppHandle) -> Names {
    let app = app.clone();
    let read = tauri::async_runtime::spawn_blocking(move || storage::open(&app)?.list());
    let list = read.await.ok().and_then(Result::ok).unwrap_or_default();
    list.into_iter().map(|credential| (credential.id, credential.name)).collect()
}

fn name(names: &Names, credential: CredentialRef) -> String {
    let name = credential.and_then(|id| names.get(&id)).filter(|name| !name.trim().is_empty());
    name.cloned().unwrap_or_else(words::unnamed)
}
