//! The weekly backup: setting it up, making one now, and making it by itself on its day.

use std::time::Duration;

use countersign_core::interchange::transfer::TransferProblem;
use countersign_core::interchange::transfer::backup::{
    BackupDay, BackupFailure, BackupKeyError, BackupPlan, BackupProblem, MOST_BACKUPS, store_key,
};
use countersign_core::moment::UnixMillis;
use countersign_core::vault::VaultState;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use tauri::AppHandle;

use super::background::{blocking, with_storage};
use super::error::{CommandError, CommandResult};
use super::secret_text::SecretText;
use crate::platform::{clock, dialogs, files};
use crate::state::backup::{can_be_made, change_plan, make_if_due, make_now};
use crate::state::storage::{self, OpenStorage};
use crate::window;
use crate::window_event::WindowEvent;

/// The longest time until it is looked again whether a backup is due. The computer may have slept meanwhile.
const LOOK_AGAIN: Duration = Duration::from_secs(20);
/// The time until it is looked again after what came of a backup could not be stored.
const HOLD_OFF: Duration = Duration::from_secs(60 * 60);
/// After the start, the window comes first.
const FIRST_LOOK: Duration = Duration::from_secs(5);

/// The weekly backup as the settings show it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct BackupShown {
    /// Whether backups are made.
    pub on: bool,
    /// The folder that they are written to; empty if none was chosen.
    pub folder: String,
    /// The day of the week.
    pub day: BackupDay,
    /// When the last one was made.
    pub last: Option<UnixMillis>,
    /// Its name in the folder.
    pub last_name: Option<String>,
    /// When the next one is due; in the past if it is due already.
    pub next: UnixMillis,
    /// One is due, and waits until secrets are unlocked.
    pub waits: bool,
    /// Why the last try failed.
    pub failure: Option<BackupFailure>,
    /// How many secrets, keys and requests are not in the last one.
    pub left_out: u32,
    /// How many are kept.
    pub kept: u32,
}

/// What the person chooses when they switch the backup on.
#[derive(Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct BackupChosen {
    /// The folder.
    pub folder: String,
    /// The day of the week.
    pub day: BackupDay,
    /// How far local time is ahead of UTC, in minutes.
    pub utc_offset_minutes: i32,
}

/// The outcome of switching the backup on.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum SetUpBackupOutcome {
    /// It is on, and the first backup was tried.
    On {
        /// What became of that.
        backup: Box<BackupShown>,
    },
    /// Secrets are in memory only, so the key of backups would be gone with the window. Nothing was changed.
    NotKept,
    /// The passphrase cannot be used.
    Problem {
        /// Why.
        problem: TransferProblem,
    },
}

pub(super) async fn backup(app: &AppHandle) -> CommandResult<BackupShown> {
    with_storage(app, |_, storage| shown(storage)).await
}

fn shown(storage: &OpenStorage) -> CommandResult<BackupShown> {
    let plan = BackupPlan::read(&storage.store)?;
    let now = clock::now();
    let last = plan.made.last();
    Ok(BackupShown {
        on: plan.on,
        day: plan.day,
        last: last.map(|made| made.at),
        last_name: last.map(|made| made.name.clone()),
        next: plan.next(now),
        waits: plan.is_due(now) && !can_be_made(&storage.vault),
        left_out: u32::try_from(plan.left_out.len()).unwrap_or(u32::MAX),
        kept: u32::try_from(MOST_BACKUPS).unwrap_or(u32::MAX),
        folder: plan.folder,
        failure: plan.failure,
    })
}

pub(super) async fn choose_backup_folder(app: &AppHandle, title: String) -> CommandResult<Option<String>> {
    let parent = window::current(app);
    let Some(path) = dialogs::choose_folder(&title, parent.as_ref()).await? else { return Ok(None) };
    match path.to_str() {
        Some(folder) => Ok(Some(folder.to_owned())),
        None => Err(CommandError::PathNotText { file: files::name(&path) }),
    }
}

pub(super) async fn set_up_backup(
    app: &AppHandle,
    chosen: BackupChosen,
    passphrase: SecretText,
) -> CommandResult<SetUpBackupOutcome> {
    let passphrase = SecretString::from(passphrase);
    with_storage(app, move |_, storage| {
        storage.vault.ensure_unlocked()?;
        if matches!(storage.vault.state(), VaultState::SessionOnly { .. }) {
            return Ok(SetUpBackupOutcome::NotKept);
        }
        match store_key(&storage.vault, &passphrase) {
            Ok(()) => {}
            Err(BackupKeyError::Passphrase(problem)) => return Ok(SetUpBackupOutcome::Problem { problem }),
            Err(BackupKeyError::Vault(error)) => return Err(error.into()),
        }
        change_plan(&storage.vault, |plan| {
            // Those in another folder are the person's to delete.
            let made = if plan.folder == chosen.folder { std::mem::take(&mut plan.made) } else { Vec::new() };
            let BackupChosen { folder, day, utc_offset_minutes } = chosen;
            *plan = BackupPlan { on: true, folder, day, utc_offset_minutes, made, ..BackupPlan::default() };
        })?;
        // The first one shows at once whether it works.
        make_or_say_locked(storage)?;
        Ok(SetUpBackupOutcome::On { backup: Box::new(shown(storage)?) })
    })
    .await
}

pub(super) async fn set_backup_day(
    app: &AppHandle,
    day: BackupDay,
    utc_offset_minutes: i32,
) -> CommandResult<BackupShown> {
    change(app, move |plan| (plan.day, plan.utc_offset_minutes) = (day, utc_offset_minutes)).await
}

pub(super) async fn switch_off_backup(app: &AppHandle) -> CommandResult<BackupShown> {
    with_storage(app, |_, storage| {
        use countersign_core::vault::{SecretKind, SecretOwner};
        change_plan(&storage.vault, |plan| (plan.on, plan.failure) = (false, None))?;
        storage.vault.forget(SecretOwner::Backup, SecretKind::BackupKey)?;
        shown(storage)
    })
    .await
}

async fn change(
    app: &AppHandle,
    change: impl FnOnce(&mut BackupPlan) + Send + 'static,
) -> CommandResult<BackupShown> {
    with_storage(app, move |_, storage| {
        change_plan(&storage.vault, change)?;
        shown(storage)
    })
    .await
}

pub(super) async fn back_up_now(app: &AppHandle) -> CommandResult<BackupShown> {
    with_storage(app, |_, storage| {
        make_or_say_locked(storage)?;
        shown(storage)
    })
    .await
}

fn make_or_say_locked(storage: &OpenStorage) -> CommandResult<()> {
    storage.vault.ensure_unlocked()?;
    if !make_now(storage, clock::now())? {
        storage.vault.ensure_unlocked()?;
    }
    Ok(())
}

/// Makes the weekly backup from now on, when it is due and secrets are open.
pub(crate) fn back_up_weekly(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(FIRST_LOOK).await;
        loop {
            let looking = app.clone();
            // If this fails, the next look tries again.
            let wait = blocking(move || back_up_if_due(&looking)).await.unwrap_or(LOOK_AGAIN);
            tokio::time::sleep(wait).await;
        }
    });
}

/// Makes the weekly backup if it is due. Returns when to look again.
fn back_up_if_due(app: &AppHandle) -> Duration {
    // Other commands say that the store cannot be opened.
    let Ok(storage) = storage::open(app) else { return LOOK_AGAIN };
    let now = clock::now();
    let tried = make_if_due(&storage, now)
        .and_then(|tried| Ok(if tried { Some(BackupPlan::read(&storage.store)?.failure) } else { None }));
    match tried {
        Ok(None) => LOOK_AGAIN,
        Ok(Some(failure)) => {
            window::tell(app, &WindowEvent::BackupTried { failure });
            LOOK_AGAIN
        }
        // The plan cannot say it, nor when to try again.
        Err(error) => {
            let problem = BackupProblem::Store { detail: error.to_string() };
            let failure = Some(BackupFailure { at: now, problem });
            window::tell(app, &WindowEvent::BackupTried { failure });
            HOLD_OFF
        }
    }
}
