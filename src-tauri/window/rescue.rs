//! Saving keys and quitting without a page: a message of the system, for when the page ends again and again, or does not
//! answer.

use std::path::Path;

use tauri::{AppHandle, Manager};

use super::handle::{close, current, open_page_again};
use super::rescue_words::{self as words, Choice};
use crate::platform::dialogs;
use crate::state::page_watch::PageWatch;
use crate::state::save_all::{self, Names};
use crate::state::session::{CredentialRef, Session};

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
        let names = save_all::names(app).await;
        let keys = app.state::<Session>().key_pairs.unsaved_keys();
        let unsaved: Vec<_> = keys.iter().map(|key| name(&names, key.credential)).collect();
        let (message, choices) = words::message(trouble, &unsaved, &said);
        let chosen = dialogs::ask(app, message).await;
        match choices.get(chosen) {
            Some(Choice::Save) => said = save_all(app, &names).await,
            Some(Choice::OpenAgain) => return open_page_again(app),
            Some(Choice::Quit) | None => return close(app),
        }
    }
}

/// Saves every key pair that would be lost in a folder that the person chooses. Returns what became of each.
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
    for saved in save_all::save_unsaved(app, names, folder) {
        let name = name(names, saved.credential);
        if !saved.files.is_empty() {
            let folder = saved.folder.display().to_string();
            said.push(words::saved(&name, &saved.files, &folder, saved.key_readers));
        }
        if let Some((file, error)) = saved.failure {
            said.push(words::not_saved(&name, &file, &error.to_string()));
        }
    }
    said
}

fn name(names: &Names, credential: CredentialRef) -> String {
    names.of(credential).map_or_else(words::unnamed, ToOwned::to_owned)
}
