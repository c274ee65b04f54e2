//! What the page reports of itself, and what the person should know about the window.

use countersign_core::credential::Draft;
use serde::Serialize;
use tauri::{AppHandle, Manager};

use super::background::blocking;
use super::error::CommandResult;
use crate::platform::acceleration;
use crate::platform::paths::{self, FolderConcern};
use crate::state::drafts::UnstoredDrafts;
use crate::state::page_watch::PageWatch;
use crate::state::session::Session;

/// What the person should know about the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum WindowNotice {
    /// The process of the page ended, and the page was opened again.
    OpenedAgain,
    /// The page did not appear, so the program was started again without acceleration.
    WithoutAcceleration,
    /// The data folder belongs to another user.
    FolderOfOtherUser {
        /// The folder.
        folder: String,
    },
    /// Everybody may write to the data folder.
    FolderWritableByAll {
        /// The folder.
        folder: String,
    },
}

pub(super) async fn page_painted(app: &AppHandle) -> CommandResult<Vec<WindowNotice>> {
    let opened_again = app.state::<PageWatch>().painted();
    app.state::<Session>().told_unsaved.forget();
    let app = app.clone();
    blocking(move || notices(&app, opened_again)).await
}

fn notices(app: &AppHandle, opened_again: bool) -> Vec<WindowNotice> {
    if opened_again {
        // The rest was said at the first time.
        return vec![WindowNotice::OpenedAgain];
    }
    let Ok(path) = paths::data_folder(app.config()) else { return Vec::new() };
    let folder = path.display().to_string();
    let concern = paths::concern_about(&path).map(|concern| match concern {
        FolderConcern::OtherOwner => WindowNotice::FolderOfOtherUser { folder },
        FolderConcern::WritableByAll => WindowNotice::FolderWritableByAll { folder },
    });
    let drawn = acceleration::remember_if_tried(&path).then_some(WindowNotice::WithoutAcceleration);
    drawn.into_iter().chain(concern).collect()
}

pub(super) async fn hold_draft(app: &AppHandle, draft: Option<Draft>) -> CommandResult<()> {
    let drafts = app.state::<UnstoredDrafts>();
    match draft {
        Some(draft) => drafts.hold(None, draft),
        None => drafts.forget(None),
    }
    Ok(())
}

pub(super) async fn held_draft(app: &AppHandle) -> CommandResult<Option<Draft>> {
    Ok(app.state::<UnstoredDrafts>().without_credential())
}
