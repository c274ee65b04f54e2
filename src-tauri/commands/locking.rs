//! Locking secrets: because the person asks for it, because nobody is there, or because the screen is locked or the
//! computer goes to sleep.

use std::time::Duration;

use countersign_core::vault::{Seen, VaultState};
use serde::Serialize;
use tauri::{AppHandle, Manager};

use super::background::blocking;
use super::error::{CommandError, CommandResult};
use super::tell;
use crate::platform::clock::SystemClock;
use crate::platform::screen_lock::{self, Event};
use crate::state::locking::{lock, only_in_memory};
use crate::state::session::{KeyInMemory, OnlyInMemory, Session};
use crate::state::storage;
use crate::window;
use crate::window_event::{LockCause, WindowEvent};

/// The longest time until the setting and the clocks are looked at again. The computer may have slept meanwhile.
const LOOK_AGAIN: Duration = Duration::from_secs(20);
/// The window is drawn within this time. Connecting to two buses, to hear of the screen's lock, would delay it. A screen that
/// is locked sooner than that is one whose person is away, which the clocks show, too.
const WINDOW_FIRST: Duration = Duration::from_secs(1);

/// The outcome of "Lock now".
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum LockOutcome {
    /// Secrets are locked.
    Locked,
    /// Nothing was locked, because these private keys would be lost.
    WouldLose {
        /// The credentials, and why their keys would be lost.
        keys: Vec<KeyInMemory>,
    },
}

pub(super) async fn lock_now(app: &AppHandle, lose_keys: bool) -> CommandResult<LockOutcome> {
    let locking = app.clone();
    blocking(move || {
        let keys = if lose_keys { Vec::new() } else { only_in_memory(&locking)? };
        if !keys.is_empty() {
            return Ok(LockOutcome::WouldLose { keys });
        }
        // Even if a key came meanwhile, only those are lost that the person was asked about.
        let fate = if lose_keys { OnlyInMemory::IsLost } else { OnlyInMemory::Stays };
        lock_and_tell(&locking, LockCause::Person, fate).map(|()| LockOutcome::Locked)
    })
    .await?
}

pub(super) async fn note_presence(app: &AppHandle) -> CommandResult<()> {
    app.state::<Session>().presence.note(Seen::now(&SystemClock));
    Ok(())
}

/// Locks from now on when nobody is there, and when the system says that the screen is locked or the computer sleeps.
pub(crate) fn lock_when_away(app: &AppHandle) {
    tauri::async_runtime::spawn(lock_when_idle(app.clone()));
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(WINDOW_FIRST).await;
        screen_lock::watch(move |event| match event {
            Event::ScreenLocked => lock_for(&app, LockCause::ScreenLocked),
            Event::Suspending => lock_for(&app, LockCause::Suspending),
            Event::Resumed => {}
        });
    });
}

async fn lock_when_idle(app: AppHandle) {
    loop {
        let looking = app.clone();
        // If this fails, the next look tries again.
        let wait = blocking(move || lock_if_idle(&looking)).await.unwrap_or(LOOK_AGAIN);
        tokio::time::sleep(wait.min(LOOK_AGAIN)).await;
    }
}

/// Locks if the person has been away for too long. Returns how long they may still be away.
fn lock_if_idle(app: &AppHandle) -> Duration {
    let now = Seen::now(&SystemClock);
    let last = app.state::<Session>().presence.last(now);
    let limit = storage::open(app).and_then(|storage| storage.store.settings());
    let Some(limit) = limit.ok().and_then(|settings| settings.lock_after.limit()) else { return LOOK_AGAIN };
    let left = last.time_left(now, limit);
    if left.is_zero() {
        lock_for(app, LockCause::Idle);
        return LOOK_AGAIN;
    }
    left
}

/// Locks, unless it is locked already. Nobody is there to say whether a private key may be lost, so none is.
fn lock_for(app: &AppHandle, cause: LockCause) {
    let is_locked = storage::open(app).is_ok_and(|storage| storage.vault.ensure_unlocked().is_err());
    if !is_locked {
        // Without the store nothing is sealed, and nothing can be locked.
        drop(lock_and_tell(app, cause, OnlyInMemory::Stays));
    }
}

fn lock_and_tell(app: &AppHandle, cause: LockCause, keys: OnlyInMemory) -> Result<(), CommandError> {
    let in_memory = lock(app, keys)?;
    let state: VaultState = storage::open(app)?.vault.state();
    window::tell(app, &WindowEvent::Locked { cause, state, in_memory });
    tell::unsaved_keys(app);
    Ok(())
}
