//! Step 1, before the person asks for a key pair: a private key is made in advance, while the processor has nothing else to
//! do. `state/prepared_key.rs` decides whether, and who gets it.

use std::time::Duration;

use countersign_core::key::{NewKey, PrivateKey, make_key};
use countersign_core::vault::Seen;
use tauri::{AppHandle, Manager};

use super::background::{blocking, ensure_unlocked};
use super::error::CommandResult;
use crate::platform::clock::SystemClock;
use crate::platform::{idle_thread, power};
use crate::state::prepared_key::{Next, Preparation, Prepared};
use crate::state::session::Session;

/// The name of the thread, which Linux cuts after 15 bytes.
const THREAD: &str = "key-in-advance";
/// The longest time until the clocks are looked at again. The computer may have slept meanwhile.
const LOOK_AGAIN: Duration = Duration::from_secs(20);

pub(super) async fn prepare_key(app: &AppHandle, kind: NewKey) -> CommandResult<()> {
    if blocking(power::is_on_battery).await? {
        return Ok(());
    }
    let prepared = &app.state::<Session>().prepared_key;
    let Some(preparation) = prepared.begin(kind, Seen::now(&SystemClock)) else { return Ok(()) };
    // Only now: if secrets are locked after this, they wipe what has begun.
    if ensure_unlocked(app).await.is_err() {
        prepared.give_up(preparation);
        return Ok(());
    }
    if prepared.needs_thread(preparation) {
        let searching = app.clone();
        if idle_thread::spawn(THREAD, move || search(&searching, preparation, kind)).is_err() {
            // Then it is made when the person asks for it.
            prepared.finish(preparation, None, Seen::now(&SystemClock));
        }
    }
    Ok(())
}

/// Makes keys until none is wanted. A search that has begun runs to its end.
fn search(app: &AppHandle, preparation: Preparation, kind: NewKey) {
    let prepared = &app.state::<Session>().prepared_key;
    let mut next = Next::Make(preparation, kind);
    while let Next::Make(preparation, kind) = next {
        // Somebody may have unplugged the computer while the one before was made.
        let made = if power::is_on_battery() { None } else { make_key(kind).ok() };
        next = prepared.finish(preparation, made, Seen::now(&SystemClock));
        if next == Next::Waits {
            tauri::async_runtime::spawn(wipe_in_time(app.clone(), preparation));
        }
    }
}

async fn wipe_in_time(app: AppHandle, preparation: Preparation) {
    let prepared = &app.state::<Session>().prepared_key;
    while let Some(left) = prepared.wipe_in_time(preparation, Seen::now(&SystemClock)) {
        tokio::time::sleep(left.min(LOOK_AGAIN)).await;
    }
}

/// A private key of this kind: the one that is ready, or else the one that is made first, now or in advance. `None` if the
/// cryptography library fails.
pub(super) async fn take_or_make(app: &AppHandle, kind: NewKey) -> CommandResult<Option<PrivateKey>> {
    let soon = match app.state::<Session>().prepared_key.take(kind, Seen::now(&SystemClock)) {
        Prepared::Ready(key) => return Ok(Some(key)),
        Prepared::Soon(soon) => Some(soon),
        Prepared::Nothing => None,
    };
    // The search for primes cannot be interrupted: one that comes too late runs to its end.
    let mut own = std::pin::pin!(blocking(move || make_key(kind).ok()));
    let Some(soon) = soon else { return own.await };
    tokio::select! {
        made = &mut own => made,
        prepared = soon => match prepared {
            Ok(key) => Ok(Some(key)),
            Err(_) => own.await,
        },
    }
}
